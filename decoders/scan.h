/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_SCAN_H
#define HWALIAS_DECODERS_SCAN_H

#include "decoders/modalias.h"

/*
 * The state of the interpreter. decode.c walks the fields of a row, value.c reads one
 * value. Both return false, with the error in `m`, if the string is malformed.
 */
struct hw_scan_state {
	struct hw_modalias *m;
	/* what is not read yet */
	struct hw_text rest;
	/* the last value ended in a star, which covers all fields that do not follow */
	bool starred;
};

/* Reads the value of `spec` and its terminator. `end_of_row` is behind the last spec. */
bool hw_scan_value(struct hw_scan_state *s, const struct hw_field_spec *spec,
		   const struct hw_field_spec *end_of_row);

/* The same for a text: HW_KIND_TEXT or HW_KIND_REST. */
bool hw_scan_text(struct hw_scan_state *s, const struct hw_field_spec *spec,
		  const struct hw_field_spec *end_of_row);

/* Reads the terminator behind a value. It may be missing at the end of the string. */
bool hw_scan_end(struct hw_scan_state *s, const struct hw_field_spec *spec);

/* Appends a field. NULL: there is no room, and the rest of the string is `extra`. */
struct hw_field *hw_scan_add(struct hw_scan_state *s, const struct hw_field_spec *spec,
			     struct hw_text value, enum hw_match match);

bool hw_scan_fail(struct hw_scan_state *s, enum hw_decode_error error, size_t at);
bool hw_scan_fail_text(struct hw_scan_state *s, const char *expected, size_t n);

void hw_scan_advance(struct hw_scan_state *s, size_t n);

/* Whether a value is literal, a lone star, or a glob. */
enum hw_match hw_scan_match(struct hw_text value);

static inline struct hw_text hw_scan_tag(const struct hw_field_spec *spec)
{
	return (struct hw_text){spec->tag, spec->tag_n};
}

#endif
