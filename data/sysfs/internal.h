/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_INTERNAL_H
#define HWALIAS_DATA_SYSFS_INTERNAL_H

#include "data/sysfs/sysfs.h"

/* The parts of hw_sysfs_scan(); internal to data/. */
struct hw_sysfs {
	struct hw_root *root;
	const struct hw_scan *want;
	struct hw_arena *arena;
	struct hw_warnings *warnings;
	/* on the heap while the list grows */
	struct hw_device *v;
	size_t n;
	size_t room;
};

/* Whether this scan asks for devices of a bus or class; `bus` is its row, or NULL. */
bool hw_sysfs_wants(const struct hw_sysfs *s, struct hw_text subsystem,
		    const struct hw_bus *bus);

/* Whether this scan asks for the kernel's own bookkeeping too. */
bool hw_sysfs_wants_everything(const struct hw_sysfs *s);

/*
 * Appends a device. Its subsystem, bus, name and syspath must be set, in the arena; the
 * files are read here. `dir` is the directory to read them from, below the root.
 * Devices this scan does not ask for are not appended. Errors: -ENOMEM.
 */
int hw_sysfs_add(struct hw_sysfs *s, const char *dir, struct hw_device device);

/* data/sysfs/device.c: fills uevent, kind, modalias, driver and driver_known. */
void hw_sysfs_read_device(struct hw_sysfs *s, const char *dir, struct hw_device *device);

/* data/sysfs/walk.c: adds what only sys/devices has. Errors: -ENOMEM. */
int hw_sysfs_walk(struct hw_sysfs *s);

/*
 * data/sysfs/finish.c: sorts, drops what was listed twice, and fills in what takes the
 * whole list: ids, parents, driver modules, drivers not told. Errors: -ENOMEM.
 */
int hw_sysfs_finish(struct hw_sysfs *s, struct hw_device_list *ret);

/*
 * A directory below the root could not be listed: a warning, unless it is not there, as
 * what it holds is missing in the report. Errors: -ENOMEM when the arena has failed.
 */
int hw_sysfs_unlisted(struct hw_sysfs *s, const char *dir, int error);

#endif
