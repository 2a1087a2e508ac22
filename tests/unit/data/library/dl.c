// SPDX-License-Identifier: GPL-2.0-or-later
/* Libraries that are opened when they are used: libc is one that is there. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/jsonc.h"
#include "data/library/libraries.h"

struct functions {
	__typeof__(abs) *abs;
	void (*none)(void);
};

static const struct hw_library_function table[] = {
	HW_LIBRARY_FUNCTION(struct functions, "", abs),
	HW_LIBRARY_FUNCTION(struct functions, "hw_there_is_", none),
};

static void what_is_there_is_not_missed(void **state)
{
	struct functions f = {0};

	(void)state;
	assert_int_equal(hw_library_require("libc.so.6", table, 1, &f), 0);
	assert_int_equal(f.abs(-3), 3);
	assert_int_equal(hw_jsonc_open(), 0);
	/* it is open once */
	assert_int_equal(hw_jsonc_open(), 0);
	assert_non_null(hw_jsonc.tokener_parse_ex);
	assert_null(hw_library_missing());
}

static void what_may_be_missing_is_not_missed(void **state)
{
	struct functions f;
	void *library;

	(void)state;
	assert_int_equal(hw_library_open("libhw-none.so.0", table, 1, &f, &library),
			 -ELIBACC);
	assert_int_equal(hw_library_open("libc.so.6", table, 2, &f, &library), -ELIBBAD);
	assert_null(hw_library_missing());
}

static void a_state_tells_what_is_of_use(void **state)
{
	static const struct {
		struct hw_library library;
		const char *state;
	} rows[] = {
		{{"c", "libc.so.6", "", "abs", true}, "there"},
		{{"m", "libm.so.6", "", "pci_alloc", true}, "not usable"},
		{{"none", "libhw-none.so.0", "", "abs", true}, "not installed"},
		{{"c", "libc.so.6", "", "abs", false}, "not built in"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_string_equal(hw_library_state(&rows[i].library), rows[i].state);
}

/* As dlopen(3) of glibc 2.36 and of musl 1.2 has it. */
static void one_for_another_machine_is_not_missing(void **state)
{
	static const struct {
		const char *message;
		bool is_missing;
	} rows[] = {
		{"libx.so.3: cannot open shared object file: No such file or directory",
		 true},
		{"libx.so.3: wrong ELF class: ELFCLASS32", false},
		{"/lib/libx.so.3: file too short", false},
		{"libdep.so.1: cannot open shared object file: No such file or directory",
		 false},
		{"Error loading shared library libx.so.3: No such file or directory",
		 true},
		{"Error loading shared library libx.so.3: Exec format error", false},
		{"Error loading shared library libdep.so.1: No such file or directory "
		 "(needed by /usr/lib/libx.so.3)",
		 false},
		{"Error loading shared library libmylibx.so.3: No such file or "
		 "directory (needed by libx.so.3)",
		 false},
		{NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_int_equal(hw_library_is_missing(rows[i].message, "libx.so.3"),
				 rows[i].is_missing);
}

/* These come last: it is told of the process. */
static void a_missing_one_is_told(void **state)
{
	struct functions f;

	(void)state;
	assert_int_equal(hw_library_require("libhw-none.so.0", table, 1, &f), -ELIBACC);
	assert_string_equal(hw_library_missing(), "libhw-none.so.0");
	assert_false(hw_memory_was_short());
}

static void one_without_a_function_is_told(void **state)
{
	struct functions f;

	(void)state;
	assert_int_equal(hw_library_require("libc.so.6", table, 2, &f), -ELIBBAD);
	assert_string_equal(hw_library_missing(), "libc.so.6");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_there_is_not_missed),
		cmocka_unit_test(what_may_be_missing_is_not_missed),
		cmocka_unit_test(a_state_tells_what_is_of_use),
		cmocka_unit_test(one_for_another_machine_is_not_missing),
		cmocka_unit_test(a_missing_one_is_told),
		cmocka_unit_test(one_without_a_function_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
