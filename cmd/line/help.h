/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_HELP_H
#define HWALIAS_CMD_LINE_HELP_H

#include <stdio.h>

#include "cmd/line/command.h"

/* What --help prints, made from the tables of commands, options and columns, at most 80
 * columns wide. */

/* Of all commands. */
void hw_help_print(FILE *out);

/* Of one command: its usage, options and examples. */
void hw_help_of_command(FILE *out, const struct hw_command *command);

#endif
