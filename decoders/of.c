// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */
static const struct hw_field_spec of_fields[] = {
	{HW_TAG("N"), .kind = HW_KIND_TEXT, .name = "name", .title = "node name"},
	/* "(null)" or, before Linux 5.0, "<NULL>" where the node has no device_type */
	{HW_TAG("T"), .kind = HW_KIND_TEXT, .flags = HW_FIELD_NULL, .name = "type",
	 .title = "device type"},
	/* most specific first */
	{HW_TAG(""),  .kind = HW_KIND_LIST, .end = 'C', .name = "compatible",
	 .flags = HW_FIELD_LED | HW_FIELD_OPTIONAL, .title = "compatible"},
};

const struct hw_bus hw_family_of[] = {
	/* of_modalias(), drivers/of/module.c; do_of_entry() */
	{
		.name = "of",
		.prefix = "of:",
		.title = "device tree node",
		.looks_like = "of:NNAMETTYPECCOMPATIBLECCOMPATIBLE",
		.example = "of:NgpuT(null)Cnvidia,tegra210-gm20bCnvidia,gm20b",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(of_fields),
	},
	{0},
};
/* clang-format on */
