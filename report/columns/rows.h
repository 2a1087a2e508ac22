/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_ROWS_H
#define HWALIAS_REPORT_COLUMNS_ROWS_H

#include "report/columns/columns.h"
#include "report/columns/fit.h"
#include "report/page/aligned.h"
#include "report/page/page.h"

/*
 * The table of the columns that the options ask for, a row a record: what the list and
 * the tree have in common.
 */
struct hw_rows {
	/* one of them; `aligned` where no terminal limits the width */
	struct hw_table *table;
	struct hw_aligned *aligned;
	const struct hw_column *columns[HW_COLUMN_MAX];
	/* whether any cell has a text */
	bool filled[HW_COLUMN_MAX];
	/* the user named it: it is printed, empty or not */
	bool is_named[HW_COLUMN_MAX];
	size_t count;
	struct hw_fit fit;
	/* in which the tree is drawn */
	size_t tree_column;
};

/*
 * Makes the table. `is_tree`: one column has the flag HW_TABLE_TREE, DEVICE if it is
 * there, else the first. Errors: as of hw_columns_select(); -ENOMEM. Free the table also
 * after an error.
 */
int hw_rows_open(struct hw_rows *rows, FILE *out, const struct hw_write_options *options,
		 bool is_tree, struct hw_arena *arena, struct hw_text *ret_error);

/* The table, and what is kept to make it fit. */
void hw_rows_close(struct hw_rows *rows);

/* A row of the table: where its cells are kept until they are known to fit; `fit` is NULL
 * when they are set at once. Of `aligned` it has no members, and no cell is set again. */
struct hw_row {
	struct libscols_line *line;
	struct hw_fit_row *fit;
};

/* Adds a row without cells. */
struct hw_row hw_rows_new(struct hw_rows *rows);

/* Adds the row of a record; the cell of the column `but` stays empty. */
struct hw_row hw_rows_add(struct hw_rows *rows, const struct hw_record *record,
			  size_t but, const struct hw_write_options *options,
			  struct hw_arena *arena);

/* Sets a cell, or sets it again. */
void hw_rows_set(struct hw_rows *rows, struct hw_row row, size_t column,
		 const struct hw_forms *forms, enum hw_table_color color);
void hw_rows_set_text(struct hw_rows *rows, struct hw_row row, size_t column,
		      struct hw_text text);

/* The index of the column with this name, or `count`. */
size_t hw_rows_find(const struct hw_rows *rows, const char *name);

/* Hides columns that no record has filled, unless every list has them or the user named
 * them, and prints. Errors: -ENOMEM. */
int hw_rows_print(struct hw_rows *rows);

#endif
