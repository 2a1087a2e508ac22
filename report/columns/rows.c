// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/rows.h"

#include <errno.h>

#include "report/page/utf8.h"

int hw_rows_open(struct hw_rows *rows, FILE *out, const struct hw_write_options *options,
		 bool is_tree, struct hw_arena *arena, struct hw_text *ret_error)
{
	int r = hw_columns_select(options, arena, rows->columns, &rows->count, ret_error);

	if (r < 0)
		return r;
	if (options->width || options->color || is_tree)
		rows->table = hw_table_new(out, options);
	else
		rows->aligned = hw_aligned_new(out, options);
	if (!rows->table && !rows->aligned)
		return -ENOMEM;
	rows->fit = (struct hw_fit){
		.width = options->width,
		/* libsmartcols 2.38 loops for ever on what the locale cannot decode */
		.ascii = options->ascii || (rows->table && hw_utf8_is_ascii_locale()),
		.no_headings = options->no_headings,
		.has_class_names = options->verbose && !options->numeric,
		.has_codes = options->numeric > 1,
		.is_tree = is_tree,
		.columns = rows->columns,
		.count = rows->count,
	};
	if (rows->table)
		hw_table_set_unlimited(rows->table);
	rows->tree_column = hw_rows_find(rows, "DEVICE");
	if (rows->tree_column == rows->count)
		rows->tree_column = 0;
	for (size_t i = 0; i < rows->count; i++) {
		const char *name = rows->columns[i]->name;
		bool is_branch = is_tree && i == rows->tree_column;
		unsigned flags = is_branch ? HW_TABLE_TREE
				 : rows->columns[i]->flags & HW_COLUMN_RIGHT
					 ? HW_TABLE_RIGHT
					 : 0U;

		rows->is_named[i] = hw_columns_is_named(options, rows->columns[i]);
		if (rows->table)
			hw_table_add_column(rows->table, name, flags);
		else
			hw_aligned_add_column(rows->aligned, name, flags);
	}
	return 0;
}

void hw_rows_close(struct hw_rows *rows)
{
	hw_table_free(rows->table);
	hw_aligned_free(rows->aligned);
	hw_fit_done(&rows->fit);
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

struct hw_row hw_rows_new(struct hw_rows *rows)
{
	struct hw_row row = {.fit = NULL};

	if (!rows->table)
		return row;
	hw_table_add_row(rows->table);
	row.line = hw_table_row(rows->table);
	if (rows->fit.width)
		row.fit = hw_fit_add(&rows->fit, rows->table);
	return row;
}

void hw_rows_set(struct hw_rows *rows, struct hw_row row, size_t column,
		 const struct hw_forms *forms, enum hw_table_color color)
{
	rows->filled[column] = rows->filled[column] || forms->v[0].n;
	if (rows->aligned) {
		hw_aligned_add(rows->aligned, forms->v[0]);
	} else if (rows->fit.width) {
		hw_fit_set(&rows->fit, row.fit, column, forms, color);
	} else {
		hw_table_choose_row(rows->table, row.line);
		hw_table_set(rows->table, column, forms->v[0], color);
	}
}

void hw_rows_set_text(struct hw_rows *rows, struct hw_row row, size_t column,
		      struct hw_text text)
{
	const struct hw_forms forms = {.v = {text}, .n = 1};

	if (column < rows->count)
		hw_rows_set(rows, row, column, &forms, HW_TABLE_PLAIN);
}

struct hw_row hw_rows_add(struct hw_rows *rows, const struct hw_record *record,
			  size_t but, const struct hw_write_options *options,
			  struct hw_arena *arena)
{
	struct hw_row row = hw_rows_new(rows);

	for (size_t i = 0; i < rows->count; i++) {
		const struct hw_column *c = rows->columns[i];
		enum hw_table_color color = HW_TABLE_PLAIN;
		struct hw_forms forms = {.n = 1};

		if (i == but)
			continue;
		if (c->say && !(rows->is_named[i] && c->flags & HW_COLUMN_PLAIN_IF_NAMED))
			c->say(record, options, arena, &forms);
		else
			forms.v[0] = hw_column_text(c, record, options, arena);
		if (c->flags & HW_COLUMN_STATE) {
			forms.v[0] = mark(forms.v[0], &record->verdict, arena);
			color = color_of(&record->verdict);
		} else if (c->flags & HW_COLUMN_ATTENTION &&
			   record->verdict.severity != HW_SEVERITY_NONE) {
			color = color_of(&record->verdict);
		}
		hw_rows_set(rows, row, i, &forms, color);
	}
	return row;
}

int hw_rows_print(struct hw_rows *rows)
{
	const unsigned hides =
		HW_COLUMN_VERBOSE | HW_COLUMN_ON_DEMAND | HW_COLUMN_IF_FILLED;
	bool is_hidden[HW_COLUMN_MAX] = {false};

	for (size_t i = 0; i < rows->count; i++)
		is_hidden[i] = rows->columns[i]->flags & hides && !rows->filled[i] &&
			       !rows->is_named[i];
	if (rows->table)
		return hw_fit_print(&rows->fit, rows->table, is_hidden);
	for (size_t i = 0; i < rows->count; i++)
		if (is_hidden[i])
			hw_aligned_hide(rows->aligned, i);
	return hw_aligned_print(rows->aligned);
}
