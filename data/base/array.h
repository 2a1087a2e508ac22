/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_ARRAY_H
#define HWALIAS_DATA_BASE_ARRAY_H

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/base/arena.h"
#include "data/base/memory.h"

/*
 * Arrays that grow by doubling. The owner has a pointer, a count and the room, all zero
 * at first, and appends so:
 *
 *	int r = HW_ARRAY_GROW(list->v, list->n, &list->room, 64);
 *
 *	if (r < 0)
 *		return r;
 *	list->v[list->n++] = item;
 *
 * HW_ARRAY_GROW() keeps the array on the heap, for free(); HW_ARENA_GROW() in an arena,
 * which keeps the copies that were outgrown until it is reset.
 */

/* The next size: `first`, then twice `room`. 0: the bytes would not fit a size_t. */
static inline size_t hw_array_next(size_t room, size_t first, size_t size)
{
	if (!room)
		return first;
	return room <= SIZE_MAX / 2 / size ? 2 * room : 0;
}

/* `v` points to the array's pointer, of any object type. */
static inline int hw_array_grow(void *v, size_t size, size_t *room, size_t first)
{
	size_t more = hw_array_next(*room, first, size);
	void *array;

	memcpy(&array, v, sizeof(array));
	array = more ? hw_reallocarray(array, more, size) : NULL;
	if (!array)
		return -ENOMEM;
	memcpy(v, &array, sizeof(array));
	*room = more;
	return 0;
}

static inline int hw_arena_grow(struct hw_arena *arena, void *v, size_t size,
				size_t align, size_t n, size_t *room, size_t first)
{
	size_t more = hw_array_next(*room, first, size);
	/* a size that does not fit is the arena's failure too */
	void *bigger = hw_arena_alloc_array(arena, size, align, more ? more : SIZE_MAX);
	void *array;

	if (!bigger)
		return -ENOMEM;
	memcpy(&array, v, sizeof(array));
	if (n)
		memcpy(bigger, array, n * size);
	memcpy(v, &bigger, sizeof(bigger));
	*room = more;
	return 0;
}

/*
 * Makes room for one element more than `n`. `v` is the pointer, an lvalue; `room` points
 * to the room, in elements; `first` is the room of an array that has none.
 * Errors: -ENOMEM: the array is as it was.
 */
#define HW_ARRAY_GROW(v, n, room, first)                                                 \
	((n) < *(room) ? 0 : hw_array_grow(&(v), sizeof(*(v)), (room), (first)))

/* Likewise, in `arena`, for elements of `type`. */
#define HW_ARENA_GROW(arena, type, v, n, room, first)                                    \
	((n) < *(room) ? 0                                                               \
		       : hw_arena_grow((arena), &(v), sizeof(type), _Alignof(type), (n), \
				       (room), (first)))

#endif
