// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/root/once.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"

/* A longer file is rather read again. */
#define KEPT_MAX 4096

bool hw_once_find(struct hw_once *once, const char *path, struct hw_arena *arena,
		  struct hw_text *ret, int *ret_result)
{
	const size_t *at;

	pthread_mutex_lock(&once->lock);
	at = hw_text_index_find(&once->paths, hw_text_of(path));
	if (at) {
		*ret_result = once->v[*at].result;
		*ret = HW_NO_TEXT;
		if (*ret_result == 0) {
			*ret = hw_arena_copy(arena, once->v[*at].text);
			*ret_result = ret->s ? 0 : -ENOMEM;
		}
	}
	pthread_mutex_unlock(&once->lock);
	return at;
}

void hw_once_keep(struct hw_once *once, const char *path, struct hw_text text, int result)
{
	struct hw_once_file file = {.result = result};
	struct hw_text key;

	if (result == -ENOMEM || (result == 0 && text.n > KEPT_MAX))
		return;
	pthread_mutex_lock(&once->lock);
	key = hw_arena_copy(&once->arena, hw_text_of(path));
	if (result == 0)
		file.text = hw_arena_copy(&once->arena, text);
	if (key.s && (result || file.text.s) && !hw_text_index_find(&once->paths, key) &&
	    HW_ARRAY_GROW(once->v, once->n, &once->room, 64) == 0 &&
	    hw_text_index_add(&once->paths, key, once->n) == 0)
		once->v[once->n++] = file;
	pthread_mutex_unlock(&once->lock);
}

void hw_once_forget(struct hw_once *once)
{
	pthread_mutex_lock(&once->lock);
	hw_text_index_done(&once->paths);
	hw_arena_done(&once->arena);
	free(once->v);
	once->v = NULL;
	once->n = 0;
	once->room = 0;
	pthread_mutex_unlock(&once->lock);
}
