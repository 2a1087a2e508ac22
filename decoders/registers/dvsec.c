// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/tables.h"

/*
 * Designated Vendor-Specific extended capabilities: PCI Express Base 6.0 section 7.9.6
 * says how they begin, whoever owns the vendor id what follows. CXL's are in Compute
 * Express Link 3.0 section 8.1.
 *
 *      0 +-------------------------------+
 *        | extended capability header    |
 *      4 | vendor 15:0, revision 19:16, length 31:20
 *      8 | id 15:0       | registers ... |
 *        +-------------------------------+
 */

#define CXL_VENDOR 0x1e98u

/* clang-format off */
#define DVSEC_HEADER \
	ROW(PART_HEX(4, 4, 0, 16, "vendor"), .spec = "PCI_DVSEC_HEADER1") \
	ROW(PART(4, 4, 16, 4, "revision")) \
	ROW(PART(4, 4, 20, 12, "length_bytes"), .unit = HW_UNIT_BYTES) \
	ROW(HEX(8, 2, "id"), .spec = "PCI_DVSEC_HEADER2")

ROWS_BEGIN(plain_rows)
	DVSEC_HEADER
ROWS_END(plain_rows)
const struct hw_layout hw_pci_dvsec = {
	.key = "dvsec", .title = "Designated Vendor-Specific",
	.source = "PCI Express Base 6.0, 7.9.6", .id = 0x23, .size = 10, ROWS(plain_rows),
};

#define CXL(var, id_, key_, title_, section_, size_, rows_) \
	static const struct hw_layout var = { \
		.key = (key_), .title = (title_), .source = "CXL 3.0, " section_, \
		.id = (id_), .size = (size_), ROWS(rows_), \
	}

/* PCIe DVSEC for CXL Devices, 8.1.3 */
VOCABULARY(cxl_media_types, {0, "volatile"}, {1, "non-volatile"}, {2, "see CDAT"});
VOCABULARY(cxl_memory_classes, {0, "DRAM"}, {1, "storage"}, {2, "see CDAT"});
VOCABULARY(cxl_interleave, {0, "none"}, {1, "256 bytes"}, {2, "4096 bytes"});
VOCABULARY(cxl_cache_units, {0, "not reported"}, {1, "64 KiB"}, {2, "1 MiB"});
/* clang-format on */

/* The four registers of a range: size high and low, base high and low; the low ones have
 * 28 bits of other meaning. */
static void range_size(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	value->number = hw_layout_le(scope->bytes, 0, 4) << 32 |
			(hw_layout_le(scope->bytes, 4, 4) & 0xf0000000);
}

static void range_base(const struct hw_layout_scope *scope, struct hw_layout_value *value)
{
	value->number = hw_layout_le(scope->bytes, 8, 4) << 32 |
			(hw_layout_le(scope->bytes, 12, 4) & 0xf0000000);
}

/* Memory_Active_Timeout: 1, 4, 16, 64 or 256 seconds */
static void range_timeout(const struct hw_layout_scope *scope,
			  struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw < 5 ? UINT64_C(1) << 2 * value->raw : 0;
}

/* clang-format off */
ROWS_BEGIN(range_rows)
	ROW(NUMBER(0, 8, "size_bytes"), .unit = HW_UNIT_BYTES, .custom = range_size)
	ROW(ADDRESS(8, 8, "base"), .custom = range_base)
	ROW(PART_FLAG(4, 4, 0, "valid"))
	ROW(PART_FLAG(4, 4, 1, "active"))
	ROW(PART_ENUM(4, 4, 2, 3, "media_type", cxl_media_types))
	ROW(PART_ENUM(4, 4, 5, 3, "memory_class", cxl_memory_classes))
	ROW(PART_ENUM(4, 4, 8, 5, "interleave", cxl_interleave))
	ROW(PART(4, 4, 13, 3, "active_timeout_s"), .unit = HW_UNIT_S, .custom = range_timeout)
ROWS_END(range_rows)
static const struct hw_layout range = {.key = "range", ROWS(range_rows)};

ROWS_BEGIN(device_rows)
	DVSEC_HEADER
	ROW(REGISTER(0x0a, 2, "capabilities"))
	ROW(FLAG(0, "cache"))
	ROW(FLAG(1, "io"))
	ROW(FLAG(2, "memory"))
	ROW(FLAG(3, "memory_hardware_init"))
	ROW(BITS(4, 2, "hdm_count"))
	ROW(FLAG(6, "cache_writeback_invalidate"))
	ROW(FLAG(7, "cxl_reset"))
	ROW(FLAG(14, "viral"))
	ROW(REGISTER(0x0c, 2, "control"))
	ROW(FLAG(0, "cache"))
	ROW(FLAG(1, "io"))
	ROW(FLAG(2, "memory"))
	ROW(BITS(3, 5, "snoop_filter_coverage"))
	ROW(BITS(8, 3, "snoop_filter_granularity"))
	ROW(FLAG(11, "clean_eviction"))
	ROW(FLAG(14, "viral"))
	ROW(PART_FLAG(0x0e, 2, 14, "viral_status"))
	ROW(REGISTER(0x12, 2, "status_2"))
	ROW(FLAG(0, "cache_invalid"))
	ROW(FLAG(1, "reset_complete"))
	ROW(FLAG(2, "reset_error"))
	ROW(FLAG(15, "power_management_complete"))
	ROW(REGISTER(0x16, 2, "capabilities_2"))
	ROW(NAMED(0, 4, "cache_size_unit", cxl_cache_units))
	ROW(BITS(8, 8, "cache_size"))
	ROW(TABLE(0x18, "ranges", range), .repeat = REPEAT(.count = 2, .stride = 16, .first = 1))
ROWS_END(device_rows)
CXL(cxl_device, 0, "cxl_device", "CXL device", "8.1.3", 0x38, device_rows);

/* Non-CXL Function Map, 8.1.4: a bit set is a function that does no CXL */
ROWS_BEGIN(map_rows)
	DVSEC_HEADER
	ROW(HEX(0x0c, 4, "function_map"), .repeat = REPEAT(.count = 8, .stride = 4))
ROWS_END(map_rows)
CXL(cxl_map, 2, "cxl_non_cxl_functions", "CXL non-CXL function map", "8.1.4", 0x2c, map_rows);

/* CXL Extensions DVSEC for Ports, 8.1.5 */
ROWS_BEGIN(port_rows)
	DVSEC_HEADER
	ROW(PART_FLAG(0x0a, 2, 0, "power_management_complete"))
	ROW(REGISTER(0x0c, 2, "control"))
	ROW(FLAG(0, "unmask_sbr"))
	ROW(FLAG(1, "unmask_link_disable"))
	ROW(FLAG(2, "alternate_memory"))
	ROW(FLAG(3, "alternate_bus_master"))
	ROW(FLAG(14, "viral"))
	ROW(HEX(0x0e, 1, "alternate_bus_base"))
	ROW(HEX(0x0f, 1, "alternate_bus_limit"))
	ROW(HEX(0x10, 2, "alternate_memory_base"))
	ROW(HEX(0x12, 2, "alternate_memory_limit"))
ROWS_END(port_rows)
CXL(cxl_port, 3, "cxl_port", "CXL port extensions", "8.1.5", 0x28, port_rows);

/* Global Persistent Flush, 8.1.6 and 8.1.7 */
VOCABULARY(gpf_scales, {0, "1 us"}, {1, "10 us"}, {2, "100 us"}, {3, "1 ms"}, {4, "10 ms"},
	   {5, "100 ms"}, {6, "1 s"}, {7, "10 s"});
ROWS_BEGIN(gpf_time_rows)
	ROW(BITS(0, 4, "timeout"))
	ROW(NAMED(8, 4, "scale", gpf_scales))
ROWS_END(gpf_time_rows)
static const struct hw_layout gpf_time = {.key = "time", ROWS(gpf_time_rows)};

ROWS_BEGIN(gpf_port_rows)
	DVSEC_HEADER
	ROW(SAME(0x0c, 2, "phase_1", gpf_time))
	ROW(SAME(0x0e, 2, "phase_2", gpf_time))
ROWS_END(gpf_port_rows)
CXL(cxl_gpf_port, 4, "cxl_gpf_port", "CXL Global Persistent Flush of a port", "8.1.6", 0x10,
    gpf_port_rows);

ROWS_BEGIN(gpf_device_rows)
	DVSEC_HEADER
	ROW(SAME(0x0a, 2, "phase_2", gpf_time))
	ROW(NUMBER(0x0c, 4, "phase_2_power_mw"), .unit = HW_UNIT_MW)
ROWS_END(gpf_device_rows)
CXL(cxl_gpf_device, 5, "cxl_gpf_device", "CXL Global Persistent Flush of a device", "8.1.7",
    0x10, gpf_device_rows);

/* PCIe DVSEC for Flex Bus Port, 8.1.8 */
#define FLEX_PROTOCOLS \
	ROW(FLAG(0, "cache")) \
	ROW(FLAG(1, "io")) \
	ROW(FLAG(2, "memory")) \
	ROW(FLAG(5, "flit_68_bytes"), .label = "68-byte flits") \
	ROW(FLAG(6, "multi_logical_device")) \
	ROW(FLAG(13, "flit_256_bytes_latency_optimized"), \
	    .label = "256-byte flits, latency-optimized") \
	ROW(FLAG(14, "flit_pbr"), .label = "PBR flits")
ROWS_BEGIN(flex_rows)
	DVSEC_HEADER
	ROW(REGISTER(0x0a, 2, "capabilities"))
	FLEX_PROTOCOLS
	ROW(REGISTER(0x0c, 2, "control"))
	FLEX_PROTOCOLS
	ROW(FLAG(3, "sync_header_bypass"))
	ROW(FLAG(4, "drift_buffer"))
	ROW(FLAG(7, "rcd_training_disabled"))
	ROW(FLAG(8, "retimer_1"))
	ROW(FLAG(9, "retimer_2"))
	ROW(REGISTER(0x0e, 2, "status"))
	FLEX_PROTOCOLS
	ROW(FLAG(3, "sync_header_bypass"))
	ROW(FLAG(4, "drift_buffer"))
	ROW(PART_HEX(0x10, 4, 0, 24, "received_modified_ts"))
	ROW(PART_FLAG(0x14, 4, 0, "nop_hint_capable"))
	ROW(PART_FLAG(0x18, 4, 0, "nop_hint_enabled"))
	ROW(PART_FLAG(0x1c, 4, 0, "nop_hint_status"))
ROWS_END(flex_rows)
CXL(cxl_flex, 7, "cxl_flex_bus", "CXL Flex Bus port", "8.1.8", 0x14, flex_rows);

/* Register Locator DVSEC, 8.1.9 */
VOCABULARY(cxl_blocks, {0, "empty"}, {1, "component registers"}, {2, "BAR virtualization ACL"},
	   {3, "CXL device registers"}, {4, "CPMU registers"}, {255, "vendor-specific"});
/* clang-format on */

static void block_offset(const struct hw_layout_scope *scope,
			 struct hw_layout_value *value)
{
	(void)scope;
	value->number = value->raw & ~UINT64_C(0xffff);
}

/* clang-format off */
ROWS_BEGIN(block_rows)
	ROW(PART(0, 4, 0, 3, "bar"))
	ROW(PART_ENUM(0, 4, 8, 8, "block", cxl_blocks))
	ROW(ADDRESS(0, 8, "offset"), .custom = block_offset)
ROWS_END(block_rows)
static const struct hw_layout block = {.key = "block", ROWS(block_rows)};
ROWS_BEGIN(locator_rows)
	DVSEC_HEADER
	ROW(TABLE(0x0c, "blocks", block), .repeat = REPEAT(.stride = 8, .first = 1))
ROWS_END(locator_rows)
CXL(cxl_locator, 8, "cxl_register_locator", "CXL register locator", "8.1.9", 0x0c,
    locator_rows);

/* MLD DVSEC, 8.1.10 */
ROWS_BEGIN(mld_rows)
	DVSEC_HEADER
	ROW(NUMBER(0x0a, 2, "logical_devices"))
	ROW(NUMBER(0x0c, 2, "logical_device_hot_reset_vector"))
ROWS_END(mld_rows)
CXL(cxl_mld, 9, "cxl_multi_logical_device", "CXL multi-logical device", "8.1.10", 0x10,
    mld_rows);

/* PCIe DVSEC for Test Capability, 14.16.1 */
ROWS_BEGIN(test_rows)
	DVSEC_HEADER
ROWS_END(test_rows)
CXL(cxl_test, 10, "cxl_test", "CXL test capability", "14.16.1", 10, test_rows);
/* clang-format on */

static const struct hw_layout *const designated[] = {
	&hw_pci_dvsec,	 &cxl_device, &cxl_map,	    &cxl_port, &cxl_gpf_port,
	&cxl_gpf_device, &cxl_flex,   &cxl_locator, &cxl_mld,  &cxl_test,
};
const struct hw_layout_family hw_pci_dvsec_family = {
	.key = "pci_designated_vendor_specific",
	.title = "Designated Vendor-Specific capability",
	.layouts = designated,
	.count = HW_ARRAY_SIZE(designated),
};

const struct hw_layout *hw_pci_dvsec_layout(unsigned vendor, unsigned id)
{
	for (size_t i = 1; i < HW_ARRAY_SIZE(designated) && vendor == CXL_VENDOR; i++)
		if (designated[i]->id == id)
			return designated[i];
	return &hw_pci_dvsec;
}
