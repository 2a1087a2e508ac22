/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_LIST_H
#define HWALIAS_DATA_BASE_LIST_H

#include "data/base/arena.h"

/*
 * Items that become one text, "a, b and 4 more":
 *
 *	struct hw_list list = {.arena = arena, .between = ", ", .max = 2};
 *
 *	for (size_t i = 0; i < n; i++)
 *		hw_list_add(&list, names[i]);
 *	return hw_list_text(&list);
 *
 * Takes time and memory in proportion to what is said: items beyond `max` are counted and
 * not kept.
 */
struct hw_list {
	struct hw_arena *arena;
	/* what stands between two items */
	const char *between;
	/* most items that are said; 0: all */
	size_t max;
	/* how many were added */
	size_t n;
	/* what is said so far: a single item is borrowed, more are in `own` */
	struct hw_text said;
	char *own;
	size_t room;
};

/* Lifetime: `item` as long as the list's text. Errors: sticky, in the arena. */
void hw_list_add(struct hw_list *list, struct hw_text item);

/* Adds to the item that was added last, without anything between. */
void hw_list_extend(struct hw_list *list, struct hw_text more);

/* The whole list. Absent if nothing was added, or out of memory. Lifetime: the arena, or
 * that of a single item. */
struct hw_text hw_list_text(struct hw_list *list);

/* The list of the `n` items at `items`. */
struct hw_text hw_list_of(const struct hw_text *items, size_t n, const char *between,
			  size_t max, struct hw_arena *arena);

#endif
