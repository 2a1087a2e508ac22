/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_ONCE_H
#define HWALIAS_DATA_ROOT_ONCE_H

#include <pthread.h>

#include "data/base/text_index.h"
#include "data/root/root.h"

/* Internal to data/root: files that were read, hw_root_read_once(). */

struct hw_once_file {
	/* what hw_root_read() returned, and read */
	int result;
	struct hw_text text;
};

struct hw_once {
	/* threads share a root */
	pthread_mutex_t lock;
	struct hw_arena arena;
	/* paths -> places in v */
	struct hw_text_index paths;
	struct hw_once_file *v;
	size_t n;
	size_t room;
};

/* Whether the file was read: then *ret_result is what that returned, and *ret a copy of
 * its text. Lifetime: the arena's. */
bool hw_once_find(struct hw_once *once, const char *path, struct hw_arena *arena,
		  struct hw_text *ret, int *ret_result);

/* Keeps a copy. Without memory for it the file will be read again. */
void hw_once_keep(struct hw_once *once, const char *path, struct hw_text text,
		  int result);

void hw_once_forget(struct hw_once *once);

#endif
