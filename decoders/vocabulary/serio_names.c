// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * What speaks over a serial line: SERIO_* protocols, include/uapi/linux/serio.h, Linux
 * 6.12; the words are those of the drivers below drivers/input and drivers/media/cec.
 */

/* clang-format off */
static const struct hw_value_name protocols[] = {
	{0x00, "unknown"}, {0x01, "Mouse Systems mouse"}, {0x02, "Sun mouse"},
	{0x03, "Microsoft mouse"}, {0x04, "Logitech M+ mouse"},
	{0x05, "Microsoft MZ mouse"}, {0x06, "Logitech MZ+ mouse"},
	{0x07, "Logitech MZ++ mouse"}, {0x08, "DEC VSXXX-AA mouse or VSXXX-AB tablet"},
	{0x10, "Sun keyboard"}, {0x18, "Logitech WingMan Warrior"},
	{0x19, "SpaceTec SpaceOrb 360 or Avenger"}, {0x1a, "Magellan or SpaceMouse"},
	{0x1b, "SpaceTec SpaceBall"}, {0x1c, "Gunze AHL-51S touchscreen"},
	{0x1d, "I-Force joystick or wheel"}, {0x1e, "Gravis Stinger"},
	{0x1f, "Newton keyboard"}, {0x20, "Stowaway keyboard"}, {0x21, "iPAQ H3600"},
	{0x22, "PS/2 keyboard on a serial line"}, {0x23, "Twiddler as a keyboard"},
	{0x24, "Twiddler as a joystick"}, {0x25, "HIL"}, {0x26, "SNES232"},
	{0x27, "Semtech"}, {0x28, "DEC LK keyboard"}, {0x29, "Elo touchscreen"},
	{0x30, "MicroTouch touchscreen"}, {0x31, "PenMount touchscreen"},
	{0x32, "Touchright touchscreen"}, {0x33, "Touchwindow touchscreen"},
	{0x34, "TAOS evaluation module"}, {0x35, "Fujitsu touchscreen"},
	{0x36, "Zhen Hua RC transmitter"}, {0x37, "iNexio touchscreen"},
	{0x38, "Sahara TouchIT-213 touchscreen"}, {0x39, "Wacom W8001 digitizer"},
	{0x3a, "Dynapro touchscreen"}, {0x3b, "Hampshire touchscreen"},
	{0x3c, "TQC PS/2 multiplexer"}, {0x3d, "TSC-10/25/40 touchscreen"},
	{0x3e, "Wacom protocol 4 tablet"}, {0x3f, "EETI eGalax touchscreen"},
	{0x40, "Pulse-Eight HDMI CEC"}, {0x41, "RainShadow Tech HDMI CEC"},
	{0x42, "FS-iA6B iBus RC receiver"}, {0x43, "Extron DA HD 4K PLUS HDMI CEC"},
};
const struct hw_vocabulary hw_serio_protocols = HW_NAMES(protocols);
/* clang-format on */
