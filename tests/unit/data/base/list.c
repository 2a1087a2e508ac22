// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/base/list.h"
#include "tests/lib/text.h"

static void assert_list(size_t n, size_t max, const char *want)
{
	static const struct hw_text items[] = {{"a", 1}, {"bc", 2}, {"", 0}, {"d", 1}};
	struct hw_arena arena = {0};

	assert_text(hw_list_of(items, n, ", ", max, &arena), want);
	hw_arena_done(&arena);
}

static void test_all_are_said(void **state)
{
	(void)state;
	assert_list(1, 0, "a");
	assert_list(2, 0, "a, bc");
	assert_list(4, 0, "a, bc, , d");
}

static void test_items_beyond_the_most_are_counted(void **state)
{
	(void)state;
	assert_list(2, 2, "a, bc");
	assert_list(4, 2, "a, bc and 2 more");
	assert_list(4, 1, "a and 3 more");
}

static void test_an_empty_list_is_absent(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	assert_null(hw_list_of(NULL, 0, ", ", 3, &arena).s);
	hw_arena_done(&arena);
}

static void test_a_single_item_is_borrowed(void **state)
{
	struct hw_arena arena = {0};
	struct hw_text item = HW_TEXT("alone");

	(void)state;
	assert_ptr_equal(hw_list_of(&item, 1, ", ", 3, &arena).s, item.s);
	assert_null(arena.block);
}

static void test_the_last_item_is_extended(void **state)
{
	struct hw_arena arena = {0};
	struct hw_list list = {.arena = &arena, .between = ", ", .max = 2};

	(void)state;
	hw_list_add(&list, HW_TEXT("class 01"));
	hw_list_extend(&list, HW_TEXT("06"));
	hw_list_add(&list, HW_TEXT("x"));
	assert_text(hw_list_text(&list), "class 0106, x");
	hw_list_add(&list, HW_TEXT("y"));
	hw_list_extend(&list, HW_TEXT("not said"));
	assert_text(hw_list_text(&list), "class 0106, x and 1 more");
	assert_int_equal(list.n, 3);
	hw_arena_done(&arena);
}

/* With a new text for every item this would take 45 GB. */
static void test_a_long_list_takes_memory_once(void **state)
{
	static const struct hw_text item = {"0123456", 7};
	const size_t n = 100000;
	struct hw_arena arena = {0};
	struct hw_list list = {.arena = &arena, .between = ", "};
	struct hw_text all;

	(void)state;
	for (size_t i = 0; i < n; i++)
		hw_list_add(&list, item);
	all = hw_list_text(&list);
	assert_int_equal(all.n, n * 9 - 2);
	assert_memory_equal(all.s + all.n - 9, ", 0123456", 9);
	hw_arena_done(&arena);
}

static void test_out_of_memory_is_absent(void **state)
{
	struct hw_arena arena = {.failed = true};
	static const struct hw_text items[] = {{"a", 1}, {"b", 1}};

	(void)state;
	assert_null(hw_list_of(items, 2, ", ", 0, &arena).s);
	assert_null(hw_list_of(items, 2, ", ", 1, &arena).s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_are_said),
		cmocka_unit_test(test_items_beyond_the_most_are_counted),
		cmocka_unit_test(test_an_empty_list_is_absent),
		cmocka_unit_test(test_a_single_item_is_borrowed),
		cmocka_unit_test(test_the_last_item_is_extended),
		cmocka_unit_test(test_a_long_list_takes_memory_once),
		cmocka_unit_test(test_out_of_memory_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
