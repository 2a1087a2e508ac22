/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_OPTIONS_H
#define HWALIAS_CMD_LINE_OPTIONS_H

#include "report/collect/collect.h"
#include "report/document/document.h"
#include "report/output/output.h"
#include "report/peers/udev_rule.h"

struct hw_command;

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

/* For --lspci and --lsusb: the letters of those tools. */
struct hw_peer_options {
	bool lspci;
	bool lsusb;
	/* -k */
	bool with_drivers;
	/* -D */
	bool with_domain;
	/* -m */
	unsigned for_programs;
};

struct hw_command;

/* Most --for of a command. */
#define HW_MODULE_TARGETS_MAX ((size_t)16)

struct hw_options {
	/* the options on the command line: a bit for each row of the table of options */
	uint64_t given;
	struct hw_machine_options machine;
	struct hw_selection selection;
	/* of selection.bus: several -b in one list */
	char buses[256];
	/* of several -o */
	char columns[1024];
	struct hw_write_options write;
	const struct hw_output_format *format;
	/* --format: what it names depends on the command; NULL: not given, or none of
	 * that kind has this name */
	const char *format_name;
	const struct hw_document_writer *document;
	const struct hw_modules_format *module_list;
	/* --output-file, or NULL */
	const char *output_file;
	enum hw_color color;
	bool no_pager;
	struct hw_peer_options peers;
	/* --udev-rule; 0: a device is shown */
	enum hw_udev_match udev_rule;
	/* --by iommu */
	bool by_iommu;
	/* -S given twice: the first of the two, or NULL */
	const char *old_kernel;
	/* --expect, and its argument, or NULL: an operand */
	bool expect;
	const char *expect_file;
	/* of modules: --for, NULL behind the last, and --firmware */
	const char *module_targets[HW_MODULE_TARGETS_MAX + 1];
	size_t module_target_count;
	bool firmware;
	/* watch: ms without an event in which a device settles */
	int64_t settle;
	/* --names */
	bool names;
	/* threads of a filter, at least 1 */
	size_t jobs;
	/* for answers that a filter keeps, in bytes; of all threads together */
	size_t memory;
	/* what a first operand that names no device may mean, for the end of a sentence:
	 * "; did you mean …?"; absent: the command was named, or none is near */
	struct hw_text question;
	/* all of them, ending with NULL, for what tells of other commands; NULL: none */
	const struct hw_command *const *commands;
	bool print_schema;
	/* --completion: bash, zsh or fish; NULL: not asked for */
	const char *completion;
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

/* The index of the first word that is neither an option nor the argument of one; 0: there
 * is none, or a word before it is no option. */
int hw_options_first_word(int argc, char **argv);

/* As -b and -t do. False: there are too many buses, which was said. */
bool hw_options_add_bus(struct hw_options *options, const char *bus);
/* Whether -b takes the word as a bus of the kernel, in any case. */
bool hw_options_is_bus(const char *word);
void hw_options_draw_tree(struct hw_options *options);
/* Whether the user's locale has no UTF-8, whatever the program has set. */
bool hw_options_is_ascii_locale(void);

/* As -a does, once. */
void hw_options_set_all(struct hw_options *options);
/* As --lspci and --lsusb do; false: `tool` is neither "lspci" nor "lsusb". */
bool hw_options_set_peer(struct hw_options *options, const char *tool);

/* Prints the list of options that the command heeds (NULL: of all), from the table that
 * they are parsed by. */
void hw_options_help(FILE *out, const struct hw_command *command);

/* The i-th name that --format takes of a command that prints `content`; NULL: no more. */
const char *hw_options_format_name(enum hw_content content, size_t i);

/* An option as completion tells it. */
struct hw_option_view {
	const char *name;
	/* 0: none */
	char letter;
	/* NULL: it takes none */
	const char *argument;
	bool is_optional;
	const char *help;
	/* the command heeds it */
	bool is_heeded;
};

/* The i-th option for a command, or NULL for any; false: there are no more. */
bool hw_options_view(size_t i, const struct hw_command *command,
		     struct hw_option_view *ret);

/*
 * Whether `command` heeds all options that were given, and prints `content` in the format
 * that was. Prints the first that it does not to standard error.
 */
bool hw_options_allow(const struct hw_options *options, const char *command,
		      enum hw_content content);

/* The same, and nothing is printed. */
bool hw_options_fit(const struct hw_options *options, const char *command,
		    enum hw_content content);

/* Whether --name was given. */
bool hw_options_given(const struct hw_options *options, struct hw_text name);

/* "--tree (-t)" of "tree". Lifetime: the arena's. */
struct hw_text hw_options_spelling(struct hw_text name, struct hw_arena *arena);

/*
 * Whether all options that were given mean something to `about`, which is no command:
 * "help", "version", "--print-schema" or "--completion". Prints the first that does not
 * to standard error.
 */
bool hw_options_allow_about(const struct hw_options *options, const char *about);

#endif
