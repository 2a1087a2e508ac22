/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMPLETE_COMPLETE_H
#define HWALIAS_CMD_COMPLETE_COMPLETE_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Completion by the user's shell. The scripts of `hwalias --completion SHELL` know
 * nothing themselves: they ask `hwalias --complete -- WORD…`, which answers from the same
 * tables as the help, and from this machine.
 */

/* A line of an answer: the names of files may stand there, too. No other is offered where
 * it is missing. */
#define HW_COMPLETE_FILES "\tfiles\n"

/*
 * Prints what the last word, which is begun, may become: a line each, the word, a tab and
 * what it is. The words are those behind the name of the program.
 */
void hw_complete(FILE *out, int argc, char **argv);

/* Prints the script for "bash", "zsh" or "fish"; false: another shell. */
bool hw_complete_script(FILE *out, const char *shell);

#endif
