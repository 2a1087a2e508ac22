// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Of devices that tell no ids, whether their names are those of the id databases here.
 * Another version of a database has another name for the same device: "Sunrise Point-H
 * PMC" of 2015 is "100 Series/C230 Series Chipset Family Power Management Controller".
 */
#include <errno.h>

#include "data/base/array.h"
#include "report/diff/internal.h"

struct search {
	struct hw_diff_side *side;
	/* the first device of each name, and of each device the next one of its name */
	struct hw_text_index names;
	size_t *next;
	/* one entry's name */
	struct hw_arena scratch;
};

static bool needs_name(const struct hw_diff_device *d)
{
	return d->make_name.n && !d->pair.n;
}

static void take(void *arg, const struct hw_ids_entry *entry)
{
	struct search *s = arg;
	const size_t *first;

	if (!entry->is_device)
		return;
	hw_arena_reset(&s->scratch);
	first = hw_text_index_find(
		&s->names,
		hw_arena_join(&s->scratch, entry->vendor_name, ' ', entry->name));
	for (size_t i = first ? *first : HW_DIFF_NONE; i != HW_DIFF_NONE; i = s->next[i])
		s->side->v[i].name_is_known = true;
}

static int add_names(struct search *s)
{
	const struct hw_diff_side *side = s->side;

	for (size_t i = 0; i < side->n; i++) {
		size_t *first;

		s->next[i] = HW_DIFF_NONE;
		if (!needs_name(&side->v[i]))
			continue;
		first = hw_text_index_find(&s->names, side->v[i].make_name);
		if (first) {
			s->next[i] = *first;
			*first = i;
		} else if (hw_text_index_add(&s->names, side->v[i].make_name, i) < 0) {
			return -ENOMEM;
		}
	}
	return 0;
}

static int find_names(struct hw_diff_side *side, const struct hw_diff_side *other)
{
	const struct hw_databases *const databases[] = {&side->machine->databases,
							&other->machine->databases};
	struct search s = {.side = side};
	size_t n = 0;
	int r;

	for (size_t i = 0; i < side->n; i++)
		n += needs_name(&side->v[i]);
	if (!n)
		return 0;
	s.next = HW_ARENA_NEW(&side->arena, size_t, side->n);
	r = s.next ? add_names(&s) : -ENOMEM;
	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(databases); i++) {
		hw_ids_each(databases[i]->pci, take, &s);
		hw_ids_each(databases[i]->usb, take, &s);
	}
	if (hw_arena_failed(&s.scratch))
		r = -ENOMEM;
	hw_arena_done(&s.scratch);
	hw_text_index_done(&s.names);
	return r;
}

/* A recording has a part of a database, another side may have all of it. */
int hw_diff_find_known_names(struct hw_diff_side *before, struct hw_diff_side *after)
{
	int r = find_names(before, after);

	return r == 0 ? find_names(after, before) : r;
}
