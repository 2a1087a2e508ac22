// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/list.h"

/* Room of the first text that is not borrowed. */
#define ROOM_MIN ((size_t)64)

/* Makes room for `more` bytes behind what is said. NULL: out of memory. */
static char *end_of(struct hw_list *list, size_t more)
{
	size_t room = 2 * list->room > ROOM_MIN ? 2 * list->room : ROOM_MIN;
	char *bigger;

	if (list->own && list->room - list->said.n >= more)
		return list->own + list->said.n;
	if (room < list->said.n + more)
		room = list->said.n + more;
	bigger = hw_arena_alloc(list->arena, room, 1);
	if (!bigger)
		return NULL;
	if (list->said.n)
		memcpy(bigger, list->said.s, list->said.n);
	list->said.s = list->own = bigger;
	list->room = room;
	return bigger + list->said.n;
}

static void append(struct hw_list *list, struct hw_text text)
{
	char *end = text.n ? end_of(list, text.n) : NULL;

	if (!end)
		return;
	memcpy(end, text.s, text.n);
	list->said.n += text.n;
}

void hw_list_add(struct hw_list *list, struct hw_text item)
{
	size_t at = list->n++;

	if (list->max && at >= list->max)
		return;
	if (!at) {
		list->said = item;
		return;
	}
	append(list, hw_text_of(list->between));
	append(list, item);
}

void hw_list_extend(struct hw_list *list, struct hw_text more)
{
	if (!list->max || list->n <= list->max)
		append(list, more);
}

struct hw_text hw_list_text(struct hw_list *list)
{
	if (list->max && list->n > list->max)
		return hw_arena_printf(list->arena, "%.*s and %zu more",
				       HW_TEXT_ARG(list->said), list->n - list->max);
	return hw_arena_failed(list->arena) ? HW_NO_TEXT : list->said;
}

struct hw_text hw_list_of(const struct hw_text *items, size_t n, const char *between,
			  size_t max, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = between, .max = max};

	for (size_t i = 0; i < n; i++)
		hw_list_add(&list, items[i]);
	return hw_list_text(&list);
}
