// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/rows.h"

/* clang-format off */
const struct hw_field_spec hw_name_only[1] = {
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "name", .title = "name"},
};

/* Devices on a board that a driver asks for by name; the name may hold blanks. */
const struct hw_bus hw_family_board[] = {
	/* platform_uevent(), modalias_show(), drivers/base/platform.c;
	 * do_platform_entry() */
	{
		.name = "platform",
		.prefix = "platform:",
		.title = "platform device",
		.looks_like = "platform:NAME",
		.example = "platform:Fixed MDIO bus",
		HW_FIELDS(hw_name_only),
	},
	/* i2c_device_uevent(), drivers/i2c/i2c-core-base.c; do_i2c_entry() */
	{
		.name = "i2c",
		.prefix = "i2c:",
		.title = "I2C device",
		.looks_like = "i2c:NAME",
		.example = "i2c:ee1004",
		HW_FIELDS(hw_name_only),
	},
	/* spi_uevent(), drivers/spi/spi.c; do_spi_entry() */
	{
		.name = "spi",
		.prefix = "spi:",
		.title = "SPI device",
		.looks_like = "spi:NAME",
		.example = "spi:spidev",
		HW_FIELDS(hw_name_only),
	},
	{0},
};
/* clang-format on */
