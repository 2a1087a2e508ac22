/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_HINT_H
#define HWALIAS_CMD_LINE_HINT_H

#include "cmd/line/options.h"

/*
 * The options by which the user has named another machine or kernel, as a shell takes
 * them: " --from 'my machine.snap' -S 6.1.0-13-amd64"; empty: this machine. Lifetime: the
 * arena's.
 */
struct hw_text hw_hint_source(const struct hw_options *options, struct hw_arena *arena);

/*
 * hw_error() of a sentence that names commands in quotation marks, 'hwalias check', each
 * of which gets these options, unless it answers the same of any machine.
 */
__attribute__((format(printf, 2, 3))) void hw_hint(const struct hw_options *options,
						   const char *format, ...);

/* "; the ids of a device are …" of "8086:zzzz", which looks like ids and is none; else
 * absent. Lifetime: static. */
struct hw_text hw_hint_broken_ids(struct hw_text word);

/* Whether there is a file of that name, which --from may read. */
bool hw_hint_is_file(const char *name);

/* Whether the operand of the command is such a file; says so then. */
bool hw_hint_file(const char *command, const char *operand);

#endif
