// SPDX-License-Identifier: GPL-2.0-or-later
/* Configuration spaces composed from the specifications. */
#include <linux/pci_regs.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "decoders/registers/registers.h"
#include "tests/lib/layout_fields.h"

/* A configuration space that a test fills. */
struct config {
	uint8_t b[HW_PCI_CONFIG_MAX];
	size_t n;
};

static void set(struct config *c, size_t at, unsigned width, uint64_t value)
{
	for (unsigned i = 0; i < width; i++)
		c->b[at + i] = (uint8_t)(value >> 8 * i);
}

static void begin(struct config *c, size_t n, unsigned header_type)
{
	memset(c->b, 0, sizeof(c->b));
	c->n = n;
	set(c, PCI_VENDOR_ID, 2, 0x8086);
	set(c, PCI_DEVICE_ID, 2, 0x15b7);
	set(c, PCI_HEADER_TYPE, 1, header_type);
}

/* Adds a capability behind the one that `pointer` belongs to. */
static void capability(struct config *c, size_t pointer, size_t at, unsigned id)
{
	set(c, PCI_STATUS, 2, PCI_STATUS_CAP_LIST);
	set(c, pointer, 1, at);
	set(c, at, 1, id);
}

static void extended(struct config *c, size_t before, size_t at, unsigned id,
		     unsigned version)
{
	if (before) {
		c->b[before + 2] = (uint8_t)((c->b[before + 2] & 0xf) | (at & 0xf) << 4);
		c->b[before + 3] = (uint8_t)(at >> 4);
	}
	set(c, at, 4, id | version << 16);
}

/* The block at `at`, which must be there. */
static struct hw_pci_block block_at(const struct config *c, unsigned at)
{
	struct hw_pci_walk walk;
	struct hw_pci_block block;

	hw_pci_begin(&walk, (struct hw_bytes){c->b, c->n});
	while (hw_pci_next(&walk, &block))
		if (block.at == at && block.layout)
			return block;
	fail_msg("no block at %x", at);
	return block;
}

static const char *text(const struct config *c, unsigned at, const char *path)
{
	static char buf[300];
	struct hw_pci_block block = block_at(c, at);

	return layout_text(block.layout, block.bytes, path, buf, sizeof(buf));
}

static uint64_t number(const struct config *c, unsigned at, const char *path)
{
	struct hw_pci_block block = block_at(c, at);
	struct hw_layout_value value;

	if (!layout_find(block.layout, block.bytes, path, &value))
		fail_msg("no field %s", path);
	return value.number;
}

/* Problems in order, and how many blocks there are. */
static size_t walk_all(const struct config *c, enum hw_layout_problem *ret_first,
		       unsigned *ret_at)
{
	struct hw_pci_walk walk;
	struct hw_pci_block block;
	size_t blocks = 0;

	*ret_first = HW_LAYOUT_SOUND;
	*ret_at = 0;
	hw_pci_begin(&walk, (struct hw_bytes){c->b, c->n});
	while (hw_pci_next(&walk, &block)) {
		blocks += block.layout != NULL;
		if (block.problem && !*ret_first) {
			*ret_first = block.problem;
			*ret_at = block.at;
		}
		assert_true(block.bytes.n <= c->n);
	}
	return blocks;
}

static void device_header(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 64, 0x80);
	set(&c, PCI_COMMAND, 2,
	    PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER | PCI_COMMAND_INTX_DISABLE);
	set(&c, PCI_STATUS, 2, PCI_STATUS_66MHZ | PCI_STATUS_REC_MASTER_ABORT | 1 << 9);
	set(&c, PCI_CLASS_REVISION, 4, 0x02000021);
	set(&c, PCI_CACHE_LINE_SIZE, 1, 16);
	set(&c, PCI_LATENCY_TIMER, 1, 64);
	set(&c, PCI_BASE_ADDRESS_0, 4,
	    0xf7000000 | PCI_BASE_ADDRESS_MEM_TYPE_64 | PCI_BASE_ADDRESS_MEM_PREFETCH);
	set(&c, PCI_BASE_ADDRESS_1, 4, 0x12);
	set(&c, PCI_BASE_ADDRESS_3, 4, 0xf080 | PCI_BASE_ADDRESS_SPACE_IO);
	set(&c, PCI_BASE_ADDRESS_5, 4, 0xdf230000 | PCI_BASE_ADDRESS_MEM_TYPE_1M);
	set(&c, PCI_ROM_ADDRESS, 4, 0xdf200000 | PCI_ROM_ADDRESS_ENABLE);
	set(&c, PCI_SUBSYSTEM_VENDOR_ID, 4, 0x224417aa);
	set(&c, PCI_INTERRUPT_LINE, 2, 0x020b);
	set(&c, PCI_MIN_GNT, 2, 0x0803);

	assert_string_equal(text(&c, 0, "vendor"), "8086");
	assert_string_equal(text(&c, 0, "command.memory_space"), "yes");
	assert_string_equal(text(&c, 0, "command.io_space"), "no");
	assert_string_equal(text(&c, 0, "command.intx_disabled"), "yes");
	assert_string_equal(text(&c, 0, "status.capable_66_mhz"), "yes");
	assert_string_equal(text(&c, 0, "status.devsel"), "medium");
	assert_string_equal(text(&c, 0, "status.received_master_abort"), "yes");
	assert_string_equal(text(&c, 0, "revision"), "21");
	assert_string_equal(text(&c, 0, "base_class"), "02");
	assert_string_equal(text(&c, 0, "cache_line_bytes"), "64 bytes");
	assert_string_equal(text(&c, 0, "header_type"), "device");
	assert_string_equal(text(&c, 0, "multi_function"), "yes");
	assert_string_equal(text(&c, 0, "bars.0.address"), "0x12f7000000");
	assert_string_equal(text(&c, 0, "bars.0.width"), "64 bits");
	assert_string_equal(text(&c, 0, "bars.0.prefetchable"), "yes");
	assert_string_equal(text(&c, 0, "bars.1.address"), "-");
	assert_string_equal(text(&c, 0, "bars.2.address"), "-");
	assert_string_equal(text(&c, 0, "bars.3.space"), "I/O");
	assert_string_equal(text(&c, 0, "bars.3.address"), "0xf080");
	assert_string_equal(text(&c, 0, "bars.3.width"), "-");
	assert_string_equal(text(&c, 0, "bars.5.width"), "below 1 MiB");
	assert_int_equal(number(&c, 0, "bars.5.bar"), 5);
	assert_string_equal(text(&c, 0, "rom.address"), "0xdf200000");
	assert_string_equal(text(&c, 0, "rom.enabled"), "yes");
	assert_string_equal(text(&c, 0, "subsystem_device"), "2244");
	assert_string_equal(text(&c, 0, "interrupt_pin"), "B");
	assert_string_equal(text(&c, 0, "min_grant_ns"), "750 ns");
	assert_string_equal(text(&c, 0, "max_latency_ns"), "2000 ns");
}

static void bridge_header(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 64, 1);
	set(&c, PCI_PRIMARY_BUS, 4, 0x20040300);
	/* I/O 12345000 to 12346fff, memory fe000000 to fe1fffff, prefetchable disabled */
	set(&c, PCI_IO_BASE, 2, 0x6151);
	set(&c, PCI_IO_BASE_UPPER16, 4, 0x12341234);
	set(&c, PCI_MEMORY_BASE, 4, 0xfe10fe00);
	set(&c, PCI_PREF_MEMORY_BASE, 4, 0x0001fff1);
	set(&c, PCI_PREF_BASE_UPPER32, 4, 1);
	set(&c, PCI_BRIDGE_CONTROL, 2,
	    PCI_BRIDGE_CTL_VGA | PCI_BRIDGE_CTL_BUS_RESET | 1 << 11);
	set(&c, PCI_SEC_STATUS, 2, 1 << 14);

	assert_string_equal(text(&c, 0, "secondary_bus"), "03");
	assert_string_equal(text(&c, 0, "subordinate_bus"), "04");
	assert_int_equal(number(&c, 0, "secondary_latency_timer"), 32);
	assert_string_equal(text(&c, 0, "io_window.base"), "0x12345000");
	assert_string_equal(text(&c, 0, "io_window.limit"), "0x12346fff");
	assert_string_equal(text(&c, 0, "io_window.enabled"), "yes");
	assert_string_equal(text(&c, 0, "io_window.width"), "32 bits");
	assert_string_equal(text(&c, 0, "memory_window.base"), "0xfe000000");
	assert_string_equal(text(&c, 0, "memory_window.limit"), "0xfe1fffff");
	assert_string_equal(text(&c, 0, "prefetchable_window.base"), "0x1fff00000");
	assert_string_equal(text(&c, 0, "prefetchable_window.enabled"), "no");
	assert_string_equal(text(&c, 0, "prefetchable_window.width"), "64 bits");
	assert_string_equal(text(&c, 0, "bridge_control.vga"), "yes");
	assert_string_equal(text(&c, 0, "bridge_control.secondary_bus_reset"), "yes");
	assert_string_equal(text(&c, 0, "bridge_control.discard_timer_serr"), "yes");
	assert_string_equal(text(&c, 0, "secondary_status.received_system_error"), "yes");
}

static void cardbus_header(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 128, 2);
	set(&c, PCI_CB_CARD_BUS, 1, 5);
	set(&c, PCI_CB_MEMORY_BASE_0, 4, 0x80000000);
	set(&c, PCI_CB_MEMORY_LIMIT_0, 4, 0x83fff000);
	set(&c, PCI_CB_IO_BASE_1, 4, 0x4001);
	set(&c, PCI_CB_IO_LIMIT_1, 4, 0x40fc);
	set(&c, PCI_CB_SUBSYSTEM_VENDOR_ID, 2, 0x104d);
	set(&c, PCI_STATUS, 2, PCI_STATUS_CAP_LIST);
	set(&c, PCI_CB_CAPABILITY_LIST, 1, 0x50);
	set(&c, 0x50, 1, PCI_CAP_ID_PM);

	assert_string_equal(text(&c, 0, "secondary_bus"), "05");
	assert_string_equal(text(&c, 0, "memory_windows.0.limit"), "0x83ffffff");
	assert_string_equal(text(&c, 0, "io_windows.1.base"), "0x4000");
	assert_string_equal(text(&c, 0, "io_windows.1.limit"), "0x40ff");
	assert_string_equal(text(&c, 0, "subsystem_vendor"), "104d");
	assert_string_equal(block_at(&c, 0x50).layout->key, "power_management");
}

static void message_signalled_interrupts(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 256, 0);
	capability(&c, PCI_CAPABILITY_LIST, 0x50, PCI_CAP_ID_MSI);
	capability(&c, 0x51, 0x70, PCI_CAP_ID_MSI);
	capability(&c, 0x71, 0x90, PCI_CAP_ID_MSIX);
	/* 64-bit address, 4 of 8 vectors, masking */
	set(&c, 0x52, 2, 1 | 3 << 1 | 2 << 4 | 1 << 7 | 1 << 8);
	set(&c, 0x54, 8, 0x1fee00000);
	set(&c, 0x5c, 2, 0x4021);
	set(&c, 0x60, 4, 0xf0);
	set(&c, 0x64, 4, 0x01);
	/* 32-bit address, no masking */
	set(&c, 0x74, 4, 0xfee00000);
	set(&c, 0x78, 2, 0x4022);
	set(&c, 0x92, 2, 0x8000 | 127);
	set(&c, 0x94, 4, 0x2003);
	set(&c, 0x98, 4, 0x3004);

	assert_int_equal(number(&c, 0x50, "control.vectors_supported"), 8);
	assert_int_equal(number(&c, 0x50, "control.vectors_enabled"), 4);
	assert_string_equal(text(&c, 0x50, "address"), "0x1fee00000");
	assert_string_equal(text(&c, 0x50, "data"), "4021");
	assert_string_equal(text(&c, 0x50, "masked"), "000000f0");
	assert_string_equal(text(&c, 0x50, "pending"), "00000001");
	assert_string_equal(text(&c, 0x70, "address"), "0xfee00000");
	assert_string_equal(text(&c, 0x70, "data"), "4022");
	assert_string_equal(text(&c, 0x70, "masked"), "-");
	assert_int_equal(number(&c, 0x90, "control.vectors"), 128);
	assert_string_equal(text(&c, 0x90, "control.enabled"), "yes");
	assert_int_equal(number(&c, 0x90, "table.bar"), 3);
	assert_string_equal(text(&c, 0x90, "table.offset"), "0x2000");
	assert_int_equal(number(&c, 0x90, "pending_bits.bar"), 4);
	assert_string_equal(text(&c, 0x90, "pending_bits.offset"), "0x3000");
}

static void power_management(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 256, 0);
	capability(&c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_PM);
	set(&c, 0x42, 2, 3 | 7 << 6 | PCI_PM_CAP_D2 | PCI_PM_CAP_PME_D3cold);
	set(&c, 0x44, 2, 3 | PCI_PM_CTRL_NO_SOFT_RESET | 5 << 9 | PCI_PM_CTRL_PME_STATUS);
	assert_int_equal(number(&c, 0x40, "capabilities.aux_current_ma"), 375);
	assert_string_equal(text(&c, 0x40, "capabilities.d1"), "no");
	assert_string_equal(text(&c, 0x40, "capabilities.d2"), "yes");
	assert_string_equal(text(&c, 0x40, "capabilities.pme_from_d3cold"), "yes");
	assert_string_equal(text(&c, 0x40, "control.power_state"), "D3hot");
	assert_string_equal(text(&c, 0x40, "control.no_soft_reset"), "yes");
	assert_int_equal(number(&c, 0x40, "control.data_select"), 5);
	assert_string_equal(text(&c, 0x40, "control.pme_status"), "yes");
}

/* Which registers there are goes by the type of the port and by the version. */
static void express_by_type(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 256, 1);
	capability(&c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_EXP);
	/* root port, version 2, with a slot: 16 GT/s x4 in slot 7, at most 25 W */
	set(&c, 0x42, 2, 2 | PCI_EXP_TYPE_ROOT_PORT << 4 | PCI_EXP_FLAGS_SLOT | 5 << 9);
	set(&c, 0x44, 4, 2 | PCI_EXP_DEVCAP_RBER);
	set(&c, 0x48, 2, 2 << 5 | 5 << 12);
	set(&c, 0x4c, 4, 4 | 4 << 4 | PCI_EXP_LNKCAP_ASPM_L1 | 6 << 15 | 3u << 24);
	set(&c, 0x50, 2,
	    PCI_EXP_LNKCTL_ASPM_L1 | PCI_EXP_LNKCTL_CCC | PCI_EXP_LNKCTL_RCB);
	set(&c, 0x52, 2, 3 | 2 << 4 | PCI_EXP_LNKSTA_DLLLA);
	set(&c, 0x54, 4, PCI_EXP_SLTCAP_HPC | 250 << 7 | 1 << 15 | 7 << 19);
	set(&c, 0x58, 2, PCI_EXP_SLTCTL_PWR_IND_BLINK | PCI_EXP_SLTCTL_PWR_OFF);
	set(&c, 0x5a, 2, PCI_EXP_SLTSTA_PDS);
	set(&c, 0x60, 4, 0x00010305);
	set(&c, 0x64, 4, 0xf | PCI_EXP_DEVCAP2_LTR | PCI_EXP_DEVCAP2_OBFF_WAKE);
	set(&c, 0x68, 2, 6 | PCI_EXP_DEVCTL2_LTR_EN);
	set(&c, 0x6c, 4,
	    PCI_EXP_LNKCAP2_SLS_2_5GB | PCI_EXP_LNKCAP2_SLS_5_0GB | 1u << 31);
	set(&c, 0x70, 2, 4);
	set(&c, 0x72, 2, 1 | 1 << 1 | 1 << 10);

	assert_string_equal(text(&c, 0x40, "flags.type"), "Root Port");
	assert_int_equal(number(&c, 0x40, "flags.interrupt_message"), 5);
	assert_string_equal(text(&c, 0x40, "device_capabilities.max_payload_bytes"),
			    "512 bytes");
	assert_string_equal(text(&c, 0x40, "device_capabilities.function_level_reset"),
			    "-");
	assert_string_equal(text(&c, 0x40, "device_control.max_read_request_bytes"),
			    "4096 bytes");
	assert_string_equal(text(&c, 0x40, "link_capabilities.max_speed"), "16 GT/s");
	assert_int_equal(number(&c, 0x40, "link_capabilities.max_width"), 4);
	assert_string_equal(text(&c, 0x40, "link_capabilities.aspm"), "L1");
	assert_string_equal(text(&c, 0x40, "link_capabilities.l1_exit_latency"),
			    "32 to 64 us");
	assert_int_equal(number(&c, 0x40, "link_capabilities.port"), 3);
	assert_int_equal(number(&c, 0x40, "link_control.read_completion_boundary_bytes"),
			 128);
	assert_string_equal(text(&c, 0x40, "link_status.speed"), "8 GT/s");
	assert_int_equal(number(&c, 0x40, "link_status.width"), 2);
	assert_string_equal(text(&c, 0x40, "slot_capabilities.power_limit_mw"), "25 W");
	assert_int_equal(number(&c, 0x40, "slot_capabilities.slot"), 7);
	assert_string_equal(text(&c, 0x40, "slot_control.power_indicator"), "blinking");
	assert_string_equal(text(&c, 0x40, "slot_control.power"), "off");
	assert_string_equal(text(&c, 0x40, "slot_status.present"), "yes");
	assert_string_equal(text(&c, 0x40, "root_status.pme_requester_id"), "0305");
	assert_string_equal(text(&c, 0x40, "root_status.pme_status"), "yes");
	assert_string_equal(
		text(&c, 0x40, "device_capabilities_2.completion_timeout_ranges"),
		"A, B, C, D");
	assert_string_equal(text(&c, 0x40, "device_capabilities_2.obff"), "WAKE#");
	assert_string_equal(text(&c, 0x40, "device_control_2.completion_timeout"),
			    "65 to 210 ms");
	assert_string_equal(text(&c, 0x40, "link_capabilities_2.speeds"),
			    "2.5 GT/s, 5 GT/s");
	assert_string_equal(text(&c, 0x40, "link_capabilities_2.drs"), "yes");
	assert_string_equal(text(&c, 0x40, "link_control_2.target_speed"), "16 GT/s");
	assert_string_equal(text(&c, 0x40, "link_status_2.flit_mode"), "yes");

	/* the same registers of a version 1 integrated endpoint */
	set(&c, 0x42, 2, 1 | PCI_EXP_TYPE_RC_END << 4);
	assert_string_equal(text(&c, 0x40, "link_status.speed"), "-");
	assert_string_equal(text(&c, 0x40, "slot_status.present"), "-");
	assert_string_equal(text(&c, 0x40, "root_status.pme_status"), "-");
	assert_string_equal(text(&c, 0x40, "device_capabilities_2.obff"), "-");
	assert_string_equal(text(&c, 0x40, "device_capabilities.function_level_reset"),
			    "no");
}

/* Values from f0 on stand for 250 W and more when the scale is 1. */
static void slot_power_limits(void **state)
{
	static const struct {
		unsigned value;
		unsigned scale;
		uint64_t mw;
	} limits[] = {{75, 0, 75000},	 {250, 1, 25000},   {255, 2, 2550},
		      {255, 3, 255},	 {0xef, 0, 239000}, {0xf0, 0, 250000},
		      {0xf1, 0, 275000}, {0xf2, 0, 300000}};
	struct config c;

	(void)state;
	begin(&c, 256, 0);
	capability(&c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_EXP);
	set(&c, 0x42, 2, 2);
	for (size_t i = 0; i < HW_ARRAY_SIZE(limits); i++) {
		set(&c, 0x44, 4, limits[i].value << 18 | limits[i].scale << 26);
		assert_int_equal(
			number(&c, 0x40, "device_capabilities.slot_power_limit_mw"),
			limits[i].mw);
	}
}

static void virtio_by_vendor(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 256, 0);
	capability(&c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_VNDR);
	set(&c, 0x42, 2, 2 << 8 | 20);
	set(&c, 0x44, 1, 4);
	set(&c, 0x48, 4, 0x3000);
	set(&c, 0x4c, 4, 0x1000);
	set(&c, 0x50, 4, 4);
	assert_string_equal(block_at(&c, 0x40).layout->key, "vendor_specific");
	assert_int_equal(block_at(&c, 0x40).bytes.n, 20);
	set(&c, PCI_VENDOR_ID, 4, 0x10411af4);
	assert_string_equal(block_at(&c, 0x40).layout->key, "virtio");
	assert_string_equal(text(&c, 0x40, "structure"), "notifications");
	assert_int_equal(number(&c, 0x40, "bar"), 4);
	assert_string_equal(text(&c, 0x40, "offset"), "0x3000");
	assert_int_equal(number(&c, 0x40, "size_bytes"), 4096);
	assert_int_equal(number(&c, 0x40, "notify_multiplier"), 4);
	/* a shared memory region has 64 bits of both */
	set(&c, 0x42, 2, 8 << 8 | 24);
	set(&c, 0x50, 8, 0x0000000200000001);
	assert_string_equal(text(&c, 0x40, "offset"), "0x100003000");
	assert_int_equal(number(&c, 0x40, "size_bytes"), 0x200001000);
}

static void by_header_type(void **state)
{
	struct config c;

	(void)state;
	begin(&c, 256, 0);
	capability(&c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_PCIX);
	capability(&c, 0x41, 0x60, PCI_CAP_ID_EA);
	capability(&c, 0x61, 0x80, PCI_CAP_ID_HT);
	set(&c, 0x42, 2, 3 << 2 | 7 << 4);
	set(&c, 0x62, 1, 1);
	/* an entry of four registers: BAR 2, prefetchable, 64-bit base */
	set(&c, 0x64, 4, 3 | 2 << 4 | 1 << 8 | 0xffu << 16 | 1u << 31);
	set(&c, 0x68, 4, 0x40000000 | 2);
	set(&c, 0x6c, 4, 0x000ffffc);
	set(&c, 0x70, 4, 0x84);
	set(&c, 0x82, 2, HT_CAPTYPE_MSI_MAPPING << 8 | 3);
	assert_int_equal(number(&c, 0x40, "command.max_read_bytes"), 4096);
	assert_int_equal(number(&c, 0x40, "command.max_split_transactions"), 32);
	assert_string_equal(text(&c, 0x60, "entries.0.stands_for"), "BAR 2");
	assert_string_equal(text(&c, 0x60, "entries.0.base"), "0x8440000000");
	assert_string_equal(text(&c, 0x60, "entries.0.max_offset"), "0xfffff");
	assert_string_equal(text(&c, 0x60, "entries.0.secondary_properties"),
			    "unavailable");
	assert_string_equal(block_at(&c, 0x80).layout->key, "ht_msi_mapping");
	assert_string_equal(text(&c, 0x80, "command.fixed"), "yes");
	assert_string_equal(text(&c, 0x80, "address"), "-");
	set(&c, PCI_HEADER_TYPE, 1, 1);
	assert_string_equal(block_at(&c, 0x40).layout->key, "pci_x_bridge");
	assert_string_equal(block_at(&c, 0x60).layout->key, "enhanced_allocation_bridge");
}

/* A PCI Express endpoint with 4 lanes, so that extended capabilities are looked for. */
static void begin_express(struct config *c, unsigned type)
{
	begin(c, 4096, 0);
	capability(c, PCI_CAPABILITY_LIST, 0x40, PCI_CAP_ID_EXP);
	set(c, 0x42, 2, 2 | type << 4);
	set(c, 0x4c, 4, 3 | 4 << 4);
}

static void extended_capabilities(void **state)
{
	struct config c;

	(void)state;
	begin_express(&c, PCI_EXP_TYPE_ENDPOINT);
	extended(&c, 0, 0x100, PCI_EXT_CAP_ID_ERR, 2);
	extended(&c, 0x100, 0x148, PCI_EXT_CAP_ID_DSN, 1);
	extended(&c, 0x148, 0x158, PCI_EXT_CAP_ID_LTR, 1);
	extended(&c, 0x158, 0x160, PCI_EXT_CAP_ID_L1SS, 1);
	extended(&c, 0x160, 0x180, PCI_EXT_CAP_ID_REBAR, 1);
	extended(&c, 0x180, 0x1a0, PCI_EXT_CAP_ID_SRIOV, 1);
	extended(&c, 0x1a0, 0x200, PCI_EXT_CAP_ID_SECPCI, 1);
	extended(&c, 0x200, 0x240, PCI_EXT_CAP_ID_PL_16GT, 1);
	extended(&c, 0x240, 0x280, 0x7777, 3);
	set(&c, 0x104, 4, PCI_ERR_UNC_POISON_TLP | 1u << 31);
	set(&c, 0x118, 4, 12 | 1 << 11);
	set(&c, 0x11c, 4, 0x04000001);
	set(&c, 0x138, 4, 0x12345678);
	set(&c, 0x14c, 8, 0x0123456789abcdef);
	set(&c, 0x15c, 2, 3 << 10 | 3);
	set(&c, 0x164, 4, 0x1f | 40 << 8 | 1 << 16 | 5 << 19);
	set(&c, 0x168, 4, 2 << 16 | 2u << 29);
	set(&c, 0x16c, 4, 2 | 3 << 3);
	/* BAR 0 of 256 MiB; 256 MiB, 128 TiB and 256 TiB are possible */
	set(&c, 0x184, 4, 1 << 12 | 1u << 31);
	set(&c, 0x188, 4, 1 << 5 | 8 << 8 | 1 << 16);
	set(&c, 0x1ac, 4, 64 << 16 | 64);
	set(&c, 0x1c4, 4, 0xf0000004);
	set(&c, 0x1c8, 4, 0x20);
	set(&c, 0x208, 4, 9);
	set(&c, 0x20c + 6, 2, 0x5a17);
	set(&c, 0x260 + 3, 1, 0x75);

	assert_string_equal(block_at(&c, 0x100).layout->key, "aer");
	assert_int_equal(block_at(&c, 0x100).version, 2);
	assert_string_equal(text(&c, 0x100, "uncorrectable_status.poisoned_tlp"), "yes");
	assert_string_equal(text(&c, 0x100, "uncorrectable_mask.poisoned_tlp"), "no");
	assert_string_equal(
		text(&c, 0x100, "uncorrectable_status.tlp_translation_egress_blocked"),
		"yes");
	assert_int_equal(number(&c, 0x100, "control.first_error_pointer"), 12);
	assert_string_equal(text(&c, 0x100, "header_log.0"), "04000001");
	assert_string_equal(text(&c, 0x100, "tlp_prefix_log.0"), "12345678");
	assert_string_equal(text(&c, 0x100, "root_command.fatal_reporting"), "-");
	assert_string_equal(text(&c, 0x148, "serial_number"), "01-23-45-67-89-ab-cd-ef");
	assert_string_equal(text(&c, 0x158, "max_snoop_latency_ns"), "98304 ns");
	assert_string_equal(text(&c, 0x158, "max_no_snoop_latency_ns"), "0 ns");
	assert_int_equal(number(&c, 0x160, "capabilities.port_t_power_on_us"), 50);
	assert_int_equal(number(&c, 0x160, "control_1.ltr_l1_2_threshold_ns"), 2048);
	assert_int_equal(number(&c, 0x160, "control_2.t_power_on_us"), 300);
	assert_int_equal(number(&c, 0x180, "bars.0.size_mib"), 256);
	assert_string_equal(text(&c, 0x180, "bars.0.supported_sizes"),
			    "256 MiB, 128 TiB, 256 TiB");
	assert_string_equal(text(&c, 0x180, "bars.1.bar"), "-");
	assert_int_equal(number(&c, 0x1a0, "total_vfs"), 64);
	assert_string_equal(text(&c, 0x1a0, "vf_bars.0.address"), "0x20f0000000");
	assert_string_equal(text(&c, 0x200, "lane_errors"), "0, 3");
	assert_int_equal(number(&c, 0x200, "lanes.3.downstream_transmitter_preset"), 7);
	assert_int_equal(number(&c, 0x200, "lanes.3.upstream_receiver_hint"), 5);
	assert_string_equal(text(&c, 0x200, "lanes.4.upstream_receiver_hint"), "-");
	assert_int_equal(number(&c, 0x240, "lanes.3.upstream_transmitter_preset"), 7);
	assert_string_equal(text(&c, 0x240, "lanes.4.upstream_transmitter_preset"), "-");
	assert_string_equal(block_at(&c, 0x280).layout->key, "unknown");
	assert_int_equal(block_at(&c, 0x280).id, 0x7777);
	assert_int_equal(block_at(&c, 0x280).bytes.n, 4096 - 0x280);

	/* a root port has more of error reporting */
	set(&c, 0x42, 2, 2 | PCI_EXP_TYPE_ROOT_PORT << 4);
	set(&c, 0x12c, 4, 4);
	set(&c, 0x134, 4, 0x01000200);
	assert_string_equal(text(&c, 0x100, "root_command.fatal_reporting"), "yes");
	assert_string_equal(text(&c, 0x100, "correctable_source"), "0200");
	assert_string_equal(text(&c, 0x100, "uncorrectable_source"), "0100");
}

static void groups_that_repeat(void **state)
{
	struct config c;

	(void)state;
	begin_express(&c, PCI_EXP_TYPE_ENDPOINT);
	extended(&c, 0, 0x100, PCI_EXT_CAP_ID_VC, 1);
	extended(&c, 0x100, 0x180, PCI_EXT_CAP_ID_RCLD, 1);
	extended(&c, 0x180, 0x200, PCI_EXT_CAP_ID_DVSEC, 1);
	extended(&c, 0x200, 0x280, PCI_EXT_CAP_ID_DVSEC, 1);
	set(&c, 0x104, 4, 1);
	set(&c, 0x11c, 4, 0x22 | 0x7f << 16);
	set(&c, 0x120, 4, 0xfe | 2 << 17 | 1 << 24 | 1u << 31);
	set(&c, 0x126, 2, 2);
	set(&c, 0x184, 4, 1 << 8);
	set(&c, 0x190, 4, 3);
	set(&c, 0x198, 8, 0xab00000000000000 | 3 << 20 | 2 << 15 | 1 << 12 | 4);
	/* the register locator of CXL with one block, behind it what it does not own */
	set(&c, 0x204, 4, 0x1e98 | 0x14u << 20);
	set(&c, 0x208, 2, 8);
	set(&c, 0x20c, 8, 0x100000000 | 0x10000 | 3 << 8 | 2);
	set(&c, 0x214, 4, 0xffffffff);
	set(&c, 0x284, 4, 0x1234 | 1u << 16 | 0x10u << 20);

	assert_string_equal(text(&c, 0x100, "channels.1.capabilities.port_arbitration"),
			    "WRR 32, WRR 256");
	assert_int_equal(number(&c, 0x100, "channels.1.capabilities.max_time_slots"),
			 128);
	assert_string_equal(text(&c, 0x100, "channels.1.control.tc_map"), "fe");
	assert_string_equal(text(&c, 0x100, "channels.1.control.port_arbitration"),
			    "WRR 64");
	assert_string_equal(text(&c, 0x100, "channels.1.status.negotiation_pending"),
			    "yes");
	assert_string_equal(text(&c, 0x100, "channels.2.control.tc_map"), "-");
	assert_string_equal(text(&c, 0x180, "links.0.description.type"),
			    "configuration space");
	assert_string_equal(text(&c, 0x180, "links.0.bus"), "03");
	assert_int_equal(number(&c, 0x180, "links.0.device"), 2);
	assert_int_equal(number(&c, 0x180, "links.0.function"), 1);
	assert_string_equal(block_at(&c, 0x200).layout->key, "cxl_register_locator");
	assert_string_equal(text(&c, 0x200, "blocks.1.block"), "CXL device registers");
	assert_string_equal(text(&c, 0x200, "blocks.1.offset"), "0x100010000");
	assert_string_equal(text(&c, 0x200, "blocks.2.block"), "-");
	assert_string_equal(block_at(&c, 0x280).layout->key, "dvsec");
	assert_string_equal(text(&c, 0x280, "vendor"), "1234");
}

static void lists_that_lead_astray(void **state)
{
	enum hw_layout_problem problem;
	unsigned at;
	struct config c;

	(void)state;
	/* a capability that points to itself; the extended list is still walked */
	begin_express(&c, PCI_EXP_TYPE_ENDPOINT);
	set(&c, 0x41, 1, 0x40);
	extended(&c, 0, 0x100, PCI_EXT_CAP_ID_LTR, 1);
	assert_int_equal(walk_all(&c, &problem, &at), 3);
	assert_int_equal(problem, HW_LAYOUT_LOOP);
	assert_int_equal(at, 0x40);
	/* extended capabilities in a circle */
	set(&c, 0x41, 1, 0);
	extended(&c, 0x100, 0x200, PCI_EXT_CAP_ID_ARI, 1);
	extended(&c, 0x200, 0x300, PCI_EXT_CAP_ID_ACS, 1);
	set(&c, 0x302, 2, 0x2001);
	assert_int_equal(walk_all(&c, &problem, &at), 5);
	assert_int_equal(problem, HW_LAYOUT_LOOP);
	assert_int_equal(at, 0x200);
	/* into the header */
	set(&c, 0x302, 2, 0x0401);
	assert_int_equal(walk_all(&c, &problem, &at), 5);
	assert_int_equal(problem, HW_LAYOUT_BAD_POINTER);
	set(&c, 0x302, 2, 1);
	set(&c, PCI_CAPABILITY_LIST, 1, 0x10);
	walk_all(&c, &problem, &at);
	assert_int_equal(problem, HW_LAYOUT_BAD_POINTER);
	assert_int_equal(at, 0x10);
	/* a capability of ff */
	set(&c, PCI_CAPABILITY_LIST, 1, 0x40);
	set(&c, 0x40, 2, 0xffff);
	assert_int_equal(walk_all(&c, &problem, &at), 1);
	assert_int_equal(problem, HW_LAYOUT_NO_ANSWER);
	assert_int_equal(at, 0x40);
}

static void short_spaces(void **state)
{
	enum hw_layout_problem problem;
	unsigned at;
	struct config c;

	(void)state;
	/* what sysfs shows without root */
	begin_express(&c, PCI_EXP_TYPE_ENDPOINT);
	c.n = 64;
	assert_int_equal(walk_all(&c, &problem, &at), 1);
	assert_int_equal(problem, HW_LAYOUT_HEADER_ONLY);
	assert_string_equal(text(&c, 0, "vendor"), "8086");
	/* cut in the header, in a capability, and behind the first list */
	c.n = 20;
	assert_int_equal(walk_all(&c, &problem, &at), 1);
	assert_int_equal(problem, HW_LAYOUT_CUT_OFF);
	assert_string_equal(text(&c, 0, "device"), "15b7");
	c.n = 0x46;
	assert_int_equal(walk_all(&c, &problem, &at), 2);
	assert_int_equal(problem, HW_LAYOUT_CUT_OFF);
	assert_int_equal(at, 0x40);
	extended(&c, 0, 0x100, PCI_EXT_CAP_ID_LTR, 1);
	c.n = 256;
	assert_int_equal(walk_all(&c, &problem, &at), 2);
	assert_int_equal(problem, HW_LAYOUT_SOUND);
	/* no device: all ones */
	memset(c.b, 0xff, sizeof(c.b));
	c.n = 4096;
	assert_int_equal(walk_all(&c, &problem, &at), 0);
	assert_int_equal(problem, HW_LAYOUT_NO_ANSWER);
	c.n = 0;
	assert_int_equal(walk_all(&c, &problem, &at), 0);
	assert_int_equal(problem, HW_LAYOUT_SOUND);
}

/* Every id of pci_regs.h has a table. */
static void ids_have_tables(void **state)
{
	(void)state;
	for (unsigned id = 0; id <= PCI_CAP_ID_MAX; id++)
		assert_non_null(hw_pci_capability_layout(id));
	for (unsigned id = 0; id <= PCI_EXT_CAP_ID_MAX; id++)
		assert_non_null(hw_pci_extended_layout(id));
	assert_null(hw_pci_capability_layout(0x80));
	assert_null(hw_pci_extended_layout(0x7777));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(device_header),
		cmocka_unit_test(bridge_header),
		cmocka_unit_test(cardbus_header),
		cmocka_unit_test(message_signalled_interrupts),
		cmocka_unit_test(power_management),
		cmocka_unit_test(express_by_type),
		cmocka_unit_test(slot_power_limits),
		cmocka_unit_test(virtio_by_vendor),
		cmocka_unit_test(by_header_type),
		cmocka_unit_test(extended_capabilities),
		cmocka_unit_test(groups_that_repeat),
		cmocka_unit_test(lists_that_lead_astray),
		cmocka_unit_test(short_spaces),
		cmocka_unit_test(ids_have_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
