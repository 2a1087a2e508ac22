// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/ids/internal.h"

/* The slots are a power of two; so many of them are used. */
#define SLOT_BITS   9
#define ANSWERS_MAX ((size_t)384)

struct hw_ids_answer {
	/* hw_ids_head_key() and the depth; 0: an empty slot */
	uint32_t head;
	uint32_t entry;
	uint32_t subentry;
	uint32_t n;
	/* NULL: it is not listed */
	const char *s;
};

static struct hw_ids_answer key_of(const struct hw_ids_query *q)
{
	return (struct hw_ids_answer){
		.head = (uint32_t)q->depth << 24 | hw_ids_head_key(q->section, q->head),
		.entry = q->entry,
		.subentry = q->subentry,
	};
}

/* The slot of the key, or the empty one where it belongs. */
static struct hw_ids_answer *slot_of(struct hw_ids_answer *slots,
				     const struct hw_ids_answer *key)
{
	const size_t mask = ((size_t)1 << SLOT_BITS) - 1;
	const uint64_t low = (uint64_t)key->entry << 32 | key->subentry;
	size_t i = hw_hash_word(key->head, low) >> (64 - SLOT_BITS);

	while (slots[i].head &&
	       (slots[i].head != key->head || slots[i].entry != key->entry ||
		slots[i].subentry != key->subentry))
		i = (i + 1) & mask;
	return &slots[i];
}

bool hw_ids_answers_get(const struct hw_ids_answers *a, const struct hw_ids_query *query,
			struct hw_text *ret)
{
	const struct hw_ids_answer key = key_of(query);
	const struct hw_ids_answer *slot = a->v ? slot_of(a->v, &key) : NULL;

	if (!slot || !slot->head)
		return false;
	*ret = (struct hw_text){slot->s, slot->n};
	return true;
}

struct hw_text hw_ids_answers_put(struct hw_ids_answers *a,
				  const struct hw_ids_query *query, struct hw_text name)
{
	struct hw_ids_answer key = key_of(query);
	struct hw_text copy = hw_arena_copy(&a->names, name);

	if (!a->v)
		a->v = hw_calloc((size_t)1 << SLOT_BITS, sizeof(*a->v));
	if (!a->v || a->n == ANSWERS_MAX)
		return copy;
	key.s = copy.s;
	key.n = (uint32_t)copy.n;
	*slot_of(a->v, &key) = key;
	a->n++;
	return copy;
}

bool hw_ids_answers_are_many(const struct hw_ids_answers *a)
{
	return a->n == ANSWERS_MAX;
}

void hw_ids_answers_done(struct hw_ids_answers *a)
{
	free(a->v);
	hw_arena_done(&a->names);
}
