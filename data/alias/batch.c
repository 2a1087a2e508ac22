// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/alias/word.h"

/*
 * Two hash tables over the same strings:
 *
 *	keys:  [bucket] -> node -> node ...	a node is a key of a string
 *	names: [bucket] -> string -> string ...	the string as it was given
 *
 * A pattern goes through the first and appends an answer to each string that it matches;
 * a look-up goes through the second and returns the answers.
 */

struct string {
	/* as it was given */
	struct hw_text raw;
	struct hw_text normal;
	/* there while patterns are added */
	uint32_t *keys;
	size_t key_count;
	struct hw_alias_answer *first;
	struct hw_alias_answer *last;
	size_t count;
	/* the next string in the bucket, by the hash of `raw` */
	struct string *next;
};

struct node {
	uint32_t hash;
	/* number of the next node in the bucket; 0 = none */
	uint32_t next;
	struct string *string;
};

struct hw_alias_batch {
	struct hw_arena *arena;
	struct string *strings;
	size_t string_count;
	/* the numbers of buckets are powers of two */
	struct string **names;
	size_t name_mask;
	/* these are there while patterns are added; NULL: none will be */
	struct hw_alias_prefilter *prefilter;
	uint32_t *buckets;
	size_t bucket_mask;
	/* numbered from 1 */
	struct node *nodes;
	uint32_t node_count;
};

/* Every kind of key: the patterns are not known yet. */
enum { ALL_SLOTS = 0xffff };

static const struct hw_alias_used all_keys = {
	.slots = {ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS,
		  ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS, ALL_SLOTS,
		  ALL_SLOTS},
};

static size_t power_of_two(size_t n)
{
	size_t p = 16;

	while (p < n)
		p *= 2;
	return p;
}

static struct string **name_bucket(const struct hw_alias_batch *b, struct hw_text raw)
{
	return &b->names[(hw_hash_text(0, raw) >> 32) & b->name_mask];
}

static struct string *find(const struct hw_alias_batch *b, struct hw_text raw)
{
	struct string *s = *name_bucket(b, raw);

	while (s && !hw_text_eq(s->raw, raw))
		s = s->next;
	return s;
}

/* False if no table can answer the string, or without memory. */
static bool normalise(struct hw_arena *arena, struct string *s)
{
	char buffer[HW_GLOB_BUFFER];

	if (hw_glob_normal(s->raw, buffer, &s->normal) < 0)
		return false;
	if (s->normal.s == buffer)
		s->normal = hw_arena_copy(arena, s->normal);
	return s->normal.s;
}

/* Most strings have fewer keys; those of others are computed twice. */
enum { KEYS = 64 };

static void find_keys(struct string *s, struct hw_arena *keys)
{
	uint32_t few[KEYS];
	const size_t n = hw_alias_keys_of(&all_keys, s->normal, few, KEYS);

	s->keys = HW_ARENA_NEW(keys, uint32_t, n);
	if (!s->keys)
		return;
	s->key_count = n;
	if (n > KEYS)
		hw_alias_keys_of(&all_keys, s->normal, s->keys, n);
	else
		memcpy(s->keys, few, n * sizeof(few[0]));
}

static void add_string(struct hw_alias_batch *b, struct hw_text raw, struct string *s,
		       struct hw_arena *keys)
{
	struct string **bucket = name_bucket(b, raw);

	if (find(b, raw))
		return;
	s->raw = hw_arena_copy(b->arena, raw);
	if (!s->raw.s || !normalise(b->arena, s))
		return;
	s->next = *bucket;
	*bucket = s;
	if (!b->prefilter)
		return;
	hw_alias_prefilter_add(b->prefilter, s->normal);
	find_keys(s, keys);
}

static void add_keys(struct hw_alias_batch *b, struct string *s)
{
	for (size_t i = 0; i < s->key_count; i++) {
		uint32_t *bucket = &b->buckets[s->keys[i] & b->bucket_mask];

		b->nodes[++b->node_count] = (struct node){s->keys[i], *bucket, s};
		*bucket = b->node_count;
	}
}

struct hw_alias_batch *hw_alias_batch_new(const struct hw_text *strings, size_t n,
					  struct hw_arena *arena, struct hw_arena *keys)
{
	struct hw_alias_batch *b = HW_ARENA_NEW(arena, struct hw_alias_batch, 1);
	struct string *v = HW_ARENA_NEW(arena, struct string, n);
	size_t all = 0;

	if (!b || !v)
		return NULL;
	b->arena = arena;
	b->strings = v;
	b->string_count = n;
	b->name_mask = power_of_two(n) - 1;
	b->names = HW_ARENA_NEW(arena, struct string *, b->name_mask + 1);
	/* what answers by trees has no use for it */
	if (keys) {
		b->prefilter = HW_ARENA_NEW(keys, struct hw_alias_prefilter, 1);
		if (!b->prefilter)
			return NULL;
	}
	for (size_t i = 0; b->names && i < n; i++) {
		add_string(b, strings[i], &v[i], keys);
		all += v[i].key_count;
	}
	if (!keys)
		return hw_arena_failed(arena) ? NULL : b;
	b->bucket_mask = power_of_two(2 * all) - 1;
	b->buckets = HW_ARENA_NEW(keys, uint32_t, b->bucket_mask + 1);
	b->nodes = HW_ARENA_NEW(keys, struct node, all + 1);
	if (hw_arena_failed(arena) || hw_arena_failed(keys))
		return NULL;
	for (size_t i = 0; i < n; i++)
		add_keys(b, &v[i]);
	return b;
}

static int add_answer(struct hw_alias_batch *b, struct string *s,
		      const struct hw_alias_pattern *p)
{
	struct hw_alias_answer *a;

	/* two keys of the string have the same hash */
	if (s->last && s->last->at == p->at && s->last->source == p->source)
		return 0;
	a = HW_ARENA_NEW(b->arena, struct hw_alias_answer, 1);
	if (!a)
		return -ENOMEM;
	*a = (struct hw_alias_answer){
		.pattern = hw_arena_copy(b->arena, p->text),
		.module = hw_arena_copy(b->arena,
					hw_alias_module_at(p->in, p->source,
							   (size_t)(p->text.s - p->in.s),
							   p->text.n)),
		.at = p->at,
		.line = p->line,
		.source = p->source,
	};
	*(s->last ? &s->last->next : &s->first) = a;
	s->last = a;
	s->count++;
	return 0;
}

const struct hw_alias_prefilter *
hw_alias_batch_prefilter(const struct hw_alias_batch *batch)
{
	return batch->prefilter;
}

int hw_alias_batch_add_pattern(void *arg, const struct hw_alias_pattern *pattern)
{
	struct hw_alias_batch *b = arg;
	struct hw_text head = hw_text_head(pattern->text, pattern->literal);
	const struct node *node;
	uint32_t hash;
	int r = 0;

	if (!hw_alias_prefilter_may_match_head(b->prefilter, head))
		return 0;
	hash = hw_alias_key_of(pattern->text, pattern->literal).hash;
	for (uint32_t i = b->buckets[hash & b->bucket_mask]; i && r == 0;
	     i = node->next) {
		node = &b->nodes[i];
		if (node->hash == hash &&
		    hw_glob_match_scanned(pattern->text, pattern->literal,
					  node->string->normal))
			r = add_answer(b, node->string, pattern);
	}
	return r;
}

bool hw_alias_batch_find(const struct hw_alias_batch *batch, struct hw_text string,
			 const struct hw_alias_answer **ret_first, size_t *ret_count)
{
	const struct string *s = find(batch, string);

	if (!s)
		return false;
	*ret_first = s->first;
	*ret_count = s->count;
	return true;
}

size_t hw_alias_batch_modules(const struct hw_alias_batch *batch, struct hw_text *v)
{
	size_t n = 0;

	for (size_t i = 0; i < batch->string_count; i++) {
		const struct hw_alias_answer *a = batch->strings[i].first;

		for (; a; a = a->next, n++)
			if (v)
				v[n] = a->module;
	}
	return n;
}

int hw_alias_batch_ask(struct hw_alias_batch *batch, hw_alias_ask_fn *fn, void *arg)
{
	int r = 0;

	for (size_t i = 0; i < batch->string_count && r == 0; i++) {
		struct string *s = &batch->strings[i];

		/* one that comes again, or cannot be asked, has none */
		if (s->normal.s)
			r = fn(arg, s->normal, batch->arena, &s->first, &s->count);
	}
	return r;
}
