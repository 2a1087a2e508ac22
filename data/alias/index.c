// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/base/array.h"
#include "data/base/hash.h"
#include "data/base/memory.h"

/* Most strings have fewer keys; those of others go into the arena. */
enum { KEYS = 64 };

/* An entry that is to be compared. */
struct waiting {
	struct hw_alias_entry entry;
	uint16_t literal;
};

struct search {
	const struct hw_alias_index *index;
	const struct hw_text *texts;
	struct hw_text string;
	struct hw_arena *arena;
	struct hw_alias_found *found;
	struct waiting waiting[16];
	size_t waiting_count;
};

int hw_alias_index_start(struct hw_alias_index *x, size_t expected)
{
	const size_t size = sizeof(*x->lines);
	size_t bits = 64;
	uintptr_t past;

	/* of hashes that no pattern has, one in six then has a bit that is set */
	while (bits < expected * 4)
		bits *= 2;
	/* Three lines for eight patterns: with evenly spread hashes one line of seven
	 * overflows. */
	x->line_count = expected * 3 / 8 + 16;
	x->memory = hw_calloc(x->line_count + 1, size);
	x->has_key = hw_calloc(bits / 64, sizeof(*x->has_key));
	x->key_mask = (uint32_t)(bits - 1);
	if (!x->memory || !x->has_key)
		return -ENOMEM;
	past = (uintptr_t)x->memory % size;
	x->lines = (void *)((char *)x->memory + (past ? size - past : 0));
	return 0;
}

static struct hw_alias_line *line_of(const struct hw_alias_index *x, uint32_t hash)
{
	return &x->lines[hash * x->line_count >> 32];
}

/* Where the parts of an entry's `what` begin, in bits. */
enum { LITERAL = 12, SOURCE = 24 };

/* Bits of a tag. */
enum { LANE = 16 };

/* Never 0. line_of() uses the upper bits of the hash, a tag depends on all of them. */
static uint64_t tag_of(uint32_t hash)
{
	return hw_hash_bits(hash, LANE) | 1;
}

static uint64_t tag_at(const struct hw_alias_line *line, size_t i)
{
	return line->tags >> i * LANE & UINT16_MAX;
}

/* The first free entry; HW_ALIAS_LINE_ENTRIES if there is none. */
static size_t find_room(const struct hw_alias_line *line)
{
	size_t i = 0;

	while (i < HW_ALIAS_LINE_ENTRIES && tag_at(line, i))
		i++;
	return i;
}

/* Adds an overflow line, the first after `line`. NULL: out of memory. */
static struct hw_alias_line *add_overflow(struct hw_alias_index *x,
					  struct hw_alias_line *line)
{
	struct hw_alias_line *more;

	if (HW_ARRAY_GROW(x->more, x->more_count, &x->more_room, 64) < 0)
		return NULL;
	more = &x->more[x->more_count++];
	*more = (struct hw_alias_line){.more = line->more};
	line->more = (uint32_t)x->more_count;
	return more;
}

/* The line of the hash or an overflow line that has a free entry: of these only the first
 * can have one. NULL: out of memory. */
static struct hw_alias_line *make_room(struct hw_alias_index *x, uint32_t hash)
{
	struct hw_alias_line *line = line_of(x, hash);
	struct hw_alias_line *more = line->more ? &x->more[line->more - 1] : line;

	if (find_room(line) < HW_ALIAS_LINE_ENTRIES)
		return line;
	return find_room(more) < HW_ALIAS_LINE_ENTRIES ? more : add_overflow(x, line);
}

int hw_alias_index_add(void *arg, const struct hw_alias_pattern *pattern)
{
	struct hw_alias_index *x = arg;
	struct hw_alias_key key = hw_alias_key_of(pattern->text, pattern->literal);
	struct hw_alias_line *line = make_room(x, key.hash);
	size_t i;

	if (!line)
		return -ENOMEM;
	x->has_key[(key.hash & x->key_mask) / 64] |= UINT64_C(1) << key.hash % 64;
	i = find_room(line);
	line->tags |= tag_of(key.hash) << i * LANE;
	line->what[i] = (uint32_t)pattern->source << SOURCE |
			(uint32_t)pattern->literal << LITERAL | (uint32_t)pattern->text.n;
	line->at[i] = pattern->at;
	line->line[i] = pattern->line;
	hw_alias_used_add(&x->used, key);
	return 0;
}

static void add_found(struct search *q, struct hw_alias_entry e)
{
	struct hw_alias_found *f = q->found;

	if (HW_ARENA_GROW(q->arena, struct hw_alias_entry, f->entries, f->count, &f->room,
			  0) == 0)
		f->entries[f->count++] = e;
}

static struct hw_text pattern_of(const struct search *q, const struct hw_alias_entry *e)
{
	return (struct hw_text){q->texts[e->source].s + e->at, e->length};
}

/* Compares the entries that wait. */
static void try_entries(struct search *q)
{
	for (size_t i = 0; i < q->waiting_count; i++) {
		const struct waiting *w = &q->waiting[i];

		if (hw_glob_match_scanned(pattern_of(q, &w->entry), w->literal,
					  q->string))
			add_found(q, w->entry);
	}
	q->waiting_count = 0;
}

/* An entry that has the tag of one of the string's keys waits while its pattern is
 * fetched. */
static void add_entry(struct search *q, const struct hw_alias_line *line, size_t i)
{
	uint32_t what = line->what[i];
	struct waiting *w;

	if (q->waiting_count == HW_ARRAY_SIZE(q->waiting))
		try_entries(q);
	w = &q->waiting[q->waiting_count++];
	w->entry = (struct hw_alias_entry){
		.at = line->at[i],
		.line = line->line[i],
		.length = (uint16_t)(what & HW_GLOB_MAX),
		.source = (uint8_t)(what >> SOURCE),
	};
	w->literal = (uint16_t)(what >> LITERAL & HW_GLOB_MAX);
	__builtin_prefetch(pattern_of(q, &w->entry).s);
	/* the module's name is behind it */
	__builtin_prefetch(pattern_of(q, &w->entry).s + w->entry.length);
}

/* The top bit of each lane that is zero, and perhaps of lanes above the first of them. */
static uint64_t zero_lanes(uint64_t w)
{
	return (w - UINT64_C(0x0001000100010001)) & ~w & UINT64_C(0x8000800080008000);
}

static void search_lines(struct search *q, uint32_t hash)
{
	const struct hw_alias_line *line = line_of(q->index, hash);
	uint64_t tag = tag_of(hash);

	for (;;) {
		uint64_t equal =
			zero_lanes(line->tags ^ tag * UINT64_C(0x0001000100010001));

		for (; equal; equal &= equal - 1) {
			size_t i = (size_t)__builtin_ctzll(equal) / LANE;

			if (tag_at(line, i) == tag)
				add_entry(q, line, i);
		}
		if (!line->more)
			break;
		line = &q->index->more[line->more - 1];
	}
}

static int by_position(const struct hw_alias_entry *a, const struct hw_alias_entry *b)
{
	if (a->source != b->source)
		return a->source > b->source ? 1 : -1;
	return (a->at > b->at) - (a->at < b->at);
}

static int compare(const void *left, const void *right)
{
	return by_position(left, right);
}

/* By insertion: entries come in order, or in a few runs that are. */
static void sort_few(struct hw_alias_entry *v, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct hw_alias_entry e = v[i];
		size_t at = i;

		for (; at > 0 && by_position(&v[at - 1], &e) > 0; at--)
			v[at] = v[at - 1];
		v[at] = e;
	}
}

/* Sorts into file order and drops what was found by two keys of the string. */
static void sort_found(struct hw_alias_found *f)
{
	size_t n = 0;

	if (f->count < 2)
		return;
	if (f->entries == f->few)
		sort_few(f->few, f->count);
	else
		qsort(f->entries, f->count, sizeof(*f->entries), compare);
	for (size_t i = 0; i < f->count; i++)
		if (!n || by_position(&f->entries[n - 1], &f->entries[i]) != 0)
			f->entries[n++] = f->entries[i];
	f->count = n;
}

/* Drops keys that no pattern has; returns how many are left. These are all fetched at
 * once. */
static size_t keep_known(const struct hw_alias_index *x, uint32_t *keys, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const uint32_t hash = keys[i];

		if (!(x->has_key[(hash & x->key_mask) / 64] >> hash % 64 & 1))
			continue;
		__builtin_prefetch(line_of(x, hash));
		keys[kept++] = hash;
	}
	return kept;
}

void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret)
{
	struct search q;
	uint32_t few[KEYS];
	uint32_t *keys = few;
	size_t n = hw_alias_keys_of(&x->used, string, few, KEYS);

	q.index = x;
	q.texts = texts;
	q.string = string;
	q.arena = arena;
	q.found = ret;
	q.waiting_count = 0;
	ret->entries = ret->few;
	ret->count = 0;
	ret->room = HW_ARRAY_SIZE(ret->few);
	if (n > KEYS) {
		keys = HW_ARENA_NEW(arena, uint32_t, n);
		if (!keys)
			return;
		hw_alias_keys_of(&x->used, string, keys, n);
	}
	n = keep_known(x, keys, n);
	for (size_t i = 0; i < n; i++)
		search_lines(&q, keys[i]);
	try_entries(&q);
	sort_found(ret);
}

void hw_alias_index_done(struct hw_alias_index *x)
{
	free(x->memory);
	free(x->has_key);
	free(x->more);
	*x = (struct hw_alias_index){0};
}
