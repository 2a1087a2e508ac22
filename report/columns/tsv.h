/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLUMNS_TSV_H
#define HWALIAS_REPORT_COLUMNS_TSV_H

#include "report/columns/columns.h"
#include "report/page/buffer.h"

// clang-format off
/*
 * Tab-separated values: a line for each record, a tab between two cells. In a cell
 *
 *     tab  newline  carriage return  backslash    are  \t  \n  \r  \\
 *     other bytes below 20h, 7Fh, bytes that are
 *     not part of valid UTF-8, those of characters
 *     that control terminals or turn the direction
 *     of text (hw_utf8_is_control())                   \x and two hexadecimal digits
 *
 * so that lines are valid UTF-8 and the bytes of every text can be restored. PostgreSQL's
 * COPY reads all of these, most readers of TSV the first four. An absent text is an empty
 * cell.
 */
// clang-format on
void hw_tsv_add(struct hw_buffer *out, struct hw_text cell);

/* Adds the line of a record. `arena` is scratch. Errors: -ENOMEM. */
int hw_tsv_add_record(struct hw_buffer *out, const struct hw_column *const *columns,
		      size_t count, const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena);

#endif
