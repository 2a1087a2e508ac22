// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/match.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/candidates/candidates.h"
#include "report/collect/recorded_strings.h"
#include "report/columns/tsv.h"
#include "report/json/json.h"
#include "report/stream/cache.h"
#include "report/stream/letters.h"

struct worker {
	struct hw_match_stream *of;
	struct hw_aliases *aliases;
	struct hw_arena arena;
	struct hw_stream_cache *memo;
	/* ndjson; `kept` owns the front */
	struct hw_json json;
	struct hw_text front;
	struct hw_arena kept;
	struct hw_letters letters;
	/* of struct hw_match_stream */
	size_t other_case;
};

/* What the tables say to a line; the hits are the worker's until the next line. */
struct answer {
	struct hw_alias_hit *hits;
	size_t count;
	/* why it was not looked up, or NULL */
	const char *error;
	/* the hits that there may be are not told */
	bool is_unknown;
	/* hw_modalias_has_other_case() */
	bool is_other_case;
};

static int open_worker(void *arg, void **ret_worker)
{
	struct hw_match_stream *of = arg;
	struct worker *w = hw_calloc(1, sizeof(*w));

	if (!w)
		return -ENOMEM;
	w->of = of;
	w->aliases = of->aliases;
	w->memo = hw_stream_cache_new(of->memory);
	*ret_worker = w;
	return 0;
}

static void close_worker(void *worker)
{
	struct worker *w = worker;

	atomic_fetch_add(&w->of->other_case, w->other_case);
	hw_arena_done(&w->arena);
	hw_arena_done(&w->kept);
	hw_json_done(&w->json);
	hw_stream_cache_free(w->memo);
	free(w);
}

static int open_ndjson(void *arg, void **ret_worker)
{
	const struct hw_match_stream *of = arg;
	struct worker *w;
	void *worker;
	int r = open_worker(arg, &worker);

	if (r < 0)
		return r;
	w = worker;
	w->front = hw_json_front("hwalias.match", of->head, false, &w->kept);
	if (hw_arena_failed(&w->kept)) {
		close_worker(w);
		return -ENOMEM;
	}
	*ret_worker = w;
	return 0;
}

/* The same module by the same pattern, on another line of the same table. */
static bool is_again(const struct hw_alias_hit *hits, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (hw_text_eq(hits[i].pattern, hits[at].pattern) &&
		    hw_text_eq(hits[i].module, hits[at].module) &&
		    hits[i].source == hits[at].source)
			return true;
	return false;
}

static void drop_repeated(struct answer *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++) {
		a->hits[n] = a->hits[i];
		if (!is_again(a->hits, n))
			n++;
	}
	a->count = n;
}

static int ask(struct worker *w, const struct hw_line *line, struct hw_warnings *warnings,
	       struct answer *ret)
{
	int r = 0;

	*ret = (struct answer){0};
	hw_arena_reset(&w->arena);
	if (!line->text.n)
		ret->error = "it is empty";
	else if (w->aliases)
		r = hw_aliases_match(w->aliases, line->text, &w->arena, &ret->hits,
				     &ret->count);
	if (r == -EINVAL || r == -ENAMETOOLONG) {
		ret->error = hw_candidates_refusal(line->text, r);
		r = 0;
	}
	if (ret->error)
		hw_warn(warnings, "modalias-refused", line->source, line->number,
			"not looked up: %s", ret->error);
	ret->is_unknown = !ret->error && w->of->recording &&
			  !hw_recorded_string_is_told(w->of->recording, line->text);
	if (ret->is_unknown)
		ret->count = 0;
	drop_repeated(ret);
	ret->is_other_case = hw_letters_are_other(&w->letters, line->text);
	return r;
}

static int make_tsv(void *worker, const struct hw_line *line,
		    struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;
	struct answer a;
	int r = ask(w, line, warnings, &a);

	if (r < 0)
		return r;
	for (size_t i = 0; i < a.count || i == 0; i++) {
		hw_tsv_add(out, line->text);
		hw_buffer_add_char(out, '\t');
		if (a.count)
			hw_tsv_add(out, a.hits[i].module);
		hw_buffer_add_char(out, '\t');
		if (a.count)
			hw_tsv_add(out, a.hits[i].pattern);
		hw_buffer_add_char(out, '\n');
	}
	return a.is_other_case;
}

static void add_match(struct hw_json *j, const struct hw_alias_hit *hit)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_text(j, HW_KEY("module"), hit->module);
	hw_json_text(j, HW_KEY("pattern"), hit->pattern);
	hw_json_literal(j, HW_KEY("source"), hw_alias_source_name(hit->source));
	hw_json_number(j, HW_KEY("line"), (int64_t)hit->line);
	hw_json_end_object(j);
}

static void add_matches(struct hw_json *j, const struct answer *a)
{
	if (a->is_unknown) {
		hw_json_null(j, HW_KEY("matches"));
		return;
	}
	hw_json_begin_array(j, HW_KEY("matches"));
	for (size_t i = 0; i < a->count; i++)
		add_match(j, &a->hits[i]);
	hw_json_end_array(j);
}

static int make_ndjson(void *worker, const struct hw_line *line,
		       struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;
	struct hw_json *j = &w->json;
	struct hw_text text;
	struct answer a;
	int r = ask(w, line, warnings, &a);

	if (r < 0)
		return r;
	hw_json_begin_object(j, HW_ITEM);
	hw_json_append(j, w->front);
	hw_json_raw(j, HW_KEY("modalias"), line->text);
	add_matches(j, &a);
	hw_json_literal(j, HW_KEY("error"), a.error);
	hw_json_end_object(j);
	r = hw_json_finish(j, &text);
	if (r == 0)
		hw_buffer_add(out, text);
	return r == 0 ? a.is_other_case : r;
}

static int count(struct worker *w, int r)
{
	w->other_case += r > 0;
	return r > 0 ? 0 : r;
}

static int answer_tsv(void *worker, const struct hw_line *line,
		      struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;

	return count(w,
		     hw_stream_cache_answer(w->memo, make_tsv, w, line, warnings, out));
}

static int answer_ndjson(void *worker, const struct hw_line *line,
			 struct hw_warnings *warnings, struct hw_buffer *out)
{
	struct worker *w = worker;

	return count(
		w, hw_stream_cache_answer(w->memo, make_ndjson, w, line, warnings, out));
}

const struct hw_stream_filter hw_match_tsv = {
	.open = open_worker,
	.answer = answer_tsv,
	.close = close_worker,
};

const struct hw_stream_filter hw_match_ndjson = {
	.open = open_ndjson,
	.answer = answer_ndjson,
	.close = close_worker,
};
