// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/internal.h"

#include <errno.h>

#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/alias/word.h"

struct string {
	/* as announced */
	struct hw_text raw;
	struct hw_text normal;
	size_t key_count;
	struct hw_alias_answer *first;
	struct hw_alias_answer *last;
	size_t count;
	/* the next of the same bucket, by the hash of `raw` */
	struct string *next;
};

/* A key of a string. */
struct node {
	uint32_t hash;
	/* number of the next in the bucket; 0 = none */
	uint32_t next;
	struct string *string;
};

struct hw_alias_batch {
	struct hw_arena *arena;
	const struct hw_text *texts;
	struct hw_alias_prefilter heads;
	/* both sized by powers of two */
	struct string **names;
	size_t name_mask;
	uint32_t *buckets;
	size_t bucket_mask;
	/* from 1 on */
	struct node *nodes;
	uint32_t node_count;
};

/* Every kind of key: what the patterns have is not known yet. */
enum { ALL_PLACES = 0xffff };

static const struct hw_alias_used all_keys = {
	.places = {ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES,
		   ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES, ALL_PLACES,
		   ALL_PLACES},
};

static size_t power_of_two(size_t n)
{
	size_t p = 16;

	while (p < n)
		p *= 2;
	return p;
}

static struct string **name_bucket(const struct hw_alias_batch *j, struct hw_text raw)
{
	return &j->names[(hw_hash_text(0, raw) >> 32) & j->name_mask];
}

static struct string *find(const struct hw_alias_batch *j, struct hw_text raw)
{
	struct string *s = *name_bucket(j, raw);

	while (s && !hw_text_eq(s->raw, raw))
		s = s->next;
	return s;
}

/* Of a copy that was put into the arena; no string is none of the tables' business. */
static bool normalise(struct hw_arena *arena, struct string *s)
{
	char buffer[HW_GLOB_BUFFER];

	if (hw_glob_normal(s->raw, buffer, &s->normal) < 0)
		return false;
	if (s->normal.s == buffer)
		s->normal = hw_arena_copy(arena, s->normal);
	return s->normal.s;
}

static void add_string(struct hw_alias_batch *j, struct hw_text raw, struct string *s,
		       size_t *keys)
{
	struct string **bucket = name_bucket(j, raw);

	if (find(j, raw))
		return;
	s->raw = hw_arena_copy(j->arena, raw);
	if (!s->raw.s || !normalise(j->arena, s))
		return;
	s->next = *bucket;
	*bucket = s;
	hw_alias_prefilter_add(&j->heads, s->normal);
	s->key_count = hw_alias_keys_of(&all_keys, s->normal, NULL, 0);
	*keys += s->key_count;
}

static bool add_keys(struct hw_alias_batch *j, struct string *s)
{
	size_t n = s->key_count;
	uint32_t *keys = HW_ARENA_NEW(j->arena, uint32_t, n);

	if (!keys)
		return false;
	hw_alias_keys_of(&all_keys, s->normal, keys, n);
	for (size_t i = 0; i < n; i++) {
		uint32_t *bucket = &j->buckets[keys[i] & j->bucket_mask];

		j->nodes[++j->node_count] = (struct node){keys[i], *bucket, s};
		*bucket = j->node_count;
	}
	return true;
}

struct hw_alias_batch *hw_alias_batch_new(const struct hw_text *strings, size_t n,
					  const struct hw_text texts[2],
					  struct hw_arena *arena)
{
	struct hw_alias_batch *j = HW_ARENA_NEW(arena, struct hw_alias_batch, 1);
	struct string *v = HW_ARENA_NEW(arena, struct string, n);
	size_t keys = 0;

	if (!j || !v)
		return NULL;
	j->arena = arena;
	j->texts = texts;
	j->name_mask = power_of_two(n) - 1;
	j->names = HW_ARENA_NEW(arena, struct string *, j->name_mask + 1);
	for (size_t i = 0; j->names && i < n; i++)
		add_string(j, strings[i], &v[i], &keys);
	j->bucket_mask = power_of_two(2 * keys) - 1;
	j->buckets = HW_ARENA_NEW(arena, uint32_t, j->bucket_mask + 1);
	j->nodes = HW_ARENA_NEW(arena, struct node, keys + 1);
	for (size_t i = 0; !hw_arena_failed(arena) && i < n; i++)
		if (v[i].normal.s)
			add_keys(j, &v[i]);
	return hw_arena_failed(arena) ? NULL : j;
}

static int add_answer(struct hw_alias_batch *j, struct string *s,
		      const struct hw_alias_pattern *p)
{
	struct hw_alias_answer *a;

	/* two of the string's keys were equal */
	if (s->last && s->last->at == p->at && s->last->source == p->source)
		return 0;
	a = HW_ARENA_NEW(j->arena, struct hw_alias_answer, 1);
	if (!a)
		return -ENOMEM;
	*a = (struct hw_alias_answer){
		.pattern = hw_arena_copy(j->arena, p->text),
		.module = hw_arena_copy(j->arena,
					hw_alias_module_at(j->texts[p->source], p->source,
							   p->at, p->text.n)),
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
hw_alias_batch_prefilter(const struct hw_alias_batch *join)
{
	return &join->heads;
}

int hw_alias_batch_look(void *arg, const struct hw_alias_pattern *pattern)
{
	struct hw_alias_batch *j = arg;
	struct hw_text head = hw_text_head(pattern->text, pattern->literal);
	const struct node *node;
	uint32_t hash;
	int r = 0;

	if (!hw_alias_prefilter_may_short(&j->heads, head))
		return 0;
	hash = hw_alias_key_of(pattern->text, pattern->literal).hash;
	for (uint32_t i = j->buckets[hash & j->bucket_mask]; i && r == 0;
	     i = node->next) {
		node = &j->nodes[i];
		if (node->hash == hash &&
		    hw_glob_match_scanned(pattern->text, pattern->literal,
					  node->string->normal))
			r = add_answer(j, node->string, pattern);
	}
	return r;
}

bool hw_alias_batch_find(const struct hw_alias_batch *join, struct hw_text string,
			 const struct hw_alias_answer **ret_first, size_t *ret_count)
{
	const struct string *s = find(join, string);

	if (!s)
		return false;
	*ret_first = s->first;
	*ret_count = s->count;
	return true;
}
