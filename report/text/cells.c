// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/columns.h"

#include <inttypes.h>
#include <strings.h>

#include "data/base/list.h"

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

static struct hw_text id_text(struct hw_id id, struct hw_arena *arena)
{
	char buf[HW_ID_MAX];

	return hw_arena_copy(arena, hw_id_text(id, buf));
}

/* "8086:15b8"; absent when either half is. */
static struct hw_text id_pair(const struct hw_record *r, enum hw_role vendor,
			      enum hw_role device, struct hw_arena *arena)
{
	char buf[2 * HW_ID_MAX];
	size_t n;

	if (!r->ids[vendor].present || !r->ids[device].present)
		return HW_NO_TEXT;
	/* less than HW_ID_MAX */
	n = hw_id_text(r->ids[vendor], buf).n;
	buf[n++] = ':';
	n += hw_id_text(r->ids[device], buf + n).n;
	return hw_arena_copy(arena, (struct hw_text){buf, n});
}

CELL(vendor_id)
{
	(void)options;
	return id_text(record->ids[HW_ROLE_VENDOR], arena);
}

CELL(device_id)
{
	(void)options;
	return id_text(record->ids[HW_ROLE_DEVICE], arena);
}

CELL(subsystem_id)
{
	(void)options;
	return id_pair(record, HW_ROLE_SUBVENDOR, HW_ROLE_SUBDEVICE, arena);
}

/* The digits of the class down to and including the level `last`. */
static struct hw_text class_digits(const struct hw_record *r, enum hw_role last,
				   struct hw_arena *arena)
{
	char buf[(HW_ROLE_INTERFACE - HW_ROLE_CLASS + 1) * HW_ID_MAX];
	size_t n = 0;

	for (enum hw_role i = HW_ROLE_CLASS; i <= last && r->ids[i].present; i++)
		n += hw_id_text(r->ids[i], buf + n).n;
	return n ? hw_arena_copy(arena, (struct hw_text){buf, n}) : HW_NO_TEXT;
}

CELL(class_id)
{
	(void)options;
	return class_digits(record, HW_ROLE_INTERFACE, arena);
}

/* The address; for PCI in lspci's short form, without domain 0. */
CELL(device)
{
	const struct hw_device *d = &record->device;
	const struct hw_text domain = HW_TEXT("0000:");

	(void)options;
	(void)arena;
	if (!d->name.n || !hw_bus_has(d->bus, HW_BUS_MAIN))
		return d->id;
	if (hw_bus_address(d->bus) == HW_ADDRESS_PCI && hw_text_starts(d->name, domain))
		return hw_text_from(d->name, domain.n);
	return d->name;
}

static struct hw_text text_of_role(const struct hw_record *r, enum hw_role role)
{
	const struct hw_field *f =
		r->modalias ? hw_field_of_role(&r->modalias->modalias, role) : NULL;

	return f ? f->text : HW_NO_TEXT;
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
	struct hw_text pair = id_pair(record, HW_ROLE_VENDOR, HW_ROLE_DEVICE, arena);

	(void)options;
	return pair.n ? pair : first_pnp_id(record);
}

/* "text [code]" with -nn, the code with -n. */
static struct hw_text with_code(struct hw_text text, struct hw_text code,
				const struct hw_write_options *options,
				struct hw_arena *arena)
{
	if (!code.n || !options->numeric)
		return text;
	if (options->numeric == 1)
		return code;
	return hw_arena_printf(arena, "%.*s [%.*s]", HW_TEXT_ARG(text),
			       HW_TEXT_ARG(code));
}

static struct hw_text class_name(const struct hw_record *r)
{
	return r->names[HW_NAME_CLASS].text;
}

/* The name of its class, else the title of the bus. */
static struct hw_text class_or_title(const struct hw_record *r)
{
	/* not of the modalias: a platform device may have one of ACPI's */
	const struct hw_bus *bus = r->device.bus;

	if (class_name(r).n)
		return class_name(r);
	if (hw_bus_is_whole(bus, r->device.kind))
		return hw_text_of(bus->parts->whole_title);
	if (bus && bus->title)
		return hw_text_of(bus->title);
	return hw_text_eq(r->device.kind, HW_TEXT("device")) ? r->device.subsystem
							     : r->device.kind;
}

static struct hw_text pci_class(const struct hw_record *r, struct hw_text code,
				struct hw_arena *arena)
{
	if (r->names[HW_NAME_SUBCLASS].text.n)
		return r->names[HW_NAME_SUBCLASS].text;
	if (class_name(r).n || !code.n)
		return class_or_title(r);
	return hw_arena_printf(arena, "Class %.*s", HW_TEXT_ARG(code));
}

/* Classes 00 and ef of a device only mean that its interfaces have classes of their own
 * (USB-IF, Defined Class Codes). */
static struct hw_text usb_class(const struct hw_record *r)
{
	const struct hw_bus *bus = r->device.bus;
	uint32_t class = r->ids[HW_ROLE_CLASS].value;

	if (hw_bus_is_whole(bus, r->device.kind) && (class == 0x00 || class == 0xef))
		return hw_text_of(bus->parts->whole_title);
	return class_or_title(r);
}

CELL(class)
{
	enum hw_class_codes codes = hw_bus_class_codes(record->device.bus);
	enum hw_role last =
		codes == HW_CLASS_CODES_PCI ? HW_ROLE_SUBCLASS : HW_ROLE_CLASS;
	struct hw_text code = class_digits(record, last, arena);
	struct hw_text text = HW_NO_TEXT;

	switch (codes) {
	case HW_CLASS_CODES_PCI:
		text = pci_class(record, code, arena);
		break;
	case HW_CLASS_CODES_USB:
		text = usb_class(record);
		break;
	case HW_CLASS_CODES_NONE:
		text = class_or_title(record);
		break;
	}
	return with_code(text, code, options, arena);
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

/* "vendor name", or just the name if it starts with the vendor. */
static struct hw_text join(struct hw_text vendor, struct hw_text name,
			   struct hw_arena *arena)
{
	if (!vendor.n || !name.n)
		return vendor.n ? vendor : name;
	if (name.n >= vendor.n && strncasecmp(name.s, vendor.s, vendor.n) == 0)
		return name;
	return hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(name));
}

CELL(subsystem)
{
	(void)options;
	return join(record->names[HW_NAME_SUBSYSTEM_VENDOR].text,
		    record->names[HW_NAME_SUBSYSTEM].text, arena);
}

/* As lspci: "Intel Corporation Device 1234", "Device 1234:5678". */
static struct hw_text listed_name(const struct hw_record *r, struct hw_text pair,
				  struct hw_arena *arena)
{
	struct hw_text vendor = r->names[HW_NAME_VENDOR].text;
	struct hw_text device = r->names[HW_NAME_DEVICE].text;

	if (device.n || !pair.n)
		return join(vendor, device, arena);
	if (vendor.n)
		pair = id_text(r->ids[HW_ROLE_DEVICE], arena);
	return hw_arena_printf(arena, "%.*s%sDevice %.*s", HW_TEXT_ARG(vendor),
			       vendor.n ? " " : "", HW_TEXT_ARG(pair));
}

static struct hw_text unquote(struct hw_text t)
{
	if (t.n >= 2 && t.s[0] == '"' && t.s[t.n - 1] == '"')
		return (struct hw_text){t.s + 1, t.n - 2};
	return t;
}

/* The name that the device has of itself, else its name on the bus. */
static struct hw_text own_name(const struct hw_record *r, struct hw_arena *arena)
{
	/* input_dev_uevent(), drivers/input/input.c, puts it in quotes;
	 * hid_uevent(), drivers/hid/hid-core.c */
	static const char *const keys[] = {"NAME", "HID_NAME"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text name = unquote(hw_uevent_get(r->device.uevent, keys[i]));

		if (name.n)
			return name;
	}
	if (hw_bus_field(r->device.bus, HW_ROLE_OWN_NAME))
		return join(text_of_role(r, HW_ROLE_OWN_VENDOR),
			    text_of_role(r, HW_ROLE_OWN_NAME), arena);
	return r->device.name;
}

struct hw_text hw_column_name(const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena)
{
	struct hw_text pair = id_pair(record, HW_ROLE_VENDOR, HW_ROLE_DEVICE, arena);
	struct hw_text text;

	if (hw_bus_has(record->device.bus, HW_BUS_MAIN)) {
		text = listed_name(record, pair, arena);
	} else {
		text = hw_record_name(record, arena);
		if (!record->names[HW_NAME_DEVICE].text.n)
			text = join(text, own_name(record, arena), arena);
	}
	return with_code(text, pair, options, arena);
}

CELL(modules)
{
	struct hw_list list = {.arena = arena, .between = ","};

	(void)options;
	for (size_t i = 0; i < record->candidate_count; i++)
		if (!record->candidates[i].again)
			hw_list_add(&list, record->candidates[i].module);
	return hw_list_text(&list);
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

/* clang-format off */
const struct hw_column hw_columns[] = {
	{.name = "DEVICE", .flags = HW_COLUMN_DEFAULT, .get = cell_device,
	 .help = "address as on the bus: 00:1f.6, 1-6:1.0, else BUS:NAME"},
	{.name = "CLASS", .flags = HW_COLUMN_DEFAULT | HW_COLUMN_TRUNC, .share = 0.2,
	 .get = cell_class,
	 .help = "what kind of device it is"},
	{.name = "NAME", .flags = HW_COLUMN_DEFAULT | HW_COLUMN_TRUNC, .share = 0.4,
	 .get = hw_column_name,
	 .help = "vendor and model"},
	{.name = "ID", .flags = HW_COLUMN_DEFAULT, .get = cell_id,
	 .help = "vendor and device id, or the first ACPI id"},
	{.name = "DRIVER", .flags = HW_COLUMN_DEFAULT, .get = cell_driver,
	 .help = "driver that is bound"},
	{.name = "MODULES", .flags = HW_COLUMN_DEFAULT | HW_COLUMN_TRUNC, .get = cell_modules,
	 .help = "modules that claim the device"},
	{.name = "STATE", .flags = HW_COLUMN_DEFAULT | HW_COLUMN_STATE, .get = cell_state,
	 .help = "bound, unbound, unclaimed, driverless or unknown"},
	{.name = "ATTENTION", .get = cell_attention,
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
	{.name = "PARENT", .get = cell_parent,
	 .help = "BUS:NAME of the device above"},
	{.name = "SYSPATH", .get = cell_syspath,
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
	{.name = "MODULE", .get = cell_module,
	 .help = "module of the bound driver; empty when it is built in"},
	{.name = "REV", .flags = HW_COLUMN_VERBOSE, .attribute = "revision",
	 .help = "PCI revision"},
	{.name = "SLOT", .flags = HW_COLUMN_VERBOSE, .attribute = "slot",
	 .help = "physical slot"},
	{.name = "NUMA", .flags = HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "numa_node",
	 .help = "NUMA node"},
	{.name = "IOMMU", .flags = HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "iommu_group",
	 .help = "IOMMU group"},
	{.name = "SPEED", .flags = HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .get = cell_speed,
	 .help = "USB speed in Mbit/s"},
	{.name = "CONFIGS", .flags = HW_COLUMN_VERBOSE | HW_COLUMN_RIGHT, .attribute = "configurations",
	 .help = "USB configurations to choose from"},
	{.name = "NODES", .flags = HW_COLUMN_VERBOSE | HW_COLUMN_TRUNC | HW_COLUMN_PROVIDES, .get = cell_nodes,
	 .help = "what it is to its user: eth0, nvme0n1, ttyUSB0, card0"},
	{.name = "LINK", .flags = HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .get = cell_link,
	 .help = "PCI Express link: speed and lanes, unless the device sleeps"},
	{.name = "LINK_MAX", .flags = HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .get = cell_link_max,
	 .help = "what the device can"},
	{.name = "BOTTLENECK", .attribute = "link_bottleneck", .flags = HW_COLUMN_ON_DEMAND,
	 .help = "lower end of the slowest link on the way, if that carries less"},
	{.name = "ERRORS", .flags = HW_COLUMN_RIGHT | HW_COLUMN_ON_DEMAND, .attribute = "pci_errors",
	 .help = "PCI Express errors counted: correctable, not fatal, fatal"},
	{.name = "RATE", .flags = HW_COLUMN_ON_DEMAND, .get = cell_rate,
	 .help = "speed and width of the link to the device, and the most it could do; ports of a USB hub"},
	{0},
};
/* clang-format on */
