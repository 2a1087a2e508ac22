// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/base/child.h"
#include "tests/lib/text.h"

static int say(void *arg, int out)
{
	return hw_child_write(out, arg, strlen(arg));
}

static int refuse(void *arg, int out)
{
	hw_child_write(out, "half", 4);
	return *(const int *)arg;
}

static int crash(void *arg, int out)
{
	hw_child_write(out, "half", 4);
	raise(*(const int *)arg);
	return 0;
}

static int write_much(void *arg, int out)
{
	static const char block[65536];
	int r = 0;

	for (size_t i = 0; r == 0 && i < *(const size_t *)arg / sizeof(block); i++)
		r = hw_child_write(out, block, sizeof(block));
	return r;
}

static void test_answer(void **state)
{
	struct hw_arena arena = {0};
	size_t size = HW_CHILD_MAX / 2;
	struct hw_text text;

	(void)state;
	assert_int_equal(hw_child_run(say, (char[]){"one\n"}, &arena, &text), 0);
	assert_text(text, "one\n");
	assert_int_equal(hw_child_run(say, (char[]){""}, &arena, &text), 0);
	assert_int_equal(text.n, 0);
	/* more than a pipe holds */
	assert_int_equal(hw_child_run(write_much, &size, &arena, &text), 0);
	assert_int_equal(text.n, size);
	size = 2 * HW_CHILD_MAX;
	assert_int_equal(hw_child_run(write_much, &size, &arena, &text), -EFBIG);
	/* its status is nobody's */
	signal(SIGCHLD, SIG_IGN);
	assert_int_equal(hw_child_run(say, (char[]){"two"}, &arena, &text), 0);
	assert_text(text, "two");
	signal(SIGCHLD, SIG_DFL);
	hw_arena_done(&arena);
}

static void test_failure(void **state)
{
	static const int signals[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGKILL};
	struct hw_arena arena = {0};
	struct hw_text text = HW_TEXT("untouched");
	int error = -EXDEV;

	(void)state;
	assert_int_equal(hw_child_run(refuse, &error, &arena, &text), -EXDEV);
	for (size_t i = 0; i < HW_ARRAY_SIZE(signals); i++) {
		int number = signals[i];

		assert_int_equal(hw_child_run(crash, &number, &arena, &text), -ENOEXEC);
	}
	assert_text(text, "untouched");
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
