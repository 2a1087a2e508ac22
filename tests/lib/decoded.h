/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_DECODED_H
#define HWALIAS_TESTS_LIB_DECODED_H

/* What the tests of the decoder share; included after cmocka.h. */

#include <stdlib.h>

#include "decoders/modalias.h"

/* Decodes a copy that ends where its page-sized heap block does: ASan sees overreads. */
static inline char *exact_copy(const char *s, size_t n)
{
	char *copy = malloc(n ? n : 1);

	assert_non_null(copy);
	memcpy(copy, s, n);
	return copy;
}

static inline bool is_list(const struct hw_field *f)
{
	return f->spec->kind == HW_KIND_LIST || f->spec->kind == HW_KIND_BITS;
}

/* Every slice inside the input. */
static inline void check_slices(const struct hw_modalias *m)
{
	const char *end = m->raw.s + m->raw.n;

	for (size_t i = 0; i < m->field_count; i++) {
		assert_true(m->fields[i].text.s >= m->raw.s);
		assert_true(m->fields[i].text.s + m->fields[i].text.n <= end);
	}
	if (m->extra.s)
		assert_true(m->extra.s >= m->raw.s && m->extra.s + m->extra.n <= end);
	assert_true(m->error_at <= m->raw.n);
}

#endif
