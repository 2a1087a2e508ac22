// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/sink.h"
#include "data/root/note.h"
#include "data/snapshot/recorder.h"
#include "data/snapshot/snapshot.h"

static int by_number(const void *a, const void *b)
{
	const struct hw_record_line *x = a;
	const struct hw_record_line *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

struct output {
	struct hw_snapshot snapshot;
	const struct hw_record_filter *filter;
	struct hw_arena scratch;
};

static bool passes(struct output *o, struct hw_text *path, size_t line,
		   struct hw_text *value)
{
	return !o->filter ||
	       o->filter->entry(o->filter->arg, &o->snapshot.arena, path, line, value);
}

/*
 * The lines of a sparse entry as they stand in a snapshot, "27600\n|12 text\n…", in
 * ascending order, each once. Absent: no memory.
 */
static struct hw_text lines_text(struct output *o, struct hw_record_table *m)
{
	struct hw_arena *arena = &o->snapshot.arena;
	struct hw_text *kept = HW_ARENA_NEW(arena, struct hw_text, m->n);
	size_t room = 32;
	size_t n;
	char *to;

	if (!kept)
		return HW_NO_TEXT;
	qsort(m->lines, m->n, sizeof(*m->lines), by_number);
	for (size_t i = 0; i < m->n; i++) {
		struct hw_text path = m->path;
		struct hw_text text = m->lines[i].text;

		if (i && m->lines[i].number == m->lines[i - 1].number)
			continue;
		if (!passes(o, &path, m->lines[i].number, &text))
			continue;
		hw_arena_reset(&o->scratch);
		kept[i] = hw_arena_copy(arena, hw_snapshot_escape(text, &o->scratch));
		if (!kept[i].s)
			return HW_NO_TEXT;
		room += kept[i].n + 32;
	}
	to = hw_arena_alloc(arena, room, 1);
	if (!to)
		return HW_NO_TEXT;
	n = (size_t)snprintf(to, room, "%zu", m->count);
	for (size_t i = 0; i < m->n; i++)
		if (kept[i].s)
			n += (size_t)snprintf(to + n, room - n, "\n|%zu %.*s",
					      m->lines[i].number, HW_TEXT_ARG(kept[i]));
	return (struct hw_text){to, n};
}

/* Entry `from` of the recording as it is to be written. False: it is left out. */
static bool convert(struct output *o, const struct hw_entry *from,
		    struct hw_record_table *m, struct hw_entry *ret)
{
	struct hw_arena *arena = &o->snapshot.arena;
	struct hw_text value = HW_NO_TEXT;
	struct hw_text target;

	if (from->kind == HW_ENTRY_ABSENT &&
	    hw_text_starts(from->path, HW_TEXT(HW_RECORDED "/")))
		return false;
	*ret = *from;
	ret->content = HW_NO_TEXT;
	if (m && m->is_answered && from->kind == HW_ENTRY_BYTES) {
		ret->kind = HW_ENTRY_FILE_UNKNOWN;
		ret->raw = HW_NO_TEXT;
		return passes(o, &ret->path, 0, &value);
	}
	if (m && m->n &&
	    hw_record_rank(from->kind) >= hw_record_rank(HW_ENTRY_FILE_UNKNOWN)) {
		ret->kind = m->end ? HW_ENTRY_SPARSE : HW_ENTRY_SPARSE_NUL;
		ret->raw = lines_text(o, m);
		return passes(o, &ret->path, 0, &value);
	}
	if (from->kind == HW_ENTRY_BYTES)
		value = from->raw;
	else if (from->kind == HW_ENTRY_LINK &&
		 hw_entry_decode(from, arena, &target) == 0)
		value = target;
	if (!passes(o, &ret->path, 0, &value))
		return false;
	if (from->kind == HW_ENTRY_BYTES)
		ret->raw = value.s ? value : HW_TEXT("");
	else if (from->kind == HW_ENTRY_LINK && o->filter)
		ret->raw = hw_snapshot_escape(value, arena);
	return true;
}

static int by_text(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

/* Makes files of the lines that were given one by one. Those that a replay has are
 * complete already. */
static void write_answers(struct hw_recorder *r)
{
	struct hw_text *v = HW_ARENA_NEW(&r->arena, struct hw_text, r->answers.n);
	size_t i = 0;

	for (size_t k = 0; v && k < r->answers.n; k++)
		v[k] = r->answers.v[k];
	if (v && r->answers.n)
		qsort(v, r->answers.n, sizeof(*v), by_text);
	while (v && i < r->answers.n) {
		struct hw_text path = hw_text_head(v[i], hw_text_find(v[i], '\n'));
		struct hw_sink sink;
		struct hw_text content;
		int err = hw_sink_open(&sink);

		for (; i < r->answers.n && hw_text_starts(v[i], path) &&
		       v[i].s[path.n] == '\n';
		     i++) {
			struct hw_text line = hw_text_from(v[i], path.n + 1);

			if (!err)
				fprintf(sink.stream, "%.*s\n", HW_TEXT_ARG(line));
		}
		if (hw_sink_close(&sink, &content) < 0)
			r->failed = true;
		else
			hw_recorder_file(r, hw_arena_copy(&r->arena, path).s, content);
		free(sink.v);
	}
}

int hw_recorder_write(struct hw_recorder *recorder, const struct hw_record_filter *filter,
		      hw_record_sink *sink, void *arg)
{
	const struct hw_snapshot *from = recorder->tree->snapshot;
	struct output o = {.filter = filter};
	int err;

	write_answers(recorder);
	/* what a recording has of its own is all there is of that */
	if (hw_tree_find(recorder->tree, HW_TEXT(HW_RECORDED)))
		hw_record_listing(recorder, HW_TEXT(HW_RECORDED), HW_LISTING_ALL, 0);
	err = recorder->tree->err;
	if (!err && (recorder->failed || hw_arena_failed(&recorder->arena)))
		err = -ENOMEM;
	if (err)
		return err;
	o.snapshot.partial = true;
	o.snapshot.top = from->top;
	o.snapshot.top_err = from->top_err;
	o.snapshot.v = hw_calloc(from->n + 1, sizeof(*o.snapshot.v));
	if (!o.snapshot.v)
		return -ENOMEM;
	for (size_t i = 0; i < from->n; i++)
		o.snapshot.n += convert(&o, &from->v[i],
					hw_record_table_at(recorder, from->v[i].path),
					&o.snapshot.v[o.snapshot.n]);
	if (o.snapshot.n)
		qsort(o.snapshot.v, o.snapshot.n, sizeof(*o.snapshot.v), hw_entry_cmp);
	err = hw_arena_failed(&o.snapshot.arena)
		      ? -ENOMEM
		      : hw_snapshot_write(&o.snapshot, sink, arg);
	hw_arena_done(&o.scratch);
	hw_arena_done(&o.snapshot.arena);
	free(o.snapshot.v);
	return err;
}
