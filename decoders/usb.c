// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */
static const struct hw_field_spec usb_fields[] = {
	{HW_TAG("v"),   .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_USB, .name = "vendor", .title = "vendor"},
	{HW_TAG("p"),   .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .space = HW_SPACE_USB, .name = "product", .title = "product"},
	/* binary coded decimal, the maker's release number */
	{HW_TAG("d"),   .width = 4, .kind = HW_KIND_HEX,
	 .name = "bcd_device", .title = "device release"},
	{HW_TAG("dc"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_CLASS,
	 .space = HW_SPACE_USB, .name = "device_class", .title = "device class"},
	{HW_TAG("dsc"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_SUBCLASS,
	 .space = HW_SPACE_USB, .name = "device_subclass", .title = "device subclass"},
	{HW_TAG("dp"),  .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE_PROTOCOL,
	 .space = HW_SPACE_USB, .name = "device_protocol", .title = "device protocol"},
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
		HW_FIELDS(usb_fields),
	},
	{0},
};
/* clang-format on */
