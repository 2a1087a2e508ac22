/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_LINE_H
#define HWALIAS_DATA_IDS_LINE_H

/*
 * Private to data/ids*.c: one line of an id file, and the blocks of lines that a file
 * falls into. The grammar is drawn at the top of data/ids.c. Both the pass at opening
 * (ids_scan.c) and the look-ups (ids_search.c) read lines with hw_ids_line(), so they
 * agree on what a line is.
 */

#include <stdint.h>

#include "data/ids.h"

enum hw_ids_section {
	HW_IDS_VENDORS,
	HW_IDS_CLASSES,
};

/* A head line and what is indented below it. */
struct hw_ids_block {
	/* offsets into the text: of the head line, and behind the block's last byte */
	uint32_t start;
	uint32_t end;
	/* of the head; 1 is the first */
	uint32_t line;
	uint16_t id;
	/* enum hw_ids_section */
	uint8_t section;
	/* each entry's id is above that of the entry before: it can be bisected */
	bool ascending;
};

/* Sorted by section, id and start, so that the blocks of one vendor are neighbours. */
struct hw_ids_blocks {
	struct hw_ids_block *v;
	size_t n;
	size_t room;
};

enum hw_ids_line_kind {
	/* blank, comment, or below a head but of no use */
	HW_IDS_LINE_NONE,
	HW_IDS_LINE_VENDOR,
	HW_IDS_LINE_CLASS,
	/* the head of a section that is not read: "HID 21  HID", "S 1014" */
	HW_IDS_LINE_OTHER,
	/* one tab: device, product, subclass */
	HW_IDS_LINE_ENTRY,
	/* two tabs: subsystem, programming interface, protocol */
	HW_IDS_LINE_SUBENTRY,
	/* breaks the grammar; what follows has lost its head, or its entry, or nothing */
	HW_IDS_LINE_BAD_HEAD,
	HW_IDS_LINE_BAD_ENTRY,
	HW_IDS_LINE_BAD_SUBENTRY,
};

struct hw_ids_line {
	enum hw_ids_line_kind kind;
	/* of a subsystem: sub-vendor in the upper half */
	uint32_t id;
	/* of the name, and of the line: trailing blanks are still on */
	const char *name;
	const char *end;
};

/* Reads the line [p, end), no '\n' inside, that stands in a block of `section`. */
struct hw_ids_line hw_ids_line(const char *p, const char *end, enum hw_ids_kind kind,
			       enum hw_ids_section section);

/* The name on a line: up to a NUL, without the blanks and the CR behind it. */
struct hw_text hw_ids_line_name(const struct hw_ids_line *line);

/* The end of the line that starts at p: its '\n', or `end`. */
static inline const char *hw_ids_line_end(const char *p, const char *end)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));

	return nl ? nl : end;
}

struct hw_ids {
	enum hw_ids_kind kind;
	struct hw_text text;
	struct hw_text version;
	struct hw_ids_blocks blocks;
	struct hw_map map;
	/* NUL-terminated */
	char *path;
};

/*
 * The one pass over the text: finds the blocks and warns of what is not sound.
 * Errors: -ENOMEM, -EFBIG when offsets do not fit. The caller frees ret->v.
 */
int hw_ids_scan(struct hw_text text, struct hw_text path, enum hw_ids_kind kind,
		struct hw_warnings *warnings, struct hw_ids_blocks *ret);

#endif
