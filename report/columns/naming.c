// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/naming.h"

#include <strings.h>

#include "data/base/list.h"

struct hw_text hw_cell_id(struct hw_id id, struct hw_arena *arena)
{
	char buf[HW_ID_MAX];

	return hw_arena_copy(arena, hw_id_text(id, buf));
}

/* "8086:15b8"; absent when either half is. */
struct hw_text hw_cell_id_pair(const struct hw_record *r, enum hw_role vendor,
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

/* The digits of the class down to and including the level `last`. */
struct hw_text hw_cell_class_digits(const struct hw_record *r, enum hw_role last,
				    struct hw_arena *arena)
{
	char buf[(HW_ROLE_INTERFACE - HW_ROLE_CLASS + 1) * HW_ID_MAX];
	size_t n = 0;

	for (enum hw_role i = HW_ROLE_CLASS; i <= last && r->ids[i].present; i++)
		n += hw_id_text(r->ids[i], buf + n).n;
	return n ? hw_arena_copy(arena, (struct hw_text){buf, n}) : HW_NO_TEXT;
}

static struct hw_text text_of_role(const struct hw_record *r, enum hw_role role)
{
	const struct hw_field *f =
		r->modalias ? hw_field_of_role(&r->modalias->modalias, role) : NULL;

	return f ? f->text : HW_NO_TEXT;
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
	return r->device.kind.n && !hw_text_eq(r->device.kind, HW_TEXT("device"))
		       ? r->device.kind
		       : r->device.subsystem;
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

struct hw_text hw_cell_class(const struct hw_record *record,
			     const struct hw_write_options *options,
			     struct hw_arena *arena)
{
	enum hw_class_codes codes = hw_bus_class_codes(record->device.bus);
	enum hw_role last =
		codes == HW_CLASS_CODES_PCI ? HW_ROLE_SUBCLASS : HW_ROLE_CLASS;
	struct hw_text code = hw_cell_class_digits(record, last, arena);
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

/* "vendor name", or just the name if it starts with the vendor. */
struct hw_text hw_cell_join(struct hw_text vendor, struct hw_text name,
			    struct hw_arena *arena)
{
	if (!vendor.n || !name.n)
		return vendor.n ? vendor : name;
	if (name.n >= vendor.n && strncasecmp(name.s, vendor.s, vendor.n) == 0)
		return name;
	return hw_arena_printf(arena, "%.*s %.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(name));
}

/* As lspci: "Intel Corporation Device 1234", "Device 1234:5678". */
static struct hw_text listed_name(const struct hw_record *r, struct hw_text pair,
				  struct hw_arena *arena)
{
	struct hw_text vendor = r->names[HW_NAME_VENDOR].text;
	struct hw_text device = r->names[HW_NAME_DEVICE].text;

	/* a list of names may tell the id of that alone which it has no name of */
	if (vendor.n)
		pair = hw_cell_id(r->ids[HW_ROLE_DEVICE], arena);
	if (device.n || !pair.n)
		return hw_cell_join(vendor, device, arena);
	return hw_arena_printf(arena, "%.*s%sDevice %.*s", HW_TEXT_ARG(vendor),
			       vendor.n ? " " : "", HW_TEXT_ARG(pair));
}

static struct hw_text unquote(struct hw_text t)
{
	if (t.n >= 2 && t.s[0] == '"' && t.s[t.n - 1] == '"')
		return (struct hw_text){t.s + 1, t.n - 2};
	return t;
}

/* What a device tree, or the code that knows the board, says that a chip is:
 * "bosch,bme280" of "of:Nbme280T(null)Cbosch,bme280", the first one of a list, and
 * "ds1307" of "i2c:ds1307". Absent: the bus has other strings. */
static struct hw_text chip_name(const struct hw_record *r)
{
	static const char *const buses[] = {"i2c", "spi"};
	const struct hw_modalias *m = r->modalias ? &r->modalias->modalias : NULL;
	const struct hw_field *last;

	if (!m || !m->bus || m->error || !m->field_count)
		return HW_NO_TEXT;
	last = &m->fields[m->field_count - 1];
	if (hw_bus_has(m->bus, HW_BUS_COMPATIBLE))
		return last->item_count
			       ? last->items[0]
			       : hw_text_head(last->text, hw_text_find(last->text, 'C'));
	for (size_t i = 0; i < HW_ARRAY_SIZE(buses); i++)
		if (strcmp(m->bus->name, buses[i]) == 0)
			return last->text;
	return HW_NO_TEXT;
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
		return hw_cell_join(text_of_role(r, HW_ROLE_OWN_VENDOR),
				    text_of_role(r, HW_ROLE_OWN_NAME), arena);
	return chip_name(r).n ? chip_name(r) : r->device.name;
}

struct hw_text hw_column_name(const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena)
{
	struct hw_text pair =
		hw_cell_id_pair(record, HW_ROLE_VENDOR, HW_ROLE_DEVICE, arena);
	struct hw_text text;

	if (hw_bus_has(record->device.bus, HW_BUS_MAIN)) {
		text = listed_name(record, pair, arena);
	} else {
		text = hw_record_name(record, arena);
		if (!record->names[HW_NAME_DEVICE].text.n)
			text = hw_cell_join(text, own_name(record, arena), arena);
	}
	return with_code(text, pair, options, arena);
}

struct hw_text hw_cell_modules(const struct hw_record *record,
			       const struct hw_write_options *options,
			       struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ","};

	(void)options;
	for (size_t i = 0; i < record->candidate_count; i++)
		if (!record->candidates[i].again)
			hw_list_add(&list, record->candidates[i].module);
	return hw_list_text(&list);
}
