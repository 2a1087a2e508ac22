/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_DIRECTIVE_TEXT_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_DIRECTIVE_TEXT_H

#include "report/privacy/texts/free_text.h"

/*
 * Lines of modprobe.d without what is private: names of modules stay, options as on the
 * command line (parameter_text.h), and of commands what command_text.h says; comments are
 * empty.
 */

/* A line. Lifetime: its or the arena's. Errors: the arena has failed, and the text is
 * absent. */
struct hw_text hw_directive_text_public(struct hw_text line,
					const struct hw_private_words *words,
					struct hw_arena *arena);

/* Whether something stands in such a line, of this function's result or of a recording,
 * for what is private: a comment, too, of which only the sign is left. */
bool hw_directive_has_replaced(struct hw_text line);

/* A line of one that goes on behind a backslash; `first` is the directive's first line.
 * Lifetime, errors: likewise. */
struct hw_text hw_directive_part_public(struct hw_text line, struct hw_text first,
					const struct hw_private_words *words,
					struct hw_arena *arena);

#endif
