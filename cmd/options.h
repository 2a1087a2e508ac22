/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_OPTIONS_H
#define HWALIAS_CMD_OPTIONS_H

#include "report/collect/collect.h"
#include "report/output/output.h"

/* Exit status, part of the interface. */
enum hw_exit {
	HW_EXIT_OK,
	/* a named device or id does not exist */
	HW_EXIT_NOT_FOUND,
	HW_EXIT_USAGE,
	/* nothing could be read, or the output could not be written */
	HW_EXIT_FAILED,
};

enum hw_color {
	HW_COLOR_AUTO,
	HW_COLOR_ALWAYS,
	HW_COLOR_NEVER,
};

/* Capacity of `given`, which has each letter once. */
#define HW_OPTION_LETTERS 32

struct hw_options {
	/* letters of the options on the command line */
	char given[HW_OPTION_LETTERS + 1];
	struct hw_machine_options machine;
	struct hw_selection selection;
	struct hw_write_options write;
	const struct hw_output_format *format;
	enum hw_color color;
	/* threads of a filter, at least 1 */
	size_t jobs;
	bool print_schema;
	bool help;
	bool version;
};

/*
 * Parses the options, which are the same for all subcommands and may be mixed with
 * operands. argv is permuted; *ret_first is the index of the first operand.
 * Errors: HW_EXIT_USAGE, after a message on standard error.
 */
enum hw_exit hw_options_parse(int argc, char **argv, struct hw_options *ret,
			      int *ret_first);

/* Prints the list of options, from the table that they are parsed by. */
void hw_options_help(FILE *out);

/* Prints one entry of a help text: its lines after the first begin at column `indent`. */
void hw_print_help_lines(FILE *out, const char *help, int indent);

/*
 * Whether `command` heeds all options that were given: none whose letter is in `refused`
 * (NULL: none), and no format that does not write `content`. Prints the first that it
 * does not to standard error.
 */
bool hw_options_allow(const struct hw_options *options, const char *command,
		      const char *refused, enum hw_content content);

#endif
