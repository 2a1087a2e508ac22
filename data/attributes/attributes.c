// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/attributes.h"

static struct hw_attribute *append(struct hw_attributes *list, struct hw_arena *arena,
				   const char *key)
{
	struct hw_attribute *a = HW_ARENA_NEW(arena, struct hw_attribute, 1);

	if (!a)
		return NULL;
	a->key = key;
	if (!list->tail)
		list->tail = &list->first;
	*list->tail = a;
	list->tail = &a->next;
	return a;
}

void hw_attribute_text(struct hw_attributes *list, struct hw_arena *arena,
		       const char *key, struct hw_text text)
{
	struct hw_attribute *a = append(list, arena, key);

	if (a)
		a->text = hw_arena_copy(arena, text);
}

void hw_attribute_number(struct hw_attributes *list, struct hw_arena *arena,
			 const char *key, int64_t number)
{
	struct hw_attribute *a = append(list, arena, key);

	if (a)
		a->number = number;
}
