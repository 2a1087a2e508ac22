// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "report/text/columns.h"
#include "report/text/table.h"

/* The table of devices: a line a record, the columns of report/text/columns.c. */

struct writer {
	struct hw_write_options options;
	struct hw_table *table;
	const struct hw_column *columns[HW_COLUMN_MAX];
	/* whether any cell has a text */
	bool filled[HW_COLUMN_MAX];
	size_t count;
	/* texts of the record at hand */
	struct hw_arena arena;
};

static void list_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	hw_table_free(w->table);
	hw_arena_done(&w->arena);
	free(w);
}

static int list_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = calloc(1, sizeof(*w));
	int r = w ? 0 : -ENOMEM;

	if (!r)
		r = hw_columns_select(options, arena, w->columns, &w->count, ret_error);
	if (!r) {
		w->options = *options;
		w->table = hw_table_new(out, options);
		r = w->table ? 0 : -ENOMEM;
	}
	if (r) {
		list_close(w);
		return r;
	}
	for (size_t i = 0; i < w->count; i++) {
		unsigned flags = w->columns[i]->flags;

		hw_table_add_column(
			w->table, w->columns[i]->name, w->columns[i]->share,
			(flags & HW_COLUMN_RIGHT ? HW_TABLE_RIGHT : 0U) |
				(flags & HW_COLUMN_TRUNC ? HW_TABLE_TRUNC : 0U));
	}
	*ret_self = w;
	return 0;
}

static int list_begin(void *self, const struct hw_report_head *head)
{
	(void)self;
	(void)head;
	return 0;
}

static enum hw_table_color color_of(enum hw_state state)
{
	static const enum hw_table_color by_state[HW_STATE_COUNT] = {
		[HW_STATE_BOUND] = HW_TABLE_GREEN,
		[HW_STATE_UNBOUND] = HW_TABLE_YELLOW,
		[HW_STATE_UNCLAIMED] = HW_TABLE_RED,
	};

	return by_state[state];
}

static int list_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	bool failed;

	hw_table_add_row(w->table);
	for (size_t i = 0; i < w->count; i++) {
		const struct hw_column *c = w->columns[i];
		struct hw_text text = hw_column_text(c, record, &w->options, &w->arena);

		w->filled[i] = w->filled[i] || text.n;
		hw_table_set(w->table, i, text,
			     c->flags & HW_COLUMN_STATE ? color_of(record->verdict.state)
							: HW_TABLE_PLAIN);
	}
	failed = hw_arena_failed(&w->arena);
	hw_arena_reset(&w->arena);
	return failed ? -ENOMEM : 0;
}

static int list_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;

	(void)tail;
	for (size_t i = 0; i < w->count; i++)
		if ((w->columns[i]->flags & HW_COLUMN_VERBOSE) && !w->filled[i])
			hw_table_hide(w->table, i);
	return hw_table_print(w->table);
}

const struct hw_writer hw_writer_table = {
	.open = list_open,
	.begin = list_begin,
	.record = list_record,
	.end = list_end,
	.close = list_close,
};
