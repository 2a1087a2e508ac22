/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_CACHE_H
#define HWALIAS_REPORT_STREAM_CACHE_H

#include "report/stream/stream.h"

/*
 * Answers of lines that were answered not long ago: a fleet's machines repeat each
 * other's strings. Each line has a few places by its hash, where the newest stay, so the
 * memory is bounded: HW_LINE_MEMO_SLOTS times HW_LINE_MEMO_MAX bytes, 16 MiB, and with
 * lines of devices a quarter of that.
 */
#define HW_LINE_MEMO_SLOTS 1024
/* Longer answers, with their line, are not kept; processors take 14,000. */
#define HW_LINE_MEMO_MAX 16384

struct hw_line_memo;

/* NULL: out of memory, which the others take for a memo that knows nothing. */
struct hw_line_memo *hw_line_memo_new(void);
void hw_line_memo_free(struct hw_line_memo *memo);

/* Adds the answer to `out`, if it is known. */
bool hw_line_memo_get(struct hw_line_memo *memo, struct hw_text line,
		      struct hw_buffer *out);

/* Keeps a copy of both, unless they are too long. */
void hw_line_memo_put(struct hw_line_memo *memo, struct hw_text line,
		      struct hw_text answer);

/*
 * The answer of `answer`, a task's function, or what it was before. An answer that made
 * a warning is asked for again, so that it makes it each time; so is one to a line that
 * was cut. Errors: those of `answer`.
 */
int hw_line_memo_answer(struct hw_line_memo *memo,
			int (*answer)(void *worker, const struct hw_line *line,
				      struct hw_warnings *warnings,
				      struct hw_buffer *out),
			void *worker, const struct hw_line *line,
			struct hw_warnings *warnings, struct hw_buffer *out);

#endif
