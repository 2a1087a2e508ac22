// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/root/unread.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/*
 * Most callers take a file that cannot be read for one that is not there, since most
 * attributes are optional. The difference is noted here, so that a report that lacks
 * something for an error of the disk or the kernel says so.
 */

/*
 * Errors that tell nothing of the machine: the file is there, and has a value. Not so
 * ENODEV, EINVAL, ENXIO …, by which an attribute's show() says that it has none.
 */
static bool is_failure(const struct hw_unread *unread, int error)
{
	switch (-error) {
	case EACCES:
		return !unread->may_be_denied;
	case EINTR:
	case EIO:
	case EMFILE:
	case ENFILE:
	case ENOMEM:
		return true;
	default:
		return false;
	}
}

/* What is known of a device counts more than other files: one of it takes the last place
 * that is not yet told. NULL: none is left. */
static struct hw_unread_file *slot_for(struct hw_unread *unread, const char *path)
{
	struct hw_unread_file *last = &unread->v[HW_UNREAD_MAX - 1];

	if (unread->n < HW_UNREAD_MAX)
		return &unread->v[unread->n++];
	return unread->told < HW_UNREAD_MAX && strncmp(path, "sys/", 4) == 0 &&
			       strncmp(last->path, "sys/", 4) != 0
		       ? last
		       : NULL;
}

void hw_unread_note(struct hw_unread *unread, const char *path, int error)
{
	struct hw_unread_file *file;

	if (error >= 0 || !is_failure(unread, error))
		return;
	pthread_mutex_lock(&unread->lock);
	file = slot_for(unread, path);
	if (file) {
		snprintf(file->path, sizeof(file->path), "%s", path);
		file->error = error;
	}
	pthread_mutex_unlock(&unread->lock);
}

/* Whether a warning is about the file, or about a directory it is in. */
static bool is_told(const struct hw_warnings *warnings, struct hw_text path)
{
	for (const struct hw_warning *w = warnings->first; w; w = w->next)
		if (w->path.n && hw_text_starts(path, w->path) &&
		    (path.n == w->path.n || path.s[w->path.n] == '/'))
			return true;
	return false;
}

void hw_unread_warn(const struct hw_unread_file *file, struct hw_text shown,
		    struct hw_warnings *warnings)
{
	/* warnings about devices have their paths below the root */
	struct hw_text below = hw_text_from(shown, shown.n - strlen(file->path) - 1);

	if (!is_told(warnings, shown) && !is_told(warnings, below))
		hw_warn_error(warnings, "unreadable", shown, -file->error, NULL);
}
