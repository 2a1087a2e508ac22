/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SNAPSHOT_RECORDER_H
#define HWALIAS_DATA_SNAPSHOT_RECORDER_H

#include "data/base/text_set.h"
#include "data/snapshot/internal.h"
#include "data/snapshot/record.h"

/*
 * What the files of the recorder share:
 *
 *	record.c		a root that hands on what is asked, and notes the answers
 *	record_entries.c	the entries of the recording
 *	record_tables.c		files that are mapped: which of their lines are recorded
 *	record_write.c		all of it as a snapshot
 *
 * Without memory recorder->failed is set, or its arena has failed.
 */

/* A line of a table, from 1. */
struct hw_record_line {
	size_t number;
	struct hw_text text;
};

#define HW_RECORD_AGAIN ((size_t)4)

/* A file that was mapped. */
struct hw_record_table {
	/* as it was asked for, and without links */
	struct hw_text asked;
	struct hw_text path;
	/* only to be looked at while it is mapped */
	struct hw_text text;
	/* where it was mapped again, while the first mapping may still be in use */
	struct hw_text again[HW_RECORD_AGAIN];
	char end;
	/* where lines start; made when the first one is asked for */
	size_t *starts;
	size_t count;
	/* bytes of the text that they are of */
	size_t size;
	/* answers stand for it: its content is not recorded */
	bool is_answered;
	/* those to record */
	struct hw_record_line *lines;
	size_t n;
	size_t room;
};

struct hw_recorder {
	struct hw_tree *tree;
	/* paths and lines */
	struct hw_arena arena;
	struct hw_record_table *tables;
	size_t n;
	size_t room;
	/* lines of files that no root has, "PATH\nLINE" */
	struct hw_text_set answers;
	bool failed;
};

/* How much an entry says: the more replaces the less. */
unsigned hw_record_rank(enum hw_entry_kind kind);

/* Notes what is at a path without links, unless more is known of it. Returns the entry,
 * if there is one now. */
struct hw_entry *hw_record_note(struct hw_recorder *r, struct hw_text path,
				enum hw_entry_kind kind, struct hw_text raw, int err);

void hw_record_link(struct hw_recorder *r, struct hw_text path, struct hw_text target);

/* A directory, of whose names is known what `listing` says; the top one where the path is
 * empty. */
void hw_record_listing(struct hw_recorder *r, struct hw_text path,
		       enum hw_listing listing, int err);

/*
 * For a file that the machine does not have where it is recorded: of its directories, one
 * that is absent is there from now on, and has nothing else, nor have those below.
 */
void hw_record_parents(struct hw_recorder *r, struct hw_text path);

/* A file was asked for as `asked`, is at `path` without links, and is mapped to `text`
 * now. */
void hw_record_mapped(struct hw_recorder *r, const char *asked, struct hw_text path,
		      struct hw_text text);

/* What was mapped as `asked` is `text` from now on: unpacked. */
void hw_record_unpacked(struct hw_recorder *r, const char *asked, struct hw_text text);

/* The file that was mapped last as `asked`; the one at a path without links. NULL: none.
 */
struct hw_record_table *hw_record_table_asked(struct hw_recorder *r, const char *asked);
struct hw_record_table *hw_record_table_at(struct hw_recorder *r, struct hw_text path);

#endif
