// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/columns/tsv.h"

#define TEXT(s) ((struct hw_text){(s), sizeof(s) - 1})

static void is_cell(struct hw_text t, const char *want)
{
	struct hw_buffer out = {0};

	hw_tsv_add(&out, t);
	hw_buffer_add_char(&out, '\0');
	assert_false(out.failed);
	assert_string_equal(out.s, want);
	hw_buffer_done(&out);
}

static void what_is_escaped(void **state)
{
	(void)state;
	is_cell(HW_NO_TEXT, "");
	is_cell(TEXT(""), "");
	is_cell(TEXT("pci:v00008086d000024DBsv*sd*bc*sc*i*"),
		"pci:v00008086d000024DBsv*sd*bc*sc*i*");
	is_cell(TEXT("a\tb\nc\rd\\e"), "a\\tb\\nc\\rd\\\\e");
	is_cell(TEXT("a\0b\x1b[2J\x7f"), "a\\x00b\\x1b[2J\\x7f");
	/* UTF-8 of each length stays; what is none is told byte by byte */
	is_cell(TEXT("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x96\xa5"),
		"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x96\xa5");
	is_cell(TEXT("\xff caf\xe9"), "\\xff caf\\xe9");
	/* U+009B, which begins what ESC [ does; U+00A0 and on are letters */
	is_cell(TEXT("a\xc2\x9b"
		     "31m\xc2\xa0\xc3\xa9"),
		"a\\xc2\\x9b31m\xc2\xa0\xc3\xa9");
	/* right-to-left override, line separator; a no-break space is kept */
	is_cell(TEXT("a\xe2\x80\xae"
		     "b\xe2\x80\xa8\xe2\x80\x9c"),
		"a\\xe2\\x80\\xae"
		"b\\xe2\\x80\\xa8\xe2\x80\x9c");
	/* overlong, surrogate, cut short */
	is_cell(TEXT("\xc0\xaf\xed\xa0\x80\xe2\x82"),
		"\\xc0\\xaf\\xed\\xa0\\x80\\xe2\\x82");
}

/* Words of eight bytes are looked at in one: each byte at each place of such words. */
static void every_byte_at_every_place(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		for (size_t at = 0; at < 20; at++) {
			char text[] = "abcdefghijklmnopqrst";
			bool plain = c >= 0x20 && c < 0x7f && c != '\\';
			struct hw_buffer out = {0};

			text[at] = (char)c;
			hw_tsv_add(&out, (struct hw_text){text, 20});
			assert_int_equal(out.n, plain			     ? 20
						: strchr("\t\n\r\\", c) && c ? 21
									     : 23);
			assert_memory_equal(out.s, text, at);
			assert_memory_equal(out.s + out.n - (19 - at), text + at + 1,
					    19 - at);
			hw_buffer_done(&out);
		}
	}
}

static void default_columns_of_strings(void **state)
{
	const struct hw_write_options plain = {.default_columns = HW_COLUMNS_OF_STRINGS};
	const struct hw_write_options more = {.default_columns = HW_COLUMNS_OF_STRINGS,
					      .columns = "+KIND"};
	const struct hw_write_options own = {.default_columns = HW_COLUMNS_OF_STRINGS,
					     .columns = "KIND"};
	const struct hw_column *columns[HW_COLUMN_MAX];
	struct hw_arena arena = {0};
	struct hw_text error;
	size_t n;

	(void)state;
	assert_int_equal(hw_columns_select(&plain, &arena, columns, &n, &error), 0);
	assert_string_equal(columns[0]->name, "MODALIAS");
	assert_string_equal(columns[n - 1]->name, "MODULES");
	assert_int_equal(hw_columns_select(&more, &arena, columns, &n, &error), 0);
	assert_string_equal(columns[0]->name, "MODALIAS");
	assert_string_equal(columns[n - 1]->name, "KIND");
	assert_int_equal(hw_columns_select(&own, &arena, columns, &n, &error), 0);
	assert_int_equal(n, 1);
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_escaped),
		cmocka_unit_test(every_byte_at_every_place),
		cmocka_unit_test(default_columns_of_strings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
