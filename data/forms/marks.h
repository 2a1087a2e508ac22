/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_FORMS_MARKS_H
#define HWALIAS_DATA_FORMS_MARKS_H

#include <stdbool.h>

#include "decoders/text/text.h"

/* marks.c: "[code]", "{noformat}" and the like, with which a line begins or ends: the
 * length; 0: another text. */
size_t hw_mark_before(struct hw_text text);
size_t hw_mark_behind(struct hw_text text);

/* One of a block of text, of which the first line may be behind other words. */
size_t hw_mark_block(struct hw_text text);

/* "[01;31m", "^[[0m": a colour of a terminal that has lost its escape character: the
 * length; 0: another text. */
size_t hw_mark_colour(struct hw_text text);

/* Whether a text has such colours. */
bool hw_mark_has_colours(struct hw_text text);

/* What most lines of a text are between, as "`" or "**", or end in, as "\". */
struct hw_mark_frame {
	const char *before;
	const char *behind;
};

/* NULL: there is none. */
const struct hw_mark_frame *hw_mark_find_frame(struct hw_text text);

/* The line within it, or the line itself. */
struct hw_text hw_mark_within(const struct hw_mark_frame *frame, struct hw_text line);

#endif
