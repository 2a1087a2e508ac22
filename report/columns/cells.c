// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/columns.h"

#include <inttypes.h>
#include <strings.h>

#include "data/base/list.h"
#include "report/columns/forms.h"
#include "report/columns/naming.h"
#include "report/columns/note.h"

/* The columns: the function of each cell, then the rows. */

#define CELL(name)                                                                       \
	static struct hw_text cell_##name(const struct hw_record *record,                \
					  const struct hw_write_options *options,        \
					  struct hw_arena *arena)

/* Columns whose text is a member of the record. */
#define MEMBER_CELL(name, member)                                                        \
	CELL(name)                                                                       \
	{                                                                                \
		(void)options;                                                           \
		(void)arena;                                                             \
		return record->member;                                                   \
	}

MEMBER_CELL(address, device.id)
MEMBER_CELL(bus, device.subsystem)
MEMBER_CELL(driver, device.driver)
MEMBER_CELL(explanation, verdict.explanation)
MEMBER_CELL(kind, device.kind)
MEMBER_CELL(modalias, device.modalias)
MEMBER_CELL(model, names[HW_NAME_DEVICE].text)
MEMBER_CELL(module, device.driver_module)
MEMBER_CELL(parent, device.parent)
MEMBER_CELL(syspath, device.syspath)
MEMBER_CELL(vendor, names[HW_NAME_VENDOR].text)

/* Columns made of the record alone. */
#define PLAIN_CELL(name, expression)                                                     \
	CELL(name)                                                                       \
	{                                                                                \
		(void)options;                                                           \
		(void)arena;                                                             \
		return expression;                                                       \
	}

PLAIN_CELL(attention, record->verdict.severity
			      ? hw_text_of(hw_severity_name(record->verdict.severity))
			      : HW_NO_TEXT)
PLAIN_CELL(reason, hw_text_of(record->verdict.reason))
PLAIN_CELL(state, hw_text_of(hw_state_name(record->verdict.state)))

CELL(vendor_id)
{
	(void)options;
	return hw_cell_id(record->ids[HW_ROLE_VENDOR], arena);
}

CELL(device_id)
{
	(void)options;
	return hw_cell_id(record->ids[HW_ROLE_DEVICE], arena);
}

CELL(subsystem_id)
{
	(void)options;
	return hw_cell_id_pair(record, HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE, arena);
}

CELL(class_id)
{
	(void)options;
	return hw_cell_class_digits(record, HW_ROLE_INTERFACE, arena);
}

/* The address; for PCI in lspci's short form, without domain 0. */
CELL(device)
{
	const struct hw_device *d = &record->device;
	const struct hw_text domain = HW_TEXT("0000:");

	(void)arena;
	if (!d->name.n || !hw_bus_has(d->bus, HW_BUS_MAIN))
		return d->id;
	if (!options->with_domain && hw_bus_address(d->bus) == HW_ADDRESS_PCI &&
	    hw_text_starts(d->name, domain))
		return hw_text_from(d->name, domain.n);
	return d->name;
}

/* The first of a list of Plug and Play ids, which is the device's own: "PNP0A08" of
 * PNP0A08:PNP0A03. Absent if the string is of another bus than the device. */
static struct hw_text first_pnp_id(const struct hw_record *r)
{
	const struct hw_modalias *m = r->modalias ? &r->modalias->modalias : NULL;

	for (size_t i = 0; m && m->bus == r->device.bus && i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		struct hw_text cursor = f->text;
		struct hw_text item;

		if (f->spec->space == HW_SPACE_PNP && f->spec->kind == HW_KIND_LIST &&
		    hw_field_next(f, &cursor, &item))
			return item;
	}
	return HW_NO_TEXT;
}

CELL(id)
{
	struct hw_text pair =
		hw_cell_id_pair(record, HW_ROLE_VENDOR, HW_ROLE_DEVICE, arena);

	(void)options;
	return pair.n ? pair : first_pnp_id(record);
}

CELL(error)
{
	char text[128];

	(void)options;
	if (!record->modalias || record->modalias->modalias.error == HW_DECODE_OK)
		return HW_NO_TEXT;
	hw_decode_explain(&record->modalias->modalias, text, sizeof(text));
	return hw_arena_copy(arena, hw_text_of(text));
}

CELL(subsystem)
{
	(void)options;
	return hw_cell_join(record->names[HW_NAME_SUBSYSTEM_VENDOR].text,
			    record->names[HW_NAME_SUBSYSTEM].text, arena);
}

/* kbit/s as people know them: 1.5, 12, 480, 5000. */
CELL(speed)
{
	(void)options;
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, "speed_kbps") == 0)
			return hw_arena_printf(arena,
					       a->number % 1000 ? "%" PRId64 ".%" PRId64
								: "%" PRId64,
					       a->number / 1000, a->number % 1000 / 100);
	return HW_NO_TEXT;
}

/* What people call it: without partitions and the nodes of a sound card. */
CELL(nodes)
{
	struct hw_list list = {.arena = arena, .between = ","};
	struct hw_text disk = HW_NO_TEXT;

	(void)options;
	for (size_t i = 0; i < record->provide_count; i++) {
		const struct hw_provided *p = &record->provides[i];
		bool is_disk = hw_text_eq(p->class, HW_TEXT("block"));

		if ((hw_text_eq(p->class, HW_TEXT("sound")) && p->node.n) ||
		    (is_disk && disk.n && hw_text_starts(p->name, disk)))
			continue;
		if (is_disk)
			disk = p->name;
		hw_list_add(&list, p->name);
	}
	return hw_list_text(&list);
}

static struct hw_text text_of_attribute(const struct hw_record *record, const char *key,
					struct hw_arena *arena)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, key) == 0)
			return a->text.s ? a->text
					 : hw_arena_printf(arena, "%" PRId64, a->number);
	return HW_NO_TEXT;
}

/* "8.0 GT/s x4" */
static struct hw_text say_link(const struct hw_record *record, const char *speed,
			       const char *width, struct hw_arena *arena)
{
	struct hw_text rate = text_of_attribute(record, speed, arena);
	struct hw_text lanes = text_of_attribute(record, width, arena);

	if (!rate.n || !lanes.n)
		return HW_NO_TEXT;
	/* "8.0 GT/s PCIe" */
	rate = hw_text_trim_end(hw_text_head(rate, hw_text_find(rate, 'P')), " ");
	return hw_arena_printf(arena, "%.*s x%.*s", HW_TEXT_ARG(rate),
			       HW_TEXT_ARG(lanes));
}

CELL(link)
{
	(void)options;
	return say_link(record, "link_speed", "link_width", arena);
}

CELL(link_max)
{
	(void)options;
	return say_link(record, "link_speed_max", "link_width_max", arena);
}

/* "5.0 GT/s x1 (most: 8.0 GT/s x4)", "480 Mb/s, 4 ports" */
CELL(rate)
{
	struct hw_text now = cell_link(record, options, arena);
	struct hw_text most = cell_link_max(record, options, arena);
	struct hw_text speed = cell_speed(record, options, arena);
	struct hw_text ports = text_of_attribute(record, "ports", arena);

	if (now.n && most.n && !hw_text_eq(now, most))
		return hw_arena_printf(arena, "%.*s (most: %.*s)", HW_TEXT_ARG(now),
				       HW_TEXT_ARG(most));
	if (now.n || !speed.n)
		return now;
	if (ports.n)
		return hw_arena_printf(arena, "%.*s Mb/s, %.*s port%s",
				       HW_TEXT_ARG(speed), HW_TEXT_ARG(ports),
				       hw_text_eq(ports, HW_TEXT("1")) ? "" : "s");
	return hw_arena_printf(arena, "%.*s Mb/s", HW_TEXT_ARG(speed));
}

static void add_form(struct hw_forms *forms, struct hw_text a, struct hw_text b,
		     struct hw_arena *arena)
{
	if (a.n || b.n)
		forms->v[forms->n++] =
			hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(a),
					a.n && b.n ? ", " : "", HW_TEXT_ARG(b));
}

void hw_forms_usb(const struct hw_record *record, const struct hw_write_options *options,
		  struct hw_arena *arena, struct hw_forms *ret)
{
	struct hw_text rate = cell_rate(record, options, arena);
	struct hw_text nodes = cell_nodes(record, options, arena);
	struct hw_text rest = nodes;
	struct hw_text node = hw_text_cut(&rest, ',');
	size_t more = 0;

	for (; rest.s; more++)
		hw_text_cut(&rest, ',');
	if (more)
		node = hw_arena_printf(arena, "%.*s +%zu", HW_TEXT_ARG(node), more);
	*ret = (struct hw_forms){.n = 0};
	add_form(ret, rate, nodes, arena);
	if (more)
		add_form(ret, rate, node, arena);
	if (rate.n && node.n)
		add_form(ret, HW_NO_TEXT, node, arena);
}

/* clang-format off */
const struct hw_column hw_columns[] = {
	{.name = "DEVICE", .flags = HW_COLUMN_DEFAULT, .get = cell_device,
	 .help = "address as on the bus: 00:1f.6, 1-6:1.0, else BUS:NAME"},
	{.name = "CLASS", .flags = HW_COLUMN_DEFAULT,
	 .get = hw_cell_class, .say = hw_forms_class,
	 .help = "what kind of device it is"},
	{.name = "NAME", .flags = HW_COLUMN_DEFAULT,
	 .get = hw_column_name, .say = hw_forms_name,
	 .help = "vendor and model; of a chip on a board, what its device tree calls it"},
	{.name = "ID", .flags = HW_COLUMN_DEFAULT, .get = cell_id,
	 .help = "vendor and device id, or the first ACPI id"},
	{.name = "DRIVER", .flags = HW_COLUMN_DEVICE | HW_COLUMN_DEFAULT | HW_COLUMN_PLAIN_IF_NAMED,
	 .get = cell_driver, .say = hw_forms_driver,
	 .help = "driver that is bound; in a table, unless -o names the column, also its module if that has another name, and after a dash the modules that claim a device without a driver"},
	{.name = "NOTE", .flags = HW_COLUMN_DEVICE | HW_COLUMN_TABLE | HW_COLUMN_IF_FILLED | HW_COLUMN_ATTENTION, .get = hw_note,
	 .help = "why it needs attention, in a few words"},
	{.name = "MODULES", .flags = HW_COLUMN_TSV, .get = hw_cell_modules, .say = hw_forms_modules,
	 .help = "modules that claim the device"},
	{.name = "STATE", .flags = HW_COLUMN_TSV | HW_COLUMN_STATE, .get = cell_state,
	 .help = "bound, unbound, unclaimed, driverless or unknown"},
	{.name = "ATTENTION", .flags = HW_COLUMN_DEVICE, .get = cell_attention,
	 .help = "error, warning or hint, as far as a list looks"},
	{.name = "REASON", .get = cell_reason,
	 .help = "why it is in that state, as a code"},
	{.name = "EXPLANATION", .get = cell_explanation,
	 .help = "why it is in that state, as a sentence"},
	{.name = "BUS", .get = cell_bus,
	 .help = "bus, or class of a device that is on none"},
	{.name = "KIND", .get = cell_kind,
	 .help = "kind of device on that bus: usb_device, usb_interface"},
	{.name = "ADDRESS", .get = cell_address,
	 .help = "BUS:NAME, unique in a report"},
	{.name = "PARENT", .flags = HW_COLUMN_DEVICE, .get = cell_parent,
	 .help = "BUS:NAME of the device above"},
	{.name = "SYSPATH", .flags = HW_COLUMN_DEVICE, .get = cell_syspath,
	 .help = "directory in /sys"},
	{.name = "VENDOR", .get = cell_vendor,
	 .help = "name of the vendor"},
	{.name = "MODEL", .get = cell_model,
	 .help = "name of the device"},
	{.name = "SUBSYSTEM", .get = cell_subsystem,
	 .help = "vendor and name of the board or computer it is part of"},
	{.name = "VENDOR_ID", .get = cell_vendor_id,
	 .help = "id of the vendor"},
	{.name = "DEVICE_ID", .get = cell_device_id,
	 .help = "id of the device"},
	{.name = "SUBSYSTEM_ID", .get = cell_subsystem_id,
	 .help = "vendor and device id of the subsystem"},
	{.name = "CLASS_ID", .get = cell_class_id,
	 .help = "class, subclass and programming interface or protocol"},
	{.name = "MODALIAS", .get = cell_modalias,
	 .help = "the string by which modules are found"},
	{.name = "ERROR", .get = cell_error,
	 .help = "where that string breaks its grammar"},
	{.name = "MODULE", .flags = HW_COLUMN_DEVICE, .get = cell_module,
	 .help = "module of the bound driver; empty when it is built in"},
	{.name = "REV", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE, .attribute = "revision",
	 .help = "PCI revision"},
	{.name = "SLOT", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE, .attribute = "slot",
	 .help = "physical slot"},
	{.name = "NUMA", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "numa_node",
	 .help = "NUMA node"},
	{.name = "IOMMU", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "iommu_group",
	 .help = "IOMMU group"},
	{.name = "SPEED", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .get = cell_speed,
	 .help = "USB speed in Mbit/s"},
	{.name = "CONFIGS", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "configurations",
	 .help = "USB configurations to choose from"},
	{.name = "NODES", .flags = HW_COLUMN_DEVICE | HW_COLUMN_VERBOSE | HW_COLUMN_PROVIDES, .get = cell_nodes,
	 .help = "what it is to its user: eth0, nvme0n1, ttyUSB0, card0"},
	{.name = "LINK", .flags = HW_COLUMN_DEVICE | HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .get = cell_link,
	 .help = "PCI Express link: speed and lanes, unless the device sleeps"},
	{.name = "LINK_MAX", .flags = HW_COLUMN_DEVICE | HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .get = cell_link_max,
	 .help = "what the device can"},
	{.name = "BOTTLENECK", .attribute = "link_bottleneck", .flags = HW_COLUMN_DEVICE | HW_COLUMN_ON_DEMAND,
	 .help = "lower end of the slowest link on the way, if that carries less"},
	{.name = "ERRORS", .flags = HW_COLUMN_DEVICE | HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .attribute = "pci_errors",
	 .help = "PCI Express errors counted: correctable, not fatal, fatal"},
	{.name = "RATE", .flags = HW_COLUMN_DEVICE | HW_COLUMN_ON_DEMAND, .get = cell_rate,
	 .help = "speed and width of the link to the device, and the most it could do; ports of a USB hub"},
	{0},
};
/* clang-format on */
