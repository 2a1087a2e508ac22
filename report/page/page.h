/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_PAGE_H
#define HWALIAS_REPORT_PAGE_PAGE_H

#include "report/page/table.h"
#include "report/writer.h"

// clang-format off
/*
 * The writers for people, and lines with tabs for programs:
 *
 *	page.h		lines, tables and pairs of a report for people
 *	  fields.h	the parts of a modalias, its candidates
 *	table.h		aligned columns, by libsmartcols
 *	aligned.h	the same without a terminal, of many rows
 *	columns.h	what a column is and what its cell says of a record
 *	tsv.h		the same columns with tabs
 *	utf8.h		bytes of any source made valid, or visible
 *	buffer.h	a growing array of bytes
 */
// clang-format on

/*
 * Text for people: a sequence of lines and tables. Control characters and invalid UTF-8
 * in them are escaped by hw_table_visible().
 */
struct hw_page {
	FILE *out;
	struct hw_write_options options;
	/* scratch of what is being printed */
	struct hw_arena arena;
};

/* A table with these columns, which hw_page_end_table() makes fit the terminal
 * (hw_table_narrow()), prints and frees. NULL: out of
 * memory. */
struct hw_table *hw_page_table(struct hw_page *page, const char *const headings[],
			       size_t n);

/* Errors: -ENOMEM. */
int hw_page_end_table(struct hw_table *t);

/* Sets a cell of the last row, without colour. */
void hw_page_cell(struct hw_table *t, size_t column, struct hw_text text);

void hw_page_text(struct hw_page *page, struct hw_text text);

/* A sentence: on a terminal it goes on in the next line. */
void hw_page_line(struct hw_page *page, struct hw_text text);

/* A string or a command, which is whole to be copied. */
void hw_page_whole(struct hw_page *page, struct hw_text text);

/* What follows a list: one line, at its end a command to copy; where both are too wide
 * for the terminal, the command is a line of its own. */
void hw_page_last_line(struct hw_page *page, const struct hw_report_tail *tail);

/*
 * A line that begins with `head`, ASCII; on a terminal it goes on below the text behind
 * it. What is longer than the terminal and has no blank stays whole.
 */
void hw_page_wrapped(struct hw_page *page, const char *head, struct hw_text text);

/* The rest of a line that has `used` columns; on a terminal it goes on below, behind
 * `indent` blanks. */
void hw_page_rest(struct hw_page *page, size_t used, size_t indent, struct hw_text text);

/*
 * Prints a text that stands for a file, with options->links as a link to its absolute
 * path: OSC 8 of terminals, with an URI of the form file://localhost/PATH (RFC 8089), as
 * the name of the host is nothing to be told.
 */
void hw_page_link(struct hw_page *page, struct hw_text text, struct hw_text path);

/* "8086 (Intel Corporation)", or the value alone if the name is absent. Lifetime: the
 * page's arena. */
struct hw_text hw_page_named(struct hw_page *page, struct hw_text value,
			     struct hw_text name);

/*
 * The common part of the writers for people: open(), begin() and close() of struct
 * hw_writer, whose `self` is this. A writer with members of its own has it as its first
 * one, allocates both with hw_page_writer_new(), and frees its own before it calls
 * hw_page_writer_close().
 */
struct hw_page_writer {
	struct hw_page page;
	/* number of those printed so far */
	size_t records;
	/* of the alias tables; absent when there are none */
	struct hw_text directory;
	/* the devices are those of the machine that this program runs on */
	bool live;
};

/* Zeroed memory of `size` bytes that begins with a struct hw_page_writer. NULL: none. */
void *hw_page_writer_new(size_t size, FILE *out, const struct hw_write_options *options);

int hw_page_writer_open(FILE *out, const struct hw_write_options *options,
			struct hw_arena *arena, void **ret_self,
			struct hw_text *ret_error);
int hw_page_writer_begin(void *self, const struct hw_report_head *head);
void hw_page_writer_close(void *self);

#endif
