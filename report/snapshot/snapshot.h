/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SNAPSHOT_SNAPSHOT_H
#define HWALIAS_REPORT_SNAPSHOT_SNAPSHOT_H

#include "report/machine/machine.h"

// clang-format off
/*
 * `snapshot`: a machine as a file that replays what any command says of it. The commands'
 * own collectors read the machine through a recorder (data/snapshot/record.h):
 *
 *	snapshot.c	what is read: as list, show -v and check read it, then what check
 *			-S compares and modules -S lists under each other kernel that
 *			is installed
 *	filter.c	what is private is taken out, and searched for in what is left
 */
// clang-format on

/* Called now and then; may be NULL. `what` is done with the devices: "recorded",
 * "checked"; of 0 devices it is not known how many there are. */
typedef void hw_snapshot_progress(void *arg, const char *what, size_t done,
				  size_t devices);

struct hw_snapshot_job {
	/* the machine; its recorder and depth are set here */
	struct hw_machine_options machine;
	int64_t generated;
	/* that is the time of a recording too, which is else as old as it says */
	bool is_fixed;
	hw_snapshot_progress *progress;
	void *arg;
};

/*
 * Records the machine and writes the text to *ret, which is the arena's. Errors: -errno
 * of hw_machine_open(), of the scan and of hw_recorder_write(), with a sentence in
 * *ret_error; -EBADMSG: something private was left in the text, or what is read is
 * damaged or cut off.
 */
int hw_snapshot_make(const struct hw_snapshot_job *job, struct hw_warnings *warnings,
		     struct hw_arena *arena, struct hw_text *ret,
		     struct hw_text *ret_error);

#endif
