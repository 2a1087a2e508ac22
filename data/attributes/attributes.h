/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_ATTRIBUTES_H
#define HWALIAS_DATA_ATTRIBUTES_ATTRIBUTES_H

#include <stdint.h>

#include "data/attributes/usb_answers.h"
#include "data/base/arena.h"
#include "data/root/root.h"
#include "data/sysfs/sysfs.h"

// clang-format off
/*
 * Attributes of devices (-v), from sources: a file each, at most one library in it.
 *
 *     libpci.c      none: the configuration space
 *     pci_device.c  revision, numa_node, slot
 *     pcie_link.c   link_speed, link_width and their maxima, link_bottleneck
 *     pci_errors.c  counters of Advanced Error Reporting
 *     libusb.c      none: what a USB device answers itself
 *     topology.c    secondary_bus; speed_kbps, configurations, ports
 *     firmware.c    firmware_version; model, of NVMe
 *
 * A source that was not built, or that cannot read this root, adds nothing: the report has
 * fewer attributes, and the same devices.
 */
// clang-format on
struct hw_attribute {
	/* the JSON key, with its unit: "revision", "speed_kbps" */
	const char *key;
	/* a text value; absent when `number` holds the value */
	struct hw_text text;
	int64_t number;
	struct hw_attribute *next;
};

struct hw_attributes {
	struct hw_attribute *first;
	struct hw_attribute **tail;
};

/* Append an attribute and copy the text. The arena records allocation failure. */
void hw_attribute_text(struct hw_attributes *list, struct hw_arena *arena,
		       const char *key, struct hw_text text);
void hw_attribute_number(struct hw_attributes *list, struct hw_arena *arena,
			 const char *key, int64_t number);

struct hw_source {
	/* "libpci", "libusb" */
	const char *name;
	/* the subsystem of its devices */
	const char *subsystem;
	/*
	 * Must not wake a device, print or exit. Errors: -ENOTSUP: it cannot read such a
	 * root; -errno.
	 */
	int (*open)(struct hw_root *root, struct hw_warnings *warnings, void **ret_self);
	/* Adds the attributes of one device; none if it does not know the device. NULL:
	 * it has none. */
	int (*enrich)(void *self, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list);
	void (*close)(void *self);
	/*
	 * NULL: it cannot. Reads the configuration space of a device that is awake, or
	 * that may be woken: 64, 256 or 4096 bytes. Lifetime: the arena's. Errors:
	 * -ENOENT: it does not know the device; -errno of reading.
	 */
	int (*read_config)(void *self, const struct hw_device *device,
			   struct hw_arena *arena, struct hw_text *ret);
	/*
	 * NULL: it cannot. Asks a USB device that is awake, or that may be woken, for at
	 * most a second. Lifetime: the arena's. Errors: -EACCES: the user may not open
	 * its node; -ENODEV: it is gone; -ENOTSUP: it cannot be asked here; -errno.
	 */
	int (*ask)(void *self, const struct hw_device *device,
		   const struct hw_usb_questions *questions, struct hw_arena *arena,
		   struct hw_usb_answers *ret);
};

extern const struct hw_source hw_source_pci_device;
extern const struct hw_source hw_source_pci_link;
extern const struct hw_source hw_source_pci_bus;
extern const struct hw_source hw_source_usb_port;
extern const struct hw_source hw_source_nvme_firmware;
extern const struct hw_source hw_source_scsi_firmware;
extern const struct hw_source hw_source_mmc_firmware;
/* each may be left out of the build */
extern const struct hw_source hw_source_pci;
extern const struct hw_source hw_source_usb;

/* The sources that were built, NULL after the last. */
extern const struct hw_source *const hw_sources[];

/*
 * Around the call of a library function that ends the program by exit(3) when memory is
 * short. What is registered by atexit(3) can tell such an end from others.
 */
void hw_sources_may_exit(bool may);
bool hw_sources_are_exiting(void);

#endif
