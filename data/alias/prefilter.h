/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_PREFILTER_H
#define HWALIAS_DATA_ALIAS_PREFILTER_H

#include "data/alias/word.h"
#include "decoders/text/text.h"

/*
 * How the announced strings begin; internal to the alias tables. A pattern matches only
 * strings that begin as it does up to its first wildcard, so most of the 27,000 patterns
 * that no string of a machine begins like are known by their first bytes, whatever their
 * bus, and need not be taken apart:
 *
 *	alias pci:v00008086d000024DBsv*sd*bc*sc*i* e1000e
 *	      ^^^^  ^^^^^^^^                                bytes 0-3, then 6-13
 *	            ^^^^^^^^^^^^^^^^                        then 6-21
 *
 * Of those that begin alike, on a bus whose patterns have their star early, the last
 * literal bytes tell most: a string that matches has them somewhere.
 *
 *	alias of:N*T*Cfsl,imx6q-uartC* imx
 *	                  ^^^^^^^^                           the last 8 before the stars
 *
 * A set of bits per hash: a pattern that could match is never turned away.
 */
enum {
	HW_ALIAS_PREFILTER_BITS = 15,
	HW_ALIAS_RUNS_BITS = 17,
	/* bytes behind a pattern's start that hw_alias_prefilter_may() looks at */
	HW_ALIAS_PREFILTER_ROOM = 22,
	/* shorter heads are in the set by each even length from 6 on */
	HW_ALIAS_PREFILTER_SHORT = 20,
};

struct hw_alias_prefilter {
	uint64_t bits[(1 << HW_ALIAS_PREFILTER_BITS) / 64];
	/* all eight bytes in a row of the strings */
	uint64_t runs[(1 << HW_ALIAS_RUNS_BITS) / 64];
};

static inline uint64_t hw_alias_prefilter_first(const char *s)
{
	uint32_t first;

	memcpy(&first, s, sizeof(first));
	return first;
}

static inline size_t hw_alias_prefilter_bit(uint64_t hash)
{
	return hash >> (64 - HW_ALIAS_PREFILTER_BITS);
}

static inline size_t hw_alias_runs_bit(uint64_t word)
{
	return hw_hash_word(0, word) >> (64 - HW_ALIAS_RUNS_BITS);
}

static inline bool hw_alias_prefilter_has(const struct hw_alias_prefilter *heads,
					  uint64_t hash)
{
	size_t bit = hw_alias_prefilter_bit(hash);

	return heads->bits[bit / 64] >> bit % 64 & 1;
}

/* Not 0 if there is a '*' or a blank, where the literal head may end; nor for '"', '('.
 */
static inline uint64_t hw_alias_prefilter_end(uint64_t w)
{
	return hw_word_has(w & ~HW_WORD_OF('*' ^ ' '), ' ');
}

/* Adds a normalised string. */
void hw_alias_prefilter_add(struct hw_alias_prefilter *heads, struct hw_text string);

/*
 * False: none of the strings can match the pattern that begins at `s`, where
 * HW_ALIAS_PREFILTER_ROOM bytes can be read; it has no '?', '[' or '\\'.
 */
static inline bool hw_alias_prefilter_may(const struct hw_alias_prefilter *heads,
					  const char *s)
{
	uint64_t first = hw_alias_prefilter_first(s);
	uint64_t hash;

	if (hw_alias_prefilter_end(hw_hash_load(s)) |
	    hw_alias_prefilter_end(hw_hash_load(s + 6)))
		return hw_alias_prefilter_end(first) ||
		       hw_alias_prefilter_has(heads,
					      hw_hash_word(0, hw_word_normal(first)));
	hash = hw_hash_word(0, hw_word_normal(hw_hash_load(s + 6)));
	if (!hw_alias_prefilter_has(heads, hash))
		return false;
	if (hw_alias_prefilter_end(hw_hash_load(s + 14)))
		return true;
	hash = hw_hash_word(hash, hw_word_normal(hw_hash_load(s + 14)));
	return hw_alias_prefilter_has(heads, hash);
}

/* The same by the end of a pattern that has no wildcard but stars. */
static inline bool hw_alias_prefilter_may_end(const struct hw_alias_prefilter *heads,
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
	bit = hw_alias_runs_bit(hw_word_normal(word));
	return heads->runs[bit / 64] >> bit % 64 & 1;
}

/* The same for a pattern whose literal head is known, by all of it if it is short. */
static inline bool hw_alias_prefilter_may_short(const struct hw_alias_prefilter *heads,
						struct hw_text head)
{
	size_t n = head.n & ~(size_t)1;

	return n < 6 || n > HW_ALIAS_PREFILTER_SHORT ||
	       hw_alias_prefilter_has(heads, hw_word_hash_pattern(n, head.s, n));
}

#endif
