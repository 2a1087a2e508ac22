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

	return hw_lower(text.s[at]) == hw_lower(word.s[0]) &&
	       (!at || !is_of_word(text.s[at - 1])) &&
	       (end == text.n || !is_of_word(text.s[end])) &&
	       strncasecmp(text.s + at, word.s, word.n) == 0;
}

size_t hw_text_rareness(char c)
{
	static const char frequent[] = "0eainrotsldcupm1vbgf2h834y5679kwx";
	const char *at = c ? strchr(frequent, hw_lower(c)) : NULL;

	_Static_assert(sizeof(frequent) == HW_RARENESS_MAX, "all others are rarer");
	return at ? (size_t)(at - frequent) : HW_RARENESS_MAX;
}

/* Where the rarest byte of a word is. */
static size_t rarest_of(struct hw_text word)
{
	size_t best = 0;

	for (size_t i = 1; i < word.n; i++)
		if (hw_text_rareness(word.s[i]) > hw_text_rareness(word.s[best]))
			best = i;
	return best;
}

/* The first place from which the word has this byte at `place`; the text's length: none.
 * memchr(3), as the texts have megabytes. */
static size_t find_with(struct hw_text text, struct hw_text word, size_t place, char byte)
{
	const char *end = text.s + text.n - word.n + 1 + place;
	const char *at = text.s + place;

	while (at < end && (at = memchr(at, byte, (size_t)(end - at)))) {
		if (is_word_at(text, (size_t)(at - text.s) - place, word))
			return (size_t)(at - text.s) - place;
		at++;
	}
	return text.n;
}

size_t hw_text_find_word(struct hw_text text, struct hw_text word)
{
	/* what a search of a short text takes is less than the choice */
	const size_t place = text.n < 256 ? 0 : rarest_of(word);
	const char low = word.n ? hw_lower(word.s[place]) : '\0';
	const char high = word.n ? hw_upper(word.s[place]) : '\0';
	size_t found;

	if (!word.n || word.n > text.n)
		return text.n;
	found = find_with(text, word, place, low);
	return found == text.n && high != low ? find_with(text, word, place, high)
					      : found;
}

bool hw_text_has_word(struct hw_text text, struct hw_text word)
{
	return hw_text_find_word(text, word) < text.n;
}
