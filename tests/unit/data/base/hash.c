// SPDX-License-Identifier: GPL-2.0-or-later
/* A hash depends on each byte of a text, and on nothing else in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/base/hash.h"

enum { LENGTH_MAX = 40 };

static void every_byte_counts(void **state)
{
	char bytes[LENGTH_MAX];

	(void)state;
	for (size_t i = 0; i < LENGTH_MAX; i++)
		bytes[i] = (char)('a' + i % 26);
	for (size_t n = 0; n <= LENGTH_MAX; n++) {
		uint64_t hash = hw_hash_text(1, (struct hw_text){bytes, n});

		assert_true(hw_hash_text(2, (struct hw_text){bytes, n}) != hash);
		for (size_t i = 0; i < LENGTH_MAX; i++) {
			bool is_same;

			bytes[i] ^= 1;
			is_same = hw_hash_text(1, (struct hw_text){bytes, n}) == hash;
			bytes[i] ^= 1;
			assert_int_equal(is_same, i >= n);
		}
	}
}

/* Wherever the text begins: no load depends on alignment. */
static void place_does_not_count(void **state)
{
	const struct hw_text text = HW_TEXT("pci:v00008086d000024DBsv");
	char bytes[64];

	(void)state;
	for (size_t at = 0; at < 16; at++) {
		memcpy(bytes + at, text.s, text.n);
		assert_int_equal(hw_hash_text(0, (struct hw_text){bytes + at, text.n}),
				 hw_hash_text(0, text));
	}
}

static void bits(void **state)
{
	(void)state;
	for (unsigned n = 1; n < 32; n++)
		assert_true(hw_hash_bits(UINT32_MAX, n) < UINT32_C(1) << n);
	/* FNV-1a of "a", http://www.isthe.com/chongo/tech/comp/fnv/ */
	assert_int_equal(hw_hash_byte(HW_HASH_BYTE_START, 'a'), 0xe40c292c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_counts),
		cmocka_unit_test(place_does_not_count),
		cmocka_unit_test(bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
