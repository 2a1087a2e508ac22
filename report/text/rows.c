// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/rows.h"

#include <errno.h>

int hw_rows_open(struct hw_rows *rows, FILE *out, const struct hw_write_options *options,
		 bool is_tree, struct hw_arena *arena, struct hw_text *ret_error)
{
	int r = hw_columns_select(options, arena, rows->columns, &rows->count, ret_error);

	if (r < 0)
		return r;
	rows->table = hw_table_new(out, options);
	if (!rows->table)
		return -ENOMEM;
	rows->tree_column = hw_rows_find(rows, "DEVICE");
	if (rows->tree_column == rows->count)
		rows->tree_column = 0;
	for (size_t i = 0; i < rows->count; i++) {
		unsigned flags = rows->columns[i]->flags;
		bool is_branch = is_tree && i == rows->tree_column;

		rows->is_named[i] = hw_columns_is_named(options, rows->columns[i]);
		hw_table_add_column(
			rows->table, rows->columns[i]->name, rows->columns[i]->share,
			(flags & HW_COLUMN_RIGHT && !is_branch ? HW_TABLE_RIGHT : 0U) |
				(flags & HW_COLUMN_TRUNC && !is_branch ? HW_TABLE_TRUNC
								       : 0U) |
				(is_branch ? HW_TABLE_TREE : 0U));
	}
	return 0;
}

size_t hw_rows_find(const struct hw_rows *rows, const char *name)
{
	size_t i = 0;

	while (i < rows->count && strcmp(rows->columns[i]->name, name) != 0)
		i++;
	return i;
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

void hw_rows_add(struct hw_rows *rows, const struct hw_record *record, size_t but,
		 const struct hw_write_options *options, struct hw_arena *arena)
{
	hw_table_add_row(rows->table);
	for (size_t i = 0; i < rows->count; i++) {
		const struct hw_column *c = rows->columns[i];
		struct hw_text text = hw_column_text(c, record, options, arena);
		enum hw_table_color color = HW_TABLE_PLAIN;

		if (i == but)
			continue;
		if (c->flags & HW_COLUMN_STATE) {
			text = mark(text, &record->verdict, arena);
			color = color_of(&record->verdict);
		}
		rows->filled[i] = rows->filled[i] || text.n;
		hw_table_set(rows->table, i, text, color);
	}
}

int hw_rows_print(struct hw_rows *rows)
{
	const unsigned hides = HW_COLUMN_VERBOSE | HW_COLUMN_ON_DEMAND;

	for (size_t i = 0; i < rows->count; i++)
		if (rows->columns[i]->flags & hides && !rows->filled[i] &&
		    !rows->is_named[i])
			hw_table_hide(rows->table, i);
	return hw_table_print(rows->table);
}
