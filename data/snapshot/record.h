/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_SNAPSHOT_RECORD_H
#define HWALIAS_DATA_SNAPSHOT_RECORD_H

#include "data/root/root.h"

/*
 * Records what is read of a machine: a root that hands everything on to another one and
 * keeps the answers, also that something is absent or may not be read. Written as a
 * snapshot, the recording gives the same answers again; what was not asked for answers
 * -ENODATA.
 *
 *	hw_recorder_new(&recorder);
 *	hw_recorder_wrap(recorder, live, &root);
 *	(read the machine through root)
 *	hw_recorder_write(recorder, NULL, sink, arg);
 *	hw_root_close(root);
 *	hw_recorder_free(recorder);
 *
 * Links on the way to a file are recorded as links, and the file where they lead. Of one
 * thing that is asked twice the first answer counts. One thread at a time.
 */
struct hw_recorder;

/* Errors: -ENOMEM. */
int hw_recorder_new(struct hw_recorder **ret);

/* After the roots that it wraps. NULL is fine. */
void hw_recorder_free(struct hw_recorder *recorder);

/*
 * Wraps `inner`, which the new root takes over, also when it fails; kind and path are
 * those of `inner`. Several roots may be recorded in one: what one of them has counts,
 * where another one has nothing. Errors: -ENOMEM.
 */
int hw_recorder_wrap(struct hw_recorder *recorder, struct hw_root *inner,
		     struct hw_root **ret);

/*
 * The same of another machine's root, whose tables stand in for those that the recorded
 * one lacks: only the files that are mapped are recorded, as if the machine had them.
 */
int hw_recorder_wrap_tables(struct hw_recorder *recorder, struct hw_root *inner,
			    struct hw_root **ret);

/*
 * Big tables are recorded line by line. A file of which a line was given is recorded as
 * those lines, however small it is; a mapped file over HW_RECORD_WHOLE_MAX without any is
 * recorded as one whose content is not known. Replayed, the file has as many lines as it
 * had, and those that were not given are empty.
 *
 * hw_recorder_line() records the line that `text` lies in, a slice of a file that is
 * mapped through a wrapped root at this moment. In files of records that end in a NUL
 * (modules.builtin.modinfo) it is the record. Errors: -ENOENT: it lies in no such file;
 * -ENOMEM.
 */
int hw_recorder_line(struct hw_recorder *recorder, struct hw_text text);

/*
 * The same, and the lines above that it belongs to: in pci.ids and usb.ids the nearest
 * ones with fewer tabs at their start.
 */
int hw_recorder_nested_line(struct hw_recorder *recorder, struct hw_text text);

/* Line `number`, from 1, of the file mapped as `path`: one that is recorded as a whole
 * has it. Errors: -ENOENT, -ENOMEM. */
int hw_recorder_line_number(struct hw_recorder *recorder, const char *path,
			    size_t number);

/*
 * Records a file that no root has, for answers that come from elsewhere: the time of the
 * recording, the kernel's log, the name database. Errors: none, but hw_recorder_write()
 * fails when there is no memory.
 */
void hw_recorder_file(struct hw_recorder *recorder, const char *path,
		      struct hw_text content);

/*
 * Asked for each entry before it is written, and for each line of a sparse file with
 * `line` > 0: may replace *path and *value (a file's content, a line without its end, a
 * link's target; absent for all else) by texts in `arena`. false leaves the entry or
 * line out. Then what follows of it is not known to the replay.
 */
struct hw_record_filter {
	void *arg;
	bool (*entry)(void *arg, struct hw_arena *arena, struct hw_text *path,
		      size_t line, struct hw_text *value);
};

/* Takes a piece of the text. Errors: -errno, which ends the writing. */
typedef int hw_record_sink(void *arg, struct hw_text bytes);

/*
 * Writes what was recorded so far as a snapshot (data/snapshot/read.c draws it).
 * `filter` may be NULL. Errors: -ENOMEM; -EFBIG: over the limits of data/snapshot/tree.h;
 * those of `sink`.
 */
int hw_recorder_write(struct hw_recorder *recorder, const struct hw_record_filter *filter,
		      hw_record_sink *sink, void *arg);

#endif
