// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias_index.h"

#include <errno.h>
#include <stdlib.h>

#include "data/glob.h"

/* Keys that need no more memory than this are most strings'. */
enum { KEYS = 64 };

struct search {
	const struct hw_alias_index *index;
	const struct hw_text *texts;
	struct hw_text string;
	struct hw_arena *arena;
	struct hw_alias_found *found;
};

static int make_room(struct hw_alias_index *x, size_t room)
{
	struct hw_alias_entry *bigger = realloc(x->entries, room * sizeof(*bigger));

	if (!bigger)
		return -ENOMEM;
	x->entries = bigger;
	x->room = room;
	return 0;
}

int hw_alias_index_start(struct hw_alias_index *x, size_t expected)
{
	for (x->bits = 4; x->bits < 24 && (size_t)1 << x->bits < expected;)
		x->bits++;
	x->buckets = calloc((size_t)1 << x->bits, sizeof(*x->buckets));
	return x->buckets ? make_room(x, expected + expected / 4 + 16) : -ENOMEM;
}

static uint32_t *bucket(const struct hw_alias_index *x, uint32_t hash)
{
	return &x->buckets[hash >> (32 - x->bits)];
}

int hw_alias_index_add(void *arg, const struct hw_alias_pattern *pattern)
{
	struct hw_alias_index *x = arg;
	struct hw_alias_key key = hw_alias_key_of(pattern->text, pattern->literal);
	uint32_t *head = bucket(x, key.hash);
	int r = 0;

	if (x->count == x->room)
		r = make_room(x, x->room + x->room / 2);
	if (r < 0)
		return r;
	x->entries[x->count++] = (struct hw_alias_entry){
		.at = pattern->at,
		.line = pattern->line,
		.hash = key.hash,
		.next = *head,
		.length = pattern->text.n & HW_GLOB_MAX,
		.literal = pattern->literal & HW_GLOB_MAX,
		.source = pattern->source,
	};
	*head = (uint32_t)x->count;
	hw_alias_used_add(&x->used, key);
	return 0;
}

static void add_found(struct search *q, uint32_t entry)
{
	struct hw_alias_found *f = q->found;

	if (f->count == f->room) {
		uint32_t *bigger = HW_ARENA_NEW(q->arena, uint32_t, 2 * f->room);

		if (!bigger)
			return;
		memcpy(bigger, f->entries, f->count * sizeof(*bigger));
		f->entries = bigger;
		f->room *= 2;
	}
	f->entries[f->count++] = entry;
}

static void search_bucket(struct search *q, uint32_t hash)
{
	const struct hw_alias_index *x = q->index;
	const struct hw_alias_entry *e;

	for (uint32_t i = *bucket(x, hash); i; i = e->next) {
		struct hw_text pattern;

		e = hw_alias_index_entry(x, i);
		if (e->hash != hash)
			continue;
		pattern = (struct hw_text){q->texts[e->source].s + e->at, e->length};
		if (hw_glob_match_scanned(pattern, e->literal, q->string))
			add_found(q, i);
	}
}

static int by_number(const void *left, const void *right)
{
	const uint32_t *a = left;
	const uint32_t *b = right;

	return (*a > *b) - (*a < *b);
}

/* By insertion, since a bucket gives them the other way round or in runs. */
static void sort_few(uint32_t *v, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint32_t number = v[i];
		size_t at = i;

		for (; at > 0 && v[at - 1] > number; at--)
			v[at] = v[at - 1];
		v[at] = number;
	}
}

/* Into file order, and each once: two keys of the string may be equal. */
static void sort_found(struct hw_alias_found *f)
{
	size_t n = 0;

	if (f->count < 2)
		return;
	if (f->entries == f->few)
		sort_few(f->few, f->count);
	else
		qsort(f->entries, f->count, sizeof(*f->entries), by_number);
	for (size_t i = 0; i < f->count; i++)
		if (!n || f->entries[n - 1] != f->entries[i])
			f->entries[n++] = f->entries[i];
	f->count = n;
}

void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret)
{
	struct search q = {.index = x,
			   .texts = texts,
			   .string = string,
			   .arena = arena,
			   .found = ret};
	uint32_t few[KEYS];
	uint32_t *keys = few;
	size_t n = hw_alias_keys_of(&x->used, string, few, KEYS);

	ret->entries = ret->few;
	ret->count = 0;
	ret->room = HW_ARRAY_SIZE(ret->few);
	if (n > KEYS) {
		keys = HW_ARENA_NEW(arena, uint32_t, n);
		if (!keys)
			return;
		hw_alias_keys_of(&x->used, string, keys, n);
	}
	for (size_t i = 0; i < n; i++)
		search_bucket(&q, keys[i]);
	sort_found(ret);
}

void hw_alias_index_done(struct hw_alias_index *x)
{
	free(x->entries);
	free(x->buckets);
	*x = (struct hw_alias_index){0};
}
