/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_PAGE_H
#define HWALIAS_REPORT_TEXT_PAGE_H

#include "report/text/table.h"

/*
 * Text for people, made of lines and tables one after the other. All that comes from
 * outside is printed as in hw_table_visible().
 */
struct hw_page {
	FILE *out;
	struct hw_write_options options;
	/* what is printed at the moment */
	struct hw_arena arena;
};

/* A table with these columns; printed and freed by hw_page_end_table(). NULL: no memory.
 */
struct hw_table *hw_page_table(struct hw_page *page, const char *const headings[],
			       size_t n);

/* Errors: -ENOMEM. */
int hw_page_end_table(struct hw_table *t);

/* A plain cell in the last row. */
void hw_page_cell(struct hw_table *t, size_t column, struct hw_text text);

void hw_page_text(struct hw_page *page, struct hw_text text);
void hw_page_line(struct hw_page *page, struct hw_text text);

/* "8086 (Intel Corporation)"; without a name just the value. */
void hw_page_named(struct hw_page *page, struct hw_text value, struct hw_text name);

#endif
