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

#define POINTER(name) &hw_command_##name,

/* The first is the default. */
static const struct hw_command *const commands[] = {HW_COMMANDS(POINTER)};

static const struct hw_command *find_command(const char *name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int wider(int width, const char *s)
{
	int n = (int)strlen(s);

	return n > width ? n : width;
}

/* Prints a line for each command; each column is as wide as its widest cell. */
static void print_commands(void)
{
	int name = 0;
	int operands = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++) {
		name = wider(name, commands[i]->name);
		operands = wider(operands, commands[i]->operands);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++) {
		const struct hw_command *c = commands[i];
		int indent =
			printf("  %-*s %-*s  ", name, c->name, operands, c->operands);

		hw_print_help_lines(stdout, c->help, indent);
	}
}

static void print_help(void)
{
	puts("Usage: hwalias [COMMAND] [OPTION]... [OPERAND]...\n"
	     "What hardware this machine has, which driver each device uses, and which "
	     "could.\n");
	puts("Commands:");
	print_commands();
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

/* Prints what --help, --version or --print-schema asks for; false: none was given. */
static bool print_about(const struct hw_options *options)
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
 * stdio writes 4 KiB at a time, which is a hundred writes for a report. The buffer is in
 * use until the program ends. Without memory for it, stdio's own is used.
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
	/* The output is UTF-8 whatever the locale. Only tables need LC_CTYPE, for the
	 * width of characters; all other categories stay "C". */
	if (options.format->is_for_people && !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	buffer_stdout();
	if (!print_about(&options)) {
		if (first < argc && find_command(argv[first]))
			command = find_command(argv[first++]);
		if (!hw_options_allow(&options, command->name, command->refuses,
				      command->content))
			return HW_EXIT_USAGE;
		status = command->run(&options, argc - first, argv + first);
	}
	if (!hw_close_stdout() && status == HW_EXIT_OK)
		status = HW_EXIT_FAILED;
	return (int)status;
}
