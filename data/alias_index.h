/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_INDEX_H
#define HWALIAS_DATA_ALIAS_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/glob.h"

/*
 * An index of alias patterns; internal to data/aliases.c. How it works is told at the
 * top of data/alias_index.c. Patterns stay in the texts they were read from.
 *
 * Life: zeroed, reserve, add ..., finish, search ..., done.
 */

/* 16 bytes, since the table is as big as the memory that must be touched. */
struct hw_alias_entry {
	/* offset of the pattern in its text */
	uint32_t at;
	uint32_t hash;
	uint32_t line;
	uint16_t length;
	/* see struct hw_glob */
	uint16_t gram : HW_GLOB_GRAM_BITS;
	/* which text */
	uint16_t text : 1;
};

struct hw_alias_index {
	/* once finished: by bucket, and in a bucket as added */
	struct hw_alias_entry *entries;
	size_t count;
	size_t room;
	/* entries of bucket b: [starts[b], starts[b + 1]) */
	uint32_t *starts;
	unsigned bits;
	/* which lengths the literal heads of wild patterns have */
	uint64_t lengths[HW_GLOB_BUFFER / 64];
	size_t longest;
};

/* Entries that match, by number and in no order; few[] unless there are many. */
struct hw_alias_found {
	uint32_t *entries;
	size_t count;
	size_t room;
	uint32_t few[64];
};

/* Room that is not used is not touched. Errors: -ENOMEM. */
int hw_alias_index_reserve(struct hw_alias_index *x, size_t room);

/* Adds a pattern; hash and gram are taken from `glob`. Errors: -ENOMEM. */
int hw_alias_index_add(struct hw_alias_index *x, const struct hw_glob *glob,
		       struct hw_alias_entry entry);

/* No more are added. Errors: -ENOMEM. */
int hw_alias_index_finish(struct hw_alias_index *x);

/*
 * All entries whose pattern matches `string`, which is normalised. `texts` are those the
 * entries point into. Out of memory is the arena's sticky failure.
 * Lifetime: the arena's and the found's.
 */
void hw_alias_index_search(const struct hw_alias_index *x, const struct hw_text texts[2],
			   struct hw_text string, struct hw_arena *arena,
			   struct hw_alias_found *ret);

void hw_alias_index_done(struct hw_alias_index *x);

#endif
