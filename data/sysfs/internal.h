/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_INTERNAL_H
#define HWALIAS_DATA_SYSFS_INTERNAL_H

#include "data/sysfs/sysfs.h"

/* One hw_sysfs_scan(). */
struct hw_sysfs {
	struct hw_root *root;
	const struct hw_scan *want;
	struct hw_arena *arena;
	struct hw_warnings *warnings;
	/* NULL: of a recording what a device lacks depends on the others that are listed
	 */
	const struct hw_known *known;
	/* on the heap while the list grows */
	struct hw_device *v;
	size_t n;
	size_t room;
};

/* --- The list, in list.c --- */

/*
 * Appends a device. Its subsystem, bus, name and syspath must be set, in the arena; the
 * files are read here. `dir` is the directory to read them from, below the root.
 * Devices this scan does not ask for are not appended. Errors: -ENOMEM.
 */
int hw_sysfs_add(struct hw_sysfs *s, const char *dir, struct hw_device device);

/* Appends a device that is read already, if this scan asks for it. Errors: -ENOMEM. */
int hw_sysfs_take(struct hw_sysfs *s, struct hw_device device);

/*
 * A directory below the root could not be listed: adds a warning, as the report may lack
 * devices, unless the directory does not exist. Errors: -ENOMEM if the arena has failed.
 */
int hw_sysfs_unlisted(struct hw_sysfs *s, const char *dir, int error);

/* --- The steps of a scan, a file each --- */

/* data/sysfs/device.c: reads uevent, kind, modalias, driver and driver_known. */
void hw_sysfs_read_device(struct hw_sysfs *s, const char *dir, struct hw_device *device);

/* data/sysfs/walk.c: adds the devices that only sys/devices has. Errors: -ENOMEM. */
int hw_sysfs_walk(struct hw_sysfs *s);

/*
 * data/sysfs/finish.c: sorts the list, removes duplicates, and fills in what depends on
 * other devices: ids, parents, modules of drivers, driver_known. Errors: -ENOMEM.
 */
int hw_sysfs_finish(struct hw_sysfs *s, struct hw_device_list *ret);

#endif
