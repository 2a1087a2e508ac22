/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_PART_H
#define HWALIAS_DATA_ROOT_PART_H

#include "data/root/pages.h"

/*
 * Lines of a large file one after the other, read in parts; a text in memory is one part.
 * The bytes of a part are in the processor's cache when they are looked at, which a map
 * costs a page fault of each 16 pages for (fault_around_bytes, mm/memory.c).
 *
 *	int r = hw_part_open(pages, text, 0, HW_PART_MAX, &part);
 *
 *	while (r == 0 && hw_part_more(&part))
 *		... reads lines from part.p on, and moves that ...
 *	if (r == 0)
 *		r = part.error;
 *	hw_part_done(&part);
 */

/* Bytes that are read at once at most, unless a line is longer. */
#define HW_PART_MAX ((size_t)32 * 1024)

struct hw_part {
	/* whole lines: the last byte is a '\n', or the last one of the file */
	const char *s;
	const char *end;
	/* the line that is read next */
	const char *p;
	/* offset of `s` in the file */
	uint32_t at;
	bool is_last;
	/* of the reading, which ended there */
	int error;
	/* private */
	const struct hw_pages *pages;
	size_t want;
	/* `own`, or on the heap */
	char *buffer;
	size_t room;
	char own[1024];
};

/* Begins with the line at the offset `at`, and with so many bytes, which double with each
 * part. `pages` NULL: of the text. Call hw_part_done() in any case. Errors: -ENOMEM; -EIO
 * and the like. */
int hw_part_open(const struct hw_pages *pages, struct hw_text text, size_t at,
		 size_t want, struct hw_part *part);

void hw_part_done(struct hw_part *part);

/* A part that was not opened yet, for hw_part_done(). */
static inline void hw_part_init(struct hw_part *part)
{
	part->buffer = NULL;
}

/* Goes to the part behind this one. False: there is none, or part->error. */
bool hw_part_next(struct hw_part *part);

/* Whether there is a line at part->p, perhaps of the next part. */
static inline bool hw_part_more(struct hw_part *part)
{
	return part->p < part->end || hw_part_next(part);
}

/* Offset of a byte of the part. */
static inline uint32_t hw_part_offset(const struct hw_part *part, const char *p)
{
	return part->at + (uint32_t)(p - part->s);
}

#endif
