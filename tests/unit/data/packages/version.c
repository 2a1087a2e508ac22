// SPDX-License-Identifier: GPL-2.0-or-later
/* Pairs of which dpkg --compare-versions, rpm.vercmp() and vercmp of pacman say that the
 * first is older. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/packages/internal.h"

struct pair {
	const char *older;
	const char *newer;
};

static void check(int (*compare)(struct hw_text, struct hw_text), const struct pair *v,
		  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct hw_text a = hw_text_of(v[i].older);
		const struct hw_text b = hw_text_of(v[i].newer);

		assert_true(compare(a, b) < 0);
		assert_true(compare(b, a) > 0);
		assert_int_equal(compare(a, a), 0);
		assert_int_equal(compare(b, b), 0);
	}
}

static void test_debian(void **state)
{
	static const struct pair pairs[] = {
		{"20230210-5", "20240709-1~bpo12+1"},
		{"20240709-1~bpo12+1", "20240709-1"},
		{"470.256.02-0ubuntu0.24.04.1", "535.183.01-0ubuntu0.24.04.1"},
		{"9", "10"},
		{"2.0", "1:1.0"},
		{"1.0~~", "1.0~"},
		{"1.0~", "1.0"},
		{"1.0", "1.0a"},
		{"1.0a", "1.0+"},
		{"1.0-1", "1.0-1.1"},
		{"1.0", "1.0-1"},
		{"1-0.9-1", "1-0.10-1"},
	};

	(void)state;
	check(hw_version_cmp_of_debian, pairs, HW_ARRAY_SIZE(pairs));
	assert_int_equal(hw_version_cmp_of_debian(HW_TEXT("0:1.00-0"), HW_TEXT("1.0")),
			 0);
}

static void test_rpm(void **state)
{
	static const struct pair pairs[] = {
		{"0:20240610-1.fc41", "0:20250211-1.fc41"},
		{"0:20240610-1.fc40", "0:20240610-1.fc41"},
		{"0:2.0-1", "1:1.0-1"},
		{"0:1.0~rc1-1", "0:1.0-1"},
		{"0:1.0-1", "0:1.0^git1-1"},
		{"0:1.0^git1-1", "0:1.0.1-1"},
		{"0:1.0a-1", "0:1.0.1-1"},
		{"0:1.a-1", "0:1.1-1"},
		{"0:1.0-1", "0:1.0.a-1"},
	};

	(void)state;
	check(hw_version_cmp_of_rpm, pairs, HW_ARRAY_SIZE(pairs));
	/* separators are not compared */
	assert_int_equal(hw_version_cmp_of_rpm(HW_TEXT("0:1_0-1"), HW_TEXT(":1.0-1")), 0);
}

static void test_pacman(void **state)
{
	static const struct pair pairs[] = {
		{"20250508-1", "20250613-1"},
		{"20250613.12fe085f-5", "20250613.12fe085f-6"},
		{"20250613-9", "20250613.1-1"},
		{"2.0-1", "1:1.0-1"},
		{"9-1", "10-1"},
		{"1.0a-1", "1.0b-1"},
		{"1.0rc-1", "1.0-1"},
		{"1.0-1", "1.0.a-1"},
		{"1.0.a-1", "1.0.1-1"},
		{"1.0.1-1", "1.0..1-1"},
		{"6.12.1.arch1-1", "6.12.1.arch2-1"},
		{"1.0-1", "1.0_-1"},
	};

	(void)state;
	check(hw_version_cmp_of_pacman, pairs, HW_ARRAY_SIZE(pairs));
	assert_int_equal(hw_version_cmp_of_pacman(HW_TEXT("0:1.00-1"), HW_TEXT("1.0-1")),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_debian),
		cmocka_unit_test(test_rpm),
		cmocka_unit_test(test_pacman),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
