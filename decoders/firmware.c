// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */

/* Kept as it is: some firmware holds GUIDs that are none. */
static const struct hw_field_spec wmi_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "guid", .title = "GUID"},
};

/* Older kernels leave out the version, and once the id too. */
static const struct hw_field_spec mei_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_TEXT, .end = ':', .flags = HW_FIELD_OPEN_END,
	 .name = "name", .title = "name"},
	{HW_TAG(""), .kind = HW_KIND_TEXT, .end = ':',
	 .flags = HW_FIELD_OPTIONAL | HW_FIELD_OPEN_END,
	 .name = "uuid", .title = "client UUID"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .end = ':',
	 .flags = HW_FIELD_OPTIONAL | HW_FIELD_LOWER,
	 .name = "version", .title = "protocol version"},
};

const struct hw_bus hw_family_firmware[] = {
	/* wmi_dev_uevent(), drivers/platform/x86/wmi.c; do_wmi_entry() */
	{
		.name = "wmi",
		.prefix = "wmi:",
		.title = "WMI block",
		.looks_like = "wmi:GUID",
		.example = "wmi:05901221-D566-11D1-B2F0-00A0C9062910",
		HW_FIELDS(wmi_fields),
	},
	/* mei_cl_device_uevent(), drivers/misc/mei/bus.c; do_mei_entry() */
	{
		.name = "mei",
		.prefix = "mei:",
		.title = "Intel Management Engine client",
		.looks_like = "mei:NAME:UUID:VV:",
		.example = "mei::6861ec7b-d07a-4673-856c-7f22b4d55769:01:",
		HW_FIELDS(mei_fields),
	},
	{0},
};
/* clang-format on */
