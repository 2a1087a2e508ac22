// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/cache.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/base/hash.h"
#include "data/base/memory.h"

/* A line that came. */
struct seen {
	uint64_t hash;
	/* where its answer is in the ring, counted from when that was empty, so it grows
	 * for ever, plus ONCE: where an answer would have been; 0: this is free */
	uint64_t at;
};

/* The line came once, and its answer was not kept: entries begin at even places. */
enum { ONCE = 1 };

/* Lines of one place would else push each other out for ever. */
enum { WAYS = 4 };

struct place {
	struct seen ways[WAYS];
};

/* What stands before a line and its answer in the ring; entries are aligned as it is. */
struct entry {
	uint16_t line_n;
	uint16_t answer_n;
	int32_t note;
};

static_assert(HW_STREAM_CACHE_MAX <= UINT16_MAX, "the lengths of an entry");

static size_t aligned(size_t n)
{
	return (n + sizeof(struct entry) - 1) / sizeof(struct entry) *
	       sizeof(struct entry);
}

struct hw_stream_cache {
	/* NULL until an answer comes: one for this many bytes of the budget, for answers
	 * as short as those of match */
	struct place *places;
	size_t place_count;
	char *ring;
	size_t room;
	/* where the next entry goes, counted like struct seen */
	uint64_t next;
	/* a filter of one line needs no memory for others */
	bool has_offer;
};

enum { BYTES_OF_PLACE = 1024 };

struct hw_stream_cache *hw_stream_cache_new(size_t budget)
{
	struct hw_stream_cache *cache =
		budget < HW_STREAM_CACHE_LEAST ? NULL : hw_calloc(1, sizeof(*cache));

	if (cache) {
		cache->place_count = budget / BYTES_OF_PLACE;
		cache->room = aligned(budget - cache->place_count * sizeof(struct place));
		cache->next = sizeof(struct entry);
	}
	return cache;
}

void hw_stream_cache_free(struct hw_stream_cache *cache)
{
	if (!cache)
		return;
	free(cache->places);
	free(cache->ring);
	free(cache);
}

/* Both are as large as the budget says, but the kernel gives pages only when they are
 * written to. */
static bool has_memory(struct hw_stream_cache *cache)
{
	if (!cache->places)
		cache->places = hw_calloc(cache->place_count, sizeof(struct place));
	if (!cache->ring)
		cache->ring = hw_malloc(cache->room);
	return cache->places && cache->ring;
}

static struct place *place_of(struct hw_stream_cache *cache, uint64_t hash)
{
	/* by the uppermost bits, the best mixed ones */
	return &cache->places[(hash >> 32) * cache->place_count >> 32];
}

/* Whether what was written there has not been overwritten. */
static bool is_kept(const struct hw_stream_cache *cache, uint64_t at)
{
	return at && !(at & ONCE) && at + cache->room >= cache->next;
}

static struct seen *find(struct hw_stream_cache *cache, uint64_t hash)
{
	struct place *place = place_of(cache, hash);

	for (size_t i = 0; i < WAYS; i++)
		if (place->ways[i].at && place->ways[i].hash == hash)
			return &place->ways[i];
	return NULL;
}

/* A free way, or one without an answer, or the oldest. */
static struct seen *least(struct hw_stream_cache *cache, uint64_t hash)
{
	struct place *place = place_of(cache, hash);
	struct seen *least = NULL;
	bool is_least_kept = false;

	for (size_t i = 0; i < WAYS; i++) {
		struct seen *way = &place->ways[i];
		bool is = is_kept(cache, way->at);

		if (!least ||
		    (is == is_least_kept ? way->at < least->at : is_least_kept)) {
			least = way;
			is_least_kept = is;
		}
	}
	return least;
}

bool hw_stream_cache_get(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_buffer *out, int *ret_note)
{
	uint64_t hash = hw_hash_text(line.n, line);
	const struct seen *seen = cache && cache->places ? find(cache, hash) : NULL;
	struct entry entry;
	const char *s;

	if (!seen || !is_kept(cache, seen->at))
		return false;
	s = cache->ring + seen->at % cache->room;
	memcpy(&entry, s, sizeof(entry));
	s += sizeof(entry);
	if (!hw_text_eq((struct hw_text){s, entry.line_n}, line))
		return false;
	hw_buffer_add(out, (struct hw_text){s + entry.line_n, entry.answer_n});
	*ret_note = entry.note;
	return true;
}

/* Where the entry is. */
static uint64_t write_entry(struct hw_stream_cache *cache, struct hw_text line,
			    struct hw_text answer, int note)
{
	const struct entry entry = {(uint16_t)line.n, (uint16_t)answer.n, note};
	size_t n = sizeof(entry) + line.n + answer.n;
	uint64_t at = cache->next;
	size_t offset = at % cache->room;
	char *s;

	/* an entry does not go round the end */
	if (n > cache->room - offset) {
		at += cache->room - offset;
		offset = 0;
	}
	s = cache->ring + offset;
	memcpy(s, &entry, sizeof(entry));
	memcpy(s + sizeof(entry), line.s, line.n);
	memcpy(s + sizeof(entry) + line.n, answer.s, answer.n);
	cache->next = at + aligned(n);
	return at;
}

void hw_stream_cache_put(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_text answer, int note)
{
	uint64_t hash = hw_hash_text(line.n, line);
	struct seen *seen;
	bool is_first;

	if (!cache || line.n + answer.n > HW_STREAM_CACHE_MAX)
		return;
	is_first = !cache->has_offer;
	cache->has_offer = true;
	if (is_first || !has_memory(cache))
		return;
	seen = find(cache, hash);
	if (seen)
		seen->at = write_entry(cache, line, answer, note);
	else
		*least(cache, hash) = (struct seen){hash, cache->next | ONCE};
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

	if (!line->is_cut && hw_stream_cache_get(cache, line->text, out, &r))
		return r;
	r = answer(worker, line, warnings, out);
	if (r >= 0 && !out->failed && !line->is_cut &&
	    warned == warnings->count + warnings->dropped)
		hw_stream_cache_put(cache, line->text,
				    (struct hw_text){out->s + start, out->n - start}, r);
	return r;
}
