/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_NAMING_H
#define HWALIAS_REPORT_COLUMNS_NAMING_H

#include "report/columns/columns.h"

/*
 * The cells that name a device, in the words of the databases, beside hw_column_name()
 * which others need too. Lifetime of all texts: the
 * record's or the arena's; absent when there is nothing to say.
 */

/* CLASS: the name of its class, else the title of its bus. */
struct hw_text hw_cell_class(const struct hw_record *record,
			     const struct hw_write_options *options,
			     struct hw_arena *arena);

/* MODULES: those that claim the device, with commas between them. */
struct hw_text hw_cell_modules(const struct hw_record *record,
			       const struct hw_write_options *options,
			       struct hw_arena *arena);

/* "8086"; "8086:15b8", absent when either half is. */
struct hw_text hw_cell_id(struct hw_id id, struct hw_arena *arena);
struct hw_text hw_cell_id_pair(const struct hw_record *r, enum hw_role vendor,
			       enum hw_role device, struct hw_arena *arena);

/* The digits of the class down to and including the level `last`. */
struct hw_text hw_cell_class_digits(const struct hw_record *r, enum hw_role last,
				    struct hw_arena *arena);

/* "vendor name", or just the name if it starts with the vendor. */
struct hw_text hw_cell_join(struct hw_text vendor, struct hw_text name,
			    struct hw_arena *arena);

#endif
