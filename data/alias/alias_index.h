/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIAS_INDEX_H
#define HWALIAS_DATA_ALIAS_ALIAS_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias/alias_key.h"
#include "data/alias/alias_read.h"
#include "data/alias/glob_tail.h"
#include "data/base/arena.h"

/*
 * An index of alias patterns by their keys (data/alias/alias_key.h); internal to
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
	 *   1 source
	 *   8 number of its tail, data/alias/glob_tail.h */
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
	/* a bit for what hashes there are; so many bits of a hash tell which */
	uint64_t *sieve;
	unsigned sieve_bits;
	/* numbered from 1 */
	struct hw_alias_line *more;
	size_t more_count;
	size_t more_room;
	struct hw_alias_used used;
	struct hw_glob_tails tails;
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

#endif
