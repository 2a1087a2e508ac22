// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/table.h"

#include <errno.h>
#include <libsmartcols.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/base/sink.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "report/page/internal.h"
#include "report/page/utf8.h"

/* libsmartcols, opened for the first table. */
static struct functions {
	__typeof__(scols_cell_get_color) *cell_get_color;
	__typeof__(scols_cell_get_data) *cell_get_data;
	__typeof__(scols_cell_set_color) *cell_set_color;
	__typeof__(scols_column_get_header) *column_get_header;
	__typeof__(scols_column_is_hidden) *column_is_hidden;
	__typeof__(scols_column_set_flags) *column_set_flags;
	__typeof__(scols_free_iter) *free_iter;
	__typeof__(scols_line_add_child) *line_add_child;
	__typeof__(scols_line_get_cell) *line_get_cell;
	__typeof__(scols_line_set_data) *line_set_data;
	__typeof__(scols_new_iter) *new_iter;
	__typeof__(scols_new_table) *new_table;
	__typeof__(scols_print_table) *print_table;
	__typeof__(scols_ref_line) *ref_line;
	__typeof__(scols_table_add_line) *table_add_line;
	__typeof__(scols_table_enable_ascii) *table_enable_ascii;
	__typeof__(scols_table_enable_colors) *table_enable_colors;
	__typeof__(scols_table_enable_noencoding) *table_enable_noencoding;
	__typeof__(scols_table_enable_noheadings) *table_enable_noheadings;
	__typeof__(scols_table_get_column) *table_get_column;
	__typeof__(scols_table_get_ncols) *table_get_ncols;
	__typeof__(scols_table_get_nlines) *table_get_nlines;
	__typeof__(scols_table_is_ascii) *table_is_ascii;
	__typeof__(scols_table_is_noheadings) *table_is_noheadings;
	__typeof__(scols_table_new_column) *table_new_column;
	__typeof__(scols_table_new_line) *table_new_line;
	__typeof__(scols_table_next_line) *table_next_line;
	__typeof__(scols_table_remove_lines) *table_remove_lines;
	__typeof__(scols_table_set_stream) *table_set_stream;
	__typeof__(scols_table_set_termforce) *table_set_termforce;
	__typeof__(scols_table_set_termwidth) *table_set_termwidth;
	__typeof__(scols_unref_line) *unref_line;
	__typeof__(scols_unref_table) *unref_table;
} scols;

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct functions, "scols_", name)

static const struct hw_library_function functions[] = {
	FUNCTION(cell_get_color),
	FUNCTION(cell_get_data),
	FUNCTION(cell_set_color),
	FUNCTION(column_get_header),
	FUNCTION(column_is_hidden),
	FUNCTION(column_set_flags),
	FUNCTION(free_iter),
	FUNCTION(line_add_child),
	FUNCTION(line_get_cell),
	FUNCTION(line_set_data),
	FUNCTION(new_iter),
	FUNCTION(new_table),
	FUNCTION(print_table),
	FUNCTION(ref_line),
	FUNCTION(table_add_line),
	FUNCTION(table_enable_ascii),
	FUNCTION(table_enable_colors),
	FUNCTION(table_enable_noencoding),
	FUNCTION(table_enable_noheadings),
	FUNCTION(table_get_column),
	FUNCTION(table_get_ncols),
	FUNCTION(table_get_nlines),
	FUNCTION(table_is_ascii),
	FUNCTION(table_is_noheadings),
	FUNCTION(table_new_column),
	FUNCTION(table_new_line),
	FUNCTION(table_next_line),
	FUNCTION(table_remove_lines),
	FUNCTION(table_set_stream),
	FUNCTION(table_set_termforce),
	FUNCTION(table_set_termwidth),
	FUNCTION(unref_line),
	FUNCTION(unref_table),
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int opened;

static void open_library(void)
{
	opened = hw_library_require(HW_SONAME_LIBSMARTCOLS, functions,
				    HW_ARRAY_SIZE(functions), &scols);
}

struct note {
	size_t row;
	struct hw_text text;
	bool is_whole;
	enum hw_table_color color;
	struct note *next;
};

struct hw_table {
	struct libscols_table *scols;
	struct libscols_line *row;
	FILE *out;
	struct hw_arena arena;
	/* of the notes, which are in the order of their rows */
	struct hw_arena kept;
	struct note *notes;
	struct note *last_note;
	/* of the terminal, or 0 */
	size_t width;
	/* of columns; those behind have none */
	unsigned flags[16];
	size_t column_count;
	bool color;
	bool has_headings;
	bool has_rows;
	bool failed;
};

static const char *const colors[] = {
	[HW_TABLE_PLAIN] = NULL,	[HW_TABLE_GREEN] = "\033[32m",
	[HW_TABLE_YELLOW] = "\033[33m", [HW_TABLE_RED] = "\033[31m",
	[HW_TABLE_BOLD] = "\033[1m",
};

size_t hw_table_terminal_width(FILE *out)
{
	struct winsize size;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col;
}

/* The length of lines is limited on a terminal only. */
static int set_width(struct libscols_table *table, size_t width)
{
	int r;

	if (!width)
		return scols.table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
	r = scols.table_set_termwidth(table, width);
	return r ? r : scols.table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
}

struct hw_table *hw_table_new(FILE *out, const struct hw_write_options *options)
{
	struct hw_table *t;

	hw_utf8_need_locale();
	pthread_once(&once, open_library);
	t = opened == 0 ? hw_calloc(1, sizeof(*t)) : NULL;
	if (!t)
		return NULL;
	t->out = out;
	t->width = options->width;
	t->color = options->color;
	t->has_headings = !options->no_headings;
	t->scols = scols.new_table();
	/* cells are escaped here, since libsmartcols does it by the locale */
	if (t->scols && !scols.table_enable_noencoding(t->scols, 1) &&
	    !scols.table_enable_colors(t->scols, options->color) &&
	    !scols.table_enable_ascii(t->scols, options->ascii) &&
	    !scols.table_enable_noheadings(t->scols, options->no_headings) &&
	    !set_width(t->scols,
		       options->width ? options->width : hw_table_terminal_width(out)))
		return t;
	hw_table_free(t);
	return NULL;
}

void hw_table_free(struct hw_table *t)
{
	if (!t)
		return;
	scols.unref_table(t->scols);
	hw_arena_done(&t->arena);
	hw_arena_done(&t->kept);
	free(t);
}

void hw_table_add_column(struct hw_table *t, const char *heading, unsigned flags)
{
	int scols_flags = (flags & HW_TABLE_RIGHT ? SCOLS_FL_RIGHT : 0) |
			  (flags & HW_TABLE_TREE ? SCOLS_FL_TREE : 0);
	struct libscols_column *c;

	/* A heading that is not printed makes a column wider in libsmartcols before 2.41
	 * only. */
	if (scols.table_is_noheadings(t->scols))
		heading = "";
	c = scols.table_new_column(t->scols, heading, 0, scols_flags);
	if (!c || scols.cell_set_color(scols.column_get_header(c), colors[HW_TABLE_BOLD]))
		t->failed = true;
	if (t->column_count < HW_ARRAY_SIZE(t->flags))
		t->flags[t->column_count++] = flags;
}

bool hw_table_has(const struct hw_table *t, size_t column, unsigned flag)
{
	return column < t->column_count && t->flags[column] & flag;
}

const char *hw_table_mark(const struct hw_table *t)
{
	/* as hw_table_visible(): what the locale cannot decode has no end */
	return scols.table_is_ascii(t->scols) || hw_utf8_is_ascii_locale() ? "..."
									   : "\u2026";
}

void hw_table_add_row(struct hw_table *t)
{
	t->row = scols.table_new_line(t->scols, NULL);
	t->has_rows = true;
	if (!t->row)
		t->failed = true;
}

struct hw_text hw_table_visible(struct hw_text text, struct hw_arena *arena)
{
	/* libsmartcols 2.38 loops for ever on bytes that the locale cannot decode; a
	 * single-byte locale cannot decode UTF-8, so it gets ASCII */
	return hw_utf8_visible(text, !hw_utf8_is_ascii(text) && hw_utf8_is_ascii_locale(),
			       arena);
}

void hw_table_put_cell(struct hw_table *t, size_t column, struct hw_text text,
		       const char *color)
{
	if (!t->row || !text.n)
		return;
	text = hw_arena_copy(&t->arena, text);
	if (!text.s || scols.line_set_data(t->row, column, text.s))
		t->failed = true;
	else if (color &&
		 scols.cell_set_color(scols.line_get_cell(t->row, column), color))
		t->failed = true;
	hw_arena_reset(&t->arena);
}

void hw_table_set_visible(struct hw_table *t, size_t column, struct hw_text text,
			  enum hw_table_color color)
{
	hw_table_put_cell(t, column, text, colors[color]);
}

void hw_table_set(struct hw_table *t, size_t column, struct hw_text text,
		  enum hw_table_color color)
{
	bool has_text = text.n;

	text = hw_table_visible(text, &t->arena);
	/* out of memory */
	if (has_text && !text.s)
		t->failed = true;
	hw_table_set_visible(t, column, text, color);
}

size_t hw_table_width(const struct hw_table *t)
{
	return t->width;
}

size_t hw_table_column_count(const struct hw_table *t)
{
	return scols.table_get_ncols(t->scols);
}

bool hw_table_is_hidden(const struct hw_table *t, size_t column)
{
	return scols.column_is_hidden(scols.table_get_column(t->scols, column));
}

const char *hw_table_heading(const struct hw_table *t, size_t column)
{
	struct libscols_column *c = scols.table_get_column(t->scols, column);
	const char *heading = scols.cell_get_data(scols.column_get_header(c));

	return heading ? heading : "";
}

int hw_table_take_rows(struct hw_table *t, struct hw_arena *arena,
		       struct libscols_line ***ret_rows, size_t *ret_count)
{
	size_t n = scols.table_get_nlines(t->scols);
	struct libscols_iter *iterator = scols.new_iter(SCOLS_ITER_FORWARD);
	struct libscols_line **rows = HW_ARENA_NEW(arena, struct libscols_line *, n);
	size_t i = 0;

	if (!iterator || !rows) {
		scols.free_iter(iterator);
		return -ENOMEM;
	}
	while (i < n && scols.table_next_line(t->scols, iterator, &rows[i]) == 0)
		scols.ref_line(rows[i++]);
	scols.free_iter(iterator);
	scols.table_remove_lines(t->scols);
	t->row = NULL;
	*ret_rows = rows;
	*ret_count = i;
	return 0;
}

void hw_table_put_row(struct hw_table *t, struct libscols_line *row)
{
	if (scols.table_add_line(t->scols, row))
		t->failed = true;
	t->row = row;
}

void hw_table_release_row(struct libscols_line *row)
{
	scols.unref_line(row);
}

struct hw_text hw_table_cell(struct libscols_line *row, size_t column)
{
	struct libscols_cell *cell = scols.line_get_cell(row, column);

	return hw_text_of(cell ? scols.cell_get_data(cell) : NULL);
}

const char *hw_table_cell_color(struct libscols_line *row, size_t column)
{
	struct libscols_cell *cell = scols.line_get_cell(row, column);

	return cell ? scols.cell_get_color(cell) : NULL;
}

void hw_table_choose_row(struct hw_table *t, struct libscols_line *row)
{
	t->row = row;
}

struct libscols_line *hw_table_row(const struct hw_table *t)
{
	return t->row;
}

void hw_table_put_below(struct hw_table *t, struct libscols_line *row,
			struct libscols_line *above)
{
	if (!row || !above || scols.line_add_child(above, row))
		t->failed = true;
}

void hw_table_put_note(struct hw_table *t, size_t row, struct hw_text text, bool is_whole,
		       enum hw_table_color color)
{
	struct note *note = HW_ARENA_NEW(&t->kept, struct note, 1);
	struct note **at = &t->notes;

	text = hw_arena_copy(&t->kept, hw_table_visible(text, &t->kept));
	if (!note || !text.s) {
		t->failed = true;
		return;
	}
	/* most come in the order of their rows */
	if (t->last_note && t->last_note->row <= row)
		at = &t->last_note->next;
	while (*at && (*at)->row <= row)
		at = &(*at)->next;
	*note = (struct note){
		.row = row,
		.text = text,
		.is_whole = is_whole,
		.color = color,
		.next = *at,
	};
	*at = note;
	if (!note->next)
		t->last_note = note;
}

void hw_table_set_unlimited(struct hw_table *t)
{
	if (set_width(t->scols, 0))
		t->failed = true;
}

void hw_table_hide(struct hw_table *t, size_t column)
{
	struct libscols_column *c = scols.table_get_column(t->scols, column);

	if (c && scols.column_set_flags(c, SCOLS_FL_HIDDEN))
		t->failed = true;
}

/* What libsmartcols draws before a row of a tree, two columns a level, and what goes on
 * from it in the line below. */
static const struct {
	const char *drawn;
	const char *below;
} bars[] = {
	{"\u2502 ", "\u2502 "}, {"\u251c\u2500", "\u2502 "},
	{"\u2514\u2500", "  "}, {"| ", "| "},
	{"|-", "| "},		{"`-", "  "},
	{"  ", "  "},
};

/* Cuts a level off the line; returns its index in `bars`, or their number. */
static size_t cut_bar(struct hw_text *line)
{
	size_t i = 0;

	while (i < HW_ARRAY_SIZE(bars) &&
	       !hw_text_starts(*line, hw_text_of(bars[i].drawn)))
		i++;
	if (i < HW_ARRAY_SIZE(bars))
		*line = hw_text_from(*line, strlen(bars[i].drawn));
	return i;
}

/*
 * What a note of a row begins with, so that the bars of the tree go on: those of the row,
 * and one to its first branch if the line `next` is that. Returns the levels. Lifetime:
 * the table's.
 */
static size_t bars_below(struct hw_table *t, struct hw_text line, struct hw_text next,
			 struct hw_text *ret)
{
	size_t levels = 0;
	size_t i;

	*ret = HW_NO_TEXT;
	if (!hw_table_has(t, 0, HW_TABLE_TREE))
		return 0;
	while ((i = cut_bar(&line)) < HW_ARRAY_SIZE(bars)) {
		*ret = hw_arena_printf(&t->kept, "%.*s%s", HW_TEXT_ARG(*ret),
				       bars[i].below);
		cut_bar(&next);
		levels++;
	}
	if (cut_bar(&next) == HW_ARRAY_SIZE(bars))
		return levels;
	*ret = hw_arena_printf(&t->kept, "%.*s%s", HW_TEXT_ARG(*ret),
			       scols.table_is_ascii(t->scols) ? "| " : "\u2502 ");
	return levels + 1;
}

/* As much of the text as one line takes: up to a blank, or within a word of the list
 * "a,b,c" behind a comma. */
static struct hw_text note_line(struct hw_text text, size_t width)
{
	struct hw_text line = hw_utf8_line(text, width);
	struct hw_text head;

	if (width == SIZE_MAX || hw_utf8_width(line) <= width)
		return line;
	head = hw_utf8_fit(line, width);
	while (head.n && head.s[head.n - 1] != ',')
		head.n--;
	return head.n ? head : line;
}

/* Below the names of the devices, as far as a person looks for it. */
static void print_note(const struct hw_table *t, const struct note *note,
		       struct hw_text before, size_t levels)
{
	const char *color = t->color ? colors[note->color] : NULL;
	struct hw_text text = note->text;
	size_t indent = HW_TABLE_NOTE_INDENT + 2 * levels;
	size_t width =
		!note->is_whole && t->width > indent ? t->width - indent : SIZE_MAX;

	while (text.n) {
		struct hw_text line = note_line(text, width);

		fprintf(t->out, "%.*s%*s%s%.*s%s\n", HW_TEXT_ARG(before),
			HW_TABLE_NOTE_INDENT, "", color ? color : "", HW_TEXT_ARG(line),
			color ? "\033[0m" : "");
		text = hw_text_trim_start(hw_text_from(text, line.n), " ");
	}
}

/* Prints lines without the blanks with which libsmartcols fills an empty last column, and
 * the notes below their rows. */
static void print_lines(struct hw_table *t, struct hw_text text)
{
	const struct note *note = t->notes;
	size_t row = 0;
	bool is_heading = t->has_headings;

	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		while (line.n && line.s[line.n - 1] == ' ')
			line.n--;
		fwrite(line.s, 1, line.n, t->out);
		fputc('\n', t->out);
		for (; !is_heading && note && note->row == row; note = note->next) {
			struct hw_text before;
			size_t levels = bars_below(t, line, text, &before);

			print_note(t, note, before, levels);
		}
		row += !is_heading;
		is_heading = false;
	}
}

int hw_table_print(struct hw_table *t)
{
	struct hw_sink sink;
	struct hw_text text;

	if (!t->failed && t->has_rows) {
		if (hw_sink_open(&sink) < 0 ||
		    scols.table_set_stream(t->scols, sink.stream) ||
		    scols.print_table(t->scols))
			t->failed = true;
		if (hw_sink_close(&sink, &text) < 0)
			t->failed = true;
		if (!t->failed)
			print_lines(t, text);
		free(sink.v);
	}
	return t->failed ? -ENOMEM : 0;
}
