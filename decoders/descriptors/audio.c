// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Audio and MIDI classes: USB Device Class Definition for Audio Devices 1.0 and 2.0
 * chapter 4, Audio Data Formats, Terminal Types, MIDI Devices 1.0 chapter 6. Names as in
 * include/uapi/linux/usb/audio.h. The protocol of the interface says which version: 00 is
 * 1.0, 20 is 2.0.
 */

/* clang-format off */
#define AUDIO(var, sub, key_, title_, source_, size_, rows_) \
	LOCAL(var, 0x24 | (sub) << 8, key_, title_, source_, size_, rows_)

/* Terminal Types 1.0 for audio; UVC 1.5, appendix B for video */
static const struct hw_value_name terminal_names[] = {
	{0x0100, "USB undefined"}, {0x0101, "USB streaming"}, {0x01ff, "USB vendor-specific"},
	{0x0200, "input undefined"}, {0x0201, "microphone or camera"},
	{0x0202, "desktop microphone or media transport"}, {0x0203, "personal microphone"},
	{0x0204, "omni-directional microphone"}, {0x0205, "microphone array"},
	{0x0206, "processing microphone array"},
	{0x0300, "output undefined"}, {0x0301, "speaker or display"},
	{0x0302, "headphones or media transport"}, {0x0303, "head-mounted display audio"},
	{0x0304, "desktop speaker"}, {0x0305, "room speaker"},
	{0x0306, "communication speaker"}, {0x0307, "low-frequency effects speaker"},
	{0x0400, "bi-directional undefined"}, {0x0401, "handset"}, {0x0402, "headset"},
	{0x0403, "speakerphone"}, {0x0404, "echo-suppressing speakerphone"},
	{0x0405, "echo-cancelling speakerphone"},
	{0x0500, "telephony undefined"}, {0x0501, "phone line"}, {0x0502, "telephone"},
	{0x0503, "down line phone"},
	{0x0600, "external undefined"}, {0x0601, "analog connector"},
	{0x0602, "digital audio interface"}, {0x0603, "line connector"},
	{0x0604, "legacy audio connector"}, {0x0605, "S/PDIF interface"},
	{0x0606, "1394 DA stream"}, {0x0607, "1394 DV stream sound track"},
	{0x0608, "ADAT Lightpipe"}, {0x0609, "TDIF"}, {0x060a, "MADI"},
	{0x0700, "embedded undefined"}, {0x0701, "level calibration noise source"},
	{0x0702, "equalization noise"}, {0x0703, "CD player"}, {0x0704, "DAT"},
	{0x0705, "DCC"}, {0x0706, "MiniDisc"}, {0x0707, "analog tape"},
	{0x0708, "phonograph"}, {0x0709, "VCR audio"}, {0x070a, "video disc audio"},
	{0x070b, "DVD audio"}, {0x070c, "TV tuner audio"}, {0x070d, "satellite receiver audio"},
	{0x070e, "cable tuner audio"}, {0x070f, "DSS audio"}, {0x0710, "radio receiver"},
	{0x0711, "radio transmitter"}, {0x0712, "multi-track recorder"},
	{0x0713, "synthesizer"}, {0x0714, "piano"}, {0x0715, "guitar"}, {0x0716, "drums"},
};
const struct hw_vocabulary hw_usb_terminal_types = HW_NAMES(terminal_names);

VOCABULARY(channels_1, {0, "left front"}, {1, "right front"}, {2, "center front"},
	   {3, "low frequency effects"}, {4, "left surround"}, {5, "right surround"},
	   {6, "left of center"}, {7, "right of center"}, {8, "surround"}, {9, "side left"},
	   {10, "side right"}, {11, "top"});
VOCABULARY(feature_controls, {0, "mute"}, {1, "volume"}, {2, "bass"}, {3, "mid"},
	   {4, "treble"}, {5, "graphic equalizer"}, {6, "automatic gain"}, {7, "delay"},
	   {8, "bass boost"}, {9, "loudness"});

/* Audio 1.0, 4.3.2 */
ROWS_BEGIN(header_1_rows)
	SUBHEAD
	ROW(V(3, "bcdADC", "adc_version"), .label = "ADC version")
	ROW(BYTES(5, 2, "wTotalLength", "total_length_bytes"))
	ROW(N(7, 1, "bInCollection", "interface_count"))
	IDS(7, "baInterfaceNr", "interfaces")
ROWS_END(header_1_rows)
AUDIO(header_1, 0x01, "uac_header", "Audio control header", "Audio 1.0, 4.3.2", 8,
      header_1_rows);

ROWS_BEGIN(input_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bNrChannels", "channel_count"))
	ROW(B(8, 2, "wChannelConfig", "channels", channels_1))
	ROW(STR(10, "iChannelNames", "channel_names_string"))
	ROW(STR(11, "iTerminal", "terminal_string"))
ROWS_END(input_1_rows)
AUDIO(input_1, 0x02, "uac_input_terminal", "Audio input terminal", "Audio 1.0, 4.3.2.1", 12,
      input_1_rows);

ROWS_BEGIN(output_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bSourceID", "source"))
	ROW(STR(8, "iTerminal", "terminal_string"))
ROWS_END(output_1_rows)
AUDIO(output_1, 0x03, "uac_output_terminal", "Audio output terminal", "Audio 1.0, 4.3.2.2",
      9, output_1_rows);

ROWS_BEGIN(mixer_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baSourceID", "sources")
	ROW(N(5, 1, "bNrChannels", "channel_count"), .skip = {IDS_AT(4)})
	ROW(B(6, 2, "wChannelConfig", "channels", channels_1), .skip = {IDS_AT(4)})
	ROW(STR(8, "iChannelNames", "channel_names_string"), .skip = {IDS_AT(4)})
	ROW(H(9, 1, "bmControls", "controls"), .skip = {IDS_AT(4)},
	    .repeat = REPEAT(.stride = 1, .tail = 1))
	ROW(STR(1, "iMixer", "mixer_string"),
	    .flags = HW_LAYOUT_FROM_END)
ROWS_END(mixer_1_rows)
AUDIO(mixer_1, 0x04, "uac_mixer_unit", "Audio mixer unit", "Audio 1.0, 4.3.2.3", 10,
      mixer_1_rows);

ROWS_BEGIN(selector_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baSourceID", "sources")
	ROW(STR(5, "iSelector", "selector_string"), .skip = {IDS_AT(4)})
ROWS_END(selector_1_rows)
AUDIO(selector_1, 0x05, "uac_selector_unit", "Audio selector unit", "Audio 1.0, 4.3.2.4", 6,
      selector_1_rows);

ROWS_BEGIN(feature_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(BYTES(5, 1, "bControlSize", "control_size_bytes"))
	ROW(B(6, 0, "bmaControls", "channel_controls", feature_controls),
	    .repeat = REPEAT(.stride_from = {.at = 5, .width = 1}, .tail = 1))
	ROW(STR(1, "iFeature", "feature_string"),
	    .flags = HW_LAYOUT_FROM_END)
ROWS_END(feature_1_rows)
AUDIO(feature_1, 0x06, "uac_feature_unit", "Audio feature unit", "Audio 1.0, 4.3.2.5", 7,
      feature_1_rows);

VOCABULARY(processes_1, {0, "undefined"}, {1, "up/down-mix"}, {2, "Dolby Prologic"},
	   {3, "3D stereo extender"}, {4, "reverberation"}, {5, "chorus"},
	   {6, "dynamic range compressor"});
#define UNIT_1(id_spec, type) \
	SUBHEAD \
	ROW(N(3, 1, "bUnitID", "id")) \
	ROW(type) \
	ROW(N(6, 1, "bNrInPins", "source_count")) \
	IDS(6, "baSourceID", "sources") \
	ROW(N(7, 1, "bNrChannels", "channel_count"), .skip = {IDS_AT(6)}) \
	ROW(B(8, 2, "wChannelConfig", "channels", channels_1), .skip = {IDS_AT(6)}) \
	ROW(STR(10, "iChannelNames", "channel_names_string"), .skip = {IDS_AT(6)}) \
	ROW(BYTES(11, 1, "bControlSize", "control_size_bytes"), .skip = {IDS_AT(6)}) \
	ROW(H(12, 1, "bmControls", "controls"), .skip = {IDS_AT(6)}) \
	ROW(STR(12, id_spec, "unit_string"), \
	    .skip = {IDS_AT(6), SKIP(.place = {.at = 11, .width = 1}, .times = 1)})
#define PROCESS_1 E(4, 2, "wProcessType", "process", processes_1)
#define EXTENSION_CODE H(4, 2, "wExtensionCode", "extension_code")
ROWS_BEGIN(processing_1_rows)
	UNIT_1("iProcessing", PROCESS_1)
ROWS_END(processing_1_rows)
AUDIO(processing_1, 0x07, "uac_processing_unit", "Audio processing unit",
      "Audio 1.0, 4.3.2.6", 13, processing_1_rows);
ROWS_BEGIN(extension_1_rows)
	UNIT_1("iExtension", EXTENSION_CODE)
ROWS_END(extension_1_rows)
AUDIO(extension_1, 0x08, "uac_extension_unit", "Audio extension unit", "Audio 1.0, 4.3.2.7",
      13, extension_1_rows);

/* Audio 1.0, 4.5.2; Audio Data Formats 1.0 */
VOCABULARY(format_tags, {0x0000, "type I undefined"}, {0x0001, "PCM"}, {0x0002, "PCM8"},
	   {0x0003, "IEEE float"}, {0x0004, "A-law"}, {0x0005, "mu-law"},
	   {0x1000, "type II undefined"}, {0x1001, "MPEG"}, {0x1002, "AC-3"},
	   {0x2000, "type III undefined"}, {0x2001, "IEC1937 AC-3"},
	   {0x2002, "IEC1937 MPEG-1 layer 1"}, {0x2003, "IEC1937 MPEG-1 layer 2/3"},
	   {0x2004, "IEC1937 MPEG-2 extension"}, {0x2005, "IEC1937 MPEG-2 layer 1 LS"},
	   {0x2006, "IEC1937 MPEG-2 layer 2/3 LS"});
ROWS_BEGIN(general_1_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalLink", "terminal_link"))
	ROW(N(4, 1, "bDelay", "delay_frames"))
	ROW(E(5, 2, "wFormatTag", "format", format_tags))
ROWS_END(general_1_rows)
AUDIO(general_1, 0x201, "uac_streaming_general", "Audio streaming general",
      "Audio 1.0, 4.5.2", 7, general_1_rows);

VOCABULARY(format_types, {1, "type I"}, {2, "type II"}, {3, "type III"}, {4, "type IV"});
#define TYPE_1 WHEN(3, 1, 0, 0, HW_WHEN_IN, 1u << 1 | 1u << 3)
#define TYPE_2 WHEN(3, 1, 0, 0, HW_WHEN_EQUAL, 2)
/* the number of rates at `n`, 0: a range; rates of 3 bytes behind it */
#define RATES(n, type) \
	ROW(N(n, 1, "bSamFreqType", "rate_count"), .when = {type}) \
	ROW(N((n) + 1, 3, "tLowerSamFreq", "min_rate_hz"), .unit = HW_UNIT_HZ, \
	    .when = {WHEN(n, 1, 0, 0, HW_WHEN_EQUAL, 0), type}) \
	ROW(N((n) + 4, 3, "tUpperSamFreq", "max_rate_hz"), .unit = HW_UNIT_HZ, \
	    .when = {WHEN(n, 1, 0, 0, HW_WHEN_EQUAL, 0), type}) \
	ROW(N((n) + 1, 3, "tSamFreq", "rates_hz"), .unit = HW_UNIT_HZ, \
	    .when = {WHEN(n, 1, 0, 0, HW_WHEN_NOT, 0), type}, \
	    .repeat = REPEAT(.from = {.at = (n), .width = 1}, .stride = 3))
ROWS_BEGIN(format_1_rows)
	SUBHEAD
	ROW(E(3, 1, "bFormatType", "format_type", format_types))
	ROW(N(4, 1, "bNrChannels", "channel_count"), .when = {TYPE_1})
	ROW(BYTES(5, 1, "bSubframeSize", "subframe_bytes"), .when = {TYPE_1})
	ROW(N(6, 1, "bBitResolution", "resolution_bits"), .unit = HW_UNIT_BITS, .when = {TYPE_1})
	RATES(7, TYPE_1)
	ROW(N(4, 2, "wMaxBitRate", "max_rate_kbit_per_s"), .when = {TYPE_2})
	ROW(N(6, 2, "wSamplesPerFrame", "samples_per_frame"), .when = {TYPE_2})
	RATES(8, TYPE_2)
ROWS_END(format_1_rows)
AUDIO(format_1, 0x202, "uac_format_type", "Audio format type", "Audio Data Formats 1.0, 2",
      8, format_1_rows);

ROWS_BEGIN(specific_rows)
	SUBHEAD
	ROW(RAW_REST(3, "data"))
ROWS_END(specific_rows)
AUDIO(specific_1, 0x203, "uac_format_specific", "Audio format-specific",
      "Audio Data Formats 1.0, 2.3.8", 3, specific_rows);

VOCABULARY(lock_units, {0, "undefined"}, {1, "milliseconds"}, {2, "decoded PCM samples"});
ROWS_BEGIN(endpoint_1_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmAttributes", "attributes"))
	ROW(FLAG(0, "sampling_frequency"))
	ROW(FLAG(1, "pitch"))
	ROW(FLAG(7, "max_packets_only"))
	ROW(E(4, 1, "bLockDelayUnits", "lock_delay_unit", lock_units))
	ROW(N(5, 2, "wLockDelay", "lock_delay"))
ROWS_END(endpoint_1_rows)
LOCAL(endpoint_1, 0x125, "uac_endpoint", "Audio streaming endpoint", "Audio 1.0, 4.6.1.2", 7,
      endpoint_1_rows);

/* Audio 2.0, 4.7.2: a control has two bits, 0 none, 1 read-only, 3 programmable by the
 * host */
VOCABULARY(control_access, {0, "none"}, {1, "read-only"}, {3, "programmable"});
#define CONTROL(o, w, b, k) PART_ENUM(o, w, b, 2, k, control_access)
#define CONTROLS(b, k)      NAMED(b, 2, k, control_access)

VOCABULARY(channels_2, {0, "front left"}, {1, "front right"}, {2, "front center"},
	   {3, "low frequency effects"}, {4, "back left"}, {5, "back right"},
	   {6, "front left of center"}, {7, "front right of center"}, {8, "back center"},
	   {9, "side left"}, {10, "side right"}, {11, "top center"}, {12, "top front left"},
	   {13, "top front center"}, {14, "top front right"}, {15, "top back left"},
	   {16, "top back center"}, {17, "top back right"},
	   {18, "top front left of center"}, {19, "top front right of center"},
	   {20, "left low frequency effects"}, {21, "right low frequency effects"},
	   {22, "top side left"}, {23, "top side right"}, {24, "bottom center"},
	   {25, "back left of center"}, {26, "back right of center"}, {31, "raw data"});
VOCABULARY(categories, {0x00, "undefined"}, {0x01, "desktop speaker"}, {0x02, "home theater"},
	   {0x03, "microphone"}, {0x04, "headset"}, {0x05, "telephone"},
	   {0x06, "converter"}, {0x07, "voice/sound recorder"}, {0x08, "I/O box"},
	   {0x09, "musical instrument"}, {0x0a, "pro-audio"}, {0x0b, "audio/video"},
	   {0x0c, "control panel"}, {0xff, "other"});
ROWS_BEGIN(header_2_rows)
	SUBHEAD
	ROW(V(3, "bcdADC", "adc_version"), .label = "ADC version")
	ROW(E(5, 1, "bCategory", "category", categories))
	ROW(BYTES(6, 2, "wTotalLength", "total_length_bytes"))
	ROW(REG(8, 1, "bmControls", "controls"))
	ROW(CONTROLS(0, "latency"))
ROWS_END(header_2_rows)
AUDIO(header_2, 0x301, "uac2_header", "Audio 2.0 control header", "Audio 2.0, 4.7.2", 9,
      header_2_rows);

VOCABULARY(clock_types, {0, "external"}, {1, "internal, fixed"}, {2, "internal, variable"},
	   {3, "internal, programmable"});
ROWS_BEGIN(clock_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(REG(4, 1, "bmAttributes", "attributes"))
	ROW(NAMED(0, 2, "clock", clock_types))
	ROW(FLAG(2, "synchronised_to_sof"), .label = "Synchronised to SOF")
	ROW(REG(5, 1, "bmControls", "controls"))
	ROW(CONTROLS(0, "frequency"))
	ROW(CONTROLS(2, "validity"))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(STR(7, "iClockSource", "clock_string"))
ROWS_END(clock_rows)
AUDIO(clock, 0x30a, "uac2_clock_source", "Audio 2.0 clock source", "Audio 2.0, 4.7.2.1", 8,
      clock_rows);

ROWS_BEGIN(clock_selector_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baCSourceID", "sources")
	ROW(REG(5, 1, "bmControls", "controls"), .skip = {IDS_AT(4)})
	ROW(CONTROLS(0, "selector"))
	ROW(STR(6, "iClockSelector", "clock_string"), .skip = {IDS_AT(4)})
ROWS_END(clock_selector_rows)
AUDIO(clock_selector, 0x30b, "uac2_clock_selector", "Audio 2.0 clock selector",
      "Audio 2.0, 4.7.2.2", 7, clock_selector_rows);

ROWS_BEGIN(clock_multiplier_rows)
	SUBHEAD
	ROW(N(3, 1, "bClockID", "id"))
	ROW(N(4, 1, "bCSourceID", "source"))
	ROW(REG(5, 1, "bmControls", "controls"))
	ROW(CONTROLS(0, "numerator"))
	ROW(CONTROLS(2, "denominator"))
	ROW(STR(6, "iClockMultiplier", "clock_string"))
ROWS_END(clock_multiplier_rows)
AUDIO(clock_multiplier, 0x30c, "uac2_clock_multiplier", "Audio 2.0 clock multiplier",
      "Audio 2.0, 4.7.2.3", 7, clock_multiplier_rows);

#define TERMINAL_CONTROLS(o) \
	ROW(REG(o, 2, "bmControls", "controls")) \
	ROW(CONTROLS(0, "copy_protection")) \
	ROW(CONTROLS(2, "connector")) \
	ROW(CONTROLS(4, "overload")) \
	ROW(CONTROLS(6, "cluster")) \
	ROW(CONTROLS(8, "underflow")) \
	ROW(CONTROLS(10, "overflow"))
ROWS_BEGIN(input_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bCSourceID", "clock"))
	ROW(N(8, 1, "bNrChannels", "channel_count"))
	ROW(B(9, 4, "bmChannelConfig", "channels", channels_2))
	ROW(STR(13, "iChannelNames", "channel_names_string"))
	TERMINAL_CONTROLS(14)
	ROW(STR(16, "iTerminal", "terminal_string"))
ROWS_END(input_2_rows)
AUDIO(input_2, 0x302, "uac2_input_terminal", "Audio 2.0 input terminal",
      "Audio 2.0, 4.7.2.4", 17, input_2_rows);

/* the output terminal has no cluster control: its bits 6 and 7 are underflow */
ROWS_BEGIN(output_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bSourceID", "source"))
	ROW(N(8, 1, "bCSourceID", "clock"))
	ROW(REG(9, 2, "bmControls", "controls"))
	ROW(CONTROLS(0, "copy_protection"))
	ROW(CONTROLS(2, "connector"))
	ROW(CONTROLS(4, "overload"))
	ROW(CONTROLS(6, "underflow"))
	ROW(CONTROLS(8, "overflow"))
	ROW(STR(11, "iTerminal", "terminal_string"))
ROWS_END(output_2_rows)
AUDIO(output_2, 0x303, "uac2_output_terminal", "Audio 2.0 output terminal",
      "Audio 2.0, 4.7.2.5", 12, output_2_rows);

ROWS_BEGIN(mixer_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baSourceID", "sources")
	ROW(N(5, 1, "bNrChannels", "channel_count"), .skip = {IDS_AT(4)})
	ROW(B(6, 4, "bmChannelConfig", "channels", channels_2), .skip = {IDS_AT(4)})
	ROW(STR(10, "iChannelNames", "channel_names_string"), .skip = {IDS_AT(4)})
	ROW(H(11, 1, "bmMixerControls", "mixer_controls"), .skip = {IDS_AT(4)},
	    .repeat = REPEAT(.stride = 1, .tail = 2))
	ROW(H(2, 1, "bmControls", "controls"), .flags = HW_LAYOUT_FROM_END)
	ROW(STR(1, "iMixer", "mixer_string"), .flags = HW_LAYOUT_FROM_END)
ROWS_END(mixer_2_rows)
AUDIO(mixer_2, 0x304, "uac2_mixer_unit", "Audio 2.0 mixer unit", "Audio 2.0, 4.7.2.6", 13,
      mixer_2_rows);

ROWS_BEGIN(selector_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baSourceID", "sources")
	ROW(REG(5, 1, "bmControls", "controls"), .skip = {IDS_AT(4)})
	ROW(CONTROLS(0, "selector"))
	ROW(STR(6, "iSelector", "selector_string"), .skip = {IDS_AT(4)})
ROWS_END(selector_2_rows)
AUDIO(selector_2, 0x305, "uac2_selector_unit", "Audio 2.0 selector unit",
      "Audio 2.0, 4.7.2.7", 7, selector_2_rows);

ROWS_BEGIN(feature_control_rows)
	ROW(CONTROL(0, 4, 0, "mute"))
	ROW(CONTROL(0, 4, 2, "volume"))
	ROW(CONTROL(0, 4, 4, "bass"))
	ROW(CONTROL(0, 4, 6, "mid"))
	ROW(CONTROL(0, 4, 8, "treble"))
	ROW(CONTROL(0, 4, 10, "graphic_equalizer"))
	ROW(CONTROL(0, 4, 12, "automatic_gain"))
	ROW(CONTROL(0, 4, 14, "delay"))
	ROW(CONTROL(0, 4, 16, "bass_boost"))
	ROW(CONTROL(0, 4, 18, "loudness"))
	ROW(CONTROL(0, 4, 20, "input_gain"))
	ROW(CONTROL(0, 4, 22, "input_gain_pad"))
	ROW(CONTROL(0, 4, 24, "phase_inverter"))
	ROW(CONTROL(0, 4, 26, "underflow"))
	ROW(CONTROL(0, 4, 28, "overflow"))
ROWS_END(feature_control_rows)
static const struct hw_layout feature_control = {
	.key = "controls", ROWS(feature_control_rows),
};
ROWS_BEGIN(feature_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(TABLE(5, "channel_controls", feature_control), .spec = "bmaControls",
	    .repeat = REPEAT(.stride = 4, .tail = 1))
	ROW(STR(1, "iFeature", "feature_string"), .flags = HW_LAYOUT_FROM_END)
ROWS_END(feature_2_rows)
AUDIO(feature_2, 0x306, "uac2_feature_unit", "Audio 2.0 feature unit", "Audio 2.0, 4.7.2.8",
      6, feature_2_rows);

VOCABULARY(effects_2, {0, "undefined"}, {1, "parametric equalizer section"},
	   {2, "reverberation"}, {3, "modulation delay"}, {4, "dynamic range compressor"});
ROWS_BEGIN(effect_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(E(4, 2, "wEffectType", "effect", effects_2))
	ROW(N(6, 1, "bSourceID", "source"))
	ROW(H(7, 4, "bmaControls", "channel_controls"),
	    .repeat = REPEAT(.stride = 4, .tail = 1))
	ROW(STR(1, "iEffects", "effect_string"), .flags = HW_LAYOUT_FROM_END)
ROWS_END(effect_2_rows)
AUDIO(effect_2, 0x307, "uac2_effect_unit", "Audio 2.0 effect unit", "Audio 2.0, 4.7.2.10", 8,
      effect_2_rows);

VOCABULARY(processes_2, {0, "undefined"}, {1, "up/down-mix"}, {2, "Dolby Prologic"},
	   {3, "stereo extender"});
#define UNIT_2(type, controls, string_spec, o) \
	SUBHEAD \
	ROW(N(3, 1, "bUnitID", "id")) \
	ROW(type) \
	ROW(N(6, 1, "bNrInPins", "source_count")) \
	IDS(6, "baSourceID", "sources") \
	ROW(N(7, 1, "bNrChannels", "channel_count"), .skip = {IDS_AT(6)}) \
	ROW(B(8, 4, "bmChannelConfig", "channels", channels_2), .skip = {IDS_AT(6)}) \
	ROW(STR(12, "iChannelNames", "channel_names_string"), .skip = {IDS_AT(6)}) \
	ROW(H(13, controls, "bmControls", "controls"), .skip = {IDS_AT(6)}) \
	ROW(STR(o, string_spec, "unit_string"), .skip = {IDS_AT(6)})
#define PROCESS_2 E(4, 2, "wProcessType", "process", processes_2)
ROWS_BEGIN(processing_2_rows)
	UNIT_2(PROCESS_2, 2, "iProcessing", 15)
ROWS_END(processing_2_rows)
AUDIO(processing_2, 0x308, "uac2_processing_unit", "Audio 2.0 processing unit",
      "Audio 2.0, 4.7.2.11", 16, processing_2_rows);
ROWS_BEGIN(extension_2_rows)
	UNIT_2(EXTENSION_CODE, 1, "iExtension", 14)
ROWS_END(extension_2_rows)
AUDIO(extension_2, 0x309, "uac2_extension_unit", "Audio 2.0 extension unit",
      "Audio 2.0, 4.7.2.12", 15, extension_2_rows);

ROWS_BEGIN(converter_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(N(5, 1, "bCSourceInID", "clock_in"))
	ROW(N(6, 1, "bCSourceOutID", "clock_out"))
	ROW(STR(7, "iSRC", "converter_string"))
ROWS_END(converter_rows)
AUDIO(converter, 0x30d, "uac2_sampling_rate_converter", "Audio 2.0 sampling rate converter",
      "Audio 2.0, 4.7.2.9", 8, converter_rows);

/* Audio 2.0, 4.9.2; Audio Data Formats 2.0, A.2 */
VOCABULARY(formats_type_1, {0, "PCM"}, {1, "PCM8"}, {2, "IEEE float"}, {3, "A-law"},
	   {4, "mu-law"}, {31, "raw data"});
VOCABULARY(formats_other, {31, "raw data"});
ROWS_BEGIN(general_2_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalLink", "terminal_link"))
	ROW(REG(4, 1, "bmControls", "controls"))
	ROW(CONTROLS(0, "active_alternate_setting"))
	ROW(CONTROLS(2, "valid_alternate_settings"))
	ROW(E(5, 1, "bFormatType", "format_type", format_types))
	ROW(B(6, 4, "bmFormats", "formats", formats_type_1),
	    .when = {WHEN(5, 1, 0, 0, HW_WHEN_EQUAL, 1)})
	ROW(B(6, 4, "bmFormats", "formats", formats_other),
	    .when = {WHEN(5, 1, 0, 0, HW_WHEN_NOT, 1)})
	ROW(N(10, 1, "bNrChannels", "channel_count"))
	ROW(B(11, 4, "bmChannelConfig", "channels", channels_2))
	ROW(STR(15, "iChannelNames", "channel_names_string"))
ROWS_END(general_2_rows)
AUDIO(general_2, 0x401, "uac2_streaming_general", "Audio 2.0 streaming general",
      "Audio 2.0, 4.9.2", 16, general_2_rows);

ROWS_BEGIN(format_2_rows)
	SUBHEAD
	ROW(E(3, 1, "bFormatType", "format_type", format_types))
	ROW(BYTES(4, 1, "bSubslotSize", "subslot_bytes"), .when = {TYPE_1})
	ROW(N(5, 1, "bBitResolution", "resolution_bits"), .unit = HW_UNIT_BITS, .when = {TYPE_1})
	ROW(N(4, 2, "wMaxBitRate", "max_rate_kbit_per_s"), .when = {TYPE_2})
	ROW(N(6, 2, "wSlotsPerFrame", "slots_per_frame"), .when = {TYPE_2})
ROWS_END(format_2_rows)
AUDIO(format_2, 0x402, "uac2_format_type", "Audio 2.0 format type",
      "Audio Data Formats 2.0, 2.3", 4, format_2_rows);
AUDIO(encoder_2, 0x403, "uac2_encoder", "Audio 2.0 encoder", "Audio 2.0, 4.9.4", 3,
      specific_rows);
AUDIO(decoder_2, 0x404, "uac2_decoder", "Audio 2.0 decoder", "Audio 2.0, 4.9.5", 3,
      specific_rows);

ROWS_BEGIN(endpoint_2_rows)
	SUBHEAD
	ROW(REG(3, 1, "bmAttributes", "attributes"))
	ROW(FLAG(7, "max_packets_only"))
	ROW(REG(4, 1, "bmControls", "controls"))
	ROW(CONTROLS(0, "pitch"))
	ROW(CONTROLS(2, "data_overrun"))
	ROW(CONTROLS(4, "data_underrun"))
	ROW(E(5, 1, "bLockDelayUnits", "lock_delay_unit", lock_units))
	ROW(N(6, 2, "wLockDelay", "lock_delay"))
ROWS_END(endpoint_2_rows)
LOCAL(endpoint_2, 0x225, "uac2_endpoint", "Audio 2.0 streaming endpoint",
      "Audio 2.0, 4.10.1.2", 8, endpoint_2_rows);

/* MIDI Devices 1.0, 6.1 */
VOCABULARY(jack_types, {1, "embedded"}, {2, "external"});
ROWS_BEGIN(midi_header_rows)
	SUBHEAD
	ROW(V(3, "bcdADC", "midi_version"))
	ROW(BYTES(5, 2, "wTotalLength", "total_length_bytes"))
ROWS_END(midi_header_rows)
AUDIO(midi_header, 0x501, "midi_header", "MIDI streaming header", "MIDI 1.0, 6.1.2.1", 7,
      midi_header_rows);

ROWS_BEGIN(midi_in_rows)
	SUBHEAD
	ROW(E(3, 1, "bJackType", "jack", jack_types))
	ROW(N(4, 1, "bJackID", "id"))
	ROW(STR(5, "iJack", "jack_string"))
ROWS_END(midi_in_rows)
AUDIO(midi_in, 0x502, "midi_in_jack", "MIDI IN jack", "MIDI 1.0, 6.1.2.2", 6, midi_in_rows);

ROWS_BEGIN(pin_rows)
	ROW(N(0, 1, "baSourceID", "source"))
	ROW(N(1, 1, "BaSourcePin", "pin"))
ROWS_END(pin_rows)
static const struct hw_layout pin = {.key = "pin", ROWS(pin_rows)};
#define PINS(o)       ROW(TABLE((o) + 1, "sources", pin), \
	    .repeat = REPEAT(.from = {.at = (o), .width = 1}, .stride = 2))
#define BEHIND_PINS(o) SKIP(.place = {.at = (o), .width = 1}, .times = 2)
ROWS_BEGIN(midi_out_rows)
	SUBHEAD
	ROW(E(3, 1, "bJackType", "jack", jack_types))
	ROW(N(4, 1, "bJackID", "id"))
	ROW(N(5, 1, "bNrInputPins", "source_count"))
	PINS(5)
	ROW(STR(6, "iJack", "jack_string"), .skip = {BEHIND_PINS(5)})
ROWS_END(midi_out_rows)
AUDIO(midi_out, 0x503, "midi_out_jack", "MIDI OUT jack", "MIDI 1.0, 6.1.2.3", 7,
      midi_out_rows);

VOCABULARY(element_capabilities, {0, "custom undefined"}, {1, "MIDI clock"},
	   {2, "MIDI time code"}, {3, "MIDI machine control"}, {4, "GM1"}, {5, "GM2"},
	   {6, "GS"}, {7, "XG"}, {8, "EFX"}, {9, "MIDI patch bay"}, {10, "DLS1"},
	   {11, "DLS2"});
ROWS_BEGIN(midi_element_rows)
	SUBHEAD
	ROW(N(3, 1, "bElementID", "id"))
	ROW(N(4, 1, "bNrInputPins", "source_count"))
	PINS(4)
	ROW(N(5, 1, "bNrOutputPins", "output_count"), .skip = {BEHIND_PINS(4)})
	ROW(N(6, 1, "bInTerminalLink", "input_terminal"), .skip = {BEHIND_PINS(4)})
	ROW(N(7, 1, "bOutTerminalLink", "output_terminal"), .skip = {BEHIND_PINS(4)})
	ROW(BYTES(8, 1, "bElCapsSize", "capability_bytes"), .skip = {BEHIND_PINS(4)})
	ROW(B(9, 1, "bmElementCaps", "capabilities", element_capabilities),
	    .skip = {BEHIND_PINS(4)})
	ROW(STR(9, "iElement", "element_string"),
	    .skip = {BEHIND_PINS(4), SKIP(.place = {.at = 8, .width = 1}, .times = 1)})
ROWS_END(midi_element_rows)
AUDIO(midi_element, 0x504, "midi_element", "MIDI element", "MIDI 1.0, 6.1.2.4", 10,
      midi_element_rows);

ROWS_BEGIN(midi_endpoint_rows)
	SUBHEAD
	ROW(N(3, 1, "bNumEmbMIDIJack", "jack_count"))
	IDS(3, "baAssocJackID", "jacks")
ROWS_END(midi_endpoint_rows)
LOCAL(midi_endpoint, 0x325, "midi_endpoint", "MIDI streaming endpoint", "MIDI 1.0, 6.2.2", 4,
      midi_endpoint_rows);

#define CONTROL_1(sub, table) {0x24, (sub), 0x01, 1, 0x00, &(table)}
#define STREAM_1(sub, table)  {0x24, (sub), 0x01, 2, 0x00, &(table)}
#define CONTROL_2(sub, table) {0x24, (sub), 0x01, 1, 0x20, &(table)}
#define STREAM_2(sub, table)  {0x24, (sub), 0x01, 2, 0x20, &(table)}
#define MIDI(sub, table)      {0x24, (sub), 0x01, 3, -1, &(table)}
static const struct hw_usb_choice choices[] = {
	CONTROL_1(0x01, header_1), CONTROL_1(0x02, input_1), CONTROL_1(0x03, output_1),
	CONTROL_1(0x04, mixer_1), CONTROL_1(0x05, selector_1), CONTROL_1(0x06, feature_1),
	CONTROL_1(0x07, processing_1), CONTROL_1(0x08, extension_1),
	STREAM_1(0x01, general_1), STREAM_1(0x02, format_1), STREAM_1(0x03, specific_1),
	{0x25, 0x01, 0x01, 2, 0x00, &endpoint_1},
	CONTROL_2(0x01, header_2), CONTROL_2(0x02, input_2), CONTROL_2(0x03, output_2),
	CONTROL_2(0x04, mixer_2), CONTROL_2(0x05, selector_2), CONTROL_2(0x06, feature_2),
	CONTROL_2(0x07, effect_2), CONTROL_2(0x08, processing_2),
	CONTROL_2(0x09, extension_2), CONTROL_2(0x0a, clock),
	CONTROL_2(0x0b, clock_selector), CONTROL_2(0x0c, clock_multiplier),
	CONTROL_2(0x0d, converter),
	STREAM_2(0x01, general_2), STREAM_2(0x02, format_2), STREAM_2(0x03, encoder_2),
	STREAM_2(0x04, decoder_2),
	{0x25, 0x01, 0x01, 2, 0x20, &endpoint_2},
	MIDI(0x01, midi_header), MIDI(0x02, midi_in), MIDI(0x03, midi_out),
	MIDI(0x04, midi_element),
	{0x25, 0x01, 0x01, 3, -1, &midi_endpoint},
};
/* clang-format on */
const struct hw_usb_choices hw_usb_audio_choices = {choices, HW_ARRAY_SIZE(choices)};

static const struct hw_layout *const layouts[] = {
	&header_1,    &input_1,	     &output_1,	      &mixer_1,		 &selector_1,
	&feature_1,   &processing_1, &extension_1,    &general_1,	 &format_1,
	&specific_1,  &endpoint_1,   &header_2,	      &input_2,		 &output_2,
	&mixer_2,     &selector_2,   &feature_2,      &effect_2,	 &processing_2,
	&extension_2, &clock,	     &clock_selector, &clock_multiplier, &converter,
	&general_2,   &format_2,     &encoder_2,      &decoder_2,	 &endpoint_2,
	&midi_header, &midi_in,	     &midi_out,	      &midi_element,	 &midi_endpoint,
};
const struct hw_layout_family hw_usb_audio_family = {
	.key = "usb_audio_descriptors",
	.title = "USB audio class descriptor",
	.layouts = layouts,
	.count = HW_ARRAY_SIZE(layouts),
};
