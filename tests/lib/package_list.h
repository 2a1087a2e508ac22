/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_PACKAGE_LIST_H
#define HWALIAS_TESTS_LIB_PACKAGE_LIST_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/packages/internal.h"

/*
 * What a source reads of a list, as text, a line a claim:
 *
 *	firmware-iwlwifi has iwlwifi-8265-36.ucode, line 1
 *
 * The list comes in pieces of `size` bytes; 0: whole.
 */
static inline char *claims_of_pieces(const char *source, const char *files,
				     const char *list, size_t size)
{
	static const char *const verbs[] = {"is for", "has", "has module"};
	const struct hw_package_source *s = hw_package_sources;
	struct hw_claims claims = {.n = 0};
	struct hw_list_reader reader = {.claims = &claims,
					.release = HW_TEXT("6.1.0-13-amd64")};
	struct hw_records records = {.reader = &reader};
	struct hw_text rest = hw_text_of(list);
	char *text = NULL;
	size_t n = 0;
	FILE *out;

	while (strcmp(s->name, source) != 0 || strcmp(s->files, files) != 0)
		s++;
	reader.source = s;
	while (rest.n) {
		struct hw_text piece = hw_text_head(rest, size ? size : rest.n);

		hw_records_feed(&records, piece);
		rest = hw_text_from(rest, piece.n);
	}
	hw_records_end(&records);
	out = open_memstream(&text, &n);
	for (size_t i = 0; i < claims.n; i++)
		fprintf(out, "%.*s %s %.*s, line %zu\n", HW_TEXT_ARG(claims.v[i].package),
			verbs[claims.v[i].kind], HW_TEXT_ARG(claims.v[i].text),
			claims.v[i].line);
	fclose(out);
	hw_claims_done(&claims);
	return text;
}

/* However the list is cut into pieces, the claims are these. */
static inline void check_claims(const char *source, const char *files, const char *list,
				const char *expected)
{
	static const size_t sizes[] = {0, 1, 7, 64};

	for (size_t i = 0; i < HW_ARRAY_SIZE(sizes); i++) {
		char *got = claims_of_pieces(source, files, list, sizes[i]);

		assert_string_equal(got, expected);
		free(got);
	}
}

#endif
