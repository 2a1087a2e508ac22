// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "data/base/text_index.h"
#include "data/base/text_set.h"

#define MANY ((size_t)1000)

static struct hw_text name(char (*names)[8], size_t i)
{
	snprintf(names[i], sizeof(names[i]), "%zu", i);
	return hw_text_of(names[i]);
}

static void test_every_key_is_found(void **state)
{
	static char names[MANY][8];
	struct hw_text_index index = {0};

	(void)state;
	assert_null(hw_text_index_find(&index, HW_TEXT("0")));
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(hw_text_index_add(&index, name(names, i), i), 0);
	for (size_t i = 0; i < MANY; i++) {
		const size_t *value = hw_text_index_find(&index, name(names, i));

		assert_non_null(value);
		assert_int_equal(*value, i);
	}
	assert_null(hw_text_index_find(&index, HW_TEXT("1000")));
	hw_text_index_done(&index);
}

static void test_a_set_has_each_once_in_order(void **state)
{
	static char names[MANY][8];
	struct hw_text_set set = {0};

	(void)state;
	assert_false(hw_text_set_has(&set, HW_TEXT("0")));
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < MANY; i++) {
			assert_int_equal(hw_text_set_has(&set, name(names, i)), round);
			assert_int_equal(hw_text_set_add(&set, name(names, i)), 0);
		}
	assert_int_equal(set.n, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_ptr_equal(set.v[i].s, names[i]);
	assert_false(hw_text_set_has(&set, HW_TEXT("1000")));
	hw_text_set_done(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_key_is_found),
		cmocka_unit_test(test_a_set_has_each_once_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
