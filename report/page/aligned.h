/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_ALIGNED_H
#define HWALIAS_REPORT_PAGE_ALIGNED_H

#include "report/page/table.h"

/*
 * The table of table.h without a terminal, whose width would limit it, and without
 * colours: the same bytes, for hundreds of thousands of rows. A cell costs its bytes and
 * one more.
 *
 * Failures are sticky: hw_aligned_print() returns them.
 */
struct hw_aligned;

/* Uses `no_headings` of the options. NULL: out of memory. */
struct hw_aligned *hw_aligned_new(FILE *out, const struct hw_write_options *options);

/* `table` may be NULL. */
void hw_aligned_free(struct hw_aligned *table);

/* Adds a column before the first cell; of the flags HW_TABLE_RIGHT counts. The heading is
 * copied. */
void hw_aligned_add_column(struct hw_aligned *table, const char *heading, unsigned flags);

/* Adds the next cell of the row, or the first one of the next. There are as many in each
 * row as columns. */
void hw_aligned_add(struct hw_aligned *table, struct hw_text text);

/* Leaves a column out. */
void hw_aligned_hide(struct hw_aligned *table, size_t column);

/* Prints all rows; without rows nothing, not even headings. Errors: -ENOMEM. */
int hw_aligned_print(struct hw_aligned *table);

#endif
