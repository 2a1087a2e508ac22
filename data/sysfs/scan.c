// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where sysfs keeps devices (Documentation/admin-guide/sysfs-rules.rst):
 *
 *     sys/bus/BUS/devices/NAME     -> ../../../devices/…/NAME, one link a device
 *     sys/bus/BUS/drivers/DRIVER/module -> ../../../../module/MODULE
 *     sys/class/CLASS/NAME         -> ../../devices/…/NAME
 *     sys/devices/…/NAME/          uevent, modalias, driver -> …, subsystem -> …
 */
#include "data/sysfs/sysfs.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/path.h"
#include "data/sysfs/internal.h"

/* "/sys/devices/…" of an entry: where its link leads, or itself when it is no link. */
static struct hw_text syspath_of(struct hw_sysfs *s, const char *dir)
{
	struct hw_text target;
	struct hw_text path = {dir, strlen(dir)};

	if (hw_root_readlink(s->root, dir, s->arena, &target) == 0)
		path = hw_path_join_link(s->arena, path, target);
	return hw_arena_join(s->arena, HW_TEXT(""), '/', path);
}

/* Whether an earlier scan has listed the bus or class. */
static bool is_known(const struct hw_sysfs *s, struct hw_text subsystem,
		     const struct hw_bus *bus)
{
	return s->known && hw_scan_has_bus(&s->known->scan, subsystem, bus);
}

/* Adds the devices of an earlier scan. Errors: -ENOMEM. */
static int add_known(struct hw_sysfs *s)
{
	const struct hw_device_list *list = s->known ? &s->known->list : NULL;
	int err = 0;

	for (size_t i = 0; list && i < list->n && !err; i++)
		if (hw_scan_has_bus(s->want, list->v[i].subsystem, list->v[i].bus))
			err = hw_sysfs_take(s, list->v[i]);
	return err;
}

/* Adds the directory `dir` as a device like `like`, which has all but name and path. */
static int add_entry(struct hw_sysfs *s, const char *dir, const struct hw_device *like,
		     struct hw_text name)
{
	struct hw_device device = *like;

	device.name = name;
	device.syspath = syspath_of(s, dir);
	/* without the link on the way; NULL when the arena failed */
	return device.syspath.s ? hw_sysfs_add(s, device.syspath.s + 1, device) : -ENOMEM;
}

/* Adds the entries of the directory `dir` whose names start with `prefix`. */
static int add_dir(struct hw_sysfs *s, const char *dir, const struct hw_device *like,
		   struct hw_text prefix)
{
	struct hw_text *names;
	size_t count;
	int err = hw_root_list(s->root, dir, s->arena, &names, &count);

	if (err)
		return hw_sysfs_unlisted(s, dir, err);
	for (size_t i = 0; i < count; i++) {
		char path[PATH_MAX];

		if (!hw_text_starts(names[i], prefix) ||
		    !hw_path_join(path, hw_text_of(dir), names[i]))
			continue;
		err = add_entry(s, path, like, names[i]);
		if (err)
			return err;
	}
	return 0;
}

static int add_bus(struct hw_sysfs *s, struct hw_text name)
{
	struct hw_device like = {.subsystem = name, .bus = hw_bus_of_subsystem(name)};
	char dir[PATH_MAX];

	if (!hw_scan_has_bus(s->want, name, like.bus) || is_known(s, name, like.bus) ||
	    name.n > NAME_MAX || hw_text_find(name, '/') < name.n ||
	    hw_text_eq(name, HW_TEXT("..")))
		return 0;
	snprintf(dir, sizeof(dir), "sys/bus/%.*s/devices", HW_TEXT_ARG(name));
	return add_dir(s, dir, &like, HW_TEXT(""));
}

static int add_main_buses(struct hw_sysfs *s)
{
	const struct hw_bus *bus = hw_bus_next_with(HW_BUS_MAIN, NULL);
	int err = 0;

	for (; bus && !err; bus = hw_bus_next_with(HW_BUS_MAIN, bus))
		err = add_bus(s, hw_text_of(bus->name));
	return err;
}

/* The buses of a list with commas. */
static int add_named_buses(struct hw_sysfs *s)
{
	struct hw_text names = hw_text_of(s->want->bus);
	int err = 0;

	while (names.s && !err)
		err = add_bus(s, hw_arena_copy(s->arena, hw_text_cut(&names, ',')));
	return err;
}

static int add_buses(struct hw_sysfs *s)
{
	struct hw_text *names;
	size_t count;
	int err;

	if (s->want->bus)
		return add_named_buses(s);
	if (s->want->depth == HW_SCAN_MAIN)
		return add_main_buses(s);
	err = hw_root_list(s->root, "sys/bus", s->arena, &names, &count);
	if (err)
		return hw_sysfs_unlisted(s, "sys/bus", err);
	for (size_t i = 0; i < count && !err; i++)
		err = add_bus(s, names[i]);
	return err;
}

static int add_directory(struct hw_sysfs *s, const struct hw_bus *bus)
{
	const struct hw_bus_directory *d = bus->directory;
	struct hw_device like = {
		.subsystem = hw_text_of(bus->name),
		.bus = bus,
		.class_only = true,
	};

	if (!hw_scan_has_bus(s->want, like.subsystem, bus) ||
	    is_known(s, like.subsystem, bus))
		return 0;
	if (d->prefix)
		return add_dir(s, d->path, &like, hw_text_of(d->prefix));
	return hw_root_exists(s->root, d->path)
		       ? add_entry(s, d->path, &like, hw_text_of(d->name))
		       : 0;
}

/* Devices that are on no bus, but export a modalias. */
static int add_directories(struct hw_sysfs *s)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;
	int err = 0;

	while (!err && (bus = hw_bus_next(&cursor)))
		if (bus->directory)
			err = add_directory(s, bus);
	return err;
}

/* No device is fine where sys can be read; else the reason, -errno. */
static int why_nothing(struct hw_root *root, struct hw_arena *arena)
{
	struct hw_text *names;
	size_t count;

	return hw_root_list(root, "sys", arena, &names, &count);
}

int hw_sysfs_scan(struct hw_root *root, const struct hw_scan *scan,
		  struct hw_arena *arena, struct hw_warnings *warnings,
		  struct hw_device_list *ret)
{
	struct hw_sysfs s = {
		.root = root,
		.want = scan,
		.arena = arena,
		.warnings = warnings,
		.known = hw_root_was_live(root) ? scan->known : NULL,
	};
	int err;

	if (!hw_root_exists(root, "sys")) {
		err = why_nothing(root, arena);
		return err ? err : -ENOENT;
	}
	err = add_known(&s);
	if (!err)
		err = add_buses(&s);
	if (!err)
		err = add_directories(&s);
	/* the live sys/bus has every device that is on a bus */
	if (!err && !hw_root_was_live(root))
		err = hw_sysfs_walk(&s);
	if (!err && !s.n)
		err = why_nothing(root, arena);
	if (!err)
		err = hw_sysfs_finish(&s, ret);
	free(s.v);
	return err;
}
