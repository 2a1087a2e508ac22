// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* Any text: some firmware has malformed GUIDs. */
static const struct hw_field_spec wmi_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_REST, .names = &hw_wmi_guids, .name = "guid",
	 .title = "GUID"},
};

/* Older kernels print no version, the oldest no id either. */
static const struct hw_field_spec mei_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_TEXT, .end = ':', .flags = HW_FIELD_OPEN_END,
	 .name = "name", .title = "name"},
	{HW_TAG(""), .kind = HW_KIND_TEXT, .end = ':',
	 .flags = HW_FIELD_OPTIONAL | HW_FIELD_OPEN_END,
	 .names = &hw_mei_uuids, .name = "uuid", .title = "client UUID"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .end = ':',
	 .flags = HW_FIELD_OPTIONAL | HW_FIELD_LOWER,
	 .name = "version", .title = "protocol version"},
};

static const struct hw_field_spec ishtp_fields[] = {
	{HW_TAG("{"), .kind = HW_KIND_TEXT, .end = '}', .name = "guid", .title = "client GUID"},
};

static const struct hw_field_spec tee_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "uuid", .title = "application UUID"},
};

static const struct hw_field_spec arm_ffa_fields[] = {
	{HW_TAG(""), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .name = "vm_id", .title = "partition id"},
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "uuid", .title = "protocol UUID"},
};

static const struct hw_field_spec ssam_fields[] = {
	{HW_TAG("d"), .width = 2, .kind = HW_KIND_HEX, .name = "domain", .title = "domain"},
	{HW_TAG("c"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "category", .title = "target category"},
	{HW_TAG("t"), .width = 2, .kind = HW_KIND_HEX, .name = "target", .title = "target"},
	{HW_TAG("i"), .width = 2, .kind = HW_KIND_HEX, .name = "instance", .title = "instance"},
	{HW_TAG("f"), .width = 2, .kind = HW_KIND_HEX, .name = "function", .title = "function"},
};

static const struct hw_field_spec coreboot_fields[] = {
	{HW_TAG("t"), .width = 8, .kind = HW_KIND_HEX, .name = "tag", .title = "table tag"},
};

static const struct hw_field_spec scmi_instance_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .end = ':', .name = "instance", .title = "instance"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .name = "protocol", .title = "protocol"},
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "name", .title = "name"},
};

static const struct hw_field_spec scmi_fields[] = {
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER, .end = ':',
	 .name = "protocol", .title = "protocol"},
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "name", .title = "name"},
};

static const struct hw_field_spec ps3_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_DEC, .end = ':', .name = "match_id", .title = "match id"},
	{HW_TAG(""), .kind = HW_KIND_DEC, .name = "match_sub_id", .title = "match sub-id"},
};

static const struct hw_field_spec vio_fields[] = {
	{HW_TAG("T"), .kind = HW_KIND_TEXT, .name = "type", .title = "device type"},
	{HW_TAG("S"), .kind = HW_KIND_REST, .name = "first_compatible",
	 .title = "first compatible"},
};

const struct hw_bus hw_family_firmware[] = {
	/* wmi_dev_uevent(), drivers/platform/x86/wmi.c; do_wmi_entry() */
	{
		.name = "wmi",
		.prefix = "wmi:",
		.title = "WMI block",
		.looks_like = "wmi:GUID",
		.example = "wmi:05901221-D566-11D1-B2F0-00A0C9062910",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(wmi_fields),
	},
	/* mei_cl_device_uevent(), drivers/misc/mei/bus.c; do_mei_entry() */
	{
		.name = "mei",
		.prefix = "mei:",
		.title = "Intel Management Engine client",
		.looks_like = "mei:NAME:UUID:VV:",
		.example = "mei::6861ec7b-d07a-4673-856c-7f22b4d55769:01:",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(mei_fields),
	},
	/* ishtp_cl_uevent(), modalias_show(), drivers/hid/intel-ish-hid/ishtp/bus.c;
	 * do_ishtp_entry(); upper case, with braces */
	{
		.name = "ishtp",
		.prefix = "ishtp:",
		.title = "Intel sensor hub client",
		.looks_like = "ishtp:{GUID}",
		.example = "ishtp:{33AECD58-B679-4E54-9BD9-A04D34F0C226}",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ishtp_fields),
	},
	/* tee_client_device_uevent(), drivers/tee/tee_core.c; do_tee_entry() */
	{
		.name = "tee",
		.prefix = "tee:",
		.title = "trusted application",
		.looks_like = "tee:uuid",
		.example = "tee:ab7a617c-b8e7-4d8f-8301-d09b61036b64",
		.where = HW_IN_UEVENT,
		HW_FIELDS(tee_fields),
	},
	/* ffa_device_uevent(), modalias_show(), drivers/firmware/arm_ffa/bus.c; patterns are
	 * written by hand; no newline in sysfs */
	{
		.name = "arm_ffa",
		.prefix = "arm_ffa:",
		.title = "Arm FF-A partition",
		.looks_like = "arm_ffa:vvvv:uuid",
		.example = "arm_ffa:8001:3c6e1d3f-1b2c-4d5e-8f90-0123456789ab",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(arm_ffa_fields),
	},
	/* ssam_device_uevent(), modalias_show(), drivers/platform/surface/aggregator/bus.c;
	 * do_ssam_entry() */
	{
		.name = "ssam",
		.prefix = "ssam:",
		.title = "Surface aggregator device",
		.looks_like = "ssam:dDDcCCtTTiIIfFF",
		.example = "ssam:d01c02t01i01f00",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ssam_fields),
	},
	/* coreboot_bus_uevent(), drivers/firmware/google/coreboot_table.c;
	 * do_coreboot_entry() */
	{
		.name = "coreboot",
		.prefix = "coreboot:",
		.title = "coreboot table entry",
		.looks_like = "coreboot:tTTTTTTTT",
		.example = "coreboot:t00000045",
		.where = HW_IN_UEVENT,
		HW_FIELDS(coreboot_fields),
	},
	/* After Linux 6.12 scmi_device_uevent(), drivers/firmware/arm_scmi/bus.c, prints the
	 * device's own name as the prefix: "scmi_dev.1:13:perf" */
	{
		.name = "scmi",
		.prefix = "scmi_dev.",
		.title = "Arm SCMI protocol",
		.looks_like = "scmi_dev.N:pp:NAME",
		.example = "scmi_dev.1:13:perf",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(scmi_instance_fields),
	},
	/* the same by later patches to that function */
	{
		.name = "scmi",
		.prefix = "scmi:",
		.title = "Arm SCMI protocol",
		.looks_like = "scmi:pp:NAME",
		.example = "scmi:13:perf",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(scmi_fields),
	},
	/* ps3_system_bus_uevent(), modalias_show(), arch/powerpc/platforms/ps3/
	 * system-bus.c; PS3_MODULE_ALIAS_* */
	{
		.name = "ps3",
		.prefix = "ps3:",
		.title = "PlayStation 3 device",
		.looks_like = "ps3:N:N",
		.example = "ps3:3:1",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ps3_fields),
	},
	/* vio_hotplug(), modalias_show(), arch/powerpc/platforms/pseries/vio.c;
	 * do_vio_entry(). An empty line where the node has no `compatible`. */
	{
		.name = "vio",
		.prefix = "vio:",
		.title = "pSeries virtual device",
		.looks_like = "vio:TTYPESCOMPATIBLE",
		.example = "vio:TnetworkSIBM,l-lan",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(vio_fields),
	},
	{0},
};
/* clang-format on */
