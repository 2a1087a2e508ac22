/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_NET_DRIVER_H
#define HWALIAS_DATA_RUNNING_NET_DRIVER_H

#include "data/root/root.h"

/*
 * What udevd was told of an interface by its driver when it came, "veth", "gretap"
 * (builtin_net_driver_set_driver(), src/udev/udev-builtin-net_driver.c of systemd): the
 * kernel gives the word of the driver, or its kind of link (ethtool_get_drvinfo(),
 * net/ethtool/ioctl.c).
 *
 * Source: run/udev/data/nINDEX, of the interface's IFINDEX. Absent: it is not told, as
 * without udevd. Lifetime: the arena's.
 */
struct hw_text hw_net_driver(struct hw_root *root, struct hw_text index,
			     struct hw_arena *arena);

#endif
