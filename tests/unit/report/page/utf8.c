// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/page/utf8.h"

/* HW_TEXT() is no constant expression. */
#define LIT(s)                                                                           \
	{                                                                                \
		(s), sizeof(s) - 1                                                       \
	}

#define FFFD "\xef\xbf\xbd"

struct example {
	struct hw_text in;
	struct hw_text out;
};

static void assert_text(struct hw_text is, struct hw_text want)
{
	assert_int_equal(is.n, want.n);
	assert_memory_equal(is.s, want.s, want.n);
}

static void sound_text_is_not_copied(void **state)
{
	struct hw_arena arena = {0};
	/* the first and last code point of each length, and beside the surrogates */
	const struct hw_text t = HW_TEXT("a \x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf"
					 "\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80"
					 "\xf4\x8f\xbf\xbf\t\x1b");

	(void)state;
	assert_ptr_equal(hw_utf8_clean(t, &arena).s, t.s);
	assert_int_equal(hw_utf8_clean(t, &arena).n, t.n);
	hw_arena_done(&arena);
}

/* The Unicode Standard 15.0, section 3.9, tables 3-8 to 3-11, and other broken forms. */
static void broken_sequences(void **state)
{
	static const struct example examples[] = {
		/* table 3-8: overlong forms */
		{LIT("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41"),
		 LIT(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A")},
		/* table 3-9: surrogates */
		{LIT("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41"),
		 LIT(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A")},
		/* table 3-10: past 10FFFF, and stray bytes */
		{LIT("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42"),
		 LIT(FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B")},
		/* table 3-11: truncated sequences */
		{LIT("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"),
		 LIT(FFFD FFFD FFFD FFFD "A")},
		/* cut off at the end of the text */
		{LIT("ok\xe2\x82"), LIT("ok" FFFD)},
		{LIT("\xf0"), LIT(FFFD)},
		/* NUL */
		{LIT("a\0b"), LIT("a" FFFD "b")},
		/* Latin-1, as firmware writes it */
		{LIT("M\xfcller \xc3\xbc"), LIT("M" FFFD "ller \xc3\xbc")},
	};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(examples); i++)
		assert_text(hw_utf8_clean(examples[i].in, &arena), examples[i].out);
	hw_arena_done(&arena);
}

static void terminals_get_no_controls(void **state)
{
	static const struct example examples[] = {
		{LIT("plain \xc3\xb6"), LIT("plain \xc3\xb6")},
		{LIT("\x1b[31m\n\x7f"), LIT("\\x1b[31m\\x0a\\x7f")},
		/* CSI as one C1 character */
		{LIT("\xc2\x9b"
		     "31m"),
		 LIT("\\x9b31m")},
		/* right-to-left override */
		{LIT("\xe2\x80\xae"
		     "abc"),
		 LIT("\\u202eabc")},
		{LIT("\xe2\x80\xa8"), LIT("\\u2028")},
		{LIT("\xff\0"), LIT(FFFD "\\x00")},
	};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(examples); i++)
		assert_text(hw_utf8_visible(examples[i].in, false, &arena),
			    examples[i].out);
	hw_arena_done(&arena);
}

static void ascii_terminals_get_ascii(void **state)
{
	static const struct example examples[] = {
		{LIT("\xc3\xb6"), LIT("\\xf6")},
		{LIT("\xe2\x84\xa2"), LIT("\\u2122")},
		{LIT("\xf0\x9f\x98\x80"), LIT("\\U0001f600")},
		{LIT("\xfc"), LIT("?")},
	};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(examples); i++)
		assert_text(hw_utf8_visible(examples[i].in, true, &arena),
			    examples[i].out);
	hw_arena_done(&arena);
}

/* Every pair and triple of a lead byte with boundary bytes gives valid text. */
static void result_is_always_sound(void **state)
{
	static const unsigned char tails[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90,
					      0x9f, 0xa0, 0xbf, 0xc0, 0xff};
	struct hw_arena arena = {0};

	(void)state;
	for (unsigned first = 0; first < 256; first++) {
		for (size_t i = 0; i < sizeof(tails) * sizeof(tails); i++) {
			const char in[] = {(char)first, (char)tails[i / sizeof(tails)],
					   (char)tails[i % sizeof(tails)]};
			struct hw_text out =
				hw_utf8_clean((struct hw_text){in, sizeof(in)}, &arena);
			struct hw_text again = hw_utf8_clean(out, &arena);

			assert_ptr_equal(out.s, again.s);
			assert_null(memchr(out.s, '\0', out.n));
		}
		hw_arena_reset(&arena);
	}
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_text_is_not_copied),
		cmocka_unit_test(broken_sequences),
		cmocka_unit_test(terminals_get_no_controls),
		cmocka_unit_test(ascii_terminals_get_ascii),
		cmocka_unit_test(result_is_always_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
