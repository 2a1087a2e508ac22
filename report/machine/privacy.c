// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/privacy.h"

#include <errno.h>

#include "decoders/text/ascii.h"

const char *const hw_privacy_withheld[] = {
	"host.name", "host.machine_id", "host.boot_id", "devices.serial", NULL,
};

void hw_privacy_done(struct hw_privacy *privacy)
{
	hw_text_index_done(&privacy->numbers);
	hw_arena_done(&privacy->arena);
	*privacy = (struct hw_privacy){0};
}

/* Names that can identify a machine. */
static const struct shape {
	enum hw_identity kind;
	/* H: a hexadecimal digit, D: one or more decimal digits, X: hexadecimal ones */
	const char *text;
	/* bytes before the part that does, which ends the name; for D, those after it */
	size_t before;
	/*
	 * A component of a path does not tell its bus; the component before it does.
	 * UUIDs of WMI are types, the same on every machine.
	 */
	const char *above;
	bool is_private_above;
} shapes[] = {
	{HW_IDENTITY_UUID, "HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH", 0, "wmi", false},
	{HW_IDENTITY_SERIAL, "HH-HHHHHHHHHHHH", 3, "w1_bus_master", true},
	{HW_IDENTITY_PROVISIONED, "D-X", 1, "i3c-", true},
	{HW_IDENTITY_WWN, "0xHHHHHHHHHHHHHHHH", 0, "", true},
};

/* The length of the private part at the end of the name, if it has this shape, or 0. */
static size_t length_of_shape(struct hw_text t, const struct shape *shape)
{
	size_t private_from = shape->before;
	size_t n = 0;

	for (const char *c = shape->text; *c; c++) {
		size_t first = n;

		if (*c == 'D' || *c == 'X')
			while (n < t.n &&
			       (*c == 'D' ? hw_is_digit(t.s[n]) : hw_is_hex(t.s[n])))
				n++;
		else if (n < t.n && (*c == 'H' ? hw_is_hex(t.s[n]) : t.s[n] == *c))
			n++;
		if (n == first)
			return 0;
		if (*c == 'D')
			private_from += n;
	}
	return n == t.n ? n - private_from : 0;
}

/* Length of the part of a device's name that identifies the machine, or 0. */
static size_t private_length(struct hw_text subsystem, struct hw_text name)
{
	const struct hw_bus *bus = hw_bus_of_subsystem(subsystem);

	for (size_t i = 0; bus && bus->identity && i < HW_ARRAY_SIZE(shapes); i++)
		if (bus->identity == shapes[i].kind)
			return length_of_shape(name, &shapes[i]);
	return 0;
}

/* The same for a component of a path; `before` is the component before it. */
static size_t private_length_in_path(struct hw_text before, struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(shapes); i++) {
		size_t n = length_of_shape(name, &shapes[i]);

		if (n && hw_text_starts(before, hw_text_of(shapes[i].above)) ==
				 shapes[i].is_private_above)
			return n;
	}
	return 0;
}

/* The number of a withheld name, from 1; 0 when out of memory. */
static size_t number_of(struct hw_privacy *p, struct hw_text name)
{
	const size_t *known;
	size_t number;

	if (p->number_all && !p->is_numbered) {
		p->is_numbered = true;
		p->number_all(p->arg);
	}
	known = hw_text_index_find(&p->numbers, name);
	number = p->numbers.n + 1;
	if (known)
		return *known;
	name = hw_arena_copy(&p->arena, name);
	return name.s && hw_text_index_add(&p->numbers, name, number) == 0 ? number : 0;
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
	size_t n = private_length(bus, name);

	return n ? withhold(p, name, name.n - n, n, arena) : name;
}

/* "BUS:NAME" */
static struct hw_text filter_id(struct hw_privacy *p, struct hw_text id,
				struct hw_arena *arena)
{
	struct hw_text name = id;
	struct hw_text bus = hw_text_cut(&name, ':');
	size_t n = name.s ? private_length(bus, name) : 0;

	return n ? withhold(p, id, id.n - n, n, arena) : id;
}

static struct hw_text filter_path(struct hw_privacy *p, struct hw_text path,
				  struct hw_arena *arena)
{
	struct hw_text rest = path;
	struct hw_text before = HW_NO_TEXT;

	while (rest.s) {
		struct hw_text part = hw_text_cut(&rest, '/');
		size_t n = private_length_in_path(before, part);

		if (n) {
			size_t end = (size_t)(part.s - path.s) + part.n;

			/* the text is another one: start again */
			path = withhold(p, path, end - n, n, arena);
			rest = path;
			part = HW_NO_TEXT;
		}
		before = part;
	}
	return path;
}

void hw_privacy_number(struct hw_privacy *privacy, const struct hw_device *d)
{
	struct hw_arena scratch = {0};

	filter_name(privacy, d->subsystem, d->name, &scratch);
	filter_path(privacy, d->syspath, &scratch);
	hw_arena_done(&scratch);
}

struct hw_text hw_privacy_path(struct hw_privacy *privacy, struct hw_text path,
			       struct hw_arena *arena)
{
	struct hw_text bus = path;
	struct hw_text name = hw_path_base(path);
	size_t n;

	if (!hw_text_starts(path, HW_TEXT("sys/bus/")))
		return filter_path(privacy, path, arena);
	/* sys/bus/w1/devices/28-000001020304, sys/bus/w1/drivers/x/28-000001020304 */
	bus = hw_text_from(path, strlen("sys/bus/"));
	bus = hw_text_cut(&bus, '/');
	n = private_length(bus, name);
	return n ? withhold(privacy, path, path.n - n, n, arena) : path;
}

/* By the modalias, or by HID_ID=0005:… of hid_uevent(), drivers/hid/hid-core.c. */
bool hw_privacy_is_named_by_people(const struct hw_record *r)
{
	const struct hw_field *f;

	if (!hw_bus_field(r->device.bus, HW_ROLE_ATTACHED_BY))
		return false;
	f = r->modalias ? hw_field_of_role(&r->modalias->modalias, HW_ROLE_ATTACHED_BY)
			: NULL;
	return (f && f->match == HW_MATCH_FIXED &&
		f->value == HW_ATTACHED_BY_BLUETOOTH) ||
	       hw_text_starts(hw_uevent_get(r->device.uevent, "HID_ID"),
			      HW_TEXT("0005:"));
}

static void filter_bluetooth(struct hw_record *r)
{
	r->device.uevent = HW_NO_TEXT;
	for (size_t i = 0; i < HW_NAME_COUNT; i++)
		if (r->names[i].source && strcmp(r->names[i].source, "device") == 0)
			r->names[i] = (struct hw_name){0};
}

/* The length of a hardware address at `at`: "02:de:ad:be:ef:51", or the 12 digits behind
 * the x of "enx02deadbeef51", systemd.net-naming-scheme(7); 0: it is none. */
static size_t address_length(struct hw_text t, size_t at)
{
	size_t n = 0;

	if (at && t.s[at - 1] == 'x' && t.n == at + 12) {
		while (n < 12 && hw_is_hex(t.s[at + n]))
			n++;
		return n == 12 ? n : 0;
	}
	if (t.n - at < 17)
		return 0;
	for (n = 0; n < 17; n++)
		if (n % 3 == 2 ? t.s[at + n] != ':' : !hw_is_hex(t.s[at + n]))
			return 0;
	return n;
}

static struct hw_text filter_address(struct hw_privacy *p, struct hw_text name,
				     struct hw_arena *arena)
{
	for (size_t at = 0; at < name.n; at++) {
		size_t n = address_length(name, at);

		if (n)
			return withhold(p, name, at, n, arena);
	}
	return name;
}

struct hw_text hw_privacy_mount(struct hw_text point, struct hw_arena *arena)
{
	static const char *const dirs[] = {"/home/", "/media/", "/mnt/", "/run/media/",
					   "/run/user/"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(dirs); i++)
		if (hw_text_starts(point, hw_text_of(dirs[i])))
			return hw_arena_printf(arena, "%swithheld", dirs[i]);
	return point;
}

static void filter_provided(struct hw_privacy *p, struct hw_record *r,
			    struct hw_arena *arena)
{
	for (size_t i = 0; i < r->provide_count; i++) {
		struct hw_provided *v = &r->provides[i];

		v->name = filter_address(p, v->name, arena);
		v->node = filter_address(p, v->node, arena);
		for (size_t k = 0; k < v->mount_count; k++)
			v->mounts[k] = hw_privacy_mount(v->mounts[k], arena);
	}
}

int hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *r,
		     struct hw_arena *arena)
{
	struct hw_device *d = &r->device;

	d->name = filter_name(privacy, d->subsystem, d->name, arena);
	d->id = filter_id(privacy, d->id, arena);
	d->parent = filter_id(privacy, d->parent, arena);
	d->syspath = filter_path(privacy, d->syspath, arena);
	if (hw_privacy_is_named_by_people(r))
		filter_bluetooth(r);
	filter_provided(privacy, r, arena);
	for (struct hw_attribute *a = r->attributes.first; a; a = a->next)
		if (strcmp(a->key, "serial") == 0)
			a->text = HW_TEXT("");
	return hw_arena_failed(arena) || hw_arena_failed(&privacy->arena) ? -ENOMEM : 0;
}

void hw_privacy_apply_head(struct hw_report_head *head,
			   const struct hw_private_words *words, struct hw_arena *arena)
{
	head->source_root = hw_free_text_path(head->source_root, words, arena);
	head->modules_directory =
		hw_free_text_path(head->modules_directory, words, arena);
	for (size_t i = 0; i < head->database_count; i++)
		head->databases[i].path =
			hw_free_text_path(head->databases[i].path, words, arena);
}

void hw_privacy_apply_warnings(struct hw_warnings *warnings,
			       const struct hw_private_words *words)
{
	struct hw_arena *arena = &warnings->arena;

	for (struct hw_warning *w = warnings->first; w; w = w->next) {
		w->path = hw_free_text_path(w->path, words, arena);
		w->message = hw_free_text_public(w->message, words, arena);
	}
}
