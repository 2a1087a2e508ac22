/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_SEARCH_H
#define HWALIAS_DATA_IDS_SEARCH_H

#include "data/base/vector.h"
#include "data/ids/internal.h"

// clang-format off
/*
 * Lines that are searched by how they begin, 64 bytes at once, for files of data/ids only.
 *
 *	\n8086  Intel ...		a head has no tab
 *	\n>24db  82801EB ...		an entry has one
 *	\n>>103c 006a  NX9500		a subentry has two
 *
 * hw_ids_outer_any() is the twin for processors without SSE2; the tests compare both.
 */
// clang-format on
#define HW_IDS_CHUNK ((size_t)64)

/* A bit for each line break in p[0] to p[63] that fewer than `tabs` tabs follow, 1 or 2;
 * the first byte's is the lowest. Reads p[64] and p[65] too. */
static inline uint64_t hw_ids_outer_any(const char *p, int tabs)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < HW_IDS_CHUNK; i++)
		bits |= (uint64_t)(p[i] == '\n' &&
				   (p[i + 1] != '\t' || (tabs == 2 && p[i + 2] != '\t')))
			<< i;
	return bits;
}

#if defined(__SSE2__)

/* Of 16 bytes, 0xff for each. */
static inline __m128i hw_ids_outer_16(const char *p, int tabs)
{
	const __m128i tab = _mm_set1_epi8('\t');
	const __m128i at = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + 1));
	__m128i inner = _mm_cmpeq_epi8(next, tab);

	if (tabs == 2)
		inner = _mm_and_si128(
			inner,
			_mm_cmpeq_epi8(
				_mm_loadu_si128((const __m128i *)(const void *)(p + 2)),
				tab));
	return _mm_andnot_si128(inner, _mm_cmpeq_epi8(at, _mm_set1_epi8('\n')));
}

static inline uint64_t hw_ids_outer(const char *p, int tabs)
{
	const __m128i a = hw_ids_outer_16(p, tabs);
	const __m128i b = hw_ids_outer_16(p + 16, tabs);
	const __m128i c = hw_ids_outer_16(p + 32, tabs);
	const __m128i d = hw_ids_outer_16(p + 48, tabs);

	/* most have none */
	if (!_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))))
		return 0;
	return (uint64_t)(unsigned)_mm_movemask_epi8(a) |
	       (uint64_t)(unsigned)_mm_movemask_epi8(b) << 16 |
	       (uint64_t)(unsigned)_mm_movemask_epi8(c) << 32 |
	       (uint64_t)(unsigned)_mm_movemask_epi8(d) << 48;
}

#else

static inline uint64_t hw_ids_outer(const char *p, int tabs)
{
	return hw_ids_outer_any(p, tabs);
}

#endif

/* The next line behind that at p that begins with fewer than `tabs` tabs, or `end`. */
static inline const char *hw_ids_next_outer(const char *p, const char *end, int tabs)
{
	for (; (size_t)(end - p) > HW_IDS_CHUNK + 1; p += HW_IDS_CHUNK) {
		const uint64_t found = hw_ids_outer(p, tabs);

		if (found)
			return p + __builtin_ctzll(found) + 1;
	}
	do
		p = hw_ids_next_line(p, end);
	while (p < end && *p == '\t' && (tabs == 1 || (end - p > 1 && p[1] == '\t')));
	return p;
}

/* The next one that has no tab: a head, a comment or a blank line. */
static inline const char *hw_ids_next_head(const char *p, const char *end)
{
	return hw_ids_next_outer(p, end, 1);
}

/* The next one that is no subentry. */
static inline const char *hw_ids_next_entry(const char *p, const char *end)
{
	return hw_ids_next_outer(p, end, 2);
}

#endif
