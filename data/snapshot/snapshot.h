/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SNAPSHOT_SNAPSHOT_H
#define HWALIAS_DATA_SNAPSHOT_SNAPSHOT_H

#include "data/root/root.h"

/*
 * A snapshot is a machine as a text that can be reviewed; data/snapshot/read.c draws
 * the format. This opens such a file as a root.
 *
 * Malformed lines become warnings with their number and are skipped.
 * Errors: -errno of reading; -EINVAL: the header is not a snapshot's; -ENOTSUP: the
 * version is newer than this program's.
 */
int hw_snapshot_open(const char *path, struct hw_warnings *warnings,
		     struct hw_root **ret);

/* The same from memory, for tests and fuzzers. `text` must outlive the root; `path` is
 * the name in warnings. */
int hw_snapshot_open_text(struct hw_text text, const char *path,
			  struct hw_warnings *warnings, struct hw_root **ret);

/* A line as a snapshot has it, with escapes. Lifetime: the arena's. Errors: the arena's.
 */
struct hw_text hw_snapshot_escape(struct hw_text text, struct hw_arena *arena);

#endif
