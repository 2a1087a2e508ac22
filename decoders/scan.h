/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_SCAN_H
#define HWALIAS_DECODERS_SCAN_H

#include "decoders/modalias.h"

/*
 * The interpreter's place in a string. decode.c walks the fields of a row, value.c takes
 * one value; both return false with the error in `m` where the string breaks the grammar.
 */
struct hw_scan_state {
	struct hw_modalias *m;
	/* what is not consumed yet */
	struct hw_text rest;
	/* the last value ended in a star: what is missing at the end is covered by it */
	bool starred;
};

/* Takes the value of `spec` and its terminator. `end_of_row` is behind the last spec. */
bool hw_scan_value(struct hw_scan_state *s, const struct hw_field_spec *spec,
		   const struct hw_field_spec *end_of_row);

/* Text up to the terminator, for rows in any order. */
bool hw_scan_text(struct hw_scan_state *s, const struct hw_field_spec *spec,
		  const struct hw_field_spec *end_of_row);

/* Swallows the terminator behind a value. It may be missing where the string ends. */
bool hw_scan_end(struct hw_scan_state *s, const struct hw_field_spec *spec);

/* Appends a field, or NULL when there is no room; what is left then is `extra`. */
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
