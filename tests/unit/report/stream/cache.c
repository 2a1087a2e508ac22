// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/stream/cache.h"

static int set_up(void **state)
{
	*state = hw_stream_cache_new();
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	hw_stream_cache_free(*state);
	return 0;
}

/* The answer, or NULL. */
static const char *get(struct hw_stream_cache *memo, struct hw_text line,
		       struct hw_buffer *out)
{
	out->n = 0;
	if (!hw_stream_cache_get(memo, line, out))
		return NULL;
	hw_buffer_add_char(out, '\0');
	return out->s;
}

static void what_was_put(void **state)
{
	struct hw_buffer out = {0};

	assert_null(get(*state, HW_TEXT("a"), &out));
	assert_null(get(*state, HW_TEXT(""), &out));
	hw_stream_cache_put(*state, HW_TEXT("a"), HW_TEXT("first\n"));
	hw_stream_cache_put(*state, HW_TEXT(""), HW_TEXT("empty\n"));
	assert_string_equal(get(*state, HW_TEXT("a"), &out), "first\n");
	assert_string_equal(get(*state, HW_TEXT(""), &out), "empty\n");
	assert_null(get(*state, HW_TEXT("aa"), &out));
	assert_null(get(*state, HW_TEXT("b"), &out));
	hw_buffer_done(&out);
}

/* However many lines: an answer is that of its line, and of the newest one. */
static void lines_push_others_out(void **state)
{
	struct hw_buffer out = {0};
	size_t known = 0;
	char line[32];
	char answer[32];

	for (unsigned i = 0; i < 20 * HW_STREAM_CACHE_SLOTS; i++) {
		snprintf(line, sizeof(line), "pci:v%08X", i);
		snprintf(answer, sizeof(answer), "%u\n", i);
		hw_stream_cache_put(*state, hw_text_of(line), hw_text_of(answer));
		assert_string_equal(get(*state, hw_text_of(line), &out), answer);
	}
	for (unsigned i = 0; i < 20 * HW_STREAM_CACHE_SLOTS; i++) {
		const char *got;

		snprintf(line, sizeof(line), "pci:v%08X", i);
		snprintf(answer, sizeof(answer), "%u\n", i);
		got = get(*state, hw_text_of(line), &out);
		if (got)
			assert_string_equal(got, answer);
		known += got != NULL;
	}
	assert_in_range(known, HW_STREAM_CACHE_SLOTS / 2, HW_STREAM_CACHE_SLOTS);
	hw_buffer_done(&out);
}

static void long_answers_are_not_kept(void **state)
{
	static char answer[HW_STREAM_CACHE_MAX + 1];
	struct hw_buffer out = {0};

	memset(answer, 'x', sizeof(answer));
	hw_stream_cache_put(*state, HW_TEXT("line"),
			    (struct hw_text){answer, HW_STREAM_CACHE_MAX - 4});
	assert_non_null(get(*state, HW_TEXT("line"), &out));
	hw_stream_cache_put(*state, HW_TEXT("more"),
			    (struct hw_text){answer, HW_STREAM_CACHE_MAX - 3});
	assert_null(get(*state, HW_TEXT("more"), &out));
	hw_buffer_done(&out);
}

static void no_memo_knows_nothing(void **state)
{
	struct hw_buffer out = {0};

	(void)state;
	hw_stream_cache_put(NULL, HW_TEXT("a"), HW_TEXT("b"));
	assert_false(hw_stream_cache_get(NULL, HW_TEXT("a"), &out));
	hw_stream_cache_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_put, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_push_others_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_answers_are_not_kept, set_up,
						tear_down),
		cmocka_unit_test(no_memo_knows_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
