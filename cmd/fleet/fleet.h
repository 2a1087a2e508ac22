/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_FLEET_FLEET_H
#define HWALIAS_CMD_FLEET_FLEET_H

#include "cmd/complete/complete.h"
#include "cmd/line/options.h"
#include "report/fleet/fleet.h"

/*
 * The program hwalias-fleet: a file a subcommand, a row each in the table of commands.c,
 * and one table of options.
 */

struct hw_fleet_options {
	/* the options that were given: a bit for each row of the table of options */
	uint32_t given;
	/* file, or URL of PostgreSQL */
	const char *db;
	const char *machine;
	bool machine_from_filename;
	bool accept_changed;
	bool quiet;
	const char *sql;
	const char *since;
	const char *shards;
	struct hw_kernel_options kernel;
	bool all;
	bool by_model;
	const struct hw_fleet_format *format;
	struct hw_write_options write;
	bool help;
	bool version;
	bool verbose;
};

struct hw_fleet_command {
	const char *name;
	const char *operands;
	/* one paragraph, without a full stop */
	const char *help;
	/* commands with what they do, two columns: "…\t…\n" */
	const char *examples;
	enum hw_exit (*run)(const struct hw_fleet_options *options, int argc,
			    char **argv);
};

/* All of them; ends with NULL. */
extern const struct hw_fleet_command *const hw_fleet_commands[];

extern const struct hw_fleet_command hw_fleet_command_load;
extern const struct hw_fleet_command hw_fleet_command_query;
extern const struct hw_fleet_command hw_fleet_command_what_if;
extern const struct hw_fleet_command hw_fleet_command_schema;

/* NULL: there is none of this name. */
const struct hw_fleet_command *hw_fleet_command_find(const char *name);

/*
 * Parses the options; argv is permuted, and *ret_first is the index of the first operand.
 * Errors: HW_EXIT_USAGE, after a message.
 */
enum hw_exit hw_fleet_options_parse(int argc, char **argv, struct hw_fleet_options *ret,
				    int *ret_first);

/* Whether the command heeds all options that were given; if not, that is said. */
bool hw_fleet_options_allow(const struct hw_fleet_options *options, const char *command);

/* The help of the program, or of one command. */
void hw_fleet_help(FILE *out, const struct hw_fleet_command *command);

/* What the option "--db", "--db=x" or "-S" takes: the name in the help; NULL: nothing, or
 * the word is none. */
const char *hw_fleet_options_argument(const char *word);

/* Prints those of the command, or all, that continue what is begun, as
 * hw_fleet_complete() does. */
void hw_fleet_options_offer(const struct hw_fleet_command *command, struct hw_text begun,
			    FILE *out);

/* Prints what the last word may become (cmd/complete.h). */
void hw_fleet_complete(FILE *out, int argc, char **argv);

/* "hwalias-fleet: MESSAGE\n" on standard error. */
__attribute__((format(printf, 1, 2))) void hw_fleet_say(const char *format, ...);

/* Opens the database; a failure is said. NULL then. */
struct hw_store *hw_fleet_open(const struct hw_fleet_options *options,
			       enum hw_store_access access);

/* The same for questions: it must have the tables. */
struct hw_store *hw_fleet_open_filled(const struct hw_fleet_options *options,
				      enum hw_store_access access);

#endif
