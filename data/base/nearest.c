// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/nearest.h"

#include "decoders/text/ascii.h"

/* Longer words are not compared. */
enum { WORD_MAX = 40 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters of either case are equal, as a hyphen is an underscore in the name of a module.
 */
static char folded(char c)
{
	return c == '-' ? '_' : hw_lower(c);
}

/*
 * Edits that make `a` of `b`: a character inserted, deleted or replaced, or two
 * neighbours swapped (optimal string alignment distance), of folded() characters.
 */
static size_t distance(struct hw_text a, struct hw_text b)
{
	/* of the prefix of `a` with i-2, i-1 and i characters, to each prefix of `b` */
	size_t rows[3][WORD_MAX + 1];
	size_t *older = rows[0];
	size_t *old = rows[1];
	size_t *row = rows[2];

	for (size_t j = 0; j <= b.n; j++)
		old[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *const oldest = older;

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			const char x = folded(a.s[i - 1]);
			const char y = folded(b.s[j - 1]);

			row[j] = least(least(old[j], row[j - 1]) + 1,
				       old[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == folded(b.s[j - 2]) &&
			    y == folded(a.s[i - 2]))
				row[j] = least(row[j], older[j - 2] + 1);
		}
		older = old;
		old = row;
		row = oldest;
	}
	return old[b.n];
}

static bool is_beginning(struct hw_text word, struct hw_text of)
{
	if (word.n < 2 || word.n > of.n)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (folded(word.s[i]) != folded(of.s[i]))
			return false;
	return true;
}

void hw_nearest_try(struct hw_nearest *near, struct hw_text known)
{
	const struct hw_text word = near->word;
	size_t d;

	if (!word.n || !known.n || word.n > WORD_MAX || known.n > WORD_MAX)
		return;
	d = is_beginning(word, known) ? 1 : distance(word, known);
	/* "NODE" is rather NODES than NOTE */
	if (word.n >= 4 && known.n == word.n + 1 && is_beginning(word, known))
		d = 0;
	/* "NOED" of NODES: the last character is missing, too */
	if (word.n >= 4 && known.n == word.n + 1 &&
	    distance(word, hw_text_head(known, word.n)) == 1 && d == 2)
		d = 1;
	/* one edit of two to four characters, two of five … not all of a short word */
	if (d > (word.n + 1) / 3 || d >= word.n || (near->n && d > near->distance))
		return;
	for (size_t i = 0; i < near->n; i++)
		if (known.n == near->v[i].n && distance(known, near->v[i]) == 0)
			return;
	if (!near->n || d < near->distance)
		near->n = 0;
	near->distance = d;
	if (near->n < HW_NEAREST_MAX)
		near->v[near->n++] = known;
}

struct hw_text hw_nearest_text(const struct hw_nearest *near, struct hw_arena *arena)
{
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < near->n; i++)
		all = hw_arena_printf(arena, "%.*s%s'%.*s'", HW_TEXT_ARG(all),
				      !i		 ? ""
				      : i + 1 == near->n ? " or "
							 : ", ",
				      HW_TEXT_ARG(near->v[i]));
	return all;
}

struct hw_text hw_nearest_question(const struct hw_nearest *near, struct hw_arena *arena)
{
	struct hw_text all = hw_nearest_text(near, arena);

	return all.n ? hw_arena_printf(arena, "; did you mean %.*s?", HW_TEXT_ARG(all))
		     : all;
}
