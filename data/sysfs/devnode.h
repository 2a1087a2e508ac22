/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_DEVNODE_H
#define HWALIAS_DATA_SYSFS_DEVNODE_H

#include "data/root/root.h"

/*
 * Where sysfs has the device of a device node of the live machine, "/dev/sda":
 * "sys/dev/block/8:0", by the numbers that stat(2) tells. The node is not opened.
 * Lifetime: the arena's. Errors: -ENOTSUP: a recorded machine has no nodes; -ENODEV: it
 * is none; -errno of stat(2); -ENOMEM.
 */
int hw_devnode_path(struct hw_root *root, const char *node, struct hw_arena *arena,
		    struct hw_text *ret);

/*
 * The path without symbolic links, "." or "..": "sys/class/net/eth0" leads to
 * "sys/devices/…/net/eth0". A leading '/' is taken off. It never leads above the root.
 * Lifetime: the arena's. Errors: -ENOENT, -ELOOP, -ENOMEM.
 */
int hw_path_follow(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		   struct hw_text *ret);

#endif
