// SPDX-License-Identifier: GPL-2.0-or-later
/* UTF-16 as UTF-8, compared with iconv(3). */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "decoders/text/utf16.h"

static size_t by_iconv(const uint8_t *from, size_t n, char *to, size_t room)
{
	char *in = (char *)(uintptr_t)from;
	char *out = to;
	iconv_t converter = iconv_open("UTF-8", "UTF-16LE");

	assert_ptr_not_equal(converter, (iconv_t)-1);
	assert_int_not_equal(iconv(converter, &in, &n, &out, &room), (size_t)-1);
	iconv_close(converter);
	return (size_t)(out - to);
}

/* Every character but U+0000, those above U+FFFF in steps, with a letter behind it. */
static void all_characters(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code += code < 0x10000 ? 1 : 97) {
		uint32_t high = 0xd800 + ((code - 0x10000) >> 10);
		uint32_t low = 0xdc00 + ((code - 0x10000) & 0x3ff);
		uint8_t from[6] = {(uint8_t)code, (uint8_t)(code >> 8), 'x', 0};
		size_t n = 4;
		char ours[HW_UTF16_ROOM(6)];
		char theirs[16];

		if (code >= 0xd800 && code < 0xe000)
			continue;
		if (code >= 0x10000) {
			const uint8_t pair[] = {(uint8_t)high, (uint8_t)(high >> 8),
						(uint8_t)low,  (uint8_t)(low >> 8),
						'x',	       0};

			memcpy(from, pair, sizeof(pair));
			n = sizeof(pair);
		}
		assert_int_equal(hw_utf16_to_utf8(from, n, ours),
				 by_iconv(from, n, theirs, sizeof(theirs)));
		assert_memory_equal(ours, theirs, strlen(ours));
	}
}

static void assert_becomes(const uint8_t *from, size_t n, const char *want)
{
	char to[64];

	assert_int_equal(hw_utf16_to_utf8(from, n, to), strlen(want));
	assert_string_equal(to, want);
}

#define BECOMES(want, ...)                                                               \
	assert_becomes((const uint8_t[]){__VA_ARGS__}, sizeof((uint8_t[]){__VA_ARGS__}), \
		       want)

static void malformed(void **state)
{
	(void)state;
	assert_becomes(NULL, 0, "");
	BECOMES("", 'A');
	BECOMES("A", 'A', 0, 'B');
	BECOMES("A", 'A', 0, 0, 0, 'B', 0);
	/* halves of a pair: the first alone, the second alone, both the wrong way round
	 */
	BECOMES("\xef\xbf\xbd", 0x3d, 0xd8);
	BECOMES("\xef\xbf\xbd"
		"A",
		0x3d, 0xd8, 'A', 0);
	BECOMES("\xef\xbf\xbd", 0x2d, 0xdc);
	BECOMES("\xef\xbf\xbd\xef\xbf\xbd", 0x2d, 0xdc, 0x3d, 0xd8);
	BECOMES("\xef\xbf\xbd", 0x3d, 0xd8, 0x2d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_characters),
		cmocka_unit_test(malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
