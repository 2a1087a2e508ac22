// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/memory.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Of the process, as its memory is. */
static atomic_bool was_short;

bool hw_memory_was_short(void)
{
	return atomic_load(&was_short);
}

void hw_memory_is_short(void)
{
	atomic_store(&was_short, true);
}

/* `wanted`: NULL is a failure. */
static void *noted(void *block, bool wanted)
{
	if (!block && wanted)
		hw_memory_is_short();
	return block;
}

void *hw_malloc(size_t size)
{
	return noted(malloc(size), size > 0);
}

void *hw_calloc(size_t n, size_t size)
{
	return noted(calloc(n, size), n > 0 && size > 0);
}

void *hw_realloc(void *old, size_t size)
{
	return noted(realloc(old, size), size > 0);
}

void *hw_reallocarray(void *old, size_t n, size_t size)
{
	return noted(reallocarray(old, n, size), n > 0 && size > 0);
}

char *hw_strdup(const char *s)
{
	return noted(strdup(s), true);
}

char *hw_realpath(const char *path)
{
	char *full = realpath(path, NULL);

	return noted(full, errno == ENOMEM);
}
