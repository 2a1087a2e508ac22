// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */
const struct hw_field_spec hw_name_only[1] = {
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "name", .title = "name"},
};

const struct hw_field_spec hw_type_only[1] = {
	{HW_TAG("t"), .kind = HW_KIND_DEC, .name = "type", .title = "type"},
};

static const struct hw_field_spec auxiliary_fields[] = {
	{HW_TAG(""), .kind = HW_KIND_TEXT, .end = '.', .flags = HW_FIELD_OPEN_END,
	 .name = "module", .title = "parent's module"},
	{HW_TAG(""), .kind = HW_KIND_REST, .name = "device", .title = "device"},
};

/* enum amba_vendor, include/linux/amba/bus.h */
static const struct hw_value_name amba_designers[] = {
	{0x41, "Arm"}, {0x51, "Qualcomm"}, {0x80, "ST"}, {0xb6, "LSI"}, {0xfe, "Linux"},
};
static const struct hw_vocabulary amba_designer_names = HW_NAMES(amba_designers);

/* Arm PrimeCell peripheral id: part [11:0], designer [19:12], revision [23:20],
 * configuration [31:24]; printed from the top */
static const struct hw_field_spec amba_fields[] = {
	{HW_TAG("d"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "configuration", .title = "configuration"},
	{HW_TAG(""), .width = 1, .kind = HW_KIND_HEX, .flags = HW_FIELD_SPLIT,
	 .name = "revision", .title = "revision"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_SPLIT,
	 .role = HW_ROLE_VENDOR, .names = &amba_designer_names,
	 .name = "designer", .title = "designer"},
	{HW_TAG(""), .width = 3, .kind = HW_KIND_HEX, .flags = HW_FIELD_SPLIT,
	 .role = HW_ROLE_DEVICE, .name = "part", .title = "part"},
};

/* BCMA_MANUF_*, include/linux/bcma/bcma.h; not JEP106 but for the first */
static const struct hw_value_name bcma_manufacturers[] = {
	{0x43b, "Arm"}, {0x4a7, "MIPS"}, {0x4bf, "Broadcom"},
};
static const struct hw_vocabulary bcma_manufacturer_names = HW_NAMES(bcma_manufacturers);

static const struct hw_field_spec bcma_fields[] = {
	{HW_TAG("m"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .names = &bcma_manufacturer_names, .name = "manufacturer", .title = "manufacturer"},
	{HW_TAG("id"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "core", .title = "core"},
	{HW_TAG("rev"), .width = 2, .kind = HW_KIND_HEX, .name = "revision", .title = "revision"},
	{HW_TAG("cl"), .width = 2, .kind = HW_KIND_HEX, .name = "class", .title = "class"},
};

/* SSB_VENDOR_BROADCOM, include/linux/ssb/ssb.h */
static const struct hw_value_name ssb_vendors[] = {{0x4243, "Broadcom"}};
static const struct hw_vocabulary ssb_vendor_names = HW_NAMES(ssb_vendors);

static const struct hw_field_spec ssb_fields[] = {
	{HW_TAG("v"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .names = &ssb_vendor_names, .name = "vendor", .title = "vendor"},
	{HW_TAG("id"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "core", .title = "core"},
	{HW_TAG("rev"), .width = 2, .kind = HW_KIND_HEX, .name = "revision", .title = "revision"},
};

static const struct hw_field_spec mcb_fields[] = {
	{HW_TAG(""), .width = 3, .kind = HW_KIND_DEC, .name = "device", .title = "device"},
};

/* enum dfl_id_type, drivers/fpga/dfl.h */
static const struct hw_value_name dfl_types[] = {
	{0, "FPGA management engine"}, {1, "port"},
};
static const struct hw_vocabulary dfl_type_names = HW_NAMES(dfl_types);

static const struct hw_field_spec dfl_fields[] = {
	{HW_TAG("t"), .width = 4, .kind = HW_KIND_HEX, .names = &dfl_type_names,
	 .name = "type", .title = "type"},
	{HW_TAG("f"), .width = 4, .kind = HW_KIND_HEX, .name = "feature", .title = "feature"},
};

static const struct hw_field_spec fsl_mc_fields[] = {
	{HW_TAG("v"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .name = "vendor", .title = "vendor"},
	{HW_TAG("d"), .kind = HW_KIND_REST, .name = "type", .title = "object type"},
};

static const struct hw_field_spec i3c_fields[] = {
	{HW_TAG("dcr"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "characteristics", .title = "device characteristics"},
	{HW_TAG("manuf"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .names = &hw_mipi_manufacturers, .name = "manufacturer", .title = "MIPI manufacturer"},
	{HW_TAG("part"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .role = HW_ROLE_DEVICE, .name = "part", .title = "part"},
	{HW_TAG("ext"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "extra_info", .title = "extra information"},
};

/* IEEE 802.3 clause 22 registers 2 and 3: OUI bits 3 to 24, model, revision */
static const struct hw_field_spec mdio_fields[] = {
	{HW_TAG(""), .width = 22, .kind = HW_KIND_BIN, .name = "oui_bits", .title = "OUI, bits 3 to 24"},
	{HW_TAG(""), .width = 6, .kind = HW_KIND_BIN, .flags = HW_FIELD_SPLIT,
	 .name = "model", .title = "model"},
	{HW_TAG(""), .width = 4, .kind = HW_KIND_BIN, .flags = HW_FIELD_SPLIT,
	 .name = "revision", .title = "revision"},
};

static const struct hw_field_spec ipack_fields[] = {
	{HW_TAG("f"), .width = 2, .kind = HW_KIND_HEX, .name = "format", .title = "id format"},
	{HW_TAG("v"), .width = 8, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "vendor", .title = "vendor"},
	{HW_TAG("d"), .width = 8, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "device", .title = "device"},
};

/* Devices on a board. Most have a name that their driver asks for; it may hold blanks. */
const struct hw_bus hw_family_board[] = {
	/* platform_uevent(), modalias_show(), drivers/base/platform.c;
	 * do_platform_entry() */
	{
		.name = "platform",
		.prefix = "platform:",
		.title = "platform device",
		.looks_like = "platform:NAME",
		.example = "platform:Fixed MDIO bus",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(hw_name_only),
	},
	/* i2c_device_uevent(), drivers/i2c/i2c-core-base.c; do_i2c_entry() */
	{
		.name = "i2c",
		.prefix = "i2c:",
		.title = "I2C device",
		.looks_like = "i2c:NAME",
		.example = "i2c:ee1004",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_OF_NAMES,
		HW_FIELDS(hw_name_only),
	},
	/* spi_uevent(), drivers/spi/spi.c; do_spi_entry() */
	{
		.name = "spi",
		.prefix = "spi:",
		.title = "SPI device",
		.looks_like = "spi:NAME",
		.example = "spi:spidev",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE | HW_BUS_OF_NAMES,
		HW_FIELDS(hw_name_only),
	},
	/* rpmsg_uevent(), drivers/rpmsg/rpmsg_core.c; do_rpmsg_entry() */
	{
		.name = "rpmsg",
		.prefix = "rpmsg:",
		.title = "remote processor message channel",
		.looks_like = "rpmsg:NAME",
		.example = "rpmsg:IPCRTR",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(hw_name_only),
	},
	/* mhi_uevent(), drivers/bus/mhi/host/init.c; do_mhi_entry() */
	{
		.name = "mhi",
		.prefix = "mhi:",
		.title = "MHI channel",
		.looks_like = "mhi:CHANNEL",
		.example = "mhi:IP_HW0_MBIM",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* mhi_ep_uevent(), drivers/bus/mhi/ep/main.c; do_mhi_ep_entry() */
	{
		.name = "mhi_ep",
		.prefix = "mhi_ep:",
		.title = "MHI channel, endpoint side",
		.looks_like = "mhi_ep:CHANNEL",
		.example = "mhi_ep:IP_SW0",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* vchiq_bus_uevent(), drivers/staging/vc04_services; do_vchiq_entry() */
	{
		.name = "vchiq",
		.prefix = "vchiq:",
		.title = "VideoCore service",
		.looks_like = "vchiq:NAME",
		.example = "vchiq:bcm2835-audio",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* patterns written by hand; devices have of: strings */
	{
		.name = "spmi",
		.prefix = "spmi:",
		.title = "SPMI device",
		.looks_like = "spmi:NAME",
		.example = "spmi:spmi-pmic",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(hw_name_only),
	},
	/* hsi_bus_uevent(), modalias_show(), drivers/hsi/hsi_core.c */
	{
		.name = "hsi",
		.prefix = "hsi:",
		.title = "HSI client",
		.looks_like = "hsi:NAME",
		.example = "hsi:ssi-protocol",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* mipi_dsi_uevent(), drivers/gpu/drm/drm_mipi_dsi.c */
	{
		.name = "mipi-dsi",
		.prefix = "mipi-dsi:",
		.title = "MIPI display",
		.looks_like = "mipi-dsi:NAME",
		.example = "mipi-dsi:panel",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* patterns written by hand */
	{
		.name = "isa",
		.prefix = "isa:",
		.title = "ISA driver",
		.looks_like = "isa:NAME",
		.example = "isa:pcl711",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(hw_name_only),
	},
	/* patterns written by hand */
	{
		.name = "mcp",
		.prefix = "mcp:",
		.title = "MCP codec",
		.looks_like = "mcp:NAME",
		.example = "mcp:ucb1x00",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(hw_name_only),
	},
	/* patterns written by hand; modpost has no handler */
	{
		.name = "greybus",
		.prefix = "greybus:",
		.title = "Greybus bundle",
		.looks_like = "greybus:NAME",
		.example = "greybus:v*p*",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(hw_name_only),
	},
	/* auxiliary_uevent(), drivers/base/auxiliary.c, which leaves out the instance;
	 * do_auxiliary_entry() */
	{
		.name = "auxiliary",
		.prefix = "auxiliary:",
		.title = "part of another device",
		.looks_like = "auxiliary:MODULE.DEVICE",
		.example = "auxiliary:mlx5_core.eth",
		.where = HW_IN_UEVENT,
		HW_FIELDS(auxiliary_fields),
	},
	/* amba_uevent(), drivers/amba/bus.c; do_amba_entry() writes a digit that the driver
	 * does not ask for as '?' */
	{
		.name = "amba",
		.prefix = "amba:",
		.title = "Arm PrimeCell device",
		.looks_like = "amba:dIIIIIIII",
		.example = "amba:d00041330",
		.where = HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(amba_fields),
	},
	/* bcma_device_uevent(), drivers/bcma/main.c; do_bcma_entry() */
	{
		.name = "bcma",
		.prefix = "bcma:",
		.title = "Broadcom AMBA core",
		.looks_like = "bcma:mMMMMidIIIIrevRRclCC",
		.example = "bcma:m04BFid0812rev17cl00",
		.where = HW_IN_UEVENT,
		HW_FIELDS(bcma_fields),
	},
	/* ssb_device_uevent(), drivers/ssb/main.c; do_ssb_entry() */
	{
		.name = "ssb",
		.prefix = "ssb:",
		.title = "Sonics Silicon Backplane core",
		.looks_like = "ssb:vVVVVidIIIIrevRR",
		.example = "ssb:v4243id0812rev05",
		.where = HW_IN_UEVENT,
		HW_FIELDS(ssb_fields),
	},
	/* mcb_uevent(), drivers/mcb/mcb-core.c; decimal, of MEN's 16Znnn cores */
	{
		.name = "mcb",
		.prefix = "mcb:16z",
		.title = "MEN chameleon core",
		.looks_like = "mcb:16zNNN",
		.example = "mcb:16z025",
		.where = HW_IN_UEVENT,
		HW_FIELDS(mcb_fields),
	},
	/* dfl_bus_uevent(), drivers/fpga/dfl.c; do_dfl_entry() */
	{
		.name = "dfl",
		.prefix = "dfl:",
		.title = "FPGA feature",
		.looks_like = "dfl:tTTTTfFFFF",
		.example = "dfl:t0000f0004",
		.where = HW_IN_UEVENT,
		HW_FIELDS(dfl_fields),
	},
	/* fsl_mc_bus_uevent(), modalias_show(), drivers/bus/fsl-mc/fsl-mc-bus.c;
	 * do_fsl_mc_entry() */
	{
		.name = "fsl-mc",
		.prefix = "fsl-mc:",
		.title = "NXP management complex object",
		.looks_like = "fsl-mc:vVVVVVVVVdTYPE",
		.example = "fsl-mc:v00001957ddpni",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(fsl_mc_fields),
	},
	/* i3c_device_uevent(), modalias_show(), drivers/i3c/master.c; do_i3c_entry(). Part
	 * and extra id are missing where the provisional id is random. */
	{
		.name = "i3c",
		.prefix = "i3c:",
		.title = "I3C device",
		.looks_like = "i3c:dcrDDmanufMMMMpartPPPPextEEEE",
		.example = "i3c:dcr00manuf0235part0001ext0000",
		.identity = HW_IDENTITY_PROVISIONED,
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(i3c_fields),
	},
	/* what phy_request_driver_module(), drivers/net/phy/phy_device.c, asks for;
	 * do_mdio_entry() writes bits that a driver masks out as '?' */
	{
		.name = "mdio",
		.prefix = "mdio:",
		.title = "Ethernet PHY",
		.looks_like = "mdio:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
		.example = "mdio:00000000001000100001011000100010",
		.where = HW_IN_PATTERNS,
		HW_FIELDS(mdio_fields),
	},
	/* ipack_uevent(), drivers/ipack/ipack.c; do_ipack_entry() */
	{
		.name = "ipack",
		.prefix = "ipack:",
		.title = "IndustryPack module",
		.looks_like = "ipack:fFFvVVVVVVVVdDDDDDDDD",
		.example = "ipack:f01v000000F0d00000022",
		.where = HW_IN_UEVENT,
		HW_FIELDS(ipack_fields),
	},
	/* modalias_show() of the same file prints no k */
	{
		.name = "ipack",
		.prefix = "ipac:",
		.title = "IndustryPack module",
		.looks_like = "ipac:fFFvVVVVVVVVdDDDDDDDD",
		.example = "ipac:f01v000000F0d00000022",
		.where = HW_IN_SYSFS,
		HW_FIELDS(ipack_fields),
	},
	/* idxd_config_bus_uevent(), drivers/dma/idxd/bus.c; patterns are
	 * MODULE_ALIAS_IDXD_DEVICE() */
	{
		.name = "idxd",
		.prefix = "idxd:",
		.title = "Intel data accelerator",
		.looks_like = "idxd:tN",
		.example = "idxd:t0",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_type_only),
	},
	{0},
};
/* clang-format on */
