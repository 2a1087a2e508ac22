/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_PCIE_LINK_H
#define HWALIAS_DATA_ATTRIBUTES_PCIE_LINK_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * Speed and width of PCI Express links, as sysfs has them:
 *
 *     current_link_speed   "8.0 GT/s PCIe"
 *     current_link_width   "4"
 *     max_link_speed       "8.0 GT/s PCIe"
 *     max_link_width       "4"
 *
 * The kernel reads the config space to answer, current_link_speed_show() in
 * drivers/pci/pci-sysfs.c. So a device is read only if its power/runtime_status is
 * "active"; a recorded tree may lack that file, and has nothing to wake.
 */
struct hw_pcie_rate {
	/* absent: no link, or it is not told */
	struct hw_text speed;
	/* lanes; 0: no link, or it is not told */
	int width;
	/* what it can carry, in Mbit/s; 0: not known */
	int64_t mbps;
};

struct hw_pcie_link {
	struct hw_pcie_rate now;
	/* what this end of the link is able to */
	struct hw_pcie_rate most;
};

/* Whether the device at `directory` ("sys/devices/…") may be asked. */
bool hw_pcie_is_awake(struct hw_root *root, struct hw_text directory,
		      struct hw_arena *arena);

/* Zeroed of a device without a link, and of one that may not be asked. Lifetime: the
 * arena's. */
struct hw_pcie_link hw_pcie_link_read(struct hw_root *root, struct hw_text directory,
				      struct hw_arena *arena);

/* The directory of the port above, or of the bridge; absent: there is none. */
struct hw_text hw_pcie_port_above(struct hw_text directory);

/*
 * The slowest link on the way from the device to the processor, when it carries less than
 * the device is able to, as pcie_bandwidth_available() of drivers/pci/pci.c finds it:
 * `*ret_device` is the name of the device at its lower end. Absent: there is none, or a
 * link on the way is not told.
 */
struct hw_pcie_rate hw_pcie_bottleneck(struct hw_root *root, struct hw_text directory,
				       struct hw_arena *arena,
				       struct hw_text *ret_device);

#endif
