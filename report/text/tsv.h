/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_TSV_H
#define HWALIAS_REPORT_TEXT_TSV_H

#include "report/text/buffer.h"
#include "report/text/columns.h"

/*
 * Tab-separated values: a line a record, a tab between two cells. In a cell
 *
 *     tab  newline  carriage return  backslash    are  \t  \n  \r  \\
 *     other bytes below 20h, 7Fh, and bytes that
 *     are not part of valid UTF-8                      \x and two hexadecimal digits
 *
 * so that a line is valid UTF-8, and every text can be had back byte by byte. All of it
 * is read by PostgreSQL's COPY, and the first four by most that read TSV. An absent text
 * is an empty cell.
 */
void hw_tsv_add(struct hw_buffer *out, struct hw_text cell);

/* What the columns say of a record, as a line. `arena` is scratch. Errors: -ENOMEM. */
int hw_tsv_add_record(struct hw_buffer *out, const struct hw_column *const *columns,
		      size_t count, const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena);

#endif
