/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SYSFS_SYSFS_H
#define HWALIAS_DATA_SYSFS_SYSFS_H

#include <stddef.h>

#include "data/root/root.h"
#include "decoders/bus.h"

// clang-format off
/*
 * data/sysfs lists the devices of a machine, as sysfs shows them.
 *
 *     scan.c      sys/bus/BUS/devices/NAME, sys/class/input/...
 *     walk.c      directories of sys/devices that a recorded sys/bus lacks
 *        |
 *     list.c      the list that both fill: the devices that were asked for
 *     device.c    the files of one directory:  uevent    DRIVER, MODALIAS, DEVTYPE,
 *        |                                               PCI_SLOT_NAME, PRODUCT, BUSNUM ...
 *        |                                     modalias, driver ->   if uevent lacks them
 *     finish.c    order, ids, parents, modules of drivers
 *     natural.c   the order of names:  "1-2" before "1-10"
 *     devnode.c   /dev/sda  ->  the directory of its device
 *
 * Most devices cost one read, of uevent. Nothing here opens `config`, a device node, or an
 * attribute that could wake a device.
 */
// clang-format on

/* Whether a driver is bound. */
enum hw_driver_known {
	/* the recording does not tell */
	HW_DRIVER_UNKNOWN,
	HW_DRIVER_NONE,
	HW_DRIVER_BOUND,
};

struct hw_device {
	/* "BUS:NAME", unique in a report: "pci:0000:00:1f.6", "usb:1-6:1.0" */
	struct hw_text id;
	/* bus or class: "pci", "usb", "input" */
	struct hw_text subsystem;
	/* what devices of that subsystem are like; NULL: like those of most buses */
	const struct hw_bus *bus;
	/* the kernel's name on that bus: "0000:00:1f.6" */
	struct hw_text name;
	/* DEVTYPE of uevent ("usb_device", "usb_interface"), else "device", or "class" if
	 * no driver can bind; see hw_bus_is_whole() and hw_bus_is_part() */
	struct hw_text kind;
	/* below the root, with a leading slash: "/sys/devices/pci0000:00/0000:00:1f.6" */
	struct hw_text syspath;
	/* id of the nearest ancestor that is in the list; absent when there is none */
	struct hw_text parent;
	/* as the kernel wrote it, without the final newline; can hold several lines
	 * (ACPI); absent when the device has none */
	struct hw_text modalias;
	/* the bound driver and its module; no module: built in, or the recording lacks it
	 */
	struct hw_text driver;
	struct hw_text driver_module;
	enum hw_driver_known driver_known;
	/* on no bus (input, dmi, the directory of cpus): no driver can bind */
	bool class_only;
	/* the uevent file, for hw_uevent_get(); may be absent */
	struct hw_text uevent;
};

struct hw_device_list {
	/* several may have parts of the same list */
	const struct hw_device *v;
	size_t n;
};

/* How much of a machine to scan. */
enum hw_scan_depth {
	/* the buses with HW_BUS_MAIN: pci and usb */
	HW_SCAN_MAIN,
	/* every bus of devices, and class-only devices with a modalias */
	HW_SCAN_ALL,
	/* also what no driver can match: HW_BUS_BOOKKEEPING (memory blocks, clock sources
	 * …) and ACPI nodes without an id */
	HW_SCAN_EVERYTHING,
};

struct hw_scan {
	enum hw_scan_depth depth;
	/* only these buses or classes, with commas between them, whatever the depth;
	 * NULL = as depth says */
	const char *bus;
	/* an earlier scan of the same running machine: of the buses that it listed
	 * nothing is read again; NULL: none */
	const struct hw_known *known;
};

/* A scan and what it told. */
struct hw_known {
	struct hw_scan scan;
	struct hw_device_list list;
};

/*
 * Scans the machine below `root`. The list is sorted by the name of the bus, then by
 * hw_name_cmp(), so the same machine gives the same list. A device whose files cannot be
 * read has what is known, and a warning. A machine without devices is an empty list.
 * Lifetime: the arena's.
 * Errors: -ENOENT when the root has no sys directory, -EACCES and the like when it cannot
 * be read; -ENOMEM.
 */
int hw_sysfs_scan(struct hw_root *root, const struct hw_scan *scan,
		  struct hw_arena *arena, struct hw_warnings *warnings,
		  struct hw_device_list *ret);

/* Whether such a scan lists the devices of a bus or class; `bus` is its row, or NULL. */
bool hw_scan_has_bus(const struct hw_scan *scan, struct hw_text subsystem,
		     const struct hw_bus *bus);

/* Whether such a scan lists devices like this one, by its bus, driver and modalias. */
bool hw_sysfs_is_scanned(const struct hw_scan *scan, const struct hw_device *device);

/*
 * The value of KEY= in a uevent text, or the absent text. `key` without the '='.
 * Lifetime: the uevent text's.
 */
struct hw_text hw_uevent_get(struct hw_text uevent, const char *key);

/* Orders texts as people count: "1-2" before "1-10". */
int hw_natural_cmp(struct hw_text a, struct hw_text b);

/* The same for names of devices, by how their bus writes addresses. NULL is a bus without
 * a row. */
int hw_name_cmp(const struct hw_bus *bus, struct hw_text a, struct hw_text b);

#endif
