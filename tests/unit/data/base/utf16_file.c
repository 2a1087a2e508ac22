// SPDX-License-Identifier: GPL-2.0-or-later
/* Files of UTF-16, with their mark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/base/utf16_file.h"

static void assert_read(struct hw_text text, struct hw_text expected)
{
	struct hw_arena arena = {0};
	const struct hw_text is = hw_utf16_file(text, &arena);

	assert_int_equal(is.n, expected.n);
	assert_memory_equal(is.s, expected.s, expected.n);
	hw_arena_done(&arena);
}

static void test_read(void **state)
{
	(void)state;
	/* "4 × a", of either order */
	assert_read(HW_TEXT("\xff\xfe"
			    "4\0 \0\xd7\0 \0a\0"),
		    HW_TEXT("4 \xc3\x97 a"));
	assert_read(HW_TEXT("\xfe\xff\0"
			    "4\0 \0\xd7\0 \0a"),
		    HW_TEXT("4 \xc3\x97 a"));
	/* what follows a NUL is not lost, and half a unit at the end is */
	assert_read(HW_TEXT("\xff\xfe"
			    "a\0\0\0\0\0b\0c"),
		    HW_TEXT("a\0\0b"));
	assert_read(HW_TEXT("\xff\xfe"), HW_TEXT(""));
	/* without the mark it is another text */
	assert_read(HW_TEXT("a\0b\0"), HW_TEXT("a\0b\0"));
	assert_read(HW_TEXT("\xff"), HW_TEXT("\xff"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_read)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
