// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Small random tables against plain fnmatch(3) over every line: whatever a table holds,
 * the same lines in the same order must come back, by the index and announced.
 */
#include "tests/lib/alias_tables.h"
#include "tests/lib/kmod_normal.h"

#include <fnmatch.h>
#include <stdio.h>

enum { LINES = 300, STRINGS = 150, PATTERN = 96 };

static uint32_t next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* libkmod compares what comes before the first wildcard, and gives the rest to libc. */
static bool matches(const char *pattern, const char *string)
{
	size_t head = strcspn(pattern, "*?[");

	return strncmp(pattern, string, head) == 0 &&
	       fnmatch(pattern + head, string + head, 0) == 0;
}

struct tables {
	char text[LINES * (PATTERN + 16)];
	char patterns[LINES][PATTERN];
	/* no index has a malformed one */
	bool good[LINES];
};

/* How to make a pattern or a string of fewer than PATTERN bytes. */
typedef void make_fn(uint32_t *seed, bool pattern, char *ret);

/* The more wildcards among few letters, the more often something matches. */
static void of_letters(uint32_t *seed, bool pattern, char *ret)
{
	const char *alphabet = pattern ? "aaab_-*?" : "ab_-";
	size_t n = 1 + next(seed) % 12;

	for (size_t i = 0; i < n; i++)
		ret[i] = alphabet[next(seed) % strlen(alphabet)];
	ret[n] = '\0';
}

static void append(char *ret, const char *part)
{
	if (strlen(ret) + strlen(part) < PATTERN)
		strcat(ret, part);
}

/* Pieces of the buses' formats, in any order and number, so that what keys are made of
 * is whole, torn, doubled, or at an odd place. */
static void of_pieces(uint32_t *seed, bool pattern, char *ret)
{
	static const char *const starts[] = {
		"pci:v", "usb:v",  "of:N",  "acpi",	"acpi:",     "hid:b",
		"dmi:",	 "sdio:c", "mdio:", "pcmcia:m", "cpu:type:", "hdaudio:v",
		"i2c:",	 "us",	   "pc",    "",
	};
	static const char *const pieces[] = {
		"00008086",  "d",	 "000024DB",
		"sv",	     "sd",	 "bc01sc06",
		"i01",	     "b",	 "046D",
		"pC52B",     "dc",	 "ic03isc01ip02",
		"ic",	     "isc",	 "C",
		"Cfsl,a-b",  "T",	 ":",
		":PNP0303",  "PNP0C0A:", "v",
		"0000046Dp", "svnX",	 "aDell Inc",
		"0",	     "0101",	 "pa1234ABCDpb01",
		"-",	     "_",	 "\\",
	};
	static const char *const wild[] = {
		"*", "*", "*", "*", "?", "[0-9]", "[!a]", "[b-d]", "[]", "[\\]", "[a-",
	};
	size_t n = next(seed) % 7;

	strcpy(ret, starts[next(seed) % HW_ARRAY_SIZE(starts)]);
	for (size_t i = 0; i < n; i++) {
		if (pattern && next(seed) % 2)
			append(ret, wild[next(seed) % HW_ARRAY_SIZE(wild)]);
		/* the same few again and again, so that they meet */
		append(ret, pieces[next(seed) % HW_ARRAY_SIZE(pieces)]);
	}
	if (pattern && next(seed) % 2)
		append(ret, "*");
}

/* A string that the pattern is likely to match. */
static void like(uint32_t *seed, const char *pattern, char *ret)
{
	static const char *const fillers[] = {"", "0", "d", "C", ":", "b0", "ic03"};

	ret[0] = '\0';
	for (; *pattern; pattern++) {
		char byte[2] = {*pattern, '\0'};

		if (*pattern == '*')
			append(ret, fillers[next(seed) % HW_ARRAY_SIZE(fillers)]);
		else
			append(ret, *pattern == '?' ? "0" : byte);
	}
}

static size_t compare(struct fixture *f, const struct tables *t, const char *given)
{
	char string[PATTERN];
	size_t hits = 0;

	strcpy(string, given);
	if (!normalise(string))
		return 0;
	match(f, given);
	for (size_t i = 0; i < LINES; i++) {
		if (!t->good[i] || !matches(t->patterns[i], string))
			continue;
		if (hits == f->count || f->hits[hits].line != i + 1)
			fail_msg("%s: %s is not found", given, t->patterns[i]);
		hits++;
	}
	assert_int_equal(f->count, hits);
	return hits;
}

static void check_tables(struct fixture *f, make_fn *make, uint32_t *seed, size_t *total)
{
	static struct tables t;
	size_t n = 0;

	for (size_t i = 0; i < LINES; i++) {
		do
			make(seed, true, t.patterns[i]);
		while (!t.patterns[i][0]);
		n += (size_t)sprintf(t.text + n, "alias %s m%zu\n", t.patterns[i], i);
		t.good[i] = normalise(t.patterns[i]);
	}
	open_tables(f, (struct hw_text){t.text, n}, HW_NO_TEXT);
	for (size_t i = 0; i < STRINGS; i++) {
		char string[PATTERN];

		if (i % 2)
			like(seed, t.patterns[next(seed) % LINES], string);
		else
			make(seed, false, string);
		*total += compare(f, &t, string);
		hw_arena_reset(&f->arena);
	}
}

static void test_letters(void **state)
{
	uint32_t seed = 2463534242;
	size_t total = 0;

	for (int i = 0; i < 5; i++)
		check_tables(*state, of_letters, &seed, &total);
	assert_true(total > 5 * STRINGS);
}

static void test_pieces(void **state)
{
	uint32_t seed = 88172645;
	size_t total = 0;

	for (int i = 0; i < 15; i++)
		check_tables(*state, of_pieces, &seed, &total);
	assert_true(total > 15 * STRINGS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_letters),
		TEST(test_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
