// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/filter.h"

#include <stdio.h>
#include <unistd.h>

#include "cmd/print/diag.h"

static void say(enum hw_stream_part part, int error)
{
	switch (part) {
	case HW_STREAM_INPUT:
		hw_error("cannot read standard input: %s", strerror(error));
		break;
	case HW_STREAM_OUTPUT:
		hw_say_write_error(error);
		break;
	case HW_STREAM_WORK:
		if (!hw_say_missing_library())
			hw_error("%s", strerror(error));
		break;
	}
}

void hw_filter_say_terminal(void)
{
	if (isatty(STDIN_FILENO))
		hw_error("reading modalias strings from the terminal, one a line");
}

void hw_filter_say_case(size_t strings)
{
	if (strings)
		hw_error("%zu string%s not in the kernel's case, and matching is "
			 "case-sensitive; 'hwalias decode STRING' tells how the kernel "
			 "writes it",
			 strings, strings == 1 ? " is" : "s are");
}

enum hw_exit hw_filter_run(const struct hw_options *options,
			   const struct hw_stream_filter *task, void *arg,
			   struct hw_warnings *warnings, int argc, char **argv)
{
	const struct hw_stream lines = {
		.task = task,
		.arg = arg,
		.in = STDIN_FILENO,
		.out = STDOUT_FILENO,
		.jobs = options->jobs,
		.warnings = warnings,
	};
	enum hw_stream_part part = HW_STREAM_WORK;
	int r;

	if (argc > 0) {
		r = hw_stream_run_texts(&lines, argv, (size_t)argc, &part);
	} else {
		hw_filter_say_terminal();
		r = hw_stream_run(&lines, &part);
	}
	if (r < 0)
		say(part, -r);
	return r < 0 ? HW_EXIT_FAILED : HW_EXIT_OK;
}
