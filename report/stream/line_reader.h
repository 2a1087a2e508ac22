/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_LINE_READER_H
#define HWALIAS_REPORT_STREAM_LINE_READER_H

#include <stddef.h>

#include "decoders/text/text.h"

/*
 * Whole lines from a file descriptor, many at a time, at constant memory: internal to
 * report/stream/stream.c. Of a line longer than HW_LINE_MAX the rest is passed over.
 */

/* More than a page, which is all that sysfs can hold, and than kmod takes (4095). */
#define HW_LINE_MAX ((size_t)65536)

/* Room for the longest line, one byte too many, and its end. */
#define HW_LINES_ROOM (HW_LINE_MAX + 2)

struct hw_line {
	/* without "\n" or "\r\n" */
	struct hw_text text;
	/* where it is from, for messages: "standard input", "operand" */
	struct hw_text source;
	/* 1 is the first */
	size_t number;
	/* it is longer than HW_LINE_MAX: `text` is its beginning */
	bool is_cut;
};

/* Whole lines; the last of the input may lack its newline. */
struct hw_line_block {
	char text[HW_LINES_ROOM];
	size_t n;
	/* the number of its first line */
	size_t first;
};

struct hw_line_reader {
	int in;
	bool has_ended;
	/* within the rest of a line that was too long */
	bool is_skipping;
	size_t lines;
	char text[HW_LINES_ROOM];
	size_t n;
};

enum hw_line_read {
	HW_LINES_READ,
	/* nothing more for now */
	HW_LINES_PAUSE,
	HW_LINES_END,
};

/*
 * Reads as many lines as are there at once, at most about 16 KiB of them, into *ret.
 * With `may_wait` it waits for the first one. *ret_read tells whether there are any.
 * Errors: -errno of read(2).
 */
int hw_line_reader_next(struct hw_line_reader *r, bool may_wait,
			struct hw_line_block *ret, enum hw_line_read *ret_read);

/*
 * Cuts the next line off `rest`, which begins as the block's text and is absent after
 * the last one: loop with while (rest.n). `line->number` is that of the line before.
 */
void hw_line_cut(struct hw_text *rest, struct hw_line *line);

#endif
