/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_TABLE_H
#define HWALIAS_REPORT_TEXT_TABLE_H

#include <stdio.h>

#include "data/base/arena.h"
#include "report/writer.h"

/*
 * Aligned text: what the writers for people need of libsmartcols. Cells may hold any
 * bytes; they are made valid UTF-8 without control characters, so that no name of a
 * device can reach the terminal as an escape sequence.
 *
 * Failures are sticky and told by hw_table_print().
 */
struct hw_table;

enum hw_table_flags {
	HW_TABLE_RIGHT = 1 << 0,
	/* cut when the terminal is too narrow; never when output is no terminal */
	HW_TABLE_TRUNC = 1 << 1,
};

enum hw_table_color {
	HW_TABLE_PLAIN,
	HW_TABLE_GREEN,
	HW_TABLE_YELLOW,
	HW_TABLE_RED,
	HW_TABLE_BOLD,
};

/* Of the options, `width`, `color` and `no_headings` count. Errors: NULL: no memory. */
struct hw_table *hw_table_new(FILE *out, const struct hw_write_options *options);

/* NULL is fine. */
void hw_table_free(struct hw_table *table);

/*
 * Columns count from 0 in the order they are added. The heading is copied. `share` is
 * the part of a narrow terminal that a column to be cut keeps longest, 0 = none.
 */
void hw_table_add_column(struct hw_table *table, const char *heading, double share,
			 unsigned flags);

/* A row; cells go to the newest one, absent texts leave them empty. */
void hw_table_add_row(struct hw_table *table);
void hw_table_set(struct hw_table *table, size_t column, struct hw_text text,
		  enum hw_table_color color);

/* Keeps a column from being printed. */
void hw_table_hide(struct hw_table *table, size_t column);

/* Prints all rows; nothing, not even headings, when there is none. Errors: -ENOMEM. */
int hw_table_print(struct hw_table *table);

/* `text` made harmless as cells are; lifetime of `text` or the arena's. */
struct hw_text hw_table_visible(struct hw_text text, struct hw_arena *arena);

#endif
