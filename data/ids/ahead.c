// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Look-ups that are known before the file is read, as a report knows the ids of all
 * devices: one pass answers them (data/ids/pass.c). One by one, the lines below Intel
 * alone would be a third of the file to read again, and the line of each name once more.
 */
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/ids/internal.h"
#include "data/root/note.h"

/* Of different ids; the table of answers has room for some more. */
#define AHEAD_MAX ((size_t)320)

/* Of all; then those that came twice are dropped. */
#define NOTED_MAX (16 * AHEAD_MAX)

struct wanted {
	struct hw_ids_query query;
	bool is_answered;
};

/*
 * Sorted by head, depth, entry, subentry:
 *
 *     8086 | 8086 a0f0 | 8086 a0f8 | 8086 a0f0 8086 0074 | 10ec ...
 *     head   entries ------------    subentries --------
 */
struct hw_ids_ahead {
	struct wanted *v;
	size_t n;
	size_t room;
	/* too many: none is answered ahead */
	bool gave_up;
	struct hw_ids_ahead_set set;
	/* the first of what is looked up below the entry that is read, if set.is_below */
	size_t below;
};

static uint32_t key_of(const struct hw_ids_query *q)
{
	return hw_ids_head_key(q->section, q->head);
}

/* What they are sorted by: this, then the subentry. Ids of entries have 16 bits. */
static uint64_t order_of(const struct hw_ids_query *q)
{
	return (uint64_t)key_of(q) << 32 | (uint64_t)q->depth << 16 | q->entry;
}

static int compare_queries(const struct hw_ids_query *a, const struct hw_ids_query *b)
{
	const uint64_t of_a = order_of(a);
	const uint64_t of_b = order_of(b);

	return of_a != of_b ? (of_a > of_b) - (of_a < of_b)
			    : (a->subentry > b->subentry) - (a->subentry < b->subentry);
}

static int compare(const void *left, const void *right)
{
	const struct wanted *a = left;
	const struct wanted *b = right;

	return compare_queries(&a->query, &b->query);
}

/* Sorts them, and drops what comes again. */
static void sort(struct hw_ids_ahead *a)
{
	size_t n = 0;

	if (a->n)
		qsort(a->v, a->n, sizeof(*a->v), compare);
	for (size_t i = 0; i < a->n; i++)
		if (!n || compare(&a->v[n - 1], &a->v[i]) != 0)
			a->v[n++] = a->v[i];
	a->n = n;
	for (size_t i = 0; i < n; i++)
		hw_ids_bit_set(a->set.heads, key_of(&a->v[i].query));
	a->gave_up = a->gave_up || n > AHEAD_MAX;
}

bool hw_ids_gather(struct hw_ids *ids)
{
	/* lines are recorded by their place in a map, as they are looked up */
	if (!ids || ids->is_scanned || (ids->root && hw_root_records(ids->root)))
		return false;
	ids->ahead = hw_calloc(1, sizeof(*ids->ahead));
	return ids->ahead;
}

void hw_ids_ahead_note(struct hw_ids_ahead *a, const struct hw_ids_query *query)
{
	if (a->n == NOTED_MAX)
		sort(a);
	if (a->gave_up)
		return;
	/* out of memory, each look-up reads for itself */
	if (HW_ARRAY_GROW(a->v, a->n, &a->room, 256) < 0)
		a->gave_up = true;
	else
		a->v[a->n++] = (struct wanted){.query = *query};
}

bool hw_ids_ahead_sort(struct hw_ids_ahead *a)
{
	sort(a);
	return a->n && !a->gave_up;
}

void hw_ids_ahead_finish(struct hw_ids *ids)
{
	const struct hw_ids_ahead *a = ids->ahead;

	for (size_t i = 0; i < a->n; i++)
		if (!a->v[i].is_answered)
			hw_ids_answers_put(&ids->answers, &a->v[i].query, HW_NO_TEXT);
}

void hw_ids_ahead_free(struct hw_ids_ahead *a)
{
	if (a)
		free(a->v);
	free(a);
}

/* The place of a query, or of the first that is greater. */
static size_t place_of(const struct hw_ids_ahead *a, const struct hw_ids_query *query)
{
	size_t first = 0;
	size_t n = a->n;

	while (n) {
		const size_t half = n / 2;

		if (compare_queries(&a->v[first + half].query, query) < 0) {
			first += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return first;
}

/* The first line counts. */
static void answer(struct hw_ids *ids, const struct hw_ids_query *query,
		   const struct hw_ids_line *line)
{
	struct hw_ids_ahead *a = ids->ahead;
	const size_t i = place_of(a, query);

	if (i == a->n || a->v[i].is_answered ||
	    compare_queries(&a->v[i].query, query) != 0)
		return;
	a->v[i].is_answered = true;
	hw_ids_answers_put(&ids->answers, query, hw_ids_line_name(line));
}

struct hw_ids_ahead_set *hw_ids_ahead_set(struct hw_ids_ahead *ahead)
{
	return &ahead->set;
}

bool hw_ids_ahead_head(struct hw_ids *ids, enum hw_ids_section section,
		       const struct hw_ids_line *line)
{
	struct hw_ids_ahead *a = ids->ahead;
	struct hw_ids_query query = {.section = section, .depth = 1, .head = line->id};
	const uint32_t key = key_of(&query);
	size_t i;

	answer(ids, &query, line);
	a->set.is_below = false;
	memset(a->set.entries, 0, sizeof(a->set.entries));
	query.depth = 2;
	i = place_of(a, &query);
	if (i == a->n || key_of(&a->v[i].query) != key)
		return false;
	for (; i < a->n && key_of(&a->v[i].query) == key; i++)
		hw_ids_bit_set(a->set.entries, a->v[i].query.entry);
	return true;
}

void hw_ids_ahead_entry(struct hw_ids *ids, uint32_t head_key,
			const struct hw_ids_line *line)
{
	struct hw_ids_ahead *a = ids->ahead;
	struct hw_ids_query query = {
		.section = (enum hw_ids_section)(head_key >> 16),
		.depth = 2,
		.head = head_key & 0xffff,
		.entry = line->id,
	};

	a->set.is_below = false;
	if (!hw_ids_bit(a->set.entries, line->id))
		return;
	answer(ids, &query, line);
	query.depth = 3;
	a->below = place_of(a, &query);
	a->set.is_below =
		a->below < a->n && order_of(&a->v[a->below].query) == order_of(&query);
}

void hw_ids_ahead_subentry(struct hw_ids *ids, const struct hw_ids_line *line)
{
	struct hw_ids_query query;

	if (!ids->ahead->set.is_below)
		return;
	query = ids->ahead->v[ids->ahead->below].query;
	query.subentry = line->id;
	answer(ids, &query, line);
}
