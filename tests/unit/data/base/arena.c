// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/base/arena.h"
#include "data/base/array.h"

/* A joined text is what printf(3) would print, and ends with a NUL. */
static void test_join(void **state)
{
	static char large[70000];
	const struct hw_text texts[] = {
		HW_TEXT(""),   HW_NO_TEXT,    HW_TEXT("pci"),	 HW_TEXT("a\0bc"),
		HW_TEXT("\0"), HW_TEXT("%s"), HW_TEXT("\x80\n"), {large, sizeof(large)},
	};
	struct hw_arena arena = {0};

	(void)state;
	memset(large, 'x', sizeof(large));
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		for (size_t k = 0; k < HW_ARRAY_SIZE(texts); k++) {
			const struct hw_text joined =
				hw_arena_join(&arena, texts[i], ':', texts[k]);
			const struct hw_text printed = hw_arena_printf(
				&arena, "%.*s:%.*s", HW_TEXT_ARG(texts[i]),
				HW_TEXT_ARG(texts[k]));

			assert_non_null(joined.s);
			assert_true(hw_text_eq(joined, printed));
			assert_int_equal(joined.s[joined.n], '\0');
		}
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_join),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
