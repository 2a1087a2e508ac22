/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_INTERNAL_H
#define HWALIAS_REPORT_STREAM_INTERNAL_H

#include "report/stream/stream.h"

/* Internal to report/stream/stream.c. */

#define HW_LINES_SOURCE HW_TEXT("standard input")

/* hw_stream_run() with threads. Errors: also -EAGAIN with HW_STREAM_WORK: there are none
 * to be had, and nothing was read. */
int hw_stream_run_workers(const struct hw_stream *lines,
			  enum hw_stream_part *reterr_part);

/* Writes and empties the buffer. Errors: -errno of write(2). */
int hw_stream_write(int out, struct hw_buffer *b);

/* The task's answer; after an error nothing of it is in `out`. */
int hw_stream_answer(const struct hw_stream_filter *task, void *worker,
		     const struct hw_line *line, struct hw_warnings *warnings,
		     struct hw_buffer *out);

#endif
