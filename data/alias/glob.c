// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/glob.h"

#include <errno.h>
#include <fnmatch.h>
#include <locale.h>

#include "data/alias/word.h"
#include "data/module/name.h"

/*
 * A pattern, as modpost writes them into modules and depmod into modules.alias:
 *
 *	usb:v0BDAp8153d3[0-2]*dc*dsc*dp*ic0?isc*ip*in*
 *	^^^^^^^^^^^^^^^^ ^^^^ ^         ^
 *	literal head     |    |         one byte
 *	                 |    any number of bytes
 *	                 one byte of a set; [!...] one byte not in the set
 *
 * kmod's relation, in its own steps:
 *  1. alias_normalize() (kmod shared/util.c) turns '-' into '_', except from a '[' to
 *     the next ']', and refuses a stray ']' and an unclosed '['. depmod calls it for
 *     the pattern, kmod_module_new_from_lookup() for the string. Both have buffers of
 *     PATH_MAX.
 *  2. The index is a trie over 7-bit bytes: depmod fails on others (a released kernel
 *     has "platform:jsl_rt5682_max98360ax\x80"), and a string with a byte >= 128 in the
 *     literal head matches nothing.
 *  3. index_mm_searchwild() (libkmod-index.c) compares bytes up to the first '*', '?'
 *     or '[' and calls fnmatch(rest of the pattern, rest of the string, 0) from there:
 *     a backslash escapes only after that point. kmod never calls setlocale().
 *
 * One difference remains: in a string with "[...]" that search also compares the '[' as a
 * literal where a node of the trie begins with it, so its answer depends on the other
 * patterns of the table. The kernel prints no such string.
 */

/* ASK_LIBC: the pattern has what only fnmatch(3) interprets. */
enum verdict { NO, YES, ASK_LIBC };

static bool is_wild(char c)
{
	return c == '*' || c == '?' || c == '[';
}

int hw_glob_normalise(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		      struct hw_text *ret)
{
	bool inside = false;

	if (text.n > HW_GLOB_MAX)
		return -ENAMETOOLONG;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (c == '\0' || (c == ']' && !inside))
			return -EINVAL;
		buffer[i] = inside ? c : hw_module_name_byte(c);
		if (c == '[')
			inside = true;
		else if (c == ']')
			inside = false;
	}
	if (inside)
		return -EINVAL;
	buffer[text.n] = '\0';
	*ret = (struct hw_text){buffer, text.n};
	return 0;
}

/* Not 0 if a byte is '-' or less, which NUL is too. */
static uint64_t has_small(uint64_t w)
{
	return (w - HW_WORD_OF('-' + 1)) & ~w & HW_WORD_OF(0x80);
}

/* Not 0 if a byte is '[' or ']', or a 'Y' or '_': these differ in two bits only. */
static uint64_t has_bracket(uint64_t w)
{
	return hw_word_has(w & ~HW_WORD_OF('[' ^ ']'), '[' & ']');
}

int hw_glob_normal(struct hw_text text, char buffer[static HW_GLOB_BUFFER],
		   struct hw_text *ret)
{
	size_t last = text.n - 8;
	uint64_t bracket = 0;
	uint64_t small = 0;
	uint64_t nul = 0;

	if (text.n < 8 || text.n > HW_GLOB_MAX)
		return hw_glob_normalise(text, buffer, ret);
	/* first pass: does any byte need to be changed or refused? */
	for (size_t i = 0;; i = i + 8 < last ? i + 8 : last) {
		uint64_t w = hw_hash_load(text.s + i);

		bracket |= has_bracket(w);
		small |= has_small(w);
		if (i == last)
			break;
	}
	if (!bracket && !small) {
		*ret = text;
		return 0;
	}
	for (size_t i = 0; !bracket; i = i + 8 < last ? i + 8 : last) {
		uint64_t w = hw_hash_load(text.s + i);

		nul |= hw_word_has(w, '\0');
		hw_word_store(buffer + i, hw_word_normal(w));
		if (i == last)
			break;
	}
	if (bracket || nul)
		return hw_glob_normalise(text, buffer, ret);
	*ret = (struct hw_text){buffer, text.n};
	return 0;
}

/*
 * The length of the set at p[0] == '[', with its brackets, if it is of the kind modpost
 * writes: bytes and ranges, perhaps a '!' first. 0 for forms that implementations of
 * fnmatch(3) may read differently: "[]...", "[^", classes, escapes, a '-' at an end.
 */
static size_t plain_set(struct hw_text p)
{
	size_t i = 1;
	size_t first;

	if (i < p.n && p.s[i] == '!')
		i++;
	for (first = i; i < p.n && p.s[i] != ']'; i++) {
		if (p.s[i] == '[' || p.s[i] == '\\' || p.s[i] == '^' || p.s[i] == '-')
			return 0;
		if (i + 1 < p.n && p.s[i + 1] == '-') {
			i += 2;
			if (i >= p.n || strchr("[]\\^-", p.s[i]))
				return 0;
		}
	}
	return i < p.n && i > first ? i + 1 : 0;
}

/* Whether `c` is in the set, a plain one of n bytes. */
static bool set_has(const char *set, size_t n, char c)
{
	unsigned char u = (unsigned char)c;
	bool negated = set[1] == '!';
	bool found = false;

	for (size_t i = negated ? 2 : 1; i + 1 < n && !found; i++) {
		unsigned char low = (unsigned char)set[i];
		unsigned char high = low;

		if (set[i + 1] == '-') {
			i += 2;
			high = (unsigned char)set[i];
		}
		found = low <= u && u <= high;
	}
	return found != negated;
}

/* Bytes of a pattern that are not simply equal to a byte of the string. */
static const bool is_special[256] = {
	['*'] = true, ['?'] = true,  ['['] = true,
	[']'] = true, ['\\'] = true, ['-'] = true,
};

/* Compares one element of the pattern, not '*', with one byte; *ret_step: its length. */
static enum verdict match_one(struct hw_text p, char c, size_t *ret_step)
{
	*ret_step = 1;
	switch (p.s[0]) {
	case '?':
		return YES;
	case '[':
		*ret_step = plain_set(p);
		if (!*ret_step)
			return ASK_LIBC;
		return set_has(p.s, *ret_step, c) ? YES : NO;
	case '\\':
	case ']':
		return ASK_LIBC;
	default:
		return hw_module_name_byte(p.s[0]) == c ? YES : NO;
	}
}

/*
 * What is between two stars matches at the first place where it can: any later place
 * leaves less of the string for the rest. So the search returns to one place only, and
 * takes at most the product of the lengths. A NO before an element that needs fnmatch(3)
 * is final: nothing after a mismatch makes up for it.
 */
static enum verdict match_plain(struct hw_text pattern, struct hw_text string)
{
	const char *p = pattern.s;
	const char *p_end = p + pattern.n;
	const char *s = string.s;
	const char *s_end = s + string.n;
	/* after the last '*', and where its match ends in this attempt */
	const char *star = NULL;
	const char *star_end = s;

	for (;;) {
		/* fast path: most bytes of most patterns */
		while (p < p_end && s < s_end && *p == *s &&
		       !is_special[(unsigned char)*p]) {
			p++;
			s++;
		}
		if (p < p_end && *p == '*') {
			star = ++p;
			if (p == p_end)
				return YES;
		} else if (s == s_end) {
			return p == p_end ? YES : NO;
		} else {
			size_t step = 1;
			enum verdict v = NO;

			if (p < p_end)
				v = match_one((struct hw_text){p, (size_t)(p_end - p)},
					      *s, &step);
			if (v == ASK_LIBC || (v == NO && !star))
				return v;
			if (v == YES) {
				p += step;
				s++;
				continue;
			}
			p = star;
			s = star_end + 1;
		}
		if (!is_special[(unsigned char)*p]) {
			char c = *p;

			while (s < s_end && *s != c)
				s++;
			if (s == s_end)
				return NO;
		}
		star_end = s;
	}
}

/* The locale object of "C" is static in libc, so this cannot run out of memory. */
static bool match_libc(struct hw_text pattern, struct hw_text string)
{
	char p[HW_GLOB_BUFFER];
	char s[HW_GLOB_BUFFER];
	struct hw_text normalised;
	locale_t c_locale;
	locale_t before;
	bool yes;

	if (string.n > HW_GLOB_MAX || hw_glob_normalise(pattern, p, &normalised) < 0)
		return false;
	if (string.n)
		memcpy(s, string.s, string.n);
	s[string.n] = '\0';
	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	before = uselocale(c_locale);
	yes = fnmatch(p, s, 0) == 0;
	uselocale(before);
	if (c_locale)
		freelocale(c_locale);
	return yes;
}

bool hw_glob_match(struct hw_text pattern, struct hw_text string)
{
	enum verdict v = match_plain(pattern, string);

	return v == ASK_LIBC ? match_libc(pattern, string) : v == YES;
}

bool hw_glob_match_written(struct hw_text pattern, struct hw_text string)
{
	char buffer[HW_GLOB_BUFFER];
	struct hw_text normal;

	if (hw_glob_normal(string, buffer, &normal) < 0)
		return hw_text_eq(pattern, string);
	return hw_glob_match(pattern, normal);
}

static bool same_word(const char *pattern, const char *string)
{
	uint64_t p = hw_hash_load(pattern);
	uint64_t s = hw_hash_load(string);

	return p == s || hw_word_normal(p) == s;
}

/* Whether the string begins with the first n bytes of the pattern, taken literally. */
static bool has_head(struct hw_text pattern, size_t n, struct hw_text string)
{
	size_t i = 0;

	if (string.n < n)
		return false;
	for (; i + 8 <= n; i += 8)
		if (!same_word(pattern.s + i, string.s + i))
			return false;
	if (n >= 8)
		return same_word(pattern.s + n - 8, string.s + n - 8);
	for (; i < n; i++)
		if (hw_module_name_byte(pattern.s[i]) != string.s[i])
			return false;
	return true;
}

bool hw_glob_match_scanned(struct hw_text pattern, size_t literal, struct hw_text string)
{
	return has_head(pattern, literal, string) &&
	       hw_glob_match(hw_text_from(pattern, literal),
			     hw_text_from(string, literal));
}

bool hw_glob_match_index(struct hw_text pattern, struct hw_text string)
{
	size_t literal = 0;

	if (!pattern.n || !string.n)
		return hw_glob_match(pattern, string);
	while (literal < pattern.n && !is_wild(pattern.s[literal]))
		literal++;
	return hw_glob_match_scanned(pattern, literal, string);
}

/* A byte that an index of 7-bit strings can hold: neither NUL nor >= 128. */
static bool is_ascii(char c)
{
	return (signed char)c > 0;
}

int hw_glob_scan(struct hw_text pattern, size_t *ret_literal)
{
	size_t literal = pattern.n;
	bool inside = false;

	if (pattern.n > HW_GLOB_MAX)
		return -ENAMETOOLONG;
	for (size_t i = 0; i < pattern.n; i++) {
		char c = pattern.s[i];

		if (c == ']' && !inside)
			return -EINVAL;
		if (!is_ascii(c))
			return -EILSEQ;
		if (c == '[' && !inside && !memchr(pattern.s + i, ']', pattern.n - i))
			return -EINVAL;
		if (!inside && is_wild(c) && literal == pattern.n)
			literal = i;
		inside = inside ? c != ']' : c == '[';
	}
	*ret_literal = literal;
	return 0;
}
