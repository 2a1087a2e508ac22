/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_GUESS_H
#define HWALIAS_CMD_GUESS_H

#include "cmd/command.h"

/* What a command line without a command means. */

/*
 * The command for a first operand that is no command's name: ids are looked up, a
 * modalias is decoded, all else is shown as a device.
 */
const struct hw_command *hw_guess_command(const char *const operands[], size_t n);

/* "; did you mean the command 'list'?" of a word that names no device; empty: no command
 * is near. Lifetime: the arena's. */
struct hw_text hw_guess_question(const char *word, struct hw_arena *arena);

#endif
