/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_SNAPSHOT_FILE_H
#define HWALIAS_DATA_ROOT_SNAPSHOT_FILE_H

#include "data/root/root.h"

/*
 * A snapshot in memory, between its reader (data/root/snapshot_read.c) and its file
 * system (data/root/snapshot.c). Internal to data/.
 */
enum hw_entry_kind {
	/* content on the line of the path, a newline at its end */
	HW_ENTRY_LINE,
	/* the same without the newline */
	HW_ENTRY_LINE_OPEN,
	/* content on the lines that follow */
	HW_ENTRY_LINES,
	/* the same, the last without a newline */
	HW_ENTRY_LINES_OPEN,
	HW_ENTRY_HEX,
	HW_ENTRY_LINK,
	HW_ENTRY_DIRECTORY,
};

struct hw_entry {
	/* without escapes */
	struct hw_text path;
	enum hw_entry_kind kind;
	/* as written: the rest of the line, and for LINES and HEX those that follow */
	struct hw_text raw;
	/* what hw_root_map() decoded of it, absent until then */
	struct hw_text content;
	size_t line;
};

struct hw_snapshot {
	/* paths and mapped contents */
	struct hw_arena arena;
	/* the file; zeroed when the text is somebody else's */
	struct hw_map map;
	/* sorted by path, each path once; on the heap */
	struct hw_entry *v;
	size_t n;
};

extern const struct hw_root_ops hw_snapshot_ops;

/*
 * Decodes content into `arena`, NUL-terminated. Lifetime: the arena's.
 * Errors: -EINVAL: an escape or a digit is not sound; -ENOMEM.
 */
int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret);

/* Takes the escapes out of one line. Errors: as above. */
int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret);

#endif
