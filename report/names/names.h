/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_NAMES_H
#define HWALIAS_REPORT_NAMES_NAMES_H

#include "data/ids/acpi_vendors.h"
#include "data/ids/amdgpu.h"
#include "data/ids/hwdb.h"
#include "data/ids/ids.h"
#include "data/ids/pnp.h"
#include "report/record.h"

// clang-format off
/*
 * Names for ids, each with its source. The first that has a name wins:
 *
 *     builtin             `names` of the field's row, decoders/vocabulary
 *     pci.ids, usb.ids    by the `space` of the field
 *     builtin             `more_names` of the field's row
 *     hwdb                systemd's hardware database, by `hwdb_property`, or by the ids
 *     pnp.ids             vendors of ACPI, Plug and Play and EISA ids
 *
 * But AMD's graphics are named by amdgpu.ids where that lists their revision, as a device
 * id alone stands for several products.
 *
 * Any database may be NULL. An id file has all class codes, so hwdb is asked for a class
 * only without an id file. hwdb copies the id files: it is asked for other ids unless the
 * id file is the newer one (hw_hwdb_is_older()).
 *
 * An id has no name if its meaning differs between devices and the string does not tell
 * which is meant. The vendor of a HID or input device on Bluetooth is of the USB or the
 * Bluetooth list (Device ID profile, attribute VendorIDSource); on I2C the firmware chooses
 * it. An mdio string holds 22 bits of an OUI, but makers differ in the order of its bits.
 */
// clang-format on
struct hw_databases {
	struct hw_ids *pci;
	struct hw_ids *usb;
	struct hw_hwdb *hwdb;
	struct hw_pnp *pnp;
	struct hw_acpi_vendors *acpi;
	struct hw_amdgpu *amdgpu;
};

/* The id file that names the ids of a space; NULL: there is none, or it is not open. */
static inline struct hw_ids *hw_database_of_space(const struct hw_databases *databases,
						  enum hw_id_space space)
{
	return space == HW_SPACE_PCI   ? databases->pci
	       : space == HW_SPACE_USB ? databases->usb
				       : NULL;
}

/* The ids of a modalias by role. An id is absent if its field is missing or no literal.
 */
void hw_ids_of_modalias(const struct hw_modalias *m, struct hw_id ret_ids[HW_ROLE_COUNT]);

/*
 * The ids of a USB device, which, unlike its interfaces, exports no modalias: PRODUCT and
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
 * The name of each field of a modalias. A list has none; its items may have
 * (hw_field_item_name()). `ids` are those of hw_ids_of_modalias(). Lifetime: as above.
 */
void hw_name_fields(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena,
		    struct hw_name ret_names[HW_FIELD_MAX]);

/*
 * Looks the ids of strings of a report up in the id files, each of which is read once for
 * all of them (hw_ids_gather()). Does nothing for many strings.
 */
void hw_names_prepare(const struct hw_databases *databases, const struct hw_text *strings,
		      size_t n);

/*
 * The names of a device, by its modalias and the names of the fields, ret_names of
 * hw_name_fields(). The name of a text such as a GUID or an ACPI id is that of the
 * device; of a list, the first item with a name counts. So does the first one with a
 * vendor.
 */
void hw_name_device(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_name fields[HW_FIELD_MAX], struct hw_arena *arena,
		    struct hw_name ret_names[HW_NAME_COUNT]);

/* Whether amdgpu.ids may name the device, which needs its revision to be known. */
bool hw_name_needs_revision(const struct hw_databases *databases, enum hw_id_space space,
			    const struct hw_id ids[HW_ROLE_COUNT]);

/* Replaces the name of such a device by that of its revision, "c1", if it is listed. */
void hw_name_by_revision(const struct hw_databases *databases,
			 const struct hw_id ids[HW_ROLE_COUNT], struct hw_text revision,
			 struct hw_name *name);

/* The role whose name this is. */
enum hw_role hw_name_role(enum hw_name_key key);

/* What hwdb calls a PCI device, by its vendor's and its own id, whatever id files say.
 * Lifetime: the arena's. */
struct hw_name hw_hwdb_name_of_pci(const struct hw_databases *databases,
				   const struct hw_id ids[HW_ROLE_COUNT],
				   struct hw_arena *arena);

#endif
