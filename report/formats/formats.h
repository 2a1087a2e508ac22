/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FORMATS_FORMATS_H
#define HWALIAS_REPORT_FORMATS_FORMATS_H

#include "decoders/layout/layout.h"
#include "report/writer.h"

/* A capability or a descriptor, and what it is one of. */
struct hw_format_layout {
	const struct hw_layout *layout;
	const struct hw_layout_family *family;
};

/*
 * The formats of the kernel's modalias strings, described from the rows of decoders/bus
 * alone, and those of PCI capabilities and USB descriptors, by decoders/registers and
 * decoders/descriptors.
 */
struct hw_formats {
	/* devices first, then aliases that are no devices; both sorted by name. Rows of
	 * one name are in the order in which decoding tries them */
	const struct hw_bus **v;
	size_t n;
	/* in the order of hw_layout_families */
	struct hw_format_layout *layouts;
	size_t layout_count;
	/* the user named them: text shows each in full instead of on one line */
	bool in_full;
};

/* All rows, not in full. Lifetime: the arena's. Errors: -ENOMEM. */
int hw_formats_all(struct hw_arena *arena, struct hw_formats *ret);

/*
 * The rows with this name or prefix, else the one that decodes `name` as a string; and
 * the capabilities and descriptors of this name, '-' and '_' alike. With none both counts
 * are 0. They are in full. Lifetime and errors as above.
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

/* A row of a capability or descriptor, and of those nested in it. */
struct hw_format_row {
	/* for the time of the call */
	const struct hw_layout_field *field;
	/* "flags.version", "bars[].address"; in the caller's buffer */
	struct hw_text path;
	/* from the start of the innermost table; of a bit, that of its register */
	unsigned at;
	unsigned width;
	/* the lowest bit and how many; 0: the whole field */
	unsigned bit;
	unsigned bits;
};

typedef void hw_format_row_fn(void *arg, const struct hw_format_row *row);

/* Passes each row of the layout to `fn`, in order. */
void hw_formats_each_row(const struct hw_layout *layout, hw_format_row_fn *fn, void *arg);

/* Its id as the bytes have it, hexadecimal: of a descriptor with a subtype, that before
 * the type. */
struct hw_text hw_formats_layout_id(const struct hw_format_layout *layout,
				    struct hw_arena *arena);

/* What the field holds: "number", "flag", "enum" and so on: JSON's "kind". */
const char *hw_formats_layout_kind(const struct hw_layout_field *field);

/* Its names, or NULL. */
const struct hw_vocabulary *hw_formats_names(const struct hw_layout_field *field);

/*
 * Prints for people: a line for each row, in two groups, or each in full. Those in full
 * include the vocabularies if output->options->verbose. Errors: -ENOMEM.
 */
int hw_formats_print_text(const struct hw_formats *formats,
			  const struct hw_output *output);

/* $defs/formats of report/schema/report-1.schema.json. Errors: -ENOMEM. */
int hw_formats_print_json(const struct hw_formats *formats,
			  const struct hw_output *output);

/* The same, a line a format or layout. */
int hw_formats_print_ndjson(const struct hw_formats *formats,
			    const struct hw_output *output);

#endif
