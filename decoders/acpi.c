// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */
static const struct hw_field_spec acpi_fields[] = {
	/* _HID first, then the _CIDs, then _CLS as six lower-case digits if there is one */
	{HW_TAG(""), .kind = HW_KIND_LIST, .end = ':', .name = "ids", .title = "ids"},
};

const struct hw_bus hw_family_acpi[] = {
	/* create_pnp_modalias(), drivers/acpi/device_sysfs.c; do_acpi_entry() */
	{
		.name = "acpi",
		.prefix = "acpi:",
		.title = "ACPI device",
		.looks_like = "acpi:ID:ID:",
		.example = "acpi:PNP0A08:PNP0A03:",
		.flags = HW_BUS_STARRED,
		HW_FIELDS(acpi_fields),
	},
	{0},
};
/* clang-format on */
