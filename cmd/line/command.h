/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_COMMAND_H
#define HWALIAS_CMD_LINE_COMMAND_H

#include "cmd/line/options.h"

/*
 * A subcommand: one file that defines its descriptor, and a row below. The help and the
 * check of the options are made from the rows.
 */
struct hw_command {
	const char *name;
	/* its operands, for the usage line */
	const char *operands;
	/* one paragraph, without a full stop */
	const char *help;
	/* commands with what they do, two columns: "hwalias show eth0\tthe network
	 * card\n…" */
	const char *examples;
	/* without operands it answers lines of standard input, each when it comes */
	bool is_filter;
	/* it prints what happens until it is ended: nothing for a pager */
	bool is_endless;
	/* --output chooses columns */
	bool has_columns;
	/* what it prints; formats that do not write it are refused */
	enum hw_content content;
	/* the operands are argv[0] to argv[argc - 1] */
	enum hw_exit (*run)(const struct hw_options *options, int argc, char **argv);
};

/*
 * ADD A COMMAND HERE: a row, and a file that defines hw_command_NAME. They are listed in
 * the order of --help; the first is the default.
 */
/* clang-format off */
#define HW_COMMANDS(ROW) \
	ROW(list)    \
	ROW(show)    \
	ROW(decode)  \
	ROW(lookup)  \
	ROW(driver)  \
	ROW(check)   \
	ROW(report)  \
	ROW(diff)    \
	ROW(iommu)   \
	ROW(modules) \
	ROW(facts)   \
	ROW(watch)   \
	ROW(match)   \
	ROW(formats) \
	ROW(snapshot)
/* clang-format on */

#define HW_COMMAND_DECLARE(name) extern const struct hw_command hw_command_##name;
HW_COMMANDS(HW_COMMAND_DECLARE)

/* All of them; ends with NULL. The first is the default. */
extern const struct hw_command *const hw_commands[];

/* NULL: there is none of this name. */
const struct hw_command *hw_command_find(const char *name);

#endif
