/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_UDEV_PROPERTY_H
#define HWALIAS_DATA_RUNNING_UDEV_PROPERTY_H

#include "data/root/root.h"

/* What udevd knows of a device: "zfs_member" of ID_FS_TYPE. */
struct hw_udev_property {
	const char *key;
	/* a recording is without it */
	bool is_private;
	/* absent: it is not told, as without udevd */
	struct hw_text value;
};

/*
 * Fills `value` of `n` properties. `id` is the device's file below run/udev/data, "n17"
 * of the interface with that index, "b8:3" of the block device with that number.
 * Lifetime: the arena's.
 */
void hw_udev_properties(struct hw_root *root, struct hw_text id, struct hw_arena *arena,
			struct hw_udev_property *v, size_t n);

#endif
