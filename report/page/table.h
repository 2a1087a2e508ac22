/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_TABLE_H
#define HWALIAS_REPORT_PAGE_TABLE_H

#include <stdio.h>

#include "data/base/arena.h"
#include "report/writer.h"

/*
 * Tables of aligned text, printed by libsmartcols. Cells may hold any bytes: they are
 * made valid UTF-8 without control characters, so that a device's name cannot send an
 * escape sequence to the terminal.
 *
 * Failures are sticky: hw_table_print() returns them.
 */
struct hw_table;

enum hw_table_flags {
	HW_TABLE_RIGHT = 1 << 0,
	/* a command, or a string to be copied: not broken between its words */
	HW_TABLE_UNBROKEN = 1 << 1,
	/* a sample: a mark stands for what finds no room at its end */
	HW_TABLE_MAY_CUT = 1 << 3,
	/* the column in which the tree of hw_table_put_below() is drawn */
	HW_TABLE_TREE = 1 << 2,
};

enum hw_table_color {
	HW_TABLE_PLAIN,
	HW_TABLE_GREEN,
	HW_TABLE_YELLOW,
	HW_TABLE_RED,
	HW_TABLE_BOLD,
};

struct libscols_line;

/* The width of the terminal; 0: `out` is none, or its width is unknown. */
size_t hw_table_terminal_width(FILE *out);

/* Uses `width`, `color`, `ascii` and `no_headings` of the options. NULL: out of memory,
 * or libsmartcols is not installed, which hw_library_missing() tells. */
struct hw_table *hw_table_new(FILE *out, const struct hw_write_options *options);

/* `table` may be NULL. */
void hw_table_free(struct hw_table *table);

/* Columns are numbered from 0 in the order they are added. The heading is copied. */
void hw_table_add_column(struct hw_table *table, const char *heading, unsigned flags);

/* Adds a row; cells are set in the newest one. An absent text leaves a cell empty. */
void hw_table_add_row(struct hw_table *table);
void hw_table_set(struct hw_table *table, size_t column, struct hw_text text,
		  enum hw_table_color color);

/* The same of a text that is hw_table_visible() already, with what the caller added. */
void hw_table_set_visible(struct hw_table *table, size_t column, struct hw_text text,
			  enum hw_table_color color);

/* Cells are set in this row from now on. */
void hw_table_choose_row(struct hw_table *table, struct libscols_line *row);

/* The newest row. Lifetime: the table's. */
struct libscols_line *hw_table_row(const struct hw_table *table);

/* Draws a row as a branch of another one, below those that were put there before. A row
 * is put below another one once at most, and never below itself. */
void hw_table_put_below(struct hw_table *table, struct libscols_line *row,
			struct libscols_line *above);

/* A line of its own below a row, numbered from 0 as rows are printed. It goes on in the
 * next one at the terminal's width, unless it `is_whole`. */
void hw_table_put_note(struct hw_table *table, size_t row, struct hw_text text,
		       bool is_whole, enum hw_table_color color);

/* No cell is cut from now on: the caller has made them fit. */
void hw_table_set_unlimited(struct hw_table *table);

/* Leaves a column out of the output. */
void hw_table_hide(struct hw_table *table, size_t column);

/* Prints all rows; without rows nothing, not even headings. Errors: -ENOMEM. */
int hw_table_print(struct hw_table *table);

/* `text`, escaped as cells are. Lifetime: that of `text` or the arena's. */
struct hw_text hw_table_visible(struct hw_text text, struct hw_arena *arena);

#endif
