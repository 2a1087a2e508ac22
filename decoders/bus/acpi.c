// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"
#include "decoders/text/ascii.h"

/* clang-format off */
static const struct hw_field_spec acpi_fields[] = {
	/* _HID first, then the _CIDs */
	{HW_TAG(""), .kind = HW_KIND_LIST, .end = ':', .flags = HW_FIELD_BEFORE_CLASS,
	 .space = HW_SPACE_PNP, .names = &hw_pnp_devices, .name = "ids", .title = "ids"},
	/* then _CLS, if there is one: a PCI class as six lower-case digits */
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .flags = HW_FIELD_OPTIONAL | HW_FIELD_LOWER, .space = HW_SPACE_PCI,
	 .name = "base_class", .title = "base class"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBCLASS,
	 .flags = HW_FIELD_SPLIT | HW_FIELD_OPTIONAL | HW_FIELD_LOWER, .space = HW_SPACE_PCI,
	 .name = "subclass", .title = "subclass"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_INTERFACE, .end = ':',
	 .flags = HW_FIELD_SPLIT | HW_FIELD_OPTIONAL | HW_FIELD_LOWER, .space = HW_SPACE_PCI,
	 .name = "interface", .title = "programming interface"},
};

static const struct hw_field_spec pnp_fields[] = {
	{HW_TAG("d"), .kind = HW_KIND_REST, .space = HW_SPACE_PNP, .names = &hw_pnp_devices,
	 .name = "id", .title = "id"},
};

static const struct hw_field_spec eisa_fields[] = {
	{HW_TAG("s"), .kind = HW_KIND_REST, .space = HW_SPACE_PNP,
	 .name = "signature", .title = "signature"},
};

const struct hw_bus hw_family_acpi[] = {
	/* create_pnp_modalias(), drivers/acpi/device_sysfs.c; do_acpi_entry() */
	{
		.name = "acpi",
		.prefix = "acpi:",
		.title = "ACPI device",
		.looks_like = "acpi:ID:ID:",
		.example = "acpi:PNP0A08:PNP0A03:",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.flags = HW_BUS_STARRED,
		.traits = HW_BUS_PNP_IDS | HW_BUS_FIRMWARE_NODES,
		HW_FIELDS(acpi_fields),
	},
	/* do_pnp_device_entry(), do_pnp_card_entries(); devices only have a file `id` */
	{
		.name = "pnp",
		.prefix = "pnp:",
		.title = "Plug and Play device",
		.looks_like = "pnp:dID",
		.example = "pnp:dPNP0700*",
		.where = HW_IN_PATTERNS,
		.traits = HW_BUS_PNP_IDS | HW_BUS_ID_ATTRIBUTE,
		HW_FIELDS(pnp_fields),
	},
	/* eisa_bus_uevent(), modalias_show(), drivers/eisa/eisa-bus.c; do_eisa_entry() */
	{
		.name = "eisa",
		.prefix = "eisa:",
		.title = "EISA device",
		.looks_like = "eisa:sSIGNATURE",
		.example = "eisa:sABP7501",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(eisa_fields),
	},
	{0},
};
/* clang-format on */

size_t hw_pnp_id_read(struct hw_text id, char ret_upper[static HW_PNP_ID_MAX + 1])
{
	size_t maker = id.n - 4;

	if (id.n != 7 && id.n != HW_PNP_ID_MAX)
		return 0;
	for (size_t i = 0; i < id.n; i++) {
		char c = hw_upper(id.s[i]);
		bool letter = c >= 'A' && c <= 'Z';
		bool digit = maker == 4 && hw_is_digit(c);

		if (i < maker ? !letter && !digit : !hw_is_hex(c))
			return 0;
		ret_upper[i] = c;
	}
	ret_upper[id.n] = '\0';
	return maker;
}
