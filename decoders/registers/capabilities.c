// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/registers.h"
#include "decoders/registers/tables.h"

/*
 * Capabilities of the first 256 bytes, except PCI Express: PCI Code and ID
 * Assignment 1.16 chapter 2 numbers them. Each begins with two bytes, its id and where
 * the next one is.
 */

/* clang-format off */

/* PCI Bus Power Management Interface 1.2, chapter 3; PCI Express Base 6.0, 7.5.2 */
VOCABULARY(power_states, {0, "D0"}, {1, "D1"}, {2, "D2"}, {3, "D3hot"});
/* clang-format on */

/* Aux_Current, PCI Express Base 6.0, table 7-15 */
static void aux_current(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	static const uint16_t ma[] = {0, 55, 100, 160, 220, 270, 320, 375};

	(void)scope;
	value->number = ma[value->raw & 7];
}

/* clang-format off */
ROWS_BEGIN(power_rows)
	ROW(REGISTER(2, 2, "capabilities"), .spec = "PCI_PM_PMC")
	ROW(BITS(0, 3, "version"))
	ROW(FLAG(3, "pme_clock"))
	ROW(FLAG(4, "immediate_readiness_on_d0"))
	ROW(FLAG(5, "device_specific_initialization"))
	ROW(BITS(6, 3, "aux_current_ma"), .unit = HW_UNIT_MA, .custom = aux_current)
	ROW(FLAG(9, "d1"))
	ROW(FLAG(10, "d2"))
	ROW(FLAG(11, "pme_from_d0"))
	ROW(FLAG(12, "pme_from_d1"))
	ROW(FLAG(13, "pme_from_d2"))
	ROW(FLAG(14, "pme_from_d3hot"))
	ROW(FLAG(15, "pme_from_d3cold"))
	ROW(REGISTER(4, 2, "control"), .spec = "PCI_PM_CTRL")
	ROW(NAMED(0, 2, "power_state", power_states))
	ROW(FLAG(3, "no_soft_reset"))
	ROW(FLAG(8, "pme_enabled"))
	ROW(BITS(9, 4, "data_select"))
	ROW(BITS(13, 2, "data_scale"))
	ROW(FLAG(15, "pme_status"))
	ROW(REGISTER(6, 1, "bridge"), .spec = "PCI_PM_PPB_EXTENSIONS")
	ROW(FLAG(6, "b2_in_d3hot"), .label = "B2 in D3hot")
	ROW(FLAG(7, "bus_power_clock_control"))
	ROW(NUMBER(7, 1, "data"), .spec = "PCI_PM_DATA_REGISTER")
ROWS_END(power_rows)
static const struct hw_layout power = {
	.key = "power_management", .title = "Power Management",
	.source = "PCI Express Base 6.0, 7.5.2", .id = 0x01, .size = 8, ROWS(power_rows),
};

/* Accelerated Graphics Port Interface 3.0, 6.1 */
VOCABULARY(agp2_rates, {0, "x1"}, {1, "x2"}, {2, "x4"});
VOCABULARY(agp3_rates, {0, "x4"}, {1, "x8"});
#define AGP3 WHEN(2, 1, 4, 4, HW_WHEN_AT_LEAST, 3), WHEN(4, 4, 3, 1, HW_WHEN_EQUAL, 1)
#define NO_AGP3_MODE WHEN(2, 1, 4, 4, HW_WHEN_AT_LEAST, 3), \
			       WHEN(4, 4, 3, 1, HW_WHEN_EQUAL, 0)
#define BEFORE_AGP3  WHEN(2, 1, 4, 4, HW_WHEN_AT_MOST, 2)

ROWS_BEGIN(agp_rows)
	ROW(PART(2, 1, 4, 4, "major_version"), .spec = "PCI_AGP_VERSION")
	ROW(PART(2, 1, 0, 4, "minor_version"))
	ROW(REGISTER(4, 4, "status"), .spec = "PCI_AGP_STATUS")
	ROW(BITS(24, 8, "requests"), .add = 1)
	ROW(FLAG(16, "isochronous"))
	ROW(BITS(13, 3, "async_request_size"))
	ROW(BITS(10, 3, "calibration_cycle"))
	ROW(FLAG(9, "sideband_addressing"))
	ROW(FLAG(8, "in_aperture_coherent"))
	ROW(FLAG(7, "gart_64_bit"), .label = "64-bit GART entries")
	ROW(FLAG(6, "no_host_translation"))
	ROW(FLAG(5, "over_4_gib"), .label = "Addresses over 4 GiB")
	ROW(FLAG(4, "fast_writes"))
	ROW(FLAG(3, "agp3"))
	ROW(SET_BITS(0, 3, "rates", agp2_rates), .when = {BEFORE_AGP3})
	ROW(SET_BITS(0, 3, "rates", agp2_rates), .when = {NO_AGP3_MODE})
	ROW(SET_BITS(0, 2, "rates", agp3_rates), .when = {AGP3})
	ROW(REGISTER(8, 4, "command"), .spec = "PCI_AGP_COMMAND")
	ROW(BITS(24, 8, "requests"), .add = 1)
	ROW(BITS(13, 3, "async_request_size"))
	ROW(BITS(10, 3, "calibration_cycle"))
	ROW(FLAG(9, "sideband_addressing"))
	ROW(FLAG(8, "enabled"))
	ROW(FLAG(7, "gart_64_bit"), .label = "64-bit GART entries")
	ROW(FLAG(5, "over_4_gib"), .label = "Addresses over 4 GiB")
	ROW(FLAG(4, "fast_writes"))
	ROW(SET_BITS(0, 3, "rates", agp2_rates), .when = {BEFORE_AGP3})
	ROW(SET_BITS(0, 3, "rates", agp2_rates), .when = {NO_AGP3_MODE})
	ROW(SET_BITS(0, 2, "rates", agp3_rates), .when = {AGP3})
ROWS_END(agp_rows)
static const struct hw_layout agp = {
	.key = "agp", .title = "AGP", .source = "AGP Interface 3.0, 6.1", .id = 0x02,
	.size = 12, ROWS(agp_rows),
};

/* PCI Local Bus 3.0, 6.4 and appendix I: the data are behind the address register */
ROWS_BEGIN(vpd_rows)
	ROW(PART(2, 2, 0, 15, "address"), .spec = "PCI_VPD_ADDR")
	ROW(PART_FLAG(2, 2, 15, "transfer_done"))
ROWS_END(vpd_rows)
static const struct hw_layout vpd = {
	.key = "vital_product_data", .title = "Vital Product Data",
	.source = "PCI Express Base 6.0, 7.9.18", .id = 0x03, .size = 8, ROWS(vpd_rows),
};

/* PCI-to-PCI Bridge Architecture 1.2, chapter 13 */
ROWS_BEGIN(slot_rows)
	ROW(PART(2, 1, 0, 5, "slots"), .spec = "PCI_SID_ESR")
	ROW(PART_FLAG(2, 1, 5, "first_in_chassis"))
	ROW(NUMBER(3, 1, "chassis"), .spec = "PCI_SID_CHASSIS_NR")
ROWS_END(slot_rows)
static const struct hw_layout slot = {
	.key = "slot_identification", .title = "Slot Identification",
	.source = "PCI-to-PCI Bridge 1.2, 13", .id = 0x04, .size = 4, ROWS(slot_rows),
};

/* PCI Express Base 6.0, 7.7.1: the registers behind the address lie 4 bytes further when
 * it has 64 bits */
#define MSI_MASKED WHEN(2, 2, 8, 1, HW_WHEN_EQUAL, 1)
#define MSI_SKIP   SKIP(.place = PLACE(2, 2, 7, 1), .times = 4)
/* clang-format on */

static void msi_address(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	if (scope->bytes.p[2] & 0x80)
		value->number |= hw_layout_le(scope->bytes, 8, 4) << 32;
}

/* clang-format off */
ROWS_BEGIN(msi_rows)
	ROW(REGISTER(2, 2, "control"), .spec = "PCI_MSI_FLAGS")
	ROW(FLAG(0, "enabled"))
	ROW(BITS(1, 3, "vectors_supported"), .flags = HW_LAYOUT_POWER)
	ROW(BITS(4, 3, "vectors_enabled"), .flags = HW_LAYOUT_POWER)
	ROW(FLAG(7, "address_64_bit"), .label = "64-bit address")
	ROW(FLAG(8, "per_vector_masking"))
	ROW(FLAG(9, "extended_data_supported"))
	ROW(FLAG(10, "extended_data_enabled"))
	ROW(ADDRESS(4, 4, "address"), .spec = "PCI_MSI_ADDRESS_LO", .custom = msi_address)
	ROW(HEX(8, 2, "data"), .spec = "PCI_MSI_DATA_32", .skip = {MSI_SKIP})
	ROW(HEX(12, 4, "masked"), .spec = "PCI_MSI_MASK_32", .skip = {MSI_SKIP},
	    .when = {MSI_MASKED})
	ROW(HEX(16, 4, "pending"), .spec = "PCI_MSI_PENDING_32", .skip = {MSI_SKIP},
	    .when = {MSI_MASKED})
ROWS_END(msi_rows)
static const struct hw_layout msi = {
	.key = "msi", .title = "MSI", .source = "PCI Express Base 6.0, 7.7.1", .id = 0x05,
	.size = 10, ROWS(msi_rows),
};

/* PICMG 2.1, Hot Swap Control and Status Register */
ROWS_BEGIN(hot_swap_rows)
	ROW(REGISTER(2, 1, "control"), .spec = "PCI_CHSWP_CSR")
	ROW(FLAG(0, "device_hiding_arm"))
	ROW(FLAG(1, "enum_signal_masked"))
	ROW(FLAG(2, "pending_insert_or_extract"))
	ROW(FLAG(3, "led_on"))
	ROW(BITS(4, 2, "programming_interface"))
	ROW(FLAG(6, "extracted"))
	ROW(FLAG(7, "inserted"))
ROWS_END(hot_swap_rows)
static const struct hw_layout hot_swap = {
	.key = "compactpci_hot_swap", .title = "CompactPCI hot swap",
	.source = "PICMG 2.1", .id = 0x06, .size = 4, ROWS(hot_swap_rows),
};

/* PCI-X Addendum to the PCI Local Bus Specification 2.0a, 7.2 */
VOCABULARY(pcix_complexity, {0, "simple"}, {1, "bridge"});
/* clang-format on */

/* 1, 2, 3, 4, 8, 12, 16 or 32 split transactions */
static void split_transactions(const struct hw_layout_scope *scope,
			       struct hw_layout_value *value)
{
	static const uint8_t counts[] = {1, 2, 3, 4, 8, 12, 16, 32};

	(void)scope;
	value->number = counts[value->raw & 7];
}

/* clang-format off */
#define PCIX_PLACE \
	ROW(BITS(0, 3, "function")) \
	ROW(BITS(3, 5, "device")) \
	ROW(HEX_BITS(8, 8, "bus"))

ROWS_BEGIN(pcix_device_rows)
	ROW(REGISTER(2, 2, "command"), .spec = "PCI_X_CMD")
	ROW(FLAG(0, "data_parity_error_recovery"))
	ROW(FLAG(1, "relaxed_ordering"))
	ROW(BITS(2, 2, "max_read_bytes"), .unit = HW_UNIT_BYTES, .times = 512,
	    .flags = HW_LAYOUT_POWER)
	ROW(BITS(4, 3, "max_split_transactions"), .custom = split_transactions)
	ROW(BITS(12, 2, "version"))
	ROW(REGISTER(4, 4, "status"), .spec = "PCI_X_STATUS")
	PCIX_PLACE
	ROW(FLAG(16, "device_64_bit"), .label = "64-bit device")
	ROW(FLAG(17, "capable_133_mhz"), .label = "133 MHz capable")
	ROW(FLAG(18, "split_completion_discarded"))
	ROW(FLAG(19, "unexpected_split_completion"))
	ROW(NAMED(20, 1, "complexity", pcix_complexity))
	ROW(BITS(21, 2, "designed_max_read_bytes"), .unit = HW_UNIT_BYTES, .times = 512,
	    .flags = HW_LAYOUT_POWER)
	ROW(BITS(23, 3, "designed_max_split_transactions"), .custom = split_transactions)
	ROW(BITS(26, 3, "designed_max_cumulative_read_kib"), .unit = HW_UNIT_KIB,
	    .flags = HW_LAYOUT_POWER)
	ROW(FLAG(29, "received_split_completion_error"))
	ROW(FLAG(30, "capable_266_mhz"), .label = "266 MHz capable")
	ROW(FLAG(31, "capable_533_mhz"), .label = "533 MHz capable")
ROWS_END(pcix_device_rows)
const struct hw_layout hw_pci_pcix_device = {
	.key = "pci_x", .title = "PCI-X device", .source = "PCI-X 2.0a, 7.2", .id = 0x07,
	.size = 8, ROWS(pcix_device_rows),
};

/* PCI-X 2.0a, 8.6: the bus runs in this mode and at this frequency */
VOCABULARY(pcix_frequency, {0, "conventional"}, {1, "66 MHz"}, {2, "100 MHz"},
	   {3, "133 MHz"}, {9, "266 MHz, 66 MHz clock"}, {10, "266 MHz, 100 MHz clock"},
	   {11, "266 MHz, 133 MHz clock"}, {13, "533 MHz, 66 MHz clock"},
	   {14, "533 MHz, 100 MHz clock"}, {15, "533 MHz, 133 MHz clock"});

ROWS_BEGIN(pcix_split_rows)
	ROW(BITS(0, 16, "capacity"))
	ROW(BITS(16, 16, "commitment_limit"))
ROWS_END(pcix_split_rows)
static const struct hw_layout pcix_split = {.key = "split", ROWS(pcix_split_rows)};

ROWS_BEGIN(pcix_bridge_rows)
	ROW(REGISTER(2, 2, "secondary_status"), .spec = "PCI_X_BRIDGE_SSTATUS")
	ROW(FLAG(0, "bus_64_bit"), .label = "64-bit bus")
	ROW(FLAG(1, "capable_133_mhz"), .label = "133 MHz capable")
	ROW(FLAG(2, "split_completion_discarded"))
	ROW(FLAG(3, "unexpected_split_completion"))
	ROW(FLAG(4, "split_completion_overrun"))
	ROW(FLAG(5, "split_request_delayed"))
	ROW(NAMED(6, 4, "frequency", pcix_frequency))
	ROW(BITS(12, 2, "version"))
	ROW(FLAG(14, "capable_266_mhz"), .label = "266 MHz capable")
	ROW(FLAG(15, "capable_533_mhz"), .label = "533 MHz capable")
	ROW(REGISTER(4, 4, "status"), .spec = "PCI_X_BRIDGE_STATUS")
	PCIX_PLACE
	ROW(FLAG(16, "device_64_bit"), .label = "64-bit device")
	ROW(FLAG(17, "capable_133_mhz"), .label = "133 MHz capable")
	ROW(FLAG(18, "split_completion_discarded"))
	ROW(FLAG(19, "unexpected_split_completion"))
	ROW(FLAG(20, "split_completion_overrun"))
	ROW(FLAG(21, "split_request_delayed"))
	ROW(SAME(8, 4, "upstream", pcix_split))
	ROW(SAME(12, 4, "downstream", pcix_split))
ROWS_END(pcix_bridge_rows)
const struct hw_layout hw_pci_pcix_bridge = {
	.key = "pci_x_bridge", .title = "PCI-X bridge", .source = "PCI-X 2.0a, 8.6",
	.id = 0x07, .size = 16, ROWS(pcix_bridge_rows),
};

/* HyperTransport I/O Link 3.10, chapter 7; the type is in the top bits of the command */
VOCABULARY(ht_widths, {0, "8 bits"}, {1, "16 bits"}, {3, "32 bits"}, {4, "2 bits"},
	   {5, "4 bits"}, {7, "not connected"});
VOCABULARY(ht_frequencies, {0, "200 MHz"}, {1, "300 MHz"}, {2, "400 MHz"}, {3, "500 MHz"},
	   {4, "600 MHz"}, {5, "800 MHz"}, {6, "1.0 GHz"}, {7, "1.2 GHz"}, {8, "1.4 GHz"},
	   {9, "1.6 GHz"}, {10, "1.8 GHz"}, {11, "2.0 GHz"}, {12, "2.2 GHz"},
	   {13, "2.4 GHz"}, {14, "2.6 GHz"}, {15, "vendor-specific"});

ROWS_BEGIN(ht_link_control_rows)
	ROW(FLAG(1, "crc_flood_enabled"))
	ROW(FLAG(2, "crc_start_test"))
	ROW(FLAG(3, "crc_force_error"))
	ROW(FLAG(4, "link_failure"))
	ROW(FLAG(5, "initialization_complete"))
	ROW(FLAG(6, "end_of_chain"))
	ROW(FLAG(7, "transmitter_off"))
	ROW(BITS(8, 4, "crc_error"))
	ROW(FLAG(12, "isochronous_flow_control"))
	ROW(FLAG(13, "ldtstop_tristate"))
	ROW(FLAG(14, "extended_ctl_time"))
	ROW(FLAG(15, "addressing_64_bit"), .label = "64-bit addressing")
ROWS_END(ht_link_control_rows)
static const struct hw_layout ht_link_control = {
	.key = "link_control", ROWS(ht_link_control_rows),
};

ROWS_BEGIN(ht_link_config_rows)
	ROW(NAMED(0, 3, "max_width_in", ht_widths))
	ROW(FLAG(3, "doubleword_flow_control_in"))
	ROW(NAMED(4, 3, "max_width_out", ht_widths))
	ROW(FLAG(7, "doubleword_flow_control_out"))
	ROW(NAMED(8, 3, "width_in", ht_widths))
	ROW(FLAG(11, "doubleword_flow_control_in_enabled"))
	ROW(NAMED(12, 3, "width_out", ht_widths))
	ROW(FLAG(15, "doubleword_flow_control_out_enabled"))
ROWS_END(ht_link_config_rows)
static const struct hw_layout ht_link_config = {
	.key = "link_config", ROWS(ht_link_config_rows),
};

ROWS_BEGIN(ht_frequency_rows)
	ROW(NAMED(0, 4, "frequency", ht_frequencies))
	ROW(FLAG(4, "protocol_error"))
	ROW(FLAG(5, "overflow_error"))
	ROW(FLAG(6, "end_of_chain_error"))
	ROW(FLAG(7, "ctl_timeout"))
ROWS_END(ht_frequency_rows)
static const struct hw_layout ht_frequency = {
	.key = "link_frequency", ROWS(ht_frequency_rows),
};

#define HT_FEATURES \
	ROW(FLAG(0, "isochronous_flow_control")) \
	ROW(FLAG(1, "ldtstop")) \
	ROW(FLAG(2, "crc_test_mode")) \
	ROW(FLAG(3, "extended_ctl_time")) \
	ROW(FLAG(4, "addressing_64_bit"), .label = "64-bit addressing") \
	ROW(FLAG(5, "unit_id_reorder_disable"))

ROWS_BEGIN(ht_error_rows)
	ROW(FLAG(0, "protocol_error_flood"))
	ROW(FLAG(1, "overflow_error_flood"))
	ROW(FLAG(2, "protocol_error_fatal"))
	ROW(FLAG(3, "overflow_error_fatal"))
	ROW(FLAG(4, "end_of_chain_error_fatal"))
	ROW(FLAG(5, "response_error_fatal"))
	ROW(FLAG(6, "crc_error_fatal"))
	ROW(FLAG(7, "system_error_fatal"))
	ROW(FLAG(8, "chain_fail"))
	ROW(FLAG(9, "response_error"))
	ROW(FLAG(10, "protocol_error_nonfatal"))
	ROW(FLAG(11, "overflow_error_nonfatal"))
	ROW(FLAG(12, "end_of_chain_error_nonfatal"))
	ROW(FLAG(13, "response_error_nonfatal"))
	ROW(FLAG(14, "crc_error_nonfatal"))
	ROW(FLAG(15, "system_error_nonfatal"))
ROWS_END(ht_error_rows)
static const struct hw_layout ht_error = {.key = "error_handling", ROWS(ht_error_rows)};

ROWS_BEGIN(ht_slave_rows)
	ROW(REGISTER(2, 2, "command"))
	ROW(BITS(0, 5, "base_unit_id"))
	ROW(BITS(5, 5, "unit_count"))
	ROW(FLAG(10, "master_host"))
	ROW(FLAG(11, "default_direction"))
	ROW(FLAG(12, "drop_on_uninitialized_link"))
	ROW(SAME(4, 2, "link_0_control", ht_link_control))
	ROW(SAME(6, 2, "link_0_config", ht_link_config))
	ROW(SAME(8, 2, "link_1_control", ht_link_control))
	ROW(SAME(10, 2, "link_1_config", ht_link_config))
	ROW(PART(12, 1, 5, 3, "major_revision"))
	ROW(PART(12, 1, 0, 5, "minor_revision"))
	ROW(SAME(13, 1, "link_0_frequency", ht_frequency))
	ROW(SET(14, 2, "link_0_frequencies", ht_frequencies))
	ROW(REGISTER(16, 1, "features"))
	HT_FEATURES
	ROW(SAME(17, 1, "link_1_frequency", ht_frequency))
	ROW(SET(18, 2, "link_1_frequencies", ht_frequencies))
	ROW(HEX(20, 2, "enumeration_scratchpad"))
	ROW(SAME(22, 2, "error_handling", ht_error))
	ROW(HEX(24, 1, "memory_base_upper"))
	ROW(HEX(25, 1, "memory_limit_upper"))
	ROW(HEX(26, 1, "bus"))
ROWS_END(ht_slave_rows)
static const struct hw_layout ht_slave = {
	.key = "ht_slave", .title = "HyperTransport: slave or primary interface",
	.source = "HyperTransport 3.10, 7.5", .id = 0x08, .size = 28, ROWS(ht_slave_rows),
};

ROWS_BEGIN(ht_host_rows)
	ROW(REGISTER(2, 2, "command"))
	ROW(FLAG(0, "warm_reset"))
	ROW(FLAG(1, "double_ended"))
	ROW(BITS(2, 5, "device"))
	ROW(FLAG(7, "chain_side"))
	ROW(FLAG(8, "host_hide"))
	ROW(FLAG(10, "act_as_slave"))
	ROW(FLAG(11, "inbound_end_of_chain_error"))
	ROW(FLAG(12, "drop_on_uninitialized_link"))
	ROW(SAME(4, 2, "link_control", ht_link_control))
	ROW(SAME(6, 2, "link_config", ht_link_config))
	ROW(PART(8, 1, 5, 3, "major_revision"))
	ROW(PART(8, 1, 0, 5, "minor_revision"))
	ROW(SAME(9, 1, "link_frequency", ht_frequency))
	ROW(SET(10, 2, "link_frequencies", ht_frequencies))
	ROW(REGISTER(12, 2, "features"))
	HT_FEATURES
	ROW(FLAG(8, "extended_registers"))
	ROW(FLAG(9, "upstream_configuration"))
	ROW(HEX(16, 2, "enumeration_scratchpad"))
	ROW(SAME(18, 2, "error_handling", ht_error))
	ROW(HEX(20, 1, "memory_base_upper"))
	ROW(HEX(21, 1, "memory_limit_upper"))
ROWS_END(ht_host_rows)
static const struct hw_layout ht_host = {
	.key = "ht_host", .title = "HyperTransport: host or secondary interface",
	.source = "HyperTransport 3.10, 7.6", .id = 0x08, .size = 24, ROWS(ht_host_rows),
};

/* With a fixed mapping the address registers are not there: it is fee00000. */
ROWS_BEGIN(ht_msi_rows)
	ROW(REGISTER(2, 2, "command"), .spec = "HT_MSI_FLAGS")
	ROW(FLAG(0, "enabled"))
	ROW(FLAG(1, "fixed"))
	ROW(ADDRESS(4, 8, "address"), .spec = "HT_MSI_ADDR_LO",
	    .when = {WHEN(2, 2, 1, 1, HW_WHEN_EQUAL, 0)})
ROWS_END(ht_msi_rows)
static const struct hw_layout ht_msi = {
	.key = "ht_msi_mapping", .title = "HyperTransport: MSI mapping",
	.source = "HyperTransport 3.10, 7.12", .id = 0x08, .size = 4, ROWS(ht_msi_rows),
};

ROWS_BEGIN(ht_revision_rows)
	ROW(PART(2, 1, 5, 3, "major_revision"))
	ROW(PART(2, 1, 0, 5, "minor_revision"))
ROWS_END(ht_revision_rows)
static const struct hw_layout ht_revision = {
	.key = "ht_revision", .title = "HyperTransport: revision",
	.source = "HyperTransport 3.10, 7.9", .id = 0x08, .size = 4, ROWS(ht_revision_rows),
};

/* types known by name: five bits, or three with the other two zero to three */
#define HT_NAMED(id_, key_, title_) \
	static const struct hw_layout id_ = { \
		.key = (key_), .title = (title_), \
		.source = "HyperTransport 3.10, 7", .id = 0x08, .size = 4, \
	}
HT_NAMED(ht_switch, "ht_switch", "HyperTransport: switch");
HT_NAMED(ht_interrupts, "ht_interrupts",
	 "HyperTransport: interrupt discovery and configuration");
HT_NAMED(ht_clumping, "ht_unit_id_clumping", "HyperTransport: UnitID clumping");
HT_NAMED(ht_config_access, "ht_extended_config_access",
	 "HyperTransport: extended configuration space access");
HT_NAMED(ht_address, "ht_address_mapping", "HyperTransport: address mapping");
HT_NAMED(ht_direct_route, "ht_direct_route", "HyperTransport: DirectRoute");
HT_NAMED(ht_vcset, "ht_vcset", "HyperTransport: VCSet");
HT_NAMED(ht_retry, "ht_retry_mode", "HyperTransport: retry mode");
HT_NAMED(ht_x86, "ht_x86", "HyperTransport: x86");
HT_NAMED(ht_gen3, "ht_gen3", "HyperTransport: Gen3");
HT_NAMED(ht_function, "ht_function_extension", "HyperTransport: function extension");
HT_NAMED(ht_power, "ht_power_management", "HyperTransport: power management");
HT_NAMED(ht_other, "ht_unknown", "HyperTransport: unknown type");

static const struct {
	uint8_t type;
	const struct hw_layout *layout;
} ht_types[] = {
	{0x08, &ht_switch}, {0x10, &ht_interrupts}, {0x11, &ht_revision},
	{0x12, &ht_clumping}, {0x13, &ht_config_access}, {0x14, &ht_address},
	{0x15, &ht_msi}, {0x16, &ht_direct_route}, {0x17, &ht_vcset}, {0x18, &ht_retry},
	{0x19, &ht_x86}, {0x1a, &ht_gen3}, {0x1b, &ht_function}, {0x1c, &ht_power},
};
/* clang-format on */

const struct hw_layout *hw_pci_ht_layout(unsigned command)
{
	unsigned type = command >> 11 & 0x1f;

	if (type >> 2 == 0)
		return &ht_slave;
	if (type >> 2 == 1)
		return &ht_host;
	for (size_t i = 0; i < HW_ARRAY_SIZE(ht_types); i++)
		if (ht_types[i].type == type)
			return ht_types[i].layout;
	return &ht_other;
}

/* clang-format off */

/* PCI Local Bus 3.0, appendix H: the length, then what the vendor likes */
ROWS_BEGIN(vendor_rows)
	ROW(NUMBER(2, 1, "length_bytes"), .unit = HW_UNIT_BYTES, .spec = "PCI_VNDR_LENGTH")
ROWS_END(vendor_rows)
static const struct hw_layout vendor = {
	.key = "vendor_specific", .title = "Vendor-specific",
	.source = "PCI Express Base 6.0, 7.9.4", .id = 0x09, .size = 3, ROWS(vendor_rows),
};

/* Virtual I/O Device (VIRTIO) 1.2, 4.1.4: struct virtio_pci_cap */
VOCABULARY(virtio_types, {1, "common configuration"}, {2, "notifications"}, {3, "ISR status"},
	   {4, "device configuration"}, {5, "PCI configuration access"},
	   {8, "shared memory region"}, {9, "vendor data"});
#define VIRTIO_NOTIFY WHEN(3, 1, 0, 0, HW_WHEN_EQUAL, 2)
#define VIRTIO_SHARED WHEN(3, 1, 0, 0, HW_WHEN_EQUAL, 8)
#define VIRTIO_ACCESS WHEN(3, 1, 0, 0, HW_WHEN_EQUAL, 5)
/* clang-format on */

/* Upper halves of a shared memory region's 64-bit offset and size, VIRTIO 1.2, 4.1.4.7 */
static void virtio_offset(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	if (scope->bytes.p[3] == 8)
		value->number |= hw_layout_le(scope->bytes, 16, 4) << 32;
}

static void virtio_size(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	if (scope->bytes.p[3] == 8)
		value->number |= hw_layout_le(scope->bytes, 20, 4) << 32;
}

/* clang-format off */
ROWS_BEGIN(virtio_rows)
	ROW(NUMBER(2, 1, "length_bytes"), .unit = HW_UNIT_BYTES, .spec = "cap_len")
	ROW(ENUM(3, 1, "structure", virtio_types), .spec = "cfg_type")
	ROW(NUMBER(4, 1, "bar"), .spec = "bar")
	ROW(NUMBER(5, 1, "id"), .spec = "id", .when = {VIRTIO_SHARED})
	ROW(ADDRESS(8, 4, "offset"), .spec = "offset", .custom = virtio_offset)
	ROW(NUMBER(12, 4, "size_bytes"), .unit = HW_UNIT_BYTES, .spec = "length",
	    .custom = virtio_size)
	ROW(NUMBER(16, 4, "notify_multiplier"), .spec = "notify_off_multiplier",
	    .when = {VIRTIO_NOTIFY})
	ROW(HEX(16, 4, "data"), .spec = "pci_cfg_data", .when = {VIRTIO_ACCESS})
ROWS_END(virtio_rows)
const struct hw_layout hw_pci_virtio = {
	.key = "virtio", .title = "VirtIO", .source = "VIRTIO 1.2, 4.1.4", .id = 0x09,
	.size = 16, ROWS(virtio_rows),
};

/* EHCI 1.0, appendix C */
ROWS_BEGIN(debug_rows)
	ROW(PART(2, 2, 13, 3, "bar"), .add = -1)
	ROW(.key = "offset", .at = 2, .width = 2, .bits = 13, .kind = HW_LAYOUT_ADDRESS)
ROWS_END(debug_rows)
static const struct hw_layout debug_port = {
	.key = "debug_port", .title = "USB debug port", .source = "EHCI 1.0, appendix C",
	.id = 0x0a, .size = 4, ROWS(debug_rows),
};

/* PCI Standard Hot-Plug Controller 1.0, 4.2 */
ROWS_BEGIN(hot_plug_rows)
	ROW(HEX(2, 1, "dword_select"))
	ROW(PART_FLAG(3, 1, 6, "interrupt_pending"))
	ROW(PART_FLAG(3, 1, 7, "error_pending"))
	ROW(HEX(4, 4, "dword_data"))
ROWS_END(hot_plug_rows)
static const struct hw_layout hot_plug = {
	.key = "hot_plug", .title = "Standard Hot-Plug controller",
	.source = "PCI Standard Hot-Plug Controller 1.0, 4.2", .id = 0x0c, .size = 8,
	ROWS(hot_plug_rows),
};

/* PCI-to-PCI Bridge Architecture 1.2, 3.2.5.13; PCI Express Base 6.0, 7.9.23 */
ROWS_BEGIN(subsystem_rows)
	ROW(HEX(4, 2, "subsystem_vendor"), .spec = "PCI_SSVID_VENDOR_ID")
	ROW(HEX(6, 2, "subsystem_device"), .spec = "PCI_SSVID_DEVICE_ID")
ROWS_END(subsystem_rows)
static const struct hw_layout subsystem = {
	.key = "bridge_subsystem", .title = "Bridge subsystem",
	.source = "PCI Express Base 6.0, 7.9.23", .id = 0x0d, .size = 8,
	ROWS(subsystem_rows),
};

/* PCI Express Base 6.0, 7.7.2 */
/* clang-format on */

static void without_bar(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(7);
}

/* clang-format off */
ROWS_BEGIN(bar_offset_rows)
	ROW(BITS(0, 3, "bar"))
	ROW(.key = "offset", .bits = 32, .kind = HW_LAYOUT_ADDRESS, .custom = without_bar)
ROWS_END(bar_offset_rows)
static const struct hw_layout bar_offset = {.key = "where", ROWS(bar_offset_rows)};

ROWS_BEGIN(msix_rows)
	ROW(REGISTER(2, 2, "control"), .spec = "PCI_MSIX_FLAGS")
	ROW(FLAG(15, "enabled"))
	ROW(FLAG(14, "masked"))
	ROW(BITS(0, 11, "vectors"), .add = 1)
	ROW(SAME(4, 4, "table", bar_offset), .spec = "PCI_MSIX_TABLE")
	ROW(SAME(8, 4, "pending_bits", bar_offset), .spec = "PCI_MSIX_PBA")
ROWS_END(msix_rows)
static const struct hw_layout msix = {
	.key = "msi_x", .title = "MSI-X", .source = "PCI Express Base 6.0, 7.7.2",
	.id = 0x11, .size = 12, ROWS(msix_rows),
};

/* Serial ATA AHCI 1.3.1, 2.4: index-data pair; offsets count in 4 bytes */
VOCABULARY(sata_places, {4, "BAR 0"}, {5, "BAR 1"}, {6, "BAR 2"}, {7, "BAR 3"}, {8, "BAR 4"},
	   {9, "BAR 5"}, {15, "configuration space"});
ROWS_BEGIN(sata_rows)
	ROW(PART(2, 1, 4, 4, "major_revision"))
	ROW(PART(2, 1, 0, 4, "minor_revision"))
	ROW(PART_ENUM(4, 4, 0, 4, "place", sata_places), .spec = "PCI_SATA_REGS")
	ROW(.key = "offset", .at = 4, .width = 4, .bit = 4, .bits = 20, .times = 4,
	    .kind = HW_LAYOUT_ADDRESS)
ROWS_END(sata_rows)
static const struct hw_layout sata = {
	.key = "sata", .title = "SATA HBA", .source = "AHCI 1.3.1, 2.4", .id = 0x12,
	.size = 8, ROWS(sata_rows),
};

/* Conventional PCI Advanced Capabilities ECN; PCI Express Base 6.0, 7.9.21 */
ROWS_BEGIN(af_rows)
	ROW(REGISTER(3, 1, "capabilities"), .spec = "PCI_AF_CAP")
	ROW(FLAG(0, "transactions_pending"))
	ROW(FLAG(1, "function_level_reset"))
	ROW(REGISTER(4, 1, "control"), .spec = "PCI_AF_CTRL")
	ROW(FLAG(0, "function_level_reset"))
	ROW(REGISTER(5, 1, "status"), .spec = "PCI_AF_STATUS")
	ROW(FLAG(0, "transactions_pending"))
ROWS_END(af_rows)
static const struct hw_layout af = {
	.key = "advanced_features", .title = "Advanced Features",
	.source = "PCI Express Base 6.0, 7.9.21", .id = 0x13, .size = 6, ROWS(af_rows),
};

/* Enhanced Allocation ECN; PCI Express Base 6.0, 7.8.5 */
VOCABULARY(ea_bars, {0, "BAR 0"}, {1, "BAR 1"}, {2, "BAR 2"}, {3, "BAR 3"}, {4, "BAR 4"},
	   {5, "BAR 5"}, {6, "behind the bridge"}, {7, "not indicated"},
	   {8, "expansion ROM"}, {9, "VF BAR 0"}, {10, "VF BAR 1"}, {11, "VF BAR 2"},
	   {12, "VF BAR 3"}, {13, "VF BAR 4"}, {14, "VF BAR 5"});
VOCABULARY(ea_properties, {0x00, "memory, non-prefetchable"}, {0x01, "memory, prefetchable"},
	   {0x02, "I/O"}, {0x03, "VF memory, prefetchable"},
	   {0x04, "VF memory, non-prefetchable"},
	   {0x05, "memory behind the bridge, non-prefetchable"},
	   {0x06, "memory behind the bridge, prefetchable"},
	   {0x07, "I/O behind the bridge"}, {0xfd, "memory, unavailable"},
	   {0xfe, "I/O, unavailable"}, {0xff, "unavailable"});
/* clang-format on */

/* Base and maximum offset: bit 1 says that an upper half follows, after both lower ones.
 */
static uint64_t ea_number(struct hw_bytes entry, size_t at, size_t upper, uint64_t ones)
{
	uint64_t low = hw_layout_le(entry, at, 4);

	if (low & 2)
		ones |= hw_layout_le(entry, upper, 4) << 32;
	return (low & ~UINT64_C(3)) | ones;
}

static void ea_base(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	value->number = ea_number(scope->bytes, 4, 12, 0);
}

static void ea_max_offset(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	size_t upper = scope->bytes.p[4] & 2 ? 16 : 12;

	value->number = ea_number(scope->bytes, 8, upper, 3);
}

/* clang-format off */
ROWS_BEGIN(ea_entry_rows)
	ROW(PART_FLAG(0, 4, 31, "enabled"))
	ROW(PART_FLAG(0, 4, 30, "writable"))
	ROW(PART(0, 4, 0, 3, "entry_size"))
	ROW(PART_ENUM(0, 4, 4, 4, "stands_for", ea_bars))
	ROW(PART_ENUM(0, 4, 8, 8, "primary_properties", ea_properties))
	ROW(PART_ENUM(0, 4, 16, 8, "secondary_properties", ea_properties))
	ROW(ADDRESS(4, 4, "base"), .custom = ea_base)
	ROW(ADDRESS(8, 4, "max_offset"), .custom = ea_max_offset)
ROWS_END(ea_entry_rows)
static const struct hw_layout ea_entry = {.key = "entry", ROWS(ea_entry_rows)};

#define EA_ENTRIES(o) \
	ROW(TABLE(o, "entries", ea_entry), .spec = "PCI_EA_FIRST_ENT", \
	    .repeat = REPEAT(.from = PLACE(2, 1, 0, 6), .stride_from = PLACE(0, 4, 0, 3), \
			  .varies = 4))

ROWS_BEGIN(ea_device_rows)
	ROW(PART(2, 1, 0, 6, "entry_count"), .spec = "PCI_EA_NUM_ENT")
	EA_ENTRIES(4)
ROWS_END(ea_device_rows)
const struct hw_layout hw_pci_ea_device = {
	.key = "enhanced_allocation", .title = "Enhanced Allocation",
	.source = "PCI Express Base 6.0, 7.8.5", .id = 0x14, .size = 4,
	ROWS(ea_device_rows),
};

ROWS_BEGIN(ea_bridge_rows)
	ROW(PART(2, 1, 0, 6, "entry_count"), .spec = "PCI_EA_NUM_ENT")
	ROW(HEX(4, 1, "secondary_bus"))
	ROW(HEX(5, 1, "subordinate_bus"))
	EA_ENTRIES(8)
ROWS_END(ea_bridge_rows)
const struct hw_layout hw_pci_ea_bridge = {
	.key = "enhanced_allocation_bridge", .title = "Enhanced Allocation of a bridge",
	.source = "PCI Express Base 6.0, 7.8.5", .id = 0x14, .size = 8,
	ROWS(ea_bridge_rows),
};

#define NAME_ONLY(id_, var, key_, title_, source_) \
	static const struct hw_layout var = { \
		.key = (key_), .title = (title_), .source = (source_), .id = (id_), \
	}
NAME_ONLY(0x00, null_capability, "null", "Null capability", "PCI Express Base 6.0, 7.9.28");
NAME_ONLY(0x0b, resource_control, "compactpci_resource_control",
	  "CompactPCI central resource control", "PICMG 2.13");
NAME_ONLY(0x0e, agp3, "agp_8x", "AGP 8x target bridge", "AGP Interface 3.0");
NAME_ONLY(0x0f, secure_device, "secure_device", "Secure Device",
	  "PCI Code and ID Assignment 1.16, 2");
NAME_ONLY(0x15, flattening, "flattening_portal_bridge", "Flattening Portal Bridge",
	  "PCI Express Base 6.0, 7.8.10");

const struct hw_layout hw_pci_unknown = {
	.key = "unknown", .title = "Unknown capability",
	.source = "PCI Code and ID Assignment 1.16",
};
/* clang-format on */

static const struct hw_layout *const capabilities[] = {
	&null_capability,
	&power,
	&agp,
	&vpd,
	&slot,
	&msi,
	&hot_swap,
	&hw_pci_pcix_device,
	&hw_pci_pcix_bridge,
	&ht_slave,
	&ht_host,
	&ht_switch,
	&ht_interrupts,
	&ht_revision,
	&ht_clumping,
	&ht_config_access,
	&ht_address,
	&ht_msi,
	&ht_direct_route,
	&ht_vcset,
	&ht_retry,
	&ht_x86,
	&ht_gen3,
	&ht_function,
	&ht_power,
	&ht_other,
	&vendor,
	&hw_pci_virtio,
	&debug_port,
	&resource_control,
	&hot_plug,
	&subsystem,
	&agp3,
	&secure_device,
	&hw_pci_express,
	&msix,
	&sata,
	&af,
	&hw_pci_ea_device,
	&hw_pci_ea_bridge,
	&flattening,
	&hw_pci_unknown,
};
const struct hw_layout_family hw_pci_capability_family = {
	.key = "pci_capabilities",
	.title = "PCI capability",
	.layouts = capabilities,
	.count = HW_ARRAY_SIZE(capabilities),
};

const struct hw_layout *hw_pci_capability_layout(unsigned id)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(capabilities); i++)
		if (capabilities[i]->id == id && capabilities[i] != &hw_pci_unknown)
			return capabilities[i];
	return NULL;
}
