/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_ARENA_H
#define HWALIAS_DATA_BASE_ARENA_H

#include <stddef.h>

#include "decoders/text/text.h"

/*
 * A bump allocator: memory is handed out from blocks and given back all at once, by
 * hw_arena_reset() or hw_arena_done(). Nothing handed out is zeroed by being touched
 * twice: hw_arena_alloc() clears just what it returns.
 *
 * Failure is sticky: when a block cannot be had, that call and every later one returns
 * NULL (or the absent text), and hw_arena_failed() is true. Callers check once, at the
 * end of a loop, instead of at each call; they must not dereference a NULL in between.
 *
 * A zeroed struct is a valid empty arena.
 */
struct hw_arena_block;

struct hw_arena {
	struct hw_arena_block *block;
	/* bytes of the newest block that are handed out */
	size_t used;
	bool failed;
};

/* Lifetime: until reset or done. Errors: NULL, sticky. */
void *hw_arena_alloc(struct hw_arena *a, size_t size, size_t align);

/* `count` zeroed objects of `type`; overflow of the product counts as no memory. */
#define HW_ARENA_NEW(a, type, count)                                                     \
	((type *)hw_arena_alloc_array((a), sizeof(type), _Alignof(type), (count)))
void *hw_arena_alloc_array(struct hw_arena *a, size_t size, size_t align, size_t count);

/* A copy of `t`, NUL-terminated behind its n bytes. The absent text stays absent. */
struct hw_text hw_arena_copy(struct hw_arena *a, struct hw_text t);

__attribute__((format(printf, 2, 3))) struct hw_text
hw_arena_printf(struct hw_arena *a, const char *format, ...);

bool hw_arena_failed(const struct hw_arena *a);

/* Forgets what was handed out, keeps one block for reuse; clears a failure. */
void hw_arena_reset(struct hw_arena *a);

void hw_arena_done(struct hw_arena *a);

#endif
