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

#include "data/base/array.h"
#include "data/base/path.h"
#include "data/sysfs/internal.h"
#include "decoders/modalias.h"

/*
 * Buses without drivers that could be looked for: the kernel registers them to give
 * its own objects a place in sysfs, or a driver's user interface a name. All that
 * could be said of their devices is "needs no driver", thousands of times for memory.
 */
static const char *const bookkeeping[] = {
	/* driver core users in kernel/ and mm/: timers, perf, work queues, memory */
	"clockevents",
	"clocksource",
	"event_source",
	"memory",
	"memory_tiering",
	"node",
	"workqueue",
	/* ACPI hot-plug containers: container_subsys of drivers/base/container.c */
	"container",
	/* reports on what other devices drive: bus types without a probe */
	"edac",
	"machinecheck",
	"nvmem",
	"soc",
	/* character devices of drivers: the bus only names them */
	"cec",
	"counter",
	"gpio",
	"iio",
	"media",
};

/* Devices that are on no bus, but export a modalias. */
struct class_dir {
	const char *subsystem;
	const char *dir;
	/* names in the directory start so; all of it when there is a `name` */
	const char *prefix;
	/* the one device that `dir` itself is */
	const char *name;
};

static const struct class_dir class_dirs[] = {
	/* event and mouse nodes in there are interfaces of inputN */
	{.subsystem = "input", .dir = "sys/class/input", .prefix = "input"},
	{.subsystem = "dmi", .dir = "sys/class/dmi/id", .name = "id"},
	/* cpu_dev_register_generic()'s directory; each cpuN repeats it */
	{.subsystem = "cpu", .dir = "sys/devices/system/cpu", .name = "cpu"},
};

bool hw_sysfs_wants_everything(const struct hw_sysfs *s)
{
	return s->want->bus || s->want->depth == HW_SCAN_EVERYTHING;
}

bool hw_sysfs_wants(const struct hw_sysfs *s, struct hw_text subsystem)
{
	if (s->want->bus)
		return hw_text_eq(subsystem, hw_text_of(s->want->bus));
	if (s->want->depth == HW_SCAN_MAIN)
		return hw_bus_is(subsystem, HW_BUS_MAIN);
	if (s->want->depth == HW_SCAN_EVERYTHING)
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(bookkeeping); i++)
		if (hw_text_eq(subsystem, hw_text_of(bookkeeping[i])))
			return false;
	return true;
}

/*
 * The ACPI namespace has a node "device:NN" for all that has no hardware id: ports,
 * slots, disks. No driver can match one (acpi_match_device_ids() needs an id).
 */
static bool is_wanted(const struct hw_sysfs *s, const struct hw_device *d)
{
	if (d->class_only)
		return d->modalias.n != 0;
	if (hw_sysfs_wants_everything(s) || !hw_text_eq(d->subsystem, HW_TEXT("acpi")))
		return true;
	return d->modalias.n || d->driver_known == HW_DRIVER_BOUND;
}

int hw_sysfs_add(struct hw_sysfs *s, const char *dir, struct hw_device device)
{
	hw_sysfs_read_device(s, dir, &device);
	if (!is_wanted(s, &device))
		return 0;
	if (HW_ARRAY_GROW(s->v, s->n, &s->room, 64) < 0)
		return -ENOMEM;
	s->v[s->n++] = device;
	return 0;
}

/* "/sys/devices/…" of an entry: where its link leads, or itself when it is no link. */
static struct hw_text syspath_of(struct hw_sysfs *s, const char *dir)
{
	struct hw_text target;
	struct hw_text path = {dir, strlen(dir)};

	if (hw_root_readlink(s->root, dir, s->arena, &target) == 0)
		path = hw_path_join_link(s->arena, path, target);
	return hw_arena_printf(s->arena, "/%.*s", HW_TEXT_ARG(path));
}

static int add_entry(struct hw_sysfs *s, const char *dir, struct hw_text subsystem,
		     struct hw_text name, bool class_only)
{
	struct hw_device device = {
		.subsystem = subsystem,
		.name = name,
		.syspath = syspath_of(s, dir),
		.class_only = class_only,
	};

	/* without the link on the way; NULL when the arena failed */
	return device.syspath.s ? hw_sysfs_add(s, device.syspath.s + 1, device) : -ENOMEM;
}

int hw_sysfs_unlisted(struct hw_sysfs *s, const char *dir, int error)
{
	if (hw_arena_failed(s->arena))
		return -ENOMEM;
	if (error != -ENOENT && error != -ENODATA)
		hw_warn(s->warnings, "sysfs-unreadable",
			hw_arena_printf(s->arena, "/%s", dir), 0, "cannot list: %s",
			strerror(-error));
	return 0;
}

/* Adds the entries of the directory `dir` whose names start with `prefix`. */
static int add_dir(struct hw_sysfs *s, const char *dir, struct hw_text subsystem,
		   struct hw_text prefix, bool class_only)
{
	struct hw_text *names;
	size_t count;
	int err = hw_root_list(s->root, dir, s->arena, &names, &count);

	if (err)
		return hw_sysfs_unlisted(s, dir, err);
	for (size_t i = 0; i < count; i++) {
		char path[PATH_MAX];

		if (!hw_text_starts(names[i], prefix) ||
		    !hw_path_join(path, dir, names[i]))
			continue;
		err = add_entry(s, path, subsystem, names[i], class_only);
		if (err)
			return err;
	}
	return 0;
}

static int add_bus(struct hw_sysfs *s, struct hw_text bus)
{
	char dir[PATH_MAX];

	if (!hw_sysfs_wants(s, bus) || bus.n > NAME_MAX ||
	    hw_text_find(bus, '/') < bus.n || hw_text_eq(bus, HW_TEXT("..")))
		return 0;
	snprintf(dir, sizeof(dir), "sys/bus/%.*s/devices", HW_TEXT_ARG(bus));
	return add_dir(s, dir, bus, HW_TEXT(""), false);
}

static int add_main_buses(struct hw_sysfs *s)
{
	const struct hw_bus *bus = hw_bus_next_with(HW_BUS_MAIN, NULL);
	int err = 0;

	for (; bus && !err; bus = hw_bus_next_with(HW_BUS_MAIN, bus))
		err = add_bus(s, hw_text_of(bus->name));
	return err;
}

static int add_buses(struct hw_sysfs *s)
{
	struct hw_text *names;
	size_t count;
	int err;

	if (s->want->bus)
		return add_bus(s, hw_arena_copy(s->arena, hw_text_of(s->want->bus)));
	if (s->want->depth == HW_SCAN_MAIN)
		return add_main_buses(s);
	err = hw_root_list(s->root, "sys/bus", s->arena, &names, &count);
	if (err)
		return hw_sysfs_unlisted(s, "sys/bus", err);
	for (size_t i = 0; i < count && !err; i++)
		err = add_bus(s, names[i]);
	return err;
}

static int add_classes(struct hw_sysfs *s)
{
	int err = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(class_dirs) && !err; i++) {
		const struct class_dir *c = &class_dirs[i];
		struct hw_text subsystem = hw_text_of(c->subsystem);

		if (!hw_sysfs_wants(s, subsystem))
			continue;
		if (!c->name)
			err = add_dir(s, c->dir, subsystem, hw_text_of(c->prefix), true);
		else if (hw_root_exists(s->root, c->dir))
			err = add_entry(s, c->dir, subsystem, hw_text_of(c->name), true);
	}
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
		.root = root, .want = scan, .arena = arena, .warnings = warnings};
	int err;

	if (!hw_root_exists(root, "sys")) {
		err = why_nothing(root, arena);
		return err ? err : -ENOENT;
	}
	err = add_buses(&s);
	if (!err)
		err = add_classes(&s);
	/* the live sys/bus has every device that is on a bus */
	if (!err && hw_root_kind(root) != HW_ROOT_LIVE)
		err = hw_sysfs_walk(&s);
	if (!err && !s.n)
		err = why_nothing(root, arena);
	if (!err)
		err = hw_sysfs_finish(&s, ret);
	free(s.v);
	return err;
}
