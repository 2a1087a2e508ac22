// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/fleet/fleet.h"
#include "data/base/memory.h"
#include "data/base/nearest.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

/* What is still in the buffer may fail to be written, too. A closed pipe has no message.
 */
static enum hw_exit close_stdout(enum hw_exit status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno != EPIPE)
		hw_fleet_say("standard output cannot be written: %s", strerror(errno));
	return HW_EXIT_FAILED;
}

static enum hw_exit no_command(const char *name)
{
	struct hw_nearest near = {.word = hw_text_of(name)};
	struct hw_arena arena = {0};
	struct hw_text question;

	for (size_t i = 0; name && hw_fleet_commands[i]; i++)
		hw_nearest_try(&near, hw_text_of(hw_fleet_commands[i]->name));
	if (name) {
		hw_nearest_try(&near, HW_TEXT("help"));
		hw_nearest_try(&near, HW_TEXT("version"));
	}
	question = hw_nearest_question(&near, &arena);
	if (!name)
		hw_fleet_say("a command is missing; 'hwalias-fleet help' lists them");
	else if (hw_fleet_query_find(name))
		hw_fleet_say("no command '%s', but a query: 'hwalias-fleet query %s'",
			     name, name);
	else if (question.n)
		hw_fleet_say("no command '%s'%.*s", name, HW_TEXT_ARG(question));
	else
		hw_fleet_say("no command '%s'; 'hwalias-fleet help' lists them", name);
	hw_arena_done(&arena);
	return HW_EXIT_USAGE;
}

static void print_version(bool with_libraries)
{
	puts("hwalias-fleet " HWALIAS_VERSION);
	for (const struct hw_library *l = hw_fleet_libraries; with_libraries && l->name;
	     l++)
		printf("%-12s  %-17s  %-13s  %s\n", l->name, l->soname,
		       hw_library_state(l), l->purpose);
}

static enum hw_exit run(const struct hw_fleet_options *options, int argc, char **argv)
{
	bool is_help = options->help || (argc && strcmp(argv[0], "help") == 0);
	bool is_version = options->version || (argc && strcmp(argv[0], "version") == 0);
	const char *name = argc ? argv[0] : NULL;
	const struct hw_fleet_command *command;

	if (is_help && argc && strcmp(argv[0], "help") == 0)
		name = argc > 1 ? argv[1] : NULL;
	command = name ? hw_fleet_command_find(name) : NULL;
	if (is_version) {
		print_version(options->verbose);
		return HW_EXIT_OK;
	}
	if (options->verbose) {
		hw_fleet_say("--verbose is for --version");
		return HW_EXIT_USAGE;
	}
	if (!command && (name || !is_help))
		return no_command(name);
	if (is_help) {
		hw_fleet_help(stdout, command);
		return HW_EXIT_OK;
	}
	if (!hw_fleet_options_allow(options, command->name))
		return HW_EXIT_USAGE;
	return command->run(options, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	struct hw_fleet_options options;
	enum hw_exit status;
	int first;

	/* a file that may not grow (ulimit -f) is an error that is told, not the end */
	signal(SIGXFSZ, SIG_IGN);
	/* the words behind are not this program's */
	if (argc > 2 && strcmp(argv[1], "--complete") == 0) {
		hw_fleet_complete(stdout, argc - 3, argv + 3);
		return (int)close_stdout(HW_EXIT_OK);
	}
	status = hw_fleet_options_parse(argc, argv, &options, &first);
	if (status != HW_EXIT_OK) {
		fputs("Try 'hwalias-fleet --help'.\n", stderr);
		return (int)status;
	}
	/* only the width of characters is the locale's */
	if (options.format == &hw_fleet_formats[0] && !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	status = close_stdout(run(&options, argc - first, argv + first));
	if (hw_library_missing() && status != HW_EXIT_FAILED) {
		hw_fleet_say(
			"%s is not installed or cannot be loaded: what was printed may "
			"lack something",
			hw_library_missing());
		status = HW_EXIT_FAILED;
	}
	if (hw_memory_was_short() && status != HW_EXIT_FAILED) {
		hw_fleet_say("out of memory: what was printed may lack something");
		status = HW_EXIT_FAILED;
	}
	return (int)status;
}
