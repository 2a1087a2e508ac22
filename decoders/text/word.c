// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/word.h"

#include <strings.h>

#include "decoders/text/ascii.h"

static bool is_of_word(char c)
{
	return hw_is_alnum(c) || c == '_';
}

static bool is_word_at(struct hw_text text, size_t at, struct hw_text word)
{
	const size_t end = at + word.n;

	return (!at || !is_of_word(text.s[at - 1])) &&
	       (end == text.n || !is_of_word(text.s[end])) &&
	       strncasecmp(text.s + at, word.s, word.n) == 0;
}

/* The word begins with this byte. memchr(3), as the texts have megabytes. */
static bool has_word_from(struct hw_text text, struct hw_text word, char first)
{
	const char *end = text.s + text.n - word.n + 1;
	const char *at = text.s;

	while (at < end && (at = memchr(at, first, (size_t)(end - at)))) {
		if (is_word_at(text, (size_t)(at - text.s), word))
			return true;
		at++;
	}
	return false;
}

bool hw_text_has_word(struct hw_text text, struct hw_text word)
{
	const char low = word.n ? hw_lower(word.s[0]) : '\0';
	const char high = word.n ? hw_upper(word.s[0]) : '\0';

	return word.n && word.n <= text.n &&
	       (has_word_from(text, word, low) ||
		(high != low && has_word_from(text, word, high)));
}
