// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/glob_tail.h"

#include <stdlib.h>

#include "data/alias/word.h"

/* The bytes up to the next star; false when these do not fit into a piece. */
static bool add_piece(struct hw_glob_tail *tail, struct hw_text piece)
{
	uint8_t i = tail->count;

	if (!piece.n)
		return true;
	if (piece.n > 16 || i == HW_GLOB_PIECES)
		return false;
	for (size_t at = 0; at < piece.n; at++)
		if (strchr("?[]\\", piece.s[at]))
			return false;
	for (size_t w = 0; w * 8 < piece.n; w++) {
		size_t n = piece.n - w * 8 < 8 ? piece.n - w * 8 : 8;

		tail->pieces[i].words[w] =
			hw_word_normal(hw_word_load_ordered(piece.s + w * 8, n));
		tail->pieces[i].masks[w] = UINT64_MAX >> (8 - n) * 8;
	}
	tail->pieces[i].first = HW_WORD_OF(tail->pieces[i].words[0] & 0xff);
	tail->lengths[i] = (uint8_t)piece.n;
	tail->count++;
	return true;
}

static bool compile(struct hw_glob_tail *tail, struct hw_text text)
{
	struct hw_text rest = text;

	*tail = (struct hw_glob_tail){.text = text};
	if (!text.n)
		return true;
	if (text.s[0] != '*')
		return false;
	tail->open = text.s[text.n - 1] == '*';
	while (rest.s && rest.n)
		if (!add_piece(tail, hw_text_cut(&rest, '*')))
			return false;
	return true;
}

static bool is_text(const struct hw_glob_tails *tails, uint8_t number,
		    struct hw_text text)
{
	return hw_text_eq(hw_glob_tail_at(tails, number)->text, text);
}

uint8_t hw_glob_tail_number(struct hw_glob_tails *tails, struct hw_text text)
{
	uint64_t hash;
	size_t slot;

	if (tails->last && is_text(tails, tails->last, text))
		return tails->last;
	if (!tails->v)
		tails->v = malloc(HW_GLOB_TAILS * sizeof(*tails->v));
	if (!tails->v)
		return 0;
	hash = hw_word_hash_string(text.n, text.s, text.n);
	slot = (size_t)(hash >> 32) % HW_GLOB_TAIL_SLOTS;
	for (; tails->slots[slot]; slot = (slot + 1) % HW_GLOB_TAIL_SLOTS)
		if (is_text(tails, tails->slots[slot], text))
			return tails->last = tails->slots[slot];
	if (tails->count == HW_GLOB_TAILS || !compile(&tails->v[tails->count], text))
		return 0;
	tails->slots[slot] = ++tails->count;
	return tails->last = tails->count;
}

static inline bool is_word(const struct hw_glob_tail *tail, unsigned i, unsigned word,
			   const char *s, size_t n)
{
	return !((hw_word_load_ordered(s, n) ^ tail->pieces[i].words[word]) &
		 tail->pieces[i].masks[word]);
}

/* Whether piece i is where `n` bytes are left. */
static inline bool is_at(const struct hw_glob_tail *tail, unsigned i, const char *s,
			 size_t n)
{
	size_t length = tail->lengths[i];

	return n >= length && is_word(tail, i, 0, s, n) &&
	       (length <= 8 || is_word(tail, i, 1, s + 8, n - 8));
}

/* How many bytes before `end` piece i stands first, of so many; 0 = nowhere. */
static size_t find(const struct hw_glob_tail *tail, unsigned i, const char *end,
		   size_t left)
{
	uint64_t first = tail->pieces[i].first;

	while (left >= 8) {
		uint64_t found =
			hw_word_zero(hw_word_load_ordered(end - left, 8) ^ first);

		left -= found ? hw_word_first(found) : 8;
		if (found && is_at(tail, i, end - left, left))
			return left;
		left -= found ? 1 : 0;
	}
	for (; left >= tail->lengths[i]; left--)
		if (is_at(tail, i, end - left, left))
			return left;
	return 0;
}

/*
 * Each piece is taken where it is first found: what is taken later leaves less for the
 * rest. The last has to end where the string does, unless a star is behind it.
 */
bool hw_glob_tail_match(const struct hw_glob_tail *tail, struct hw_text rest)
{
	const char *end = rest.s + rest.n;
	size_t left = rest.n;
	unsigned count = tail->count;

	if (!tail->text.n)
		return !rest.n;
	if (!tail->open) {
		size_t n = tail->lengths[--count];

		if (left < n || !is_at(tail, count, end - n, n))
			return false;
		end -= n;
		left -= n;
	}
	for (unsigned i = 0; i < count; i++) {
		left = find(tail, i, end, left);
		if (!left)
			return false;
		left -= tail->lengths[i];
	}
	return true;
}

void hw_glob_tails_done(struct hw_glob_tails *tails)
{
	free(tails->v);
	*tails = (struct hw_glob_tails){0};
}
