// SPDX-License-Identifier: GPL-2.0-or-later
/* The list that a scan fills: which devices it takes, and what is said of those that
 * cannot be found. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/sysfs/internal.h"

/* Whether the kernel's own bookkeeping is asked for too. */
static bool wants_everything(const struct hw_sysfs *s)
{
	return s->want->bus || s->want->depth == HW_SCAN_EVERYTHING;
}

bool hw_scan_has_bus(const struct hw_scan *scan, struct hw_text subsystem,
		     const struct hw_bus *bus)
{
	struct hw_text buses = hw_text_of(scan->bus);

	while (buses.s)
		if (hw_text_eq(hw_text_cut(&buses, ','), subsystem))
			return true;
	if (scan->bus)
		return false;
	if (scan->depth == HW_SCAN_MAIN)
		return hw_bus_has(bus, HW_BUS_MAIN);
	return scan->depth == HW_SCAN_EVERYTHING || !hw_bus_has(bus, HW_BUS_BOOKKEEPING);
}

/*
 * The ACPI namespace has a node "device:NN" for all that has no hardware id: ports,
 * slots, disks. No driver can match one (acpi_match_device_ids() needs an id).
 */
static bool is_wanted(const struct hw_sysfs *s, const struct hw_device *d)
{
	if (d->class_only)
		return d->modalias.n != 0;
	if (wants_everything(s) || !hw_bus_has(d->bus, HW_BUS_FIRMWARE_NODES))
		return true;
	return d->modalias.n || d->driver_known == HW_DRIVER_BOUND;
}

bool hw_sysfs_is_scanned(const struct hw_scan *scan, const struct hw_device *device)
{
	const struct hw_sysfs s = {.want = scan};

	/* a class has devices that are on no bus */
	return device->bus && hw_scan_has_bus(scan, device->subsystem, device->bus) &&
	       is_wanted(&s, device);
}

int hw_sysfs_add(struct hw_sysfs *s, const char *dir, struct hw_device device)
{
	hw_sysfs_read_device(s, dir, &device);
	return hw_sysfs_take(s, device);
}

int hw_sysfs_take(struct hw_sysfs *s, struct hw_device device)
{
	if (!is_wanted(s, &device))
		return 0;
	if (HW_ARRAY_GROW(s->v, s->n, &s->room, 64) < 0)
		return -ENOMEM;
	s->v[s->n++] = device;
	return 0;
}

int hw_sysfs_unlisted(struct hw_sysfs *s, const char *dir, int error)
{
	if (hw_arena_failed(s->arena))
		return -ENOMEM;
	if (error != -ENOENT && error != -ENODATA)
		hw_warn_error(s->warnings, "sysfs-unreadable",
			      hw_arena_printf(s->arena, "/%s", dir), -error,
			      "cannot list");
	return 0;
}
