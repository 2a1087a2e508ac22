// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/details/internal.h"

#include <inttypes.h>
#include <stdlib.h>

#include "decoders/text/ascii.h"

/*
 * What sysfs tells of a PCI function (Documentation/ABI/testing/sysfs-bus-pci and
 * drivers/pci/pci-sysfs.c). Nothing here reads the device but the link's state, and that
 * only when the device is awake.
 */

#define BRIDGE_CLASS 0x06

static const struct hw_details_attribute identity[] = {
	{.key = "revision", .file = "revision", .form = HW_DETAILS_HEXADECIMAL},
	{.key = "numa_node",
	 .file = "numa_node",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "NUMA node"},
	{.key = "local_cpus",
	 .file = "local_cpulist",
	 .form = HW_DETAILS_WORD,
	 .label = "near to CPUs"},
	{.key = "firmware_label", .file = "label", .form = HW_DETAILS_OWN},
	{.key = "firmware_index", .file = "index", .form = HW_DETAILS_DECIMAL},
	{.key = "acpi_index",
	 .file = "acpi_index",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "ACPI index"},
	{.key = "boot_vga",
	 .file = "boot_vga",
	 .form = HW_DETAILS_TRUTH,
	 .label = "boot VGA"},
	{.key = "driver_override", .file = "driver_override", .form = HW_DETAILS_OWN},
	{.key = "reset_methods", .file = "reset_method", .form = HW_DETAILS_WORDS},
	{.key = "enabled",
	 .file = "enable",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "enabled by drivers"},
	{.key = "dma_mask_bits",
	 .file = "dma_mask_bits",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "DMA mask",
	 .unit = "bits"},
	{.key = "ari_enabled",
	 .file = "ari_enabled",
	 .form = HW_DETAILS_TRUTH,
	 .label = "ARI"},
	{.key = "removable", .file = "removable", .form = HW_DETAILS_WORD},
};

static const struct hw_details_attribute power[] = {
	{.key = "state", .file = "power_state", .form = HW_DETAILS_WORD},
	{.key = "runtime_status",
	 .file = "power/runtime_status",
	 .form = HW_DETAILS_WORD},
	{.key = "control", .file = "power/control", .form = HW_DETAILS_WORD},
	{.key = "wakeup", .file = "power/wakeup", .form = HW_DETAILS_TRUTH},
	{.key = "d3cold_allowed",
	 .file = "d3cold_allowed",
	 .form = HW_DETAILS_TRUTH,
	 .label = "D3cold allowed"},
};

static const struct hw_details_attribute virtualisation[] = {
	{.key = "physical_function", .file = "physfn", .form = HW_DETAILS_TARGET},
	{.key = "virtual_function_count",
	 .file = "sriov_numvfs",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "virtual functions in use"},
	{.key = "virtual_function_max",
	 .file = "sriov_totalvfs",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "virtual functions at most"},
};

static const struct hw_details_attribute buses[] = {
	{.key = "secondary_bus",
	 .file = "secondary_bus_number",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "bus behind it"},
	{.key = "subordinate_bus",
	 .file = "subordinate_bus_number",
	 .form = HW_DETAILS_DECIMAL,
	 .label = "last bus behind it"},
};

/* --- Resources --- */

/* include/linux/ioport.h: "PCI devices expose these flags to userspace in the "resource"
 * sysfs file, so don't move them." */
#define FLAG_IO	      UINT64_C(0x00000100)
#define FLAG_MEMORY   UINT64_C(0x00000200)
#define FLAG_PREFETCH UINT64_C(0x00002000)
#define FLAG_64_BIT   UINT64_C(0x00100000)
#define FLAG_DISABLED UINT64_C(0x10000000)
#define FLAG_UNSET    UINT64_C(0x20000000)

/* Numbers of lines: PCI_STD_RESOURCES and so on, include/linux/pci.h. With CONFIG_PCI_IOV
 * the windows of a bridge begin behind the six BARs of virtual functions. */
#define ROM_LINE    6
#define IOV_LINE    7
#define IOV_COUNT   6
#define WINDOW_LINE 13

static bool cut_number(struct hw_text *rest, uint64_t *ret)
{
	return hw_text_hex(hw_text_behind_0x(hw_text_cut(rest, ' ')), 16, ret);
}

/* "region 0", "expansion ROM", "window 1". */
struct region {
	const char *what;
	size_t number;
};

static struct region region_of(size_t line, size_t lines, bool is_bridge)
{
	size_t window = lines > WINDOW_LINE ? WINDOW_LINE : IOV_LINE;

	if (line < ROM_LINE)
		return (struct region){"bar", line};
	if (line == ROM_LINE)
		return (struct region){"rom", 0};
	if (is_bridge && line >= window)
		return (struct region){"window", line - window};
	if (line < IOV_LINE + IOV_COUNT)
		return (struct region){"vf_bar", line - IOV_LINE};
	return (struct region){"other", line};
}

static const char *name_of_region(const char *what)
{
	static const char *const names[][2] = {
		{"bar", "Region"},
		{"rom", "Expansion ROM"},
		{"window", "Window"},
		{"vf_bar", "Virtual functions' region"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (strcmp(what, names[i][0]) == 0)
			return names[i][1];
	return "Resource";
}

/* "128 KiB" */
static struct hw_text say_size(struct hw_arena *arena, uint64_t size)
{
	static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
	size_t unit = 0;

	while (size >= 1024 && size % 1024 == 0 && unit + 1 < HW_ARRAY_SIZE(units)) {
		size /= 1024;
		unit++;
	}
	return hw_arena_printf(arena, "%" PRIu64 " %s", size, units[unit]);
}

static void add_region(struct hw_detail *list, struct hw_arena *arena,
		       struct region region, uint64_t start, uint64_t end, uint64_t flags)
{
	struct hw_detail *item = hw_detail_object(list, arena, NULL);
	bool is_io = (flags & FLAG_IO) != 0;
	bool is_64_bit = (flags & FLAG_64_BIT) != 0;
	bool is_assigned = !(flags & FLAG_UNSET);
	bool is_on = !(flags & FLAG_DISABLED);
	struct hw_text address = hw_arena_printf(arena, "0x%" PRIx64, start);
	/* a window that is closed ends before it starts */
	uint64_t size = end >= start ? end - start + 1 : 0;

	hw_detail_literal(item, arena, "what", region.what);
	hw_detail_number(item, arena, "number", (int64_t)region.number);
	hw_detail_literal(item, arena, "space", is_io ? "io" : "memory");
	hw_detail_text(item, arena, "address", is_assigned ? address : HW_NO_TEXT);
	hw_detail_number(item, arena, "size_bytes",
			 size > INT64_MAX ? INT64_MAX : (int64_t)size);
	hw_detail_number(item, arena, "width_bits", is_64_bit ? 64 : 32);
	hw_detail_boolean(item, arena, "prefetchable", (flags & FLAG_PREFETCH) != 0);
	hw_detail_boolean(item, arena, "enabled", is_on);
	hw_detail_shown(
		item,
		hw_arena_printf(
			arena, "%s %zu: %s at %.*s, %.*s%s%s%s",
			name_of_region(region.what), region.number,
			is_io ? "I/O ports" : "memory",
			HW_TEXT_ARG(is_assigned ? address : HW_TEXT("no address yet")),
			HW_TEXT_ARG(say_size(arena, size)),
			is_io	    ? ""
			: is_64_bit ? ", 64-bit"
				    : ", 32-bit",
			is_io			? ""
			: flags & FLAG_PREFETCH ? ", prefetchable"
						: ", not prefetchable",
			is_on ? "" : ", disabled"));
}

/* Lines "START END FLAGS", all 0 for what there is not: resource_show(). */
static void add_resources(struct hw_detail *pci, const struct hw_details *d)
{
	struct hw_detail *list = hw_detail_list(pci, d->arena, "resources");
	struct hw_text rest = hw_details_read(d, "resource");
	bool is_bridge = d->record->ids[HW_ROLE_CLASS].value == BRIDGE_CLASS &&
			 hw_details_read(d, "secondary_bus_number").s;
	size_t lines = 0;

	for (size_t i = 0; i < rest.n; i++)
		lines += rest.s[i] == '\n';
	lines += rest.n > 0;
	for (size_t line = 0; rest.s; line++) {
		struct hw_text text = hw_text_cut(&rest, '\n');
		uint64_t start;
		uint64_t end;
		uint64_t flags;

		if (cut_number(&text, &start) && cut_number(&text, &end) &&
		    cut_number(&text, &flags) && flags & (FLAG_IO | FLAG_MEMORY))
			add_region(list, d->arena, region_of(line, lines, is_bridge),
				   start, end, flags);
	}
}

/* --- Interrupts --- */

static int compare(const void *a, const void *b)
{
	return hw_natural_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

/* irq, which is 0 without one, and a file a vector in msi_irqs, with "msi" or "msix". */
static void add_interrupts(struct hw_detail *pci, const struct hw_details *d)
{
	struct hw_detail *interrupts = hw_detail_object(pci, d->arena, "interrupts");
	struct hw_text path =
		hw_arena_printf(d->arena, "%.*s/msi_irqs", HW_TEXT_ARG(d->directory));
	struct hw_detail *vectors;
	struct hw_text mode = HW_NO_TEXT;
	struct hw_text *names;
	size_t n = 0;
	int64_t number;

	if (hw_details_number(hw_details_read(d, "irq"), &number) && number > 0)
		hw_detail_labelled(hw_detail_number(interrupts, d->arena, "irq", number),
				   "IRQ");
	else
		hw_detail_null(interrupts, d->arena, "irq");
	if (!path.s || hw_root_list(d->machine->root, path.s, d->arena, &names, &n) < 0)
		n = 0;
	if (n) {
		struct hw_text file =
			hw_arena_printf(d->arena, "msi_irqs/%.*s", HW_TEXT_ARG(names[0]));

		mode = file.s ? hw_details_read(d, file.s) : HW_NO_TEXT;
	}
	hw_detail_text(interrupts, d->arena, "mode", mode.n ? mode : HW_NO_TEXT);
	vectors = hw_detail_list(interrupts, d->arena, "vectors");
	/* names come in byte order: 126 before 27 */
	if (n)
		qsort(names, n, sizeof(*names), compare);
	for (size_t i = 0; i < n; i++)
		if (hw_details_number(names[i], &number))
			hw_detail_number(vectors, d->arena, NULL, number);
}

/* --- Neighbours --- */

static void add_iommu(struct hw_detail *pci, const struct hw_details *d)
{
	struct hw_text group = hw_details_link(d, "iommu_group");
	struct hw_detail *others;
	struct hw_text path;
	struct hw_text *names;
	size_t n = 0;

	hw_detail_labelled(hw_detail_text(pci, d->arena, "iommu_group", group),
			   "IOMMU group");
	others = hw_detail_labelled(hw_detail_list(pci, d->arena, "iommu_group_others"),
				    "others in it");
	path = hw_arena_printf(d->arena, "sys/kernel/iommu_groups/%.*s/devices",
			       HW_TEXT_ARG(group));
	if (!group.n || !path.s ||
	    hw_root_list(d->machine->root, path.s, d->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (!hw_text_eq(names[i], d->record->device.name))
			hw_detail_text(others, d->arena, NULL, names[i]);
}

/* sys/bus/pci/slots/NAME/address is the device's without its function,
 * address_read_file() of drivers/pci/slot.c. */
static void add_slot(struct hw_detail *pci, const struct hw_details *d)
{
	struct hw_text name = d->record->device.name;
	struct hw_text found = HW_NO_TEXT;
	struct hw_text *slots;
	size_t n = 0;

	if (hw_root_list(d->machine->root, "sys/bus/pci/slots", d->arena, &slots, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n && !found.n; i++) {
		struct hw_text directory = hw_arena_printf(
			d->arena, "sys/bus/pci/slots/%.*s", HW_TEXT_ARG(slots[i]));
		struct hw_text address = hw_root_read_attr(d->machine->root, directory,
							   "address", d->arena);

		if (address.n && name.n > address.n && name.s[address.n] == '.' &&
		    hw_text_starts(name, address))
			found = slots[i];
	}
	hw_detail_text(pci, d->arena, "slot",
		       hw_machine_own_string(d->machine, d->record->device.syspath, found,
					     d->arena));
}

/* Links virtfn0, virtfn1 and so on. */
static void add_virtual_functions(struct hw_detail *parent, const struct hw_details *d)
{
	struct hw_detail *list = hw_detail_list(parent, d->arena, "virtual_functions");

	for (size_t i = 0; i < 65536; i++) {
		struct hw_text link = hw_arena_printf(d->arena, "virtfn%zu", i);
		struct hw_text target = link.s ? hw_details_link(d, link.s) : HW_NO_TEXT;

		if (!target.n)
			return;
		hw_detail_text(list, d->arena, NULL, target);
	}
}

/* Recordings may lack the file `revision` and have the configuration space. */
static void fill_revision(struct hw_detail *pci)
{
	const struct hw_detail *header = hw_detail_find(pci, "header");
	const struct hw_detail *fields = hw_detail_find(header, "fields");
	const struct hw_detail *revision = hw_detail_find(fields, "revision");

	for (struct hw_detail *d = pci ? pci->first : NULL; d && revision; d = d->next)
		if (strcmp(d->key, "revision") == 0 && !d->text.n)
			d->text = revision->text;
}

struct hw_detail *hw_details_pci(const struct hw_details *d)
{
	struct hw_detail *pci = hw_detail_new(d->arena, HW_DETAIL_OBJECT);
	struct hw_detail *part;

	hw_details_attributes(pci, d, identity, HW_ARRAY_SIZE(identity));
	add_slot(pci, d);
	add_iommu(pci, d);
	hw_details_attributes(pci, d, buses, HW_ARRAY_SIZE(buses));
	hw_details_attributes(hw_detail_object(pci, d->arena, "power"), d, power,
			      HW_ARRAY_SIZE(power));
	part = hw_detail_object(pci, d->arena, "virtualisation");
	hw_details_attributes(part, d, virtualisation, HW_ARRAY_SIZE(virtualisation));
	add_virtual_functions(part, d);
	add_interrupts(pci, d);
	hw_details_link_health(pci, d);
	hw_details_errors(pci, d);
	add_resources(pci, d);
	hw_details_config(pci, d);
	fill_revision(pci);
	return pci;
}
