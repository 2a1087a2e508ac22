// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/letters.h"

#include "decoders/modalias.h"

/* Bit 6 of each byte. Of ASCII, bits 5 and 6 are both set in lower-case letters, in no
 * digit and in no upper-case letter. */
#define BIT_6 UINT64_C(0x4040404040404040)

/* Eight bytes, or the last ones with zeros behind. */
static uint64_t word_at(struct hw_text s, size_t i)
{
	uint64_t word = 0;

	if (s.n - i >= sizeof(word))
		memcpy(&word, s.s + i, sizeof(word));
	else
		memcpy(&word, s.s + i, s.n - i);
	return word;
}

/* The other bytes are equal, and no digit is a lower-case letter. */
static bool differs_in_digits_only(const struct hw_letters_known *known, struct hw_text s)
{
	uint64_t differs = 0;

	for (size_t i = 0, k = 0; i < s.n; i += sizeof(uint64_t), k++) {
		uint64_t word = word_at(s, i);
		uint64_t digits = word & known->digits[k];

		differs |= (word ^ known->text[k]) & ~known->digits[k];
		differs |= digits & (digits << 1) & BIT_6;
	}
	return !differs;
}

static bool is_upper_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

static void know(struct hw_letters_known *known, struct hw_text s)
{
	char digits[HW_LETTERS_MAX] = {0};

	for (size_t i = 0; i < s.n; i++)
		digits[i] = is_upper_digit(s.s[i]) ? '\377' : '\0';
	for (size_t i = 0, k = 0; i < s.n; i += sizeof(uint64_t), k++) {
		known->text[k] = word_at(s, i);
		known->digits[k] = word_at((struct hw_text){digits, s.n}, i);
	}
	known->n = s.n;
}

/* A digit of such a bus is not wrong in upper case. */
static bool is_of_upper_case(const struct hw_modalias *m)
{
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].spec->flags & HW_FIELD_LOWER)
			return false;
	return !m->error;
}

bool hw_letters_are_other(struct hw_letters *letters, struct hw_text string)
{
	size_t at =
		string.n ? ((unsigned char)string.s[0] + string.n) % HW_LETTERS_SLOTS : 0;
	struct hw_letters_known *known = &letters->known[at];
	struct hw_modalias m;

	if (string.n && known->n == string.n && differs_in_digits_only(known, string))
		return false;
	hw_decode(string, &m);
	if (hw_modalias_has_other_case(&m))
		return true;
	if (string.n <= HW_LETTERS_MAX && is_of_upper_case(&m))
		know(known, string);
	return false;
}
