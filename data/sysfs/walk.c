// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Recorded trees often have all of sys/devices, but only some buses in sys/bus (hwloc and
 * ghw keep pci). This finds the devices of the others: every directory that has a
 * modalias, or parts that have one, as a USB device.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/sysfs/internal.h"

/* The deepest devices, hubs behind Thunderbolt docks, are at about 25. */
#define DEPTH_MAX 48
#define DIRS_MAX  ((size_t)1 << 20)

struct walk {
	struct hw_sysfs *s;
	/* for names and files of one directory */
	struct hw_arena scratch;
	/* syspaths of the devices in the list, sorted */
	struct hw_text *known;
	size_t known_count;
	size_t dirs;
	/* the current directory, below the root */
	char path[PATH_MAX];
	size_t n;
};

static int by_bytes(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

static bool is_known(struct walk *w)
{
	struct hw_text syspath =
		hw_arena_printf(&w->scratch, "/%.*s", (int)w->n, w->path);

	return w->known_count &&
	       bsearch(&syspath, w->known, w->known_count, sizeof(*w->known), by_bytes);
}

/* Appends "/name" to the path; false if it is too long. The caller removes it. */
static bool enter(struct walk *w, struct hw_text name)
{
	if (name.n + 2 > sizeof(w->path) - w->n)
		return false;
	w->path[w->n] = '/';
	memcpy(w->path + w->n + 1, name.s, name.n);
	w->path[w->n + 1 + name.n] = '\0';
	return true;
}

static struct hw_text read_here(struct walk *w, struct hw_text name)
{
	struct hw_text text = HW_NO_TEXT;

	if (enter(w, name) && hw_root_read(w->s->root, w->path, &w->scratch, &text) != 0)
		text = HW_NO_TEXT;
	w->path[w->n] = '\0';
	return text;
}

static struct hw_text link_here(struct walk *w, struct hw_text name)
{
	struct hw_text target = HW_NO_TEXT;

	if (enter(w, name) &&
	    hw_root_readlink(w->s->root, w->path, &w->scratch, &target) != 0)
		target = HW_NO_TEXT;
	w->path[w->n] = '\0';
	return target;
}

/* The bus of a whole device whose parts have the modalias, as of USB; NULL: it is none.
 */
static const struct hw_bus *bus_of_whole(struct walk *w, struct hw_text uevent)
{
	struct hw_text kind = hw_uevent_get(uevent, "DEVTYPE");
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	while ((bus = hw_bus_next(&cursor)))
		if (hw_bus_is_whole(bus, kind) ||
		    (bus->parts && read_here(w, hw_text_of(bus->parts->vendor_id)).n &&
		     read_here(w, hw_text_of(bus->parts->device_id)).n))
			break;
	return bus;
}

/* Whether it could be a directory of sys/bus. */
static bool is_name(struct hw_text t)
{
	return t.n && hw_text_find(t, '\0') == t.n && hw_text_find(t, '/') == t.n;
}

/* The link `subsystem` leads to "…/bus/usb" or "…/class/input". Without it the subsystem
 * is the prefix of the modalias. */
static void name_subsystem(struct walk *w, struct hw_text modalias,
			   const struct hw_bus *whole, struct hw_device *d)
{
	struct hw_text link = link_here(w, HW_TEXT("subsystem"));
	size_t colon = hw_text_find(modalias, ':');

	if (hw_path_base(link).n) {
		d->subsystem = hw_path_base(link);
		d->class_only = memmem(link.s, link.n, "class/", 6);
	} else if (whole) {
		d->subsystem = hw_text_of(whole->name);
	} else if (colon < modalias.n && is_name(hw_text_head(modalias, colon))) {
		d->subsystem = hw_text_head(modalias, colon);
		d->class_only = hw_bus_is(d->subsystem, HW_BUS_CLASS);
	} else {
		d->subsystem = HW_TEXT("unknown");
	}
	d->bus = hw_bus_of_subsystem(d->subsystem);
}

static int visit(struct walk *w)
{
	struct hw_text uevent;
	struct hw_text modalias;
	struct hw_device d = {0};
	const struct hw_bus *whole;

	if (is_known(w))
		return 0;
	uevent = read_here(w, HW_TEXT("uevent"));
	modalias = hw_uevent_get(uevent, "MODALIAS");
	if (!modalias.n)
		modalias = read_here(w, HW_TEXT("modalias"));
	whole = modalias.n ? NULL : bus_of_whole(w, uevent);
	if (!modalias.n && !whole)
		return 0;
	name_subsystem(w, modalias, whole, &d);
	if (!hw_scan_has_bus(w->s->want, d.subsystem, d.bus))
		return 0;
	d.subsystem = hw_arena_copy(w->s->arena, d.subsystem);
	d.syspath = hw_arena_printf(w->s->arena, "/%.*s", (int)w->n, w->path);
	d.name = hw_path_base(d.syspath);
	return hw_sysfs_add(w->s, w->path, d);
}

static int walk_dir(struct walk *w, unsigned depth)
{
	size_t here = w->n;
	struct hw_text *names;
	size_t count;
	int err;

	err = hw_root_list_dirs(w->s->root, w->path, &w->scratch, &names, &count);
	if (err && hw_arena_failed(&w->scratch))
		return -ENOMEM;
	if (err)
		return hw_sysfs_unlisted(w->s, w->path, err);
	for (size_t i = 0; i < count && !err; i++) {
		if (++w->dirs > DIRS_MAX || !enter(w, names[i]))
			break;
		w->n = here + 1 + names[i].n;
		err = visit(w);
		if (!err && depth < DEPTH_MAX)
			err = walk_dir(w, depth + 1);
		w->n = here;
		w->path[here] = '\0';
	}
	return err;
}

static int list_known(struct walk *w)
{
	w->known_count = w->s->n;
	w->known = HW_ARENA_NEW(&w->scratch, struct hw_text, w->known_count);
	if (hw_arena_failed(&w->scratch))
		return -ENOMEM;
	for (size_t i = 0; i < w->known_count; i++)
		w->known[i] = w->s->v[i].syspath;
	if (w->known_count)
		qsort(w->known, w->known_count, sizeof(*w->known), by_bytes);
	return 0;
}

int hw_sysfs_walk(struct hw_sysfs *s)
{
	struct walk w = {.s = s, .path = "sys/devices", .n = strlen("sys/devices")};
	int err = list_known(&w);

	if (!err)
		err = walk_dir(&w, 1);
	if (!err && hw_arena_failed(&w.scratch))
		err = -ENOMEM;
	if (w.dirs > DIRS_MAX)
		hw_warn(s->warnings, "sysfs-too-big", HW_TEXT("/sys/devices"), 0,
			"stopped after %zu directories", DIRS_MAX);
	hw_arena_done(&w.scratch);
	return err;
}
