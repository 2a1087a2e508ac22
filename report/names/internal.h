/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_NAMES_INTERNAL_H
#define HWALIAS_REPORT_NAMES_INTERNAL_H

#include "report/names/names.h"

/*
 * Private to report/names*.c: which questions to put to systemd's hardware database, and
 * the vendors of ACPI, Plug and Play and EISA ids. Names live as long as the arena, those
 * of pnp.ids as the databases.
 */

/* By the ids alone: of PCI and USB devices, and of others with ids of those lists. */
struct hw_name hw_hwdb_name_of_role(const struct hw_databases *databases,
				    enum hw_id_space space, enum hw_role role,
				    const struct hw_id ids[HW_ROLE_COUNT],
				    struct hw_arena *arena);

/*
 * By the whole string, for what only a string that is a key of hwdb can be asked for;
 * other fields: false, and nothing is written.
 */
bool hw_hwdb_name_of_field(const struct hw_databases *databases,
			   const struct hw_modalias *m, const struct hw_field *field,
			   struct hw_arena *arena, struct hw_name *ret);

/* Of a number that IEEE gave out; 0 stands for none. */
struct hw_name hw_hwdb_name_of_oui(const struct hw_databases *databases, uint64_t oui,
				   struct hw_arena *arena);

/*
 * Whose id it is, by the first three letters of a Plug and Play or EISA id ("ABP7501") or
 * the first four of an ACPI one ("QEMU0002"). Ids of other forms have no such part.
 */
struct hw_name hw_name_of_pnp_vendor(const struct hw_databases *databases,
				     struct hw_text id, struct hw_arena *arena);

#endif
