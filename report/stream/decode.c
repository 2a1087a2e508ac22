// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/decode.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/collect/collect.h"
#include "report/columns/tsv.h"
#include "report/stream/cache.h"

struct worker {
	struct hw_decode_stream *strings;
	/* `borrowed`, or that of the only worker */
	struct hw_machine *machine;
	struct hw_machine borrowed;
	struct hw_stream_cache *memo;
	/* all of a line */
	struct hw_arena arena;
	/* ndjson */
	void *writer;
	/* of struct hw_decode_stream */
	size_t other_case;
};

static void close_worker(void *worker)
{
	struct worker *w = worker;

	hw_writer_ndjson_strings.close(w->writer);
	atomic_fetch_add(&w->strings->other_case, w->other_case);
	if (w->strings->is_shared)
		hw_machine_clone_free(&w->borrowed);
	hw_stream_cache_free(w->memo);
	hw_arena_done(&w->arena);
	free(w);
}

static int open_worker(void *arg, void **ret_worker)
{
	struct worker *w = hw_calloc(1, sizeof(*w));
	int r = 0;

	if (!w)
		return -ENOMEM;
	w->strings = arg;
	w->memo = hw_stream_cache_new(w->strings->memory);
	w->machine = w->strings->is_shared ? &w->borrowed : w->strings->machine;
	if (w->strings->is_shared)
		r = hw_machine_clone(w->strings->machine, &w->borrowed);
	if (r < 0) {
		hw_stream_cache_free(w->memo);
		free(w);
		return r;
	}
	*ret_worker = w;
	return 0;
}

static int open_ndjson(void *arg, void **ret_worker)
{
	struct hw_text error;
	struct worker *w;
	void *worker;
	int r = open_worker(arg, &worker);

	if (r < 0)
		return r;
	w = worker;
	r = hw_writer_ndjson_strings.open(NULL, &w->strings->options, &w->arena,
					  &w->writer, &error);
	if (r == 0)
		r = hw_writer_begin(&hw_writer_ndjson_strings, w->writer,
				    w->strings->head);
	if (r < 0)
		close_worker(w);
	else
		*ret_worker = w;
	return r;
}

static void note(struct hw_decode_stream *s, const struct hw_line *line,
		 const struct hw_record *record)
{
	/* written once: all workers read the flags with each line */
	if (!atomic_load_explicit(&s->has_line, memory_order_relaxed) && line->text.n)
		atomic_store_explicit(&s->has_line, true, memory_order_relaxed);
	if (!atomic_load_explicit(&s->has_modalias, memory_order_relaxed) &&
	    hw_collect_is_modalias(record))
		atomic_store_explicit(&s->has_modalias, true, memory_order_relaxed);
}

static int collect(struct worker *w, const struct hw_line *line,
		   struct hw_warnings *warnings, struct hw_record *ret)
{
	int r;

	hw_arena_reset(&w->arena);
	w->machine->warnings = warnings;
	r = hw_collect_line(w->machine, line->text, line->is_cut, &w->arena, ret);
	/* as of devices, and unlike a document, which few read */
	ret->in_detail = r == 0 && w->strings->options.verbose;
	if (r == 0)
		note(w->strings, line, ret);
	return r;
}

/* The note that is kept with an answer: whether the string is in another case. */
static int note_of(const struct hw_record *record)
{
	return record->modalias &&
	       hw_modalias_has_other_case(&record->modalias->modalias);
}

static int make_ndjson(void *worker, const struct hw_line *line,
		       struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;
	struct hw_record record;
	struct hw_text text;
	int r = collect(w, line, warnings, &record);

	if (r == 0)
		r = hw_writer_ndjson_strings.bytes(w->writer, &record, &text);
	if (r == 0)
		hw_buffer_add(out, text);
	return r == 0 ? note_of(&record) : r;
}

static int make_tsv(void *worker, const struct hw_line *line,
		    struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;
	const struct hw_decode_stream *s = w->strings;
	struct hw_record record;
	int r = collect(w, line, warnings, &record);

	if (r == 0)
		r = hw_tsv_add_record(out, s->columns, s->column_count, &record,
				      &s->options, &w->arena);
	return r == 0 ? note_of(&record) : r;
}

static int count(struct worker *w, int r)
{
	w->other_case += r > 0;
	return r > 0 ? 0 : r;
}

static int answer_ndjson(void *worker, const struct hw_line *line,
			 struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;

	return count(
		w, hw_stream_cache_answer(w->memo, make_ndjson, w, line, warnings, out));
}

static int answer_tsv(void *worker, const struct hw_line *line,
		      struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;

	return count(w,
		     hw_stream_cache_answer(w->memo, make_tsv, w, line, warnings, out));
}

const struct hw_stream_filter hw_decode_stream_ndjson = {
	.open = open_ndjson,
	.answer = answer_ndjson,
	.close = close_worker,
};

const struct hw_stream_filter hw_decode_stream_tsv = {
	.open = open_worker,
	.answer = answer_tsv,
	.close = close_worker,
};
