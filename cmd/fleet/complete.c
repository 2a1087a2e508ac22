// SPDX-License-Identifier: GPL-2.0-or-later
/* What the scripts of `hwalias --completion SHELL` ask, as cmd/complete.h has it. */
#include "cmd/fleet/fleet.h"

/* Prints the word if it continues what is begun. */
static void offer(FILE *out, struct hw_text begun, const char *word, const char *what)
{
	if (hw_text_starts(hw_text_of(word), begun))
		fprintf(out, "%s\t%.*s\n", word, (int)strcspn(what, "\n;"), what);
}

static const struct hw_fleet_command *find_command(int argc, char **argv)
{
	const struct hw_fleet_command *command = NULL;

	for (int i = 0; i < argc && !command; i++)
		command = hw_fleet_command_find(argv[i]);
	return command;
}

static void offer_commands(FILE *out, struct hw_text begun)
{
	for (size_t i = 0; hw_fleet_commands[i]; i++)
		offer(out, begun, hw_fleet_commands[i]->name, hw_fleet_commands[i]->help);
}

static void offer_operands(FILE *out, struct hw_text begun,
			   const struct hw_fleet_command *command, const char *before)
{
	if (command == &hw_fleet_command_query && strcmp(before, command->name) == 0)
		for (const struct hw_fleet_query *q = hw_fleet_queries; q->name; q++)
			offer(out, begun, q->name, q->help);
	if (command == &hw_fleet_command_schema) {
		offer(out, begun, "sqlite", "SQLite");
		offer(out, begun, "postgresql", "PostgreSQL");
	}
	if (command == &hw_fleet_command_load)
		fputs(HW_COMPLETE_FILES, out);
}

void hw_fleet_complete(FILE *out, int argc, char **argv)
{
	const struct hw_fleet_command *command = find_command(argc - 1, argv);
	struct hw_text begun = hw_text_of(argc ? argv[argc - 1] : "");
	const char *before = argc > 1 ? argv[argc - 2] : "";
	const char *argument = hw_fleet_options_argument(before);
	bool has_value = false;

	/* "--db=inv": the shell completes files behind it */
	if (hw_text_starts(begun, HW_TEXT("--")) && hw_text_find(begun, '=') < begun.n) {
		argument = hw_fleet_options_argument(argv[argc - 1]);
		has_value = true;
	}
	if (argument &&
	    (strcmp(argument, "DATABASE") == 0 || strcmp(argument, "DIR") == 0))
		fputs(HW_COMPLETE_FILES, out);
	else if (argument || has_value)
		return;
	else if (hw_text_starts(begun, HW_TEXT("-")))
		hw_fleet_options_offer(command, begun, out);
	else if (!command || strcmp(before, "help") == 0) {
		offer_commands(out, begun);
		if (!command && strcmp(before, "help") != 0)
			offer(out, begun, "help", "what a command does");
	} else {
		offer_operands(out, begun, command, before);
	}
}
