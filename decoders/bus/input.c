// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* BUS_*, include/uapi/linux/input.h; hid uses the same numbers */
static const struct hw_value_name bus_types[] = {
	{0x01, "PCI"}, {0x02, "ISA Plug and Play"}, {0x03, "USB"}, {0x04, "HIL"},
	{0x05, "Bluetooth"}, {0x06, "virtual"}, {0x10, "ISA"}, {0x11, "i8042"},
	{0x12, "XT keyboard"}, {0x13, "RS-232"}, {0x14, "game port"},
	{0x15, "parallel port"}, {0x16, "Amiga"}, {0x17, "ADB"}, {0x18, "I2C"},
	{0x19, "host"}, {0x1a, "GSC"}, {0x1b, "Atari"}, {0x1c, "SPI"}, {0x1d, "RMI"},
	{0x1e, "CEC"}, {0x1f, "Intel ISHTP"}, {0x20, "AMD SFH"},
};
static const struct hw_vocabulary bus_type_names = HW_NAMES(bus_types);

/* HID_GROUP_*, include/linux/hid.h */
static const struct hw_value_name hid_groups[] = {
	{0x000, "none"}, {0x001, "generic"}, {0x002, "multitouch"},
	{0x003, "sensor hub"}, {0x004, "multitouch (Windows 8)"}, {0x100, "RMI"},
	{0x101, "Wacom"}, {0x102, "Logitech DJ"}, {0x103, "Steam"},
	{0x104, "Logitech 27 MHz"}, {0x105, "Vivaldi"},
};
static const struct hw_vocabulary hid_group_names = HW_NAMES(hid_groups);

/* SERIO_* types, include/uapi/linux/serio.h */
static const struct hw_value_name serio_types[] = {
	{0x00, "XT"}, {0x01, "8042"}, {0x02, "RS-232"}, {0x03, "HIL MLC"},
	{0x05, "PS/2 pass-through"}, {0x06, "8042, translated"},
};
static const struct hw_vocabulary serio_type_names = HW_NAMES(serio_types);

static const struct hw_field_spec hid_fields[] = {
	{HW_TAG("b"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_ATTACHED_BY,
	 .names = &bus_type_names, .name = "bus", .title = "bus"},
	/* since Linux 3.5 */
	{HW_TAG("g"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .names = &hid_group_names, .name = "group", .title = "group"},
	{HW_TAG("v"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_ATTACHED_BY, .name = "vendor", .title = "vendor"},
	{HW_TAG("p"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .space = HW_SPACE_ATTACHED_BY, .name = "product", .title = "product"},
};

static const struct hw_field_spec input_fields[] = {
	{HW_TAG("b"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_ATTACHED_BY,
	 .names = &bus_type_names, .name = "bus", .title = "bus"},
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_ATTACHED_BY, .name = "vendor", .title = "vendor"},
	{HW_TAG("p"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .space = HW_SPACE_ATTACHED_BY, .name = "product", .title = "product"},
	{HW_TAG("e"), .width = 4, .kind = HW_KIND_HEX,
	 .name = "version", .title = "version"},
	{HW_TAG("-e"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_types, .name = "ev", .title = "event types"},
	{HW_TAG("k"), .kind = HW_KIND_BITS, .end = ',', .flags = HW_FIELD_CUT,
	 .names = &hw_input_keys, .name = "key", .title = "keys"},
	{HW_TAG("r"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_relative, .name = "rel", .title = "relative axes"},
	{HW_TAG("a"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_absolute, .name = "abs", .title = "absolute axes"},
	{HW_TAG("m"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_misc, .name = "msc", .title = "miscellaneous"},
	{HW_TAG("l"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_leds, .name = "led", .title = "LEDs"},
	{HW_TAG("s"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_sounds, .name = "snd", .title = "sounds"},
	{HW_TAG("f"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_feedback, .name = "ff", .title = "force feedback"},
	{HW_TAG("w"), .kind = HW_KIND_BITS, .end = ',',
	 .names = &hw_input_switches, .name = "sw", .title = "switches"},
};

static const struct hw_field_spec serio_fields[] = {
	{HW_TAG("ty"), .width = 2, .kind = HW_KIND_HEX, .names = &serio_type_names,
	 .name = "type", .title = "port type"},
	{HW_TAG("pr"), .width = 2, .kind = HW_KIND_HEX, .names = &hw_serio_protocols,
	 .name = "protocol", .title = "protocol"},
	{HW_TAG("id"), .width = 2, .kind = HW_KIND_HEX, .name = "id", .title = "id"},
	{HW_TAG("ex"), .width = 2, .kind = HW_KIND_HEX, .name = "extra_id", .title = "extra id"},
};

/* event and mouse nodes beside them are interfaces of inputN */
static const struct hw_bus_directory input_directory = {
	.path = "sys/class/input",
	.prefix = "input",
};

/* hid_uevent(), drivers/hid/hid-core.c: maker and product of the USB or Bluetooth device,
 * in one */
static const struct hw_bus_own_name hid_own = {.in_uevent = "HID_NAME"};

const struct hw_bus hw_family_input[] = {
	/* modalias_show(), hid_uevent(), drivers/hid/hid-core.c; do_hid_entry() */
	{
		.name = "hid",
		.prefix = "hid:",
		.title = "HID device",
		.looks_like = "hid:bBBBBgGGGGvVVVVVVVVpPPPPPPPP",
		.example = "hid:b0003g0001v0000046Dp0000C52B",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER | HW_BUS_NUMERIC_IDS,
		.own = &hid_own,
		HW_FIELDS(hid_fields),
	},
	/* input_print_modalias(), drivers/input/input.c; do_input_entry(). It does not
	 * list keys below KEY_MUTE. If the string does not fit its buffer, the list of keys
	 * is cut and ends in "+,". */
	{
		.name = "input",
		.prefix = "input:",
		.title = "input device",
		.looks_like = "input:bBBBBvVVVVpPPPPeEEEE-eBITS,kBITS,rBITS,aBITS,mBITS,lBITS,sBITS,fBITS,wBITS,",
		.example = "input:b0003v0C45p6366e0100-e0,1,kD4,ramlsfw",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_CLASS,
		.directory = &input_directory,
		HW_FIELDS(input_fields),
	},
	/* serio_show_modalias(), serio_uevent(), drivers/input/serio/serio.c;
	 * do_serio_entry() */
	{
		.name = "serio",
		.prefix = "serio:",
		.title = "serial input port",
		.looks_like = "serio:tyTTprPPidIIexEE",
		.example = "serio:ty06pr00id00ex00",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(serio_fields),
	},
	{0},
};
/* clang-format on */
