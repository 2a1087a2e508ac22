// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/text_index.h"
#include "data/base/hash.h"
#include "data/base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

struct hw_text_slot {
	/* absent: the slot is free */
	struct hw_text key;
	size_t value;
	uint64_t hash;
};

/* The slot that holds `key`, or the free one where it belongs. The table has both. */
static struct hw_text_slot *slot_of(const struct hw_text_index *index, struct hw_text key,
				    uint64_t hash)
{
	/* the first bits of a hash depend on all bytes of a short key, its last ones do
	 * not */
	size_t i = (size_t)((hash >> 32) * index->room >> 32);

	while (index->slots[i].key.s &&
	       (index->slots[i].hash != hash || !hw_text_eq(index->slots[i].key, key)))
		i = (i + 1) & (index->room - 1);
	return &index->slots[i];
}

size_t *hw_text_index_find(const struct hw_text_index *index, struct hw_text key)
{
	struct hw_text_slot *slot;

	if (!index->n)
		return NULL;
	slot = slot_of(index, key, hw_hash_text(0, key));
	return slot->key.s ? &slot->value : NULL;
}

static int grow(struct hw_text_index *index)
{
	struct hw_text_index larger = {.room = index->room ? 2 * index->room : 64,
				       .n = index->n};

	larger.slots = hw_calloc(larger.room, sizeof(*larger.slots));
	if (!larger.slots)
		return -ENOMEM;
	for (size_t i = 0; i < index->room; i++) {
		const struct hw_text_slot *slot = &index->slots[i];

		if (slot->key.s)
			*slot_of(&larger, slot->key, slot->hash) = *slot;
	}
	free(index->slots);
	*index = larger;
	return 0;
}

int hw_text_index_add(struct hw_text_index *index, struct hw_text key, size_t value)
{
	uint64_t hash = hw_hash_text(0, key);

	if (2 * (index->n + 1) > index->room && grow(index) < 0)
		return -ENOMEM;
	*slot_of(index, key, hash) = (struct hw_text_slot){key, value, hash};
	index->n++;
	return 0;
}

void hw_text_index_done(struct hw_text_index *index)
{
	free(index->slots);
	*index = (struct hw_text_index){0};
}
