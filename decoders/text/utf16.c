// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/utf16.h"

#define REPLACEMENT 0xfffd

static uint32_t unit_at(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

/* Reads one character, of 2 or 4 bytes. */
static size_t next(const uint8_t *from, size_t n, uint32_t *ret)
{
	uint32_t first = unit_at(from);
	uint32_t second = n >= 4 ? unit_at(from + 2) : 0;

	*ret = first;
	if (first < 0xd800 || first > 0xdfff)
		return 2;
	if (first > 0xdbff || second < 0xdc00 || second > 0xdfff) {
		*ret = REPLACEMENT;
		return 2;
	}
	*ret = 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
	return 4;
}

static size_t put(uint32_t code, char *to)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

size_t hw_utf16_to_utf8(const uint8_t *from, size_t n, char *to)
{
	size_t written = 0;

	while (n >= 2) {
		uint32_t code;
		size_t took = next(from, n, &code);

		if (!code)
			break;
		written += put(code, to + written);
		from += took;
		n -= took;
	}
	to[written] = '\0';
	return written;
}
