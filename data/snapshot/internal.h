/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SNAPSHOT_INTERNAL_H
#define HWALIAS_DATA_SNAPSHOT_INTERNAL_H

#include "data/base/text_index.h"
#include "data/root/backend.h"
#include "data/snapshot/tree.h"

// clang-format off
/*
 * What the files of data/snapshot share:
 *
 *	snapshot.c		back end: the entries of a snapshot as a file system
 *	  read.c		a snapshot's text -> entries
 *	  text.c		a value of that text -> bytes
 *	  write.c		entries -> text
 *	tree.c			entries that are put together in memory
 *	record.c		back end: notes what is read through it (recorder.h)
 */
// clang-format on

/*
 * Entries of a snapshot. The format is drawn at the top of read.c.
 */
enum hw_entry_kind {
	/* "=": content on the line of the path, then a newline */
	HW_ENTRY_LINE,
	/* "=-": the same without the newline */
	HW_ENTRY_LINE_OPEN,
	/* ":": content on the lines that follow */
	HW_ENTRY_LINES,
	/* ":-": the same, the last without a newline */
	HW_ENTRY_LINES_OPEN,
	HW_ENTRY_HEX,
	HW_ENTRY_LINK,
	HW_ENTRY_DIRECTORY,
	/* `raw` is the content itself: of a tree that was put together in memory */
	HW_ENTRY_BYTES,
	/* a file of which some lines are known: lines that end in a newline, and records
	 * that end in a NUL */
	HW_ENTRY_SPARSE,
	HW_ENTRY_SPARSE_NUL,
	/* it was looked for and is not there */
	HW_ENTRY_ABSENT,
	/* it is there and is no link; nothing else is known */
	HW_ENTRY_UNKNOWN,
	/* a file whose content is not known */
	HW_ENTRY_FILE_UNKNOWN,
	/* a file that cannot be read: `err` */
	HW_ENTRY_UNREADABLE,
	/* it cannot even be looked at: `err` */
	HW_ENTRY_UNREACHABLE,
	/* the same; the listing of its directory does not have it */
	HW_ENTRY_UNREACHABLE_HIDDEN,
};

/* How much of a directory is known. In the order of how much that is. */
enum hw_listing {
	/* as hw_snapshot.partial says: HW_LISTING_NONE or HW_LISTING_ALL */
	HW_LISTING_DEFAULT,
	/* it was not listed */
	HW_LISTING_NONE,
	/* it cannot be listed: `err` */
	HW_LISTING_ERROR,
	/* the entries hold all its directories, but perhaps not all else */
	HW_LISTING_DIRECTORIES,
	/* the entries hold all there is */
	HW_LISTING_ALL,
};

struct hw_entry {
	/* without escapes */
	struct hw_text path;
	enum hw_entry_kind kind;
	/* as written: the rest of the line, and for LINES and HEX the lines that follow
	 */
	struct hw_text raw;
	/* decoded by hw_root_map(); absent until then */
	struct hw_text content;
	size_t line;
	/* of a directory */
	enum hw_listing listing;
	/* -errno of what could not be read, looked at or listed */
	int err;
};

struct hw_snapshot {
	/* holds paths and mapped contents */
	struct hw_arena arena;
	/* the file; zeroed when the caller owns the text */
	struct hw_map map;
	/* sorted by path, each path once; on the heap */
	struct hw_entry *v;
	size_t n;
	/* directories without an entry of their own were not listed */
	bool partial;
	/* the root directory itself */
	enum hw_listing top;
	int top_err;
};

/* snapshot.c */
extern const struct hw_root_ops hw_snapshot_ops;

/*
 * text.c: the content of an entry, NUL-terminated. Lifetime: the arena's.
 * Errors: -EINVAL: a malformed escape or digit; -ENOMEM.
 */
int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret);

/*
 * Lines of a sparse file at most: blank ones cost a byte each in memory and nothing in
 * the snapshot.
 */
#define HW_SPARSE_MAX ((size_t)1 << 24)

/*
 * The next line that a sparse entry tells, from `raw`, which is cut: its number from 1,
 * and its text with escapes. Returns 1, 0 at the end, or -EINVAL.
 */
int hw_sparse_next(struct hw_text *raw, size_t *ret_number, struct hw_text *ret_text);

/* Cuts the number of lines off the front of a sparse entry. Errors: -EINVAL. */
int hw_sparse_count(struct hw_text *raw, size_t *ret_count);

/* Whether a sparse entry can be decoded. Errors: -EINVAL. */
int hw_sparse_check(const struct hw_entry *entry);

/* "EACCES" of -EACCES, a number where there is no name. Lifetime: `buf` or static. */
struct hw_text hw_errno_name(int err, char buf[static 16]);

/* The other way round: -EACCES, or 0 when it is neither name nor number. */
int hw_errno_of(struct hw_text name);

/* Order of entries in a snapshot. */
int hw_entry_cmp(const void *a, const void *b);

/* The second line of what the program writes, and the last: comments for all readers. */
#define HW_SNAPSHOT_HAS_END "# complete if it ends in \"# end\""
#define HW_SNAPSHOT_END	    "# end"

/* Hands over a piece of the text. Errors: -errno, which ends the writing. */
typedef int hw_snapshot_sink(void *arg, struct hw_text bytes);

/*
 * Writes the snapshot in the one way there is to write it (top of
 * data/snapshot/read.c). Entries that follow from others are left out. Errors:
 * those of `sink`; -ENOMEM.
 */
int hw_snapshot_write(const struct hw_snapshot *snapshot, hw_snapshot_sink *sink,
		      void *arg);

/* The inside of tree.c, for the recorder. */
struct hw_tree {
	struct hw_snapshot *snapshot;
	/* path -> place in snapshot->v */
	struct hw_text_index index;
	size_t room;
	size_t bytes;
	int err;
};

/* NULL: there is none. Lifetime: until the next entry is added. */
struct hw_entry *hw_tree_find(const struct hw_tree *tree, struct hw_text path);

/* Adds an entry of kind HW_ENTRY_UNKNOWN. NULL: the path is not sound, or tree->err. */
struct hw_entry *hw_tree_add(struct hw_tree *tree, struct hw_text path);

/* Sets kind and raw, which is copied. */
void hw_tree_set(struct hw_tree *tree, struct hw_entry *entry, enum hw_entry_kind kind,
		 struct hw_text raw);

/* Adds the entries of a snapshot. */
void hw_tree_copy(struct hw_tree *tree, const struct hw_snapshot *from);

/* Takes the escapes out of one line. Errors: as above. */
int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret);

#endif
