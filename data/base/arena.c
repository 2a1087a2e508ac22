// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/arena.h"
#include "data/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Whether the address sanitizer is in this build. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

/* Bytes of a block. Small: touching a page costs more than the allocation. */
#define BLOCK_SIZE ((size_t)32 * 1024)

struct hw_arena_block {
	struct hw_arena_block *older;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

static bool grow(struct hw_arena *a, size_t need)
{
	size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	struct hw_arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		return false;
	b = hw_malloc(sizeof(*b) + size);
	if (!b)
		return false;
	b->older = a->block;
	b->size = size;
	a->block = b;
	a->used = 0;
	return true;
}

/* Memory that is not zeroed. */
static void *take(struct hw_arena *a, size_t size, size_t align)
{
	size_t at = a->used;

	if (a->failed)
		return NULL;
	if (a->block)
		at = (at + align - 1) & ~(align - 1);
	if (!a->block || at > a->block->size || size > a->block->size - at) {
		if (!grow(a, size)) {
			a->failed = true;
			return NULL;
		}
		at = 0;
	}
	a->used = at + size;
	return a->block->bytes + at;
}

void *hw_arena_alloc(struct hw_arena *a, size_t size, size_t align)
{
	void *p = take(a, size, align);

	return p ? memset(p, 0, size) : NULL;
}

void *hw_arena_alloc_array(struct hw_arena *a, size_t size, size_t align, size_t count)
{
	if (size && count > SIZE_MAX / size) {
		a->failed = true;
		return NULL;
	}
	return hw_arena_alloc(a, size * count, align);
}

struct hw_text hw_arena_copy(struct hw_arena *a, struct hw_text t)
{
	char *p = t.s ? take(a, t.n + 1, 1) : NULL;

	if (!p)
		return HW_NO_TEXT;
	if (t.n)
		memcpy(p, t.s, t.n);
	p[t.n] = '\0';
	return (struct hw_text){p, t.n};
}

struct hw_text hw_arena_join(struct hw_arena *a, struct hw_text first, char between,
			     struct hw_text second)
{
	const size_t head = hw_text_find(first, '\0');
	const size_t tail = hw_text_find(second, '\0');
	char *p = take(a, head + 1 + tail + 1, 1);

	if (!p)
		return HW_NO_TEXT;
	if (head)
		memcpy(p, first.s, head);
	p[head] = between;
	if (tail)
		memcpy(p + head + 1, second.s, tail);
	p[head + 1 + tail] = '\0';
	return (struct hw_text){p, head + 1 + tail};
}

/* Free bytes of the newest block. */
static size_t room(const struct hw_arena *a)
{
	return a->block && !a->failed ? a->block->size - a->used : 0;
}

struct hw_text hw_arena_printf(struct hw_arena *a, const char *format, ...)
{
	size_t left = room(a);
	char *p = left ? a->block->bytes + a->used : NULL;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(p, left, format, args);
	va_end(args);
	if (n < 0) {
		a->failed = true;
		return HW_NO_TEXT;
	}
	if ((size_t)n < left) {
		a->used += (size_t)n + 1;
		return (struct hw_text){p, (size_t)n};
	}
	p = take(a, (size_t)n + 1, 1);
	if (!p)
		return HW_NO_TEXT;
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return (struct hw_text){p, (size_t)n};
}

bool hw_arena_failed(const struct hw_arena *a)
{
	return a->failed;
}

static void free_blocks(struct hw_arena_block *b)
{
	while (b) {
		struct hw_arena_block *older = b->older;

		/* it does not look at what printf(3) reads */
		if (IS_SANITIZED)
			memset(b->bytes, 'Z', b->size);
		free(b);
		b = older;
	}
}

void hw_arena_reset(struct hw_arena *a)
{
	/* so that it tells of what is used behind this, which may look right as long as
	 * nobody else has the block */
	if (IS_SANITIZED) {
		hw_arena_done(a);
		return;
	}
	if (a->block) {
		free_blocks(a->block->older);
		a->block->older = NULL;
	}
	a->used = 0;
	a->failed = false;
}

void hw_arena_done(struct hw_arena *a)
{
	free_blocks(a->block);
	*a = (struct hw_arena){0};
}
