/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_H
#define HWALIAS_REPORT_NAMES_H

#include "data/ids.h"
#include "report/record.h"

/*
 * Names for ids: from the vocabularies of the decoders ("builtin") and from the id
 * databases. Any database may be NULL; what is not listed has no name.
 */
struct hw_databases {
	struct hw_ids *pci;
	struct hw_ids *usb;
};

/* The ids of a modalias by role; wildcards and missing fields stay absent. */
void hw_ids_of_modalias(const struct hw_modalias *m, struct hw_id ret_ids[HW_ROLE_COUNT]);

/*
 * The ids of a USB device (not an interface), which exports no modalias: PRODUCT and
 * TYPE of its uevent. Source: usb_uevent(), drivers/usb/core/driver.c ("%x/%x/%x",
 * "%d/%d/%d").
 */
void hw_ids_of_usb_device(struct hw_text uevent, struct hw_id ret_ids[HW_ROLE_COUNT]);

/*
 * The name of the id with this role among `ids`: a device under its vendor, a subclass
 * under its class. A PCI subsystem is looked up under its own device; one with the ids
 * of the device itself has the device's name, as lspci shows it.
 * Lifetime: the database's.
 */
struct hw_name hw_name_of_role(const struct hw_databases *databases,
			       enum hw_id_space space, enum hw_role role,
			       const struct hw_id ids[HW_ROLE_COUNT]);

/* A name beside each field of a modalias. `ids` as of hw_ids_of_modalias(). */
void hw_name_fields(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_id ids[HW_ROLE_COUNT],
		    struct hw_name ret_names[HW_FIELD_MAX]);

/* The role that the names of a record show, or HW_ROLE_NONE. */
enum hw_role hw_name_role(enum hw_name_key key);

#endif
