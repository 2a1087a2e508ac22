/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_HWDB_FILE_H
#define HWALIAS_DATA_IDS_HWDB_FILE_H

#include <stdint.h>

#include "data/ids/hwdb.h"
#include "data/root/pages.h"

// clang-format off
/*
 * A reader of hwdb.bin, which systemd-hwdb(8) compiles: a radix tree from patterns to
 * properties, in numbers of 64 bits, least significant byte first (systemd's
 * src/libsystemd/sd-hwdb/hwdb-internal.h):
 *
 *	file:	"KSLPHHRH" tool_version file_size  header_size node_size child_size
 *		value_size  root nodes_length strings_length   nodes   strings
 *	node:	prefix, number of children (a byte, 7 of padding), number of values
 *		children: byte (and 7 of padding), node; in byte order
 *		values:   property, value; since systemd 230 also file name, line (32 bits),
 *		          priority of the file (16 bits), 2 bytes of padding
 *
 * References are offsets in the file; texts end with a NUL. The pattern of a node is the
 * prefixes and the bytes of the children on the way to it. A property begins with a blank;
 * others are for later formats.
 *
 * A key has the properties of all patterns that match it, as fnmatch(3) does; of one that
 * several have, that of the file with the highest priority and there of the last line, or
 * without these the last in the order of sd-hwdb.c: patterns with a wildcard before those
 * without at each node.
 *
 * libudev's search builds the text of each pattern below a star and compares it. This one
 * keeps the positions of the key that can be reached and leaves a branch when there are
 * none, so that it looks at a tenth of the file's pages.
 *
 * Nothing of the file is believed: what does not lie in it, and a tree that is none, are
 * -EBADMSG. There is no checksum, so other damage is not seen.
 */
// clang-format on

struct hw_hwdb_file {
	struct hw_pages *pages;
	uint64_t size;
	/* of the file's structures, at least those above */
	uint32_t node_size;
	uint32_t child_size;
	uint32_t value_size;
	uint64_t root;
};

/* The nodes whose pattern matches a key, in the order of the search. Zeroed: none. */
struct hw_hwdb_matches {
	uint64_t *v;
	size_t n;
	size_t room;
};

/* Reads the file's head. Lifetime: that of `pages`. Errors: -EBADMSG; those of
 * hw_pages_look(). */
int hw_hwdb_file_open(struct hw_pages *pages, struct hw_hwdb_file *ret);

/* Replaces `ret`. The key has HW_HWDB_KEY_MAX bytes at most. Errors: -EBADMSG; -ENOMEM;
 * those of hw_pages_look(). */
int hw_hwdb_file_search(const struct hw_hwdb_file *file, struct hw_text key,
			struct hw_hwdb_matches *ret);

/* The value of a property; absent if no match has it. Lifetime: the arena's.
 * Errors: -EBADMSG; -ENOMEM; those of hw_pages_look(). */
int hw_hwdb_file_get(const struct hw_hwdb_file *file,
		     const struct hw_hwdb_matches *matches, struct hw_text property,
		     struct hw_arena *arena, struct hw_text *ret);

void hw_hwdb_matches_done(struct hw_hwdb_matches *matches);

#endif
