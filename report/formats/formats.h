/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FORMATS_FORMATS_H
#define HWALIAS_REPORT_FORMATS_FORMATS_H

#include "report/writer.h"

/*
 * What the program knows of the kernel's strings, told from the rows of the decoders
 * alone.
 */
struct hw_formats {
	/* devices first, then aliases that are none; each by name, and rows of one name
	 * in the order in which decoding tries them */
	const struct hw_bus **v;
	size_t n;
	/* the user named them, so text is in full instead of a line each */
	bool in_full;
};

/* All rows, not in full. Lifetime: the arena's. Errors: -ENOMEM. */
int hw_formats_all(struct hw_arena *arena, struct hw_formats *ret);

/*
 * The rows that a person means by `name`: those with this name or prefix, or that of the
 * string it starts. None: ret->n is 0. Lifetime and errors as above.
 */
int hw_formats_named(struct hw_text name, struct hw_arena *arena, struct hw_formats *ret);

/* The name that is spelt most like this, or NULL when none is. */
const char *hw_formats_nearest(struct hw_text name);

/* How the value of field `i` is written: "8 hex digits, upper case, printed as 4". */
struct hw_text hw_formats_value(const struct hw_bus *bus, size_t i,
				struct hw_arena *arena);

/* The built-in names of the field's values, or NULL. */
const struct hw_vocabulary *hw_formats_vocabulary(const struct hw_field_spec *spec);

/* The database that names what the vocabulary does not: "pci.ids"; or NULL. */
const char *hw_formats_database(const struct hw_field_spec *spec);

/* Entry `i` of a vocabulary as the value is printed, and its name. Lifetime: the buf's.
 */
struct hw_text hw_formats_entry(const struct hw_field_spec *spec, size_t i,
				char buf[static HW_VALUE_MAX], const char **ret_name);

/*
 * For people: a line each, in two groups, or each in full; that with options->verbose
 * with the vocabularies. Errors: -ENOMEM.
 */
int hw_formats_print_text(const struct hw_formats *formats,
			  const struct hw_output *output);

/* $defs/formats of report/schema/report-1.schema.json. Errors: -ENOMEM. */
int hw_formats_print_json(const struct hw_formats *formats,
			  const struct hw_output *output);

#endif
