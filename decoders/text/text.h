/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_TEXT_H
#define HWALIAS_DECODERS_TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "decoders/text/ascii.h"

/*
 * A borrowed slice of bytes, without a NUL at its end. It points into a literal, a mapped
 * file or an arena: the header of the function that returns it says which, and so how
 * long it lives.
 *
 * The absent text is {NULL, 0}; an empty text has a pointer, and n == 0. A look-up that
 * finds nothing returns the absent text.
 */
struct hw_text {
	const char *s;
	size_t n;
};

/* Of a string literal; its length is a constant. */
#define HW_TEXT(literal) ((struct hw_text){"" literal, sizeof(literal) - 1})
#define HW_NO_TEXT	 ((struct hw_text){NULL, 0})

#define HW_ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* For printf's "%.*s"; evaluates its argument three times. No source has a text longer
 * than INT_MAX. */
#define HW_TEXT_ARG(t) (int)(t).n, (t).s ? (t).s : ""

static inline struct hw_text hw_text_of(const char *s)
{
	return s ? (struct hw_text){s, strlen(s)} : HW_NO_TEXT;
}

static inline bool hw_text_eq(struct hw_text a, struct hw_text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

static inline bool hw_text_starts(struct hw_text t, struct hw_text head)
{
	return t.n >= head.n && (head.n == 0 || memcmp(t.s, head.s, head.n) == 0);
}

/* The text after its first `n` bytes, or at its end. It may be empty, but is absent only
 * if the text is: of that not even 0 may be added to the address. */
static inline struct hw_text hw_text_from(struct hw_text t, size_t n)
{
	const size_t from = n < t.n ? n : t.n;

	return (struct hw_text){from ? t.s + from : t.s, t.n - from};
}

static inline struct hw_text hw_text_head(struct hw_text t, size_t n)
{
	return (struct hw_text){t.s, n < t.n ? n : t.n};
}

/* Offset of the first byte `c`, or t.n when there is none. */
static inline size_t hw_text_find(struct hw_text t, char c)
{
	const char *hit = t.n ? memchr(t.s, c, t.n) : NULL;

	return hit ? (size_t)(hit - t.s) : t.n;
}

/*
 * Cuts the head up to `c` off `rest` and returns it. Then `rest` starts behind the `c`,
 * or is absent if there is no `c`. Loop with while (rest.s).
 */
static inline struct hw_text hw_text_cut(struct hw_text *rest, char c)
{
	size_t at = hw_text_find(*rest, c);
	struct hw_text head = {rest->s, at};

	*rest = at < rest->n ? hw_text_from(*rest, at + 1) : HW_NO_TEXT;
	return head;
}

/* Whether a short set has the byte: of few, a loop costs less than a call. */
static inline bool hw_text_is_among(const char *set, char c)
{
	while (*set && *set != c)
		set++;
	return *set != '\0';
}

/* The text without the bytes of `set` at its start, or at its end. */
static inline struct hw_text hw_text_trim_start(struct hw_text t, const char *set)
{
	while (t.n && hw_text_is_among(set, t.s[0]))
		t = hw_text_from(t, 1);
	return t;
}

static inline struct hw_text hw_text_trim_end(struct hw_text t, const char *set)
{
	while (t.n && hw_text_is_among(set, t.s[t.n - 1]))
		t.n--;
	return t;
}

/* Cuts the next word off, behind blanks and tabs, one of which begins what is left.
 * Empty: there is none. */
static inline struct hw_text hw_text_cut_word(struct hw_text *rest)
{
	struct hw_text word;
	size_t n = 0;

	*rest = hw_text_trim_start(*rest, " \t");
	while (n < rest->n && rest->s[n] != ' ' && rest->s[n] != '\t')
		n++;
	word = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n);
	return word;
}

/* Byte order, shorter first when one is the head of the other; as strcmp(). */
static inline int hw_text_cmp(struct hw_text a, struct hw_text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.s, b.s, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* A decimal number of at most `digits` digits, up to 18; -1: the text is none. */
static inline int64_t hw_text_decimal(struct hw_text t, size_t digits)
{
	int64_t value = 0;

	if (!t.n || t.n > digits)
		return -1;
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] < '0' || t.s[i] > '9')
			return -1;
		value = value * 10 + (t.s[i] - '0');
	}
	return value;
}

/* A hexadecimal number of 1 to `digits` digits of either case, up to 16, into *ret.
 * False: the text is none. */
static inline bool hw_text_hex(struct hw_text t, size_t digits, uint64_t *ret)
{
	uint64_t value = 0;

	if (!t.n || t.n > digits)
		return false;
	for (size_t i = 0; i < t.n; i++) {
		int digit = hw_hex_value(t.s[i]);

		if (digit < 0)
			return false;
		value = value << 4 | (unsigned)digit;
	}
	*ret = value;
	return true;
}

/* What is behind "0x", as the kernel prints some numbers; else the text as it is. */
static inline struct hw_text hw_text_behind_0x(struct hw_text t)
{
	bool has = t.n >= 2 && t.s[0] == '0' && (t.s[1] == 'x' || t.s[1] == 'X');

	return has ? hw_text_from(t, 2) : t;
}

#endif
