// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

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
	{0x00, "not standard"}, {0x01, "UART"}, {0x02, "Bluetooth type A"},
	{0x03, "Bluetooth type B"}, {0x04, "GPS"}, {0x05, "camera"}, {0x06, "PHS"},
	{0x07, "wireless LAN"}, {0x08, "embedded ATA"}, {0x09, "Bluetooth type A AMP"},
};
static const struct hw_vocabulary sdio_class_names = HW_NAMES(sdio_classes);

static const struct hw_field_spec scsi_fields[] = {
	{HW_TAG("t-0x"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER,
	 .names = &scsi_type_names, .role = HW_ROLE_CLASS, .name = "type",
	 .title = "device type"},
};

/* Numbers of the SD card association and of PCI alike: pci.ids does not name them. */
static const struct hw_field_spec sdio_fields[] = {
	{HW_TAG("c"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .names = &sdio_class_names, .name = "class", .title = "function class"},
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "vendor", .title = "vendor"},
	{HW_TAG("d"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "device", .title = "device"},
};

const struct hw_bus hw_family_storage[] = {
	/* scsi_bus_uevent(), drivers/scsi/scsi_sysfs.c; patterns are written by hand with
	 * MODULE_ALIAS_SCSI_DEVICE(), include/scsi/scsi_device.h */
	{
		.name = "scsi",
		.prefix = "scsi:",
		.title = "SCSI device",
		.looks_like = "scsi:t-0xTT",
		.example = "scsi:t-0x05",
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
		HW_FIELDS(sdio_fields),
	},
	{0},
};
/* clang-format on */
