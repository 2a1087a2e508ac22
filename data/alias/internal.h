/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_INTERNAL_H
#define HWALIAS_DATA_ALIAS_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias/prefilter.h"
#include "data/base/arena.h"
#include "data/base/warnings.h"
#include "decoders/text/text.h"

/*
 * Reads the texts of alias tables; internal to data/alias/aliases.c. The formats are
 * drawn at the top of data/alias/parse.c.
 */

/* A good pattern where it stands. */
struct hw_alias_pattern {
	/* as written */
	struct hw_text text;
	/* see hw_glob_scan() */
	size_t literal;
	/* offset in its text; texts are shorter than 4 GiB */
	uint32_t at;
	/* or the number of the record; the first is 1 */
	uint32_t line;
	/* 0 = modules.alias, 1 = modules.builtin.modinfo; enum hw_alias_source has them
	 */
	uint8_t source;
};

/* A non-zero return stops and is handed back. */
typedef int hw_alias_pattern_fn(void *arg, const struct hw_alias_pattern *pattern);

/*
 * Hands all good patterns to `fn` in file order; with `heads`, NULL for all, only those
 * that may be of them, and perhaps a few others. Malformed lines become warnings and are
 * passed over; `warnings` may be NULL. `paths` are for them. Counts all good patterns.
 * Errors: what `fn` returned.
 */
int hw_alias_read(const struct hw_text texts[2], const struct hw_text paths[2],
		  const struct hw_alias_prefilter *heads, struct hw_warnings *warnings,
		  hw_alias_pattern_fn *fn, void *arg, size_t *ret_count);

/* The module's name as it stands next to the pattern at `at` of `length` bytes. */
struct hw_text hw_alias_module_at(struct hw_text text, uint8_t source, size_t at,
				  size_t length);

/*
 * What pattern and string must have in common; internal to the alias tables.
 *
 * A pattern has one key and a string has several, so that
 *
 *	a pattern that matches a string has one of the string's keys.
 *
 * So either side can be put into a hash table and the other be held against it. The key
 * is the hash of one literal piece of the pattern, at a place that is found in the
 * string too; which pieces, is told for each bus in the table of data/alias/key.c. This
 * holds of any pattern and any string, whatever the table says: a wrong row costs only
 * time.
 */
enum {
	HW_ALIAS_SLOTS = 8,
	HW_ALIAS_BUSES = 13,
	HW_ALIAS_SIFT_BITS = 13,
};

struct hw_alias_key {
	uint32_t hash;
	/* where it is from, for hw_alias_used_add() */
	uint8_t bus;
	uint8_t place;
	uint16_t sift;
};

/*
 * What some patterns have; nothing else need be asked for. All of it is set when nothing
 * is known of them, but then `sifted` is not.
 */
struct hw_alias_used {
	/* a bit a place */
	uint16_t places[HW_ALIAS_BUSES];
	/* of pieces that may be anywhere in a string, a bit for how they begin, lest a
	 * long one be asked for at each of its bytes */
	bool sifted;
	uint64_t sift[(1 << HW_ALIAS_SIFT_BITS) / 64];
};

static inline void hw_alias_used_add(struct hw_alias_used *used, struct hw_alias_key key)
{
	used->places[key.bus] |= (uint16_t)(1U << key.place);
	used->sift[key.sift / 64] |= UINT64_C(1) << key.sift % 64;
	used->sifted = true;
}

/* `literal`: bytes before its first wildcard, all when there is none. */
struct hw_alias_key hw_alias_key_of(struct hw_text pattern, size_t literal);

/*
 * All keys of a normalised string, some perhaps twice. Writes the first `room`; returns
 * how many there are.
 */
size_t hw_alias_keys_of(const struct hw_alias_used *used, struct hw_text string,
			uint32_t *keys, size_t room);

/*
 * An index of alias patterns by their keys (data/alias/internal.h); internal to
 * data/alias/aliases.c. Patterns stay in the texts they were read from.
 *
 *	lines, by hash				more lines
 *	+------------------------------+------+	 +-------
 *	| tags | what[4] at[4] line[4] | more |->| tags ...
 *	+------------------------------+------+	 +-------
 *
 * A line is what the caches hold, so a key that no pattern has costs one access to
 *memory, and one that a pattern has a second, for its text.
 *
 * Life: zeroed, start, add ..., search ..., done. Searching changes nothing, so several
 * threads may.
 */
enum { HW_ALIAS_LINE_ENTRIES = 4 };

struct hw_alias_line {
	/* 16 bits of the hash each, the first entry's lowest; 0 = no entry */
	uint64_t tags;
	/* from the lowest bit on
	 *  12 length of the pattern
	 *  12 bytes before its first wildcard
	 *   1 source */
	uint32_t what[HW_ALIAS_LINE_ENTRIES];
	/* offset of the pattern in its text, and its line there */
	uint32_t at[HW_ALIAS_LINE_ENTRIES];
	uint32_t line[HW_ALIAS_LINE_ENTRIES];
	/* number of the next; 0 = none */
	uint32_t more;
};

_Static_assert(sizeof(struct hw_alias_line) == 64, "a line is one of the caches'");

struct hw_alias_index {
	/* in `memory`, at a multiple of their size */
	struct hw_alias_line *lines;
	uint64_t line_count;
	void *memory;
	/* numbered from 1 */
	struct hw_alias_line *more;
	size_t more_count;
	size_t more_room;
	struct hw_alias_used used;
};

/* A pattern that matches. */
struct hw_alias_entry {
	uint32_t at;
	uint32_t line;
	uint16_t length;
	uint8_t source;
};

/* In file order; few[] unless there are many. */
struct hw_alias_found {
	struct hw_alias_entry *entries;
	size_t count;
	size_t room;
	struct hw_alias_entry few[16];
};

/* For some `expected` patterns. Errors: -ENOMEM. */
int hw_alias_index_start(struct hw_alias_index *x, size_t expected);

/* A hw_alias_pattern_fn; `arg` is the index. Errors: -ENOMEM. */
int hw_alias_index_add(void *arg, const struct hw_alias_pattern *pattern);

/*
 * All whose pattern matches `string`, which is normalised. `texts` are those the
 * patterns are in. Out of memory is the arena's sticky failure.
 * Lifetime: the arena's and the found's.
 */
void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret);

void hw_alias_index_done(struct hw_alias_index *x);

/*
 * The answers to strings that are known before; internal to data/alias/aliases.c. The
 * other way round than an index: the strings' keys are in the hash table, and the
 * patterns go by, once.
 *
 * Life: hw_alias_batch_new(), look ..., find ...; until the arena's end.
 */
struct hw_alias_batch;

/* A pattern that matches, copied; the next one is further on in the tables. */
struct hw_alias_answer {
	struct hw_text pattern;
	/* as written */
	struct hw_text module;
	uint32_t at;
	uint32_t line;
	uint8_t source;
	struct hw_alias_answer *next;
};

/*
 * The strings are copied; those that no table can answer (hw_glob_normalise()) are passed
 * over. `texts` are those the patterns will be in, needed while they go by.
 * Lifetime: the arena's, which must not be reset. Errors: NULL = no memory.
 */
struct hw_alias_batch *hw_alias_batch_new(const struct hw_text *strings, size_t n,
					  const struct hw_text texts[2],
					  struct hw_arena *arena);

/* For hw_alias_read(). */
const struct hw_alias_prefilter *
hw_alias_batch_prefilter(const struct hw_alias_batch *join);

/* A hw_alias_pattern_fn; `arg` is the join. Errors: -ENOMEM. */
int hw_alias_batch_look(void *arg, const struct hw_alias_pattern *pattern);

/* Whether the string was among them; then its first answer or NULL, and their number. */
bool hw_alias_batch_find(const struct hw_alias_batch *join, struct hw_text string,
			 const struct hw_alias_answer **ret_first, size_t *ret_count);

#endif
