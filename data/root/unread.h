/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_UNREAD_H
#define HWALIAS_DATA_ROOT_UNREAD_H

#include <pthread.h>

#include "data/root/root.h"

/* Internal to data/root: what could not be read below a root though it is there. */

/* What fails is seldom alone; the first ones are enough. */
#define HW_UNREAD_MAX 8

struct hw_unread_file {
	/* below the root, cut */
	char path[192];
	/* -errno */
	int error;
};

struct hw_unread {
	/* users may not read all of the live machine */
	bool may_be_denied;
	/* threads share a root */
	pthread_mutex_t lock;
	struct hw_unread_file v[HW_UNREAD_MAX];
	size_t n;
	/* the first of them that have a warning */
	size_t told;
};

/* Notes a failure to read `path`; other results, and that nothing is there, are passed
 * over. */
void hw_unread_note(struct hw_unread *unread, const char *path, int error);

/* Adds the warning, unless there is one about the file, `shown` to the user, which ends
 * in its path. */
void hw_unread_warn(const struct hw_unread_file *file, struct hw_text shown,
		    struct hw_warnings *warnings);

#endif
