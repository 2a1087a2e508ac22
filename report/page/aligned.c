// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/aligned.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "report/page/buffer.h"
#include "report/page/utf8.h"

struct column {
	size_t width;
	bool is_right;
	bool is_hidden;
};

struct hw_aligned {
	FILE *out;
	struct hw_arena arena;
	/* each ends with a NUL, which no visible text has */
	struct hw_buffer headings;
	struct hw_buffer cells;
	struct column *columns;
	size_t column_count;
	size_t room;
	/* the column of the next cell */
	size_t at;
	bool has_headings;
	bool failed;
};

struct hw_aligned *hw_aligned_new(FILE *out, const struct hw_write_options *options)
{
	struct hw_aligned *t = hw_calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->out = out;
	t->has_headings = !options->no_headings;
	return t;
}

void hw_aligned_free(struct hw_aligned *t)
{
	if (!t)
		return;
	hw_buffer_done(&t->headings);
	hw_buffer_done(&t->cells);
	hw_arena_done(&t->arena);
	free(t->columns);
	free(t);
}

static void add_cell(struct hw_buffer *cells, struct column *column, struct hw_text text)
{
	size_t width = hw_utf8_width(text);

	if (width > column->width)
		column->width = width;
	hw_buffer_add(cells, text);
	hw_buffer_add_char(cells, '\0');
}

void hw_aligned_add_column(struct hw_aligned *t, const char *heading, unsigned flags)
{
	struct column *column;

	if (HW_ARRAY_GROW(t->columns, t->column_count, &t->room, 16) < 0) {
		t->failed = true;
		return;
	}
	column = &t->columns[t->column_count++];
	/* as libsmartcols has a column of empty cells */
	*column = (struct column){.width = 1, .is_right = flags & HW_TABLE_RIGHT};
	if (t->has_headings)
		add_cell(&t->headings, column, hw_text_of(heading));
}

void hw_aligned_add(struct hw_aligned *t, struct hw_text text)
{
	struct hw_text visible = hw_table_visible(text, &t->arena);

	if (text.n && !visible.s)
		t->failed = true;
	if (t->failed)
		return;
	add_cell(&t->cells, &t->columns[t->at], visible);
	t->at = (t->at + 1) % t->column_count;
	hw_arena_reset(&t->arena);
}

void hw_aligned_hide(struct hw_aligned *t, size_t column)
{
	if (column < t->column_count)
		t->columns[column].is_hidden = true;
}

static void add_blanks(struct hw_buffer *line, size_t n)
{
	char *end = hw_buffer_end(line, n);

	if (end && n) {
		memset(end, ' ', n);
		line->n += n;
	}
}

/* Cuts the cells of a row off, and prints it without blanks at its end. */
static void print_row(struct hw_aligned *t, struct hw_text *cells, struct hw_buffer *line)
{
	bool is_first = true;

	line->n = 0;
	for (size_t i = 0; i < t->column_count; i++) {
		const struct column *column = &t->columns[i];
		struct hw_text cell = hw_text_cut(cells, '\0');
		size_t blanks;

		if (column->is_hidden)
			continue;
		blanks = column->width - hw_utf8_width(cell);
		if (!is_first)
			hw_buffer_add_char(line, ' ');
		is_first = false;
		if (column->is_right)
			add_blanks(line, blanks);
		hw_buffer_add(line, cell);
		if (!column->is_right)
			add_blanks(line, blanks);
	}
	while (line->n && line->s[line->n - 1] == ' ')
		line->n--;
	hw_buffer_add_char(line, '\n');
	fwrite(line->s, 1, line->n, t->out);
}

int hw_aligned_print(struct hw_aligned *t)
{
	struct hw_text headings = {t->headings.s, t->headings.n};
	struct hw_text cells = {t->cells.s, t->cells.n};
	struct hw_buffer line = {.s = NULL};

	if (t->failed || t->headings.failed || t->cells.failed)
		return -ENOMEM;
	if (cells.n && t->has_headings)
		print_row(t, &headings, &line);
	while (cells.n && !line.failed)
		print_row(t, &cells, &line);
	hw_buffer_done(&line);
	return line.failed ? -ENOMEM : 0;
}
