/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_BLOCK_H
#define HWALIAS_DATA_ALIAS_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "data/base/vector.h"

// clang-format off
/*
 * 64 bytes of an alias table at once, a bit for each; for files of data/alias only.
 *
 *	... e1000e\nalias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e\nalias ...
 *	          11    1                                    1      11        parts
 *
 * What parts words are blanks, line ends, and all other bytes that are not printable
 * ASCII. A block is plain when none of its bytes is a wildcard other than the star or
 * belongs to one ('?', '[', '\\', ']').
 *
 * hw_block_look_any() is the twin for processors without a vector unit that is known
 * here; the tests compare both.
 */
// clang-format on
enum { HW_BLOCK_SIZE = 64 };

struct hw_block {
	/* the first byte's bit is the lowest */
	uint64_t parts;
	bool is_plain;
};

static inline struct hw_block hw_block_look_any(const char *s)
{
	struct hw_block b = {.is_plain = true};

	for (unsigned i = 0; i < HW_BLOCK_SIZE; i++) {
		const unsigned char c = (unsigned char)s[i];

		b.parts |= (uint64_t)(c <= ' ' || c > '~') << i;
		/* '[', '\\' and ']' are neighbours */
		b.is_plain &= (unsigned char)(c - '[') > 2 && c != '?';
	}
	return b;
}

#if defined(__SSE2__)

/* A bit for each byte that parts no words. As signed numbers and plus one, those that do
 * are the least: DEL is the least number then, and bytes beyond ASCII are negative, or
 * 0. */
static inline unsigned hw_block_words(__m128i next)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(next, _mm_set1_epi8(' ' + 1)));
}

static inline struct hw_block hw_block_look(const char *s)
{
	const __m128i *const v = (const __m128i *)(const void *)s;
	const __m128i one = _mm_set1_epi8(1);
	const __m128i mark = _mm_set1_epi8('?' + 1);
	/* -('[' + 1): makes '[', '\\' and ']' 0, 1 and 2 */
	const __m128i set = _mm_set1_epi8(-'[' - 1);
	const __m128i a = _mm_add_epi8(_mm_loadu_si128(v), one);
	const __m128i b = _mm_add_epi8(_mm_loadu_si128(v + 1), one);
	const __m128i c = _mm_add_epi8(_mm_loadu_si128(v + 2), one);
	const __m128i d = _mm_add_epi8(_mm_loadu_si128(v + 3), one);
	/* of all four vectors together, so that each test is made once */
	const __m128i least =
		_mm_min_epu8(_mm_min_epu8(_mm_add_epi8(a, set), _mm_add_epi8(b, set)),
			     _mm_min_epu8(_mm_add_epi8(c, set), _mm_add_epi8(d, set)));
	const __m128i marks = _mm_or_si128(
		_mm_or_si128(_mm_cmpeq_epi8(a, mark), _mm_cmpeq_epi8(b, mark)),
		_mm_or_si128(_mm_cmpeq_epi8(c, mark), _mm_cmpeq_epi8(d, mark)));
	const __m128i is_set =
		_mm_cmpeq_epi8(_mm_min_epu8(least, _mm_set1_epi8(2)), least);
	const unsigned low = hw_block_words(a) | hw_block_words(b) << 16;
	const unsigned high = hw_block_words(c) | hw_block_words(d) << 16;

	return (struct hw_block){
		.parts = ~(low | (uint64_t)high << 32),
		.is_plain = _mm_movemask_epi8(_mm_or_si128(marks, is_set)) == 0,
	};
}

#elif defined(__aarch64__)

/* A bit for each byte of the four vectors that is not 0, which then is 0xff. */
static inline uint64_t hw_block_bits(const uint8x16_t v[4])
{
	const uint8x16_t bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t low = vpaddq_u8(vandq_u8(v[0], bit), vandq_u8(v[1], bit));
	uint8x16_t high = vpaddq_u8(vandq_u8(v[2], bit), vandq_u8(v[3], bit));

	low = vpaddq_u8(low, high);
	low = vpaddq_u8(low, low);
	return vgetq_lane_u64(vreinterpretq_u64_u8(low), 0);
}

static inline struct hw_block hw_block_look(const char *s)
{
	uint8x16_t parts[4];
	uint8x16_t odd = vdupq_n_u8(0);

	for (unsigned i = 0; i < 4; i++) {
		const uint8x16_t v = vld1q_u8((const uint8_t *)s + 16 * i);
		const uint8x16_t set = vsubq_u8(v, vdupq_n_u8('['));
		/* '!' becomes 0, and '~' 93 */
		const uint8x16_t print = vsubq_u8(v, vdupq_n_u8('!'));

		parts[i] = vcgtq_u8(print, vdupq_n_u8('~' - '!'));
		odd = vorrq_u8(odd, vceqq_u8(v, vdupq_n_u8('?')));
		odd = vorrq_u8(odd, vcleq_u8(set, vdupq_n_u8(2)));
	}
	return (struct hw_block){
		.parts = hw_block_bits(parts),
		.is_plain = vmaxvq_u8(odd) == 0,
	};
}

#else

static inline struct hw_block hw_block_look(const char *s)
{
	return hw_block_look_any(s);
}

#endif

#endif
