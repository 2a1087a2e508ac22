// SPDX-License-Identifier: GPL-2.0-or-later
/* hw_text_has_word() against a search that looks at each place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <strings.h>

#include "decoders/text/word.h"

/* xorshift64, Marsaglia 2003: the same everywhere */
static size_t random_below(uint64_t *seed, size_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (size_t)(*seed % n);
}

static bool is_of_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool has(const char *text, const char *word)
{
	const size_t n = strlen(word);

	for (const char *at = text; n && strlen(at) >= n; at++)
		if (strncasecmp(at, word, n) == 0 &&
		    (at == text || !is_of_word(at[-1])) && !is_of_word(at[n]))
			return true;
	return false;
}

static void chosen(void **state)
{
	(void)state;
	assert_true(hw_text_has_word(HW_TEXT("/home/Jane/x"), HW_TEXT("jane")));
	assert_true(hw_text_has_word(HW_TEXT("jane"), HW_TEXT("JANE")));
	assert_true(hw_text_has_word(HW_TEXT("janet jane"), HW_TEXT("jane")));
	assert_false(hw_text_has_word(HW_TEXT("janet_jane"), HW_TEXT("jane")));
	assert_false(hw_text_has_word(HW_TEXT("jan"), HW_TEXT("jane")));
	assert_false(hw_text_has_word(HW_TEXT(""), HW_TEXT("jane")));
	assert_false(hw_text_has_word(HW_TEXT("jane"), HW_TEXT("")));
	/* bytes of user names that are beyond ASCII are searched as they are */
	assert_true(hw_text_has_word(HW_TEXT("x \xc3\xa9v y"), HW_TEXT("\xc3\xa9v")));
}

static void like_a_plain_search(void **state)
{
	static const char bytes[] = "aAbBzZ0_ -/";
	uint64_t seed = 1;
	size_t found = 0;
	char text[24];
	char word[5];

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t n = random_below(&seed, sizeof(text));
		size_t m = random_below(&seed, sizeof(word));

		for (size_t k = 0; k < n; k++)
			text[k] = bytes[random_below(&seed, sizeof(bytes) - 1)];
		text[n] = '\0';
		for (size_t k = 0; k < m; k++)
			word[k] = bytes[random_below(&seed, sizeof(bytes) - 1)];
		word[m] = '\0';
		found += has(text, word);
		if (hw_text_has_word(hw_text_of(text), hw_text_of(word)) !=
		    has(text, word))
			fail_msg("'%s' in '%s'", word, text);
	}
	assert_true(found > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chosen),
		cmocka_unit_test(like_a_plain_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
