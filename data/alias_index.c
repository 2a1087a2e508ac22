// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias_index.h"

#include <errno.h>
#include <stdlib.h>

/*
 * A string can only match a pattern whose literal head (the bytes before the first
 * wildcard) it begins with. So patterns hang in buckets by the hash of their head; one
 * pass over the string hashes all its heads, and those of a length that no pattern has
 * are not looked up. Patterns without a wildcard are looked up by the whole string.
 *
 *	pci:v00008086d000024DBsv00001028sd*bc*sc*i*	the heads of three patterns
 *	pci:v00008086d000024DBsv*sd*bc*sc*i*
 *	pci:v*d*sv*sd*bc01sc06i01*
 *	^^^^^
 *
 * Heads as common as "acpi" and "of:N" have thousands of patterns: each entry notes four
 * bytes that a matching string must have (its gram), and a bit test in the set of the
 * string's own grams rejects nearly all of them.
 */

/* Keeps patterns without a wildcard from meeting wild ones with the same head. */
#define EXACT ((uint32_t)0x5bd1e995)

struct search {
	const struct hw_alias_index *index;
	const struct hw_text *texts;
	struct hw_text string;
	/* the grams of the string; bit 0, that of "no gram known", is always set */
	uint64_t grams[(1U << HW_GLOB_GRAM_BITS) / 64];
	struct hw_arena *arena;
	struct hw_alias_found *found;
};

int hw_alias_index_reserve(struct hw_alias_index *x, size_t room)
{
	struct hw_alias_entry *bigger = realloc(x->entries, room * sizeof(*bigger));

	if (!bigger)
		return -ENOMEM;
	x->entries = bigger;
	x->room = room;
	return 0;
}

int hw_alias_index_add(struct hw_alias_index *x, const struct hw_glob *glob,
		       struct hw_alias_entry entry)
{
	int r = 0;

	if (x->count == x->room)
		r = hw_alias_index_reserve(x, x->room + x->room / 2 + 16);
	if (r < 0)
		return r;
	entry.hash = glob->wild ? glob->hash : glob->hash ^ EXACT;
	entry.gram = glob->gram & ((1U << HW_GLOB_GRAM_BITS) - 1);
	x->entries[x->count++] = entry;
	if (glob->wild) {
		x->lengths[glob->literal / 64] |= UINT64_C(1) << glob->literal % 64;
		if (glob->literal > x->longest)
			x->longest = glob->literal;
	}
	return 0;
}

static size_t bucket(const struct hw_alias_index *x, uint32_t hash)
{
	return (hash * (uint32_t)0x9e3779b1) >> (32 - x->bits);
}

int hw_alias_index_finish(struct hw_alias_index *x)
{
	struct hw_alias_entry *ordered;
	size_t buckets;

	for (x->bits = 4; x->bits < 24 && (size_t)2 << x->bits < x->count;)
		x->bits++;
	buckets = (size_t)1 << x->bits;
	x->starts = calloc(buckets + 2, sizeof(*x->starts));
	ordered = malloc((x->count + 1) * sizeof(*ordered));
	if (!x->starts || !ordered) {
		free(ordered);
		return -ENOMEM;
	}
	/* Counted two places up, so that the sums are the starts one place up; placing
	 * the entries moves each start to its end, which is the start of the next. */
	for (size_t i = 0; i < x->count; i++)
		x->starts[bucket(x, x->entries[i].hash) + 2]++;
	for (size_t b = 1; b < buckets; b++)
		x->starts[b + 1] += x->starts[b];
	for (size_t i = 0; i < x->count; i++)
		ordered[x->starts[bucket(x, x->entries[i].hash) + 1]++] = x->entries[i];
	free(x->entries);
	x->entries = ordered;
	return 0;
}

static void add_found(struct search *q, size_t entry)
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
	f->entries[f->count++] = (uint32_t)entry;
}

static void search_bucket(struct search *q, uint32_t hash)
{
	const struct hw_alias_index *x = q->index;
	size_t b = bucket(x, hash);

	for (size_t i = x->starts[b]; i < x->starts[b + 1]; i++) {
		const struct hw_alias_entry *e = &x->entries[i];
		struct hw_text pattern = {q->texts[e->text].s + e->at, e->length};

		if (e->hash == hash && q->grams[e->gram / 64] >> e->gram % 64 & 1 &&
		    hw_glob_match_index(pattern, q->string))
			add_found(q, i);
	}
}

static void collect_grams(struct search *q)
{
	uint32_t bytes = 0;

	q->grams[0] = 1;
	for (size_t i = 0; i < q->string.n; i++) {
		bytes = bytes << 8 | (unsigned char)q->string.s[i];
		if (i >= 3) {
			uint16_t gram = hw_glob_gram(bytes);

			q->grams[gram / 64] |= UINT64_C(1) << gram % 64;
		}
	}
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
	uint32_t hash = HW_GLOB_HASH_START;

	ret->entries = ret->few;
	ret->count = 0;
	ret->room = HW_ARRAY_SIZE(ret->few);
	collect_grams(&q);
	for (size_t i = 0;; i++) {
		if (i <= x->longest && x->lengths[i / 64] >> i % 64 & 1)
			search_bucket(&q, hash);
		if (i == string.n)
			break;
		hash = hw_glob_hash(hash, (unsigned char)string.s[i]);
	}
	search_bucket(&q, hash ^ EXACT);
}

void hw_alias_index_done(struct hw_alias_index *x)
{
	free(x->entries);
	free(x->starts);
	*x = (struct hw_alias_index){0};
}
