// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/base/sink.h"

static void nothing_is_an_empty_text(void **state)
{
	struct hw_sink sink;
	struct hw_text text;

	(void)state;
	assert_int_equal(hw_sink_open(&sink), 0);
	assert_int_equal(hw_sink_close(&sink, &text), 0);
	assert_int_equal(text.n, 0);
	assert_int_equal(text.s[0], '\0');
	free(sink.v);
}

/* More than the first room, in pieces around its size, with bytes that are NUL. */
static void all_that_is_written(void **state)
{
	struct hw_sink sink;
	struct hw_text text;
	size_t at = 0;

	(void)state;
	assert_int_equal(hw_sink_open(&sink), 0);
	for (size_t n = 0; n < 300; n++)
		for (size_t i = 0; i < n; i++)
			fputc((int)((n + i) & 0xff), sink.stream);
	assert_int_equal(hw_sink_close(&sink, &text), 0);
	assert_int_equal(text.n, 300 * 299 / 2);
	for (size_t n = 0; n < 300; n++)
		for (size_t i = 0; i < n; i++)
			assert_int_equal((unsigned char)text.s[at++], (n + i) & 0xff);
	assert_int_equal(text.s[text.n], '\0');
	free(sink.v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_an_empty_text),
		cmocka_unit_test(all_that_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
