// SPDX-License-Identifier: GPL-2.0-or-later
/* Arrays keep their items when they grow, and a size that does not fit is no memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/base/array.h"

enum { COUNT = 1000 };

struct item {
	size_t number;
	char padding[24];
};

static void on_the_heap(void **state)
{
	struct item *v = NULL;
	size_t room = 0;

	(void)state;
	for (size_t n = 0; n < COUNT; n++) {
		assert_int_equal(HW_ARRAY_GROW(v, n, &room, 3), 0);
		assert_true(n < room);
		v[n] = (struct item){.number = n};
	}
	assert_int_equal(room, 1536);
	for (size_t i = 0; i < COUNT; i++)
		assert_int_equal(v[i].number, i);
	free(v);
}

static void in_an_arena(void **state)
{
	struct hw_arena arena = {0};
	struct item *v = NULL;
	size_t room = 0;

	(void)state;
	for (size_t n = 0; n < COUNT; n++) {
		assert_int_equal(HW_ARENA_GROW(&arena, struct item, v, n, &room, 3), 0);
		assert_int_equal((uintptr_t)v % _Alignof(struct item), 0);
		v[n] = (struct item){.number = n};
	}
	assert_int_equal(room, 1536);
	for (size_t i = 0; i < COUNT; i++)
		assert_int_equal(v[i].number, i);
	hw_arena_done(&arena);
}

/*
 * The array, its pointer and its room stay as they were. The size is volatile so that the
 * compiler does not follow it into the copy and warn of one larger than any object.
 */
static void too_large(void **state)
{
	struct hw_arena arena = {0};
	struct item *const one = calloc(1, sizeof(*one));
	struct item *v = one;
	volatile size_t too_many = SIZE_MAX / sizeof(*one) / 2 + 1;
	size_t room = too_many;
	const size_t before = room;

	(void)state;
	assert_non_null(one);
	assert_int_equal(HW_ARRAY_GROW(v, room, &room, 3), -ENOMEM);
	assert_ptr_equal(v, one);
	assert_int_equal(room, before);
	assert_int_equal(HW_ARENA_GROW(&arena, struct item, v, room, &room, 3), -ENOMEM);
	assert_ptr_equal(v, one);
	assert_int_equal(room, before);
	assert_true(hw_arena_failed(&arena));
	hw_arena_done(&arena);
	free(one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_the_heap),
		cmocka_unit_test(in_an_arena),
		cmocka_unit_test(too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
