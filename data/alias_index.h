/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_INDEX_H
#define HWALIAS_DATA_ALIAS_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias_key.h"
#include "data/alias_read.h"
#include "data/arena.h"

/*
 * An index of alias patterns by their keys (data/alias_key.h); internal to
 * data/aliases.c. Patterns stay in the texts they were read from.
 *
 *	buckets, by hash	entries, in file order
 *	+---+			+-------------------------------+
 *	| --+-----------------> | at, line, hash, ... | next -+--> an older entry
 *	+---+			+-------------------------------+
 *
 * Life: zeroed, start, add ..., search ..., done. Searching changes nothing, so several
 * threads may.
 */

/* 20 bytes, since the table is as big as the memory that must be touched. */
struct hw_alias_entry {
	/* offset of the pattern in its text */
	uint32_t at;
	uint32_t line;
	uint32_t hash;
	/* number of the next in the bucket; 0 = none */
	uint32_t next;
	uint32_t length : 12;
	uint32_t literal : 12;
	uint32_t source : 8;
};

struct hw_alias_index {
	/* numbered from 1, so a bucket of zero bytes is empty */
	struct hw_alias_entry *entries;
	size_t count;
	size_t room;
	uint32_t *buckets;
	unsigned bits;
	struct hw_alias_used used;
};

/* Entries that match, by number and so in file order; few[] unless there are many. */
struct hw_alias_found {
	uint32_t *entries;
	size_t count;
	size_t room;
	uint32_t few[16];
};

/* For some `expected` patterns. Memory that is not used is not touched. Errors: -ENOMEM.
 */
int hw_alias_index_start(struct hw_alias_index *x, size_t expected);

/* A hw_alias_pattern_fn; `arg` is the index. Errors: -ENOMEM. */
int hw_alias_index_add(void *arg, const struct hw_alias_pattern *pattern);

/*
 * All entries whose pattern matches `string`, which is normalised. `texts` are those the
 * patterns are in. Out of memory is the arena's sticky failure.
 * Lifetime: the arena's and the found's.
 */
void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret);

static inline const struct hw_alias_entry *
hw_alias_index_entry(const struct hw_alias_index *x, uint32_t number)
{
	return &x->entries[number - 1];
}

void hw_alias_index_done(struct hw_alias_index *x);

#endif
