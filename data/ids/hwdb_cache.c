// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/ids/internal.h"

static uint32_t hash_of(struct hw_text key, struct hw_text property)
{
	return (uint32_t)(hw_hash_text(hw_hash_text(0, key), property) >> 32);
}

bool hw_hwdb_cache_get(const struct hw_hwdb_cache *cache, struct hw_text key,
		       struct hw_text property, struct hw_text *ret)
{
	uint32_t hash = hash_of(key, property);
	const struct hw_hwdb_answer *a =
		cache->room ? &cache->slots[hash % cache->room] : NULL;
	struct hw_text rest;

	if (!a || !a->text || a->hash != hash || a->key_length != key.n ||
	    a->property_length != property.n)
		return false;
	rest = (struct hw_text){a->text, key.n + property.n + a->value_length};
	if (!hw_text_starts(rest, key) ||
	    !hw_text_starts(hw_text_from(rest, key.n), property))
		return false;
	*ret = a->value_length ? hw_text_from(rest, key.n + property.n) : HW_NO_TEXT;
	return true;
}

/* A machine asks for a dozen names: a table of few slots takes fewer pages of memory. */
enum { FEW_SLOTS = 64 };

/* The larger table is empty. Without memory the small one stays. */
static void grow(struct hw_hwdb_cache *cache)
{
	const size_t room = cache->room ? HW_HWDB_CACHE_SLOTS : FEW_SLOTS;
	struct hw_hwdb_answer *slots = hw_calloc(room, sizeof(*slots));

	if (!slots)
		return;
	hw_hwdb_cache_done(cache);
	cache->slots = slots;
	cache->room = room;
}

void hw_hwdb_cache_put(struct hw_hwdb_cache *cache, struct hw_text key,
		       struct hw_text property, struct hw_text value)
{
	uint32_t hash = hash_of(key, property);
	struct hw_hwdb_answer *a;
	char *text;

	if (!key.n || key.n > UINT16_MAX || !property.n || property.n > UINT16_MAX)
		return;
	if (!cache->room || (cache->room == FEW_SLOTS && ++cache->puts == FEW_SLOTS))
		grow(cache);
	if (!cache->room)
		return;
	a = &cache->slots[hash % cache->room];
	text = hw_malloc(key.n + property.n + value.n);
	if (!text)
		return;
	memcpy(text, key.s, key.n);
	memcpy(text + key.n, property.s, property.n);
	if (value.n)
		memcpy(text + key.n + property.n, value.s, value.n);
	free(a->text);
	*a = (struct hw_hwdb_answer){
		.text = text,
		.hash = hash,
		.key_length = (uint16_t)key.n,
		.property_length = (uint16_t)property.n,
		.value_length = value.n,
	};
}

void hw_hwdb_cache_done(struct hw_hwdb_cache *cache)
{
	for (size_t i = 0; i < cache->room; i++)
		free(cache->slots[i].text);
	free(cache->slots);
	*cache = (struct hw_hwdb_cache){.puts = cache->puts};
}
