// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/base/nearest.h"

static const char *question(const char *word, struct hw_arena *arena)
{
	static const char *const known[] = {"list",   "show",  "decode", "lookup",
					    "driver", "check", "match",	 "formats"};
	struct hw_nearest near = {.word = hw_text_of(word)};
	struct hw_text text;

	for (size_t i = 0; i < HW_ARRAY_SIZE(known); i++)
		hw_nearest_try(&near, hw_text_of(known[i]));
	text = hw_nearest_question(&near, arena);
	return hw_arena_printf(arena, "%.*s", HW_TEXT_ARG(text)).s;
}

static void test_question(void **state)
{
	static const struct {
		const char *word;
		const char *question;
	} rows[] = {
		/* swapped, missing, added, replaced, of the other case */
		{"lsit", "; did you mean 'list'?"},
		{"chck", "; did you mean 'check'?"},
		{"matchh", "; did you mean 'match'?"},
		{"drover", "; did you mean 'driver'?"},
		{"CHECK", "; did you mean 'check'?"},
		/* the beginning of one */
		{"form", "; did you mean 'formats'?"},
		{"matc", "; did you mean 'match'?"},
		{"chec", "; did you mean 'check'?"},
		/* swapped, and the last one missing */
		{"deocd", "; did you mean 'decode'?"},
		{"shwo", "; did you mean 'show'?"},
		{"dirve", "; did you mean 'driver'?"},
		/* two edits */
		{"catch", "; did you mean 'match'?"},
		{"mhteck", "; did you mean 'check'?"},
		/* nothing is near */
		{"eth0", ""},
		{"x", ""},
		{"", ""},
		{"decodedecodedecodedecodedecodedecodedecode", ""},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_arena arena = {0};

		assert_string_equal(question(rows[i].word, &arena), rows[i].question);
		hw_arena_done(&arena);
	}
}

/* Names of modules have either. */
static void test_hyphens(void **state)
{
	struct hw_nearest near = {.word = HW_TEXT("snd_hda_intl")};

	(void)state;
	hw_nearest_try(&near, HW_TEXT("snd-hda-intel"));
	assert_int_equal(near.n, 1);
	assert_int_equal(near.distance, 1);
	/* the same word again */
	hw_nearest_try(&near, HW_TEXT("snd_hda_intel"));
	hw_nearest_try(&near, HW_TEXT("SND-HDA-INTEL"));
	assert_int_equal(near.n, 1);
}

static void test_several(void **state)
{
	struct hw_nearest near = {.word = HW_TEXT("aa")};
	struct hw_arena arena = {0};
	struct hw_text text;

	(void)state;
	hw_nearest_try(&near, HW_TEXT("aab"));
	hw_nearest_try(&near, HW_TEXT("aac"));
	hw_nearest_try(&near, HW_TEXT("aab"));
	text = hw_nearest_text(&near, &arena);
	assert_true(hw_text_eq(text, HW_TEXT("'aab' or 'aac'")));
	hw_nearest_try(&near, HW_TEXT("aad"));
	hw_nearest_try(&near, HW_TEXT("aae"));
	text = hw_nearest_text(&near, &arena);
	assert_true(hw_text_eq(text, HW_TEXT("'aab', 'aac' or 'aad'")));
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_question),
		cmocka_unit_test(test_hyphens),
		cmocka_unit_test(test_several),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
