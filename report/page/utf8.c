// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

/*
 * Well-formed sequences, The Unicode Standard, table 3-7. Only the second byte has
 * ranges of its own, which keep out overlong forms, surrogates and what is past 10FFFF.
 *
 *     first    second   third    fourth
 *     00..7f
 *     c2..df   80..bf
 *     e0       a0..bf   80..bf
 *     e1..ec   80..bf   80..bf
 *     ed       80..9f   80..bf
 *     ee..ef   80..bf   80..bf
 *     f0       90..bf   80..bf   80..bf
 *     f1..f3   80..bf   80..bf   80..bf
 *     f4       80..8f   80..bf   80..bf
 *
 * One U+FFFD stands for the longest head of such a sequence, or for one byte (section
 * 3.9, "U+FFFD Substitution of Maximal Subparts"), as browsers and Python do it.
 */

#define REPLACEMENT "\xef\xbf\xbd"

static unsigned char at(struct hw_text t, size_t i)
{
	return (unsigned char)t.s[i];
}

/* Bytes of the sequence that `first` starts, 0 when none does. */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

static bool is_second(unsigned char first, unsigned char c)
{
	unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return c >= low && c <= high;
}

size_t hw_utf8_next(struct hw_text t, uint32_t *ret_code)
{
	unsigned char first = at(t, 0);
	size_t length = sequence_length(first);
	uint32_t code;
	size_t i;

	if (length < 2) {
		*ret_code = length ? first : 1;
		return length;
	}
	code = first & (0x7fU >> length);
	for (i = 1; i < length && i < t.n; i++) {
		if (i == 1 ? !is_second(first, at(t, i)) : (at(t, i) & 0xc0) != 0x80)
			break;
		code = code << 6 | (at(t, i) & 0x3f);
	}
	*ret_code = i == length ? code : (uint32_t)i;
	return i == length ? length : 0;
}

bool hw_utf8_is_control(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = {
		{0x0000, 0x001f},
		{0x007f, 0x009f},
		/* marks, embeddings, overrides and isolates of bidirectional text */
		{0x061c, 0x061c},
		{0x200e, 0x200f},
		{0x202a, 0x202e},
		{0x2066, 0x2069},
		/* line and paragraph separator, zero width no-break space */
		{0x2028, 0x2029},
		{0xfeff, 0xfeff},
		/* tags, which no terminal shows */
		{0xe0000, 0xe007f},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

enum mode {
	CLEAN,
	VISIBLE,
	VISIBLE_ASCII,
};

static bool is_kept(uint32_t code, enum mode mode)
{
	if (mode == CLEAN)
		return code != 0;
	return !hw_utf8_is_control(code) && (mode == VISIBLE || code < 0x80);
}

/* Most bytes that one byte of the input becomes: "\x1b", or "?" for U+FFFD. */
#define GROWTH 4

/* Room for "\U0010ffff" and its NUL. */
static size_t escape(char *p, uint32_t code)
{
	char letter = code < 0x100 ? 'x' : code < 0x10000 ? 'u' : 'U';
	int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
	int n = snprintf(p, 11, "\\%c%0*x", letter, digits, code);

	return n > 0 ? (size_t)n : 0;
}

static size_t replace(char *p, enum mode mode)
{
	if (mode == VISIBLE_ASCII) {
		*p = '?';
		return 1;
	}
	memcpy(p, REPLACEMENT, sizeof(REPLACEMENT) - 1);
	return sizeof(REPLACEMENT) - 1;
}

static struct hw_text mend(struct hw_text t, size_t i, enum mode mode,
			   struct hw_arena *arena)
{
	/* the NUL of the last escape comes on top */
	char *p = t.n < SIZE_MAX / GROWTH ? hw_arena_alloc(arena, t.n * GROWTH + 1, 1)
					  : NULL;
	size_t out = i;

	if (!p)
		return HW_NO_TEXT;
	memcpy(p, t.s, i);
	while (i < t.n) {
		struct hw_text rest = hw_text_from(t, i);
		uint32_t code;
		size_t n = hw_utf8_next(rest, &code);

		if (n && is_kept(code, mode)) {
			memcpy(p + out, rest.s, n);
			out += n;
		} else if (n && mode != CLEAN) {
			out += escape(p + out, code);
		} else {
			out += replace(p + out, mode);
		}
		i += n ? n : code;
	}
	return (struct hw_text){p, out};
}

/* Changes nothing, and copies nothing, up to the first character that must change. */
static struct hw_text filter(struct hw_text t, enum mode mode, struct hw_arena *arena)
{
	size_t i = 0;

	while (i < t.n) {
		unsigned char c = at(t, i);
		uint32_t code;
		size_t n;

		if (c >= 0x20 && c < 0x7f) {
			i++;
			continue;
		}
		n = hw_utf8_next(hw_text_from(t, i), &code);
		if (!n || !is_kept(code, mode))
			return mend(t, i, mode, arena);
		i += n;
	}
	return t;
}

struct hw_text hw_utf8_clean(struct hw_text t, struct hw_arena *arena)
{
	return filter(t, CLEAN, arena);
}

struct hw_text hw_utf8_visible(struct hw_text t, bool ascii_only, struct hw_arena *arena)
{
	return filter(t, ascii_only ? VISIBLE_ASCII : VISIBLE, arena);
}

static void (*set_locale)(void);

void hw_utf8_set_locale_by(void (*set)(void))
{
	set_locale = set;
}

void hw_utf8_need_locale(void)
{
	void (*set)(void) = set_locale;

	set_locale = NULL;
	if (set)
		set();
}

bool hw_utf8_is_ascii(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (at(t, i) >= 0x80)
			return false;
	return true;
}

bool hw_utf8_is_ascii_locale(void)
{
	hw_utf8_need_locale();
	return MB_CUR_MAX == 1;
}

/* Columns of one character; what the locale cannot print takes one all the same. */
static size_t width_of(uint32_t code)
{
	int n;

	hw_utf8_need_locale();
	n = wcwidth((wchar_t)code);

	return n < 0 ? 1 : (size_t)n;
}

struct hw_text hw_utf8_fit(struct hw_text t, size_t width)
{
	size_t used = 0;
	size_t i = 0;

	while (i < t.n) {
		uint32_t code = at(t, i);
		size_t n = 1;
		size_t more = 1;

		if (code >= 0x80) {
			n = hw_utf8_next(hw_text_from(t, i), &code);
			more = n ? width_of(code) : 1;
			n = n ? n : code;
		}
		if (used + more > width)
			break;
		used += more;
		i += n;
	}
	return hw_text_head(t, i);
}

size_t hw_utf8_width(struct hw_text t)
{
	size_t width = 0;

	for (size_t i = 0; i < t.n;) {
		uint32_t code = at(t, i);
		size_t n = 1;

		if (code >= 0x80) {
			n = hw_utf8_next(hw_text_from(t, i), &code);
			width += n ? width_of(code) : 1;
			n = n ? n : code;
		} else {
			width++;
		}
		i += n;
	}
	return width;
}

/*
 * The blocks of the Unicode Character Database whose characters have the classes R and AL
 * (DerivedBidiClass.txt): Hebrew to Arabic Extended-A, the presentation forms, and the
 * historic scripts of the supplementary plane.
 */
bool hw_utf8_is_rtl(struct hw_text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t code = at(t, i);
		size_t n = 1;

		if (code >= 0x80) {
			n = hw_utf8_next(hw_text_from(t, i), &code);
			if (n && ((code >= 0x590 && code <= 0x8ff) ||
				  (code >= 0xfb1d && code <= 0xfdff) ||
				  (code >= 0xfe70 && code <= 0xfefe) ||
				  (code >= 0x10800 && code <= 0x10fff) ||
				  (code >= 0x1e800 && code <= 0x1efff)))
				return true;
			n = n ? n : code;
		}
		i += n;
	}
	return false;
}

struct hw_text hw_utf8_line(struct hw_text t, size_t width)
{
	size_t n = hw_utf8_fit(t, width).n;

	if (n == t.n)
		return t;
	while (n && t.s[n] != ' ')
		n--;
	return n ? hw_text_head(t, n) : hw_text_head(t, hw_text_find(t, ' '));
}
