/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FORMATS_FORMATS_H
#define HWALIAS_REPORT_FORMATS_FORMATS_H

#include "report/writer.h"

/*
 * The formats of the kernel's modalias strings, described from the rows of decoders/bus
 * alone.
 */
struct hw_formats {
	/* devices first, then aliases that are no devices; both sorted by name. Rows of
	 * one name are in the order in which decoding tries them */
	const struct hw_bus **v;
	size_t n;
	/* the user named them: text shows each in full instead of on one line */
	bool in_full;
};

/* All rows, not in full. Lifetime: the arena's. Errors: -ENOMEM. */
int hw_formats_all(struct hw_arena *arena, struct hw_formats *ret);

/*
 * The rows with this name or prefix, else the one that decodes `name` as a string; with
 * none ret->n is 0. They are in full. Lifetime and errors as above.
 */
int hw_formats_named(struct hw_text name, struct hw_arena *arena, struct hw_formats *ret);

/* The name of a bus whose spelling is nearest, or NULL if none is near. */
const char *hw_formats_nearest(struct hw_text name);

/* How the value of field `i` is written: "8 hex digits, upper case, printed as 4". */
struct hw_text hw_formats_value(const struct hw_bus *bus, size_t i,
				struct hw_arena *arena);

/* Value and name of entry `i` of the field's vocabulary, the value as it is printed.
 * Lifetime: that of `buf`. */
struct hw_text hw_formats_entry(const struct hw_field_spec *spec, size_t i,
				char buf[static HW_VALUE_MAX], const char **ret_name);

/*
 * Prints for people: a line for each row, in two groups, or each in full. Those in full
 * include the vocabularies if output->options->verbose. Errors: -ENOMEM.
 */
int hw_formats_print_text(const struct hw_formats *formats,
			  const struct hw_output *output);

/* $defs/formats of report/schema/report-1.schema.json. Errors: -ENOMEM. */
int hw_formats_print_json(const struct hw_formats *formats,
			  const struct hw_output *output);

/* The same, a line a row. */
int hw_formats_print_ndjson(const struct hw_formats *formats,
			    const struct hw_output *output);

#endif
