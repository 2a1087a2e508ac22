// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/tables.h"

/*
 * The first 64 bytes of the configuration space: PCI Express Base 6.0 section 7.5.1, PCI
 * Local Bus 3.0 chapter 6, PCI-to-PCI Bridge Architecture 1.2 chapter 3, PC Card
 * Standard 8. Names are those of include/uapi/linux/pci_regs.h.
 */

#define IO_SPACE    1u
#define MEMORY_64   4u
#define MEMORY_MASK 6u

/* clang-format off */
VOCABULARY(devsel, {0, "fast"}, {1, "medium"}, {2, "slow"});
VOCABULARY(interrupt_pin, {0, "none"}, {1, "A"}, {2, "B"}, {3, "C"}, {4, "D"});
VOCABULARY(header_types, {0, "device"}, {1, "PCI bridge"}, {2, "CardBus bridge"});
VOCABULARY(bar_spaces, {0, "memory"}, {1, "I/O"});
VOCABULARY(bar_widths, {0, "32 bits"}, {1, "below 1 MiB"}, {2, "64 bits"});
VOCABULARY(window_widths, {0, "16 bits"}, {1, "32 bits"});
VOCABULARY(prefetchable_widths, {0, "32 bits"}, {1, "64 bits"});

#define COMMAND \
	ROW(REGISTER(0x04, 2, "command"), .spec = "PCI_COMMAND") \
	ROW(FLAG(0, "io_space")) \
	ROW(FLAG(1, "memory_space")) \
	ROW(FLAG(2, "bus_master")) \
	ROW(FLAG(3, "special_cycles")) \
	ROW(FLAG(4, "memory_write_invalidate")) \
	ROW(FLAG(5, "vga_palette_snoop")) \
	ROW(FLAG(6, "parity_error_response")) \
	ROW(FLAG(7, "stepping")) \
	ROW(FLAG(8, "serr")) \
	ROW(FLAG(9, "fast_back_to_back")) \
	ROW(FLAG(10, "intx_disabled"))

#define STATUS \
	ROW(REGISTER(0x06, 2, "status"), .spec = "PCI_STATUS") \
	ROW(FLAG(0, "immediate_readiness")) \
	ROW(FLAG(3, "intx_pending")) \
	ROW(FLAG(4, "capability_list")) \
	ROW(FLAG(5, "capable_66_mhz"), .label = "66 MHz capable") \
	ROW(FLAG(6, "user_definable_features")) \
	ROW(FLAG(7, "fast_back_to_back")) \
	ROW(FLAG(8, "master_data_parity_error")) \
	ROW(NAMED(9, 2, "devsel", devsel), .label = "DEVSEL timing") \
	ROW(FLAG(11, "signaled_target_abort")) \
	ROW(FLAG(12, "received_target_abort")) \
	ROW(FLAG(13, "received_master_abort")) \
	ROW(FLAG(14, "signaled_system_error")) \
	ROW(FLAG(15, "detected_parity_error"))

/* Bit 14 differs from the primary side: the bridge has received SERR#, not sent it. */
#define SECONDARY_STATUS(o) \
	ROW(REGISTER(o, 2, "secondary_status"), .spec = "PCI_SEC_STATUS") \
	ROW(FLAG(5, "capable_66_mhz"), .label = "66 MHz capable") \
	ROW(FLAG(7, "fast_back_to_back")) \
	ROW(FLAG(8, "master_data_parity_error")) \
	ROW(NAMED(9, 2, "devsel", devsel), .label = "DEVSEL timing") \
	ROW(FLAG(11, "signaled_target_abort")) \
	ROW(FLAG(12, "received_target_abort")) \
	ROW(FLAG(13, "received_master_abort")) \
	ROW(FLAG(14, "received_system_error")) \
	ROW(FLAG(15, "detected_parity_error"))

#define IDENTITY \
	ROW(HEX(0x00, 2, "vendor"), .spec = "PCI_VENDOR_ID") \
	ROW(HEX(0x02, 2, "device"), .spec = "PCI_DEVICE_ID") \
	COMMAND \
	STATUS \
	ROW(HEX(0x08, 1, "revision"), .spec = "PCI_REVISION_ID") \
	ROW(HEX(0x0b, 1, "base_class")) \
	ROW(HEX(0x0a, 1, "subclass")) \
	ROW(HEX(0x09, 1, "interface"), .spec = "PCI_CLASS_PROG") \
	ROW(NUMBER(0x0c, 1, "cache_line_bytes"), .spec = "PCI_CACHE_LINE_SIZE", \
	    .label = "Cache line", .unit = HW_UNIT_BYTES, .times = 4) \
	ROW(NUMBER(0x0d, 1, "latency_timer"), .spec = "PCI_LATENCY_TIMER") \
	ROW(PART_ENUM(0x0e, 1, 0, 7, "header_type", header_types), .spec = "PCI_HEADER_TYPE") \
	ROW(PART_FLAG(0x0e, 1, 7, "multi_function")) \
	ROW(REGISTER(0x0f, 1, "bist"), .spec = "PCI_BIST") \
	ROW(FLAG(7, "capable")) \
	ROW(FLAG(6, "running")) \
	ROW(BITS(0, 4, "result"))

#define INTERRUPT \
	ROW(NUMBER(0x3c, 1, "interrupt_line"), .spec = "PCI_INTERRUPT_LINE") \
	ROW(ENUM(0x3d, 1, "interrupt_pin", interrupt_pin), .spec = "PCI_INTERRUPT_PIN")

#define ROM(o) \
	ROW(REGISTER(o, 4, "rom"), .label = "Expansion ROM", .spec = "PCI_ROM_ADDRESS", \
	    .when = {WHEN(o, 4, 0, 0, HW_WHEN_NOT, 0)}) \
	ROW(.key = "address", .bit = 0, .bits = 32, .kind = HW_LAYOUT_ADDRESS, \
	    .custom = rom_address) \
	ROW(FLAG(0, "enabled"))

#define BARS(n) \
	ROW(TABLE(0x10, "bars", hw_pci_bar), .spec = "PCI_BASE_ADDRESS_0", .label = "BARs", \
	    .repeat = REPEAT(.count = (n), .stride = 4), .present = hw_pci_bar_present)
/* clang-format on */

/* Whether this BAR is the upper half of the 64-bit one before. */
static bool is_upper_half(const struct hw_layout_scope *scope)
{
	const uint8_t *first = scope->bytes.p - 4 * (size_t)scope->index;
	bool upper = false;

	for (unsigned i = 0; i < scope->index; i++)
		upper = !upper && !(first[4 * i] & IO_SPACE) &&
			(first[4 * i] & MEMORY_MASK) == MEMORY_64;
	return upper;
}

static uint32_t upper_half(const struct hw_layout_scope *scope)
{
	size_t at = (size_t)(scope->bytes.p - scope->whole.p);

	return (uint32_t)hw_layout_le(scope->whole, at + 4, 4);
}

static bool is_64_bit(uint64_t low)
{
	return !(low & IO_SPACE) && (low & MEMORY_MASK) == MEMORY_64;
}

bool hw_pci_bar_present(const struct hw_layout_scope *scope)
{
	uint64_t low = hw_layout_le(scope->bytes, 0, 4);

	if (is_upper_half(scope))
		return false;
	return low || (is_64_bit(low) && upper_half(scope));
}

static void bar_number(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	value->number = scope->index;
}

static void bar_address(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	value->number =
		value->raw & (value->raw & IO_SPACE ? ~UINT64_C(3) : ~UINT64_C(15));
	if (is_64_bit(value->raw))
		value->number |= (uint64_t)upper_half(scope) << 32;
}

static void rom_address(const struct hw_layout_scope *scope,
			struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(0x7ff);
}

/* clang-format off */
#define IS_MEMORY WHEN(0, 4, 0, 1, HW_WHEN_EQUAL, 0)

ROWS_BEGIN(bar_rows)
	ROW(NUMBER(0, 4, "bar"), .custom = bar_number)
	ROW(PART_ENUM(0, 4, 0, 1, "space", bar_spaces))
	ROW(ADDRESS(0, 4, "address"), .custom = bar_address)
	ROW(PART_ENUM(0, 4, 1, 2, "width", bar_widths), .when = {IS_MEMORY})
	ROW(PART_FLAG(0, 4, 3, "prefetchable"), .when = {IS_MEMORY})
ROWS_END(bar_rows)
/* clang-format on */

const struct hw_layout hw_pci_bar = {
	.key = "bar",
	.title = "base address register",
	ROWS(bar_rows),
};

/*
 * Windows of a bridge: what lies between base and limit is passed on. The low 4 bits of
 * both say how wide the addresses are, the upper halves lie elsewhere.
 */
static void io_bounds(const struct hw_layout_scope *s, uint64_t *base, uint64_t *limit)
{
	uint64_t low = hw_layout_le(s->bytes, 0x1c, 1);
	uint64_t high = hw_layout_le(s->bytes, 0x1d, 1);

	*base = (low & 0xf0) << 8;
	*limit = (high & 0xf0) << 8 | 0xfff;
	if ((low & 0xf) == 1) {
		*base |= hw_layout_le(s->bytes, 0x30, 2) << 16;
		*limit |= hw_layout_le(s->bytes, 0x32, 2) << 16;
	}
}

static void memory_bounds(const struct hw_layout_scope *s, uint64_t *base,
			  uint64_t *limit)
{
	*base = (hw_layout_le(s->bytes, 0x20, 2) & 0xfff0) << 16;
	*limit = (hw_layout_le(s->bytes, 0x22, 2) & 0xfff0) << 16 | 0xfffff;
}

static void prefetchable_bounds(const struct hw_layout_scope *s, uint64_t *base,
				uint64_t *limit)
{
	uint64_t low = hw_layout_le(s->bytes, 0x24, 2);

	*base = (low & 0xfff0) << 16;
	*limit = (hw_layout_le(s->bytes, 0x26, 2) & 0xfff0) << 16 | 0xfffff;
	if ((low & 0xf) == 1) {
		*base |= hw_layout_le(s->bytes, 0x28, 4) << 32;
		*limit |= hw_layout_le(s->bytes, 0x2c, 4) << 32;
	}
}

/* The three fields of a window, by its bounds. */
#define WINDOW(name)                                                                     \
	static void name##_base(const struct hw_layout_scope *s,                         \
				struct hw_layout_value *value)                           \
	{                                                                                \
		uint64_t limit;                                                          \
                                                                                         \
		name##_bounds(s, &value->number, &limit);                                \
	}                                                                                \
	static void name##_limit(const struct hw_layout_scope *s,                        \
				 struct hw_layout_value *value)                          \
	{                                                                                \
		uint64_t base;                                                           \
                                                                                         \
		name##_bounds(s, &base, &value->number);                                 \
	}                                                                                \
	static void name##_enabled(const struct hw_layout_scope *s,                      \
				   struct hw_layout_value *value)                        \
	{                                                                                \
		uint64_t base;                                                           \
		uint64_t limit;                                                          \
                                                                                         \
		name##_bounds(s, &base, &limit);                                         \
		value->number = base <= limit;                                           \
	}

WINDOW(io)
WINDOW(memory)
WINDOW(prefetchable)

/* clang-format off */
#define WINDOW_BITS(name) \
	ROW(.key = "base", .bits = 4, .kind = HW_LAYOUT_ADDRESS, .custom = name##_base) \
	ROW(.key = "limit", .bits = 4, .kind = HW_LAYOUT_ADDRESS, .custom = name##_limit) \
	ROW(FLAG(0, "enabled"), .custom = name##_enabled)

/* PCI Express Base 6.0, 7.5.1.1 and 7.5.1.2 */
ROWS_BEGIN(device_rows)
	IDENTITY
	BARS(6)
	ROW(HEX(0x28, 4, "cardbus_cis"), .label = "CardBus CIS pointer",
	    .spec = "PCI_CARDBUS_CIS", .when = {WHEN(0x28, 4, 0, 0, HW_WHEN_NOT, 0)})
	ROW(HEX(0x2c, 2, "subsystem_vendor"), .spec = "PCI_SUBSYSTEM_VENDOR_ID")
	ROW(HEX(0x2e, 2, "subsystem_device"), .spec = "PCI_SUBSYSTEM_ID")
	ROM(0x30)
	INTERRUPT
	ROW(NUMBER(0x3e, 1, "min_grant_ns"), .spec = "PCI_MIN_GNT", .unit = HW_UNIT_NS,
	    .times = 250)
	ROW(NUMBER(0x3f, 1, "max_latency_ns"), .spec = "PCI_MAX_LAT", .unit = HW_UNIT_NS,
	    .times = 250)
ROWS_END(device_rows)
const struct hw_layout hw_pci_header_device = {
	.key = "pci_header", .title = "PCI device header",
	.source = "PCI Express Base 6.0, 7.5.1.2", .id = 0, .size = 64,
	ROWS(device_rows),
};

/* PCI Express Base 6.0, 7.5.1.3 */
ROWS_BEGIN(bridge_rows)
	IDENTITY
	BARS(2)
	ROW(HEX(0x18, 1, "primary_bus"), .spec = "PCI_PRIMARY_BUS")
	ROW(HEX(0x19, 1, "secondary_bus"), .spec = "PCI_SECONDARY_BUS")
	ROW(HEX(0x1a, 1, "subordinate_bus"), .spec = "PCI_SUBORDINATE_BUS")
	ROW(NUMBER(0x1b, 1, "secondary_latency_timer"), .spec = "PCI_SEC_LATENCY_TIMER")
	ROW(REGISTER(0x1c, 1, "io_window"), .spec = "PCI_IO_BASE")
	WINDOW_BITS(io)
	ROW(NAMED(0, 4, "width", window_widths))
	ROW(REGISTER(0x20, 2, "memory_window"), .spec = "PCI_MEMORY_BASE")
	WINDOW_BITS(memory)
	ROW(REGISTER(0x24, 2, "prefetchable_window"), .spec = "PCI_PREF_MEMORY_BASE")
	WINDOW_BITS(prefetchable)
	ROW(NAMED(0, 4, "width", prefetchable_widths))
	SECONDARY_STATUS(0x1e)
	ROM(0x38)
	INTERRUPT
	ROW(REGISTER(0x3e, 2, "bridge_control"), .spec = "PCI_BRIDGE_CONTROL")
	ROW(FLAG(0, "parity_error_response"))
	ROW(FLAG(1, "serr"))
	ROW(FLAG(2, "isa"), .label = "ISA mode")
	ROW(FLAG(3, "vga"))
	ROW(FLAG(4, "vga_16_bit_decode"))
	ROW(FLAG(5, "master_abort"))
	ROW(FLAG(6, "secondary_bus_reset"))
	ROW(FLAG(7, "fast_back_to_back"))
	ROW(FLAG(8, "primary_discard_timer"))
	ROW(FLAG(9, "secondary_discard_timer"))
	ROW(FLAG(10, "discard_timer_status"))
	ROW(FLAG(11, "discard_timer_serr"))
ROWS_END(bridge_rows)
const struct hw_layout hw_pci_header_bridge = {
	.key = "pci_bridge_header", .title = "PCI bridge header",
	.source = "PCI Express Base 6.0, 7.5.1.3", .id = 1, .size = 64,
	ROWS(bridge_rows),
};

/* PC Card Standard 8.0, volume 2; a memory window is 4 KiB, an I/O window 4 bytes large
 * at least, so the low bits of the limits are ones */
static void card_memory_limit(const struct hw_layout_scope *scope,
			      struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw | 0xfff;
}

static void card_io_base(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(3);
}

static void card_io_limit(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw | 3;
}

ROWS_BEGIN(card_memory_rows)
	ROW(ADDRESS(0, 4, "base"))
	ROW(ADDRESS(4, 4, "limit"), .custom = card_memory_limit)
ROWS_END(card_memory_rows)
static const struct hw_layout card_memory = {.key = "window", ROWS(card_memory_rows)};

ROWS_BEGIN(card_io_rows)
	ROW(ADDRESS(0, 4, "base"), .custom = card_io_base)
	ROW(ADDRESS(4, 4, "limit"), .custom = card_io_limit)
ROWS_END(card_io_rows)
static const struct hw_layout card_io = {.key = "window", ROWS(card_io_rows)};

ROWS_BEGIN(cardbus_rows)
	IDENTITY
	BARS(1)
	ROW(HEX(0x18, 1, "primary_bus"), .spec = "PCI_CB_PRIMARY_BUS")
	ROW(HEX(0x19, 1, "secondary_bus"), .spec = "PCI_CB_CARD_BUS")
	ROW(HEX(0x1a, 1, "subordinate_bus"), .spec = "PCI_CB_SUBORDINATE_BUS")
	ROW(NUMBER(0x1b, 1, "secondary_latency_timer"), .spec = "PCI_CB_LATENCY_TIMER")
	ROW(TABLE(0x1c, "memory_windows", card_memory), .spec = "PCI_CB_MEMORY_BASE_0",
	    .repeat = REPEAT(.count = 2, .stride = 8))
	ROW(TABLE(0x2c, "io_windows", card_io), .spec = "PCI_CB_IO_BASE_0",
	    .repeat = REPEAT(.count = 2, .stride = 8))
	SECONDARY_STATUS(0x16)
	INTERRUPT
	ROW(REGISTER(0x3e, 2, "bridge_control"), .spec = "PCI_CB_BRIDGE_CONTROL")
	ROW(FLAG(0, "parity_error_response"))
	ROW(FLAG(1, "serr"))
	ROW(FLAG(2, "isa"), .label = "ISA mode")
	ROW(FLAG(3, "vga"))
	ROW(FLAG(5, "master_abort"))
	ROW(FLAG(6, "cardbus_reset"))
	ROW(FLAG(7, "interrupt_16_bit"))
	ROW(FLAG(8, "memory_0_prefetchable"))
	ROW(FLAG(9, "memory_1_prefetchable"))
	ROW(FLAG(10, "post_writes"))
	ROW(HEX(0x40, 2, "subsystem_vendor"), .spec = "PCI_CB_SUBSYSTEM_VENDOR_ID")
	ROW(HEX(0x42, 2, "subsystem_device"), .spec = "PCI_CB_SUBSYSTEM_ID")
	ROW(ADDRESS(0x44, 4, "legacy_mode_base"), .spec = "PCI_CB_LEGACY_MODE_BASE")
ROWS_END(cardbus_rows)
const struct hw_layout hw_pci_header_cardbus = {
	.key = "pci_cardbus_header", .title = "CardBus bridge header",
	.source = "PC Card Standard 8.0, volume 2", .id = 2, .size = 64,
	ROWS(cardbus_rows),
};

ROWS_BEGIN(plain_rows)
	IDENTITY
ROWS_END(plain_rows)
/* a header type of its own making: what all types share */
const struct hw_layout hw_pci_header_other = {
	.key = "pci_unknown_header", .title = "PCI header of an unknown type",
	.source = "PCI Express Base 6.0, 7.5.1.1", .id = 0x7f, .size = 16,
	ROWS(plain_rows),
};
/* clang-format on */

static const struct hw_layout *const headers[] = {
	&hw_pci_header_device,
	&hw_pci_header_bridge,
	&hw_pci_header_cardbus,
	&hw_pci_header_other,
};
const struct hw_layout_family hw_pci_header_family = {
	.key = "pci_headers",
	.title = "PCI configuration header",
	.layouts = headers,
	.count = HW_ARRAY_SIZE(headers),
};
