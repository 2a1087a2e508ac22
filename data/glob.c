// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/glob.h"

#include <errno.h>
#include <fnmatch.h>
#include <locale.h>

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

static char normal(char c)
{
	return c == '-' ? '_' : c;
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
		buffer[i] = inside ? c : normal(c);
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
		return normal(p.s[0]) == c ? YES : NO;
	}
}

/*
 * Goes back to the last '*' only: what an earlier one could give, the last one can take.
 * So the cost is at most the product of the lengths. A NO before a part that is libc's
 * is final: nothing behind it can mend the mismatch.
 */
static enum verdict match_plain(struct hw_text pattern, struct hw_text string)
{
	size_t p = 0;
	size_t s = 0;
	/* behind the last '*', and where its match ends for now */
	size_t star = 0;
	size_t taken = 0;
	bool starred = false;

	for (;;) {
		enum verdict v = NO;
		size_t step = 1;

		if (p < pattern.n && pattern.s[p] == '*') {
			star = ++p;
			taken = s;
			starred = true;
			if (p == pattern.n)
				return YES;
			continue;
		}
		if (s == string.n)
			return p == pattern.n ? YES : NO;
		if (p < pattern.n)
			v = match_one(hw_text_from(pattern, p), string.s[s], &step);
		if (v == ASK_LIBC)
			return v;
		if (v == YES) {
			p += step;
			s++;
		} else if (starred) {
			p = star;
			s = ++taken;
		} else {
			return NO;
		}
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

bool hw_glob_match_index(struct hw_text pattern, struct hw_text string)
{
	size_t i = 0;

	if (!pattern.n || !string.n)
		return hw_glob_match(pattern, string);
	for (; i < pattern.n && !is_wild(pattern.s[i]); i++) {
		if (i == string.n || normal(pattern.s[i]) != string.s[i])
			return false;
	}
	return hw_glob_match(hw_text_from(pattern, i), hw_text_from(string, i));
}

/* Not in an index of 7-bit strings: 0 and what is negative as a signed char. */
static bool is_ascii(char c)
{
	return (signed char)c > 0;
}

/* The part from the first wildcard on: finds a gram, and what depmod refuses. */
static int scan_tail(struct hw_text tail, uint16_t *ret_gram)
{
	uint32_t bytes = 0;
	/* bytes since the last wildcard, and those before the gram's end */
	size_t run = 0;
	uint32_t last = 0;
	bool plain = true;

	for (size_t i = 0; i < tail.n; i++) {
		char c = tail.s[i];

		switch (c) {
		case '*':
		case '?':
			run = 0;
			continue;
		case '[': {
			struct hw_text set = hw_text_from(tail, i);
			size_t end = hw_text_find(set, ']');

			if (end == set.n)
				return -EINVAL;
			for (size_t j = 0; j < end; j++) {
				if (!is_ascii(set.s[j]))
					return -EILSEQ;
			}
			plain = plain && plain_set(set);
			i += end;
			run = 0;
			continue;
		}
		case ']':
			return -EINVAL;
		case '\\':
			plain = false;
			break;
		default:
			break;
		}
		if (!is_ascii(c))
			return -EILSEQ;
		bytes = bytes << 8 | (unsigned char)normal(c);
		if (++run >= 4)
			last = bytes;
	}
	*ret_gram = plain && last ? hw_glob_gram(last) : 0;
	return 0;
}

int hw_glob_scan(struct hw_text pattern, struct hw_glob *ret)
{
	struct hw_glob glob = {.hash = HW_GLOB_HASH_START};

	if (pattern.n > HW_GLOB_MAX)
		return -ENAMETOOLONG;
	for (; glob.literal < pattern.n; glob.literal++) {
		char c = pattern.s[glob.literal];

		if (is_wild(c))
			break;
		if (c == ']' || !is_ascii(c))
			return c == ']' ? -EINVAL : -EILSEQ;
		glob.hash = hw_glob_hash(glob.hash, (unsigned char)normal(c));
	}
	glob.wild = glob.literal < pattern.n;
	if (glob.wild) {
		int r = scan_tail(hw_text_from(pattern, glob.literal), &glob.gram);

		if (r < 0)
			return r;
	}
	*ret = glob;
	return 0;
}
