// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* TYPE_*, include/scsi/scsi_proto.h */
static const struct hw_value_name scsi_types[] = {
	{0x00, "disk"}, {0x01, "tape"}, {0x02, "printer"}, {0x03, "processor"},
	{0x04, "write-once disk"}, {0x05, "CD/DVD"}, {0x06, "scanner"},
	{0x07, "optical memory"}, {0x08, "medium changer"}, {0x09, "communications"},
	{0x0c, "RAID controller"}, {0x0d, "enclosure"}, {0x0e, "reduced block disk"},
	{0x11, "object storage"}, {0x14, "host-managed zoned disk"},
	{0x1e, "well-known logical unit"}, {0x7f, "no logical unit"},
};
static const struct hw_vocabulary scsi_type_names = HW_NAMES(scsi_types);

/* SDIO_CLASS_*, include/linux/mmc/sdio_ids.h */
static const struct hw_value_name sdio_classes[] = {
	{0x00, "non-standard function"}, {0x01, "UART"}, {0x02, "Bluetooth type A"},
	{0x03, "Bluetooth type B"}, {0x04, "GPS"}, {0x05, "camera"}, {0x06, "PHS"},
	{0x07, "wireless LAN"}, {0x08, "embedded ATA"}, {0x09, "Bluetooth type A AMP"},
};
static const struct hw_vocabulary sdio_class_names = HW_NAMES(sdio_classes);

static const struct hw_field_spec scsi_fields[] = {
	{HW_TAG("t-0x"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER,
	 .names = &scsi_type_names, .role = HW_ROLE_CLASS, .name = "type",
	 .title = "device type"},
};

/* Vendors have numbers of the SD Association or of the PCI-SIG, so pci.ids cannot name them. */
static const struct hw_field_spec sdio_fields[] = {
	{HW_TAG("c"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .names = &sdio_class_names, .name = "class", .title = "function class",
	 .hwdb_property = "ID_SDIO_CLASS_FROM_DATABASE"},
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "vendor", .title = "vendor",
	 .hwdb_property = HW_HWDB_VENDOR},
	{HW_TAG("d"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "device", .title = "device",
	 .hwdb_property = HW_HWDB_MODEL},
};

/* ND_DEVICE_*, include/uapi/linux/ndctl.h */
static const struct hw_value_name nd_types[] = {
	{1, "DIMM"}, {2, "persistent memory region"}, {3, "block window region"},
	{4, "namespace, I/O"}, {5, "namespace, persistent memory"},
	{6, "namespace, block window"}, {7, "device-dax persistent memory"},
};
static const struct hw_vocabulary nd_type_names = HW_NAMES(nd_types);

/* CXL_DEVICE_*, drivers/cxl/cxl.h */
static const struct hw_value_name cxl_types[] = {
	{1, "NVDIMM bridge"}, {2, "NVDIMM"}, {3, "port"}, {4, "root"},
	{5, "memory expander"}, {6, "region"}, {7, "persistent memory region"},
	{8, "device-dax region"}, {9, "performance monitoring unit"},
};
static const struct hw_vocabulary cxl_type_names = HW_NAMES(cxl_types);

static const struct hw_field_spec nd_fields[] = {
	{HW_TAG("t"), .kind = HW_KIND_DEC, .names = &nd_type_names, .role = HW_ROLE_CLASS,
	 .name = "type", .title = "type"},
};

static const struct hw_field_spec cxl_fields[] = {
	{HW_TAG("t"), .kind = HW_KIND_DEC, .names = &cxl_type_names, .role = HW_ROLE_CLASS,
	 .name = "type", .title = "type"},
};

/* scsi_sdev_attrs, drivers/scsi/scsi_sysfs.c: of the INQUIRY data; mmc_std_attrs,
 * drivers/mmc/core/mmc.c, and sd_std_attrs, sd.c: the product name of the card's CID */
static const struct hw_bus_own_name scsi_own = {.vendor = "vendor", .name = "model"};
static const struct hw_bus_own_name mmc_own = {.name = "name"};

const struct hw_bus hw_family_storage[] = {
	/* scsi_bus_uevent(), drivers/scsi/scsi_sysfs.c; patterns are written by hand with
	 * MODULE_ALIAS_SCSI_DEVICE(), include/scsi/scsi_device.h */
	{
		.name = "scsi",
		.prefix = "scsi:",
		.title = "SCSI device",
		.looks_like = "scsi:t-0xTT",
		.example = "scsi:t-0x05",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER,
		.own = &scsi_own,
		HW_FIELDS(scsi_fields),
	},
	/* modalias_show(), sdio_bus_uevent(), drivers/mmc/core/sdio_bus.c;
	 * do_sdio_entry() */
	{
		.name = "sdio",
		.prefix = "sdio:",
		.title = "SDIO function",
		.looks_like = "sdio:cCCvVVVVdDDDD",
		.example = "sdio:c00v02D0dAAE7",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER,
		HW_FIELDS(sdio_fields),
	},
	/* mmc_bus_uevent(), drivers/mmc/core/bus.c: "mmc:block" for every card that is not
	 * SDIO alone */
	{
		.name = "mmc",
		.prefix = "mmc:",
		.title = "MMC or SD card",
		.looks_like = "mmc:block",
		.example = "mmc:block",
		.where = HW_IN_UEVENT,
		.own = &mmc_own,
		HW_FIELDS(hw_name_only),
	},
	/* nvdimm_bus_uevent(), modalias_show(), drivers/nvdimm/bus.c; patterns are
	 * MODULE_ALIAS_ND_DEVICE(), include/linux/nd.h */
	{
		.name = "nd",
		.prefix = "nd:",
		.title = "NVDIMM device",
		.looks_like = "nd:tN",
		.example = "nd:t4",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(nd_fields),
	},
	/* cxl_bus_uevent(), modalias_show(), drivers/cxl/core/port.c; patterns are
	 * MODULE_ALIAS_CXL(), drivers/cxl/cxl.h */
	{
		.name = "cxl",
		.prefix = "cxl:",
		.title = "CXL device",
		.looks_like = "cxl:tN",
		.example = "cxl:t5",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(cxl_fields),
	},
	/* dax_bus_uevent(), modalias_show(), drivers/dax/bus.c */
	{
		.name = "dax",
		.prefix = "dax:",
		.title = "direct access memory device",
		.looks_like = "dax:tN",
		.example = "dax:t0",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(hw_type_only),
	},
	/* patterns written by hand, of drivers older than libata's PCI tables */
	{
		.name = "sata",
		.prefix = "sata:",
		.title = "serial ATA device",
		.looks_like = "sata:NAME",
		.example = "sata:port",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(hw_name_only),
	},
	{0},
};
/* clang-format on */
