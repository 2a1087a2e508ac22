// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/vocabulary/vocabulary.h"

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

/*
 * Makers by the four letters that begin an ACPI id, from the PNP and ACPI ID registry of
 * the UEFI Forum (as systemd's hwdb.d/20-acpi-vendor.hwdb has it). hwdb itself cannot be
 * asked for these: its patterns of three letters win over them, and INTC becomes
 * Interphase.
 *
 * INT3 is not in the registry, where INT is Interphase: Intel numbers the devices of its
 * platforms so (INT33xx, INT34xx; drivers/platform/x86/intel, drivers/thermal/intel).
 */

/* clang-format off */
static const struct hw_text_name vendors[] = {
	{"AMDI", "AMD"}, {"APMC", "Applied Micro Circuits Corporation"},
	{"ARMH", "ARM Ltd."}, {"ASUS", "ASUS"}, {"BOSC", "Robert Bosch GmbH"},
	{"BRCM", "Broadcom Corporation"}, {"DELL", "Dell, Inc."},
	{"ELAN", "ELAN Microelectronics Corporation"},
	{"FTSC", "FocalTech Systems Co., Ltd."}, {"GOOG", "Google, Inc."},
	{"HISI", "HiSilicon Technologies Co., Ltd."}, {"HPIC", "HP Inc."},
	{"INT3", "Intel Corporation"}, {"INTC", "Intel Corporation"},
	{"INTL", "Intel Corporation"}, {"LNRO", "Linaro, Ltd."},
	{"MSFT", "Microsoft Corporation"}, {"MSHW", "Microsoft Corporation"},
	{"NVDA", "Nvidia"}, {"QCOM", "Qualcomm Inc"}, {"QEMU", "Red Hat, Inc."},
	{"SYNA", "Synaptics Inc"}, {"WCOM", "Wacom"},
};
const struct hw_vocabulary hw_acpi_vendors = HW_TEXT_NAMES(vendors);
/* clang-format on */

/*
 * Vendors of HD-audio codecs: hda_vendor_ids[], sound/hda/hdac_device.c, Linux 6.12. Most
 * are PCI-SIG ids; 434D ("CM") and 8384 are not the makers' own there.
 */

/* clang-format off */
static const struct hw_value_name hdaudio_makers[] = {
	{0x0014, "Loongson"}, {0x1002, "ATI"}, {0x1013, "Cirrus Logic"},
	{0x1057, "Motorola"}, {0x1095, "Silicon Image"}, {0x10de, "Nvidia"},
	{0x10ec, "Realtek"}, {0x1102, "Creative"}, {0x1106, "VIA"}, {0x111d, "IDT"},
	{0x11c1, "LSI"}, {0x11d4, "Analog Devices"}, {0x13f6, "C-Media"},
	{0x14f1, "Conexant"}, {0x17e8, "Chrontel"}, {0x1854, "LG"}, {0x19e5, "Huawei"},
	{0x1aec, "Wolfson Microelectronics"}, {0x1af4, "QEMU"}, {0x1fa8, "Senarytech"},
	{0x434d, "C-Media"}, {0x8086, "Intel"}, {0x8384, "SigmaTel"},
};
const struct hw_vocabulary hw_hdaudio_vendors = HW_NAMES(hdaudio_makers);
/* clang-format on */

/*
 * Manufacturers by their MIPI Alliance id, which SoundWire, SLIMbus and I3C use. No free
 * list is known; these are from the device tables of the kernel's drivers below
 * sound/soc/codecs, drivers/i3c, drivers/iio and drivers/hwmon, and from coreboot's
 * src/include/device/mipi_ids.h.
 */

/* clang-format off */
static const struct hw_value_name mipi[] = {
	{0x0102, "Texas Instruments"}, {0x0104, "STMicroelectronics"}, {0x0105, "Intel"},
	{0x010b, "Samsung"}, {0x011b, "NXP"}, {0x0126, "Toshiba"}, {0x0148, "Synopsys"},
	{0x0177, "Analog Devices"}, {0x019f, "Maxim"}, {0x01fa, "Cirrus Logic"},
	{0x0217, "Qualcomm"}, {0x0251, "MEMSIC"}, {0x025d, "Realtek"}, {0x03b8, "Bosch"},
};
const struct hw_vocabulary hw_mipi_manufacturers = HW_NAMES(mipi);
/* clang-format on */
