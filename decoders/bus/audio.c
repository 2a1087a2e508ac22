// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* HDA_DEV_*, include/sound/hdaudio.h */
static const struct hw_value_name hdaudio_types[] = {
	{0, "core"}, {1, "legacy codec driver"}, {2, "ASoC codec driver"},
};
static const struct hw_vocabulary hdaudio_type_names = HW_NAMES(hdaudio_types);

static const struct hw_field_spec hdaudio_fields[] = {
	/* one 32-bit codec id: vendor and device. The vendor is a PCI-SIG id, or a number
	 * that a maker without one has chosen. */
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .more_names = &hw_hdaudio_vendors,
	 .name = "vendor", .title = "codec vendor"},
	{HW_TAG(""),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .flags = HW_FIELD_SPLIT, .name = "device", .title = "codec device"},
	{HW_TAG("r"), .width = 8, .kind = HW_KIND_HEX, .name = "revision", .title = "revision"},
	{HW_TAG("a"), .width = 2, .kind = HW_KIND_HEX, .names = &hdaudio_type_names,
	 .name = "api_version", .title = "driver interface"},
};

static const struct hw_field_spec sdw_fields[] = {
	{HW_TAG("m"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .names = &hw_mipi_manufacturers, .name = "manufacturer", .title = "MIPI manufacturer"},
	{HW_TAG("p"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "part", .title = "part"},
	{HW_TAG("v"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "sdw_version", .title = "SoundWire version"},
	{HW_TAG("c"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "class", .title = "class"},
};

static const struct hw_field_spec slim_fields[] = {
	{HW_TAG(""), .digits = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .role = HW_ROLE_VENDOR, .names = &hw_mipi_manufacturers,
	 .name = "manufacturer", .title = "MIPI manufacturer"},
	{HW_TAG(""), .digits = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .role = HW_ROLE_DEVICE, .name = "product", .title = "product"},
	{HW_TAG(""), .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .name = "device_index", .title = "device index"},
	{HW_TAG(""), .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER,
	 .name = "instance", .title = "instance"},
};

static const struct hw_field_spec layout_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "layout", .title = "layout"},
};

static const struct hw_field_spec device_id_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "device_id", .title = "device id"},
};

const struct hw_bus hw_family_audio[] = {
	/* snd_hdac_codec_modalias(), sound/hda/hdac_device.c; do_hda_entry() */
	{
		.name = "hdaudio",
		.prefix = "hdaudio:",
		.title = "HD-audio codec",
		.looks_like = "hdaudio:vVVVVDDDDrRRRRRRRRaAA",
		.example = "hdaudio:v10EC0897r00100402a01",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER,
		HW_FIELDS(hdaudio_fields),
	},
	/* sdw_slave_uevent(), sdw_slave_modalias(), drivers/soundwire/bus_type.c;
	 * do_sdw_entry(). Version and class came with Linux 5.8. */
	{
		.name = "sdw",
		.prefix = "sdw:",
		.title = "SoundWire device",
		.looks_like = "sdw:mMMMMpPPPPvVVcCC",
		.example = "sdw:m025Dp0711v03c01",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(sdw_fields),
	},
	/* slim_device_uevent(), drivers/slimbus/core.c; hexadecimal without padding */
	{
		.name = "slim",
		.prefix = "slim:",
		.title = "SLIMbus device",
		.looks_like = "slim:mmm:ppp:i:n",
		.example = "slim:217:250:1:0",
		.where = HW_IN_UEVENT,
		HW_FIELDS(slim_fields),
	},
	/* apr_uevent(), drivers/soc/qcom/apr.c; do_apr_entry() */
	{
		.name = "apr",
		.prefix = "apr:",
		.title = "Qualcomm audio service",
		.looks_like = "apr:NAME",
		.example = "apr:q6core",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* modalias_show(), sound/aoa/soundbus/sysfs.c; no colon: the number follows */
	{
		.name = "soundbus",
		.prefix = "sound-layout-",
		.title = "Apple onboard audio",
		.looks_like = "sound-layout-N",
		.example = "sound-layout-70",
		.where = HW_IN_SYSFS,
		HW_FIELDS(layout_fields),
	},
	{
		.name = "soundbus",
		.prefix = "aoa-device-id-",
		.title = "Apple onboard audio",
		.looks_like = "aoa-device-id-N",
		.example = "aoa-device-id-14",
		.where = HW_IN_SYSFS,
		HW_FIELDS(device_id_fields),
	},
	{0},
};
/* clang-format on */
