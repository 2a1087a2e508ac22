// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * Vendors of HD-audio codecs: hda_vendor_ids[], sound/hda/hdac_device.c, Linux 6.12. Most
 * are PCI-SIG ids; 434D ("CM") and 8384 are not the makers' own there.
 */

/* clang-format off */
static const struct hw_value_name vendors[] = {
	{0x0014, "Loongson"}, {0x1002, "ATI"}, {0x1013, "Cirrus Logic"},
	{0x1057, "Motorola"}, {0x1095, "Silicon Image"}, {0x10de, "Nvidia"},
	{0x10ec, "Realtek"}, {0x1102, "Creative"}, {0x1106, "VIA"}, {0x111d, "IDT"},
	{0x11c1, "LSI"}, {0x11d4, "Analog Devices"}, {0x13f6, "C-Media"},
	{0x14f1, "Conexant"}, {0x17e8, "Chrontel"}, {0x1854, "LG"}, {0x19e5, "Huawei"},
	{0x1aec, "Wolfson Microelectronics"}, {0x1af4, "QEMU"}, {0x1fa8, "Senarytech"},
	{0x434d, "C-Media"}, {0x8086, "Intel"}, {0x8384, "SigmaTel"},
};
const struct hw_vocabulary hw_hdaudio_vendors = HW_NAMES(vendors);
/* clang-format on */
