// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

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
