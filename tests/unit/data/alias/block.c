// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/alias/block.h"

static void compare(const char *s)
{
	const struct hw_block fast = hw_block_look(s);
	const struct hw_block any = hw_block_look_any(s);

	assert_true(fast.parts == any.parts);
	assert_true(fast.is_plain == any.is_plain);
}

/* Each byte at each place of a block that is plain else. */
static void test_each_byte(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 256; c++)
		for (unsigned i = 0; i < HW_BLOCK_SIZE; i++) {
			char s[HW_BLOCK_SIZE];
			struct hw_block b;

			memset(s, 'a', sizeof(s));
			s[i] = (char)c;
			compare(s);
			b = hw_block_look(s);
			assert_true(b.parts ==
				    (c > ' ' && c < 0x7f ? 0 : UINT64_C(1) << i));
			assert_true(b.is_plain == (c == 0 || !strchr("?[]\\", (int)c)));
		}
}

static void test_random(void **state)
{
	static const char bytes[] = "a*: \n\nsv?[]\\\t\r\x7f\x80";

	(void)state;
	srand(1);
	for (unsigned round = 0; round < 100000; round++) {
		char s[HW_BLOCK_SIZE];
		/* most blocks of a table are plain */
		const int kinds = round % 2 ? (int)sizeof(bytes) : 7;

		for (unsigned i = 0; i < HW_BLOCK_SIZE; i++)
			s[i] = bytes[rand() % kinds];
		compare(s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_byte),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
