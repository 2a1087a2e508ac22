/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_ARENA_H
#define HWALIAS_DATA_BASE_ARENA_H

#include <stddef.h>

#include "decoders/text/text.h"

// clang-format off
/*
 * What all readers and writers are made of, a header each:
 *
 *	arena.h		memory that is freed all at once
 *	array.h		arrays that grow
 *	hash.h		hash functions of texts and words
 *	list.h		"a, b and 4 more"
 *	path.h		paths below a root
 *	warnings.h	what could not be read
 *	dl.h		libraries that are loaded when used
 */

/*
 * A bump allocator. It takes memory in blocks and frees it all at once, by
 * hw_arena_reset() or hw_arena_done():
 *
 *	newest block			older blocks
 *	+---------------+----------+	+---------------+	+---------------+
 *	| used	        | free	   | ->	| used		| ->	| used		|
 *	+---------------+----------+	+---------------+	+---------------+
 *
 * Failure is sticky: when it is out of memory, that call and every later one returns NULL
 * (or the absent text), and hw_arena_failed() is true. Callers check once, at the end of
 * a loop, and must not dereference a NULL before.
 *
 * A zeroed struct is an empty arena.
 */
// clang-format on
struct hw_arena_block;

struct hw_arena {
	struct hw_arena_block *block;
	/* bytes of the newest block that are in use */
	size_t used;
	bool failed;
};

/* Zeroed memory. `align` is a power of two. Lifetime: until reset or done. Errors: NULL,
 * sticky. */
void *hw_arena_alloc(struct hw_arena *a, size_t size, size_t align);

/* An array of `count` zeroed objects of `type`. If its size does not fit a size_t, the
 * arena is out of memory. */
#define HW_ARENA_NEW(a, type, count)                                                     \
	((type *)hw_arena_alloc_array((a), sizeof(type), _Alignof(type), (count)))
void *hw_arena_alloc_array(struct hw_arena *a, size_t size, size_t align, size_t count);

/* A copy of `t` with a NUL after its n bytes. The absent text stays absent. */
struct hw_text hw_arena_copy(struct hw_arena *a, struct hw_text t);

__attribute__((format(printf, 2, 3))) struct hw_text
hw_arena_printf(struct hw_arena *a, const char *format, ...);

/* What "%.*s%c%.*s" prints, at a small part of its cost: two texts, each up to a NUL, and
 * `between` between them. */
struct hw_text hw_arena_join(struct hw_arena *a, struct hw_text first, char between,
			     struct hw_text second);

bool hw_arena_failed(const struct hw_arena *a);

/* Frees everything but one block, which is used again; clears a failure. */
void hw_arena_reset(struct hw_arena *a);

void hw_arena_done(struct hw_arena *a);

#endif
