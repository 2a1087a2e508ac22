// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */
static const struct hw_field_spec usb_fields[] = {
	{HW_TAG("v"),   .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_USB, .name = "vendor", .title = "vendor"},
	{HW_TAG("p"),   .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .space = HW_SPACE_USB, .name = "product", .title = "product"},
	/* binary coded decimal, the maker's release number */
	{HW_TAG("d"),   .width = 4, .kind = HW_KIND_HEX,
	 .name = "bcd_device", .title = "device release"},
	/* BlueZ has no more to tell of a Bluetooth device with a USB id: its Device ID
	 * profile, btd_device_get_modalias() and modalias of org.bluez.Device1(5) */
	{HW_TAG("dc"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_CLASS,
	 .flags = HW_FIELD_MAY_END,
	 .space = HW_SPACE_USB, .name = "device_class", .title = "device class",
	 .hwdb_property = "ID_USB_CLASS_FROM_DATABASE"},
	{HW_TAG("dsc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_SUBCLASS,
	 .space = HW_SPACE_USB, .name = "device_subclass", .title = "device subclass",
	 .hwdb_property = "ID_USB_SUBCLASS_FROM_DATABASE"},
	{HW_TAG("dp"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_PROTOCOL,
	 .space = HW_SPACE_USB, .name = "device_protocol", .title = "device protocol",
	 .hwdb_property = "ID_USB_PROTOCOL_FROM_DATABASE"},
	{HW_TAG("ic"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .space = HW_SPACE_USB, .name = "interface_class", .title = "interface class"},
	{HW_TAG("isc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_SUBCLASS,
	 .space = HW_SPACE_USB, .name = "interface_subclass", .title = "interface subclass"},
	{HW_TAG("ip"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_INTERFACE,
	 .space = HW_SPACE_USB, .name = "interface_protocol", .title = "interface protocol"},
	/* since Linux 3.7 */
	{HW_TAG("in"),  .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "interface_number", .title = "interface number"},
};

/* USB-PD standard ids (USB Power Delivery 3.1, table of SVIDs; include/linux/usb/
 * typec_dp.h, typec_tbt.h); any other SVID is the USB vendor id of the mode's owner */
static const struct hw_value_name svids[] = {
	{0x8087, "Thunderbolt 3"}, {0xff00, "Power Delivery"},
	{0xff01, "DisplayPort alternate mode"}, {0xff02, "MHL alternate mode"},
};
static const struct hw_vocabulary svid_names = HW_NAMES(svids);

static const struct hw_field_spec typec_fields[] = {
	{HW_TAG("id"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_USB, .names = &svid_names, .name = "svid", .title = "standard or vendor id"},
	{HW_TAG("m"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "mode", .title = "mode"},
};

static const struct hw_field_spec ulpi_fields[] = {
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .flags = HW_FIELD_LOWER, .space = HW_SPACE_USB, .name = "vendor", .title = "vendor"},
	{HW_TAG("p"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .flags = HW_FIELD_LOWER, .space = HW_SPACE_USB, .name = "product", .title = "product"},
};

/* Makers have numbers of the Bluetooth SIG, which hwdb has */
static const struct hw_field_spec bluetooth_fields[] = {
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "vendor", .title = "vendor", .hwdb_property = HW_HWDB_VENDOR},
	{HW_TAG("p"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "product", .title = "product"},
	{HW_TAG("d"), .width = 4, .kind = HW_KIND_HEX,
	 .name = "version", .title = "version"},
};

static const struct hw_field_spec tbsvc_fields[] = {
	{HW_TAG("k"), .kind = HW_KIND_TEXT, .flags = HW_FIELD_LAST,
	 .name = "protocol_key", .title = "protocol key"},
	{HW_TAG("p"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "protocol_id", .title = "protocol id"},
	{HW_TAG("v"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "protocol_version", .title = "protocol version"},
	{HW_TAG("r"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "protocol_revision", .title = "protocol revision"},
};

/* usb_device_type, drivers/usb/core/usb.c; usb_if_device_type, drivers/usb/core/message.c;
 * strings of the device's descriptors: drivers/usb/core/sysfs.c */
static const struct hw_bus_parts usb_parts = {
	.whole = "usb_device",
	.part = "usb_interface",
	.whole_title = "USB device",
	.own_vendor = "manufacturer",
	.own_name = "product",
	.vendor_id = "idVendor",
	.device_id = "idProduct",
};

/* Documentation/usb/authorization.rst */
static const struct hw_bus_authorized usb_authorized = {.kind = "usb_device"};

const struct hw_bus hw_family_usb[] = {
	/* modalias_show(), drivers/usb/core/sysfs.c; usb_if_uevent(),
	 * drivers/usb/core/message.c; patterns: do_usb_entry(), which splits a range of
	 * releases into several patterns ("d0[0-2]*"), scripts/mod/file2alias.c */
	{
		.name = "usb",
		.prefix = "usb:",
		.title = "USB interface",
		.looks_like = "usb:vVVVVpPPPPdRRRRdcCCdscSSdpPPicCCiscSSipPPinNN",
		.example = "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip02in01",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_MAIN | HW_BUS_NEEDS_DRIVER | HW_BUS_NUMERIC_IDS,
		.address = HW_ADDRESS_USB,
		.class_codes = HW_CLASS_CODES_USB,
		.parts = &usb_parts,
		.authorized = &usb_authorized,
		HW_FIELDS(usb_fields),
	},
	/* typec_altmode uevent, drivers/usb/typec/class.c; do_typec_entry(). The mode was
	 * dropped after Linux 6.12. */
	{
		.name = "typec",
		.prefix = "typec:",
		.title = "USB Type-C alternate mode",
		.looks_like = "typec:idSSSSmMM",
		.example = "typec:idFF01m01",
		.where = HW_IN_UEVENT,
		HW_FIELDS(typec_fields),
	},
	/* ulpi_uevent(), modalias_show(), drivers/usb/common/ulpi.c; do_ulpi_entry(). In
	 * lower case. */
	{
		.name = "ulpi",
		.prefix = "ulpi:",
		.title = "USB transceiver (ULPI)",
		.looks_like = "ulpi:vvvvvpdddd",
		.example = "ulpi:v0451p1508",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ulpi_fields),
	},
	/* BlueZ, property Modalias of org.bluez.Device1(5): a Bluetooth device whose Device
	 * ID profile has an id of the Bluetooth SIG, not one of USB. Not in sysfs. */
	{
		.name = "bluetooth",
		.prefix = "bluetooth:",
		.title = "Bluetooth device",
		.looks_like = "bluetooth:vVVVVpPPPPdDDDD",
		.example = "bluetooth:v004Cp0239d0644",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(bluetooth_fields),
	},
	/* tb_service_uevent(), modalias_show(), drivers/thunderbolt/xdomain.c;
	 * do_tbsvc_entry(). The key is text without a terminator. */
	{
		.name = "tbsvc",
		.prefix = "tbsvc:",
		.title = "Thunderbolt service",
		.looks_like = "tbsvc:kKEYpPPPPPPPPvVVVVVVVVrRRRRRRRR",
		.example = "tbsvc:knetworkp00000001v00000001r00000001",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(tbsvc_fields),
	},
	{0},
};
/* clang-format on */
