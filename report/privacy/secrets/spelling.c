// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/secrets/spelling.h"

#include "decoders/text/ascii.h"

/* From this length on, a value may also be a part of a word; and in groups with blanks
 * between them. */
#define PART_MIN   ((size_t)12)
#define GROUPS_MIN ((size_t)8)

/* Letters and digits of the value. */
static size_t compared_length(struct hw_text value)
{
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++)
		n += hw_is_alnum(value.s[i]);
	return n;
}

size_t hw_spelling_length(struct hw_text text, struct hw_text value)
{
	bool has_blank = false;
	size_t compared = 0;
	size_t at = 0;

	for (size_t i = 0; i < value.n; i++) {
		if (!hw_is_alnum(value.s[i]))
			continue;
		for (; compared && at < text.n && strchr(":-._ ", text.s[at]); at++)
			has_blank = has_blank || text.s[at] == ' ';
		if (at >= text.n || hw_lower(text.s[at++]) != hw_lower(value.s[i]))
			return 0;
		compared++;
	}
	if (has_blank && compared < GROUPS_MIN)
		return 0;
	return compared < PART_MIN && at < text.n && hw_is_alnum(text.s[at]) ? 0 : at;
}

struct hw_text hw_spelling_find(struct hw_text text, struct hw_text value)
{
	const bool is_part = compared_length(value) >= PART_MIN;

	for (size_t at = 0; at < text.n; at++) {
		const struct hw_text rest = hw_text_from(text, at);
		const size_t n = at && !is_part && hw_is_alnum(text.s[at - 1])
					 ? 0
					 : hw_spelling_length(rest, value);

		if (n)
			return hw_text_head(rest, n);
	}
	return HW_NO_TEXT;
}
