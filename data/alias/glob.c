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
 *	literal head     |    |         any one byte
 *	                 |    any bytes, also none
 *	                 one byte of a set; [!...] one byte that is not of it
 *
 * kmod's relation, in its own steps:
 *  1. alias_normalize() (kmod shared/util.c) turns '-' into '_', except from a '[' to
 *     the next ']', and refuses a ']' outside and a '[' that is not closed. depmod
 *     does it to the pattern, kmod_module_new_from_lookup() to the string. Both work
 *     in buffers of PATH_MAX.
 *  2. The index is a trie over 7-bit bytes: depmod dies on others (seen in the wild:
 *     "platform:jsl_rt5682_max98360ax\x80"), and a byte >= 128 of the string leads
 *     nowhere while the head is compared.
 *  3. index_mm_searchwild() (libkmod-index.c) compares bytes up to the first '*', '?'
 *     or '[' and calls fnmatch(rest of the pattern, rest of the string, 0) from there:
 *     a backslash escapes only behind that point. kmod never calls setlocale().
 *
 * Not copied: where a string itself holds "[...]", that search also compares the '[' as
 * a literal if it happens to begin a node of the trie, so the answer hangs on the other
 * patterns in it. No string the kernel emits has one.
 */

/* Patterns that this file does not interpret itself are left to fnmatch(3). */
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

/*
 * Not 0 if a text with these bytes may have to be normalised, or cannot be: bytes up to
 * '-', so that NUL is one of them, and brackets. These differ in two bits, without which
 * 'Y' and '_' look like them.
 */
static uint64_t is_small(uint64_t w)
{
	return (w - HW_WORD_OF('-' + 1)) & ~w & HW_WORD_OF(0x80);
}

static uint64_t is_bracket(uint64_t w)
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
	for (size_t i = 0;; i = i + 8 < last ? i + 8 : last) {
		uint64_t w = hw_hash_load(text.s + i);

		bracket |= is_bracket(w);
		small |= is_small(w);
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
 * The length of the set that begins at p[0] == '[', brackets included, if it is of the
 * kind modpost writes: bytes and ranges, perhaps a '!' first. 0 for anything on which
 * readers of fnmatch(3) could differ: "[]...", "[^", classes, escapes, an odd '-'.
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

/* Whether `c` is of the set, a plain one of n bytes. */
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

/* Bytes of a pattern that do not just stand for themselves. */
static const bool is_special[256] = {
	['*'] = true, ['?'] = true,  ['['] = true,
	[']'] = true, ['\\'] = true, ['-'] = true,
};

/* One element of the pattern, not '*', against one byte; its length in *ret_step. */
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
 * What stands between two stars is looked for from left to right and taken where it is
 * first found: what is taken later leaves less for the rest. So there is one place to go
 * back to, and the cost is at most the product of the lengths. A NO before a part that is
 * libc's is final: nothing behind it can mend the mismatch.
 */
static enum verdict match_plain(struct hw_text pattern, struct hw_text string)
{
	const char *p = pattern.s;
	const char *p_end = p + pattern.n;
	const char *s = string.s;
	const char *s_end = s + string.n;
	/* behind the last '*', and where its match ends for now */
	const char *star = NULL;
	const char *taken = s;

	for (;;) {
		/* most bytes of most patterns */
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
			s = taken + 1;
		}
		if (!is_special[(unsigned char)*p]) {
			char c = *p;

			while (s < s_end && *s != c)
				s++;
			if (s == s_end)
				return NO;
		}
		taken = s;
	}
}

/* The locale object of "C" is static in libc: no memory is taken. */
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

static bool same_word(const char *pattern, const char *string)
{
	uint64_t p = hw_hash_load(pattern);
	uint64_t s = hw_hash_load(string);

	return p == s || hw_word_normal(p) == s;
}

bool hw_glob_has_head(struct hw_text pattern, size_t n, struct hw_text string)
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
	return hw_glob_has_head(pattern, literal, string) &&
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

/* Not in an index of 7-bit strings: 0 and what is negative as a signed char. */
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
