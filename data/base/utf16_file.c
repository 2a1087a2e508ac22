// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/utf16_file.h"

#include "decoders/text/utf16.h"

/* The units behind the mark, little-endian; NULL: no memory. */
static uint8_t *copy_units(struct hw_text text, size_t n, struct hw_arena *arena)
{
	const size_t low = (unsigned char)text.s[0] == 0xfe;
	uint8_t *units = hw_arena_alloc(arena, n + 1, 1);

	for (size_t i = 0; units && i < n; i += 2) {
		units[i] = (uint8_t)text.s[2 + i + low];
		units[i + 1] = (uint8_t)text.s[3 + i - low];
	}
	return units;
}

struct hw_text hw_utf16_file(struct hw_text text, struct hw_arena *arena)
{
	size_t n;
	uint8_t *units;
	char *to;
	size_t written = 0;

	if (!hw_text_starts(text, HW_TEXT("\xff\xfe")) &&
	    !hw_text_starts(text, HW_TEXT("\xfe\xff")))
		return text;
	n = (text.n - 2) & ~(size_t)1;
	units = copy_units(text, n, arena);
	to = hw_arena_alloc(arena, HW_UTF16_ROOM(n), 1);
	if (!units || !to)
		return HW_NO_TEXT;
	for (size_t from = 0; from < n;) {
		size_t end = from;

		while (end < n && (units[end] || units[end + 1]))
			end += 2;
		/* a NUL is written behind it, which counts where the text has one */
		written += hw_utf16_to_utf8(units + from, end - from, to + written);
		written += end < n;
		from = end + 2;
	}
	return (struct hw_text){to, written};
}
