// SPDX-License-Identifier: GPL-2.0-or-later
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/complete/complete.h"
#include "cmd/guess/guess.h"
#include "cmd/guess/here.h"
#include "cmd/line/beside.h"
#include "cmd/line/command.h"
#include "cmd/line/company.h"
#include "cmd/line/habit.h"
#include "cmd/line/help.h"
#include "cmd/line/own_word.h"
#include "cmd/print/diag.h"
#include "cmd/print/output_file.h"
#include "cmd/print/pager.h"
#include "cmd/print/wrap.h"
#include "data/attributes/attributes.h"
#include "data/base/memory.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"
#include "report/page/utf8.h"
#include "report/schema.h"

#define STDOUT_BUFFER ((size_t)32 * 1024)

static void print_schema(void)
{
	/* larger than the buffer: a write may fail here, and errno is of that */
	if (fputs(hw_report_schema, stdout) < 0)
		hw_stdout_failed();
}

/* Always true: there is nothing else to do. */
static bool print_completion(const char *shell, enum hw_exit *ret_status)
{
	if (!hw_complete_script(stdout, shell)) {
		hw_error("--completion takes bash, zsh or fish, not '%s'", shell);
		*ret_status = HW_EXIT_USAGE;
	}
	return true;
}

/* With the libraries that are opened when they are used: what is missing says what this
 * installation cannot tell. */
static void print_version(bool with_libraries)
{
	puts("hwalias " HWALIAS_VERSION);
	for (const struct hw_library *l = hw_libraries; with_libraries && l->name; l++)
		printf("%-12s  %-17s  %-13s  %s\n", l->name, l->soname,
		       hw_library_state(l), l->purpose);
}

/* False: standard output cannot go to the file, which was said. */
static bool begin_file(const struct hw_options *options)
{
	const char *file = options->output_file;

	return !file || strcmp(file, "-") == 0 || hw_output_file_begin(file);
}

/* --help is asked for in the middle of a line, too; nothing else that prints something of
 * the program takes options of the commands. */
static bool is_about_allowed(const struct hw_options *options, bool is_word)
{
	const char *about = options->help	    ? (is_word ? "help" : NULL)
			    : options->version	    ? "version"
			    : options->print_schema ? "--print-schema"
			    : options->completion   ? "--completion"
						    : NULL;

	return !about || hw_options_allow_about(options, about);
}

/* Prints what --help, --version or --print-schema asks for; false: none was given. */
static bool print_about(const struct hw_options *options,
			const struct hw_command *command, enum hw_exit *ret_status)
{
	if (!options->help && !options->version && !options->print_schema &&
	    !options->completion)
		return false;
	hw_wrap_ascii(options->write.ascii || hw_options_is_ascii_locale());
	if (!begin_file(options))
		*ret_status = HW_EXIT_FAILED;
	else if (options->help && command)
		hw_help_of_command(stdout, command);
	else if (options->help)
		hw_help_print(stdout);
	else if (options->version)
		print_version(options->write.verbose > 0);
	else if (options->print_schema)
		print_schema();
	else
		return print_completion(options->completion, ret_status);
	return true;
}

/* The output is UTF-8 whatever the locale. Only tables need LC_CTYPE, for the width of
 * characters; all other categories stay "C". */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
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

/* A line without quotation marks is one operand. */
static void join_line(int *argc, char **argv, struct hw_arena *arena)
{
	char *line;

	if (!hw_guess_is_line(argv, (size_t)*argc, arena, &line))
		return;
	argv[0] = line;
	*argc = 1;
}

/* Several lines in one operand are several devices. */
static void part_lines(int *argc, char ***argv, struct hw_arena *arena)
{
	char **all = NULL;
	size_t count = 0;

	for (int i = 0; i < *argc; i++) {
		size_t n;
		char **lines = hw_guess_lines((*argv)[i], arena, &n);
		char **more =
			lines ? HW_ARENA_NEW(arena, char *, count + n + (size_t)*argc)
			      : NULL;

		if (lines && !more)
			return;
		if (more) {
			memcpy(more, all ? all : *argv,
			       (all ? count : (size_t)i) * sizeof(*more));
			count = all ? count : (size_t)i;
			memcpy(more + count, lines, n * sizeof(*more));
			count += n;
			all = more;
		} else if (all) {
			all[count++] = (*argv)[i];
		}
	}
	if (!all)
		return;
	all[count] = NULL;
	*argv = all;
	*argc = (int)count;
}

/* What decode is given are no strings but ids. A filter answers line by line. */
static bool is_of_ids(const struct hw_options *options, int argc, char **argv)
{
	return argc && !options->help && !options->format->string_lines &&
	       (hw_guess_command((const char *const *)argv, (size_t)argc) ==
			&hw_command_lookup ||
		(argc == 1 && hw_guess_is_acpi_id(options, argv[0])));
}

/* What the words behind a command mean, in the place of its options or operands. */
static const struct hw_command *read_operands(const struct hw_command *command,
					      struct hw_options *options, int *argc,
					      char ***argv)
{
	bool is_list = command == &hw_command_list;
	bool selects = is_list || command == &hw_command_check ||
		       command == &hw_command_iommu || command == &hw_command_watch;

	if (command == &hw_command_decode && is_of_ids(options, *argc, *argv))
		return &hw_command_lookup;
	/* without an operand they look at all */
	if (selects && *argc == 1 && strcmp(**argv, "all") == 0 && !is_list)
		*argc = 0;
	if (selects && *argc > 0 &&
	    (is_list ? hw_guess_is_list(options, *argv, (size_t)*argc)
		     : hw_guess_are_kinds(options, *argv, (size_t)*argc)))
		*argc = 0;
	/* these take no others: the word that is none is what is wrong */
	if (is_list || command == &hw_command_watch) {
		int kinds = (int)hw_guess_count_kinds(*argv, (size_t)*argc);

		/* of too many kinds, which was said, it is all */
		if (kinds < *argc) {
			*argc -= kinds;
			*argv += kinds;
		}
	}
	return command;
}

static const struct hw_command *guess(struct hw_options *options, int *argc, char ***argv,
				      struct hw_arena *arena)
{
	const struct hw_command *command = NULL;

	if (hw_options_set_peer(options, **argv)) {
		--*argc;
		++*argv;
		return &hw_command_list;
	}
	if (*argc == 1 && hw_guess_is_device(options, **argv))
		return &hw_command_show;
	if (hw_guess_is_list(options, *argv, (size_t)*argc)) {
		*argc = 0;
		return &hw_command_list;
	}
	if (*argc > 1 && hw_guess_is_verb(**argv, &command)) {
		--*argc;
		++*argv;
		if (command)
			return read_operands(command, options, argc, argv);
	}
	if (hw_guess_are_modules(*argv, (size_t)*argc, arena, argc, argv))
		return &hw_command_driver;
	join_line(argc, *argv, arena);
	part_lines(argc, argv, arena);
	if (*argc == 1 && hw_guess_is_acpi_id(options, **argv))
		return &hw_command_lookup;
	options->question = hw_guess_question(**argv, arena);
	/* what follows the name of a program is that program's, which is an error; a
	 * device of that name is none */
	if (hw_habit_of_word(**argv).n && !hw_here_is_device(&options->machine, **argv))
		*argc = 1;
	/* "nvidia geforce" is near "nvidia-smi", and a name */
	if ((!options->question.n ||
	     hw_text_eq(options->question, hw_habit_near_word(hw_text_of(**argv)))) &&
	    hw_guess_are_words_of_name(options, *argv, (size_t)*argc))
		return &hw_command_lookup;
	return hw_guess_string(
		options, **argv, arena,
		hw_guess_command((const char *const *)*argv, (size_t)*argc));
}

/*
 * The command that the operands begin with, or mean; `*argc` and `*argv` are moved behind
 * its name. "help" and "version" are what the options of these names do.
 */
static const struct hw_command *choose(struct hw_options *options, int *argc,
				       char ***argv, struct hw_arena *arena)
{
	const struct hw_command *command =
		*argc ? hw_command_find(**argv) : hw_commands[0];

	if (command && *argc) {
		--*argc;
		++*argv;
		if (command == &hw_command_decode || command == &hw_command_show ||
		    command == &hw_command_lookup)
			join_line(argc, *argv, arena);
		if (command == &hw_command_show || command == &hw_command_check ||
		    command == &hw_command_iommu)
			part_lines(argc, argv, arena);
		command = read_operands(command, options, argc, argv);
	} else if (!command && strcmp(**argv, "help") == 0) {
		options->help = true;
		command = *argc > 1 ? hw_command_find((*argv)[1]) : NULL;
	} else if (!command && strcmp(**argv, "version") == 0) {
		options->version = true;
	} else if (!command) {
		command = guess(options, argc, argv, arena);
	} else if (options->help) {
		/* no command was named */
		command = NULL;
	}
	return command;
}

/* What prints something of the program, whatever operands there are; NULL: nothing. */
static const char *stands_alone(const struct hw_options *options)
{
	return options->help	       ? NULL
	       : options->version      ? "--version"
	       : options->print_schema ? "--print-schema"
	       : options->completion   ? "--completion"
				       : NULL;
}

/* What follows the words "help" and "version": the name of a command, or nothing.
 * `operand`: the first one of the line, NULL: there is none. */
static bool is_about_known(const struct hw_options *options,
			   const struct hw_command *command, const char *operand,
			   int argc, char **argv, struct hw_arena *arena)
{
	const char *alone = stands_alone(options);
	bool is_help = options->help && argc && strcmp(argv[0], "help") == 0;
	bool is_version = options->version && argc && strcmp(argv[0], "version") == 0;
	int allowed = is_help ? 2 : 1;

	if (is_help && argc > 1 && !command && strcmp(argv[1], "help") != 0 &&
	    strcmp(argv[1], "version") != 0) {
		struct hw_text own = hw_own_word(options, argv[1], NULL, arena);
		struct hw_text question =
			own.n ? hw_arena_printf(arena, "; there is %.*s",
						HW_TEXT_ARG(own))
			      : hw_guess_question(argv[1], arena);

		if (!question.n)
			question = HW_TEXT("; 'hwalias help' lists them");
		hw_error("no command '%s'%.*s", argv[1], HW_TEXT_ARG(question));
		return false;
	}
	if ((is_help || is_version) && argc > allowed) {
		hw_error("what is '%s' here? 'hwalias %s' stands alone%s", argv[allowed],
			 argv[0], is_help ? " or before a command" : "");
		return false;
	}
	if (alone && operand && !is_version) {
		hw_error("what is '%s' here? 'hwalias %s' stands alone", operand, alone);
		return false;
	}
	if (options->help && !is_help && command && argc && !*command->operands) {
		hw_error("%s takes no operand like '%s'", command->name, argv[0]);
		return false;
	}
	return is_about_allowed(options, is_help);
}

/* Answers to lines of input are printed when they come. */
static bool may_page(const struct hw_options *options, const struct hw_command *command,
		     int argc)
{
	if (options->no_pager || options->output_file)
		return false;
	if (options->help || !command)
		return true;
	return !command->is_endless && (!command->is_filter || argc > 0);
}

/* A library has ended the program: not with an exit status that says something else. */
static void at_exit(void)
{
	hw_output_file_abandon();
	if (hw_sources_are_exiting())
		_exit(HW_EXIT_FAILED);
}

static enum hw_exit run(const struct hw_command *command,
			const struct hw_options *options, int argc, char **argv)
{
	return begin_file(options) ? command->run(options, argc, argv) : HW_EXIT_FAILED;
}

int main(int argc, char **argv)
{
	static char help[] = "help";
	const struct hw_command *command;
	struct hw_arena arena = {0};
	struct hw_options options;
	enum hw_exit status = HW_EXIT_OK;
	const char *operand;
	int first;

	atexit(at_exit);
	hw_hold_standard_files();
	/* a file that may not grow (ulimit -f) is an error that is told, not the end */
	signal(SIGXFSZ, SIG_IGN);
	/* of the scripts of --completion: the words behind are not this program's */
	if (argc > 4 && strcmp(argv[1], "--complete") == 0 && hw_beside_is(argv[3])) {
		const char *name = argv[3];

		/* "--complete", "--" and the words behind the command */
		argv[3] = argv[2];
		argv[2] = argv[1];
		hw_beside_run(name, argv + 1);
		return HW_EXIT_FAILED;
	}
	if (argc > 2 && strcmp(argv[1], "--complete") == 0) {
		hw_complete(stdout, argc - 3, argv + 3);
		return hw_close_stdout() ? HW_EXIT_OK : HW_EXIT_FAILED;
	}
	/* "--help show" is "help show" */
	if (argc > 2 && argv[2][0] != '-' &&
	    (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
		argv[1] = help;
	if (argc > 2 && strcmp(argv[1], "help") == 0 && hw_beside_is(argv[2])) {
		const char *name = argv[2];

		argv[2] = argv[1];
		hw_beside_run(name, argv + 1);
		return HW_EXIT_FAILED;
	}
	if (argc > 1 && hw_beside_is(argv[1])) {
		hw_beside_run(argv[1], argv + 1);
		return HW_EXIT_FAILED;
	}
	first = hw_options_first_word(argc, argv);
	if (first && hw_beside_is(argv[first])) {
		hw_error("'hwalias %s' is a program of its own, with its own options "
			 "behind that word",
			 argv[first]);
		return HW_EXIT_USAGE;
	}
	/* the options of another program are none here: only those before it are read */
	if (first)
		status = hw_options_parse(first, argv, &options, &(int){0});
	if (first && status == HW_EXIT_OK &&
	    hw_guess_is_foreign(&options, argv[first], argv + first + 1))
		status = HW_EXIT_USAGE;
	if (status == HW_EXIT_OK)
		status = hw_options_parse(argc, argv, &options, &first);
	if (status != HW_EXIT_OK) {
		fputs("Try 'hwalias --help'.\n", stderr);
		return (int)status;
	}
	options.commands = hw_commands;
	if (options.format->is_for_people)
		hw_utf8_set_locale_by(set_locale);
	buffer_stdout();
	argc -= first;
	argv += first;
	/* "hwalias check" behind the name that was typed already */
	if (argc && strcmp(argv[0], "hwalias") == 0) {
		argc--;
		argv++;
	}
	operand = argc ? argv[0] : NULL;
	command = choose(&options, &argc, &argv, &arena);
	if (!is_about_known(&options, command, operand, argc, argv, &arena)) {
		hw_arena_done(&arena);
		return HW_EXIT_USAGE;
	}
	if (may_page(&options, command, argc))
		hw_pager_begin();
	if (!print_about(&options, command, &status)) {
		status =
			!hw_guess_is_mistyped(&options, command, argc ? argv[0] : NULL) &&
					hw_options_allow(&options, command->name,
							 command->content) &&
					hw_company_allow(&options, command->name, argc)
				? run(command, &options, argc, argv)
				: HW_EXIT_USAGE;
	}
	if (!hw_close_stdout() && status == HW_EXIT_OK)
		status = HW_EXIT_FAILED;
	if (hw_library_missing() && status != HW_EXIT_FAILED) {
		hw_say_missing_library();
		status = HW_EXIT_FAILED;
	}
	if (hw_memory_was_short() && status != HW_EXIT_FAILED) {
		hw_error("out of memory: what was printed may lack something");
		status = HW_EXIT_FAILED;
	}
	/* check and diff have found something: that is an answer */
	if (!hw_output_file_end(status == HW_EXIT_OK || status == HW_EXIT_NOT_FOUND) &&
	    status <= HW_EXIT_NOT_FOUND)
		status = HW_EXIT_FAILED;
	hw_arena_done(&arena);
	return (int)status;
}
