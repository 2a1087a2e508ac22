/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_ALIAS_TABLES_H
#define HWALIAS_TESTS_LIB_ALIAS_TABLES_H

/*
 * Alias tables from memory, and each question asked both ways: by the index, and as an
 * announced string.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>

#include "data/alias/alias.h"

struct fixture {
	struct hw_arena arena;
	struct hw_warnings warnings;
	struct hw_aliases *aliases;
	/* what it was opened from */
	struct hw_text texts[2];
	struct hw_alias_hit *hits;
	size_t count;
};

static inline int set_up(void **state)
{
	*state = calloc(1, sizeof(struct fixture));
	return *state ? 0 : -1;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_aliases_close(f->aliases);
	hw_warnings_done(&f->warnings);
	hw_arena_done(&f->arena);
	free(f);
	return 0;
}

/* Reads the tables too, so that the warnings are there. */
static inline void open_tables(struct fixture *f, struct hw_text alias,
			       struct hw_text builtin)
{
	hw_aliases_close(f->aliases);
	f->aliases = NULL;
	f->texts[0] = alias;
	f->texts[1] = builtin;
	assert_int_equal(hw_aliases_open_text(alias, builtin, &f->warnings, &f->aliases),
			 0);
	assert_int_equal(hw_aliases_index(f->aliases), 0);
}

static inline void check_same_hits(const struct fixture *f,
				   const struct hw_alias_hit *hits, size_t count)
{
	assert_int_equal(count, f->count);
	for (size_t i = 0; i < count; i++) {
		assert_true(hw_text_eq(hits[i].module, f->hits[i].module));
		assert_true(hw_text_eq(hits[i].pattern, f->hits[i].pattern));
		assert_int_equal(hits[i].source, f->hits[i].source);
		assert_int_equal(hits[i].line, f->hits[i].line);
	}
}

/* The same string announced, between others. */
static inline void check_prepared(struct fixture *f, struct hw_text modalias)
{
	const struct hw_text strings[] = {HW_TEXT("usb:]"), modalias, HW_TEXT("other"),
					  modalias};
	size_t patterns = hw_aliases_count(f->aliases);
	struct hw_aliases *prepared = NULL;
	struct hw_alias_hit *hits;
	size_t count;

	assert_int_equal(hw_aliases_open_text(f->texts[0], f->texts[1], NULL, &prepared),
			 0);
	assert_int_equal(hw_aliases_prepare(prepared, strings, HW_ARRAY_SIZE(strings)),
			 0);
	assert_int_equal(hw_aliases_count(prepared), patterns);
	assert_int_equal(hw_aliases_match(prepared, modalias, &f->arena, &hits, &count),
			 0);
	check_same_hits(f, hits, count);
	assert_int_equal(hw_aliases_match(prepared, strings[0], &f->arena, &hits, &count),
			 -EINVAL);
	hw_aliases_close(prepared);
}

/* By the index, and announced. */
static inline void match(struct fixture *f, const char *modalias)
{
	assert_int_equal(hw_aliases_match(f->aliases, hw_text_of(modalias), &f->arena,
					  &f->hits, &f->count),
			 0);
	if (f->texts[0].s || f->texts[1].s)
		check_prepared(f, hw_text_of(modalias));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
