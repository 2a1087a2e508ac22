// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* SMBIOS specification 3.x (DSP0134), System Enclosure or Chassis Types, table 17 */
static const struct hw_value_name chassis_types[] = {
	{1, "other"}, {2, "unknown"}, {3, "desktop"}, {4, "low profile desktop"},
	{5, "pizza box"}, {6, "mini tower"}, {7, "tower"}, {8, "portable"},
	{9, "laptop"}, {10, "notebook"}, {11, "hand held"}, {12, "docking station"},
	{13, "all in one"}, {14, "sub notebook"}, {15, "space-saving"},
	{16, "lunch box"}, {17, "main server chassis"}, {18, "expansion chassis"},
	{19, "sub chassis"}, {20, "bus expansion chassis"}, {21, "peripheral chassis"},
	{22, "RAID chassis"}, {23, "rack mount chassis"}, {24, "sealed-case PC"},
	{25, "multi-system chassis"}, {26, "Compact PCI"}, {27, "Advanced TCA"},
	{28, "blade"}, {29, "blade enclosure"}, {30, "tablet"}, {31, "convertible"},
	{32, "detachable"}, {33, "IoT gateway"}, {34, "embedded PC"}, {35, "mini PC"},
	{36, "stick PC"},
};
static const struct hw_vocabulary chassis_type_names = HW_NAMES(chassis_types);

#define TEXT .kind = HW_KIND_TEXT, .end = ':', .flags = HW_FIELD_OPTIONAL

/* the order of the fields[] table of drivers/firmware/dmi-id.c */
static const struct hw_field_spec dmi_fields[] = {
	{HW_TAG("bvn"), TEXT, .name = "bios_vendor",         .title = "BIOS vendor"},
	{HW_TAG("bvr"), TEXT, .name = "bios_version",        .title = "BIOS version"},
	{HW_TAG("bd"),  TEXT, .name = "bios_date",           .title = "BIOS date"},
	{HW_TAG("br"),  TEXT, .name = "bios_release",        .title = "BIOS release"},
	{HW_TAG("efr"), TEXT, .name = "ec_firmware_release", .title = "embedded controller firmware release"},
	{HW_TAG("svn"), TEXT, .name = "sys_vendor",          .title = "system vendor",
	 .role = HW_ROLE_OWN_VENDOR},
	{HW_TAG("pn"),  TEXT, .name = "product_name",        .title = "product name",
	 .role = HW_ROLE_OWN_NAME},
	{HW_TAG("pvr"), TEXT, .name = "product_version",     .title = "product version"},
	{HW_TAG("rvn"), TEXT, .name = "board_vendor",        .title = "board vendor"},
	{HW_TAG("rn"),  TEXT, .name = "board_name",          .title = "board name"},
	{HW_TAG("rvr"), TEXT, .name = "board_version",       .title = "board version"},
	{HW_TAG("cvn"), TEXT, .name = "chassis_vendor",      .title = "chassis vendor"},
	{HW_TAG("ct"),  TEXT, .name = "chassis_type",        .title = "chassis type",
	 .names = &chassis_type_names},
	{HW_TAG("cvr"), TEXT, .name = "chassis_version",     .title = "chassis version"},
	{HW_TAG("sku"), TEXT, .name = "product_sku",         .title = "product SKU"},
	{HW_TAG("pfa"), TEXT, .name = "product_family",      .title = "product family"},
};
#undef TEXT

static const struct hw_bus_directory dmi_directory = {
	.path = "sys/class/dmi/id",
	.name = "id",
};

const struct hw_bus hw_family_dmi[] = {
	/* get_modalias(), drivers/firmware/dmi-id.c: it drops blanks, control
	 * characters, ':' and all beyond ASCII from the texts, and a field with its tag if
	 * SMBIOS lacks it. `sku` was behind `pvr` in 5.13 and 5.14, so the order does not
	 * count. do_dmi_entry() */
	{
		.name = "dmi",
		.prefix = "dmi:",
		.title = "firmware identification",
		.looks_like = "dmi:bvnTEXT:bvrTEXT:bdDATE:brN.N:efrN.N:svnTEXT:pnTEXT:pvrTEXT:rvnTEXT:rnTEXT:rvrTEXT:cvnTEXT:ctN:cvrTEXT:skuTEXT:pfaTEXT:",
		.example = "dmi:bvncoreboot:bvrMrChromebox:bd07/14/2017:svnGOOGLE:pnPeppy:pvr1.0:rvnGOOGLE:rnPeppy:rvr1.0:cvnGOOGLE:ct9:cvr:",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.flags = HW_BUS_STARRED | HW_BUS_ANY_ORDER,
		.traits = HW_BUS_CLASS,
		.directory = &dmi_directory,
		HW_FIELDS(dmi_fields),
	},
	{0},
};
/* clang-format on */
