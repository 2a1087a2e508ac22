/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_DEVNODE_H
#define HWALIAS_DATA_SYSFS_DEVNODE_H

#include "data/root/root.h"

/*
 * The directory of a device node of the live machine: for "/dev/sda" it is
 * "sys/dev/block/8:0", by the numbers of stat(2). Does not open the node.
 * Lifetime: the arena's. Errors: -ENOTSUP: a recorded machine has no nodes; -ENODEV: not
 * a device node; -errno of stat(2); -ENOMEM.
 */
int hw_devnode_path(struct hw_root *root, const char *node, struct hw_arena *arena,
		    struct hw_text *ret);

/*
 * Resolves a path to one without symbolic links, "." or "..": "sys/class/net/eth0" to
 * "sys/devices/…/net/eth0". The result has no leading '/', and is never above the root.
 * Lifetime: the arena's. Errors: -ENOENT, -ELOOP, -ENOMEM.
 */
int hw_path_follow(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		   struct hw_text *ret);

/* The same, also of what is not there, as of a recording. Errors: -ELOOP, -ENOMEM. */
int hw_path_resolve(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		    struct hw_text *ret);

#endif
