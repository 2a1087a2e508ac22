// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/privacy.h"

#include <errno.h>

#include "decoders/text/ascii.h"

const char *const hw_privacy_withheld[] = {
	"host.name", "host.machine_id", "host.boot_id", "devices.serial", NULL,
};

struct hw_private_name {
	struct hw_text text;
	size_t number;
	struct hw_private_name *next;
};

void hw_privacy_done(struct hw_privacy *privacy)
{
	hw_arena_done(&privacy->arena);
	*privacy = (struct hw_privacy){0};
}

/* "HHHHHHHH-HHHH-…": H is any hexadecimal digit. */
static bool has_shape(struct hw_text t, const char *shape)
{
	if (t.n != strlen(shape))
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (shape[i] == 'H' ? !hw_is_hex(t.s[i]) : t.s[i] != shape[i])
			return false;
	return true;
}

#define UUID_SHAPE "HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH"

/*
 * How many bytes at the end of a device's name are its identity. `bus` may be absent,
 * for a component of a path; `before` is then the component before it.
 *
 * vmbus: dev_set_name(…, "%pUl", …), drivers/hv/vmbus_drv.c. mdev: mdev_device_create(),
 * drivers/vfio/mdev. w1: "%02x-%012llx" of family and serial number,
 * __w1_attach_slave_device(), drivers/w1/w1.c. UUIDs below a wmi_bus, of the tee and the
 * mei bus are types, the same on every machine.
 */
static size_t private_length(struct hw_text bus, struct hw_text before,
			     struct hw_text name)
{
	if (has_shape(name, UUID_SHAPE))
		return hw_text_eq(bus, HW_TEXT("vmbus")) ||
				       hw_text_eq(bus, HW_TEXT("mdev")) ||
				       (!bus.s &&
					!hw_text_starts(before, HW_TEXT("wmi_bus")))
			       ? name.n
			       : 0;
	if (has_shape(name, "HH-HHHHHHHHHHHH"))
		return hw_text_eq(bus, HW_TEXT("w1")) ||
				       hw_text_starts(before, HW_TEXT("w1_bus_master"))
			       ? 12
			       : 0;
	return 0;
}

/* 0 when there is no memory. */
static size_t number_of(struct hw_privacy *p, struct hw_text name)
{
	struct hw_private_name *i;

	for (i = p->first; i; i = i->next)
		if (hw_text_eq(i->text, name))
			return i->number;
	i = HW_ARENA_NEW(&p->arena, struct hw_private_name, 1);
	if (!i)
		return 0;
	i->text = hw_arena_copy(&p->arena, name);
	i->number = ++p->count;
	i->next = p->first;
	p->first = i;
	return i->number;
}

/* The text with `n` bytes at `at` withheld. */
static struct hw_text withhold(struct hw_privacy *p, struct hw_text t, size_t at,
			       size_t n, struct hw_arena *arena)
{
	size_t number = number_of(p, hw_text_head(hw_text_from(t, at), n));

	return hw_arena_printf(arena, "%.*swithheld-%zu%.*s",
			       HW_TEXT_ARG(hw_text_head(t, at)), number,
			       HW_TEXT_ARG(hw_text_from(t, at + n)));
}

static struct hw_text filter_name(struct hw_privacy *p, struct hw_text bus,
				  struct hw_text name, struct hw_arena *arena)
{
	size_t n = private_length(bus, HW_NO_TEXT, name);

	return n ? withhold(p, name, name.n - n, n, arena) : name;
}

/* "BUS:NAME" */
static struct hw_text filter_id(struct hw_privacy *p, struct hw_text id,
				struct hw_arena *arena)
{
	struct hw_text name = id;
	struct hw_text bus = hw_text_cut(&name, ':');
	size_t n = name.s ? private_length(bus, HW_NO_TEXT, name) : 0;

	return n ? withhold(p, id, id.n - n, n, arena) : id;
}

static struct hw_text filter_path(struct hw_privacy *p, struct hw_text path,
				  struct hw_arena *arena)
{
	struct hw_text rest = path;
	struct hw_text before = HW_NO_TEXT;

	while (rest.s) {
		struct hw_text part = hw_text_cut(&rest, '/');
		size_t n = private_length(HW_NO_TEXT, before, part);

		if (n) {
			size_t end = (size_t)(part.s - path.s) + part.n;

			/* start again: the texts before moved */
			path = withhold(p, path, end - n, n, arena);
			rest = path;
			part = HW_NO_TEXT;
		}
		before = part;
	}
	return path;
}

/*
 * BUS_BLUETOOTH of linux/input.h, printed by input and hid: "input:b0005v…",
 * "hid:b0005g…", HID_ID=0005:…
 */
static bool is_bluetooth(const struct hw_record *r)
{
	const struct hw_decoded *d = r->modalias;

	if (!hw_text_eq(r->device.subsystem, HW_TEXT("input")) &&
	    !hw_text_eq(r->device.subsystem, HW_TEXT("hid")))
		return false;
	return hw_text_starts(hw_uevent_get(r->device.uevent, "HID_ID"),
			      HW_TEXT("0005:")) ||
	       (d && (hw_text_starts(d->modalias.raw, HW_TEXT("input:b0005")) ||
		      hw_text_starts(d->modalias.raw, HW_TEXT("hid:b0005"))));
}

static void filter_bluetooth(struct hw_record *r)
{
	r->device.uevent = HW_NO_TEXT;
	for (size_t i = 0; i < HW_NAME_COUNT; i++)
		if (r->names[i].source && strcmp(r->names[i].source, "device") == 0)
			r->names[i] = (struct hw_name){0};
}

int hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *r,
		     struct hw_arena *arena)
{
	struct hw_device *d = &r->device;

	d->name = filter_name(privacy, d->subsystem, d->name, arena);
	d->id = filter_id(privacy, d->id, arena);
	d->parent = filter_id(privacy, d->parent, arena);
	d->syspath = filter_path(privacy, d->syspath, arena);
	if (is_bluetooth(r))
		filter_bluetooth(r);
	for (struct hw_attribute *a = r->attributes.first; a; a = a->next)
		if (strcmp(a->key, "serial") == 0)
			a->text = HW_TEXT("");
	return hw_arena_failed(arena) || hw_arena_failed(&privacy->arena) ? -ENOMEM : 0;
}

/* "/home/alice/x" is "~/x"; the user's name is the component behind /home. */
static void filter_home(struct hw_text *path, struct hw_arena *arena)
{
	const struct hw_text home = HW_TEXT("/home/");
	struct hw_text rest;
	size_t user;

	if (!path->s || !hw_text_starts(*path, home))
		return;
	rest = hw_text_from(*path, home.n);
	user = hw_text_find(rest, '/');
	*path = hw_arena_printf(arena, "~%.*s", HW_TEXT_ARG(hw_text_from(rest, user)));
}

void hw_privacy_apply_head(struct hw_report_head *head, struct hw_arena *arena)
{
	filter_home(&head->source_root, arena);
	filter_home(&head->modules_directory, arena);
	for (size_t i = 0; i < head->database_count; i++)
		filter_home(&head->databases[i].path, arena);
}

void hw_privacy_apply_warnings(struct hw_warnings *warnings)
{
	for (struct hw_warning *w = warnings->first; w; w = w->next)
		filter_home(&w->path, &warnings->arena);
}
