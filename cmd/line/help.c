// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/help.h"

#include <ctype.h>
#include <string.h>

#include "cmd/print/wrap.h"
#include "report/columns/columns.h"

/* Column at which the help of a command begins. */
#define COMMAND_COLUMN 22

static void print_commands(FILE *out)
{
	for (size_t i = 0; hw_commands[i]; i++) {
		const struct hw_command *c = hw_commands[i];
		int n = fprintf(out, "  %s%s%s", c->name, *c->operands ? " " : "",
				c->operands);

		if (n > COMMAND_COLUMN - 1)
			fprintf(out, "\n%*s", COMMAND_COLUMN, "");
		else
			fprintf(out, "%*s", COMMAND_COLUMN - n, "");
		hw_wrap(out, c->help, COMMAND_COLUMN);
	}
}

static void print_end(FILE *out)
{
	fputs("\nExit status:\n"
	      "  0  done\n"
	      "  1  check or diff found something, or a named device, id or module is "
	      "not there\n"
	      "  2  wrong usage\n"
	      "  3  nothing could be read, or the output could not be written\n"
	      "\n"
	      "Data goes to standard output, all else to standard error.\n"
	      "No root needed; no device is woken.\n",
	      out);
}

void hw_help_print(FILE *out)
{
	fputs("Usage: hwalias [COMMAND] [OPTION]... [OPERAND]...\n"
	      "What hardware this machine has, which driver each device uses, and which "
	      "could.\n"
	      "\n"
	      "Commands ('hwalias help COMMAND' tells more):\n",
	      out);
	print_commands(out);
	fputs("\n"
	      "'hwalias fleet' runs hwalias-fleet: the machines of a fleet in a "
	      "database.\n"
	      "\n"
	      "Without a command: a device (eth0, 00:1f.6, /dev/sda) is shown, ids "
	      "(8086:15b8)\n"
	      "and several words of a name are looked up, a modalias string is "
	      "decoded, and\n"
	      "buses or kinds of devices (usb, gpu, wifi), 'tree' or 'all' are listed; "
	      "'lspci'\n"
	      "and 'lsusb' print what these do. list, check, iommu and watch take buses "
	      "and\n"
	      "kinds, too.\n"
	      "\n"
	      "Options:\n",
	      out);
	hw_options_help(out, NULL);
	fputs("\nColumns of --output:\n", out);
	hw_columns_help(out, hw_wrap, false);
	print_end(out);
}

/* "COMMAND\tWHAT IT DOES" a line. */
static void print_examples(FILE *out, const char *examples)
{
	fputs("\nExamples:\n", out);
	while (*examples) {
		const size_t n = strcspn(examples, "\t");
		const size_t end = strcspn(examples, "\n");

		fprintf(out, "  %.*s\n      %.*s\n", (int)n, examples, (int)(end - n - 1),
			examples + n + 1);
		examples += end + (examples[end] == '\n');
	}
}

static void print_sentence(FILE *out, const char *help)
{
	struct hw_arena arena = {0};
	struct hw_text text =
		hw_arena_printf(&arena, "%c%s.", toupper((unsigned char)*help), help + 1);

	if (text.s)
		hw_wrap(out, text.s, 0);
	hw_arena_done(&arena);
}

void hw_help_of_command(FILE *out, const struct hw_command *command)
{
	fprintf(out, "Usage: hwalias %s [OPTION]...%s%s\n", command->name,
		*command->operands ? " " : "", command->operands);
	print_sentence(out, command->help);
	fputs("\nOptions:\n", out);
	hw_options_help(out, command);
	if (command->has_columns) {
		fputs("\nColumns of --output:\n", out);
		hw_columns_help(out, hw_wrap, command->content == HW_CONTENT_STRINGS);
	}
	print_examples(out, command->examples);
	fputs("\nThe manual page hwalias(1) tells all.\n", out);
}
