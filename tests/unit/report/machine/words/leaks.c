// SPDX-License-Identifier: GPL-2.0-or-later
/* The search of documents for what is private. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "report/machine/words/leaks.h"
#include "report/privacy/secrets/known_secrets.h"
#include "report/privacy/shapes/placeholders.h"
#include "tests/lib/tree.h"

/* A program of so many texts of four bytes, and behind them of `end`. */
#define TEXTS ((size_t)1000000)

static void write_program(struct tree *t, struct hw_text end)
{
	char *image = malloc(4 * TEXTS + end.n + 1);

	assert_non_null(image);
	for (size_t i = 0; i < TEXTS; i++)
		memcpy(image + 4 * i, "abc", 4);
	memcpy(image + 4 * TEXTS, end.s, end.n);
	tree_bytes(t, "proc/self/exe", image, 4 * TEXTS + end.n);
	free(image);
}

/* Whether a text that has the user's name is a leak, by a program that ends so. */
static bool is_leak(const char *user, struct hw_text end)
{
	const struct hw_text name = hw_text_of(user);
	const struct hw_privacy privacy = {.level = HW_PRIVACY_PUBLIC};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.users = &name, .user_count = 1};
	struct hw_machine m = {.live = NULL};
	const struct hw_leaks_sources sources = {&m,	 &privacy, &known,
						 &words, NULL,	   NULL};
	struct hw_arena arena = {0};
	struct tree t;
	bool is;

	tree_make(&t);
	write_program(&t, end);
	assert_int_equal(hw_root_open(t.path, &m.live), 0);
	is = hw_leaks_find_of(&sources, hw_arena_printf(&arena, "x %s y", user), &arena)
		     .n != 0;
	hw_root_close(m.live);
	hw_arena_done(&arena);
	tree_remove(&t);
	return is;
}

/* A word of the program's texts is public, one of its code is not; either takes time that
 * grows with the program, and not with its square. */
static void words_of_a_large_program(void **state)
{
	(void)state;
	alarm(60);
	assert_false(is_leak("zqxwordq", HW_TEXT("The zqxwordq is printed\0")));
	assert_true(is_leak("zqxwordq", HW_TEXT("\xff\x01 zqxwordq \xff")));
	assert_true(is_leak("zqxwordq", HW_TEXT("")));
	alarm(0);
}

/* Whether a text has one of the values of devices, or the name of the host. */
static bool has_any(struct hw_text *values, size_t n, const char *host,
		    struct hw_text text)
{
	const struct hw_text_set more = {.v = values, .n = n};
	const struct hw_privacy privacy = {.level = HW_PRIVACY_PUBLIC};
	const struct hw_known_secrets known = {.root = NULL};
	const struct hw_private_words words = {.host = hw_text_of(host ? host : "")};
	const struct hw_machine m = {.live = NULL};
	const struct hw_leaks_sources sources = {&m,	 &privacy, &known,
						 &words, NULL,	   &more};
	struct hw_arena arena = {0};
	const bool is = hw_leaks_find_of(&sources, text, &arena).n != 0;

	assert_false(hw_arena_failed(&arena));
	hw_arena_done(&arena);
	return is;
}

static bool has(const char *value, const char *host, const char *text)
{
	struct hw_text values = hw_text_of(value ? value : "");

	return has_any(&values, value ? 1 : 0, host, hw_text_of(text));
}

/* Numbers of a fixed width and dates have the digits of many a serial number. */
static void numbers_that_are_no_serial(void **state)
{
	static const struct {
		const char *value;
		const char *text;
		bool is_leak;
	} cases[] = {
		{"000000000001", "|0x0000000000001060 0x000000000000106f 0x0", false},
		{"100000000000", "|0x0000000000100000 0x00000000001fffff 0x0", false},
		{"000000000001", "serial 000000000001, said", true},
		{"000000000001", "at 00:00:00:00:00:01", true},
		{"525400a1b2c3", "port_name 0x2000525400a1b2c3", true},
		{"20261130", "made 2026-11-30 07:42 UTC", false},
		{"20261130", "usb.ids 2026.11.30", false},
		{"20261130", "serial 20261130", true},
		{"20261330", "serial 2026-13-30", true},
		{"2026-11-30", "serial 2026-11-30", true},
		{"20261130", "serial 2026-1130", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (has(cases[i].value, NULL, cases[i].text) != cases[i].is_leak)
			fail_msg("%s in '%s'", cases[i].value, cases[i].text);
}

/* A host's name may be parts of words that stand side by side. */
static void words_that_are_no_host(void **state)
{
	(void)state;
	assert_false(has(NULL, "driver-pc", "\"driver:pci:nvme\""));
	assert_false(has(NULL, "driver.pci", "\"driver:pci:nvme\""));
	assert_true(has(NULL, "driver-pc", "on driver-pc."));
	assert_true(has(NULL, "driver-pc", "on driver_pc2"));
	assert_true(has(NULL, "driver-pc", "on DRIVERPC"));
	assert_true(has(NULL, "driver-pc", "of qdriver:pci:nvme"));
	assert_true(has(NULL, "driverzq-pc", "driverzq:pci"));
}

/* Each place of a text is judged by itself: a date is none, the digits alone are, also
 * beside a value that has other bytes than letters and digits. */
static void places_side_by_side(void **state)
{
	struct hw_text values[] = {HW_TEXT("20261130"), HW_TEXT("Ztx 4711’s qvist")};

	(void)state;
	assert_false(has_any(values, 2, NULL, HW_TEXT("made 2026-11-30, twice")));
	assert_true(has_any(values, 2, NULL, HW_TEXT("made 2026-11-30, of 20261130")));
	assert_true(has_any(values, 2, NULL, HW_TEXT("of 20261130, made 2026-11-30")));
	assert_true(has_any(values, 2, NULL, HW_TEXT("a ztx 4711’s Qv-ist")));
	assert_false(has_any(values, 2, NULL, HW_TEXT("a ztx 4711's Qv-ist")));
}

static char lower_of(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper_of(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* xorshift32 */
static size_t pick(uint32_t *seed, size_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % n;
}

#define VALUES	  4
#define VALUE_MAX 48
#define TEXT_MAX  1200

/* A value of `n` bytes of few letters and digits, so that its parts are in others. */
static struct hw_text make_value(uint32_t *seed, char to[static VALUE_MAX])
{
	static const char *const alphabets[] = {"01ab", "0123456789abcdef", "abg7",
						"a1zx \xff", "ab0:-._"};
	const size_t kind = pick(seed, HW_ARRAY_SIZE(alphabets));
	const size_t n = 8 + pick(seed, VALUE_MAX - 10);

	for (size_t i = 0; i < n; i++)
		to[i] = alphabets[kind][pick(seed, strlen(alphabets[kind]))];
	/* it is a number, and no date */
	to[0] = '7';
	to[1] = 'c';
	to[n - 1] = 'd';
	return (struct hw_text){to, n};
}

/* Some bytes of a value, with separators and capitals here and there. */
static size_t spell(uint32_t *seed, struct hw_text value, char *to, size_t room)
{
	const size_t from = pick(seed, 3) ? 0 : pick(seed, value.n);
	const size_t end = value.n - (pick(seed, 3) ? 0 : pick(seed, value.n - from));
	const size_t separators = pick(seed, 4);
	size_t n = 0;

	for (size_t i = from; i < end && n + 4 < room; i++) {
		to[n++] = pick(seed, 4) ? value.s[i] : upper_of(value.s[i]);
		for (size_t k = pick(seed, 1 + separators); k && n + 4 < room; k--)
			to[n++] = ":-._"[pick(seed, 4)];
	}
	return n;
}

static size_t make_text(uint32_t *seed, const struct hw_text *values, char *to)
{
	static const char filler[] = " ,\"{}:-_.ab01xyz\n\xff";
	size_t n = 0;

	while (n + 200 < TEXT_MAX && pick(seed, 12)) {
		for (size_t k = pick(seed, 30); k; k--)
			to[n++] = filler[pick(seed, sizeof(filler) - 1)];
		if (pick(seed, 4) == 0)
			n += spell(seed, values[pick(seed, VALUES)], to + n,
				   TEXT_MAX - n);
	}
	return n;
}

static bool is_sign(char c)
{
	return c && strchr(":-._", c);
}

/* In lower case and without separators. */
static size_t normalise(struct hw_text value, char to[static VALUE_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++)
		if (!is_sign(value.s[i]))
			to[n++] = lower_of(value.s[i]);
	return n;
}

/* Whether the form, which is normal, is at some place of the text. */
static bool is_in(const char *form, size_t n, struct hw_text text)
{
	size_t telling = n;
	size_t zeros = 0;

	while (zeros < n && form[zeros] == '0')
		zeros++;
	while (telling > zeros && form[telling - 1] == '0')
		telling--;
	for (size_t at = 0; n >= 8 && at < text.n; at++) {
		const bool is_word = n < 12 || telling - zeros < 6;
		size_t i = at;
		size_t k = 0;

		if (is_sign(text.s[at]) ||
		    (is_word && at && isalnum((unsigned char)text.s[at - 1])))
			continue;
		while (i < text.n && k < n &&
		       ((k && is_sign(text.s[i])) || lower_of(text.s[i]) == form[k])) {
			k += !(k && is_sign(text.s[i]));
			i++;
		}
		if (k == n &&
		    !(is_word && i < text.n && isalnum((unsigned char)text.s[i])))
			return true;
	}
	return false;
}

/* The value, and its bytes the other way round if they are written as hexadecimal ones.
 */
static bool is_found(struct hw_text value, struct hw_text text)
{
	char form[VALUE_MAX];
	char back[VALUE_MAX];
	const size_t n = normalise(value, form);
	bool is_hex = n >= 12 && n % 2 == 0;

	for (size_t i = 0; i < n; i++)
		is_hex = is_hex && isxdigit((unsigned char)form[i]);
	for (size_t i = 0; is_hex && i < n; i += 2)
		memcpy(back + n - 2 - i, form + i, 2);
	return is_in(form, n, text) || (is_hex && is_in(back, n, text));
}

/* Values that have no three letters or digits side by side are not searched, nor what
 * makers leave. */
static bool is_searched(struct hw_text value)
{
	char form[VALUE_MAX];
	const size_t n = normalise(value, form);
	size_t run = 0;
	size_t longest = 0;

	for (size_t i = 0; i < n; i++) {
		run = form[i] == ' ' || isalnum((unsigned char)form[i]) ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest > 2 && !hw_is_placeholder((struct hw_text){form, n});
}

/* The same as to compare at each place. */
static void as_a_plain_search(void **state)
{
	char bytes[VALUES][VALUE_MAX];
	char text[TEXT_MAX];
	uint32_t seed = 20261130;
	size_t leaks = 0;

	(void)state;
	for (size_t round = 0; round < 20000; round++) {
		const uint32_t began = seed;
		struct hw_text values[VALUES];
		struct hw_text all = {text, 0};
		bool is = false;
		size_t n = 1 + pick(&seed, VALUES);

		for (size_t i = 0; i < VALUES; i++)
			values[i] = make_value(&seed, bytes[i]);
		all.n = make_text(&seed, values, text);
		for (size_t i = 0; i < n; i++)
			is = is || (is_searched(values[i]) && is_found(values[i], all));
		if (has_any(values, n, NULL, all) != is)
			fail_msg("seed %u: %s", began,
				 is ? "not found" : "none is there");
		leaks += is;
	}
	/* both are met */
	assert_in_range(leaks, 1000, 19000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_that_are_no_serial),
		cmocka_unit_test(words_that_are_no_host),
		cmocka_unit_test(places_side_by_side),
		cmocka_unit_test(as_a_plain_search),
		cmocka_unit_test(words_of_a_large_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
