/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_CACHE_H
#define HWALIAS_REPORT_STREAM_CACHE_H

#include "report/stream/stream.h"

// clang-format off
/*
 * Answers of lines that came twice: a fleet's machines repeat each other's strings. The
 * memory is bounded by a budget, of which pages are used as answers come.
 *
 *	places, by the line's hash		a ring, where the newest overwrite the oldest
 *	+------+----------------+		+--------------------------------+
 *	| hash | position in ---+-------------->| lengths | line | answer | ... |
 *	| hash | the ring       |		+--------------------------------+
 *	+------+----------------+
 *
 * Of a line that comes for the first time only the hash is kept: lines that come once do
 * not push out those that come again, and cost neither a copy nor a page.
 */
// clang-format on

/* Longer answers, with their line, are not kept; processors take 14,000. */
#define HW_STREAM_CACHE_MAX ((size_t)16384)

/* A smaller budget keeps nothing. */
#define HW_STREAM_CACHE_LEAST ((size_t)4 * HW_STREAM_CACHE_MAX)

struct hw_stream_cache;

/* `budget`: bytes. NULL: out of memory, or the budget is too small, which the others take
 * for a cache without answers. */
struct hw_stream_cache *hw_stream_cache_new(size_t budget);
void hw_stream_cache_free(struct hw_stream_cache *cache);

/* Adds the answer to `out`, if it has one, and gives the note that was kept with it. */
bool hw_stream_cache_get(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_buffer *out, int *ret_note);

/* Offers an answer, and a note of the caller's that is not negative, to be kept; it is
 * copied then. */
void hw_stream_cache_put(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_text answer, int note);

/*
 * The answer of `answer`, a task's function, or what it was before. Returns what
 * `answer` did: a note, 0 or more. An answer that made a warning is asked for again, so
 * that it makes it each time; so is one to a line that was cut. Errors: those of
 * `answer`.
 */
int hw_stream_cache_answer(struct hw_stream_cache *cache,
			   int (*answer)(void *worker, const struct hw_line *line,
					 struct hw_warnings *warnings,
					 struct hw_buffer *out),
			   void *worker, const struct hw_line *line,
			   struct hw_warnings *warnings, struct hw_buffer *out);

#endif
