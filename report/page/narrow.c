// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/narrow.h"

#include "report/page/internal.h"
#include "report/page/utf8.h"

/* A column is not broken into lines shorter than this, unless all its words are. */
#define LEAST_WIDTH 20

/* A column that may be cut has this width at least. */
#define LEAST_CUT 12

/* These stay beside each other; so few fit. */
#define COLUMNS_MIN 2

#define COLUMNS_MAX 16

struct column {
	const char *heading;
	/* the widest cell, the least width it can be broken to, and the one it is given
	 */
	size_t natural;
	size_t least;
	size_t width;
	bool is_unbroken;
	bool may_cut;
	bool is_below;
};

struct grid {
	struct hw_table *table;
	/* of a row */
	struct hw_arena arena;
	struct column columns[COLUMNS_MAX];
	size_t column_count;
	struct libscols_line **rows;
	size_t row_count;
};

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t longest_word(struct hw_text text)
{
	size_t longest = 0;

	while (text.n)
		longest = larger(longest, hw_utf8_width(hw_text_cut(&text, ' ')));
	return longest;
}

static void measure(struct grid *g, size_t at)
{
	struct column *column = &g->columns[at];
	size_t word;

	column->heading = hw_table_heading(g->table, at);
	column->is_below = hw_table_is_hidden(g->table, at);
	column->natural = hw_utf8_width(hw_text_of(column->heading));
	word = column->natural;
	for (size_t i = 0; i < g->row_count; i++) {
		struct hw_text text = hw_table_cell(g->rows[i], at);

		column->natural = larger(column->natural, hw_utf8_width(text));
		word = larger(word, longest_word(text));
	}
	column->least = larger(word, column->natural < LEAST_WIDTH ? column->natural
								   : LEAST_WIDTH);
	column->is_unbroken = hw_table_has(g->table, at, HW_TABLE_UNBROKEN);
	column->may_cut = hw_table_has(g->table, at, HW_TABLE_MAY_CUT);
	if (column->is_unbroken)
		column->least = column->natural;
	if (column->may_cut && column->natural > LEAST_CUT)
		column->least = LEAST_CUT;
	if (column->is_below)
		column->heading = NULL;
}

static size_t total(const struct grid *g)
{
	size_t sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < g->column_count; i++)
		if (!g->columns[i].is_below) {
			sum += g->columns[i].width;
			n++;
		}
	return n ? sum + n - 1 : 0;
}

/* The widest column that can be narrower. */
static struct column *widest(struct grid *g)
{
	struct column *best = NULL;

	for (size_t i = 0; i < g->column_count; i++) {
		struct column *c = &g->columns[i];

		if (!c->is_below && c->width > c->least &&
		    (!best || c->width > best->width))
			best = c;
	}
	return best;
}

static bool fits_broken(struct grid *g, size_t width)
{
	struct column *c;

	for (size_t i = 0; i < g->column_count; i++)
		g->columns[i].width = g->columns[i].natural;
	while (total(g) > width && (c = widest(g)))
		c->width--;
	return total(g) <= width;
}

/* What cannot be broken goes first. False: too few columns are left. */
static bool move_below(struct grid *g)
{
	size_t last = 0;
	size_t n = 0;

	for (size_t i = 0; i < g->column_count; i++) {
		const struct column *c = &g->columns[i];

		if (c->is_below)
			continue;
		if (!n || c->is_unbroken >= g->columns[last].is_unbroken)
			last = i;
		n++;
	}
	if (n <= COLUMNS_MIN)
		return false;
	g->columns[last].is_below = true;
	hw_table_hide(g->table, last);
	return true;
}

/* What of the rest of a cell stands on a line of it; *rest is what remains. */
static struct hw_text next_part(struct grid *g, size_t at, struct hw_text *rest)
{
	const struct column *c = &g->columns[at];
	const char *mark = hw_table_mark(g->table);
	struct hw_text part;

	if (!rest->n)
		return HW_NO_TEXT;
	if (c->may_cut && hw_utf8_width(*rest) > c->width) {
		part = hw_utf8_fit(*rest, c->width - hw_utf8_width(hw_text_of(mark)));
		*rest = HW_NO_TEXT;
		return hw_arena_printf(&g->arena, "%.*s%s", HW_TEXT_ARG(part), mark);
	}
	part = hw_utf8_line(*rest, c->width);
	*rest = hw_text_trim_start(hw_text_from(*rest, part.n), " ");
	return part;
}

/* The first row, and those for what does not fit a line of it. */
static void put_lines(struct grid *g, struct libscols_line *row, size_t *ret_rows)
{
	struct hw_text rest[COLUMNS_MAX];
	const char *colors[COLUMNS_MAX];
	bool is_first = true;
	bool has_rest;

	for (size_t i = 0; i < g->column_count; i++) {
		rest[i] = g->columns[i].is_below
				  ? HW_NO_TEXT
				  : hw_arena_copy(&g->arena, hw_table_cell(row, i));
		colors[i] = hw_table_cell_color(row, i);
	}
	do {
		if (is_first)
			hw_table_put_row(g->table, row);
		else
			hw_table_add_row(g->table);
		has_rest = false;
		for (size_t i = 0; i < g->column_count; i++) {
			struct hw_text part = next_part(g, i, &rest[i]);

			if (part.n)
				hw_table_put_cell(g->table, i, part, colors[i]);
			has_rest = has_rest || rest[i].n;
		}
		is_first = false;
		++*ret_rows;
	} while (has_rest);
}

/* A cell of a colour or of a whole column has a line of its own, the others share lines.
 */
static void put_below(struct grid *g, struct libscols_line *row, size_t at)
{
	size_t width = hw_table_width(g->table);
	struct hw_text all = HW_NO_TEXT;

	for (size_t i = 0; i < g->column_count; i++) {
		const struct column *c = &g->columns[i];
		struct hw_text text = hw_table_cell(row, i);
		bool is_marked;

		if (!c->is_below || !c->heading || !text.n)
			continue;
		is_marked = hw_table_cell_color(row, i) || c->is_unbroken;
		text = hw_arena_printf(&g->arena, "%s%s%.*s", c->heading,
				       *c->heading ? " " : "", HW_TEXT_ARG(text));
		if (all.n && (is_marked || hw_utf8_width(all) + 2 + hw_utf8_width(text) +
							   HW_TABLE_NOTE_INDENT >
						   width)) {
			hw_table_put_note(g->table, at, all, false, HW_TABLE_PLAIN);
			all = HW_NO_TEXT;
		}
		if (is_marked)
			hw_table_put_note(g->table, at, text, c->is_unbroken,
					  hw_table_cell_color(row, i) ? HW_TABLE_RED
								      : HW_TABLE_PLAIN);
		else
			all = hw_arena_printf(&g->arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
					      all.n ? "  " : "", HW_TEXT_ARG(text));
	}
	if (all.n)
		hw_table_put_note(g->table, at, all, false, HW_TABLE_PLAIN);
}

static void put_rows(struct grid *g)
{
	size_t printed = 0;

	for (size_t i = 0; i < g->row_count; i++) {
		/* of the whole row, before its cells are broken */
		put_lines(g, g->rows[i], &printed);
		put_below(g, g->rows[i], printed - 1);
		hw_arena_reset(&g->arena);
	}
}

void hw_table_narrow(struct hw_table *table)
{
	size_t width = hw_table_width(table);
	struct grid g = {.table = table, .column_count = hw_table_column_count(table)};
	struct hw_arena arena = {0};

	if (width)
		hw_table_set_unlimited(table);
	if (!width || g.column_count > COLUMNS_MAX ||
	    hw_table_take_rows(table, &arena, &g.rows, &g.row_count) < 0)
		return;
	for (size_t i = 0; i < g.column_count; i++)
		measure(&g, i);
	while (!fits_broken(&g, width) && move_below(&g))
		;
	put_rows(&g);
	for (size_t i = 0; i < g.row_count; i++)
		hw_table_release_row(g.rows[i]);
	hw_arena_done(&g.arena);
	hw_arena_done(&arena);
}
