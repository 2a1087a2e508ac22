/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_CACHE_H
#define HWALIAS_REPORT_STREAM_CACHE_H

#include "report/stream/stream.h"

/*
 * Answers of lines that were answered not long ago: a fleet's machines repeat each
 * other's strings. Each line has a few places by its hash, where the newest stay, so the
 * memory is bounded: HW_STREAM_CACHE_SLOTS times HW_STREAM_CACHE_MAX bytes, 16 MiB, and
 * with lines of devices a quarter of that.
 */
#define HW_STREAM_CACHE_SLOTS 1024
/* Longer answers, with their line, are not kept; processors take 14,000. */
#define HW_STREAM_CACHE_MAX 16384

struct hw_stream_cache;

/* NULL: out of memory, which the others take for a cache without answers. */
struct hw_stream_cache *hw_stream_cache_new(void);
void hw_stream_cache_free(struct hw_stream_cache *cache);

/* Adds the answer to `out`, if it has one. */
bool hw_stream_cache_get(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_buffer *out);

/* Keeps a copy of both, unless they are too long. */
void hw_stream_cache_put(struct hw_stream_cache *cache, struct hw_text line,
			 struct hw_text answer);

/*
 * The answer of `answer`, a task's function, or what it was before. An answer that made
 * a warning is asked for again, so that it makes it each time; so is one to a line that
 * was cut. Errors: those of `answer`.
 */
int hw_stream_cache_answer(struct hw_stream_cache *cache,
			   int (*answer)(void *worker, const struct hw_line *line,
					 struct hw_warnings *warnings,
					 struct hw_buffer *out),
			   void *worker, const struct hw_line *line,
			   struct hw_warnings *warnings, struct hw_buffer *out);

#endif
