/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_ATTRIBUTES_H
#define HWALIAS_DATA_ATTRIBUTES_ATTRIBUTES_H

#include <stdint.h>

#include "data/base/arena.h"
#include "data/root/root.h"
#include "data/sysfs/sysfs.h"

/*
 * A source that enriches devices with attributes (-v): one library a file, one exported
 * descriptor a library. A source that was not built in, or that cannot serve this root,
 * is simply not opened, and the report has fewer attributes, never fewer devices.
 */
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

/* Appends; out of memory is the arena's sticky failure. Texts are copied. */
void hw_attribute_text(struct hw_attributes *list, struct hw_arena *arena,
		       const char *key, struct hw_text text);
void hw_attribute_number(struct hw_attributes *list, struct hw_arena *arena,
			 const char *key, int64_t number);

struct hw_source {
	/* "libpci", "libusb" */
	const char *name;
	/* the subsystem whose devices it knows */
	const char *subsystem;
	/*
	 * Errors: -ENOTSUP when it cannot serve such a root; -errno otherwise. Must not
	 * wake a device, print or exit.
	 */
	int (*open)(struct hw_root *root, struct hw_warnings *warnings, void **ret_self);
	/* Adds what it knows of one device. Unknown device: nothing is added, 0. */
	int (*enrich)(void *self, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list);
	void (*close)(void *self);
};

extern const struct hw_source hw_source_pci_link;
/* data/attributes/libpci.c and data/attributes/libusb.c; each may be left out of the
 * build.
 */
extern const struct hw_source hw_source_pci;
extern const struct hw_source hw_source_usb;

/* Those that were built in, NULL at the end. */
extern const struct hw_source *const hw_sources[];

#endif
