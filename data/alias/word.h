/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_WORD_H
#define HWALIAS_DATA_ALIAS_WORD_H

#include "data/base/hash.h"

/*
 * Eight bytes of a pattern or a string at a time; internal to the matching. A text of
 * n >= 8 bytes is taken as words from its start and, if bytes are left over, one more
 * that ends where it ends.
 */
#define HW_WORD_OF(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

static inline void hw_word_store(char *s, uint64_t w)
{
	memcpy(s, &w, sizeof(w));
}

static inline uint32_t hw_word_load_half(const char *s)
{
	uint32_t w;

	memcpy(&w, s, sizeof(w));
	return w;
}

/* Not 0 if there is a zero byte. */
static inline uint64_t hw_word_zero(uint64_t w)
{
	return (w - HW_WORD_OF(1)) & ~w & HW_WORD_OF(0x80);
}

/* The same of a byte `c`. */
static inline uint64_t hw_word_has(uint64_t w, char c)
{
	return hw_word_zero(w ^ HW_WORD_OF(c));
}

/* With '_' for each '-'. */
static inline uint64_t hw_word_normal(uint64_t w)
{
	uint64_t zero = w ^ HW_WORD_OF('-');
	/* exact for each byte, unlike hw_word_has(): the top bit is set if it is not '-'
	 */
	uint64_t others = ((zero & HW_WORD_OF(0x7f)) + HW_WORD_OF(0x7f)) | zero;

	return w ^ ((~others & HW_WORD_OF(0x80)) >> 7) * ('-' ^ '_');
}

/* hw_hash_text() of the text as it is when it is normalised. */
static inline uint64_t hw_word_hash_pattern(uint64_t seed, const char *s, size_t n)
{
	uint64_t hash = seed;
	size_t i = 0;

	if (n < 8)
		return hw_hash_word(hash, hw_word_normal(hw_hash_load_short(s, n)));
	for (; i + 8 <= n; i += 8)
		hash = hw_hash_word(hash, hw_word_normal(hw_hash_load(s + i)));
	return i == n ? hash
		      : hw_hash_word(hash, hw_word_normal(hw_hash_load(s + n - 8)));
}

#endif
