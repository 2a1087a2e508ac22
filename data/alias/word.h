/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_WORD_H
#define HWALIAS_DATA_ALIAS_WORD_H

#include "data/base/hash.h"

// clang-format off
/*
 * Eight bytes of a pattern or a string as one word; for files of data/alias only. A text
 * of eight bytes or more is a row of words, and one more that ends where the text ends:
 *
 *	pci:v00008086d000024DBsv
 *	[------][------][------]
 *	acpi:PNP0303:
 *	[------]
 *	     [------]
 */
// clang-format on

/* A word whose bytes are all `c`. */
#define HW_WORD_OF(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

static inline void hw_word_store(char *s, uint64_t w)
{
	memcpy(s, &w, sizeof(w));
}

/* Four bytes. */
static inline uint32_t hw_word_load_half(const char *s)
{
	uint32_t w;

	memcpy(&w, s, sizeof(w));
	return w;
}

/* Not 0 if a byte is zero. */
static inline uint64_t hw_word_has_zero(uint64_t w)
{
	return (w - HW_WORD_OF(1)) & ~w & HW_WORD_OF(0x80);
}

/* Not 0 if a byte is `c`. */
static inline uint64_t hw_word_has(uint64_t w, char c)
{
	return hw_word_has_zero(w ^ HW_WORD_OF(c));
}

/* The word with '_' for each '-'. */
static inline uint64_t hw_word_normal(uint64_t w)
{
	uint64_t zero = w ^ HW_WORD_OF('-');
	/* the top bit of each byte says that it is not '-', exactly: in hw_word_has() a
	 * borrow may change the bytes above the first that is found */
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
