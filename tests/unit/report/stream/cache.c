// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/stream/cache.h"

enum { BUDGET = 1 << 20, LINES = 200000 };

static int set_up(void **state)
{
	*state = hw_stream_cache_new(BUDGET);
	/* the first of all is not even noted */
	hw_stream_cache_put(*state, HW_TEXT("first"), HW_TEXT("1"), 0);
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
	int note = 0;

	out->n = 0;
	if (!hw_stream_cache_get(memo, line, out, &note))
		return NULL;
	hw_buffer_add_char(out, '\0');
	return out->s;
}

/* Offers it as often as it takes to be kept. */
static void put(struct hw_stream_cache *memo, struct hw_text line, struct hw_text answer)
{
	hw_stream_cache_put(memo, line, answer, 0);
	hw_stream_cache_put(memo, line, answer, 0);
}

static void what_was_put(void **state)
{
	struct hw_buffer out = {0};

	assert_null(get(*state, HW_TEXT("a"), &out));
	assert_null(get(*state, HW_TEXT(""), &out));
	put(*state, HW_TEXT("a"), HW_TEXT("first\n"));
	put(*state, HW_TEXT(""), HW_TEXT("empty\n"));
	assert_string_equal(get(*state, HW_TEXT("a"), &out), "first\n");
	assert_string_equal(get(*state, HW_TEXT(""), &out), "empty\n");
	assert_null(get(*state, HW_TEXT("aa"), &out));
	assert_null(get(*state, HW_TEXT("b"), &out));
	hw_buffer_done(&out);
}

static void a_note_is_kept_with_its_answer(void **state)
{
	struct hw_buffer out = {0};
	int note = 0;

	for (int i = 0; i < 2; i++) {
		hw_stream_cache_put(*state, HW_TEXT("a"), HW_TEXT("1"), 7);
		hw_stream_cache_put(*state, HW_TEXT("b"), HW_TEXT("1"), 0);
	}
	assert_true(hw_stream_cache_get(*state, HW_TEXT("a"), &out, &note));
	assert_int_equal(note, 7);
	assert_true(hw_stream_cache_get(*state, HW_TEXT("b"), &out, &note));
	assert_int_equal(note, 0);
	hw_buffer_done(&out);
}

static void a_line_that_came_once_is_not_kept(void **state)
{
	struct hw_buffer out = {0};

	hw_stream_cache_put(*state, HW_TEXT("a"), HW_TEXT("1"), 0);
	assert_null(get(*state, HW_TEXT("a"), &out));
	hw_stream_cache_put(*state, HW_TEXT("a"), HW_TEXT("2"), 0);
	assert_string_equal(get(*state, HW_TEXT("a"), &out), "2");
	hw_buffer_done(&out);
}

/* A line of a filter: asked for, and offered if it is not known. */
static void ask(struct hw_stream_cache *memo, unsigned line, struct hw_buffer *out,
		unsigned *hits)
{
	char text[32];
	char answer[32];
	const char *got;

	snprintf(text, sizeof(text), "pci:v%08X", line);
	snprintf(answer, sizeof(answer), "%u\n", line);
	got = get(memo, hw_text_of(text), out);
	if (got)
		assert_string_equal(got, answer);
	else
		hw_stream_cache_put(memo, hw_text_of(text), hw_text_of(answer), 0);
	*hits += got != NULL;
}

/* As long as there is room, every one; of lines that share a place, most. */
static void what_fits_is_known(void **state)
{
	struct hw_buffer out = {0};
	unsigned hits = 0;

	for (unsigned i = 0; i < 2000; i++)
		ask(*state, i % 1000, &out, &hits);
	assert_int_equal(hits, 0);
	for (unsigned i = 0; i < 1000; i++)
		ask(*state, i, &out, &hits);
	assert_in_range(hits, 980, 1000);
	hw_buffer_done(&out);
}

/* However many lines: an answer is that of its line, and the memory is bounded. */
static void lines_push_others_out(void **state)
{
	struct hw_buffer out = {0};
	unsigned first = 0;
	unsigned hits = 0;
	unsigned last = 0;

	for (unsigned i = 0; i < LINES; i++) {
		ask(*state, i, &out, &first);
		ask(*state, i, &out, &first);
	}
	assert_int_equal(first, 0);
	for (unsigned i = 0; i < LINES; i++)
		ask(*state, i, &out, i < LINES - 100 ? &hits : &last);
	assert_true((size_t)hits * sizeof("pci:v00000000") < BUDGET);
	/* the newest are there */
	assert_in_range(last, 98, 100);
	hw_buffer_done(&out);
}

/* Lines that come again stay known among many that come once. */
static void once_is_not_enough(void **state)
{
	struct hw_buffer out = {0};
	unsigned ignored = 0;
	unsigned hits = 0;
	unsigned other = 1000000;

	for (unsigned round = 0; round < 20; round++)
		for (unsigned i = 0; i < 100; i++) {
			ask(*state, i, &out, round < 2 ? &ignored : &hits);
			for (unsigned j = 0; j < 10; j++)
				ask(*state, other++, &out, &ignored);
		}
	assert_in_range(hits, 18 * 90, 18 * 100);
	hw_buffer_done(&out);
}

static void long_answers_are_not_kept(void **state)
{
	static char answer[HW_STREAM_CACHE_MAX + 1];
	struct hw_buffer out = {0};

	memset(answer, 'x', sizeof(answer));
	put(*state, HW_TEXT("line"), (struct hw_text){answer, HW_STREAM_CACHE_MAX - 4});
	assert_non_null(get(*state, HW_TEXT("line"), &out));
	put(*state, HW_TEXT("more"), (struct hw_text){answer, HW_STREAM_CACHE_MAX - 3});
	assert_null(get(*state, HW_TEXT("more"), &out));
	hw_buffer_done(&out);
}

/* The end of the ring is met at every distance. */
static void answers_of_many_lengths(void **state)
{
	static char answer[4096];
	struct hw_buffer out = {0};
	char line[32];

	memset(answer, 'y', sizeof(answer));
	for (unsigned i = 0; i < 20000; i++) {
		size_t n = i * 37 % sizeof(answer);
		const char *got;

		snprintf(line, sizeof(line), "usb:v%04X", i);
		put(*state, hw_text_of(line), (struct hw_text){answer, n});
		got = get(*state, hw_text_of(line), &out);
		assert_non_null(got);
		assert_int_equal(strlen(got), n);
		assert_memory_equal(got, answer, n);
	}
	hw_buffer_done(&out);
}

static void no_memo_knows_nothing(void **state)
{
	struct hw_buffer out = {0};
	int note = 0;

	(void)state;
	assert_null(hw_stream_cache_new(0));
	assert_null(hw_stream_cache_new(HW_STREAM_CACHE_LEAST - 1));
	hw_stream_cache_put(NULL, HW_TEXT("a"), HW_TEXT("b"), 0);
	assert_false(hw_stream_cache_get(NULL, HW_TEXT("a"), &out, &note));
	hw_stream_cache_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_put, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_note_is_kept_with_its_answer, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_line_that_came_once_is_not_kept, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_fits_is_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_push_others_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(once_is_not_enough, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_answers_are_not_kept, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(answers_of_many_lengths, set_up,
						tear_down),
		cmocka_unit_test(no_memo_knows_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
