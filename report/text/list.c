// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/text/columns.h"
#include "report/text/page.h"

/* The table of devices: a line a record, the columns of report/text/columns.c. */

struct list {
	struct hw_page_writer base;
	struct hw_table *table;
	const struct hw_column *columns[HW_COLUMN_MAX];
	/* whether any cell has a text */
	bool filled[HW_COLUMN_MAX];
	size_t count;
	/* those that are printed even when empty */
	size_t asked;
};

static void list_close(void *self)
{
	struct list *w = self;

	if (!w)
		return;
	hw_table_free(w->table);
	hw_page_writer_close(w);
}

static int list_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct list *w = hw_page_writer_new(sizeof(*w), out, options);
	struct hw_write_options named = *options;
	int r = w ? 0 : -ENOMEM;

	/* what -v adds comes last, and is hidden when it is empty */
	named.verbose = 0;
	if (!r)
		r = hw_columns_select(&named, arena, w->columns, &w->asked, ret_error);
	if (!r)
		r = hw_columns_select(options, arena, w->columns, &w->count, ret_error);
	if (!r) {
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

/* Only what needs attention stands out: many devices are in order without a driver. */
static enum hw_table_color color_of(const struct hw_verdict *verdict)
{
	static const enum hw_table_color by_severity[] = {
		[HW_SEVERITY_NONE] = HW_TABLE_PLAIN,
		[HW_SEVERITY_HINT] = HW_TABLE_PLAIN,
		[HW_SEVERITY_WARNING] = HW_TABLE_YELLOW,
		[HW_SEVERITY_ERROR] = HW_TABLE_RED,
	};

	if (verdict->severity == HW_SEVERITY_NONE && verdict->state == HW_STATE_BOUND)
		return HW_TABLE_GREEN;
	return by_severity[verdict->severity];
}

/* "unbound !" */
static struct hw_text mark(struct hw_text state, const struct hw_verdict *verdict,
			   struct hw_arena *arena)
{
	return verdict->severity == HW_SEVERITY_NONE
		       ? state
		       : hw_arena_printf(arena, "%.*s !", HW_TEXT_ARG(state));
}

static int list_record(void *self, const struct hw_record *record)
{
	struct list *w = self;
	struct hw_page *page = &w->base.page;
	bool failed;

	hw_table_add_row(w->table);
	for (size_t i = 0; i < w->count; i++) {
		const struct hw_column *c = w->columns[i];
		struct hw_text text =
			hw_column_text(c, record, &page->options, &page->arena);

		enum hw_table_color color = HW_TABLE_PLAIN;

		if (c->flags & HW_COLUMN_STATE) {
			text = mark(text, &record->verdict, &page->arena);
			color = color_of(&record->verdict);
		}
		w->filled[i] = w->filled[i] || text.n;
		hw_table_set(w->table, i, text, color);
	}
	failed = hw_arena_failed(&page->arena);
	hw_arena_reset(&page->arena);
	return failed ? -ENOMEM : 0;
}

static int list_end(void *self, const struct hw_report_tail *tail)
{
	struct list *w = self;

	(void)tail;
	for (size_t i = w->asked; i < w->count; i++)
		if (!w->filled[i])
			hw_table_hide(w->table, i);
	return hw_table_print(w->table);
}

const struct hw_writer hw_writer_table = {
	.open = list_open,
	.record = list_record,
	.end = list_end,
	.close = list_close,
};
