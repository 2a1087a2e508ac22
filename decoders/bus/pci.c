// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* Ids have 16 bits. The kernel keeps them in 32-bit members and prints 8 digits; databases
 * and lspci print 4. */
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
	 .space = HW_SPACE_PCI, .name = "base_class", .title = "base class",
	 .hwdb_property = "ID_PCI_CLASS_FROM_DATABASE"},
	{HW_TAG("sc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBCLASS,
	 .space = HW_SPACE_PCI, .name = "subclass", .title = "subclass",
	 .hwdb_property = "ID_PCI_SUBCLASS_FROM_DATABASE"},
	{HW_TAG("i"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_INTERFACE,
	 .space = HW_SPACE_PCI, .name = "interface", .title = "programming interface",
	 .hwdb_property = "ID_PCI_INTERFACE_FROM_DATABASE"},
};

/* Ids as of PCI, printed with 4 digits. Patterns print the device with 6 and the class with
 * 8 digits (struct cdx_device_id is wider), so they never match a device's class. */
static const struct hw_field_spec cdx_fields[] = {
	{HW_TAG("v"),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .name = "vendor", .title = "vendor"},
	{HW_TAG("d"),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "device", .title = "device"},
	{HW_TAG("sv"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBVENDOR,
	 .space = HW_SPACE_PCI, .name = "subsystem_vendor", .title = "subsystem vendor"},
	{HW_TAG("sd"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBDEVICE,
	 .name = "subsystem_device", .title = "subsystem device"},
	{HW_TAG("c"),  .width = 6, .kind = HW_KIND_HEX, .name = "class", .title = "class"},
};

static const struct hw_field_spec rapidio_fields[] = {
	{HW_TAG("v"),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "vendor", .title = "vendor"},
	{HW_TAG("d"),  .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "device", .title = "device"},
	{HW_TAG("av"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBVENDOR,
	 .name = "assembly_vendor", .title = "assembly vendor"},
	{HW_TAG("ad"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBDEVICE,
	 .name = "assembly_device", .title = "assembly device"},
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
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_MAIN | HW_BUS_NEEDS_DRIVER | HW_BUS_DRIVER_OVERRIDE | HW_BUS_NUMERIC_IDS,
		.address = HW_ADDRESS_PCI,
		.class_codes = HW_CLASS_CODES_PCI,
		HW_FIELDS(pci_fields),
	},
	/* "pci:hns-nic", "pci:cdnsp": MODULE_ALIAS() by hand; nothing exports them */
	{
		.name = "pci",
		.prefix = "pci:",
		.title = "PCI driver by name",
		.looks_like = "pci:NAME",
		.example = "pci:hns-nic",
		.where = HW_IN_PATTERNS,
		.flags = HW_BUS_ALIAS | HW_BUS_BY_NAME,
		HW_FIELDS(hw_name_only),
	},
	/* do_pci_entry() with PCI_ID_F_VFIO_DRIVER_OVERRIDE: drivers that bind to a device only
	 * if driver_override names them. Tools that look for them replace "pci:". */
	{
		.name = "vfio_pci",
		.prefix = "vfio_pci:",
		.title = "PCI device for user space (VFIO)",
		.looks_like = "vfio_pci:vVVVVVVVVdDDDDDDDDsvVVVVVVVVsdDDDDDDDDbcBBscSSiII",
		.example = "vfio_pci:v000015B3d0000101Esv*sd*bc*sc*i*",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(pci_fields),
	},
	/* modalias_show(), drivers/cdx/cdx.c; do_cdx_entry() */
	{
		.name = "cdx",
		.prefix = "cdx:",
		.title = "AMD CDX device",
		.looks_like = "cdx:vVVVVdDDDDsvVVVVsdDDDDcCCCCCC",
		.example = "cdx:v10EEd6003sv10EEsd000Ec020000",
		.where = HW_IN_SYSFS,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(cdx_fields),
	},
	/* do_cdx_entry() with CDX_ID_F_VFIO_DRIVER_OVERRIDE */
	{
		.name = "vfio_cdx",
		.prefix = "vfio_cdx:",
		.title = "AMD CDX device for user space (VFIO)",
		.looks_like = "vfio_cdx:vVVVVdDDDDsvVVVVsdDDDDcCCCCCC",
		.example = "vfio_cdx:v*d*sv*sd*c*",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(cdx_fields),
	},
	/* modalias_show(), drivers/rapidio/rio-sysfs.c; do_rio_entry() */
	{
		.name = "rapidio",
		.prefix = "rapidio:",
		.title = "RapidIO device",
		.looks_like = "rapidio:vVVVVdDDDDavVVVVadDDDD",
		.example = "rapidio:v0038d0578av0000ad0000",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(rapidio_fields),
	},
	{0},
};
/* clang-format on */
