// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/vocabulary/vocabulary.h"

#include "decoders/text/ascii.h"

const char *hw_vocabulary_find(const struct hw_vocabulary *names, uint64_t value)
{
	size_t low = 0;
	size_t high = names && names->v ? names->n : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (names->v[mid].value == value)
			return names->v[mid].name;
		if (names->v[mid].value < value)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* strcmp() of `text` in upper case with `key`. */
static int compare(struct hw_text text, const char *key)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = hw_upper(text.s[i]);

		if (c != key[i])
			return (unsigned char)c < (unsigned char)key[i] ? -1 : 1;
	}
	return key[text.n] ? -1 : 0;
}

const char *hw_vocabulary_find_text(const struct hw_vocabulary *names, struct hw_text key)
{
	size_t low = 0;
	size_t high = names && names->t ? names->n : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = compare(key, names->t[mid].key);

		if (c == 0)
			return names->t[mid].name;
		if (c > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
