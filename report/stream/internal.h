/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_INTERNAL_H
#define HWALIAS_REPORT_STREAM_INTERNAL_H

#include "report/stream/stream.h"

#define HW_LINES_SOURCE HW_TEXT("standard input")

/* hw_stream_run() with one worker, in this thread. */
int hw_stream_run_alone(const struct hw_stream *lines, enum hw_stream_part *reterr_part);

/* Writes and empties the buffer. Errors: -errno of write(2). */
int hw_stream_write(int out, struct hw_buffer *b);

/* The task's answer; after an error nothing of it is in `out`. */
int hw_stream_answer(const struct hw_stream_filter *task, void *worker,
		     const struct hw_line *line, struct hw_warnings *warnings,
		     struct hw_buffer *out);

#endif
