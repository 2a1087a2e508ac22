/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_FIT_H
#define HWALIAS_REPORT_COLUMNS_FIT_H

#include "report/columns/columns.h"
#include "report/page/table.h"

/*
 * How the rows of a table fit a terminal. Cells are kept in all their forms until the
 * last row is known; then steps are taken, each only if the lines are still too long:
 *
 *	NAME	without the legal words of vendors, in all rows
 *	DEVICE	at most a fifth of the line, in a tree two fifths; CLASS 14 columns, and
 *		room for a code
 *	NOTE	with -v, on a line of its own, below its device; a driver or a list of
 *		modules of more than a quarter of the line, too
 *	DRIVER	without the module of a driver that is bound
 *	CLASS	with -v, people's words instead of names
 *	NOTE	without -v, too
 *	CLASS	10 columns
 *	DEVICE	in a tree, its lines and 10 columns
 *	NAME	in each row the longest form that fits, the last one cut; but where there
 *		is more to say behind it, the longest that leaves room for that
 *
 * DRIVER, MODULES and all other columns are never cut: what is too wide is said on a line
 * below its row, first the widest cells, in the end whole columns. No line is wider than
 * the terminal.
 */

/* No name of a column is longer. */
#define HW_FIT_NAME_MAX 32

struct hw_fit_cell {
	/* as hw_table_visible() */
	struct hw_text form[HW_FORMS_MAX];
	size_t width[HW_FORMS_MAX];
	size_t n;
	enum hw_table_color color;
	/* said behind a name that is not cut, the longest that fits */
	struct hw_text more[HW_FORMS_MAX];
	size_t more_count;
	/* what stands before it, of `width` */
	size_t indent;
};

struct hw_fit_row {
	struct libscols_line *line;
	/* where it is printed, from 0; as added, unless a tree says otherwise */
	size_t number;
	struct hw_fit_cell *cells;
	struct hw_fit_row *next;
};

struct hw_fit {
	/* of the terminal; 0: there is none, and cells are set at once */
	size_t width;
	/* it shows ASCII only */
	bool ascii;
	/* CLASS has the names of the databases (-v) */
	bool has_class_names;
	/* codes stand behind classes, in brackets (-nn) */
	bool has_codes;
	/* no heading makes a column wider */
	bool no_headings;
	/* of a tree, libsmartcols puts the rows into another order */
	bool is_tree;
	const struct hw_column *const *columns;
	size_t count;
	struct hw_arena arena;
	struct hw_fit_row *first;
	struct hw_fit_row *last;
};

/* A row for the table's newest one. Lifetime: the fit's. NULL: out of memory. */
struct hw_fit_row *hw_fit_add(struct hw_fit *fit, const struct hw_table *table);

/* Sets a cell, whose forms are copied. */
void hw_fit_set(struct hw_fit *fit, struct hw_fit_row *row, size_t column,
		const struct hw_forms *forms, enum hw_table_color color);

/* Adds what may be said behind a cell that is set; NULL rows are fine. */
void hw_fit_add_more(struct hw_fit *fit, struct hw_fit_row *row, size_t column,
		     const struct hw_forms *forms);

/* What stands before a cell takes `more` columns, too. */
void hw_fit_indent(struct hw_fit_row *row, size_t column, size_t more);

/* Sets the cells of the table, and hides columns; `is_hidden` has those that are. Errors:
 * -ENOMEM. */
int hw_fit_print(struct hw_fit *fit, struct hw_table *table, bool *is_hidden);

void hw_fit_done(struct hw_fit *fit);

#endif
