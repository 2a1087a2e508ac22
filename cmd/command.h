/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMMAND_H
#define HWALIAS_CMD_COMMAND_H

#include "cmd/options.h"

/*
 * A subcommand: one file, one descriptor, listed once in main.c; the help text is made
 * from the list.
 */
struct hw_command {
	const char *name;
	/* its operands, for the usage line */
	const char *operands;
	const char *help;
	/* letters of the options that would do nothing here, so they are refused */
	const char *refuses;
	/* operands are argv[0] … argv[argc - 1] */
	enum hw_exit (*run)(const struct hw_options *options, int argc, char **argv);
};

extern const struct hw_command hw_command_list;
extern const struct hw_command hw_command_show;
extern const struct hw_command hw_command_decode;
extern const struct hw_command hw_command_lookup;
extern const struct hw_command hw_command_driver;
extern const struct hw_command hw_command_check;
extern const struct hw_command hw_command_match;
extern const struct hw_command hw_command_formats;

#endif
