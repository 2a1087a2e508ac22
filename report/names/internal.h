/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_INTERNAL_H
#define HWALIAS_REPORT_NAMES_INTERNAL_H

#include "report/names/names.h"

/*
 * Keys of systemd's hardware database, and vendors of ACPI, Plug and Play and EISA ids.
 * Lifetime of names: the arena's; of those of pnp.ids: the databases'.
 */

/* The name of an id of HW_SPACE_PCI or HW_SPACE_USB, by the ids alone. */
struct hw_name hw_hwdb_name_of_role(const struct hw_databases *databases,
				    enum hw_id_space space, enum hw_role role,
				    const struct hw_id ids[HW_ROLE_COUNT],
				    struct hw_arena *arena);

/*
 * The name of a field with `hwdb_property`, by the whole string. Returns false, and
 * writes nothing, for other fields.
 */
bool hw_hwdb_name_of_field(const struct hw_databases *databases,
			   const struct hw_modalias *m, const struct hw_field *field,
			   struct hw_arena *arena, struct hw_name *ret);

/* The name of an organisationally unique identifier; 0 is none. */
struct hw_name hw_hwdb_name_of_oui(const struct hw_databases *databases, uint64_t oui,
				   struct hw_arena *arena);

/*
 * The vendor of a Plug and Play or EISA id, by its first three letters ("ABP7501"), or of
 * an ACPI id, by its first four ("QEMU0002"). Absent for ids of other forms.
 */
struct hw_name hw_name_of_pnp_vendor(const struct hw_databases *databases,
				     struct hw_text id, struct hw_arena *arena);

#endif
