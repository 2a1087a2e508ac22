// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <strings.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_index.h"
#include "report/class_word.h"
#include "report/expect/internal.h"
#include "report/kernel/builtin_driver.h"

/* Most devices that a sentence names. */
#define NAMED_MAX ((size_t)8)

/* --- Devices --- */

/* "-" and "_" are alike in the names of modules: modprobe(8). */
static bool same_name(struct hw_text a, struct hw_text b)
{
	for (size_t i = 0; i < a.n && a.n == b.n; i++) {
		char x = a.s[i] == '-' ? '_' : a.s[i];
		char y = b.s[i] == '-' ? '_' : b.s[i];

		if (x != y)
			return false;
	}
	return a.n && a.n == b.n;
}

/* Which drivers are for devices of what was read. */
static void note_drivers(struct hw_expect *x, const struct hw_record *r)
{
	for (size_t i = 0; i < x->entry_count; i++) {
		struct hw_expect_entry *e = &x->entries[i];

		e->is_known = e->is_known || same_name(r->device.driver, e->value) ||
			      same_name(r->device.driver_module, e->value);
		for (size_t k = 0; k < r->candidate_count && !e->is_known; k++)
			e->is_known = same_name(r->candidates[k].module, e->value);
	}
}

/* Dumps and kernels that have the driver built in tell the name of a driver, "xhci_hcd",
 * and which modules claim the device, xhci_pci. */
static int find_module(struct hw_expect *x, const struct hw_record *r,
		       struct hw_expect_device *d)
{
	struct hw_driver_choice choice = {.n = 0};
	struct hw_text *of;
	int err;

	if (d->driver_known != HW_DRIVER_BOUND || d->module.n || !r->candidate_count)
		return 0;
	of = HW_ARENA_NEW(&x->arena, struct hw_text, r->candidate_count);
	if (!of)
		return -ENOMEM;
	for (size_t i = 0; i < r->candidate_count; i++)
		of[i] = hw_arena_copy(&x->arena, r->candidates[i].module);
	err = hw_driver_choose(d->driver, of, r->candidate_count, &x->arena, &choice);
	d->module = choice.module;
	d->modules = choice.v;
	d->module_count = choice.module.n ? 0 : choice.n;
	return err;
}

/* Of a bus whose parts alone have modaliases, a line of a list of these: nothing tells
 * its kind. */
static bool is_listed_part(const struct hw_expect *x, const struct hw_device *device)
{
	return x->is_dump && device->bus && device->bus->parts &&
	       (!device->kind.n || hw_text_eq(device->kind, HW_TEXT("device")));
}

int hw_expect_record(void *arg, const struct hw_record *r)
{
	struct hw_expect *x = arg;
	struct hw_arena *arena = &x->arena;
	const struct hw_device *device = &r->device;
	struct hw_expect_device *d;
	char v[HW_ID_MAX], p[HW_ID_MAX];

	if (HW_ARENA_GROW(arena, struct hw_expect_device, x->devices, x->device_count,
			  &x->device_room, 64) < 0)
		return -ENOMEM;
	d = &x->devices[x->device_count++];
	*d = (struct hw_expect_device){
		.id = hw_arena_copy(arena, device->id),
		.subsystem = hw_arena_copy(arena, device->subsystem),
		.parent = hw_arena_copy(arena, device->parent),
		.bus = device->bus,
		.driver_known =
			device->class_only ? HW_DRIVER_NONE : device->driver_known,
		.driver = hw_arena_copy(arena, device->driver),
		.module = hw_arena_copy(arena, device->driver_module),
		.name = hw_arena_copy(arena, hw_record_name(r, arena)),
		.kind = hw_arena_copy(arena, hw_kind_word(r)),
		.own_name = hw_arena_copy(arena, hw_kind_own_name(r)),
		.is_part = hw_bus_is_part(device->bus, device->kind) ||
			   is_listed_part(x, device),
	};
	memcpy(d->ids, r->ids, sizeof(d->ids));
	if (r->ids[HW_ROLE_VENDOR].present && r->ids[HW_ROLE_DEVICE].present)
		d->pair = hw_arena_printf(
			arena, "%.*s:%.*s",
			HW_TEXT_ARG(hw_id_text(r->ids[HW_ROLE_VENDOR], v)),
			HW_TEXT_ARG(hw_id_text(r->ids[HW_ROLE_DEVICE], p)));
	if (x->is_dump)
		note_drivers(x, r);
	if (find_module(x, r, d) < 0)
		return -ENOMEM;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* Chains the parts below their wholes. The first device is never a part's next one: what
 * is 0 ends the chain, and parts come after their whole. */
int hw_expect_find_parts(struct hw_expect *x)
{
	struct hw_text_index index = {0};
	int r = 0;

	for (size_t i = 0; i < x->device_count && r == 0; i++)
		if (!x->devices[i].is_part &&
		    !hw_text_index_find(&index, x->devices[i].id))
			r = hw_text_index_add(&index, x->devices[i].id, i);
	for (size_t i = x->device_count; i-- > 1 && r == 0;) {
		const size_t *whole =
			x->devices[i].is_part && x->devices[i].parent.n
				? hw_text_index_find(&index, x->devices[i].parent)
				: NULL;

		x->devices[i].is_orphan = x->devices[i].is_part && !whole;
		if (!whole)
			continue;
		x->devices[i].part = x->devices[*whole].part;
		x->devices[*whole].part = i;
	}
	if (x->device_count)
		x->devices[0].is_orphan = x->devices[0].is_part;
	hw_text_index_done(&index);
	return r;
}

/* --- What an entry is about --- */

static bool is_main(const struct hw_expect_device *d)
{
	return hw_bus_has(d->bus, HW_BUS_MAIN);
}

/* Whether the ids of a device, or of what it is a part of, are the entry's. */
static bool tells_ids(const struct hw_expect_entry *e, const struct hw_expect_device *d)
{
	static const enum hw_role roles[] = {
		HW_ROLE_VENDOR,
		HW_ROLE_DEVICE,
		HW_ROLE_SUBVENDOR,
		HW_ROLE_SUBDEVICE,
	};

	if (!is_main(d) || (e->bus.n && !hw_text_eq(e->bus, d->subsystem)))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(roles); i++)
		if (e->ids[i].present && (!d->ids[roles[i]].present ||
					  d->ids[roles[i]].value != e->ids[i].value))
			return false;
	return true;
}

static bool has_ids(const struct hw_expect_entry *e, const struct hw_expect_device *d)
{
	return !d->is_part && tells_ids(e, d);
}

/* A part of a device that is not listed: there is at least that one. */
static bool is_proof(const struct hw_expect_entry *e, const struct hw_expect_device *d)
{
	return e->by == HW_EXPECT_IDS && d->is_orphan && tells_ids(e, d) && e->min <= 1 &&
	       e->max == SIZE_MAX && !e->driver_count && !e->no_driver;
}

/* Of USB the class of an interface. */
static bool has_class(const struct hw_expect_entry *e, const struct hw_expect_device *d)
{
	struct hw_text bus = e->bus.n ? e->bus : HW_TEXT("pci");
	char digits[16];
	int n;

	if (!hw_text_eq(bus, d->subsystem) || !d->ids[HW_ROLE_CLASS].present ||
	    (d->bus && d->bus->parts && !d->is_part))
		return false;
	n = snprintf(digits, sizeof(digits), "%02x%02x%02x",
		     d->ids[HW_ROLE_CLASS].value & 0xff,
		     d->ids[HW_ROLE_SUBCLASS].value & 0xff,
		     d->ids[HW_ROLE_INTERFACE].value & 0xff);
	/* those that are told */
	if (!d->ids[HW_ROLE_INTERFACE].present)
		n = 4;
	return hw_text_starts((struct hw_text){digits, (size_t)n}, e->value);
}

static bool is_bound_to(const struct hw_expect_device *d, struct hw_text driver)
{
	return d->driver_known == HW_DRIVER_BOUND &&
	       (same_name(d->driver, driver) || same_name(d->module, driver));
}

/* Of a USB device the kind is often that of its interfaces. */
static bool is_of_kind(const struct hw_expect *x, const struct hw_expect_device *d,
		       struct hw_text kind)
{
	bool is = hw_kind_has_word(kind, d->kind, d->own_name);

	for (size_t i = d->part; i && !is; i = x->devices[i].part)
		is = hw_kind_has_word(kind, x->devices[i].kind, x->devices[i].own_name);
	return is && !d->is_part;
}

static bool is_about(const struct hw_expect *x, const struct hw_expect_entry *e,
		     const struct hw_expect_device *d)
{
	switch (e->by) {
	case HW_EXPECT_WORD:
		return is_of_kind(x, d, e->value);
	case HW_EXPECT_IDS:
		return has_ids(e, d);
	case HW_EXPECT_CLASS:
		return has_class(e, d);
	case HW_EXPECT_DRIVER:
		return is_bound_to(d, e->value);
	case HW_EXPECT_BUS:
		return !d->is_part && hw_text_eq(e->value, d->subsystem);
	case HW_EXPECT_PLACE:
		return hw_glob_match_written(e->value, d->id);
	}
	return false;
}

/* --- Conditions: a device with its parts --- */

static bool any_bound_to(const struct hw_expect *x, const struct hw_expect_device *d,
			 struct hw_text driver)
{
	bool is = is_bound_to(d, driver);

	for (size_t i = d->is_part ? 0 : d->part; i && !is; i = x->devices[i].part)
		is = is_bound_to(&x->devices[i], driver);
	return is;
}

/* Whether the device's driver may be of this module, for all that is told. */
static bool may_be_of(const struct hw_expect_device *d, struct hw_text module)
{
	for (size_t i = 0; i < d->module_count; i++)
		if (same_name(d->modules[i], module) && !is_bound_to(d, module))
			return true;
	return false;
}

/* The same of what an entry asks for, and of the parts of the device. */
static bool is_module_unknown(const struct hw_expect *x, const struct hw_expect_entry *e,
			      const struct hw_expect_device *d)
{
	bool is = e->by == HW_EXPECT_DRIVER && may_be_of(d, e->value);

	for (size_t k = 0; k < e->driver_count && !is; k++) {
		if (any_bound_to(x, d, e->drivers[k]))
			continue;
		is = may_be_of(d, e->drivers[k]);
		for (size_t i = d->is_part ? 0 : d->part; i && !is;
		     i = x->devices[i].part)
			is = may_be_of(&x->devices[i], e->drivers[k]);
	}
	return is;
}

static bool is_driver_unknown(const struct hw_expect *x, const struct hw_expect_device *d)
{
	bool is = d->driver_known == HW_DRIVER_UNKNOWN;

	for (size_t i = d->is_part ? 0 : d->part; i && !is; i = x->devices[i].part)
		is = x->devices[i].driver_known == HW_DRIVER_UNKNOWN;
	return is;
}

static bool meets(const struct hw_expect *x, const struct hw_expect_entry *e,
		  const struct hw_expect_device *d)
{
	for (size_t i = 0; i < e->driver_count; i++)
		if (!any_bound_to(x, d, e->drivers[i]))
			return false;
	return !e->no_driver || d->driver_known == HW_DRIVER_NONE;
}

/* --- What a dump leaves out --- */

static bool is_pattern(struct hw_text text)
{
	return hw_text_find(text, '*') < text.n || hw_text_find(text, '?') < text.n ||
	       hw_text_find(text, '[') < text.n;
}

/* Kinds that no USB device is of. */
static bool is_of_pci_alone(struct hw_text kind)
{
	static const char *const kinds[] = {"gpu",  "display", "graphics", "vga",
					    "nvme", "sata",    "raid",	   "sas"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++)
		if (kind.n == strlen(kinds[i]) &&
		    strncasecmp(kind.s, kinds[i], kind.n) == 0)
			return true;
	return false;
}

/* The buses whose devices an entry may be about, two at most; none: any. */
static size_t buses_of(const struct hw_expect_entry *e, struct hw_text ret[static 2])
{
	struct hw_text place = e->value;

	ret[0] = e->bus;
	ret[1] = HW_TEXT("usb");
	switch (e->by) {
	case HW_EXPECT_IDS:
		if (!e->bus.n)
			ret[0] = HW_TEXT("pci");
		return e->bus.n ? 1 : 2;
	case HW_EXPECT_CLASS:
		if (!e->bus.n)
			ret[0] = HW_TEXT("pci");
		return 1;
	case HW_EXPECT_BUS:
		ret[0] = e->value;
		return 1;
	case HW_EXPECT_PLACE:
		ret[0] = hw_text_cut(&place, ':');
		return is_pattern(ret[0]) ? 0 : 1;
	case HW_EXPECT_WORD:
		ret[0] = HW_TEXT("pci");
		return is_of_pci_alone(e->value) ? 1 : 2;
	case HW_EXPECT_DRIVER:
		break;
	}
	return 0;
}

/* Whether there are devices of the bus; `parts`: parts of them, if it has such. */
static bool has_bus(const struct hw_expect *x, struct hw_text bus, bool parts)
{
	for (size_t i = 0; i < x->device_count; i++)
		if (hw_text_eq(x->devices[i].subsystem, bus) &&
		    x->devices[i].is_part == parts)
			return true;
	return false;
}

/* The first bus that the dump has no devices of, absent: it has some of each. The class
 * of a USB device is that of its interfaces. */
static struct hw_text bus_left_out(const struct hw_expect *x,
				   const struct hw_expect_entry *e)
{
	struct hw_text buses[2];
	size_t n = x->is_dump && !x->is_whole ? buses_of(e, buses) : 0;

	for (size_t i = 0; i < n; i++) {
		const bool by_parts =
			e->by == HW_EXPECT_CLASS && hw_text_eq(buses[i], HW_TEXT("usb"));

		if (!has_bus(x, buses[i], by_parts) &&
		    !(e->by == HW_EXPECT_PLACE && has_bus(x, buses[i], true)))
			return buses[i];
	}
	return HW_NO_TEXT;
}

/* Whether the class of a device, as far as it is told, may be the entry's. Of USB it is
 * that of the interfaces. */
static bool may_have_class(const struct hw_expect_entry *e,
			   const struct hw_expect_device *d)
{
	const struct hw_text bus = e->bus.n ? e->bus : HW_TEXT("pci");
	char digits[8];
	int n;

	if (!hw_text_eq(bus, d->subsystem))
		return false;
	if (d->bus && d->bus->parts && !d->is_part)
		return !d->part;
	if (!d->ids[HW_ROLE_CLASS].present)
		return true;
	/* lspci prints the last two digits with -v */
	n = snprintf(digits, sizeof(digits), "%02x%02x",
		     d->ids[HW_ROLE_CLASS].value & 0xff,
		     d->ids[HW_ROLE_SUBCLASS].value & 0xff);
	return !d->ids[HW_ROLE_INTERFACE].present && e->value.n > (size_t)n &&
	       hw_text_starts(e->value, (struct hw_text){digits, (size_t)n});
}

/* Whether a pattern may be of an id that begins so, of which nothing else is known. */
static bool may_begin(struct hw_text pattern, struct hw_text start)
{
	size_t n = 0;

	while (n < pattern.n && !strchr("*?[", pattern.s[n]))
		n++;
	if (n == pattern.n && n < start.n)
		return false;
	n = n < start.n ? n : start.n;
	return hw_text_eq(hw_text_head(pattern, n), hw_text_head(start, n));
}

/* Whether the device, or an interface of it that is not told, may be at the place. What
 * lsusb and a list of strings have is called "usb:bus1-dev2" and "pci:line-3", which is
 * no place: data/dump/dump.h. */
static bool may_be_at(struct hw_expect *x, const struct hw_expect_entry *e,
		      const struct hw_expect_device *d)
{
	struct hw_text name = hw_text_from(d->id, hw_text_find(d->id, ':') + 1);
	struct hw_text start = HW_NO_TEXT;

	if (hw_text_starts(name, HW_TEXT("line-"))) {
		start = hw_text_head(d->id, d->id.n - name.n);
	} else if (d->bus && d->bus->parts && !d->is_part) {
		const bool has_place = !hw_text_starts(name, HW_TEXT("bus"));
		const bool is_root = hw_text_starts(name, HW_TEXT("usb"));

		if (has_place && d->part)
			return false;
		name = has_place && !is_root ? name : hw_text_from(name, strlen("usb"));
		if (!has_place)
			name = hw_text_head(name, hw_text_find(name, '-'));
		start = hw_arena_printf(&x->arena, "usb:%.*s%s", HW_TEXT_ARG(name),
					!has_place ? "-"
					: is_root  ? "-0:"
						   : ":");
	}
	return start.n && may_begin(e->value, start);
}

/* Whether a device may be one of the entry's, for all that a dump tells, or a recording
 * that was cut off, or that lacks the ids of the device. */
static bool may_be(struct hw_expect *x, const struct hw_expect_entry *e,
		   const struct hw_expect_device *d)
{
	static const enum hw_role roles[] = {
		HW_ROLE_VENDOR,
		HW_ROLE_DEVICE,
		HW_ROLE_SUBVENDOR,
		HW_ROLE_SUBDEVICE,
	};
	size_t untold = 0;

	if (!x->is_dump && !x->is_part && d->pair.n)
		return false;
	if (e->by == HW_EXPECT_PLACE)
		return may_be_at(x, e, d);
	if (e->by == HW_EXPECT_BUS)
		return d->is_orphan && hw_text_eq(e->value, d->subsystem);
	if (!is_main(d))
		return false;
	if (e->by == HW_EXPECT_CLASS)
		return may_have_class(e, d);
	if ((d->is_part && !d->is_orphan) ||
	    (e->bus.n && !hw_text_eq(e->bus, d->subsystem)))
		return false;
	if (e->by == HW_EXPECT_WORD && d->is_orphan)
		return hw_kind_has_word(e->value, d->kind, d->own_name);
	if (e->by == HW_EXPECT_WORD)
		return !d->ids[HW_ROLE_CLASS].present && !d->part &&
		       (hw_text_eq(d->subsystem, HW_TEXT("pci")) ||
			!is_of_pci_alone(e->value));
	if (e->by != HW_EXPECT_IDS)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(roles); i++) {
		if (!e->ids[i].present)
			continue;
		/* USB devices have no subsystem */
		if (!d->ids[roles[i]].present &&
		    (i < 2 || hw_text_eq(d->subsystem, HW_TEXT("pci"))))
			untold++;
		else if (d->ids[roles[i]].value != e->ids[i].value)
			return false;
	}
	return untold || d->is_orphan;
}

/* The same, and of an entry by a driver whether that may be the device's. */
static bool may_be_about(struct hw_expect *x, const struct hw_expect_entry *e,
			 const struct hw_expect_device *d)
{
	return may_be(x, e, d) ||
	       (e->by == HW_EXPECT_DRIVER &&
		(is_driver_unknown(x, d) || is_module_unknown(x, e, d)));
}

/* --- Differences --- */

static int add(struct hw_expect *x, struct hw_expect_difference difference)
{
	if (HW_ARENA_GROW(&x->arena, struct hw_expect_difference, x->differences,
			  x->difference_count, &x->difference_room, 16) < 0)
		return -ENOMEM;
	x->differences[x->difference_count++] = difference;
	x->unknown += difference.kind == HW_EXPECT_UNKNOWN;
	return 0;
}

static const char *is_or_are(size_t n)
{
	return n == 1 ? "is" : "are";
}

/* "at least 8", "4", "at most 2" */
static struct hw_text range(const struct hw_expect_entry *e, struct hw_arena *arena)
{
	if (e->max == SIZE_MAX)
		return hw_arena_printf(arena, "at least %zu", e->min);
	if (e->min == e->max)
		return hw_arena_printf(arena, "%zu", e->min);
	return hw_arena_printf(arena, "at most %zu", e->max);
}

/* What a device has for a driver, "pci:0000:00:1f.6 has no driver". */
static struct hw_text driver_of(const struct hw_expect *x,
				const struct hw_expect_device *d, struct hw_arena *arena)
{
	struct hw_list drivers = {.arena = arena, .between = ", ", .max = 4};
	struct hw_text all;

	if (d->driver.n && !(d->bus && d->bus->parts && !d->is_part))
		hw_list_add(&drivers, d->driver);
	for (size_t i = d->is_part ? 0 : d->part; i; i = x->devices[i].part)
		if (x->devices[i].driver.n)
			hw_list_add(&drivers, x->devices[i].driver);
	all = hw_list_text(&drivers);
	return all.n ? hw_arena_printf(arena, "%.*s has %.*s", HW_TEXT_ARG(d->id),
				       HW_TEXT_ARG(all))
		     : hw_arena_printf(arena, "%.*s has no driver", HW_TEXT_ARG(d->id));
}

/* The devices that an entry is about; those that do not meet its conditions with their
 * drivers. */
static struct hw_text list_devices(struct hw_expect *x, const struct hw_expect_entry *e,
				   bool only_unmet)
{
	struct hw_list list = {.arena = &x->arena, .between = ", ", .max = NAMED_MAX};

	for (size_t i = 0; i < x->device_count; i++) {
		const struct hw_expect_device *d = &x->devices[i];

		if (!is_about(x, e, d) || (only_unmet && meets(x, e, d)))
			continue;
		hw_list_add(&list, only_unmet ? driver_of(x, d, &x->arena) : d->id);
	}
	return hw_list_text(&list);
}

/* "none", "only 3", "5" of those that have what an entry asks for. */
static struct hw_text how_many(const struct hw_expect_entry *e, size_t met,
			       struct hw_arena *arena)
{
	if (!met)
		return HW_TEXT("none");
	return hw_arena_printf(arena, "%s%zu", met < e->min ? "only " : "", met);
}

static struct hw_text explain(struct hw_expect *x, const struct hw_expect_entry *e,
			      size_t there, size_t met)
{
	struct hw_arena *arena = &x->arena;
	struct hw_text wanted = range(e, arena);
	struct hw_text many = how_many(e, met, arena);

	if (!there)
		return hw_arena_printf(arena, "%s; expected: %.*s.",
				       e->by == HW_EXPECT_DRIVER
					       ? "No device has this driver"
					       : "There is none",
				       HW_TEXT_ARG(wanted));
	if (met != there)
		return hw_arena_printf(
			arena, "There %s %zu, but %.*s %s; expected: %.*s. %.*s.",
			is_or_are(there), there, HW_TEXT_ARG(many),
			e->no_driver	      ? "without a driver"
			: e->driver_count > 1 ? "with these drivers"
					      : "with this driver",
			HW_TEXT_ARG(wanted), HW_TEXT_ARG(list_devices(x, e, true)));
	return hw_arena_printf(arena, "There %s %zu; expected: %.*s. %.*s.",
			       is_or_are(there), there, HW_TEXT_ARG(wanted),
			       HW_TEXT_ARG(list_devices(x, e, false)));
}

static bool asks_for_drivers(const struct hw_expect_entry *e)
{
	return e->by == HW_EXPECT_DRIVER || e->driver_count || e->no_driver;
}

/* Of what was counted: whether more of it might change the answer. */
static bool is_settled(const struct hw_expect_entry *e, size_t met)
{
	return (met >= e->min && e->max == SIZE_MAX) || met > e->max;
}

/* A dump's silence: of a bus, of the ids of devices, or of devices. Absent: it tells all
 * of it. Where there are devices with the ids of the entry, these are ids of their bus,
 * and not of another one. */
static struct hw_text untold(struct hw_expect *x, const struct hw_expect_entry *e,
			     size_t there, size_t possible)
{
	struct hw_text bus =
		e->by == HW_EXPECT_IDS && there ? HW_NO_TEXT : bus_left_out(x, e);

	if (bus.n)
		return hw_arena_printf(&x->arena, "What was read tells no %s of %.*s.",
				       e->by == HW_EXPECT_CLASS ? "classes" : "devices",
				       HW_TEXT_ARG(bus));
	if (x->is_dump && !x->has_all_buses && e->by == HW_EXPECT_DRIVER && !e->is_known)
		return HW_TEXT("What was read does not tell the devices of every bus, "
			       "and no device there is one of this driver's.");
	for (size_t i = 0; possible && i < x->device_count; i++)
		if (x->devices[i].is_orphan && e->by != HW_EXPECT_CLASS &&
		    e->by != HW_EXPECT_PLACE && may_be(x, e, &x->devices[i]))
			return HW_TEXT("What was read tells the interfaces of USB "
				       "devices, and not which are of one device.");
	if (possible)
		return hw_arena_printf(
			&x->arena, "What was read does not tell the %s of %zu device%s.",
			e->by == HW_EXPECT_CLASS   ? "whole class"
			: e->by == HW_EXPECT_PLACE ? "place"
						   : "ids",
			possible, possible == 1 ? "" : "s");
	return x->is_part ? HW_TEXT("What was read is a part of a list, in which devices "
				    "may be missing.")
			  : HW_NO_TEXT;
}

/* `named`: of each device, whether the entries before are about it. */
static int judge_entry(struct hw_expect *x, const struct hw_expect_entry *e,
		       enum hw_tristate *named)
{
	struct hw_expect_difference d = {.entry = e};
	size_t there = 0;
	size_t met = 0;
	size_t unknown = 0;
	size_t possible = 0;
	bool is_proven = false;
	struct hw_text silence;

	for (size_t i = 0; i < x->device_count; i++) {
		const struct hw_expect_device *device = &x->devices[i];
		bool is = is_about(x, e, device);

		unknown +=
			(is || e->by == HW_EXPECT_DRIVER) &&
			(is_driver_unknown(x, device) || is_module_unknown(x, e, device));
		if (is)
			named[i] = HW_YES;
		else if (named[i] == HW_NO && may_be_about(x, e, device))
			named[i] = HW_UNKNOWN;
		there += is;
		met += is && meets(x, e, device);
		possible += !is && may_be(x, e, device);
		is_proven = is_proven || is_proof(e, device);
	}
	if (is_proven)
		return 0;
	d.found = met;
	silence = untold(x, e, there, possible);
	if (silence.n && !is_settled(e, met)) {
		d.kind = HW_EXPECT_UNKNOWN;
		d.explanation = silence;
		return add(x, d);
	}
	if (met >= e->min && met <= e->max && !(asks_for_drivers(e) && unknown))
		return 0;
	if (asks_for_drivers(e) && unknown) {
		/* those may be it, or one too many */
		if (is_settled(e, met) && met <= e->max)
			return 0;
		d.kind = HW_EXPECT_UNKNOWN;
		d.explanation = hw_arena_printf(
			&x->arena,
			"The drivers of %zu device%s are not recorded, or not which "
			"modules they are of.",
			unknown, unknown == 1 ? "" : "s");
		return add(x, d);
	}
	d.kind = !there	   ? HW_EXPECT_MISSING
		 : !e->max ? HW_EXPECT_EXTRA
			   : HW_EXPECT_CHANGED;
	d.explanation = explain(x, e, there, met);
	return add(x, d);
}

static bool is_only(const struct hw_expect *x, const struct hw_expect_device *d)
{
	for (size_t i = 0; i < x->only_count; i++)
		if (hw_text_eq(x->only[i].value, d->subsystem))
			return true;
	return false;
}

/* Whether an entry is about a whole device or a part of it. */
static enum hw_tristate is_named(const struct hw_expect *x, size_t whole,
				 const enum hw_tristate *named)
{
	enum hw_tristate is = named[whole];

	for (size_t k = x->devices[whole].part; k && is != HW_YES; k = x->devices[k].part)
		if (named[k] != HW_NO)
			is = named[k];
	return is;
}

/* Devices that no entry is about, neither they nor their parts. */
static int judge_rest(struct hw_expect *x, const enum hw_tristate *named)
{
	int r = 0;

	for (size_t i = 0; i < x->only_count && r == 0; i++)
		if (x->is_dump && !x->is_whole && !has_bus(x, x->only[i].value, false))
			r = add(x, (struct hw_expect_difference){
					   .kind = HW_EXPECT_UNKNOWN,
					   .entry = &x->only[i],
					   .explanation = hw_arena_printf(
						   &x->arena,
						   "What was read tells no devices of "
						   "%.*s.",
						   HW_TEXT_ARG(x->only[i].value)),
				   });
	for (size_t i = 0; i < x->device_count && r == 0; i++) {
		const struct hw_expect_device *d = &x->devices[i];
		enum hw_tristate is;

		if ((d->is_part && !d->is_orphan) || !is_only(x, d))
			continue;
		is = is_named(x, i, named);
		if (is == HW_YES)
			continue;
		r = add(x,
			(struct hw_expect_difference){
				.kind = is == HW_UNKNOWN ? HW_EXPECT_UNKNOWN
							 : HW_EXPECT_EXTRA,
				.device = d,
				.found = 1,
				.explanation = hw_arena_printf(
					&x->arena, "%s line of %.*s is about it.",
					is == HW_UNKNOWN
						? "What was read does not tell whether a"
						: "No",
					HW_TEXT_ARG(x->name)),
			});
	}
	return r;
}

bool hw_expect_is_empty(const struct hw_expect *x)
{
	return !x->entry_count && !x->only_count;
}

int hw_expect_judge(struct hw_expect *x)
{
	enum hw_tristate *named =
		HW_ARENA_NEW(&x->arena, enum hw_tristate, x->device_count);
	int r = named ? hw_expect_find_parts(x) : -ENOMEM;

	for (size_t i = 0; i < x->entry_count && r == 0; i++)
		r = judge_entry(x, &x->entries[i], named);
	if (r == 0)
		r = judge_rest(x, named);
	return r == 0 && hw_arena_failed(&x->arena) ? -ENOMEM : r;
}

const char *hw_expect_kind_name(enum hw_expect_kind kind)
{
	static const char *const names[] = {
		[HW_EXPECT_MISSING] = "missing",
		[HW_EXPECT_CHANGED] = "changed",
		[HW_EXPECT_EXTRA] = "extra",
		[HW_EXPECT_UNKNOWN] = "unknown",
	};

	return names[kind];
}
