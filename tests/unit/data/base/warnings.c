// SPDX-License-Identifier: GPL-2.0-or-later
/* Warnings are kept in order, and never become a flood. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "data/base/warnings.h"

static void in_order(void **state)
{
	struct hw_warnings w = {0};

	(void)state;
	hw_warn(&w, "first", HW_TEXT("a"), 7, "number %d", 1);
	hw_warn(&w, "second", HW_NO_TEXT, 0, "number %d", 2);
	assert_int_equal(w.count, 2);
	assert_string_equal(w.first->code, "first");
	assert_true(hw_text_eq(w.first->path, HW_TEXT("a")));
	assert_int_equal(w.first->line, 7);
	assert_true(hw_text_eq(w.first->message, HW_TEXT("number 1")));
	assert_string_equal(w.first->next->code, "second");
	assert_null(w.first->next->path.s);
	assert_null(w.first->next->next);
	hw_warnings_done(&w);
}

static void few_of_a_file(void **state)
{
	struct hw_warnings w = {0};

	(void)state;
	for (size_t i = 1; i <= 1000; i++)
		hw_warn(&w, "malformed", HW_TEXT("a"), i, "bad");
	hw_warn(&w, "malformed", HW_TEXT("b"), 1, "bad");
	hw_warn(&w, "unreadable", HW_TEXT("a"), 0, "bad");
	assert_int_equal(w.count, HW_WARNINGS_PER_FILE + 2);
	assert_int_equal(w.dropped, 1000 - HW_WARNINGS_PER_FILE);
	hw_warnings_done(&w);
}

/* Each string of a long input is a "path" of its own. */
static void few_of_a_code(void **state)
{
	struct hw_warnings w = {0};
	char name[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		hw_warn(&w, "refused", hw_text_of(name), 0, "bad");
	}
	hw_warn(&w, "unreadable", HW_TEXT("a"), 0, "bad");
	assert_int_equal(w.count, HW_WARNINGS_PER_CODE + 1);
	assert_int_equal(w.dropped, 1000 - HW_WARNINGS_PER_CODE);
	hw_warnings_done(&w);
}

/* What is added counts as if it were warned of there. */
static void others_are_added(void **state)
{
	struct hw_warnings from = {0};
	struct hw_warnings w = {0};

	(void)state;
	for (size_t i = 1; i <= HW_WARNINGS_PER_FILE + 2; i++)
		hw_warn(&from, "malformed", HW_TEXT("a"), i, "bad");
	hw_warn_error(&from, "unreadable", HW_TEXT("b"), ENODATA, NULL);
	hw_warn(&w, "malformed", HW_TEXT("a"), 1, "bad");
	hw_warnings_add(&w, &from);
	hw_warnings_add(NULL, &from);
	hw_warnings_done(&from);
	assert_int_equal(w.count, HW_WARNINGS_PER_FILE + 1);
	assert_int_equal(w.dropped, 3);
	assert_int_equal(w.first->next->line, 1);
	assert_true(hw_text_eq(w.first->next->message, HW_TEXT("bad")));
	hw_warn(&w, "last", HW_NO_TEXT, 0, "bad");
	for (const struct hw_warning *i = w.first; i; i = i->next)
		if (strcmp(i->code, "unreadable") == 0) {
			assert_int_equal(i->error, ENODATA);
			assert_string_equal(i->next->code, "last");
		}
	hw_warnings_done(&w);
}

/* One fault of many lines is one warning, of the first of them. */
static void lines_of_a_fault(void **state)
{
	struct hw_warnings w = {0};

	(void)state;
	for (size_t i = 3; i <= 1000; i++)
		hw_warn_line(&w, "malformed", HW_TEXT("a"), i, "no line");
	hw_warn_line(&w, "malformed", HW_TEXT("a"), 7, "no word");
	hw_warn_line(&w, "malformed", HW_TEXT("b"), 8, "no line");
	hw_warn_line(&w, "malformed", HW_TEXT("b"), 9, "no line");
	hw_warn_line(NULL, "malformed", HW_TEXT("b"), 9, "no line");
	assert_int_equal(w.count, 3);
	assert_int_equal(w.dropped, 0);
	assert_int_equal(w.first->line, 3);
	assert_true(hw_text_eq(w.first->message, HW_TEXT("no line (and 997 more)")));
	assert_true(hw_text_eq(w.first->next->message, HW_TEXT("no word")));
	assert_int_equal(w.first->next->next->line, 8);
	assert_int_equal(w.first->next->next->more, 1);
	hw_warnings_done(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order),	    cmocka_unit_test(few_of_a_file),
		cmocka_unit_test(few_of_a_code),    cmocka_unit_test(lines_of_a_fault),
		cmocka_unit_test(others_are_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
