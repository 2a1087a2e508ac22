/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_BESIDE_H
#define HWALIAS_CMD_LINE_BESIDE_H

#include <stdbool.h>
#include <stddef.h>

/* Commands that are programs of their own, as of git(1): "hwalias fleet load" runs
 * "hwalias-fleet load". */

/* Whether the word is such a command. */
bool hw_beside_is(const char *command);

/* Their names; NULL behind the last one. */
const char *hw_beside_name(size_t i);

/*
 * Runs the program in place of this one, with the words behind the command, `argv`, which
 * ends with NULL: that which is beside this program, else the one in $PATH. Returns only
 * if there is none, or it cannot be run, after a message that says which package has it.
 */
void hw_beside_run(const char *command, char **argv);

#endif
