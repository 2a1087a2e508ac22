// SPDX-License-Identifier: GPL-2.0-or-later
/* Parts of texts; numbers in them: what is one, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "decoders/text/text.h"

/* Behind the end there is nothing. */
static void rest(void **state)
{
	const struct hw_text text = HW_TEXT("abc");

	(void)state;
	assert_true(hw_text_eq(hw_text_from(text, 1), HW_TEXT("bc")));
	for (size_t n = 3; n < 6; n++) {
		assert_ptr_equal(hw_text_from(text, n).s, text.s + 3);
		assert_int_equal(hw_text_from(text, n).n, 0);
	}
	assert_int_equal(hw_text_from(HW_NO_TEXT, 2).n, 0);
}

static void decimal(void **state)
{
	(void)state;
	assert_int_equal(hw_text_decimal(HW_TEXT("0"), 3), 0);
	assert_int_equal(hw_text_decimal(HW_TEXT("0042"), 4), 42);
	assert_true(hw_text_decimal(HW_TEXT("999999999999999999"), 18) ==
		    999999999999999999);
	assert_int_equal(hw_text_decimal(HW_TEXT(""), 3), -1);
	assert_int_equal(hw_text_decimal(HW_NO_TEXT, 3), -1);
	assert_int_equal(hw_text_decimal(HW_TEXT("1234"), 3), -1);
	assert_int_equal(hw_text_decimal(HW_TEXT("1a"), 3), -1);
	assert_int_equal(hw_text_decimal(HW_TEXT("-1"), 3), -1);
	assert_int_equal(hw_text_decimal(HW_TEXT(" 1"), 3), -1);
}

static void hexadecimal(void **state)
{
	uint64_t value = 7;

	(void)state;
	assert_true(hw_text_hex(HW_TEXT("8086"), 4, &value));
	assert_int_equal(value, 0x8086);
	assert_true(hw_text_hex(HW_TEXT("aBcDeF"), 8, &value));
	assert_int_equal(value, 0xabcdef);
	assert_true(hw_text_hex(HW_TEXT("ffffffffffffffff"), 16, &value));
	assert_true(value == UINT64_MAX);
	value = 7;
	assert_false(hw_text_hex(HW_TEXT(""), 4, &value));
	assert_false(hw_text_hex(HW_NO_TEXT, 4, &value));
	assert_false(hw_text_hex(HW_TEXT("12345"), 4, &value));
	assert_false(hw_text_hex(HW_TEXT("12g4"), 4, &value));
	assert_false(hw_text_hex(HW_TEXT("0x12"), 4, &value));
	assert_false(hw_text_hex(HW_TEXT("12 "), 4, &value));
	assert_int_equal(value, 7);
}

static void prefix(void **state)
{
	(void)state;
	assert_true(hw_text_eq(hw_text_behind_0x(HW_TEXT("0x1af4")), HW_TEXT("1af4")));
	assert_true(hw_text_eq(hw_text_behind_0x(HW_TEXT("0X1AF4")), HW_TEXT("1AF4")));
	assert_true(hw_text_eq(hw_text_behind_0x(HW_TEXT("1af4")), HW_TEXT("1af4")));
	assert_true(hw_text_eq(hw_text_behind_0x(HW_TEXT("0")), HW_TEXT("0")));
	assert_true(hw_text_eq(hw_text_behind_0x(HW_TEXT("0x")), HW_TEXT("")));
	assert_null(hw_text_behind_0x(HW_NO_TEXT).s);
}

static void words(void **state)
{
	struct hw_text rest = HW_TEXT(" \ta  bc\td ");

	(void)state;
	assert_true(hw_text_eq(hw_text_cut_word(&rest), HW_TEXT("a")));
	assert_true(hw_text_eq(rest, HW_TEXT("  bc\td ")));
	assert_true(hw_text_eq(hw_text_cut_word(&rest), HW_TEXT("bc")));
	assert_true(hw_text_eq(hw_text_cut_word(&rest), HW_TEXT("d")));
	assert_int_equal(hw_text_cut_word(&rest).n, 0);
	rest = HW_NO_TEXT;
	assert_int_equal(hw_text_cut_word(&rest).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rest),	       cmocka_unit_test(decimal),
		cmocka_unit_test(hexadecimal), cmocka_unit_test(prefix),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
