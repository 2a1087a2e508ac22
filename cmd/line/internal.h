/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_INTERNAL_H
#define HWALIAS_CMD_LINE_INTERNAL_H

#include "cmd/line/options.h"
#include "data/base/array.h"

/*
 * What the files of the command line's options share:
 *
 *	option_table.c	the options, a row each
 *	options.c	reads the command line
 *	option_wrong.c	what is said of a word that is no option
 *	option_allow.c	which options and formats a command takes
 *	option_help.c	what an option does, and --help
 */

/* The code of an option is its letter, or one of these if it has none. */
enum {
	OPT_LONG_ONLY = 256,
	OPT_JOBS = OPT_LONG_ONLY,
	OPT_MEMORY,
	OPT_NOHEADINGS,
	OPT_COLOR,
	OPT_SYSROOT,
	OPT_WAKE,
	OPT_MODULES_DIR,
	OPT_PRINT_SCHEMA,
	OPT_COMPLETION,
	OPT_BY,
	OPT_DOCUMENT,
	OPT_OUTPUT_FILE,
	OPT_FOR,
	OPT_FIRMWARE,
	OPT_SETTLE,
	OPT_UDEV_RULE,
	OPT_LSPCI,
	OPT_PRIVACY,
	OPT_LSUSB,
	OPT_NAMES,
	OPT_COMPLETE,
	OPT_SUMMARY,
	OPT_EXPECT,
	OPT_NO_PAGER,
	/* plus the index in hw_output_formats */
	OPT_FORMAT,
};

struct hw_option_row {
	const char *name;
	int code;
	/* name of its argument, or NULL */
	const char *argument;
	/* the argument may be left out */
	bool optional;
	/* one paragraph */
	const char *help;
	/* the commands that heed it, "list check"; NULL: all of them */
	const char *of;
	/* what two of its arguments would be, "files": it is given once; NULL: several
	 * add up, the last one counts, or they are told apart elsewhere */
	const char *once;
	/* the one command that refuses it and says why; NULL: none */
	const char *not_of;
	/* the option chooses this format */
	const struct hw_output_format *format;
};

/* More than there are rows and formats: the options given are bits of a number. */
#define HW_OPTIONS_MAX 64

/* All options in the order of --help, with those of the formats inserted. */
struct hw_option_table {
	struct hw_option_row v[HW_OPTIONS_MAX];
	size_t n;
};

struct hw_option_table hw_option_table(void);

/* NULL: no option has this code. */
const struct hw_option_row *hw_option_find(const struct hw_option_table *table, int code);

/* The place in hw_option_table() of the option with this name, and its code. */
bool hw_option_find_name(struct hw_text name, size_t *ret_index, int *ret_code);

bool hw_option_has_letter(const struct hw_option_row *row);

/* Whether the option does something in the command. */
bool hw_option_is_of(const struct hw_option_row *row, const char *command);

/* Whether the help of the command tells of it: it is of the command, and not refused. */
bool hw_option_is_told(const struct hw_option_row *row, const char *command);

/*
 * option_wrong.c: each prints what is wrong with a word of the command line to standard
 * error.
 */

/* False: "-json" and "-short", as lshw has its options: letters that mean something else,
 * or nothing. Three of them may be meant. */
bool hw_option_is_with_two_dashes(const struct hw_option_table *table, const char *word);

/* What getopt_long(3) found wrong, '?' or ':', with `word`. */
void hw_option_say_wrong(const struct hw_option_table *table, int code, const char *word);

/* False: the argument is the next option, as behind -b of lspci, which has none. */
bool hw_option_is_argument(const struct hw_option_row *row, const char *word);

#endif
