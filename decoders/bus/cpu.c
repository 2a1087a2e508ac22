// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* X86_VENDOR_*, arch/x86/include/asm/processor.h */
static const struct hw_value_name x86_vendors[] = {
	{0x0, "Intel"}, {0x1, "Cyrix"}, {0x2, "AMD"}, {0x3, "UMC"}, {0x5, "Centaur"},
	{0x7, "Transmeta"}, {0x8, "NSC"}, {0x9, "Hygon"}, {0xa, "Zhaoxin"},
	{0xb, "Vortex"}, {0xff, "unknown"},
};
static const struct hw_vocabulary x86_vendor_names = HW_NAMES(x86_vendors);

static const struct hw_field_spec cpu_fields[] = {
	{HW_TAG("type:"), .kind = HW_KIND_TEXT, .role = HW_ROLE_ARCHITECTURE,
	 .name = "architecture", .title = "architecture"},
	{HW_TAG(",ven"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .names = &x86_vendor_names, .role = HW_ROLE_VENDOR, .name = "vendor", .title = "vendor"},
	{HW_TAG("fam"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "family", .title = "family"},
	{HW_TAG("mod"), .width = 4, .kind = HW_KIND_HEX, .flags = HW_FIELD_OPTIONAL,
	 .name = "model", .title = "model"},
	{HW_TAG(":feature:"), .kind = HW_KIND_BITS, .end = ',', .flags = HW_FIELD_LED,
	 .names = &hw_x86_features, .name = "features", .title = "features"},
};

/* Linux 3.14 and older */
static const struct hw_field_spec x86cpu_fields[] = {
	{HW_TAG("vendor:"), .width = 4, .kind = HW_KIND_HEX, .names = &x86_vendor_names,
	 .role = HW_ROLE_VENDOR, .name = "vendor", .title = "vendor"},
	{HW_TAG(":family:"), .width = 4, .kind = HW_KIND_HEX,
	 .name = "family", .title = "family"},
	{HW_TAG(":model:"), .width = 4, .kind = HW_KIND_HEX, .name = "model", .title = "model"},
	{HW_TAG(":feature:"), .kind = HW_KIND_BITS, .end = ',', .flags = HW_FIELD_LED,
	 .names = &hw_x86_features, .name = "features", .title = "features"},
};

/* of cpu_dev_register_generic(), drivers/base/cpu.c; each cpuN in it, which is on the bus,
 * repeats the string */
static const struct hw_bus_directory cpu_directory = {
	.path = "sys/devices/system/cpu",
	.name = "cpu",
};

const struct hw_bus hw_family_cpu[] = {
	/* print_cpu_modalias(), cpu_uevent(), drivers/base/cpu.c; the x86 part is
	 * CPU_FEATURE_TYPEVAL, arch/x86/include/asm/cpufeature.h; do_cpu_entry(),
	 * do_x86cpu_entry() */
	{
		.name = "cpu",
		.prefix = "cpu:",
		.title = "processor",
		.looks_like = "cpu:type:x86,venVVVVfamFFFFmodMMMM:feature:,NNNN,NNNN",
		.example = "cpu:type:x86,ven0000fam0006mod00A7:feature:,0000,0085,0099",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.directory = &cpu_directory,
		HW_FIELDS(cpu_fields),
	},
	{
		.name = "x86cpu",
		.prefix = "x86cpu:",
		.title = "x86 processor (before Linux 3.15)",
		.looks_like = "x86cpu:vendor:VVVV:family:FFFF:model:MMMM:feature:,NNNN,NNNN",
		.example = "x86cpu:vendor:0000:family:0006:model:003A:feature:,0000,0001",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(x86cpu_fields),
	},
	{0},
};
/* clang-format on */
