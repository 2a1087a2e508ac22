/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_HASH_H
#define HWALIAS_DATA_BASE_HASH_H

#include <stdint.h>

#include "decoders/text/text.h"

/*
 * Hash functions for tables in memory. None resists a hostile input, and none is stable
 * across machines: a hash is neither stored nor printed.
 *
 *	hw_hash_text()	64 bits, eight bytes a step: modalias strings, keys, lines
 *	hw_hash_word()	its step: 64 bits of hash and 64 of input
 *	hw_hash_byte()	32 bits, a byte a step (FNV-1a): short names that are normalised
 *			while they are read
 *	hw_hash_bits()	the upper bits of a product: 32 bits of input
 *
 * The upper half of a 64-bit hash is well mixed: take bits from there.
 */

/* Where hw_hash_byte() starts: FNV-1a's offset basis. */
#define HW_HASH_BYTE_START UINT32_C(0x811c9dc5)

static inline uint32_t hw_hash_byte(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)c) * UINT32_C(0x01000193);
}

/* The factor is 2^64 by the golden ratio, as in hash_64() of Linux. */
static inline uint64_t hw_hash_word(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* A number of `bits` bits, 1 to 32; the factor is the prime next to the golden ratio. */
static inline uint32_t hw_hash_bits(uint32_t value, unsigned bits)
{
	return value * UINT32_C(0x9e3779b1) >> (32 - bits);
}

/* Eight bytes in the machine's order. */
static inline uint64_t hw_hash_load(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	return word;
}

/* Fewer than eight bytes. Texts of equal length give equal words if they are equal. */
static inline uint64_t hw_hash_load_short(const char *s, size_t n)
{
	uint64_t word = 0;
	uint32_t low;
	uint32_t high;

	if (n >= 4) {
		memcpy(&low, s, sizeof(low));
		memcpy(&high, s + n - 4, sizeof(high));
		return low | (uint64_t)high << 32;
	}
	for (size_t i = 0; i < n; i++)
		word = word << 8 | (unsigned char)s[i];
	return word;
}

/*
 * `seed` tells kinds of key apart, or is the hash of what comes before. The last word of
 * a text of eight bytes or more ends where the text ends, so it may overlap the one
 * before. The length is not part of the hash.
 */
static inline uint64_t hw_hash_text(uint64_t seed, struct hw_text text)
{
	uint64_t hash = seed;
	size_t i = 0;

	if (text.n < 8)
		return hw_hash_word(hash, hw_hash_load_short(text.s, text.n));
	for (; i + 8 <= text.n; i += 8)
		hash = hw_hash_word(hash, hw_hash_load(text.s + i));
	return i == text.n ? hash : hw_hash_word(hash, hw_hash_load(text.s + text.n - 8));
}

#endif
