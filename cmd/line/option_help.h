/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_OPTION_HELP_H
#define HWALIAS_CMD_LINE_OPTION_HELP_H

#include "cmd/line/command.h"

/*
 * What an option does in one command, for `hwalias COMMAND --help`, where its row in
 * cmd/line/option_table.c tells of several; `formats` is said of --format, too. Absent:
 * what the row says. Lifetime: the arena's, that of `formats`, or static.
 */
struct hw_text hw_option_help(const char *option, const struct hw_command *command,
			      struct hw_text formats, struct hw_arena *arena);

#endif
