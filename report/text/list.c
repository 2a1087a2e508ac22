// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/text/rows.h"

/* The table of devices: a line a record, the columns of report/text/columns.c. */

struct list {
	struct hw_page_writer base;
	struct hw_rows rows;
};

static void list_close(void *self)
{
	struct list *w = self;

	if (!w)
		return;
	hw_table_free(w->rows.table);
	hw_page_writer_close(w);
}

static int list_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct list *w = hw_page_writer_new(sizeof(*w), out, options);
	int r = w ? hw_rows_open(&w->rows, out, options, false, arena, ret_error)
		  : -ENOMEM;

	if (r) {
		list_close(w);
		return r;
	}
	*ret_self = w;
	return 0;
}

static int list_record(void *self, const struct hw_record *record)
{
	struct list *w = self;
	struct hw_page *page = &w->base.page;
	bool failed;

	hw_rows_add(&w->rows, record, w->rows.count, &page->options, &page->arena);
	failed = hw_arena_failed(&page->arena);
	hw_arena_reset(&page->arena);
	return failed ? -ENOMEM : 0;
}

static int list_end(void *self, const struct hw_report_tail *tail)
{
	struct list *w = self;

	(void)tail;
	return hw_rows_print(&w->rows);
}

const struct hw_writer hw_writer_table = {
	.open = list_open,
	.record = list_record,
	.end = list_end,
	.close = list_close,
};
