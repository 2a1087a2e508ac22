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
 *	          1                                                 1           ends
 *	   1            1                                    1           1      blanks
 *
 * A block is plain when its bytes are printable ASCII or line ends, and none is a
 * wildcard other than the star or belongs to one ('?', '[', '\\', ']').
 *
 * hw_block_look_any() is the twin for processors without a vector unit that is known
 * here; the tests compare both.
 */
// clang-format on
enum { HW_BLOCK_SIZE = 64 };

struct hw_block {
	/* the first byte's bit is the lowest */
	uint64_t ends;
	uint64_t blanks;
	bool is_plain;
};

static inline struct hw_block hw_block_look_any(const char *s)
{
	struct hw_block b = {.is_plain = true};

	for (unsigned i = 0; i < HW_BLOCK_SIZE; i++) {
		const unsigned char c = (unsigned char)s[i];

		b.ends |= (uint64_t)(c == '\n') << i;
		b.blanks |= (uint64_t)(c == ' ') << i;
		/* '[', '\\' and ']' are neighbours */
		b.is_plain &= (unsigned char)(c - '[') > 2 && c != '?' &&
			      ((c >= ' ' && c <= '~') || c == '\n');
	}
	return b;
}

#if defined(__SSE2__)

static inline uint64_t hw_block_bits(__m128i a, __m128i b, __m128i c, __m128i d)
{
	const unsigned low =
		(unsigned)_mm_movemask_epi8(a) | (unsigned)_mm_movemask_epi8(b) << 16;
	const unsigned high =
		(unsigned)_mm_movemask_epi8(c) | (unsigned)_mm_movemask_epi8(d) << 16;

	return low | (uint64_t)high << 32;
}

/*
 * What tells of 64 bytes whether they are plain: of all four vectors together, so that
 * each test is made once.
 */
struct hw_block_odd {
	/* greatest distance from the blank, line ends left out: that of control bytes,
	 * DEL and bytes beyond ASCII is more than that of '~' */
	__m128i print;
	/* least distance from '[', which '\\' and ']' follow */
	__m128i set;
	/* 0xff where a byte is '?' */
	__m128i mark;
};

static inline void hw_block_add(struct hw_block_odd *odd, __m128i v, __m128i end)
{
	const __m128i print = _mm_sub_epi8(v, _mm_set1_epi8(' '));

	odd->print = _mm_max_epu8(odd->print, _mm_andnot_si128(end, print));
	odd->set = _mm_min_epu8(odd->set, _mm_sub_epi8(v, _mm_set1_epi8('[')));
	odd->mark = _mm_or_si128(odd->mark, _mm_cmpeq_epi8(v, _mm_set1_epi8('?')));
}

static inline bool hw_block_is_plain(const struct hw_block_odd *odd)
{
	const __m128i most = _mm_set1_epi8('~' - ' ');
	const __m128i print = _mm_cmpeq_epi8(_mm_max_epu8(odd->print, most), most);
	const __m128i set =
		_mm_cmpeq_epi8(_mm_min_epu8(odd->set, _mm_set1_epi8(2)), odd->set);

	return _mm_movemask_epi8(_mm_andnot_si128(_mm_or_si128(odd->mark, set), print)) ==
	       0xffff;
}

static inline struct hw_block hw_block_look(const char *s)
{
	const __m128i *const v = (const __m128i *)(const void *)s;
	const __m128i end = _mm_set1_epi8('\n');
	const __m128i blank = _mm_set1_epi8(' ');
	const __m128i a = _mm_loadu_si128(v);
	const __m128i b = _mm_loadu_si128(v + 1);
	const __m128i c = _mm_loadu_si128(v + 2);
	const __m128i d = _mm_loadu_si128(v + 3);
	const __m128i ends_a = _mm_cmpeq_epi8(a, end);
	const __m128i ends_b = _mm_cmpeq_epi8(b, end);
	const __m128i ends_c = _mm_cmpeq_epi8(c, end);
	const __m128i ends_d = _mm_cmpeq_epi8(d, end);
	struct hw_block_odd odd = {_mm_setzero_si128(), _mm_set1_epi8(-1),
				   _mm_setzero_si128()};

	hw_block_add(&odd, a, ends_a);
	hw_block_add(&odd, b, ends_b);
	hw_block_add(&odd, c, ends_c);
	hw_block_add(&odd, d, ends_d);
	return (struct hw_block){
		.ends = hw_block_bits(ends_a, ends_b, ends_c, ends_d),
		.blanks =
			hw_block_bits(_mm_cmpeq_epi8(a, blank), _mm_cmpeq_epi8(b, blank),
				      _mm_cmpeq_epi8(c, blank), _mm_cmpeq_epi8(d, blank)),
		.is_plain = hw_block_is_plain(&odd),
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
	uint8x16_t ends[4];
	uint8x16_t blanks[4];
	uint8x16_t odd = vdupq_n_u8(0);

	for (unsigned i = 0; i < 4; i++) {
		const uint8x16_t v = vld1q_u8((const uint8_t *)s + 16 * i);
		const uint8x16_t set = vsubq_u8(v, vdupq_n_u8('['));
		/* ' ' becomes 0, and '~' 94 */
		const uint8x16_t print = vsubq_u8(v, vdupq_n_u8(' '));

		ends[i] = vceqq_u8(v, vdupq_n_u8('\n'));
		blanks[i] = vceqq_u8(v, vdupq_n_u8(' '));
		odd = vorrq_u8(odd, vbicq_u8(vcgtq_u8(print, vdupq_n_u8(94)), ends[i]));
		odd = vorrq_u8(odd, vceqq_u8(v, vdupq_n_u8('?')));
		odd = vorrq_u8(odd, vcleq_u8(set, vdupq_n_u8(2)));
	}
	return (struct hw_block){
		.ends = hw_block_bits(ends),
		.blanks = hw_block_bits(blanks),
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
