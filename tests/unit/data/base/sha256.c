// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/base/sha256.h"

static void hex(const uint8_t *bytes, char to[static 65])
{
	for (int i = 0; i < HW_SHA256_SIZE; i++)
		snprintf(to + (ptrdiff_t)2 * i, 3, "%02x", bytes[i]);
}

/* NIST's examples to FIPS 180-4, and the lengths around a block, of coreutils' sha256sum.
 */
static void test_sha256(void **state)
{
	static const struct {
		const char *text;
		size_t repeats;
		const char *expected;
	} rows[] = {
		{"abc", 1,
		 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"", 1,
		 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"a", 1000000,
		 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
		{"a", 55,
		 "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{"a", 56,
		 "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{"a", 63,
		 "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
		{"a", 64,
		 "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n = strlen(rows[i].text);
		char *text = malloc(n * rows[i].repeats + 1);
		uint8_t result[HW_SHA256_SIZE];
		char shown[65];

		assert_non_null(text);
		for (size_t k = 0; k < rows[i].repeats; k++)
			memcpy(text + n * k, rows[i].text, n);
		hw_sha256(text, n * rows[i].repeats, result);
		hex(result, shown);
		assert_string_equal(shown, rows[i].expected);
		free(text);
	}
}

/* RFC 4231, 4.2 and 4.3. */
static void test_hmac(void **state)
{
	uint8_t key[20];
	uint8_t result[HW_SHA256_SIZE];
	char shown[65];

	(void)state;
	memset(key, 0x0b, sizeof(key));
	hw_hmac_sha256(key, sizeof(key), "Hi There", 8, result);
	hex(result, shown);
	assert_string_equal(
		shown,
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	hw_hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, result);
	hex(result, shown);
	assert_string_equal(
		shown,
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256),
		cmocka_unit_test(test_hmac),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
