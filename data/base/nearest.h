/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_NEAREST_H
#define HWALIAS_DATA_BASE_NEAREST_H

#include "data/base/arena.h"
#include "decoders/text/text.h"

/*
 * The words that a mistyped one may mean: few edits away, or what it is the beginning of.
 *
 *	struct hw_nearest near = {.word = word};
 *
 *	for each known word: hw_nearest_try(&near, known);
 *	… hw_nearest_text(&near, arena) …
 */

enum { HW_NEAREST_MAX = 3 };

struct hw_nearest {
	struct hw_text word;
	/* equally near, in the order they were tried, and the first of those that differ
	 * in the case of letters or in hyphens only; of the words' lifetime */
	struct hw_text v[HW_NEAREST_MAX];
	size_t n;
	size_t distance;
};

void hw_nearest_try(struct hw_nearest *near, struct hw_text known);

/* "'list' or 'show'"; empty: none is near. Lifetime: the arena's. Errors: the arena has
 * failed. */
struct hw_text hw_nearest_text(const struct hw_nearest *near, struct hw_arena *arena);

/* "; did you mean 'list' or 'show'?"; empty: none is near. Likewise. */
struct hw_text hw_nearest_question(const struct hw_nearest *near, struct hw_arena *arena);

#endif
