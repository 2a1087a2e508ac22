// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* Mainframes, workstations and buses of older machines. */

/* clang-format off */
static const struct hw_field_spec ieee1394_fields[] = {
	/* 24-bit values; 0 = not in the configuration ROM */
	{HW_TAG("ven"), .width = 8, .digits = 6, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_OUI, .name = "vendor", .title = "vendor"},
	{HW_TAG("mo"), .width = 8, .digits = 6, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "model", .title = "model"},
	{HW_TAG("sp"), .width = 8, .digits = 6, .kind = HW_KIND_HEX, .space = HW_SPACE_OUI,
	 .name = "specifier", .title = "specifier"},
	{HW_TAG("ver"), .width = 8, .digits = 6, .kind = HW_KIND_HEX,
	 .name = "version", .title = "version"},
};

/* CISTPL_FUNCID_*, include/pcmcia/cistpl.h */
static const struct hw_value_name pcmcia_functions[] = {
	{0x00, "multi-function"}, {0x01, "memory"}, {0x02, "serial port"},
	{0x03, "parallel port"}, {0x04, "fixed disk"}, {0x05, "video"},
	{0x06, "network adapter"}, {0x07, "AIMS"}, {0x08, "SCSI"},
};
static const struct hw_vocabulary pcmcia_function_names = HW_NAMES(pcmcia_functions);

/* pa … pd: crc32_le() of the product strings with seed 0 and no final inversion,
 * pcmcia_product_string_hash; 0 = no such string */
static const struct hw_field_spec pcmcia_fields[] = {
	{HW_TAG("m"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "manufacturer", .title = "manufacturer"},
	{HW_TAG("c"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .name = "card", .title = "card"},
	{HW_TAG("f"), .width = 2, .kind = HW_KIND_HEX, .role = HW_ROLE_CLASS,
	 .names = &pcmcia_function_names,
	 .name = "function_id", .title = "function kind"},
	{HW_TAG("fn"), .width = 2, .kind = HW_KIND_HEX, .name = "function", .title = "function"},
	{HW_TAG("pfn"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "device_number", .title = "device number"},
	{HW_TAG("pa"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "product_hash_1", .title = "hash of product string 1"},
	{HW_TAG("pb"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "product_hash_2", .title = "hash of product string 2"},
	{HW_TAG("pc"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "product_hash_3", .title = "hash of product string 3"},
	{HW_TAG("pd"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "product_hash_4", .title = "hash of product string 4"},
};

static const struct hw_field_spec parisc_fields[] = {
	{HW_TAG("t"), .width = 2, .kind = HW_KIND_HEX, .name = "hw_type", .title = "hardware type"},
	{HW_TAG("hv"), .width = 4, .kind = HW_KIND_HEX,
	 .name = "hversion", .title = "hardware version"},
	{HW_TAG("rev"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "hversion_rev", .title = "hardware revision"},
	{HW_TAG("sv"), .width = 8, .kind = HW_KIND_HEX,
	 .name = "sversion", .title = "software version"},
};

static const struct hw_field_spec ccw_fields[] = {
	{HW_TAG("t"), .width = 4, .kind = HW_KIND_HEX,
	 .name = "cu_type", .title = "control unit type"},
	{HW_TAG("m"), .width = 2, .kind = HW_KIND_HEX,
	 .name = "cu_model", .title = "control unit model"},
	/* without a device type the tags have no digits */
	{HW_TAG("dt"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_EMPTY,
	 .name = "dev_type", .title = "device type"},
	{HW_TAG("dm"), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_EMPTY,
	 .name = "dev_model", .title = "device model"},
};

static const struct hw_field_spec css_fields[] = {
	{HW_TAG("t"), .width = 1, .kind = HW_KIND_HEX, .name = "type", .title = "subchannel type"},
};

static const struct hw_field_spec ap_fields[] = {
	{HW_TAG("t"), .width = 2, .kind = HW_KIND_HEX, .name = "type", .title = "card type"},
};

static const struct hw_field_spec zorro_fields[] = {
	{HW_TAG("i"), .width = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .name = "manufacturer", .title = "manufacturer"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_SPLIT,
	 .role = HW_ROLE_DEVICE, .name = "product", .title = "product"},
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_SPLIT,
	 .name = "epc", .title = "extended product code"},
};

static const struct hw_field_spec gio_fields[] = {
	{HW_TAG(""), .width = 2, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER,
	 .name = "id", .title = "product id"},
};

static const struct hw_field_spec mipscdmm_fields[] = {
	{HW_TAG("t"), .width = 2, .kind = HW_KIND_HEX, .name = "type", .title = "type"},
};

const struct hw_bus hw_family_legacy[] = {
	/* get_modalias(), drivers/firewire/core-device.c; do_ieee1394_entry() */
	{
		.name = "ieee1394",
		.prefix = "ieee1394:",
		.title = "FireWire unit",
		.looks_like = "ieee1394:venVVVVVVVVmoMMMMMMMMspSSSSSSSSverVVVVVVVV",
		.example = "ieee1394:ven00002327mo00020002sp0000A02Dver00010001",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ieee1394_fields),
	},
	/* modalias_show(), pcmcia_bus_uevent(), drivers/pcmcia/ds.c; do_pcmcia_entry() */
	{
		.name = "pcmcia",
		.prefix = "pcmcia:",
		.title = "PC Card function",
		.looks_like = "pcmcia:mMMMMcCCCCfFFfnNNpfnNNpaHHHHHHHHpbHHHHHHHHpcHHHHHHHHpdHHHHHHHH",
		.example = "pcmcia:m0000c0000f00fn00pfn00pa46D7DB81pb66536591pcE96CA5CCpd00000000",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(pcmcia_fields),
	},
	/* make_modalias(), arch/parisc/kernel/drivers.c; do_parisc_entry() */
	{
		.name = "parisc",
		.prefix = "parisc:",
		.title = "PA-RISC device",
		.looks_like = "parisc:tTThvHHHHrevRRsvSSSSSSSS",
		.example = "parisc:t0Ahv0019rev01sv00000070",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(parisc_fields),
	},
	/* snprint_alias(), drivers/s390/cio/device.c; do_ccw_entry() */
	{
		.name = "ccw",
		.prefix = "ccw:",
		.title = "channel-attached device",
		.looks_like = "ccw:tTTTTmMMdtTTTTdmMM",
		.example = "ccw:t3990mE9dt3390dm0C",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ccw_fields),
	},
	/* css_uevent(), modalias_show(), drivers/s390/cio/css.c; do_css_entry() */
	{
		.name = "css",
		.prefix = "css:",
		.title = "subchannel",
		.looks_like = "css:tT",
		.example = "css:t0",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_DRIVER_OVERRIDE,
		HW_FIELDS(css_fields),
	},
	/* modalias_show(), drivers/s390/crypto/ap_card.c; ap_uevent(); do_ap_entry().
	 * Cards only, not their queues. */
	{
		.name = "ap",
		.prefix = "ap:",
		.title = "cryptographic adapter",
		.looks_like = "ap:tTT",
		.example = "ap:t0D",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(ap_fields),
	},
	/* scmdev_uevent(), drivers/s390/cio/scm.c */
	{
		.name = "scm",
		.prefix = "scm:",
		.title = "storage class memory",
		.looks_like = "scm:scmdev",
		.example = "scm:scmdev",
		.where = HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	/* modalias_show(), drivers/zorro/zorro-sysfs.c; zorro_uevent(); do_zorro_entry().
	 * ZORRO_ID(): manufacturer, product and extended product code in one number. */
	{
		.name = "zorro",
		.prefix = "zorro:",
		.title = "Amiga Zorro board",
		.looks_like = "zorro:iMMMMPPEE",
		.example = "zorro:i02020002",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(zorro_fields),
	},
	/* modalias_show(), gio_device_uevent(), arch/mips/sgi-ip22/ip22-gio.c */
	{
		.name = "gio",
		.prefix = "gio:",
		.title = "SGI GIO board",
		.looks_like = "gio:ii",
		.example = "gio:7e",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(gio_fields),
	},
	/* modalias_show(), mips_cdmm_uevent(), drivers/bus/mips_cdmm.c;
	 * do_mips_cdmm_entry() */
	{
		.name = "mipscdmm",
		.prefix = "mipscdmm:",
		.title = "MIPS common device memory map device",
		.looks_like = "mipscdmm:tTT",
		.example = "mipscdmm:t02",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(mipscdmm_fields),
	},
	{0},
};
/* clang-format on */
