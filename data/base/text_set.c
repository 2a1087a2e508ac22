// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/text_set.h"

#include "data/base/array.h"

/* Most texts without an index. */
#define FEW ((size_t)16)

bool hw_text_set_has(const struct hw_text_set *set, struct hw_text text)
{
	if (set->n > FEW)
		return hw_text_index_find(&set->index, text) != NULL;
	for (size_t i = 0; i < set->n; i++)
		if (hw_text_eq(set->v[i], text))
			return true;
	return false;
}

/* Adds to the index what is not in it yet. */
static int update_index(struct hw_text_set *set)
{
	int r = 0;

	while (r == 0 && set->index.n < set->n)
		r = hw_text_index_add(&set->index, set->v[set->index.n], set->index.n);
	return r;
}

int hw_text_set_add(struct hw_text_set *set, struct hw_text text)
{
	int r;

	if (hw_text_set_has(set, text))
		return 0;
	r = HW_ARRAY_GROW(set->v, set->n, &set->room, FEW);
	if (r < 0)
		return r;
	set->v[set->n++] = text;
	r = set->n > FEW ? update_index(set) : 0;
	if (r < 0)
		set->n--;
	return r;
}

void hw_text_set_done(struct hw_text_set *set)
{
	free(set->v);
	hw_text_index_done(&set->index);
	*set = (struct hw_text_set){0};
}
