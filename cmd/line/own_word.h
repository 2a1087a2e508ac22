/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_OWN_WORD_H
#define HWALIAS_CMD_LINE_OWN_WORD_H

#include "cmd/line/options.h"

/* The program's own words where they are no command: "check" of `00:1f.6 check`, "tree"
 * of `tree 00:1f.6`, "columns" of `help columns`. */

/*
 * The command line that does what the word says, "'hwalias check 00:1f.6'"; `other`: the
 * operand beside it, or NULL. Absent: it is no word of the program. Lifetime: the
 * arena's.
 */
struct hw_text hw_own_word(const struct hw_options *options, const char *word,
			   const char *other, struct hw_arena *arena);

#endif
