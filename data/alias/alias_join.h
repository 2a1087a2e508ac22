/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIAS_JOIN_H
#define HWALIAS_DATA_ALIAS_ALIAS_JOIN_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias/alias_read.h"
#include "data/base/arena.h"

/*
 * The answers to strings that are known before; internal to data/alias/aliases.c. The
 * other way round than an index: the strings' keys are in the hash table, and the
 * patterns go by, once.
 *
 * Life: hw_alias_join_new(), look ..., find ...; until the arena's end.
 */
struct hw_alias_join;

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
struct hw_alias_join *hw_alias_join_new(const struct hw_text *strings, size_t n,
					const struct hw_text texts[2],
					struct hw_arena *arena);

/* For hw_alias_read(). */
const struct hw_alias_heads *hw_alias_join_heads(const struct hw_alias_join *join);

/* A hw_alias_pattern_fn; `arg` is the join. Errors: -ENOMEM. */
int hw_alias_join_look(void *arg, const struct hw_alias_pattern *pattern);

/* Whether the string was among them; then its first answer or NULL, and their number. */
bool hw_alias_join_find(const struct hw_alias_join *join, struct hw_text string,
			const struct hw_alias_answer **ret_first, size_t *ret_count);

#endif
