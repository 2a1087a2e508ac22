/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SELECT_RESOLVE_H
#define HWALIAS_REPORT_SELECT_RESOLVE_H

#include "report/select/filter.h"

// clang-format off
/*
 * What a person has at hand -> the devices behind it, all that match:
 *
 *     00:1f.6, 1-6, 1:4, acpi:PNP0303:00    an address or a name (report/select/filter.h)
 *     eth0, card0, nvme0n1p2, net:eth0      a device of a class
 *     /dev/sda, /dev/dri/card0              a device node
 *     /sys/class/net/eth0, .../sda/queue    any path below /sys
 *
 * The device behind a class device or a path is the nearest directory above it that is a
 * device on a bus. The devices behind one below /sys/devices/virtual are those it is made
 * of: the disks of a RAID or a mapping, the ports of a bond or a bridge, the paths to an
 * NVMe disk.
 */
// clang-format on
struct hw_found {
	/* of the list */
	const struct hw_device *device;
	/* "eth0 is a network interface", that is, of the device; absent if the device
	 * itself was named. Lifetime: the arena's. */
	struct hw_text how;
};

struct hw_found_list {
	struct hw_found *v;
	size_t n;
	/* why no device was found, for the end of a sentence: "it is a network interface
	 * without hardware"; absent: the name is not known */
	struct hw_text but;
};

/*
 * Finds the devices of `list` that filter->address names, each once; if it is an address
 * or a name of devices, in the order of the list. A device that is not in the list is
 * replaced by the one above it. Errors: -ENOMEM.
 */
int hw_resolve(struct hw_root *root, const struct hw_device_list *list,
	       const struct hw_filter *filter, struct hw_arena *arena,
	       struct hw_found_list *ret);

/* "eth0 is a network interface". Lifetime: the arena's. Errors: the arena's. */
struct hw_text hw_resolve_how(struct hw_text name, struct hw_text class,
			      struct hw_arena *arena);

/* Replaces the list by what hw_resolve() finds in it; `with_branches`, also by the
 * devices above and below what is found. Errors: -ENOMEM. */
int hw_resolve_narrow(struct hw_root *root, const struct hw_filter *filter,
		      bool with_branches, struct hw_arena *arena,
		      struct hw_device_list *list);

#endif
