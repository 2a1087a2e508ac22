// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/ids/ids_line.h"

int hw_ids_list_add(struct hw_ids_list *list, uint32_t id, uint32_t offset)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : 512;
		uint64_t *v = reallocarray(list->v, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		list->v = v;
		list->room = room;
	}
	list->v[list->n++] = hw_ids_item(id, offset);
	return 0;
}

static int compare(const void *left, const void *right)
{
	const uint64_t *a = left;
	const uint64_t *b = right;

	return (*a > *b) - (*a < *b);
}

void hw_ids_list_sort(struct hw_ids_list *list, size_t first)
{
	for (size_t i = first + 1; i < list->n; i++) {
		if (list->v[i] > list->v[i - 1])
			continue;
		qsort(list->v + first, list->n - first, sizeof(*list->v), compare);
		return;
	}
}

/*
 * Without a branch that depends on the ids: of the dozen steps a branch would be
 * mispredicted at half, which is more than all the rest of a look-up.
 */
size_t hw_ids_list_find(const uint64_t *v, size_t n, uint32_t id)
{
	const uint64_t want = hw_ids_item(id, 0);
	size_t at = 0;

	if (!n)
		return 0;
	while (n > 1) {
		size_t half = n / 2;

		at = v[at + half - 1] < want ? at + half : at;
		n -= half;
	}
	return at + (v[at] < want);
}
