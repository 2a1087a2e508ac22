// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fnmatch.h>
#include <locale.h>

#include "data/alias/glob.h"
#include "tests/lib/kmod_normal.h"

static void test_normalise(void **state)
{
	static const struct {
		const char *in;
		/* NULL: refused */
		const char *out;
	} cases[] = {
		{"", ""},
		{"xen-backend:vbd", "xen_backend:vbd"},
		{"a-[0-9]-b", "a_[0-9]_b"},
		{"[[-]-", "[[-]_"},
		{"a]", NULL},
		{"[a]]", NULL},
		{"[a", NULL},
		{"[", NULL},
		/* a backslash does not hide a bracket from kmod */
		{"\\[", NULL},
		{"\\[-]", "\\[-]"},
		{"\xff-", "\xff_"},
	};
	char buffer[HW_GLOB_BUFFER];
	char longest[HW_GLOB_MAX + 1];
	struct hw_text out;

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		int r = hw_glob_normalise(hw_text_of(cases[i].in), buffer, &out);

		assert_int_equal(r, cases[i].out ? 0 : -EINVAL);
		if (cases[i].out)
			assert_string_equal(out.s, cases[i].out);
	}
	assert_int_equal(hw_glob_normalise(HW_TEXT("a\0b"), buffer, &out), -EINVAL);
	memset(longest, '-', sizeof(longest));
	assert_int_equal(hw_glob_normalise((struct hw_text){longest, sizeof(longest)},
					   buffer, &out),
			 -ENAMETOOLONG);
	assert_int_equal(
		hw_glob_normalise((struct hw_text){longest, HW_GLOB_MAX}, buffer, &out),
		0);
	assert_int_equal(out.n, HW_GLOB_MAX);
	assert_int_equal(out.s[HW_GLOB_MAX - 1], '_');
}

static void test_match(void **state)
{
	static const struct {
		const char *pattern;
		const char *string;
		bool match;
	} cases[] = {
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"?", "", false},
		{"usb:v0BDAp8153d3[0-2]*dc*", "usb:v0BDAp8153d3112dc00", true},
		{"usb:v0BDAp8153d3[0-2]*dc*", "usb:v0BDAp8153d3312dc00", false},
		{"usb:v*d026[0-9A-B]dc*", "usb:v046Dp082Dd026Adc00", true},
		{"usb:v*d026[0-9A-B]dc*", "usb:v046Dp082Dd026Cdc00", false},
		{"acpi*:PNP0C0A:*", "acpi:ACPI0003:PNP0C0A:", true},
		{"acpi*:PNP0C0A:*", "acpi:PNP0C0B:", false},
		{"a-b", "a_b", true},
		{"a_b", "a_b", true},
		{"a[!x]b", "a.b", true},
		{"a[!x]b", "axb", false},
		{"a[^x]b", "axb", false},
		{"[a-c]", "-", false},
		/* a range that runs backwards holds nothing, a last '-' is itself */
		{"[c-a]", "b", false},
		{"[a-]", "-", true},
		{"[a-c]*[!0-9]x", "baa9ax", true},
		{"\\*", "*", true},
		{"\\*", "a", false},
		{"*\\", "a\\", false},
		/* no path rules: FNM_PATHNAME and FNM_PERIOD are off */
		{"*", "a/b", true},
		{"*", ".a", true},
		/* brackets that kmod refuses match nothing */
		{"[a", "[a", false},
		{"a]", "a]", false},
		{"[[:alpha:]]", "a", false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		if (hw_glob_match(hw_text_of(cases[i].pattern),
				  hw_text_of(cases[i].string)) != cases[i].match)
			fail_msg("%s against %s", cases[i].pattern, cases[i].string);
	}
}

/* The trie of libkmod compares bytes, a backslash too, up to the first wildcard. */
static void test_backslash_in_head(void **state)
{
	(void)state;
	assert_true(hw_glob_match_index(HW_TEXT("a\\b"), HW_TEXT("a\\b")));
	assert_false(hw_glob_match_index(HW_TEXT("a\\b"), HW_TEXT("ab")));
	assert_true(hw_glob_match_index(HW_TEXT("a*\\b"), HW_TEXT("axb")));
	assert_false(hw_glob_match_index(HW_TEXT("a*\\b"), HW_TEXT("ax\\")));
	assert_true(hw_glob_match(HW_TEXT("a\\b"), HW_TEXT("ab")));
}

/* A pattern that takes time exponential in its stars when one backtracks to them all. */
static void test_no_blow_up(void **state)
{
	char pattern[2 * 30 + 2];
	char string[HW_GLOB_MAX];

	(void)state;
	for (size_t i = 0; i < 30; i++)
		memcpy(pattern + 2 * i, "*a", 2);
	memcpy(pattern + 60, "*b", 2);
	memset(string, 'a', sizeof(string));
	assert_false(hw_glob_match((struct hw_text){pattern, sizeof(pattern)},
				   (struct hw_text){string, sizeof(string)}));
}

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void fill(uint32_t *seed, const char *alphabet, size_t max, char *ret)
{
	size_t letters = strlen(alphabet);
	size_t n = next(seed) % (max + 1);

	for (size_t i = 0; i < n; i++)
		ret[i] = alphabet[next(seed) % letters];
	ret[n] = '\0';
}

struct sample {
	char pattern[24];
	char string[16];
};

/* Both relations against fnmatch(3), and what a scan says against both. */
static bool check(struct sample sample)
{
	const struct hw_text pattern = hw_text_of(sample.pattern);
	struct sample normal = sample;
	char buffer[HW_GLOB_BUFFER];
	struct hw_text string;
	size_t literal = 77;
	size_t head;
	bool plain;
	bool index;

	if (!normalise(normal.string)) {
		assert_int_equal(
			hw_glob_normalise(hw_text_of(sample.string), buffer, &string),
			-EINVAL);
		assert_int_equal(
			hw_glob_normal(hw_text_of(sample.string), buffer, &string),
			-EINVAL);
		return false;
	}
	assert_int_equal(hw_glob_normalise(hw_text_of(sample.string), buffer, &string),
			 0);
	assert_string_equal(string.s, normal.string);
	assert_int_equal(hw_glob_normal(hw_text_of(sample.string), buffer, &string), 0);
	assert_true(hw_text_eq(string, hw_text_of(normal.string)));
	if (!normalise(normal.pattern)) {
		assert_int_equal(hw_glob_scan(pattern, &literal), -EINVAL);
		assert_false(hw_glob_match(pattern, string));
		return false;
	}
	head = strcspn(normal.pattern, "*?[");
	plain = fnmatch(normal.pattern, normal.string, 0) == 0;
	index = strncmp(normal.pattern, normal.string, head) == 0 &&
		fnmatch(normal.pattern + head, normal.string + head, 0) == 0;
	if (hw_glob_match(pattern, string) != plain ||
	    hw_glob_match_index(pattern, string) != index)
		fail_msg("%s against %s: %d %d", sample.pattern, sample.string, plain,
			 index);
	assert_int_equal(hw_glob_scan(pattern, &literal), 0);
	assert_int_equal(literal, head);
	if (hw_glob_match_scanned(pattern, literal, string) != index)
		fail_msg("%s against %s, scanned", sample.pattern, sample.string);
	return plain || index;
}

static void test_same_as_fnmatch(void **state)
{
	/* the more wildcards among few letters, the more often something matches */
	static const struct {
		const char *pattern;
		const char *string;
	} alphabets[] = {
		{"ab*?", "ab"},	   {"abc-_*?[]", "abc-_"},    {"ab*[]-!^\\", "ab-!^\\"},
		{"abcd*", "abcd"}, {"a*[]:lph\\", "a:lph[]"},
	};
	uint32_t seed = 2463534242;
	size_t hits = 0;

	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		struct sample s;
		size_t a = i % HW_ARRAY_SIZE(alphabets);

		fill(&seed, alphabets[a].pattern, sizeof(s.pattern) / 2, s.pattern);
		fill(&seed, alphabets[a].string, sizeof(s.string) / 2, s.string);
		hits += check(s);
	}
	assert_true(hits > 2000);
}

/* Random text seldom makes a bracket; these are put together from whole ones. */
static void test_sets_same_as_fnmatch(void **state)
{
	static const char *const parts[] = {
		"[a-c]",      "[!a-c]", "[^a-c]", "[abc]", "[c-a]",    "[a-]",
		"[-a]",	      "[!]",	"[]",	  "[]a]",  "[!-a]",    "[a-b-c]",
		"[[:alpha:]", "[[.a.]", "[[=a=]", "[\\]",  "[\\a]",    "[a\\-c]",
		"[!!]",	      "[a!]",	"[^]",	  "[a^]",  "[--a]",    "[+--]",
		"[[]",	      "[[a]",	"[a-[]",  "[_-b]", "[!a-b_-]", "[a-cA-C0-9]",
		"*",	      "?",	"a",	  "-",	   "\\",       "b",
		"\\[a]",
	};
	uint32_t seed = 88172645;
	size_t hits = 0;

	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		struct sample s = {0};

		for (size_t n = next(&seed) % 4; n-- > 0;) {
			const char *part = parts[next(&seed) % HW_ARRAY_SIZE(parts)];

			if (strlen(s.pattern) + strlen(part) < sizeof(s.pattern))
				strcat(s.pattern, part);
		}
		fill(&seed, "abcB5-!^:\\[].\xe9", 4, s.string);
		hits += check(s);
	}
	assert_true(hits > 2000);
}

/* A program may well call setlocale() for its tables; kmod does not. */
static void test_locale(void **state)
{
	bool utf8 = setlocale(LC_ALL, "C.UTF-8");

	(void)state;
	if (!utf8)
		skip();
	/* so the locale does matter to fnmatch(3) */
	assert_int_equal(fnmatch("x[^a]", "x\xc3\xa9", 0), 0);
	assert_false(hw_glob_match(HW_TEXT("x[^a]"), HW_TEXT("x\xc3\xa9")));
	assert_true(hw_glob_match(HW_TEXT("x[^a]"), HW_TEXT("x\xc3")));
	assert_false(hw_glob_match(HW_TEXT("x?"), HW_TEXT("x\xc3\xa9")));
	assert_int_equal(fnmatch("x[^a]", "x\xc3\xa9", 0), 0);
	setlocale(LC_ALL, "C");
}

static void test_scan(void **state)
{
	char pattern[HW_GLOB_MAX + 1];
	size_t literal = 77;

	(void)state;
	memset(pattern, 'a', sizeof(pattern));
	assert_int_equal(
		hw_glob_scan((struct hw_text){pattern, sizeof(pattern)}, &literal),
		-ENAMETOOLONG);
	assert_int_equal(hw_glob_scan(HW_TEXT("a\x80"), &literal), -EILSEQ);
	assert_int_equal(hw_glob_scan(HW_TEXT("a\0b"), &literal), -EILSEQ);
	assert_int_equal(hw_glob_scan(HW_TEXT("a*\x80"), &literal), -EILSEQ);
	assert_int_equal(hw_glob_scan(HW_TEXT("a[\xff]"), &literal), -EILSEQ);
	assert_int_equal(hw_glob_scan(HW_TEXT("a[\xff"), &literal), -EINVAL);
	assert_int_equal(hw_glob_scan(HW_TEXT("a[b"), &literal), -EINVAL);
	assert_int_equal(hw_glob_scan(HW_TEXT("a]"), &literal), -EINVAL);
	assert_int_equal(literal, 77);
	assert_int_equal(hw_glob_scan(HW_TEXT("acpi*:PNP0C0A:*"), &literal), 0);
	assert_int_equal(literal, 4);
	assert_int_equal(hw_glob_scan(HW_TEXT("a[b?]*"), &literal), 0);
	assert_int_equal(literal, 1);
}

static void test_written(void **state)
{
	static const struct {
		const char *pattern;
		const char *string;
		bool matches;
	} cases[] = {
		{"usb:1-7", "usb:1-7", true},
		{"usb:1-*", "usb:1-7", true},
		{"usb:1_7", "usb:1-7", true},
		{"usb:1-[37]", "usb:1-7", true},
		{"usb:1-[37]", "usb:1-4", false},
		{"usb:1-7", "usb:1-8", false},
		/* not normalised */
		{"a]", "a]", true},
		{"a*", "a]", false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		assert_int_equal(hw_glob_match_written(hw_text_of(cases[i].pattern),
						       hw_text_of(cases[i].string)),
				 cases[i].matches);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normalise),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_backslash_in_head),
		cmocka_unit_test(test_no_blow_up),
		cmocka_unit_test(test_same_as_fnmatch),
		cmocka_unit_test(test_sets_same_as_fnmatch),
		cmocka_unit_test(test_locale),
		cmocka_unit_test(test_scan),
		cmocka_unit_test(test_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
