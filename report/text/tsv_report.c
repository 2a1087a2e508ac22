// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "report/text/tsv.h"

/* The columns of report/text/columns.c with tabs between them, under their names. */

struct writer {
	FILE *out;
	struct hw_write_options options;
	const struct hw_column *columns[HW_COLUMN_MAX];
	size_t count;
	struct hw_arena arena;
	struct hw_buffer line;
};

int hw_tsv_add_record(struct hw_buffer *out, const struct hw_column *const *columns,
		      size_t count, const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			hw_buffer_add_char(out, '\t');
		hw_tsv_add(out, hw_column_text(columns[i], record, options, arena));
	}
	hw_buffer_add_char(out, '\n');
	return out->failed || hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int tsv_open(FILE *out, const struct hw_write_options *options,
		    struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = calloc(1, sizeof(*w));
	int r;

	if (!w)
		return -ENOMEM;
	w->out = out;
	w->options = *options;
	r = hw_columns_select(options, arena, w->columns, &w->count, ret_error);
	if (r == 0)
		*ret_self = w;
	else
		free(w);
	return r;
}

static int print(struct writer *w, int r)
{
	if (r == 0)
		fwrite(w->line.s, 1, w->line.n, w->out);
	w->line.n = 0;
	hw_arena_reset(&w->arena);
	return r;
}

static int tsv_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	(void)head;
	if (w->options.no_headings)
		return 0;
	for (size_t i = 0; i < w->count; i++) {
		if (i)
			hw_buffer_add_char(&w->line, '\t');
		hw_tsv_add(&w->line, hw_text_of(w->columns[i]->name));
	}
	hw_buffer_add_char(&w->line, '\n');
	return print(w, w->line.failed ? -ENOMEM : 0);
}

static int tsv_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;

	return print(w, hw_tsv_add_record(&w->line, w->columns, w->count, record,
					  &w->options, &w->arena));
}

static int tsv_end(void *self, const struct hw_report_tail *tail)
{
	(void)self;
	(void)tail;
	return 0;
}

static void tsv_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_buffer_done(&w->line);
	hw_arena_done(&w->arena);
	free(w);
}

const struct hw_writer hw_writer_tsv = {
	.open = tsv_open,
	.begin = tsv_begin,
	.record = tsv_record,
	.end = tsv_end,
	.close = tsv_close,
};
