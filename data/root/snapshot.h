/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_SNAPSHOT_H
#define HWALIAS_DATA_ROOT_SNAPSHOT_H

#include "data/root/root.h"

/*
 * Opens a snapshot file (a whole machine as reviewable text; the format is drawn in
 * data/root/snapshot_read.c) as a root.
 *
 * Lines that are not sound become warnings with their number and are left out; the rest
 * is kept. Errors: -errno of reading; -EINVAL when the header is not a snapshot's;
 * -ENOTSUP when its version is newer than this program.
 */
int hw_snapshot_open(const char *path, struct hw_warnings *warnings,
		     struct hw_root **ret);

/* The same from memory, for tests and fuzzers. `text` must outlive the root. */
int hw_snapshot_open_text(struct hw_text text, const char *path,
			  struct hw_warnings *warnings, struct hw_root **ret);

#endif
