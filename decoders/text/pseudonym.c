// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/pseudonym.h"

#include <string.h>

#include "decoders/text/ascii.h"

const char *const hw_pseudonym_words[HW_PSEUDONYMS] = {
	"serial", "uuid", "mac", "wwn", "id", "name", "address",
};

/* No machine has more of a kind: a longer number is something else. */
#define DIGITS_MAX ((size_t)5)

bool hw_is_pseudonym(struct hw_text text)
{
	const size_t at = hw_text_find(text, '-');

	for (size_t i = 0; at < text.n && i < HW_PSEUDONYMS; i++)
		if (hw_text_eq(hw_text_head(text, at), hw_text_of(hw_pseudonym_words[i])))
			return hw_text_decimal(hw_text_from(text, at + 1),
					       DIGITS_MAX + 1) >= 0;
	return false;
}

/* The number at the start of the text, or 0. */
static size_t number_at(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && n <= DIGITS_MAX && hw_is_digit(text.s[n]))
		n++;
	return n && n <= DIGITS_MAX ? (size_t)hw_text_decimal(hw_text_head(text, n), n)
				    : 0;
}

void hw_pseudonym_numbers(struct hw_text text, size_t numbers[static HW_PSEUDONYMS])
{
	size_t at = hw_text_find(text, '-');

	while (at < text.n) {
		const struct hw_text rest = hw_text_from(text, at + 1);
		const size_t number = number_at(rest);

		for (size_t i = 0; number && i < HW_PSEUDONYMS; i++) {
			const size_t n = strlen(hw_pseudonym_words[i]);

			if (at >= n && number > numbers[i] &&
			    memcmp(text.s + at - n, hw_pseudonym_words[i], n) == 0)
				numbers[i] = number;
		}
		at += 1 + hw_text_find(rest, '-');
	}
}
