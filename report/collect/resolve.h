/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_RESOLVE_H
#define HWALIAS_REPORT_COLLECT_RESOLVE_H

#include "report/collect/filter.h"

/*
 * What a person has at hand → the devices behind it. All that fits is found:
 *
 *     00:1f.6, 1-6, 1:4, acpi:PNP0303:00    an address or a name
 * (report/collect/filter.h) eth0, card0, nvme0n1p2, net:eth0      a device of a class
 *     /dev/sda, /dev/dri/card0              a device node
 *     /sys/class/net/eth0, …/sda/queue      any path below /sys
 *
 * A class device or a path leads to the nearest directory above it that is a device on a
 * bus. One below /sys/devices/virtual leads on to what it is made of: the disks of a
 * RAID or a mapping, the ports of a bond or a bridge, the paths to an NVMe disk.
 */
struct hw_found {
	/* of the list */
	const struct hw_device *device;
	/* "eth0 is a network interface", namely of the device; absent when that itself
	 * was named. Lifetime: the arena's. */
	struct hw_text how;
};

struct hw_found_list {
	struct hw_found *v;
	size_t n;
	/* of what was not found but is known, a half sentence: "it is a network
	 * interface without hardware" */
	struct hw_text but;
};

/*
 * The devices of `list` that filter->address means, each once, in the order of the list
 * where it names devices. What is not in the list is passed over for what is above it.
 * Errors: -ENOMEM.
 */
int hw_resolve(struct hw_root *root, const struct hw_device_list *list,
	       const struct hw_filter *filter, struct hw_arena *arena,
	       struct hw_found_list *ret);

/* Leaves in the list what filter->address means, in its order. Errors: -ENOMEM. */
int hw_resolve_narrow(struct hw_root *root, const struct hw_filter *filter,
		      struct hw_arena *arena, struct hw_device_list *list);

#endif
