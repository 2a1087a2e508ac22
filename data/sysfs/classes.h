/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_CLASSES_H
#define HWALIAS_DATA_SYSFS_CLASSES_H

#include "data/root/root.h"

/*
 * What drivers make of devices: the entries of sys/class, and of sys/block where a
 * recording has no sys/class/block.
 *
 *     sys/class/net/eth0 -> ../../devices/pci0000:00/0000:00:1f.6/net/eth0
 *
 * Kernels with CONFIG_SYSFS_DEPRECATED, which Linux 5.19 removed, have directories in
 * place of links (device_add_class_symlinks(), drivers/base/core.c):
 *
 *     sys/class/net/eth0/device -> ../../../devices/pci0000:00/0000:00:1f.6
 *     sys/block/sda/device, sys/block/sda/sda1/dev
 */
struct hw_class_device {
	/* "net" */
	struct hw_text class;
	/* "eth0" */
	struct hw_text name;
	/* where its attributes are, without the leading slash:
	 * "sys/devices/pci0000:00/0000:00:1f.6/net/eth0", "sys/class/net/eth0" */
	struct hw_text path;
	/* the path, or what that is where kernels have links */
	struct hw_text place;
};

struct hw_class_devices {
	struct hw_class_device *v;
	size_t n;
};

/* All of them, sorted by path. Those that cannot be read are left out. Lifetime: the
 * arena's. Errors: -ENOMEM. */
int hw_class_devices_list(struct hw_root *root, struct hw_arena *arena,
			  struct hw_class_devices *ret);

#endif
