/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_LINES_H
#define HWALIAS_REPORT_STREAM_LINES_H

#include "data/base/warnings.h"
#include "report/stream/line_reader.h"
#include "report/text/buffer.h"

/*
 * A filter: a line in, its answer out, for input without end.
 *
 *  - Answers come in the order of the lines, and every line is answered, also an empty
 *    one, the last one without a newline, and one that is too long.
 *  - When no more input is there for now, all that was read is answered and written
 *    before the filter waits. While it flows, answers are gathered into big writes.
 *  - Memory does not grow with the input.
 *  - Several workers give the same bytes as one: each takes a block of lines, and the
 *    blocks' answers are written in order. So do warnings.
 */
struct hw_lines_task {
	/* Makes what a worker needs of its own, in its thread, as are the other calls.
	 * `arg` is the same for all workers, which run at the same time: it must not be
	 * changed. Errors: -errno. */
	int (*open)(void *arg, void **ret_worker);
	/* Adds the answer with its newline to `out`. Errors: -errno, which ends it all.
	 */
	int (*answer)(void *worker, const struct hw_line *line,
		      struct hw_warnings *warnings, struct hw_buffer *out);
	void (*close)(void *worker);
};

struct hw_lines {
	const struct hw_lines_task *task;
	void *arg;
	/* where lines come from, and answers go to */
	int in;
	int out;
	/* how many workers; one needs no threads */
	size_t jobs;
	struct hw_warnings *warnings;
};

/* What failed. */
enum hw_lines_part {
	HW_LINES_INPUT,
	HW_LINES_OUTPUT,
	HW_LINES_WORK,
};

/*
 * Answers all lines of the input. Errors: -errno with *reterr_part; what was answered
 * before is written, unless it was writing that failed.
 */
int hw_lines_run(const struct hw_lines *lines, enum hw_lines_part *reterr_part);

/* The same for the lines of texts, each of which has one at least. */
int hw_lines_run_texts(const struct hw_lines *lines, char *const *texts, size_t count,
		       enum hw_lines_part *reterr_part);

/* How many workers can run at the same time here: as nproc(1) counts. */
size_t hw_lines_cores(void);

#endif
