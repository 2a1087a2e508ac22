// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/cache.h"

#include <stdint.h>
#include <stdlib.h>

#include "data/base/hash.h"
#include "data/base/memory.h"

/* The line and its answer, one behind the other. */
struct slot {
	struct hw_buffer bytes;
	uint64_t hash;
	size_t line_n;
};

/* Lines of one place would else push each other out for ever. */
#define WAYS 4

struct place {
	struct slot slots[WAYS];
	/* the oldest, to be used next */
	unsigned next;
};

struct hw_stream_cache {
	struct place places[HW_STREAM_CACHE_SLOTS / WAYS];
};

struct hw_stream_cache *hw_stream_cache_new(void)
{
	return hw_calloc(1, sizeof(struct hw_stream_cache));
}

void hw_stream_cache_free(struct hw_stream_cache *cache)
{
	for (size_t i = 0; cache && i < HW_STREAM_CACHE_SLOTS; i++)
		hw_buffer_done(&cache->places[i / WAYS].slots[i % WAYS].bytes);
	free(cache);
}

static struct place *place_of(struct hw_stream_cache *cache, uint64_t hash)
{
	/* by the uppermost bits, the best mixed ones */
	return &cache->places[(hash >> 32) * HW_ARRAY_SIZE(cache->places) >> 32];
}

bool hw_stream_cache_get(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_buffer *out)
{
	uint64_t hash = hw_hash_text(line.n, line);

	for (size_t i = 0; cache && i < WAYS; i++) {
		const struct slot *slot = &place_of(cache, hash)->slots[i];
		struct hw_text bytes = {slot->bytes.s, slot->bytes.n};

		if (slot->hash != hash || !bytes.n ||
		    !hw_text_eq(hw_text_head(bytes, slot->line_n), line))
			continue;
		hw_buffer_add(out, hw_text_from(bytes, slot->line_n));
		return true;
	}
	return false;
}

void hw_stream_cache_put(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_text answer)
{
	uint64_t hash = hw_hash_text(line.n, line);
	struct place *place;
	struct slot *slot;

	if (!cache || line.n + answer.n > HW_STREAM_CACHE_MAX)
		return;
	place = place_of(cache, hash);
	slot = &place->slots[place->next++ % WAYS];
	slot->bytes.n = 0;
	slot->bytes.failed = false;
	hw_buffer_add(&slot->bytes, line);
	hw_buffer_add(&slot->bytes, answer);
	slot->hash = hash;
	slot->line_n = line.n;
	if (slot->bytes.failed)
		slot->bytes.n = 0;
}

int hw_stream_cache_answer(struct hw_stream_cache *cache,
			   int (*answer)(void *worker, const struct hw_line *line,
					 struct hw_warnings *warnings,
					 struct hw_buffer *out),
			   void *worker, const struct hw_line *line,
			   struct hw_warnings *warnings, struct hw_buffer *out)
{
	size_t warned = warnings->count + warnings->dropped;
	size_t start = out->n;
	int r;

	if (!line->is_cut && hw_stream_cache_get(cache, line->text, out))
		return 0;
	r = answer(worker, line, warnings, out);
	if (r == 0 && !out->failed && !line->is_cut &&
	    warned == warnings->count + warnings->dropped)
		hw_stream_cache_put(cache, line->text,
				    (struct hw_text){out->s + start, out->n - start});
	return r;
}
