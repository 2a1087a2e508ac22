// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/output/output.h"

static const enum hw_content contents[] = {
	HW_CONTENT_DEVICES, HW_CONTENT_DETAILS,	 HW_CONTENT_STRINGS, HW_CONTENT_IDS,
	HW_CONTENT_MATCHES, HW_CONTENT_FINDINGS, HW_CONTENT_DRIVERS, HW_CONTENT_FORMATS,
};

/* A command without an option for a format always has something to print. */
static void default_writes_everything(void **state)
{
	(void)state;
	assert_null(hw_output_formats[0]->option);
	assert_null(hw_output_formats[0]->name);
	assert_true(hw_output_formats[0]->is_for_people);
	for (size_t i = 0; i < HW_ARRAY_SIZE(contents); i++)
		assert_true(hw_output_writes(hw_output_formats[0], contents[i]));
}

static bool writes_anything(const struct hw_output_format *f)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(contents); i++)
		if (hw_output_writes(f, contents[i]))
			return true;
	return false;
}

/* Feeds have a name alone, which the help of --format tells. */
static void others_have_a_name(void **state)
{
	(void)state;
	for (size_t i = 1; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];

		struct hw_arena arena = {0};

		assert_non_null(f->name);
		assert_ptr_equal(hw_output_find(f->name), f);
		assert_true(f->is_feed == !f->option);
		assert_true(f->is_feed == !f->help);
		assert_true(hw_text_eq(
			hw_output_spelling(f, &arena),
			f->option ? hw_text_of(f->option)
				  : hw_arena_printf(&arena, "format %s", f->name)));
		hw_arena_done(&arena);
		assert_true(writes_anything(f));
		for (size_t k = 1; k < i; k++) {
			assert_string_not_equal(f->name, hw_output_formats[k]->name);
			assert_true(!f->letter ||
				    f->letter != hw_output_formats[k]->letter);
		}
	}
}

/* "--a", "--a or --b", "--a, --b or --c": those of the rows that write the content. */
static void assert_options(enum hw_content content)
{
	struct hw_arena arena = {0};
	struct hw_text rest = hw_output_options(content, &arena);
	size_t left = 0;

	for (size_t i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++)
		left += hw_output_formats[i]->option &&
			hw_output_writes(hw_output_formats[i], content);
	assert_int_equal(!rest.s, left == 0);
	for (size_t i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];
		char expected[64];
		size_t n;

		if (!f->option || !hw_output_writes(f, content))
			continue;
		left--;
		n = (size_t)snprintf(expected, sizeof(expected), "--%s%s", f->option,
				     left > 1	 ? ", "
				     : left == 1 ? " or "
						 : "");
		assert_true(rest.n >= n);
		assert_memory_equal(rest.s, expected, n);
		rest = hw_text_from(rest, n);
	}
	assert_int_equal(rest.n, 0);
	hw_arena_done(&arena);
}

static void no_other_name_is_found(void **state)
{
	(void)state;
	assert_null(hw_output_find("table"));
	assert_null(hw_output_find(""));
	assert_null(hw_output_find("markdown"));
}

static void options_of_a_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(contents); i++)
		assert_options(contents[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(default_writes_everything),
		cmocka_unit_test(others_have_a_name),
		cmocka_unit_test(no_other_name_is_found),
		cmocka_unit_test(options_of_a_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
