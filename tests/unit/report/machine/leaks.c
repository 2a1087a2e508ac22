// SPDX-License-Identifier: GPL-2.0-or-later
/* The search of documents for what is private. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "report/machine/leaks.h"
#include "tests/lib/tree.h"

/* A program of so many texts of four bytes, and behind them of `end`. */
#define TEXTS ((size_t)1000000)

static void write_program(struct tree *t, struct hw_text end)
{
	char *image = malloc(4 * TEXTS + end.n + 1);

	assert_non_null(image);
	for (size_t i = 0; i < TEXTS; i++)
		memcpy(image + 4 * i, "abc", 4);
	memcpy(image + 4 * TEXTS, end.s, end.n);
	tree_bytes(t, "proc/self/exe", image, 4 * TEXTS + end.n);
	free(image);
}

/* Whether a text that has the user's name is a leak, by a program that ends so. */
static bool is_leak(const char *user, struct hw_text end)
{
	const struct hw_text name = hw_text_of(user);
	const struct hw_privacy privacy = {.level = HW_PRIVACY_PUBLIC};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.users = &name, .user_count = 1};
	struct hw_machine m = {.live = NULL};
	const struct hw_leaks_sources sources = {&m,	 &privacy, &known,
						 &words, NULL,	   NULL};
	struct hw_arena arena = {0};
	struct tree t;
	bool is;

	tree_make(&t);
	write_program(&t, end);
	assert_int_equal(hw_root_open(t.path, &m.live), 0);
	is = hw_leaks_find_of(&sources, hw_arena_printf(&arena, "x %s y", user), &arena)
		     .n != 0;
	hw_root_close(m.live);
	hw_arena_done(&arena);
	tree_remove(&t);
	return is;
}

/* A word of the program's texts is public, one of its code is not; either takes time that
 * grows with the program, and not with its square. */
static void words_of_a_large_program(void **state)
{
	(void)state;
	alarm(60);
	assert_false(is_leak("zqxwordq", HW_TEXT("The zqxwordq is printed\0")));
	assert_true(is_leak("zqxwordq", HW_TEXT("\xff\x01 zqxwordq \xff")));
	assert_true(is_leak("zqxwordq", HW_TEXT("")));
	alarm(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_a_large_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
