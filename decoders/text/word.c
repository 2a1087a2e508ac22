// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/word.h"

#include <strings.h>

#include "decoders/text/ascii.h"

static bool is_of_word(char c)
{
	return hw_is_alnum(c) || c == '_';
}

bool hw_text_has_word(struct hw_text text, struct hw_text word)
{
	const char first = word.n ? hw_lower(word.s[0]) : '\0';

	for (size_t i = 0; word.n && i + word.n <= text.n; i++) {
		const size_t end = i + word.n;

		if (hw_lower(text.s[i]) == first && (!i || !is_of_word(text.s[i - 1])) &&
		    (end == text.n || !is_of_word(text.s[end])) &&
		    strncasecmp(text.s + i, word.s, word.n) == 0)
			return true;
	}
	return false;
}
