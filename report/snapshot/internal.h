/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SNAPSHOT_INTERNAL_H
#define HWALIAS_REPORT_SNAPSHOT_INTERNAL_H

#include "data/base/text_set.h"
#include "report/machine/machine.h"
#include "report/snapshot/snapshot.h"

/* What takes the private parts out of a recording. A zeroed struct is valid. */
struct hw_snapshot_filter {
	struct hw_arena arena;
	/* the machine's, whose numbers reports have, too */
	struct hw_privacy *privacy;
	struct hw_private_words words;
	/* of `words` */
	struct hw_known_secrets known;
	struct hw_withheld withheld;
	struct hw_withheld quotes;
	/* tells what is public */
	const struct hw_machine *machine;
	/* directories of devices that people name, below the root */
	struct hw_text_set named;
	/* names of device mappings, of the filter's arena */
	struct hw_text_set mappings;
	/* mount points and files whose names are withheld: their numbers, and how many
	 * there are of each that stands for them; of the filter's arena */
	struct hw_text_index points;
	struct hw_text_index places;
	/* what was taken out */
	struct hw_text_set secrets;
};

/* A member `entry` of struct hw_record_filter; `arg` is the filter. */
bool hw_snapshot_filter_entry(void *arg, struct hw_arena *arena, struct hw_text *path,
			      size_t line, struct hw_text *value);

/* Something private: it must not be in the text. */
void hw_snapshot_filter_secret(struct hw_snapshot_filter *filter, struct hw_text secret);

/* Takes those that quoted texts have all the same out of the recording: a value that one
 * of them lost, in another. Lifetime: the filter's. Errors: -ENOMEM. */
int hw_snapshot_filter_texts(struct hw_snapshot_filter *filter,
			     const struct hw_machine *machine, struct hw_text *text);

/* The first secret that the text has (report/machine/words/leaks.h); absent: none. The
 * machine is the recorded one. Errors: the arena's. */
struct hw_text hw_snapshot_filter_search(const struct hw_snapshot_filter *filter,
					 const struct hw_machine *machine,
					 struct hw_text text, struct hw_arena *arena);

/* --- volumes.c: what people call file systems and what these are on --- */

/* Of proc/self/mountinfo (proc_pid_mountinfo(5)) the file systems, without the directory
 * that a mount shows, options and optional fields, which hold other paths. Lifetime: the
 * arena's. Errors: the arenas'. */
struct hw_text hw_snapshot_filter_mounts(struct hw_snapshot_filter *filter,
					 struct hw_text text, struct hw_arena *arena);

/* dm/name of a mapping. Likewise. */
struct hw_text hw_snapshot_filter_mapping(struct hw_snapshot_filter *filter,
					  struct hw_text name, struct hw_arena *arena);

/* loop/backing_file: it stays below the mount that it is below, if that was filtered
 * before. Likewise. */
struct hw_text hw_snapshot_filter_file(struct hw_snapshot_filter *filter,
				       struct hw_text file, struct hw_arena *arena);

/* backing_dev of zram, a node of a disk or "none". Likewise. */
struct hw_text hw_snapshot_filter_node(struct hw_snapshot_filter *filter,
				       struct hw_text node, struct hw_arena *arena);

void hw_snapshot_filter_done(struct hw_snapshot_filter *filter);

#endif
