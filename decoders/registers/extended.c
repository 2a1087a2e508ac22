// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/registers.h"
#include "decoders/registers/tables.h"

/*
 * Extended capabilities, from offset 100 on: PCI Express Base 6.0 sections 7.7 to 7.9.
 * Each begins with a register of its id (16 bits), version (4) and next offset (12). How
 * lanes and ports work is in pci_lanes.c.
 */

/* clang-format off */

#define EXTENDED(var, id_, key_, title_, section_, size_, rows_) \
	static const struct hw_layout var = { \
		.key = (key_), .title = (title_), \
		.source = "PCI Express Base 6.0, " section_, .id = (id_), .size = (size_), \
		ROWS(rows_), \
	}
#define NAME_ONLY(var, id_, key_, title_, section_) \
	static const struct hw_layout var = { \
		.key = (key_), .title = (title_), \
		.source = "PCI Express Base 6.0, " section_, .id = (id_), .size = 4, \
	}

/* Advanced Error Reporting, 7.8.4. Status, mask and severity have the same bits. */
ROWS_BEGIN(uncorrectable_rows)
	ROW(FLAG(4, "data_link_protocol_error"))
	ROW(FLAG(5, "surprise_down"))
	ROW(FLAG(12, "poisoned_tlp"))
	ROW(FLAG(13, "flow_control_protocol_error"))
	ROW(FLAG(14, "completion_timeout"))
	ROW(FLAG(15, "completer_abort"))
	ROW(FLAG(16, "unexpected_completion"))
	ROW(FLAG(17, "receiver_overflow"))
	ROW(FLAG(18, "malformed_tlp"))
	ROW(FLAG(19, "ecrc_error"))
	ROW(FLAG(20, "unsupported_request"))
	ROW(FLAG(21, "acs_violation"))
	ROW(FLAG(22, "internal_error"))
	ROW(FLAG(23, "mc_blocked_tlp"))
	ROW(FLAG(24, "atomicop_egress_blocked"))
	ROW(FLAG(25, "tlp_prefix_blocked"))
	ROW(FLAG(26, "poisoned_tlp_egress_blocked"))
	ROW(FLAG(27, "dmwr_egress_blocked"))
	ROW(FLAG(28, "ide_check_failed"))
	ROW(FLAG(29, "misrouted_ide_tlp"))
	ROW(FLAG(30, "pcrc_check_failed"))
	ROW(FLAG(31, "tlp_translation_egress_blocked"))
ROWS_END(uncorrectable_rows)
static const struct hw_layout uncorrectable = {
	.key = "uncorrectable", ROWS(uncorrectable_rows),
};

ROWS_BEGIN(correctable_rows)
	ROW(FLAG(0, "receiver_error"))
	ROW(FLAG(6, "bad_tlp"))
	ROW(FLAG(7, "bad_dllp"))
	ROW(FLAG(8, "replay_number_rollover"))
	ROW(FLAG(12, "replay_timer_timeout"))
	ROW(FLAG(13, "advisory_non_fatal_error"))
	ROW(FLAG(14, "internal_error"))
	ROW(FLAG(15, "header_log_overflow"))
ROWS_END(correctable_rows)
static const struct hw_layout correctable = {.key = "correctable", ROWS(correctable_rows)};

#define AER \
	ROW(SAME(0x04, 4, "uncorrectable_status", uncorrectable), \
	    .spec = "PCI_ERR_UNCOR_STATUS") \
	ROW(SAME(0x08, 4, "uncorrectable_mask", uncorrectable), .spec = "PCI_ERR_UNCOR_MASK") \
	ROW(SAME(0x0c, 4, "uncorrectable_severity", uncorrectable), \
	    .spec = "PCI_ERR_UNCOR_SEVER") \
	ROW(SAME(0x10, 4, "correctable_status", correctable), .spec = "PCI_ERR_COR_STATUS") \
	ROW(SAME(0x14, 4, "correctable_mask", correctable), .spec = "PCI_ERR_COR_MASK") \
	ROW(REGISTER(0x18, 4, "control"), .spec = "PCI_ERR_CAP") \
	ROW(BITS(0, 5, "first_error_pointer")) \
	ROW(FLAG(5, "ecrc_generation_capable")) \
	ROW(FLAG(6, "ecrc_generation_enabled")) \
	ROW(FLAG(7, "ecrc_check_capable")) \
	ROW(FLAG(8, "ecrc_check_enabled")) \
	ROW(FLAG(9, "multiple_header_recording_capable")) \
	ROW(FLAG(10, "multiple_header_recording_enabled")) \
	ROW(FLAG(11, "tlp_prefix_log_present")) \
	ROW(FLAG(12, "completion_timeout_log_capable")) \
	ROW(HEX(0x1c, 4, "header_log"), .spec = "PCI_ERR_HEADER_LOG", \
	    .repeat = REPEAT(.count = 4, .stride = 4))

#define AER_PREFIX_LOG \
	ROW(HEX(0x38, 4, "tlp_prefix_log"), .repeat = REPEAT(.count = 4, .stride = 4), \
	    .when = {WHEN(0x18, 4, 11, 1, HW_WHEN_EQUAL, 1)})

ROWS_BEGIN(aer_rows)
	AER
	AER_PREFIX_LOG
ROWS_END(aer_rows)
const struct hw_layout hw_pci_aer = {
	.key = "aer", .title = "Advanced Error Reporting",
	.source = "PCI Express Base 6.0, 7.8.4", .id = 0x01, .size = 0x2c, ROWS(aer_rows),
};

/* Root Ports and Root Complex Event Collectors */
ROWS_BEGIN(aer_root_rows)
	AER
	ROW(REGISTER(0x2c, 4, "root_command"), .spec = "PCI_ERR_ROOT_COMMAND")
	ROW(FLAG(0, "correctable_reporting"))
	ROW(FLAG(1, "non_fatal_reporting"))
	ROW(FLAG(2, "fatal_reporting"))
	ROW(REGISTER(0x30, 4, "root_status"), .spec = "PCI_ERR_ROOT_STATUS")
	ROW(FLAG(0, "correctable_received"))
	ROW(FLAG(1, "multiple_correctable_received"))
	ROW(FLAG(2, "uncorrectable_received"))
	ROW(FLAG(3, "multiple_uncorrectable_received"))
	ROW(FLAG(4, "first_uncorrectable_fatal"))
	ROW(FLAG(5, "non_fatal_received"))
	ROW(FLAG(6, "fatal_received"))
	ROW(BITS(27, 5, "interrupt_message"))
	ROW(HEX(0x34, 2, "correctable_source"), .spec = "PCI_ERR_ROOT_ERR_SRC")
	ROW(HEX(0x36, 2, "uncorrectable_source"))
	AER_PREFIX_LOG
ROWS_END(aer_root_rows)
const struct hw_layout hw_pci_aer_root = {
	.key = "aer_root", .title = "Advanced Error Reporting of a root",
	.source = "PCI Express Base 6.0, 7.8.4", .id = 0x01, .size = 0x38,
	ROWS(aer_root_rows),
};

/* Virtual Channel, 7.9.1; Multi-Function Virtual Channel, 7.9.2 */
VOCABULARY(vc_arbitration, {0, "fixed"}, {1, "WRR 32"}, {2, "WRR 64"}, {3, "WRR 128"});
VOCABULARY(port_arbitration, {0, "fixed"}, {1, "WRR 32"}, {2, "WRR 64"}, {3, "WRR 128"},
	   {4, "time-based WRR 128"}, {5, "WRR 256"});
VOCABULARY(reference_clocks, {0, "100 ns"});

ROWS_BEGIN(channel_rows)
	ROW(REGISTER(0, 4, "capabilities"), .spec = "PCI_VC_RES_CAP")
	ROW(SET_BITS(0, 6, "port_arbitration", port_arbitration))
	ROW(FLAG(14, "advanced_packet_switching"))
	ROW(FLAG(15, "reject_snoop"))
	ROW(BITS(16, 7, "max_time_slots"), .add = 1)
	ROW(HEX_BITS(24, 8, "port_arbitration_table"))
	ROW(REGISTER(4, 4, "control"), .spec = "PCI_VC_RES_CTRL")
	ROW(HEX_BITS(0, 8, "tc_map"))
	ROW(NAMED(17, 3, "port_arbitration", port_arbitration))
	ROW(BITS(24, 3, "id"))
	ROW(FLAG(31, "enabled"))
	ROW(REGISTER(10, 2, "status"), .spec = "PCI_VC_RES_STATUS")
	ROW(FLAG(0, "table_in_progress"))
	ROW(FLAG(1, "negotiation_pending"))
ROWS_END(channel_rows)
static const struct hw_layout channel = {.key = "channel", ROWS(channel_rows)};

ROWS_BEGIN(vc_rows)
	ROW(REGISTER(0x04, 4, "port_capabilities"), .spec = "PCI_VC_PORT_CAP1")
	ROW(BITS(0, 3, "extended_vc_count"))
	ROW(BITS(4, 3, "low_priority_extended_vc_count"))
	ROW(NAMED(8, 2, "reference_clock", reference_clocks))
	ROW(BITS(10, 2, "arbitration_entry_bits"), .unit = HW_UNIT_BITS,
	    .flags = HW_LAYOUT_POWER)
	ROW(REGISTER(0x08, 4, "port_capabilities_2"), .spec = "PCI_VC_PORT_CAP2")
	ROW(SET_BITS(0, 4, "vc_arbitration", vc_arbitration))
	ROW(HEX_BITS(24, 8, "vc_arbitration_table"))
	ROW(REGISTER(0x0c, 2, "port_control"), .spec = "PCI_VC_PORT_CTRL")
	ROW(NAMED(1, 3, "vc_arbitration", vc_arbitration))
	ROW(REGISTER(0x0e, 2, "port_status"), .spec = "PCI_VC_PORT_STATUS")
	ROW(FLAG(0, "table_in_progress"))
	ROW(TABLE(0x10, "channels", channel),
	    .repeat = REPEAT(.from = {.at = 4, .width = 4, .bits = 3}, .add = 1, .stride = 12))
ROWS_END(vc_rows)
EXTENDED(vc, 0x02, "virtual_channel", "Virtual Channel", "7.9.1", 0x1c, vc_rows);
EXTENDED(vc9, 0x09, "virtual_channel_mfvc", "Virtual Channel (with MFVC)", "7.9.1", 0x1c,
	 vc_rows);
EXTENDED(mfvc, 0x08, "multi_function_virtual_channel", "Multi-Function Virtual Channel",
	 "7.9.2", 0x1c, vc_rows);
/* clang-format on */

/* 64 bits, printed from the highest byte down, as an EUI-64 is written */
static void serial_number(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	const uint8_t *p = scope->bytes.p + 4;

	hw_layout_say(value, "%02x-%02x-%02x-%02x-%02x-%02x-%02x-%02x", p[7], p[6], p[5],
		      p[4], p[3], p[2], p[1], p[0]);
}

/* clang-format off */
ROWS_BEGIN(serial_rows)
	ROW(.key = "serial_number", .at = 4, .width = 8, .kind = HW_LAYOUT_TEXT,
	    .custom = serial_number, .flags = HW_LAYOUT_SERIAL)
ROWS_END(serial_rows)
EXTENDED(serial, 0x03, "device_serial_number", "Device Serial Number", "7.9.3", 12,
	 serial_rows);

/* Power Budgeting, 7.8.1 */
VOCABULARY(budget_scales, {0, "1"}, {1, "0.1"}, {2, "0.01"}, {3, "0.001"});
VOCABULARY(budget_states, {0, "D0"}, {1, "D1"}, {2, "D2"}, {3, "D3"});
VOCABULARY(budget_types, {0, "PME auxiliary"}, {1, "auxiliary"}, {2, "idle"},
	   {3, "sustained"}, {4, "sustained, emergency power reduction"},
	   {5, "maximum, emergency power reduction"}, {7, "maximum"});
VOCABULARY(budget_rails, {0, "12 V"}, {1, "3.3 V"}, {2, "1.5 V or 1.8 V"}, {4, "48 V"},
	   {5, "5 V"}, {7, "thermal"});
ROWS_BEGIN(budget_rows)
	ROW(NUMBER(4, 1, "data_select"), .spec = "PCI_PWR_DSR")
	ROW(REGISTER(8, 4, "data"), .spec = "PCI_PWR_DATA")
	ROW(BITS(0, 8, "base_power"))
	ROW(NAMED(8, 2, "scale", budget_scales))
	ROW(BITS(10, 3, "substate"))
	ROW(NAMED(13, 2, "power_state", budget_states))
	ROW(NAMED(15, 3, "type", budget_types))
	ROW(NAMED(18, 3, "rail", budget_rails))
	ROW(PART_FLAG(12, 1, 0, "in_system_budget"), .spec = "PCI_PWR_CAP")
ROWS_END(budget_rows)
EXTENDED(budget, 0x04, "power_budgeting", "Power Budgeting", "7.8.1", 16, budget_rows);

/* Root Complex Link Declaration, 7.9.8 */
VOCABULARY(element_types, {0, "configuration space"}, {1, "system egress port"},
	   {2, "internal link"});
VOCABULARY(link_types, {0, "memory-mapped"}, {1, "configuration space"});
/* clang-format on */

/* The address of a link to configuration space, 7.9.8.3: bits 0 to 2 say how many bits
 * the bus number has, 0 = 8. */
static void link_bus(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	unsigned bits = scope->bytes.p[8] & 7;

	value->number = value->raw & ((1U << (bits ? bits : 8)) - 1);
}

/* clang-format off */
#define TO_CONFIG WHEN(0, 4, 1, 1, HW_WHEN_EQUAL, 1)
ROWS_BEGIN(root_link_rows)
	ROW(REGISTER(0, 4, "description"))
	ROW(FLAG(0, "valid"))
	ROW(NAMED(1, 1, "type", link_types))
	ROW(FLAG(2, "associate_rcrb"))
	ROW(HEX_BITS(16, 8, "target_component"))
	ROW(HEX_BITS(24, 8, "target_port"))
	ROW(ADDRESS(8, 8, "address"))
	ROW(PART_HEX(8, 8, 20, 8, "bus"), .when = {TO_CONFIG}, .custom = link_bus)
	ROW(PART(8, 8, 15, 5, "device"), .when = {TO_CONFIG})
	ROW(PART(8, 8, 12, 3, "function"), .when = {TO_CONFIG})
ROWS_END(root_link_rows)
static const struct hw_layout root_link = {.key = "link", ROWS(root_link_rows)};
ROWS_BEGIN(root_links_rows)
	ROW(REGISTER(4, 4, "element"))
	ROW(NAMED(0, 4, "type", element_types))
	ROW(BITS(8, 8, "link_count"))
	ROW(HEX_BITS(16, 8, "component"))
	ROW(HEX_BITS(24, 8, "port"))
	ROW(TABLE(16, "links", root_link),
	    .repeat = REPEAT(.from = {.at = 5, .width = 1}, .stride = 16))
ROWS_END(root_links_rows)
EXTENDED(root_links, 0x05, "root_complex_link_declaration",
	 "Root Complex Link Declaration", "7.9.8", 16, root_links_rows);

/* Root Complex Event Collector Endpoint Association, 7.9.10: the bus numbers came with
 * version 2 */
ROWS_BEGIN(collector_rows)
	ROW(HEX(4, 4, "device_bitmap"), .spec = "PCI_RCEC_RCIEP_BITMAP")
	ROW(PART_HEX(8, 4, 8, 8, "next_bus"), .spec = "PCI_RCEC_BUSN",
	    .when = {WHEN(2, 1, 0, 4, HW_WHEN_AT_LEAST, 2)})
	ROW(PART_HEX(8, 4, 16, 8, "last_bus"),
	    .when = {WHEN(2, 1, 0, 4, HW_WHEN_AT_LEAST, 2)})
ROWS_END(collector_rows)
EXTENDED(collector, 0x07, "root_complex_event_collector",
	 "Root Complex Event Collector Endpoint Association", "7.9.10", 8, collector_rows);

/* Root Complex Register Block, 7.9.7 */
ROWS_BEGIN(rcrb_rows)
	ROW(HEX(4, 2, "vendor"))
	ROW(HEX(6, 2, "device"))
	ROW(PART_FLAG(8, 4, 0, "retry_status_visible"))
	ROW(PART_FLAG(12, 4, 0, "retry_status_visibility_enabled"))
ROWS_END(rcrb_rows)
EXTENDED(rcrb, 0x0a, "root_complex_register_block", "Root Complex Register Block", "7.9.7",
	 16, rcrb_rows);

/* Vendor-Specific, 7.9.5 */
ROWS_BEGIN(vsec_rows)
	ROW(PART_HEX(4, 4, 0, 16, "vendor_specific_id"),
	    .spec = "PCI_VNDR_HEADER")
	ROW(PART(4, 4, 16, 4, "revision"))
	ROW(PART(4, 4, 20, 12, "length_bytes"), .unit = HW_UNIT_BYTES)
ROWS_END(vsec_rows)
EXTENDED(vsec, 0x0b, "vendor_specific_extended", "Vendor-specific", "7.9.5", 8, vsec_rows);

/* Access Control Services, 7.7.11 */
#define ACS_BITS \
	ROW(FLAG(0, "source_validation")) \
	ROW(FLAG(1, "translation_blocking")) \
	ROW(FLAG(2, "request_redirect")) \
	ROW(FLAG(3, "completion_redirect")) \
	ROW(FLAG(4, "upstream_forwarding")) \
	ROW(FLAG(5, "egress_control")) \
	ROW(FLAG(6, "direct_translated"))
ROWS_BEGIN(acs_rows)
	ROW(REGISTER(4, 2, "capabilities"), .spec = "PCI_ACS_CAP")
	ACS_BITS
	ROW(FLAG(7, "enhanced"))
	ROW(BITS(8, 8, "egress_control_vector_bits"), .unit = HW_UNIT_BITS)
	ROW(REGISTER(6, 2, "control"), .spec = "PCI_ACS_CTRL")
	ACS_BITS
	ROW(FLAG(7, "io_request_blocking"))
	ROW(FLAG(12, "unclaimed_request_redirect"))
	ROW(HEX(8, 4, "egress_control_vector"), .spec = "PCI_ACS_EGRESS_CTL_V",
	    .when = {WHEN(4, 2, 5, 1, HW_WHEN_EQUAL, 1)})
ROWS_END(acs_rows)
EXTENDED(acs, 0x0d, "acs", "Access Control Services", "7.7.11", 8, acs_rows);

/* Alternative Routing-ID Interpretation, 7.8.8 */
ROWS_BEGIN(ari_rows)
	ROW(REGISTER(4, 2, "capabilities"), .spec = "PCI_ARI_CAP")
	ROW(FLAG(0, "mfvc_function_groups"))
	ROW(FLAG(1, "acs_function_groups"))
	ROW(BITS(8, 8, "next_function"))
	ROW(REGISTER(6, 2, "control"), .spec = "PCI_ARI_CTRL")
	ROW(FLAG(0, "mfvc_function_groups"))
	ROW(FLAG(1, "acs_function_groups"))
	ROW(BITS(4, 3, "function_group"))
ROWS_END(ari_rows)
EXTENDED(ari, 0x0e, "ari", "Alternative Routing-ID Interpretation", "7.8.8", 8, ari_rows);
/* clang-format on */

/* 0 stands for 32 */
static void queue_depth(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw ? value->raw : 32;
}

/* clang-format off */

/* Address Translation Services, 10.5.1; a translation unit is 4096 << value bytes */
ROWS_BEGIN(ats_rows)
	ROW(REGISTER(4, 2, "capabilities"), .spec = "PCI_ATS_CAP")
	ROW(BITS(0, 5, "invalidate_queue_depth"), .custom = queue_depth)
	ROW(FLAG(5, "page_aligned_requests"))
	ROW(FLAG(6, "global_invalidate"))
	ROW(FLAG(7, "relaxed_ordering"))
	ROW(REGISTER(6, 2, "control"), .spec = "PCI_ATS_CTRL")
	ROW(FLAG(15, "enabled"))
	ROW(BITS(0, 5, "smallest_translation_unit_kib"), .unit = HW_UNIT_KIB, .times = 4,
	    .flags = HW_LAYOUT_POWER)
ROWS_END(ats_rows)
EXTENDED(ats, 0x0f, "ats", "Address Translation Service", "10.5.1", 8, ats_rows);

/* Single Root I/O Virtualization, 9.3.3; page sizes are 4096 << bit */
VOCABULARY(page_sizes, {0, "4 KiB"}, {1, "8 KiB"}, {2, "16 KiB"}, {3, "32 KiB"},
	   {4, "64 KiB"}, {5, "128 KiB"}, {6, "256 KiB"}, {7, "512 KiB"}, {8, "1 MiB"},
	   {9, "2 MiB"}, {10, "4 MiB"}, {11, "8 MiB"}, {12, "16 MiB"}, {13, "32 MiB"},
	   {14, "64 MiB"}, {15, "128 MiB"}, {16, "256 MiB"}, {17, "512 MiB"}, {18, "1 GiB"},
	   {19, "2 GiB"}, {20, "4 GiB"});
ROWS_BEGIN(sriov_rows)
	ROW(REGISTER(0x04, 4, "capabilities"), .spec = "PCI_SRIOV_CAP")
	ROW(FLAG(0, "vf_migration"))
	ROW(FLAG(1, "ari_hierarchy_preserved"))
	ROW(FLAG(2, "vf_tag_10_bit_requester"), .label = "VF 10-bit tag requester")
	ROW(FLAG(3, "vf_tag_14_bit_requester"), .label = "VF 14-bit tag requester")
	ROW(BITS(21, 11, "migration_interrupt_message"))
	ROW(REGISTER(0x08, 2, "control"), .spec = "PCI_SRIOV_CTRL")
	ROW(FLAG(0, "vfs_enabled"))
	ROW(FLAG(1, "vf_migration"))
	ROW(FLAG(2, "vf_migration_interrupt"))
	ROW(FLAG(3, "vf_memory_space"))
	ROW(FLAG(4, "ari_hierarchy"))
	ROW(FLAG(5, "vf_tag_10_bit_requester"), .label = "VF 10-bit tag requester")
	ROW(FLAG(6, "vf_tag_14_bit_requester"), .label = "VF 14-bit tag requester")
	ROW(REGISTER(0x0a, 2, "status"), .spec = "PCI_SRIOV_STATUS")
	ROW(FLAG(0, "vf_migration"))
	ROW(NUMBER(0x0c, 2, "initial_vfs"), .spec = "PCI_SRIOV_INITIAL_VF")
	ROW(NUMBER(0x0e, 2, "total_vfs"), .spec = "PCI_SRIOV_TOTAL_VF")
	ROW(NUMBER(0x10, 2, "number_of_vfs"), .spec = "PCI_SRIOV_NUM_VF")
	ROW(NUMBER(0x12, 1, "function_dependency_link"), .spec = "PCI_SRIOV_FUNC_LINK")
	ROW(NUMBER(0x14, 2, "vf_offset"), .spec = "PCI_SRIOV_VF_OFFSET")
	ROW(NUMBER(0x16, 2, "vf_stride"), .spec = "PCI_SRIOV_VF_STRIDE")
	ROW(HEX(0x1a, 2, "vf_device"), .spec = "PCI_SRIOV_VF_DID")
	ROW(SET(0x1c, 4, "supported_page_sizes", page_sizes), .spec = "PCI_SRIOV_SUP_PGSIZE")
	ROW(SET(0x20, 4, "system_page_size", page_sizes), .spec = "PCI_SRIOV_SYS_PGSIZE")
	ROW(TABLE(0x24, "vf_bars", hw_pci_bar), .spec = "PCI_SRIOV_BAR", .label = "VF BARs",
	    .repeat = REPEAT(.count = 6, .stride = 4), .present = hw_pci_bar_present)
	ROW(REGISTER(0x3c, 4, "migration_state"), .spec = "PCI_SRIOV_VFM")
	ROW(BITS(0, 3, "bar"))
	ROW(.key = "offset", .bit = 3, .bits = 29, .times = 8, .kind = HW_LAYOUT_ADDRESS)
ROWS_END(sriov_rows)
EXTENDED(sriov, 0x10, "sr_iov", "Single Root I/O Virtualization", "9.3.3", 0x40, sriov_rows);

/* Multicast, 7.9.11 */
/* clang-format on */

static void clear_4k(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(0xfff);
}

static void clear_64(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(0x3f);
}

/* clang-format off */
ROWS_BEGIN(multicast_rows)
	ROW(REGISTER(4, 2, "capabilities"))
	ROW(BITS(0, 6, "max_groups"), .add = 1)
	ROW(BITS(8, 6, "window_size_requested"))
	ROW(FLAG(15, "ecrc_regeneration"))
	ROW(REGISTER(6, 2, "control"))
	ROW(BITS(0, 6, "groups"), .add = 1)
	ROW(FLAG(15, "enabled"))
	ROW(PART(8, 1, 0, 6, "index_position"))
	ROW(ADDRESS(8, 8, "base"), .custom = clear_4k)
	ROW(HEX(16, 8, "receive"))
	ROW(HEX(24, 8, "block_all"))
	ROW(HEX(32, 8, "block_untranslated"))
	/* not of endpoints; the walk cuts the block for functions without */
	ROW(PART(40, 1, 0, 6, "overlay_size"))
	ROW(ADDRESS(40, 8, "overlay_base"), .custom = clear_64)
ROWS_END(multicast_rows)
EXTENDED(multicast, 0x12, "multicast", "Multicast", "7.9.11", 40, multicast_rows);

/* Page Request Interface, 10.5.2 */
ROWS_BEGIN(pri_rows)
	ROW(REGISTER(4, 2, "control"), .spec = "PCI_PRI_CTRL")
	ROW(FLAG(0, "enabled"))
	ROW(FLAG(1, "reset"))
	ROW(REGISTER(6, 2, "status"), .spec = "PCI_PRI_STATUS")
	ROW(FLAG(0, "response_failure"))
	ROW(FLAG(1, "unexpected_group_index"))
	ROW(FLAG(8, "stopped"))
	ROW(FLAG(15, "pasid_required"))
	ROW(NUMBER(8, 4, "capacity"), .spec = "PCI_PRI_MAX_REQ")
	ROW(NUMBER(12, 4, "allocation"), .spec = "PCI_PRI_ALLOC_REQ")
ROWS_END(pri_rows)
EXTENDED(pri, 0x13, "pri", "Page Request Interface", "10.5.2", 16, pri_rows);

/* Resizable BAR, 7.8.6, and VF Resizable BAR, 7.8.7 */
VOCABULARY(bar_sizes, {0, "1 MiB"}, {1, "2 MiB"}, {2, "4 MiB"}, {3, "8 MiB"}, {4, "16 MiB"},
	   {5, "32 MiB"}, {6, "64 MiB"}, {7, "128 MiB"}, {8, "256 MiB"}, {9, "512 MiB"},
	   {10, "1 GiB"}, {11, "2 GiB"}, {12, "4 GiB"}, {13, "8 GiB"}, {14, "16 GiB"},
	   {15, "32 GiB"}, {16, "64 GiB"}, {17, "128 GiB"}, {18, "256 GiB"},
	   {19, "512 GiB"}, {20, "1 TiB"}, {21, "2 TiB"}, {22, "4 TiB"}, {23, "8 TiB"},
	   {24, "16 TiB"}, {25, "32 TiB"}, {26, "64 TiB"}, {27, "128 TiB"},
	   {28, "256 TiB"}, {29, "512 TiB"}, {30, "1 PiB"}, {31, "2 PiB"}, {32, "4 PiB"},
	   {33, "8 PiB"}, {34, "16 PiB"}, {35, "32 PiB"}, {36, "64 PiB"}, {37, "128 PiB"},
	   {38, "256 PiB"}, {39, "512 PiB"}, {40, "1 EiB"}, {41, "2 EiB"}, {42, "4 EiB"},
	   {43, "8 EiB"});
/* clang-format on */

/* Bits 4 to 31 of the capability register are 1 MiB to 128 TiB, bits 16 to 31 of the
 * control register the sizes above. */
static void supported_sizes(const struct hw_layout_scope *scope,
			    struct hw_layout_value *value)
{
	value->raw = value->raw >> 4 | hw_layout_le(scope->bytes, 6, 2) << 28;
	value->number = value->raw;
}

/* Encoded as the power of two above 1 MiB; 43 is 8 EiB */
static void bar_size(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw <= 43 ? UINT64_C(1) << value->raw : 0;
}

/* clang-format off */
ROWS_BEGIN(rebar_entry_rows)
	ROW(PART(4, 4, 0, 3, "bar"), .spec = "PCI_REBAR_CTRL")
	ROW(PART(4, 4, 8, 6, "size_mib"), .unit = HW_UNIT_MIB, .custom = bar_size)
	ROW(SET(0, 4, "supported_sizes", bar_sizes), .custom = supported_sizes,
	    .spec = "PCI_REBAR_CAP")
ROWS_END(rebar_entry_rows)
static const struct hw_layout rebar_entry = {.key = "bar", ROWS(rebar_entry_rows)};
ROWS_BEGIN(rebar_rows)
	ROW(TABLE(4, "bars", rebar_entry), .label = "BARs",
	    .repeat = REPEAT(.from = {.at = 8, .width = 4, .bit = 5, .bits = 3}, .stride = 8))
ROWS_END(rebar_rows)
EXTENDED(rebar, 0x15, "resizable_bar", "Resizable BAR", "7.8.6", 12, rebar_rows);
EXTENDED(vf_rebar, 0x24, "vf_resizable_bar", "VF Resizable BAR", "7.8.7", 12, rebar_rows);

/* Dynamic Power Allocation, 7.9.12 */
ROWS_BEGIN(dpa_rows)
	ROW(REGISTER(4, 4, "capabilities"), .spec = "PCI_DPA_CAP")
	ROW(BITS(0, 5, "substates"), .add = 1)
	ROW(BITS(8, 2, "latency_unit"))
	ROW(BITS(12, 2, "power_scale"))
	ROW(BITS(16, 8, "latency_0"))
	ROW(BITS(24, 8, "latency_1"))
	ROW(PART(12, 2, 0, 5, "substate"))
	ROW(PART_FLAG(12, 2, 8, "control_enabled"))
	ROW(PART(14, 2, 0, 5, "substate_control"))
ROWS_END(dpa_rows)
EXTENDED(dpa, 0x16, "dynamic_power_allocation", "Dynamic Power Allocation", "7.9.12", 16,
	 dpa_rows);

/* TPH Requester, 7.9.13 */
VOCABULARY(steering_tables, {0, "none"}, {1, "in this capability"}, {2, "in the MSI-X table"});
ROWS_BEGIN(tph_rows)
	ROW(REGISTER(4, 4, "capabilities"), .spec = "PCI_TPH_CAP")
	ROW(FLAG(0, "no_steering_mode"))
	ROW(FLAG(1, "interrupt_vector_mode"))
	ROW(FLAG(2, "device_specific_mode"))
	ROW(FLAG(8, "extended_requester"))
	ROW(NAMED(9, 2, "steering_table", steering_tables))
	ROW(BITS(16, 11, "steering_table_entries"), .add = 1,
	    .when = {WHEN(4, 4, 9, 2, HW_WHEN_NOT, 0)})
	ROW(REGISTER(8, 4, "control"))
	ROW(BITS(0, 3, "mode"))
	ROW(BITS(8, 2, "requester"))
ROWS_END(tph_rows)
EXTENDED(tph, 0x17, "tph", "Transaction Processing Hints", "7.9.13", 12, tph_rows);
/* clang-format on */

/* Latency Tolerance Reporting, 7.8.2: value times 32^scale ns */
static void latency(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	unsigned scale = value->raw >> 10 & 7;

	(void)scope;
	value->number = scale < 6 ? (value->raw & 0x3ff) << 5 * scale : 0;
}

/* clang-format off */
ROWS_BEGIN(ltr_rows)
	ROW(NUMBER(4, 2, "max_snoop_latency_ns"), .unit = HW_UNIT_NS, .custom = latency,
	    .spec = "PCI_LTR_MAX_SNOOP_LAT")
	ROW(NUMBER(6, 2, "max_no_snoop_latency_ns"), .unit = HW_UNIT_NS, .custom = latency,
	    .spec = "PCI_LTR_MAX_NOSNOOP_LAT")
ROWS_END(ltr_rows)
EXTENDED(ltr, 0x18, "ltr", "Latency Tolerance Reporting", "7.8.2", 8, ltr_rows);

/* Process Address Space ID, 7.8.9 */
ROWS_BEGIN(pasid_rows)
	ROW(REGISTER(4, 2, "capabilities"), .spec = "PCI_PASID_CAP")
	ROW(FLAG(1, "execute_permission"))
	ROW(FLAG(2, "privileged_mode"))
	ROW(BITS(8, 5, "max_width_bits"), .unit = HW_UNIT_BITS)
	ROW(REGISTER(6, 2, "control"), .spec = "PCI_PASID_CTRL")
	ROW(FLAG(0, "enabled"))
	ROW(FLAG(1, "execute_permission"))
	ROW(FLAG(2, "privileged_mode"))
ROWS_END(pasid_rows)
EXTENDED(pasid, 0x1b, "pasid", "Process Address Space ID", "7.8.9", 8, pasid_rows);

/* Downstream Port Containment, 7.9.14 */
VOCABULARY(dpc_triggers, {0, "disabled"}, {1, "fatal errors"},
	   {2, "fatal and non-fatal errors"});
VOCABULARY(dpc_reasons, {0, "unmasked uncorrectable error"}, {1, "ERR_NONFATAL received"},
	   {2, "ERR_FATAL received"}, {3, "see the extension"});
VOCABULARY(dpc_extensions, {0, "RP PIO error"}, {1, "software"});
ROWS_BEGIN(dpc_rows)
	ROW(REGISTER(4, 2, "capabilities"), .spec = "PCI_EXP_DPC_CAP")
	ROW(BITS(0, 5, "interrupt_message"))
	ROW(FLAG(5, "root_port_extensions"))
	ROW(FLAG(6, "poisoned_tlp_egress_blocking"))
	ROW(FLAG(7, "software_trigger"))
	ROW(BITS(8, 4, "rp_pio_log_dwords"))
	ROW(FLAG(12, "dl_active_err_cor"))
	ROW(REGISTER(6, 2, "control"), .spec = "PCI_EXP_DPC_CTL")
	ROW(NAMED(0, 2, "trigger", dpc_triggers))
	ROW(FLAG(2, "completion_unsupported_request"))
	ROW(FLAG(3, "interrupt"))
	ROW(FLAG(4, "err_cor"))
	ROW(FLAG(5, "poisoned_tlp_egress_blocking"))
	ROW(FLAG(6, "software_trigger"))
	ROW(FLAG(7, "dl_active_err_cor"))
	ROW(REGISTER(8, 2, "status"), .spec = "PCI_EXP_DPC_STATUS")
	ROW(FLAG(0, "triggered"))
	ROW(NAMED(1, 2, "reason", dpc_reasons))
	ROW(FLAG(3, "interrupt"))
	ROW(FLAG(4, "root_port_busy"))
	ROW(NAMED(5, 2, "reason_extension", dpc_extensions))
	ROW(BITS(8, 5, "rp_pio_first_error_pointer"))
	ROW(HEX(10, 2, "source"), .spec = "PCI_EXP_DPC_SOURCE_ID")
	ROW(HEX(0x0c, 4, "rp_pio_status"), .spec = "PCI_EXP_DPC_RP_PIO_STATUS",
	    .when = {WHEN(4, 2, 5, 1, HW_WHEN_EQUAL, 1)})
	ROW(HEX(0x10, 4, "rp_pio_mask"), .spec = "PCI_EXP_DPC_RP_PIO_MASK",
	    .when = {WHEN(4, 2, 5, 1, HW_WHEN_EQUAL, 1)})
	ROW(HEX(0x14, 4, "rp_pio_severity"), .spec = "PCI_EXP_DPC_RP_PIO_SEVERITY",
	    .when = {WHEN(4, 2, 5, 1, HW_WHEN_EQUAL, 1)})
ROWS_END(dpc_rows)
EXTENDED(dpc, 0x1d, "dpc", "Downstream Port Containment", "7.9.14", 12, dpc_rows);
/* clang-format on */

/* T_POWER_ON, PCI Express Base 6.0, 7.8.3: a value and a scale of 2, 10 or 100 us */
static uint64_t power_on_us(uint64_t value, uint64_t scale)
{
	static const uint8_t us[] = {2, 10, 100, 0};

	return value * us[scale & 3];
}

static void port_power_on(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	value->number = power_on_us(value->raw, hw_layout_le(scope->bytes, 6, 1));
}

static void power_on(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	value->number = power_on_us(value->raw, hw_layout_le(scope->bytes, 12, 1));
}

static void l1_2_threshold(const struct hw_layout_scope *scope,
			   struct hw_layout_value *value)
{
	uint64_t scale = hw_layout_le(scope->bytes, 8, 4) >> 29;

	value->number = scale < 6 ? value->raw << 5 * scale : 0;
}

/* clang-format off */
ROWS_BEGIN(l1ss_rows)
	ROW(REGISTER(4, 4, "capabilities"), .spec = "PCI_L1SS_CAP")
	ROW(FLAG(0, "pci_pm_l1_2"), .label = "PCI-PM L1.2")
	ROW(FLAG(1, "pci_pm_l1_1"), .label = "PCI-PM L1.1")
	ROW(FLAG(2, "aspm_l1_2"), .label = "ASPM L1.2")
	ROW(FLAG(3, "aspm_l1_1"), .label = "ASPM L1.1")
	ROW(FLAG(4, "l1_pm_substates"), .label = "L1 PM substates")
	ROW(FLAG(5, "link_activation"))
	ROW(BITS(8, 8, "port_common_mode_restore_time_us"), .unit = HW_UNIT_US)
	ROW(BITS(19, 5, "port_t_power_on_us"), .label = "Port T_POWER_ON",
	    .unit = HW_UNIT_US, .custom = port_power_on)
	ROW(REGISTER(8, 4, "control_1"), .spec = "PCI_L1SS_CTL1")
	ROW(FLAG(0, "pci_pm_l1_2"), .label = "PCI-PM L1.2")
	ROW(FLAG(1, "pci_pm_l1_1"), .label = "PCI-PM L1.1")
	ROW(FLAG(2, "aspm_l1_2"), .label = "ASPM L1.2")
	ROW(FLAG(3, "aspm_l1_1"), .label = "ASPM L1.1")
	ROW(FLAG(4, "link_activation_interrupt"))
	ROW(FLAG(5, "link_activation"))
	ROW(BITS(8, 8, "common_mode_restore_time_us"), .unit = HW_UNIT_US)
	ROW(BITS(16, 10, "ltr_l1_2_threshold_ns"), .label = "LTR L1.2 threshold",
	    .unit = HW_UNIT_NS, .custom = l1_2_threshold)
	ROW(REGISTER(12, 4, "control_2"), .spec = "PCI_L1SS_CTL2")
	ROW(BITS(3, 5, "t_power_on_us"), .label = "T_POWER_ON", .unit = HW_UNIT_US,
	    .custom = power_on)
ROWS_END(l1ss_rows)
EXTENDED(l1ss, 0x1e, "l1_pm_substates", "L1 PM Substates", "7.8.3", 16, l1ss_rows);

/* Precision Time Measurement, 7.9.15; 0 = unknown, 255 = more than 254 ns */
ROWS_BEGIN(ptm_rows)
	ROW(REGISTER(4, 4, "capabilities"), .spec = "PCI_PTM_CAP")
	ROW(FLAG(0, "requester"))
	ROW(FLAG(1, "responder"))
	ROW(FLAG(2, "root"))
	ROW(FLAG(3, "eptm"), .label = "ePTM")
	ROW(BITS(8, 8, "local_clock_granularity_ns"), .unit = HW_UNIT_NS)
	ROW(REGISTER(8, 4, "control"), .spec = "PCI_PTM_CTRL")
	ROW(FLAG(0, "enabled"))
	ROW(FLAG(1, "root_selected"))
	ROW(BITS(8, 8, "effective_granularity_ns"), .unit = HW_UNIT_NS)
ROWS_END(ptm_rows)
EXTENDED(ptm, 0x1f, "ptm", "Precision Time Measurement", "7.9.15", 12, ptm_rows);

/* Native PCIe Enclosure Management, 7.9.19 */
ROWS_BEGIN(npem_led_rows)
	ROW(FLAG(0, "enabled"))
	ROW(FLAG(1, "reset"))
	ROW(FLAG(2, "ok"))
	ROW(FLAG(3, "locate"))
	ROW(FLAG(4, "fail"))
	ROW(FLAG(5, "rebuild"))
	ROW(FLAG(6, "predicted_failure"))
	ROW(FLAG(7, "hot_spare"))
	ROW(FLAG(8, "critical_array"))
	ROW(FLAG(9, "failed_array"))
	ROW(FLAG(10, "invalid_device"))
	ROW(FLAG(11, "disabled"))
ROWS_END(npem_led_rows)
static const struct hw_layout npem_leds = {.key = "leds", ROWS(npem_led_rows)};
ROWS_BEGIN(npem_rows)
	ROW(SAME(4, 4, "capabilities", npem_leds))
	ROW(SAME(8, 4, "control", npem_leds))
	ROW(PART_FLAG(12, 4, 0, "command_completed"))
ROWS_END(npem_rows)
EXTENDED(npem, 0x29, "npem", "Native PCIe Enclosure Management", "7.9.19", 16, npem_rows);

/* Data Object Exchange, 7.9.24 */
ROWS_BEGIN(doe_rows)
	ROW(REGISTER(4, 4, "capabilities"), .spec = "PCI_DOE_CAP")
	ROW(FLAG(0, "interrupt"))
	ROW(BITS(1, 11, "interrupt_message"), .when = {WHEN(4, 4, 0, 1, HW_WHEN_EQUAL, 1)})
	ROW(FLAG(12, "attention_mechanism"))
	ROW(REGISTER(8, 4, "control"), .spec = "PCI_DOE_CTRL")
	ROW(FLAG(0, "abort"))
	ROW(FLAG(1, "interrupt"))
	ROW(FLAG(31, "go"))
	ROW(REGISTER(12, 4, "status"), .spec = "PCI_DOE_STATUS")
	ROW(FLAG(0, "busy"))
	ROW(FLAG(1, "interrupt"))
	ROW(FLAG(2, "error"))
	ROW(FLAG(31, "object_ready"))
ROWS_END(doe_rows)
EXTENDED(doe, 0x2e, "doe", "Data Object Exchange", "7.9.24", 16, doe_rows);

/* Device 3, 7.7.9 */
ROWS_BEGIN(device3_rows)
	ROW(REGISTER(4, 4, "capabilities"))
	ROW(FLAG(0, "dmwr_request_routing"))
	ROW(FLAG(1, "tag_14_bit_completer"), .label = "14-bit tag completer")
	ROW(FLAG(2, "tag_14_bit_requester"), .label = "14-bit tag requester")
	ROW(FLAG(3, "receiver_l0p"), .label = "Receiver L0p")
	ROW(BITS(4, 3, "port_l0p_exit_latency"), .label = "Port L0p exit latency")
	ROW(BITS(7, 3, "retimer_l0p_exit_latency"), .label = "Retimer L0p exit latency")
	ROW(REGISTER(8, 4, "control"))
	ROW(FLAG(0, "dmwr_requester"))
	ROW(FLAG(1, "dmwr_egress_blocking"))
	ROW(FLAG(2, "tag_14_bit_requester"), .label = "14-bit tag requester")
	ROW(FLAG(3, "l0p"), .label = "L0p")
	ROW(BITS(4, 3, "target_width"))
	ROW(REGISTER(12, 4, "status"))
	ROW(BITS(0, 3, "initial_width"))
	ROW(FLAG(3, "segment_captured"))
	ROW(FLAG(4, "remote_l0p"), .label = "Remote L0p")
ROWS_END(device3_rows)
EXTENDED(device3, 0x2f, "device_3", "Device 3", "7.7.9", 16, device3_rows);

/* Integrity and Data Encryption, 7.9.26 */
ROWS_BEGIN(ide_rows)
	ROW(REGISTER(4, 4, "capabilities"))
	ROW(FLAG(0, "link_streams"))
	ROW(FLAG(1, "selective_streams"))
	ROW(FLAG(2, "flow_through"))
	ROW(FLAG(3, "partial_header_encryption"))
	ROW(FLAG(4, "aggregation"))
	ROW(FLAG(5, "pcrc"), .label = "PCRC")
	ROW(FLAG(6, "ide_km"), .label = "IDE_KM protocol")
	ROW(FLAG(7, "selective_for_configuration"))
	ROW(BITS(8, 5, "algorithms"))
	ROW(BITS(13, 3, "link_stream_tcs"), .add = 1, .when = {WHEN(4, 4, 0, 1, HW_WHEN_EQUAL, 1)})
	ROW(BITS(16, 8, "selective_stream_count"), .add = 1,
	    .when = {WHEN(4, 4, 1, 1, HW_WHEN_EQUAL, 1)})
	ROW(PART_FLAG(8, 4, 2, "flow_through_enabled"))
ROWS_END(ide_rows)
EXTENDED(ide, 0x30, "ide", "Integrity and Data Encryption", "7.9.26", 12, ide_rows);

NAME_ONLY(null_extended, 0x00, "null_extended", "Null capability", "7.9.28");
NAME_ONLY(internal_link, 0x06, "root_complex_internal_link_control",
	  "Root Complex Internal Link Control", "7.9.9");
NAME_ONLY(access_correlation, 0x0c, "configuration_access_correlation",
	  "Configuration Access Correlation", "(obsolete)");
NAME_ONLY(mriov, 0x11, "mr_iov", "Multi-Root I/O Virtualization", "(MR-IOV 1.0)");
NAME_ONLY(amd, 0x14, "amd_reserved", "Reserved for AMD", "(PCI Code and ID Assignment)");
NAME_ONLY(pmux, 0x1a, "protocol_multiplexing", "Protocol Multiplexing", "(obsolete)");
NAME_ONLY(lnr, 0x1c, "ln_requester", "LN Requester", "(obsolete)");
NAME_ONLY(mphy, 0x20, "mphy", "PCI Express over M-PHY", "(M-PCIe)");
NAME_ONLY(frs, 0x21, "frs_queueing", "FRS Queueing", "7.8.11");
NAME_ONLY(readiness, 0x22, "readiness_time_reporting", "Readiness Time Reporting", "7.9.16");
NAME_ONLY(hierarchy, 0x28, "hierarchy_id", "Hierarchy ID", "7.9.17");
NAME_ONLY(alternate, 0x2b, "alternate_protocol", "Alternate Protocol", "7.9.20");
NAME_ONLY(sfi, 0x2c, "system_firmware_intermediary", "System Firmware Intermediary",
	  "7.9.22");
NAME_ONLY(shadow, 0x2d, "shadow_functions", "Shadow Functions", "7.9.25");
NAME_ONLY(flit_logging, 0x32, "flit_logging", "Flit Logging", "7.7.8");
NAME_ONLY(flit_performance, 0x33, "flit_performance_measurement",
	  "Flit Performance Measurement", "7.8.12");
NAME_ONLY(flit_injection, 0x34, "flit_error_injection", "Flit Error Injection", "7.8.13");
NAME_ONLY(svc, 0x35, "streamlined_virtual_channel", "Streamlined Virtual Channel",
	  "7.9.29");
NAME_ONLY(mmio, 0x36, "mmio_register_block_locator", "MMIO Register Block Locator",
	  "7.9.30");
/* clang-format on */

static const struct hw_layout *const extended[] = {
	&null_extended,
	&hw_pci_aer,
	&hw_pci_aer_root,
	&vc,
	&serial,
	&budget,
	&root_links,
	&internal_link,
	&collector,
	&mfvc,
	&vc9,
	&rcrb,
	&vsec,
	&access_correlation,
	&acs,
	&ari,
	&ats,
	&sriov,
	&mriov,
	&multicast,
	&pri,
	&amd,
	&rebar,
	&dpa,
	&tph,
	&ltr,
	&hw_pci_secondary,
	&pmux,
	&pasid,
	&lnr,
	&dpc,
	&l1ss,
	&ptm,
	&mphy,
	&frs,
	&readiness,
	&hw_pci_dvsec,
	&vf_rebar,
	&hw_pci_data_link_feature,
	&hw_pci_16gt,
	&hw_pci_margining,
	&hierarchy,
	&npem,
	&hw_pci_32gt,
	&alternate,
	&sfi,
	&shadow,
	&doe,
	&device3,
	&ide,
	&hw_pci_64gt,
	&flit_logging,
	&flit_performance,
	&flit_injection,
	&svc,
	&mmio,
};
const struct hw_layout_family hw_pci_extended_family = {
	.key = "pci_extended_capabilities",
	.title = "PCI Express extended capability",
	.layouts = extended,
	.count = HW_ARRAY_SIZE(extended),
};

const struct hw_layout *hw_pci_extended_layout(unsigned id)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(extended); i++)
		if (extended[i]->id == id)
			return extended[i];
	return NULL;
}
