/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_NAMES_H
#define HWALIAS_REPORT_NAMES_NAMES_H

#include "data/ids/hwdb.h"
#include "data/ids/ids.h"
#include "data/ids/pnp.h"
#include "report/record.h"

/*
 * Names for ids, each with where it is from. Asked in this order, the first answer is
 * taken:
 *
 *     builtin             the vocabulary of the field's row in the decoders
 *     pci.ids, usb.ids    by the field's id space
 *     builtin             the vocabulary of the id space
 *     hwdb                what the bus has in systemd's hardware database
 *     pnp.ids             vendors of ACPI, Plug and Play and EISA ids
 *
 * Any database may be NULL; what is not listed has no name. Class codes of PCI and USB
 * are few, and complete in any id file: hwdb is asked for them only when there is none.
 * Ids of PCI and USB that are not listed are asked for in hwdb unless the id file is the
 * newer copy of the two (hw_hwdb_is_older()), as the answer would be no.
 *
 * Where an id means something else from device to device and the string does not say
 * what, it gets no name. A HID or input device on Bluetooth has a vendor of the USB or of
 * the Bluetooth list (Device ID profile, attribute VendorIDSource); on I2C one that its
 * firmware chose. A mdio string holds 22 bits of an OUI, but makers differ in the order
 * of its bits.
 */
struct hw_databases {
	struct hw_ids *pci;
	struct hw_ids *usb;
	struct hw_hwdb *hwdb;
	struct hw_pnp *pnp;
};

/* The id file that names the ids of a space; NULL: there is none, or it is not open. */
static inline struct hw_ids *hw_database_of_space(const struct hw_databases *databases,
						  enum hw_id_space space)
{
	return space == HW_SPACE_PCI   ? databases->pci
	       : space == HW_SPACE_USB ? databases->usb
				       : NULL;
}

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
 * Lifetime: the databases' and the arena's.
 */
struct hw_name hw_name_of_role(const struct hw_databases *databases,
			       enum hw_id_space space, enum hw_role role,
			       const struct hw_id ids[HW_ROLE_COUNT],
			       struct hw_arena *arena);

/*
 * A name beside each field of a modalias, but none for a list as a whole. `ids` as of
 * hw_ids_of_modalias(). Lifetime: as above.
 */
void hw_name_fields(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena,
		    struct hw_name ret_names[HW_FIELD_MAX]);

/*
 * The names of a device by its modalias and the names of the fields, ret_names of
 * hw_name_fields(). A text that says what the device is, a GUID or an ACPI id, names the
 * device; of a list of such the first that has a name does, and likewise for the vendor.
 */
void hw_name_device(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_name fields[HW_FIELD_MAX], struct hw_arena *arena,
		    struct hw_name ret_names[HW_NAME_COUNT]);

/* The role that the names of a record show, or HW_ROLE_NONE. */
enum hw_role hw_name_role(enum hw_name_key key);

#endif
