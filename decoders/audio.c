// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */

/* HDA_DEV_*, include/sound/hdaudio.h */
static const struct hw_value_name hdaudio_types[] = {
	{0, "core"}, {1, "legacy codec driver"}, {2, "ASoC codec driver"},
};
static const struct hw_vocabulary hdaudio_type_names = HW_NAMES(hdaudio_types);

static const struct hw_field_spec hdaudio_fields[] = {
	/* one 32-bit codec id: the vendor, mostly a PCI-SIG id, then the device */
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .name = "vendor", .title = "codec vendor"},
	{HW_TAG(""),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .flags = HW_FIELD_SPLIT, .name = "device", .title = "codec device"},
	{HW_TAG("r"), .width = 8, .kind = HW_KIND_HEX, .name = "revision", .title = "revision"},
	{HW_TAG("a"), .width = 2, .kind = HW_KIND_HEX, .names = &hdaudio_type_names,
	 .name = "api_version", .title = "driver interface"},
};

const struct hw_bus hw_family_audio[] = {
	/* snd_hdac_codec_modalias(), sound/hda/hdac_device.c; do_hda_entry() */
	{
		.name = "hdaudio",
		.prefix = "hdaudio:",
		.title = "HD-audio codec",
		.looks_like = "hdaudio:vVVVVDDDDrRRRRRRRRaAA",
		.example = "hdaudio:v10EC0897r00100402a01",
		HW_FIELDS(hdaudio_fields),
	},
	{0},
};
/* clang-format on */
