// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */

/* Ids are 16 bits wide but printed through 32-bit fields: %08X in the kernel, 4 digits
 * in every database and in lspci. */
static const struct hw_field_spec pci_fields[] = {
	{HW_TAG("v"),  .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .name = "vendor", .title = "vendor"},
	{HW_TAG("d"),  .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .space = HW_SPACE_PCI, .name = "device", .title = "device"},
	{HW_TAG("sv"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBVENDOR,
	 .space = HW_SPACE_PCI, .name = "subsystem_vendor", .title = "subsystem vendor"},
	{HW_TAG("sd"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBDEVICE,
	 .space = HW_SPACE_PCI, .name = "subsystem_device", .title = "subsystem device"},
	{HW_TAG("bc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .space = HW_SPACE_PCI, .name = "base_class", .title = "base class"},
	{HW_TAG("sc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBCLASS,
	 .space = HW_SPACE_PCI, .name = "subclass", .title = "subclass"},
	{HW_TAG("i"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_INTERFACE,
	 .space = HW_SPACE_PCI, .name = "interface", .title = "programming interface"},
};

const struct hw_bus hw_family_pci[] = {
	/* modalias_show(), drivers/pci/pci-sysfs.c; pci_uevent(), drivers/pci/pci-driver.c;
	 * patterns: do_pci_entry(), scripts/mod/file2alias.c */
	{
		.name = "pci",
		.prefix = "pci:",
		.title = "PCI device",
		.looks_like = "pci:vVVVVVVVVdDDDDDDDDsvVVVVVVVVsdDDDDDDDDbcBBscSSiII",
		.example = "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A",
		HW_FIELDS(pci_fields),
	},
	{0},
};
/* clang-format on */
