/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_MEMORY_H
#define HWALIAS_DATA_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The functions of stdlib.h, which also note that memory was short. Callers go on with
 * less where they can, and some of them cannot tell their own callers: so the end of a
 * run asks here, and what was printed is not taken for all there is. free(3) as ever.
 * Threads may call these.
 */
void *hw_malloc(size_t size);
void *hw_calloc(size_t n, size_t size);
void *hw_realloc(void *old, size_t size);
void *hw_reallocarray(void *old, size_t n, size_t size);
char *hw_strdup(const char *s);
/* Other errors than ENOMEM are not noted. */
char *hw_realpath(const char *path);

/* Whether one of these has failed for want of memory since the process began. */
bool hw_memory_was_short(void);

/* For functions of libraries that returned -ENOMEM. */
void hw_memory_is_short(void);

#endif
