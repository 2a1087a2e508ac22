/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_STREAM_H
#define HWALIAS_REPORT_STREAM_STREAM_H

#include <stddef.h>

#include "data/base/warnings.h"
#include "decoders/text/text.h"
#include "report/page/buffer.h"

// clang-format off
/*
 * A filter: a line in, its answer out, for input without end.
 *
 *	reader.c	input -> blocks of whole lines
 *	   |
 *	stream.c	one worker answers them	\   by a task: decode.h or match.h;
 *	workers.c	several, a thread each	/   cache.h keeps answers of decode.h
 *	   |
 *	output, in the order of the lines
 *
 *  - Answers come in the order of the lines, and every line is answered, also an empty
 *    one, the last one without a newline, and one that is too long.
 *  - When no more input is there for now, all that was read is answered and written
 *    before the filter waits. While it flows, answers are gathered into big writes.
 *  - Memory does not grow with the input.
 *  - Several workers give the same bytes as one: each takes a block of lines, and the
 *    blocks' answers are written in order. So do warnings.
 */
// clang-format on

/* --- Lines of the input, in reader.c --- */

/*
 * Whole lines from a file descriptor, many at a time, in constant memory. Of a line
 * longer than HW_LINE_MAX the rest is skipped.
 */

/* More than a page, which is all that sysfs can hold, and than kmod takes (4095). */
#define HW_LINE_MAX ((size_t)65536)

/* Room for the longest line, one byte too many, and its end. */
#define HW_LINES_ROOM (HW_LINE_MAX + 2)

struct hw_line {
	/* without "\n" or "\r\n" */
	struct hw_text text;
	/* where it is from, for messages: "standard input", "operand" */
	struct hw_text source;
	/* 1 is the first */
	size_t number;
	/* it is longer than HW_LINE_MAX: `text` is its beginning */
	bool is_cut;
};

/* Whole lines; the last of the input may lack its newline. */
struct hw_line_block {
	char text[HW_LINES_ROOM];
	size_t n;
	/* the number of its first line */
	size_t first;
};

struct hw_line_reader {
	int in;
	bool has_ended;
	/* within the rest of a line that was too long */
	bool is_skipping;
	size_t lines;
	char text[HW_LINES_ROOM];
	size_t n;
};

enum hw_line_read {
	HW_LINES_READ,
	/* nothing more for now */
	HW_LINES_PAUSE,
	HW_LINES_END,
};

/*
 * Reads as many lines as are there at once, at most about 16 KiB of them, into *ret.
 * With `may_wait` it waits for the first one. *ret_read tells whether there are any.
 * Errors: -errno of read(2).
 */
int hw_line_reader_next(struct hw_line_reader *r, bool may_wait,
			struct hw_line_block *ret, enum hw_line_read *ret_read);

/*
 * Cuts the next line off `rest`, which begins as the block's text and is absent after
 * the last one: loop with while (rest.n). `line->number` is that of the line before.
 */
void hw_line_cut(struct hw_text *rest, struct hw_line *line);

/* --- Filters --- */

struct hw_stream_filter {
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

struct hw_stream {
	const struct hw_stream_filter *task;
	void *arg;
	/* where lines come from, and answers go to */
	int in;
	int out;
	/* how many workers; one needs no threads */
	size_t jobs;
	struct hw_warnings *warnings;
};

/* What failed. */
enum hw_stream_part {
	HW_STREAM_INPUT,
	HW_STREAM_OUTPUT,
	HW_STREAM_WORK,
};

/*
 * Answers all lines of the input. Errors: -errno with *reterr_part; what was answered
 * before is written, unless it was writing that failed.
 */
int hw_stream_run(const struct hw_stream *lines, enum hw_stream_part *reterr_part);

/* The same for the lines of texts, each of which has one at least. */
int hw_stream_run_texts(const struct hw_stream *lines, char *const *texts, size_t count,
			enum hw_stream_part *reterr_part);

/* How many workers can run at the same time here: as nproc(1) counts. */
size_t hw_stream_cores(void);

#endif
