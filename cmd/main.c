// SPDX-License-Identifier: GPL-2.0-or-later
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/command.h"
#include "cmd/diag.h"
#include "report/schema.h"
#include "report/text/columns.h"

#define STDOUT_BUFFER ((size_t)32 * 1024)

/* The first is the default. */
static const struct hw_command *const commands[] = {
	&hw_command_list,   &hw_command_show,  &hw_command_decode, &hw_command_lookup,
	&hw_command_driver, &hw_command_check, &hw_command_match,  &hw_command_formats,
};

static const struct hw_command *find_command(const char *name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static void print_help(void)
{
	puts("Usage: hwalias [COMMAND] [OPTION]... [OPERAND]...\n"
	     "What hardware this machine has, which driver each device uses, and which "
	     "could.\n");
	puts("Commands:");
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++)
		printf("  %-7s %-12s %s\n", commands[i]->name, commands[i]->operands,
		       commands[i]->help);
	puts("\nOptions:");
	hw_options_help(stdout);
	puts("\nColumns of --output:");
	hw_columns_help(stdout);
	puts("\nExit status:\n"
	     "  0  done\n"
	     "  1  check found something, or a named device, id or module does not "
	     "exist\n"
	     "  2  wrong usage\n"
	     "  3  nothing could be read, or the output could not be written\n"
	     "\nData goes to standard output, all else to standard error.\n"
	     "No root needed; no device is woken.");
}

/* --help, --version, --print-schema; false when none was asked for. */
static bool answer(const struct hw_options *options)
{
	if (options->help)
		print_help();
	else if (options->version)
		puts("hwalias " HWALIAS_VERSION);
	else if (options->print_schema)
		fputs(hw_report_schema, stdout);
	else
		return false;
	return true;
}

/*
 * stdio would write 4 KiB at a time, a hundred writes for a report. The buffer is
 * stdout's until the program ends; without memory for it, it is written as stdio does.
 */
static void buffer_stdout(void)
{
	char *buffer = isatty(STDOUT_FILENO) ? NULL : malloc(STDOUT_BUFFER);

	if (buffer && setvbuf(stdout, buffer, _IOFBF, STDOUT_BUFFER) != 0)
		free(buffer);
}

int main(int argc, char **argv)
{
	const struct hw_command *command = commands[0];
	struct hw_options options;
	enum hw_exit status;
	int first;

	status = hw_options_parse(argc, argv, &options, &first);
	if (status != HW_EXIT_OK) {
		fputs("Try 'hwalias --help'.\n", stderr);
		return (int)status;
	}
	/* what is printed is UTF-8 whatever the locale; only tables need to know its
	 * letters, for their width. All other categories stay "C". */
	if (options.format == HW_FORMAT_TABLE && !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	buffer_stdout();
	if (!answer(&options)) {
		if (first < argc && find_command(argv[first]))
			command = find_command(argv[first++]);
		if (!hw_options_allow(&options, command->name, command->refuses))
			return HW_EXIT_USAGE;
		status = command->run(&options, argc - first, argv + first);
	}
	if (!hw_close_stdout() && status == HW_EXIT_OK)
		status = HW_EXIT_FAILED;
	return (int)status;
}
