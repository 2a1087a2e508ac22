// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/descriptors/tables.h"

/*
 * Video class: USB Device Class Definition for Video Devices 1.5, sections 3.7 (control
 * interface), 3.9 (streaming interface) and the payload specifications. Names as in
 * include/uapi/linux/usb/video.h. Version 1.0 lacks the fields at the ends.
 */

/* clang-format off */
#define VC(var, sub, key_, title_, source_, size_, rows_) \
	LOCAL(var, 0x24 | (sub) << 8, key_, title_, "UVC 1.5, " source_, size_, rows_)

VOCABULARY(camera_controls, {0, "scanning mode"}, {1, "auto-exposure mode"},
	   {2, "auto-exposure priority"}, {3, "exposure time (absolute)"},
	   {4, "exposure time (relative)"}, {5, "focus (absolute)"}, {6, "focus (relative)"},
	   {7, "iris (absolute)"}, {8, "iris (relative)"}, {9, "zoom (absolute)"},
	   {10, "zoom (relative)"}, {11, "pan and tilt (absolute)"},
	   {12, "pan and tilt (relative)"}, {13, "roll (absolute)"},
	   {14, "roll (relative)"}, {17, "focus, auto"}, {18, "privacy"},
	   {19, "focus, simple"}, {20, "window"}, {21, "region of interest"});
VOCABULARY(processing_controls, {0, "brightness"}, {1, "contrast"}, {2, "hue"},
	   {3, "saturation"}, {4, "sharpness"}, {5, "gamma"},
	   {6, "white balance temperature"}, {7, "white balance component"},
	   {8, "backlight compensation"}, {9, "gain"}, {10, "power line frequency"},
	   {11, "hue, auto"}, {12, "white balance temperature, auto"},
	   {13, "white balance component, auto"}, {14, "digital multiplier"},
	   {15, "digital multiplier limit"}, {16, "analog video standard"},
	   {17, "analog video lock status"}, {18, "contrast, auto"});
VOCABULARY(video_standards, {0, "none"}, {1, "NTSC 525/60"}, {2, "PAL 625/50"},
	   {3, "SECAM 625/50"}, {4, "NTSC 625/50"}, {5, "PAL 525/60"});
VOCABULARY(encoding_controls, {0, "select layer"}, {1, "profile and toolset"},
	   {2, "video resolution"}, {3, "minimum frame interval"}, {4, "slice mode"},
	   {5, "rate control mode"}, {6, "average bit rate"}, {7, "CPB size"},
	   {8, "peak bit rate"}, {9, "quantization parameter"},
	   {10, "synchronization and long-term reference frame"},
	   {11, "long-term buffer"}, {12, "long-term picture"}, {13, "validation"},
	   {14, "level IDC"}, {15, "SEI message"}, {16, "QP range"}, {17, "priority id"},
	   {18, "start or stop layer"}, {19, "error resiliency"});

ROWS_BEGIN(header_rows)
	SUBHEAD
	ROW(V(3, "bcdUVC", "uvc_version"), .label = "UVC version")
	ROW(BYTES(5, 2, "wTotalLength", "total_length_bytes"))
	ROW(N(7, 4, "dwClockFrequency", "clock_frequency_hz"), .unit = HW_UNIT_HZ)
	ROW(N(11, 1, "bInCollection", "interface_count"))
	IDS(11, "baInterfaceNr", "interfaces")
ROWS_END(header_rows)
VC(header, 0x01, "uvc_header", "Video control header", "3.7.2", 12, header_rows);

/* 3.7.2.1 and 3.7.2.3: camera and media transport terminals say more */
#define CAMERA     WHEN(4, 2, 0, 0, HW_WHEN_EQUAL, 0x0201)
#define TRANSPORT  WHEN(4, 2, 0, 0, HW_WHEN_EQUAL, 0x0202)
ROWS_BEGIN(input_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(STR(7, "iTerminal", "terminal_string"))
	ROW(N(8, 2, "wObjectiveFocalLengthMin", "objective_focal_length_min"), .when = {CAMERA})
	ROW(N(10, 2, "wObjectiveFocalLengthMax", "objective_focal_length_max"), .when = {CAMERA})
	ROW(N(12, 2, "wOcularFocalLength", "ocular_focal_length"), .when = {CAMERA})
	ROW(BYTES(14, 1, "bControlSize", "control_size_bytes"), .when = {CAMERA})
	ROW(B(15, 3, "bmControls", "controls", camera_controls), .when = {CAMERA})
	ROW(BYTES(8, 1, "bControlSize", "control_size_bytes"), .when = {TRANSPORT})
	ROW(H(9, 1, "bmControls", "controls"), .when = {TRANSPORT})
ROWS_END(input_rows)
VC(input, 0x02, "uvc_input_terminal", "Video input terminal", "3.7.2.1", 8, input_rows);

ROWS_BEGIN(output_rows)
	SUBHEAD
	ROW(N(3, 1, "bTerminalID", "id"))
	ROW(E(4, 2, "wTerminalType", "terminal_type", hw_usb_terminal_types))
	ROW(N(6, 1, "bAssocTerminal", "associated_terminal"))
	ROW(N(7, 1, "bSourceID", "source"))
	ROW(STR(8, "iTerminal", "terminal_string"))
ROWS_END(output_rows)
VC(output, 0x03, "uvc_output_terminal", "Video output terminal", "3.7.2.2", 9, output_rows);

ROWS_BEGIN(selector_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bNrInPins", "source_count"))
	IDS(4, "baSourceID", "sources")
	ROW(STR(5, "iSelector", "selector_string"), .skip = {IDS_AT(4)})
ROWS_END(selector_rows)
VC(selector, 0x04, "uvc_selector_unit", "Video selector unit", "3.7.2.4", 6, selector_rows);

ROWS_BEGIN(processing_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(N(5, 2, "wMaxMultiplier", "max_multiplier"))
	ROW(BYTES(7, 1, "bControlSize", "control_size_bytes"))
	ROW(B(8, 1, "bmControls", "controls", processing_controls),
	    .when = {WHEN(7, 1, 0, 0, HW_WHEN_EQUAL, 1)})
	ROW(B(8, 2, "bmControls", "controls", processing_controls),
	    .when = {WHEN(7, 1, 0, 0, HW_WHEN_EQUAL, 2)})
	ROW(B(8, 3, "bmControls", "controls", processing_controls),
	    .when = {WHEN(7, 1, 0, 0, HW_WHEN_AT_LEAST, 3)})
	ROW(STR(8, "iProcessing", "processing_string"), .skip = {IDS_AT(7)})
	ROW(B(9, 1, "bmVideoStandards", "video_standards", video_standards),
	    .skip = {IDS_AT(7)})
ROWS_END(processing_rows)
VC(processing, 0x05, "uvc_processing_unit", "Video processing unit", "3.7.2.5", 9,
   processing_rows);

ROWS_BEGIN(extension_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(GUID(4, "guid"), .spec = "guidExtensionCode")
	ROW(N(20, 1, "bNumControls", "control_count"))
	ROW(N(21, 1, "bNrInPins", "source_count"))
	IDS(21, "baSourceID", "sources")
	ROW(BYTES(22, 1, "bControlSize", "control_size_bytes"), .skip = {IDS_AT(21)})
	ROW(H(23, 1, "bmControls", "controls"), .skip = {IDS_AT(21)},
	    .repeat = REPEAT(.stride = 1, .tail = 1))
	ROW(STR(23, "iExtension", "extension_string"),
	    .skip = {IDS_AT(21), SKIP(.place = {.at = 22, .width = 1}, .times = 1)})
ROWS_END(extension_rows)
VC(extension, 0x06, "uvc_extension_unit", "Video extension unit", "3.7.2.7", 24,
   extension_rows);

ROWS_BEGIN(encoding_rows)
	SUBHEAD
	ROW(N(3, 1, "bUnitID", "id"))
	ROW(N(4, 1, "bSourceID", "source"))
	ROW(STR(5, "iEncoding", "encoding_string"))
	ROW(BYTES(6, 1, "bControlSize", "control_size_bytes"))
	ROW(B(7, 3, "bmControls", "controls", encoding_controls))
	ROW(B(10, 3, "bmControlsRuntime", "runtime_controls", encoding_controls))
ROWS_END(encoding_rows)
VC(encoding, 0x07, "uvc_encoding_unit", "Video encoding unit", "3.7.2.6", 13,
   encoding_rows);

/* 3.9.2.1 */
VOCABULARY(still_methods, {0, "none"}, {1, "method 1"}, {2, "method 2"}, {3, "method 3"});
VOCABULARY(trigger_usages, {0, "still image capture"}, {1, "general purpose"});
VOCABULARY(stream_controls, {0, "key frame rate"}, {1, "P frame rate"},
	   {2, "compression quality"}, {3, "compression window size"},
	   {4, "generate key frame"}, {5, "update frame segment"});
ROWS_BEGIN(stream_input_rows)
	SUBHEAD
	ROW(N(3, 1, "bNumFormats", "format_count"))
	ROW(BYTES(4, 2, "wTotalLength", "total_length_bytes"))
	ROW(H(6, 1, "bEndpointAddress", "endpoint"))
	ROW(REG(7, 1, "bmInfo", "info"))
	ROW(FLAG(0, "dynamic_format_change"))
	ROW(N(8, 1, "bTerminalLink", "terminal_link"))
	ROW(E(9, 1, "bStillCaptureMethod", "still_capture", still_methods))
	ROW(PART_FLAG(10, 1, 0, "trigger"), .spec = "bTriggerSupport")
	ROW(E(11, 1, "bTriggerUsage", "trigger_usage", trigger_usages))
	ROW(BYTES(12, 1, "bControlSize", "control_size_bytes"))
	ROW(B(13, 0, "bmaControls", "controls", stream_controls),
	    .repeat = REPEAT(.from = {.at = 3, .width = 1},
			  .stride_from = {.at = 12, .width = 1}))
ROWS_END(stream_input_rows)
VC(stream_input, 0x101, "uvc_input_header", "Video streaming input header", "3.9.2.1", 13,
   stream_input_rows);

ROWS_BEGIN(stream_output_rows)
	SUBHEAD
	ROW(N(3, 1, "bNumFormats", "format_count"))
	ROW(BYTES(4, 2, "wTotalLength", "total_length_bytes"))
	ROW(H(6, 1, "bEndpointAddress", "endpoint"))
	ROW(N(7, 1, "bTerminalLink", "terminal_link"))
	ROW(BYTES(8, 1, "bControlSize", "control_size_bytes"))
	ROW(B(9, 0, "bmaControls", "controls", stream_controls),
	    .repeat = REPEAT(.from = {.at = 3, .width = 1},
			  .stride_from = {.at = 8, .width = 1}))
ROWS_END(stream_output_rows)
VC(stream_output, 0x102, "uvc_output_header", "Video streaming output header", "3.9.2.2", 8,
   stream_output_rows);

ROWS_BEGIN(size_rows)
	ROW(N(0, 2, "wWidth", "width"))
	ROW(N(2, 2, "wHeight", "height"))
ROWS_END(size_rows)
static const struct hw_layout size = {.key = "size", ROWS(size_rows)};
#define BEHIND_SIZES SKIP(.place = {.at = 4, .width = 1}, .times = 4)
ROWS_BEGIN(still_rows)
	SUBHEAD
	ROW(H(3, 1, "bEndpointAddress", "endpoint"))
	ROW(N(4, 1, "bNumImageSizePatterns", "size_count"))
	ROW(TABLE(5, "sizes", size), .repeat = REPEAT(.from = {.at = 4, .width = 1}, .stride = 4))
	ROW(N(5, 1, "bNumCompressionPattern", "compression_count"), .skip = {BEHIND_SIZES})
	ROW(N(6, 1, "bCompression", "compressions"), .skip = {BEHIND_SIZES},
	    .repeat = REPEAT(.stride = 1))
ROWS_END(still_rows)
VC(still, 0x103, "uvc_still_image", "Video still image frame", "3.9.2.5", 6, still_rows);

/* Payload formats. A format is followed by its frames. */
VOCABULARY(copy_protections, {0, "unrestricted"}, {1, "restricted"});
VOCABULARY(field_patterns, {0, "field 1 only"}, {1, "field 2 only"},
	   {2, "regular, fields 1 and 2"}, {3, "random, fields 1 and 2"});
#define ASPECT(o) \
	ROW(N(o, 1, "bAspectRatioX", "aspect_ratio_x")) \
	ROW(N((o) + 1, 1, "bAspectRatioY", "aspect_ratio_y")) \
	ROW(REG((o) + 2, 1, "bmInterlaceFlags", "interlace")) \
	ROW(FLAG(0, "interlaced")) \
	ROW(FLAG(1, "one_field_per_frame")) \
	ROW(FLAG(2, "field_1_first")) \
	ROW(NAMED(4, 2, "field_pattern", field_patterns)) \
	ROW(E((o) + 3, 1, "bCopyProtect", "copy_protection", copy_protections))
/* clang-format on */

/* A GUID of a format begins with its four-character code: "YUY2". */
static void four_characters(const struct hw_layout_scope *scope,
			    struct hw_layout_value *value)
{
	const uint8_t *p = value->bytes.p;

	(void)scope;
	for (size_t i = 0; i < 4; i++)
		if (p[i] < ' ' || p[i] > '~')
			return;
	hw_layout_say(value, "%.4s", (const char *)p);
}

/* clang-format off */
#define FORMAT(o) \
	ROW(GUID(o, "guid"), .spec = "guidFormat") \
	ROW(.key = "format", .at = (o), .width = 4, .kind = HW_LAYOUT_TEXT, \
	    .custom = four_characters)

ROWS_BEGIN(uncompressed_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(N(4, 1, "bNumFrameDescriptors", "frame_count"))
	FORMAT(5)
	ROW(N(21, 1, "bBitsPerPixel", "bits_per_pixel"))
	ROW(N(22, 1, "bDefaultFrameIndex", "default_frame"))
	ASPECT(23)
ROWS_END(uncompressed_rows)
VC(uncompressed, 0x104, "uvc_format_uncompressed", "Video format, uncompressed",
   "Uncompressed Payload 3.1.1", 27, uncompressed_rows);

/* Intervals count 100 ns. bFrameIntervalType 0: a range, else that many of them. */
#define CONTINUOUS(type) WHEN(type, 1, 0, 0, HW_WHEN_EQUAL, 0)
#define DISCRETE(type)   WHEN(type, 1, 0, 0, HW_WHEN_NOT, 0)
#define INTERVALS(type, o) \
	ROW(N(type, 1, "bFrameIntervalType", "interval_count")) \
	ROW(N(o, 4, "dwMinFrameInterval", "min_interval_ns"), .unit = HW_UNIT_NS, \
	    .times = 100, .when = {CONTINUOUS(type)}) \
	ROW(N((o) + 4, 4, "dwMaxFrameInterval", "max_interval_ns"), .unit = HW_UNIT_NS, \
	    .times = 100, .when = {CONTINUOUS(type)}) \
	ROW(N((o) + 8, 4, "dwFrameIntervalStep", "interval_step_ns"), .unit = HW_UNIT_NS, \
	    .times = 100, .when = {CONTINUOUS(type)}) \
	ROW(N(o, 4, "dwFrameInterval", "intervals_ns"), .unit = HW_UNIT_NS, .times = 100, \
	    .when = {DISCRETE(type)}, \
	    .repeat = REPEAT(.from = {.at = (type), .width = 1}, .stride = 4))
#define FRAME \
	SUBHEAD \
	ROW(N(3, 1, "bFrameIndex", "index")) \
	ROW(REG(4, 1, "bmCapabilities", "capabilities")) \
	ROW(FLAG(0, "still_image")) \
	ROW(FLAG(1, "fixed_frame_rate")) \
	ROW(N(5, 2, "wWidth", "width")) \
	ROW(N(7, 2, "wHeight", "height")) \
	ROW(N(9, 4, "dwMinBitRate", "min_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S) \
	ROW(N(13, 4, "dwMaxBitRate", "max_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S)
ROWS_BEGIN(frame_rows)
	FRAME
	ROW(BYTES(17, 4, "dwMaxVideoFrameBufferSize", "max_frame_bytes"))
	ROW(N(21, 4, "dwDefaultFrameInterval", "default_interval_ns"), .unit = HW_UNIT_NS,
	    .times = 100)
	INTERVALS(25, 26)
ROWS_END(frame_rows)
VC(frame_uncompressed, 0x105, "uvc_frame_uncompressed", "Video frame, uncompressed",
   "Uncompressed Payload 3.1.2", 26, frame_rows);
VC(frame_mjpeg, 0x107, "uvc_frame_mjpeg", "Video frame, MJPEG", "MJPEG Payload 3.1.2", 26,
   frame_rows);

ROWS_BEGIN(mjpeg_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(N(4, 1, "bNumFrameDescriptors", "frame_count"))
	ROW(REG(5, 1, "bmFlags", "flags"))
	ROW(FLAG(0, "fixed_size_samples"))
	ROW(N(6, 1, "bDefaultFrameIndex", "default_frame"))
	ASPECT(7)
ROWS_END(mjpeg_rows)
VC(mjpeg, 0x106, "uvc_format_mjpeg", "Video format, MJPEG", "MJPEG Payload 3.1.1", 11,
   mjpeg_rows);

ROWS_BEGIN(mpeg2ts_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(N(4, 1, "bDataOffset", "data_offset"))
	ROW(BYTES(5, 1, "bPacketLength", "packet_bytes"))
	ROW(BYTES(6, 1, "bStrideLength", "stride_bytes"))
	ROW(GUID(7, "guid"), .spec = "guidStrideFormat")
ROWS_END(mpeg2ts_rows)
VC(mpeg2ts, 0x10a, "uvc_format_mpeg2ts", "Video format, MPEG-2 TS", "MPEG-2 TS Payload 3.1.1",
   7, mpeg2ts_rows);

VOCABULARY(dv_formats, {0, "SD-DV"}, {1, "SDL-DV"}, {2, "HD-DV"});
ROWS_BEGIN(dv_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(BYTES(4, 4, "dwMaxVideoFrameBufferSize", "max_frame_bytes"))
	ROW(PART_ENUM(8, 1, 0, 7, "format", dv_formats), .spec = "bFormatType")
	ROW(PART_FLAG(8, 1, 7, "rate_60_hz"), .label = "60 Hz")
ROWS_END(dv_rows)
VC(dv, 0x10c, "uvc_format_dv", "Video format, DV", "DV Payload 3.1.1", 9, dv_rows);

VOCABULARY(primaries, {0, "unspecified"}, {1, "BT.709, sRGB"}, {2, "BT.470-2 (M)"},
	   {3, "BT.470-2 (B, G)"}, {4, "SMPTE 170M"}, {5, "SMPTE 240M"});
VOCABULARY(transfers, {0, "unspecified"}, {1, "BT.709"}, {2, "BT.470-2 (M)"},
	   {3, "BT.470-2 (B, G)"}, {4, "SMPTE 170M"}, {5, "SMPTE 240M"}, {6, "linear"},
	   {7, "sRGB"});
VOCABULARY(matrices, {0, "unspecified"}, {1, "BT.709"}, {2, "FCC"}, {3, "BT.470-2 (B, G)"},
	   {4, "SMPTE 170M (BT.601)"}, {5, "SMPTE 240M"});
ROWS_BEGIN(color_rows)
	SUBHEAD
	ROW(E(3, 1, "bColorPrimaries", "color_primaries", primaries))
	ROW(E(4, 1, "bTransferCharacteristics", "transfer_characteristics", transfers))
	ROW(E(5, 1, "bMatrixCoefficients", "matrix_coefficients", matrices))
ROWS_END(color_rows)
VC(color, 0x10d, "uvc_color_matching", "Video color matching", "3.9.2.6", 6, color_rows);

ROWS_BEGIN(based_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(N(4, 1, "bNumFrameDescriptors", "frame_count"))
	FORMAT(5)
	ROW(N(21, 1, "bBitsPerPixel", "bits_per_pixel"))
	ROW(N(22, 1, "bDefaultFrameIndex", "default_frame"))
	ASPECT(23)
	ROW(PART_FLAG(27, 1, 0, "variable_size"), .spec = "bVariableSize")
ROWS_END(based_rows)
VC(based, 0x110, "uvc_format_frame_based", "Video format, frame-based",
   "Frame Based Payload 3.1.1", 28, based_rows);

ROWS_BEGIN(based_frame_rows)
	FRAME
	ROW(N(17, 4, "dwDefaultFrameInterval", "default_interval_ns"), .unit = HW_UNIT_NS,
	    .times = 100)
	ROW(BYTES(22, 4, "dwBytesPerLine", "per_line_bytes"))
	INTERVALS(21, 26)
ROWS_END(based_frame_rows)
VC(based_frame, 0x111, "uvc_frame_frame_based", "Video frame, frame-based",
   "Frame Based Payload 3.1.2", 26, based_frame_rows);

ROWS_BEGIN(stream_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	FORMAT(4)
	ROW(BYTES(20, 4, "dwPacketLength", "packet_bytes"))
ROWS_END(stream_rows)
VC(stream, 0x112, "uvc_format_stream_based", "Video format, stream-based",
   "Stream Based Payload 3.1.1", 24, stream_rows);

/* H.264 Payload 3.1; VP8 shares the layout */
ROWS_BEGIN(h264_rows)
	SUBHEAD
	ROW(N(3, 1, "bFormatIndex", "index"))
	ROW(N(4, 1, "bNumFrameDescriptors", "frame_count"))
	ROW(N(5, 1, "bDefaultFrameIndex", "default_frame"))
	ROW(N(6, 1, "bMaxCodecConfigDelay", "max_config_delay_frames"))
	ROW(H(7, 1, "bmSupportedSliceModes", "slice_modes"))
	ROW(H(8, 1, "bmSupportedSyncFrameTypes", "sync_frame_types"))
	ROW(N(9, 1, "bResolutionScaling", "resolution_scaling"))
	ROW(H(11, 1, "bmSupportedRateControlModes", "rate_control_modes"))
	ROW(N(12, 2, "wMaxMBperSec", "max_kilo_macroblocks_per_s"),
	    .repeat = REPEAT(.count = 20, .stride = 2))
ROWS_END(h264_rows)
VC(h264, 0x113, "uvc_format_h264", "Video format, H.264", "H.264 Payload 3.1.1", 12,
   h264_rows);
VC(h264_simulcast, 0x115, "uvc_format_h264_simulcast", "Video format, H.264 simulcast",
   "H.264 Payload 3.1.1", 12, h264_rows);
VC(vp8, 0x116, "uvc_format_vp8", "Video format, VP8", "VP8 Payload 3.1.1", 12, h264_rows);

ROWS_BEGIN(h264_frame_rows)
	SUBHEAD
	ROW(N(3, 1, "bFrameIndex", "index"))
	ROW(N(4, 2, "wWidth", "width"))
	ROW(N(6, 2, "wHeight", "height"))
	ROW(N(8, 2, "wSARwidth", "sample_aspect_width"))
	ROW(N(10, 2, "wSARheight", "sample_aspect_height"))
	ROW(H(12, 2, "wProfile", "profile"))
	ROW(N(14, 1, "bLevelIDC", "level_idc"))
	ROW(H(15, 2, "wConstrainedToolset", "constrained_toolset"))
	ROW(H(17, 4, "bmSupportedUsages", "usages"))
	ROW(H(21, 2, "bmCapabilities", "capabilities"))
	ROW(H(23, 4, "bmSVCCapabilities", "svc_capabilities"))
	ROW(H(27, 4, "bmMVCCapabilities", "mvc_capabilities"))
	ROW(N(31, 4, "dwMinBitRate", "min_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S)
	ROW(N(35, 4, "dwMaxBitRate", "max_rate_bits_per_s"), .unit = HW_UNIT_BITS_PER_S)
	ROW(N(39, 4, "dwDefaultFrameInterval", "default_interval_ns"), .unit = HW_UNIT_NS,
	    .times = 100)
	ROW(N(43, 1, "bNumFrameIntervals", "interval_count"))
	ROW(N(44, 4, "dwFrameInterval", "intervals_ns"), .unit = HW_UNIT_NS, .times = 100,
	    .repeat = REPEAT(.from = {.at = 43, .width = 1}, .stride = 4))
ROWS_END(h264_frame_rows)
VC(h264_frame, 0x114, "uvc_frame_h264", "Video frame, H.264", "H.264 Payload 3.1.2", 44,
   h264_frame_rows);

/* 3.8.2.2 */
ROWS_BEGIN(endpoint_rows)
	SUBHEAD
	ROW(BYTES(3, 2, "wMaxTransferSize", "max_transfer_bytes"))
ROWS_END(endpoint_rows)
LOCAL(endpoint, 0x325, "uvc_endpoint", "Video interrupt endpoint", "UVC 1.5, 3.8.2.2", 5,
      endpoint_rows);

#define CONTROL(sub, table) {0x24, (sub), 0x0e, 1, -1, &(table)}
#define STREAM(sub, table)  {0x24, (sub), 0x0e, 2, -1, &(table)}
static const struct hw_usb_choice choices[] = {
	CONTROL(0x01, header), CONTROL(0x02, input), CONTROL(0x03, output),
	CONTROL(0x04, selector), CONTROL(0x05, processing), CONTROL(0x06, extension),
	CONTROL(0x07, encoding),
	STREAM(0x01, stream_input), STREAM(0x02, stream_output), STREAM(0x03, still),
	STREAM(0x04, uncompressed), STREAM(0x05, frame_uncompressed), STREAM(0x06, mjpeg),
	STREAM(0x07, frame_mjpeg), STREAM(0x0a, mpeg2ts), STREAM(0x0c, dv),
	STREAM(0x0d, color), STREAM(0x10, based), STREAM(0x11, based_frame),
	STREAM(0x12, stream), STREAM(0x13, h264), STREAM(0x14, h264_frame),
	STREAM(0x15, h264_simulcast), STREAM(0x16, vp8),
	{0x25, 0x03, 0x0e, -1, -1, &endpoint},
};
/* clang-format on */
const struct hw_usb_choices hw_usb_video_choices = {choices, HW_ARRAY_SIZE(choices)};

static const struct hw_layout *const layouts[] = {
	&header,	&input,	      &output,	       &selector,
	&processing,	&extension,   &encoding,       &stream_input,
	&stream_output, &still,	      &uncompressed,   &frame_uncompressed,
	&mjpeg,		&frame_mjpeg, &mpeg2ts,	       &dv,
	&color,		&based,	      &based_frame,    &stream,
	&h264,		&h264_frame,  &h264_simulcast, &vp8,
	&endpoint,
};
const struct hw_layout_family hw_usb_video_family = {
	.key = "usb_video_descriptors",
	.title = "USB video class descriptor",
	.layouts = layouts,
	.count = HW_ARRAY_SIZE(layouts),
};
