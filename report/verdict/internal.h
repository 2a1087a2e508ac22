/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_VERDICT_INTERNAL_H
#define HWALIAS_REPORT_VERDICT_INTERNAL_H

#include "data/base/arena.h"
#include "report/verdict/verdict.h"

/*
 * The part of the verdict on a device that has candidates and no driver: the table is in
 * report/verdict/verdict.c. Pure. Lifetime: the texts are the arena's.
 */
struct hw_verdict hw_verdict_unbound(const struct hw_facts *facts,
				     struct hw_arena *arena);

/*
 * Commands that a person pastes into a shell. Names in them come from the machine, which
 * may be a recorded one of a stranger: what these functions return is printable ASCII
 * and one word of a POSIX shell, whatever the bytes are. Texts are the arena's; without
 * memory they are absent.
 */

/*
 * The text as one word: itself when it is plain, else in quotes; with bytes that are not
 * printable ASCII as "$(printf -- '…')". (A newline at its very end gets lost.)
 */
struct hw_text hw_shell_word(struct hw_text text, struct hw_arena *arena);

/* A text that a regular expression of PCRE2 (journalctl -g) takes as it is. */
struct hw_text hw_shell_pattern(struct hw_text text, struct hw_arena *arena);

/* sed's program, as a word, that deletes these whole lines wherever they stand, and the
 * command before it: "sed -i --follow-symlinks '/^blacklist x$/d'". */
struct hw_text hw_shell_sed_delete(struct hw_text lines, struct hw_arena *arena);

#endif
