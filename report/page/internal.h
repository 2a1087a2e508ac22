/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_INTERNAL_H
#define HWALIAS_REPORT_PAGE_INTERNAL_H

#include "report/page/table.h"

/* What narrow.c does with the rows of a table (table.c). */

/* Of a line below a row. */
#define HW_TABLE_NOTE_INDENT 4

/* Of the terminal; 0: there is none. */
size_t hw_table_width(const struct hw_table *table);

/* Of all columns, also of those that are hidden. */
size_t hw_table_column_count(const struct hw_table *table);
/* Whether the column has HW_TABLE_UNBROKEN or HW_TABLE_MAY_CUT. */
bool hw_table_has(const struct hw_table *table, size_t column, unsigned flag);
/* What stands for the end of a cell: "\u2026" or "...". */
const char *hw_table_mark(const struct hw_table *table);
bool hw_table_is_hidden(const struct hw_table *table, size_t column);
/* "" without headings. Lifetime: the table's. */
const char *hw_table_heading(const struct hw_table *table, size_t column);

/*
 * Takes all rows out of the table, in their order; hw_table_put_row() puts them back, and
 * hw_table_release_row() is called for each at last. Errors: -ENOMEM: nothing is taken.
 */
int hw_table_take_rows(struct hw_table *table, struct hw_arena *arena,
		       struct libscols_line ***ret_rows, size_t *ret_count);
void hw_table_put_row(struct hw_table *table, struct libscols_line *row);
void hw_table_release_row(struct libscols_line *row);

/* Absent: the cell is empty. Lifetime: until it is set. */
struct hw_text hw_table_cell(struct libscols_line *row, size_t column);

/* As libsmartcols has it; NULL: none. */
const char *hw_table_cell_color(struct libscols_line *row, size_t column);

/* As hw_table_set_visible(), in such a colour. */
void hw_table_put_cell(struct hw_table *table, size_t column, struct hw_text text,
		       const char *color);

#endif
