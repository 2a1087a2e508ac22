// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Audio class 3.0: USB Device Class Definition for Audio Devices 3.0, sections 4.5
 * to 4.8. Names and places as in include/linux/usb/audio-v3.h; the protocol of the
 * interface is
 * 30. Strings and what is said of channels, connectors and the like are descriptors that
 * the device is asked for by id: they are not in the chain.
 */

/* clang-format off */
#define AUDIO(var, sub, key_, title_, source_, size_, rows_) \
	LOCAL(var, 0x24 | (0x600 | (sub)) << 8, key_, title_, "Audio 3.0, " source_, size_, rows_)

/* Two bits a control, control selector 1 first: uac_v2v3_control_is_readable(),
 * include/linux/usb/audio-v2.h */
VOCABULARY(control_access, {0, "none"}, {1, "read-only"}, {3, "programmable"});
#define CONTROLS(b, k) NAMED(b, 2, k, control_access)

/* UAC3_FUNCTION_* */
VOCABULARY(categories, {0x00, "undefined"}, {0x01, "desktop speaker"}, {0x02, "home theater"},
	   {0x03, "microphone"}, {0x04, "headset"}, {0x05, "telephone"},
	   {0x06, "converter"}, {0x07, "voice/sound recorder"}, {0x08, "I/O box"},
	   {0x09, "musical instrument"}, {0x0a, "pro-audio"}, {0x0b, "audio/video"},
	   {0x0c, "control panel"}, {0x0d, "headphone"}, {0x0e, "generic speaker"},
	   {0x0f, "headset adapter"}, {0x10, "speakerphone"}, {0xff, "other"});
ROWS_BEGIN(header_rows)
	SUBHEAD
	ROW(E(3, 1, "bCategory", "category", categories))
	ROW(BYTES(4, 2, "wTotalLength", "total_length_bytes"))
	ROW(REG(6, 4, "bmControls", "controls"))
	ROW(CONTROLS(0, "active_interface"))
	ROW(CONTROLS(2, "power_domain"))
ROWS_END(header_rows)
AUDIO(header, 0x01, "uac3_header", "Audio 3.0 control header", "4.5.2", 10, header_rows);

/* UAC3_TE_* */
#define TERMINAL_CONTROLS(o) \
	ROW(REG(o, 4, "bmControls", "controls")) \
	ROW(CONTROLS(0, "insertion")) \
	ROW(CONTROLS(2, "overload")) \
	ROW(CONTROLS(4, "underflow")) \
	ROW(CONTROLS(6, "overflow")) \
	ROW(CONTROLS(8, "latency"))
ROWS_BEGIN(input_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bCSourceID", "clock"))
	TERMINAL_CONTROLS(8)
	ROW(N(12, 2, "wClusterDescrID", "cluster_descriptor"))
	ROW(N(14, 2, "wExTerminalDescrID", "extended_terminal_descriptor"))
	ROW(N(16, 2, "wConnectorsDescrID", "connectors_descriptor"))
	ROW(N(18, 2, "wTerminalDescrStr", "terminal_string_descriptor"))
ROWS_END(input_rows)
AUDIO(input, 0x02, "uac3_input_terminal", "Audio 3.0 input terminal", "4.5.2.1", 20,
      input_rows);

ROWS_BEGIN(output_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bSourceID", "source"))
	ROW(N(8, 1, "bCSourceID", "clock"))
	TERMINAL_CONTROLS(9)
	ROW(N(13, 2, "wExTerminalDescrID", "extended_terminal_descriptor"))
	ROW(N(15, 2, "wConnectorsDescrID", "connectors_descriptor"))
	ROW(N(17, 2, "wTerminalDescrStr", "terminal_string_descriptor"))
ROWS_END(output_rows)
AUDIO(output, 0x03, "uac3_output_terminal", "Audio 3.0 output terminal", "4.5.2.2", 19,
      output_rows);

/* The selectors are those of 2.0, UAC_FU_* and UAC2_FU_*. */
ROWS_BEGIN(feature_control_rows)
	ROW(PART_ENUM(0, 4, 0, 2, "mute", control_access))
	ROW(PART_ENUM(0, 4, 2, 2, "volume", control_access))
	ROW(PART_ENUM(0, 4, 4, 2, "bass", control_access))
	ROW(PART_ENUM(0, 4, 6, 2, "mid", control_access))
	ROW(PART_ENUM(0, 4, 8, 2, "treble", control_access))
	ROW(PART_ENUM(0, 4, 10, 2, "graphic_equalizer", control_access))
	ROW(PART_ENUM(0, 4, 12, 2, "automatic_gain", control_access))
	ROW(PART_ENUM(0, 4, 14, 2, "delay", control_access))
	ROW(PART_ENUM(0, 4, 16, 2, "bass_boost", control_access))
	ROW(PART_ENUM(0, 4, 18, 2, "loudness", control_access))
	ROW(PART_ENUM(0, 4, 20, 2, "input_gain", control_access))
	ROW(PART_ENUM(0, 4, 22, 2, "input_gain_pad", control_access))
	ROW(PART_ENUM(0, 4, 24, 2, "phase_inverter", control_access))
	ROW(PART_ENUM(0, 4, 26, 2, "underflow", control_access))
	ROW(PART_ENUM(0, 4, 28, 2, "overflow", control_access))
ROWS_END(feature_control_rows)
static const struct hw_layout feature_control = {
	.key = "controls", ROWS(feature_control_rows),
};
ROWS_BEGIN(feature_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(TABLE(5, "channel_controls", feature_control), .spec = "bmaControls",
	    .repeat = REPEAT(.stride = 4, .tail = 2))
	ROW(N(2, 2, "wFeatureDescrStr", "feature_string_descriptor"),
	    .flags = HW_LAYOUT_FROM_END)
ROWS_END(feature_rows)
AUDIO(feature, 0x07, "uac3_feature_unit", "Audio 3.0 feature unit", "4.5.2.7", 7,
      feature_rows);

VOCABULARY(clock_types, {0, "external"}, {1, "internal"});
ROWS_BEGIN(clock_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(REG(4, 1, "bmAttributes", "attributes"))
	ROW(NAMED(0, 1, "clock", clock_types))
	ROW(FLAG(1, "synchronised_to_sof"), .label = "Synchronised to SOF")
	ROW(REG(5, 4, "bmControls", "controls"))
	ROW(CONTROLS(0, "frequency"))
	ROW(CONTROLS(2, "validity"))
	ROW(N(9, 1, "bReferenceTerminal", "reference_terminal"))
	ROW(N(10, 2, "wClockSourceStr", "clock_string_descriptor"))
ROWS_END(clock_rows)
AUDIO(clock, 0x0b, "uac3_clock_source", "Audio 3.0 clock source", "4.5.2.12", 12, clock_rows);

ROWS_BEGIN(clock_selector_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baCSourceID", "sources")
	ROW(REG(5, 4, "bmControls", "controls"), .skip = {IDS_AT(4)})
	ROW(CONTROLS(0, "selector"))
	ROW(N(9, 2, "wCSelectorDescrStr", "clock_string_descriptor"), .skip = {IDS_AT(4)})
ROWS_END(clock_selector_rows)
AUDIO(clock_selector, 0x0c, "uac3_clock_selector", "Audio 3.0 clock selector", "4.5.2.13", 11,
      clock_selector_rows);

ROWS_BEGIN(clock_multiplier_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(N(4, 1, "bCSourceID", "source"))
	ROW(REG(5, 4, "bmControls", "controls"))
	ROW(CONTROLS(0, "numerator"))
	ROW(CONTROLS(2, "denominator"))
	ROW(N(9, 2, "wCMultiplierDescrStr", "clock_string_descriptor"))
ROWS_END(clock_multiplier_rows)
AUDIO(clock_multiplier, 0x0d, "uac3_clock_multiplier", "Audio 3.0 clock multiplier",
      "4.5.2.14", 11, clock_multiplier_rows);

ROWS_BEGIN(power_domain_rows)
	SUBHEAD
	ROW(N(3, 1, "bPowerDomainID", "id"))
	ROW(N(4, 2, "waRecoveryTime1", "recovery_time_1"), .label = "Recovery time from D1")
	ROW(N(6, 2, "waRecoveryTime2", "recovery_time_2"), .label = "Recovery time from D2")
	ROW(N(8, 1, "bNrEntities", "entity_count"))
	IDS(8, "baEntityID", "entities")
	ROW(N(9, 2, "wPDomainDescrStr", "power_domain_string_descriptor"), .skip = {IDS_AT(8)})
ROWS_END(power_domain_rows)
AUDIO(power_domain, 0x10, "uac3_power_domain", "Audio 3.0 power domain", "4.5.2.15", 11,
      power_domain_rows);

ROWS_BEGIN(raw_rows)
	SUBHEAD
	ROW(RAW_REST(3, "data"))
ROWS_END(raw_rows)
AUDIO(extended, 0x04, "uac3_extended_terminal", "Audio 3.0 extended terminal", "4.5.2.3", 3,
      raw_rows);
AUDIO(mixer, 0x05, "uac3_mixer_unit", "Audio 3.0 mixer unit", "4.5.2.5", 3, raw_rows);
AUDIO(selector, 0x06, "uac3_selector_unit", "Audio 3.0 selector unit", "4.5.2.6", 3, raw_rows);
AUDIO(effect, 0x08, "uac3_effect_unit", "Audio 3.0 effect unit", "4.5.2.9", 3, raw_rows);
AUDIO(processing, 0x09, "uac3_processing_unit", "Audio 3.0 processing unit", "4.5.2.10", 3,
      raw_rows);
AUDIO(extension, 0x0a, "uac3_extension_unit", "Audio 3.0 extension unit", "4.5.2.11", 3,
      raw_rows);
AUDIO(converter, 0x0e, "uac3_sampling_rate_converter", "Audio 3.0 sampling rate converter",
      "4.5.2.8", 3, raw_rows);
AUDIO(connectors, 0x0f, "uac3_connectors", "Audio 3.0 connectors", "4.5.2.4", 3, raw_rows);

/* UAC3_FORMAT_TYPE_I_RAW_DATA is bit 6; the others are those of 2.0 */
VOCABULARY(formats, {0, "PCM"}, {1, "PCM8"}, {2, "IEEE float"}, {3, "A-law"}, {4, "mu-law"},
	   {6, "raw data"});
ROWS_BEGIN(general_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalLink", "terminal_link"))
	ROW(REG(4, 4, "bmControls", "controls"))
	ROW(CONTROLS(0, "active_alternate_setting"))
	ROW(CONTROLS(2, "valid_alternate_settings"))
	ROW(N(8, 2, "wClusterDescrID", "cluster_descriptor"))
	ROW(B(10, 8, "bmFormats", "formats", formats))
	ROW(BYTES(18, 1, "bSubslotSize", "subslot_bytes"))
	ROW(N(19, 1, "bBitResolution", "resolution_bits"), .unit = HW_UNIT_BITS)
	ROW(H(20, 2, "bmAuxProtocols", "auxiliary_protocols"))
	ROW(BYTES(22, 1, "bControlSize", "control_bytes"))
ROWS_END(general_rows)
AUDIO(general, 0x101, "uac3_streaming_general", "Audio 3.0 streaming general", "4.7.2", 23,
      general_rows);

VOCABULARY(lock_units, {0, "undefined"}, {1, "milliseconds"}, {2, "decoded PCM samples"});
ROWS_BEGIN(endpoint_rows)
	SUBHEAD
	ROW(REG(3, 4, "bmControls", "controls"))
	ROW(CONTROLS(0, "pitch"))
	ROW(CONTROLS(2, "data_overrun"))
	ROW(CONTROLS(4, "data_underrun"))
	ROW(E(7, 1, "bLockDelayUnits", "lock_delay_unit", lock_units))
	ROW(N(8, 2, "wLockDelay", "lock_delay"))
ROWS_END(endpoint_rows)
LOCAL(endpoint, 0x625, "uac3_endpoint", "Audio 3.0 streaming endpoint", "Audio 3.0, 4.8.1.2",
      10, endpoint_rows);

#define CONTROL(sub, table) {0x24, (sub), 0x01, 1, 0x30, &(table)}
static const struct hw_usb_choice choices[] = {
	CONTROL(0x01, header), CONTROL(0x02, input), CONTROL(0x03, output),
	CONTROL(0x04, extended), CONTROL(0x05, mixer), CONTROL(0x06, selector),
	CONTROL(0x07, feature), CONTROL(0x08, effect), CONTROL(0x09, processing),
	CONTROL(0x0a, extension), CONTROL(0x0b, clock), CONTROL(0x0c, clock_selector),
	CONTROL(0x0d, clock_multiplier), CONTROL(0x0e, converter),
	CONTROL(0x0f, connectors), CONTROL(0x10, power_domain),
	{0x24, 0x01, 0x01, 2, 0x30, &general},
	{0x25, 0x01, 0x01, 2, 0x30, &endpoint},
};
/* clang-format on */
const struct hw_usb_choices hw_usb_audio_3_choices = {choices, HW_ARRAY_SIZE(choices)};

static const struct hw_layout *const layouts[] = {
	&header,       &input,		&output,	   &extended,	&mixer,
	&selector,     &feature,	&effect,	   &processing, &extension,
	&clock,	       &clock_selector, &clock_multiplier, &converter,	&connectors,
	&power_domain, &general,	&endpoint,
};
const struct hw_layout_family hw_usb_audio_3_family = {
	.key = "usb_audio_3_descriptors",
	.title = "USB audio class 3.0 descriptor",
	.layouts = layouts,
	.count = HW_ARRAY_SIZE(layouts),
};
