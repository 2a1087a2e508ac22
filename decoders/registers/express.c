// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/tables.h"

/*
 * The PCI Express capability: PCI Express Base 6.0 section 7.5.3.
 *
 *      0 +------------+-------------+
 *        | id, next   | flags       |
 *      4 +------------+-------------+
 *        | device: capabilities, control, status
 *      c +--------------------------+
 *        | link                       |   not in a Root Complex
 *     14 +--------------------------+
 *        | slot                       |   Root and Downstream Ports with a slot
 *     1c +--------------------------+
 *        | root                       |   Root Ports and Event Collectors
 *     24 +--------------------------+
 *        | device 2, link 2, slot 2   |   version 2
 *        +--------------------------+
 */

/* clang-format off */
static const struct hw_value_name link_speed_names[] = {
	{1, "2.5 GT/s"}, {2, "5 GT/s"}, {3, "8 GT/s"}, {4, "16 GT/s"}, {5, "32 GT/s"},
	{6, "64 GT/s"},
};
const struct hw_vocabulary hw_pci_link_speeds = HW_NAMES(link_speed_names);

static const struct hw_value_name speed_vector_names[] = {
	{0, "2.5 GT/s"}, {1, "5 GT/s"}, {2, "8 GT/s"}, {3, "16 GT/s"}, {4, "32 GT/s"},
	{5, "64 GT/s"},
};
const struct hw_vocabulary hw_pci_speed_vector = HW_NAMES(speed_vector_names);

VOCABULARY(port_types, {0, "Endpoint"}, {1, "Legacy Endpoint"}, {4, "Root Port"},
	   {5, "Upstream Port"}, {6, "Downstream Port"}, {7, "PCI Express to PCI bridge"},
	   {8, "PCI to PCI Express bridge"}, {9, "Root Complex Integrated Endpoint"},
	   {10, "Root Complex Event Collector"});
VOCABULARY(l0s_acceptable, {0, "64 ns"}, {1, "128 ns"}, {2, "256 ns"}, {3, "512 ns"},
	   {4, "1 us"}, {5, "2 us"}, {6, "4 us"}, {7, "no limit"});
VOCABULARY(l1_acceptable, {0, "1 us"}, {1, "2 us"}, {2, "4 us"}, {3, "8 us"}, {4, "16 us"},
	   {5, "32 us"}, {6, "64 us"}, {7, "no limit"});
VOCABULARY(l0s_exit, {0, "less than 64 ns"}, {1, "64 to 128 ns"}, {2, "128 to 256 ns"},
	   {3, "256 to 512 ns"}, {4, "512 ns to 1 us"}, {5, "1 to 2 us"}, {6, "2 to 4 us"},
	   {7, "more than 4 us"});
VOCABULARY(l1_exit, {0, "less than 1 us"}, {1, "1 to 2 us"}, {2, "2 to 4 us"},
	   {3, "4 to 8 us"}, {4, "8 to 16 us"}, {5, "16 to 32 us"}, {6, "32 to 64 us"},
	   {7, "more than 64 us"});
VOCABULARY(aspm_states, {0, "L0s"}, {1, "L1"});
VOCABULARY(indicators, {1, "on"}, {2, "blinking"}, {3, "off"});
VOCABULARY(power_switch, {0, "on"}, {1, "off"});
VOCABULARY(mrl_states, {0, "closed"}, {1, "open"});
VOCABULARY(timeout_ranges, {0, "A"}, {1, "B"}, {2, "C"}, {3, "D"});
VOCABULARY(timeout_values, {0, "50 us to 50 ms"}, {1, "50 to 100 us"}, {2, "1 to 10 ms"},
	   {5, "16 to 55 ms"}, {6, "65 to 210 ms"}, {9, "260 to 900 ms"}, {10, "1 to 3.5 s"},
	   {13, "4 to 13 s"}, {14, "17 to 64 s"});
VOCABULARY(tph_completer, {0, "none"}, {1, "TPH"}, {3, "TPH and extended TPH"});
VOCABULARY(ln_system_cls, {0, "none"}, {1, "64 bytes"}, {2, "128 bytes"});
VOCABULARY(obff_support, {0, "none"}, {1, "message"}, {2, "WAKE#"}, {3, "WAKE# or message"});
VOCABULARY(obff_enabled, {0, "disabled"}, {1, "message A"}, {2, "message B"}, {3, "WAKE#"});
VOCABULARY(emergency_power, {0, "none"}, {1, "device-specific"}, {2, "form factor or device"});
VOCABULARY(deemphasis, {0, "-6 dB"}, {1, "-3.5 dB"});
/* the others are steps between 800 and 1200 mV and 200 and 400 mV, by the device */
VOCABULARY(transmit_margins, {0, "normal operating range"});
VOCABULARY(crosslink, {0, "unsupported"}, {1, "upstream port"}, {2, "downstream port"},
	   {3, "not negotiated"});
VOCABULARY(components, {0, "link down, unknown"}, {1, "link down, not present"},
	   {2, "link down, present"}, {4, "link up, present"},
	   {5, "link up, present, DRS received"});
/* clang-format on */

/* Slot Power Limit, PCI Express Base 6.0, 7.5.3.3 and 7.5.3.9: value times 10^-scale
 * watts; with scale 0 values from f0 stand for 250, 275, 300 ... W. */
static uint64_t power_limit_mw(uint64_t value, uint64_t scale)
{
	static const uint16_t mw[] = {1000, 100, 10, 1};

	if (scale == 0 && value >= 0xf0)
		return 250000 + (value - 0xf0) * 25000;
	return value * mw[scale & 3];
}

static void device_power_limit(const struct hw_layout_scope *scope,
			       struct hw_layout_value *value)
{
	uint64_t reg = hw_layout_le(scope->bytes, 4, 4);

	value->number = power_limit_mw(reg >> 18 & 0xff, reg >> 26 & 3);
}

static void slot_power_limit(const struct hw_layout_scope *scope,
			     struct hw_layout_value *value)
{
	uint64_t reg = hw_layout_le(scope->bytes, 0x14, 4);

	value->number = power_limit_mw(reg >> 7 & 0xff, reg >> 15 & 3);
}

/* The maximum of phantom functions: 0, 2, 4 or 8 function numbers stand in. */
static void phantom_functions(const struct hw_layout_scope *scope,
			      struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw ? UINT64_C(1) << value->raw : 0;
}

/* clang-format off */
#define ENDPOINT      (1u << 0)
#define LEGACY        (1u << 1)
#define ROOT_PORT     (1u << 4)
#define UPSTREAM      (1u << 5)
#define DOWNSTREAM    (1u << 6)
#define TO_PCI        (1u << 7)
#define FROM_PCI      (1u << 8)
#define INTEGRATED    (1u << 9)
#define COLLECTOR     (1u << 10)

/* by the device/port type, and from which version on */
#define IS(types)     WHEN(2, 2, 4, 4, HW_WHEN_IN, (types))
#define LINKED        (ENDPOINT | LEGACY | ROOT_PORT | UPSTREAM | DOWNSTREAM | TO_PCI | \
		       FROM_PCI)
#define SLOTTED       WHEN(2, 2, 8, 1, HW_WHEN_EQUAL, 1), IS(ROOT_PORT | DOWNSTREAM | FROM_PCI)
#define HAS_LINK      IS(LINKED)
#define HAS_SLOT      SLOTTED
#define HAS_ROOT      IS(ROOT_PORT | COLLECTOR)
#define VERSION_2     WHEN(2, 2, 0, 4, HW_WHEN_AT_LEAST, 2)
#define HAS_LINK_2    WHEN(2, 2, 0, 4, HW_WHEN_AT_LEAST, 2), IS(LINKED)
#define HAS_SLOT_2    WHEN(2, 2, 0, 4, HW_WHEN_AT_LEAST, 2), SLOTTED

ROWS_BEGIN(express_rows)
	ROW(REGISTER(0x02, 2, "flags"), .spec = "PCI_EXP_FLAGS")
	ROW(BITS(0, 4, "version"))
	ROW(NAMED(4, 4, "type", port_types))
	ROW(FLAG(8, "slot_implemented"))
	ROW(BITS(9, 5, "interrupt_message"))
	ROW(FLAG(15, "flit_mode_supported"))

	ROW(REGISTER(0x04, 4, "device_capabilities"), .spec = "PCI_EXP_DEVCAP")
	ROW(BITS(0, 3, "max_payload_bytes"), .unit = HW_UNIT_BYTES, .times = 128,
	    .flags = HW_LAYOUT_POWER)
	ROW(BITS(3, 2, "phantom_functions"), .custom = phantom_functions)
	ROW(FLAG(5, "extended_tags"))
	ROW(NAMED(6, 3, "l0s_acceptable_latency", l0s_acceptable),
	    .when = {IS(ENDPOINT | LEGACY)})
	ROW(NAMED(9, 3, "l1_acceptable_latency", l1_acceptable),
	    .when = {IS(ENDPOINT | LEGACY)})
	ROW(FLAG(12, "attention_button"), .when = {IS(ENDPOINT | LEGACY | UPSTREAM | TO_PCI)})
	ROW(FLAG(13, "attention_indicator"),
	    .when = {IS(ENDPOINT | LEGACY | UPSTREAM | TO_PCI)})
	ROW(FLAG(14, "power_indicator"), .when = {IS(ENDPOINT | LEGACY | UPSTREAM | TO_PCI)})
	ROW(FLAG(15, "role_based_errors"))
	ROW(FLAG(16, "err_cor_subclass"))
	ROW(BITS(18, 8, "slot_power_limit_mw"), .unit = HW_UNIT_MW,
	    .custom = device_power_limit, .when = {IS(ENDPOINT | LEGACY | UPSTREAM | TO_PCI)})
	ROW(FLAG(28, "function_level_reset"), .when = {IS(ENDPOINT | LEGACY | INTEGRATED)})
	ROW(FLAG(29, "mixed_mps"))

	ROW(REGISTER(0x08, 2, "device_control"), .spec = "PCI_EXP_DEVCTL")
	ROW(FLAG(0, "correctable_errors"))
	ROW(FLAG(1, "non_fatal_errors"))
	ROW(FLAG(2, "fatal_errors"))
	ROW(FLAG(3, "unsupported_requests"))
	ROW(FLAG(4, "relaxed_ordering"))
	ROW(BITS(5, 3, "max_payload_bytes"), .unit = HW_UNIT_BYTES, .times = 128,
	    .flags = HW_LAYOUT_POWER)
	ROW(FLAG(8, "extended_tags"))
	ROW(FLAG(9, "phantom_functions"))
	ROW(FLAG(10, "aux_power"))
	ROW(FLAG(11, "no_snoop"))
	ROW(BITS(12, 3, "max_read_request_bytes"), .unit = HW_UNIT_BYTES, .times = 128,
	    .flags = HW_LAYOUT_POWER)
	ROW(FLAG(15, "configuration_retry"), .when = {IS(TO_PCI)})
	ROW(FLAG(15, "function_level_reset"), .when = {IS(ENDPOINT | LEGACY | INTEGRATED)})

	ROW(REGISTER(0x0a, 2, "device_status"), .spec = "PCI_EXP_DEVSTA")
	ROW(FLAG(0, "correctable_error"))
	ROW(FLAG(1, "non_fatal_error"))
	ROW(FLAG(2, "fatal_error"))
	ROW(FLAG(3, "unsupported_request"))
	ROW(FLAG(4, "aux_power"))
	ROW(FLAG(5, "transactions_pending"))
	ROW(FLAG(6, "emergency_power_reduction"))

	ROW(REGISTER(0x0c, 4, "link_capabilities"), .spec = "PCI_EXP_LNKCAP", .when = {HAS_LINK})
	ROW(NAMED(0, 4, "max_speed", hw_pci_link_speeds))
	ROW(BITS(4, 6, "max_width"))
	ROW(SET_BITS(10, 2, "aspm", aspm_states))
	ROW(NAMED(12, 3, "l0s_exit_latency", l0s_exit))
	ROW(NAMED(15, 3, "l1_exit_latency", l1_exit))
	ROW(FLAG(18, "clock_power_management"))
	ROW(FLAG(19, "surprise_down_errors"))
	ROW(FLAG(20, "data_link_active_reporting"))
	ROW(FLAG(21, "bandwidth_notification"))
	ROW(FLAG(22, "aspm_optionality"))
	ROW(BITS(24, 8, "port"))

	ROW(REGISTER(0x10, 2, "link_control"), .spec = "PCI_EXP_LNKCTL", .when = {HAS_LINK})
	ROW(SET_BITS(0, 2, "aspm", aspm_states))
	ROW(BITS(3, 1, "read_completion_boundary_bytes"), .unit = HW_UNIT_BYTES, .times = 64,
	    .flags = HW_LAYOUT_POWER, .when = {IS(ENDPOINT | LEGACY | ROOT_PORT | TO_PCI)})
	ROW(FLAG(4, "disabled"))
	ROW(FLAG(5, "retrain"))
	ROW(FLAG(6, "common_clock"))
	ROW(FLAG(7, "extended_synch"))
	ROW(FLAG(8, "clock_power_management"))
	ROW(FLAG(9, "autonomous_width_disabled"))
	ROW(FLAG(10, "bandwidth_interrupt"))
	ROW(FLAG(11, "autonomous_bandwidth_interrupt"))
	ROW(FLAG(13, "flit_mode_disabled"))
	ROW(BITS(14, 2, "drs_signaling"))

	ROW(REGISTER(0x12, 2, "link_status"), .spec = "PCI_EXP_LNKSTA", .when = {HAS_LINK})
	ROW(NAMED(0, 4, "speed", hw_pci_link_speeds))
	ROW(BITS(4, 6, "width"))
	ROW(FLAG(10, "training_error"))
	ROW(FLAG(11, "training"))
	ROW(FLAG(12, "slot_clock"))
	ROW(FLAG(13, "data_link_active"))
	ROW(FLAG(14, "bandwidth_changed"))
	ROW(FLAG(15, "autonomous_bandwidth_changed"))

	ROW(REGISTER(0x14, 4, "slot_capabilities"), .spec = "PCI_EXP_SLTCAP", .when = {HAS_SLOT})
	ROW(FLAG(0, "attention_button"))
	ROW(FLAG(1, "power_controller"))
	ROW(FLAG(2, "mrl_sensor"), .label = "MRL sensor")
	ROW(FLAG(3, "attention_indicator"))
	ROW(FLAG(4, "power_indicator"))
	ROW(FLAG(5, "hot_plug_surprise"))
	ROW(FLAG(6, "hot_plug"))
	ROW(BITS(7, 8, "power_limit_mw"), .unit = HW_UNIT_MW, .custom = slot_power_limit)
	ROW(FLAG(17, "interlock"))
	ROW(FLAG(18, "no_command_completed"))
	ROW(BITS(19, 13, "slot"))

	ROW(REGISTER(0x18, 2, "slot_control"), .spec = "PCI_EXP_SLTCTL", .when = {HAS_SLOT})
	ROW(FLAG(0, "attention_button_event"))
	ROW(FLAG(1, "power_fault_event"))
	ROW(FLAG(2, "mrl_sensor_event"), .label = "MRL sensor event")
	ROW(FLAG(3, "presence_event"))
	ROW(FLAG(4, "command_completed_event"))
	ROW(FLAG(5, "hot_plug_interrupt"))
	ROW(NAMED(6, 2, "attention_indicator", indicators))
	ROW(NAMED(8, 2, "power_indicator", indicators))
	ROW(NAMED(10, 1, "power", power_switch))
	ROW(FLAG(11, "interlock"))
	ROW(FLAG(12, "link_state_event"))
	ROW(FLAG(13, "auto_power_limit_disabled"))
	ROW(FLAG(14, "in_band_presence_disabled"))

	ROW(REGISTER(0x1a, 2, "slot_status"), .spec = "PCI_EXP_SLTSTA", .when = {HAS_SLOT})
	ROW(FLAG(0, "attention_button_pressed"))
	ROW(FLAG(1, "power_fault"))
	ROW(FLAG(2, "mrl_sensor_changed"), .label = "MRL sensor changed")
	ROW(FLAG(3, "presence_changed"))
	ROW(FLAG(4, "command_completed"))
	ROW(NAMED(5, 1, "mrl_sensor", mrl_states), .label = "MRL sensor")
	ROW(FLAG(6, "present"))
	ROW(FLAG(7, "interlock"))
	ROW(FLAG(8, "link_state_changed"))

	ROW(REGISTER(0x1c, 2, "root_control"), .spec = "PCI_EXP_RTCTL", .when = {HAS_ROOT})
	ROW(FLAG(0, "correctable_errors"))
	ROW(FLAG(1, "non_fatal_errors"))
	ROW(FLAG(2, "fatal_errors"))
	ROW(FLAG(3, "pme_interrupt"))
	ROW(FLAG(4, "retry_status_visible"))
	ROW(FLAG(5, "no_nfm_subtree"))

	ROW(REGISTER(0x1e, 2, "root_capabilities"), .spec = "PCI_EXP_RTCAP", .when = {HAS_ROOT})
	ROW(FLAG(0, "retry_status_visible"))

	ROW(REGISTER(0x20, 4, "root_status"), .spec = "PCI_EXP_RTSTA", .when = {HAS_ROOT})
	ROW(HEX_BITS(0, 16, "pme_requester_id"))
	ROW(FLAG(16, "pme_status"))
	ROW(FLAG(17, "pme_pending"))

	ROW(REGISTER(0x24, 4, "device_capabilities_2"), .spec = "PCI_EXP_DEVCAP2",
	    .when = {VERSION_2})
	ROW(SET_BITS(0, 4, "completion_timeout_ranges", timeout_ranges))
	ROW(FLAG(4, "completion_timeout_disable"))
	ROW(FLAG(5, "ari_forwarding"))
	ROW(FLAG(6, "atomicop_routing"))
	ROW(FLAG(7, "atomicop_32_bit_completer"))
	ROW(FLAG(8, "atomicop_64_bit_completer"))
	ROW(FLAG(9, "cas_128_bit_completer"), .label = "128-bit CAS completer")
	ROW(FLAG(10, "no_ro_pr_pr_passing"))
	ROW(FLAG(11, "ltr"))
	ROW(NAMED(12, 2, "tph_completer", tph_completer))
	ROW(NAMED(14, 2, "ln_system_cls", ln_system_cls))
	ROW(FLAG(16, "tag_10_bit_completer"), .label = "10-bit tag completer")
	ROW(FLAG(17, "tag_10_bit_requester"), .label = "10-bit tag requester")
	ROW(NAMED(18, 2, "obff", obff_support))
	ROW(FLAG(20, "extended_fmt"))
	ROW(FLAG(21, "end_end_tlp_prefix"))
	ROW(BITS(22, 2, "max_end_end_tlp_prefixes"))
	ROW(NAMED(24, 2, "emergency_power_reduction", emergency_power))
	ROW(FLAG(26, "emergency_power_reduction_initialization"))
	ROW(FLAG(28, "dmwr_completer"))
	ROW(BITS(29, 2, "dmwr_lengths"))
	ROW(FLAG(31, "frs"))

	ROW(REGISTER(0x28, 2, "device_control_2"), .spec = "PCI_EXP_DEVCTL2",
	    .when = {VERSION_2})
	ROW(NAMED(0, 4, "completion_timeout", timeout_values))
	ROW(FLAG(4, "completion_timeout_disabled"))
	ROW(FLAG(5, "ari_forwarding"))
	ROW(FLAG(6, "atomicop_requester"))
	ROW(FLAG(7, "atomicop_egress_blocking"))
	ROW(FLAG(8, "ido_requests"))
	ROW(FLAG(9, "ido_completions"))
	ROW(FLAG(10, "ltr"))
	ROW(FLAG(11, "emergency_power_reduction_request"))
	ROW(FLAG(12, "tag_10_bit_requester"), .label = "10-bit tag requester")
	ROW(NAMED(13, 2, "obff", obff_enabled))
	ROW(FLAG(15, "end_end_tlp_prefix_blocking"))

	ROW(REGISTER(0x2c, 4, "link_capabilities_2"), .spec = "PCI_EXP_LNKCAP2",
	    .when = {HAS_LINK_2})
	ROW(SET_BITS(1, 7, "speeds", hw_pci_speed_vector))
	ROW(FLAG(8, "crosslink"))
	ROW(SET_BITS(9, 7, "lower_skp_generation_speeds", hw_pci_speed_vector))
	ROW(SET_BITS(16, 7, "lower_skp_reception_speeds", hw_pci_speed_vector))
	ROW(FLAG(23, "retimer_presence_detect"))
	ROW(FLAG(24, "two_retimers_presence_detect"))
	ROW(FLAG(31, "drs"))

	ROW(REGISTER(0x30, 2, "link_control_2"), .spec = "PCI_EXP_LNKCTL2", .when = {HAS_LINK_2})
	ROW(NAMED(0, 4, "target_speed", hw_pci_link_speeds))
	ROW(FLAG(4, "enter_compliance"))
	ROW(FLAG(5, "autonomous_speed_disabled"))
	ROW(NAMED(6, 1, "selectable_deemphasis", deemphasis),
	    .when = {IS(ROOT_PORT | DOWNSTREAM)})
	ROW(NAMED(7, 3, "transmit_margin", transmit_margins))
	ROW(FLAG(10, "enter_modified_compliance"))
	ROW(FLAG(11, "compliance_sos"))
	ROW(BITS(12, 4, "compliance_preset"))

	ROW(REGISTER(0x32, 2, "link_status_2"), .spec = "PCI_EXP_LNKSTA2", .when = {HAS_LINK_2})
	ROW(NAMED(0, 1, "deemphasis", deemphasis))
	ROW(FLAG(1, "equalization_complete"))
	ROW(FLAG(2, "equalization_phase_1"))
	ROW(FLAG(3, "equalization_phase_2"))
	ROW(FLAG(4, "equalization_phase_3"))
	ROW(FLAG(5, "equalization_request"))
	ROW(FLAG(6, "retimer"))
	ROW(FLAG(7, "two_retimers"))
	ROW(NAMED(8, 2, "crosslink_resolution", crosslink))
	ROW(FLAG(10, "flit_mode"))
	ROW(NAMED(12, 3, "downstream_component", components))
	ROW(FLAG(15, "drs_message_received"))

	ROW(REGISTER(0x34, 4, "slot_capabilities_2"), .spec = "PCI_EXP_SLTCAP2",
	    .when = {HAS_SLOT_2})
	ROW(FLAG(0, "in_band_presence_disable"))
ROWS_END(express_rows)
const struct hw_layout hw_pci_express = {
	.key = "pci_express", .title = "PCI Express", .source = "PCI Express Base 6.0, 7.5.3",
	.id = 0x10, .size = 12, ROWS(express_rows),
};
/* clang-format on */
