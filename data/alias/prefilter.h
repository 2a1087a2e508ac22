/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_PREFILTER_H
#define HWALIAS_DATA_ALIAS_PREFILTER_H

#include "data/alias/word.h"
#include "data/base/vector.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * Rejects patterns that match none of a few strings, by some of their bytes; for files of
 * data/alias only. A pattern matches only strings that begin with its literal head. Most
 * of the 27,000 patterns of a table begin like no string of a machine, whatever their
 * bus, so the first bytes are enough to reject them:
 *
 *	alias pci:v00008086d000024DBsv*sd*bc*sc*i* e1000e
 *	            ^^^^^^^^                                bytes 6-13
 *	            ^^^^^^^^^^^^^^^^                        then 6-21
 *
 * Patterns of a bus that has a star early begin alike, or are short. Of these the last
 * literal bytes say most: a string that matches has them somewhere.
 *
 *	alias of:N*T*Cfsl,imx6q-uartC* imx
 *	                  ^^^^^^^^                          the last 8 before the stars
 *
 * Both are sets of hashes, a bit a hash, so a pattern that matches is never rejected.
 * A zeroed prefilter has no strings.
 */
// clang-format on
enum {
	HW_ALIAS_PREFILTER_HEAD_BITS = 15,
	HW_ALIAS_PREFILTER_RUN_BITS = 17,
	/* how many bytes from a pattern's start hw_alias_prefilter_may_match() reads */
	HW_ALIAS_PREFILTER_ROOM = 22,
	/* the strings' heads up to this length are in the set, of each even length */
	HW_ALIAS_PREFILTER_SHORT = 20,
};

struct hw_alias_prefilter {
	uint64_t heads[(1 << HW_ALIAS_PREFILTER_HEAD_BITS) / 64];
	/* each eight consecutive bytes of the strings */
	uint64_t runs[(1 << HW_ALIAS_PREFILTER_RUN_BITS) / 64];
};

static inline size_t hw_alias_prefilter_head_bit(uint64_t hash)
{
	return hash >> (64 - HW_ALIAS_PREFILTER_HEAD_BITS);
}

static inline size_t hw_alias_prefilter_run_bit(uint64_t word)
{
	return hw_hash_word(0, word) >> (64 - HW_ALIAS_PREFILTER_RUN_BITS);
}

static inline bool hw_alias_prefilter_has(const struct hw_alias_prefilter *prefilter,
					  uint64_t hash)
{
	size_t bit = hw_alias_prefilter_head_bit(hash);

	return prefilter->heads[bit / 64] >> bit % 64 & 1;
}

/*
 * Not 0 if a byte is '*' or ' ', where the literal head may end. '"' and '(' differ from
 * these in the ignored bits and count as well.
 */
static inline uint64_t hw_alias_prefilter_end(uint64_t w)
{
	return hw_word_has(w & ~HW_WORD_OF('*' ^ ' '), ' ');
}

/* Adds a normalised string. */
void hw_alias_prefilter_add(struct hw_alias_prefilter *prefilter, struct hw_text string);

/* Whether the first 14 bytes of a pattern of ASCII are none of those from ' ' to '/',
 * where blanks, stars and '-' are: most heads are made of digits and letters. */
static inline bool hw_alias_prefilter_is_bare(const char *s)
{
#if defined(__SSE2__)
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);
	const __m128i upper = _mm_and_si128(v, _mm_set1_epi8(0x70));

	return !(_mm_movemask_epi8(_mm_cmpeq_epi8(upper, _mm_set1_epi8(' '))) & 0x3fff);
#else
	/* the top bit of each byte that has another upper half than ' ' */
	const uint64_t a = ((hw_hash_load(s) ^ HW_WORD_OF(' ')) & HW_WORD_OF(0x70)) +
			   HW_WORD_OF(0x70);
	const uint64_t b = ((hw_hash_load(s + 6) ^ HW_WORD_OF(' ')) & HW_WORD_OF(0x70)) +
			   HW_WORD_OF(0x70);

	return (a & b & HW_WORD_OF(0x80)) == HW_WORD_OF(0x80);
#endif
}

/* False: no string has the last literal bytes of the pattern, which has no wildcard but
 * stars. */
static inline bool
hw_alias_prefilter_may_match_end(const struct hw_alias_prefilter *prefilter,
				 struct hw_text pattern)
{
	size_t n = pattern.n;
	uint64_t word;
	size_t bit;

	while (n && pattern.s[n - 1] == '*')
		n--;
	if (n < sizeof(word))
		return true;
	word = hw_hash_load(pattern.s + n - sizeof(word));
	if (hw_word_has(word, '*'))
		return true;
	bit = hw_alias_prefilter_run_bit(hw_word_normal(word));
	return prefilter->runs[bit / 64] >> bit % 64 & 1;
}

/* False: no string has the first bytes of a bare pattern, those from the seventh on. */
static inline bool
hw_alias_prefilter_may_match_bare(const struct hw_alias_prefilter *prefilter,
				  const char *s)
{
	uint64_t hash = hw_hash_word(0, hw_hash_load(s + 6));

	if (!hw_alias_prefilter_has(prefilter, hash))
		return false;
	if (hw_alias_prefilter_end(hw_hash_load(s + 14)))
		return true;
	hash = hw_hash_word(hash, hw_word_normal(hw_hash_load(s + 14)));
	return hw_alias_prefilter_has(prefilter, hash);
}

/*
 * False: no string of the prefilter matches the pattern, which is ASCII without '?', '['
 * or '\\'. HW_ALIAS_PREFILTER_ROOM bytes can be read from its start on, and behind it
 * is a blank.
 */
static inline bool
hw_alias_prefilter_may_match(const struct hw_alias_prefilter *prefilter,
			     struct hw_text pattern)
{
	uint32_t first;

	if (hw_alias_prefilter_is_bare(pattern.s))
		return hw_alias_prefilter_may_match_bare(prefilter, pattern.s) &&
		       hw_alias_prefilter_may_match_end(prefilter, pattern);
	if (!hw_alias_prefilter_may_match_end(prefilter, pattern))
		return false;
	first = hw_word_load_half(pattern.s);
	return hw_alias_prefilter_end(first) ||
	       hw_alias_prefilter_has(prefilter, hw_hash_word(0, hw_word_normal(first)));
}

/* The same by the literal head of a pattern, "dmi" or "mdio:0000000101000001": all of it,
 * if it is short. */
static inline bool
hw_alias_prefilter_may_match_head(const struct hw_alias_prefilter *prefilter,
				  struct hw_text head)
{
	const size_t n = hw_text_head(head, HW_ALIAS_PREFILTER_SHORT).n & ~(size_t)1;

	return !n ||
	       hw_alias_prefilter_has(prefilter, hw_word_hash_pattern(n, head.s, n));
}

#endif
