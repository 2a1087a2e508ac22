// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/match.h"

#include "cmd/command.h"
#include "cmd/diag.h"
#include "cmd/filter.h"
#include "report/machine/machine.h"

static enum hw_exit match(const struct hw_options *options, struct hw_machine *machine,
			  struct hw_warnings *warnings, int argc, char **argv)
{
	/* said, as a string without tables is nobody's */
	const struct hw_report_tail tail = {.by_state[HW_STATE_UNKNOWN] = 1};
	bool is_json = options->format == HW_FORMAT_NDJSON;
	enum hw_exit status = HW_EXIT_FAILED;

	if (hw_machine_prepare(machine, argv, (size_t)argc) < 0)
		hw_error("out of memory");
	else
		status =
			hw_filter_run(options, is_json ? &hw_match_ndjson : &hw_match_tsv,
				      machine->kernel.aliases, warnings, argc, argv);
	hw_privacy_apply_warnings(warnings);
	hw_print_warnings(warnings, &tail);
	return status;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_machine_options options = given->machine;
	struct hw_text error = HW_TEXT("out of memory");
	struct hw_warnings warnings = {0};
	struct hw_machine machine;
	enum hw_exit status = HW_EXIT_FAILED;

	if (given->format == HW_FORMAT_JSON) {
		hw_error("match makes lines: use --ndjson");
		return HW_EXIT_USAGE;
	}
	options.tables_only = true;
	if (hw_machine_open(&options, &warnings, &machine, &error) < 0)
		hw_error("%.*s", HW_TEXT_ARG(error));
	else if (!machine.kernel.aliases)
		/* "no match" for each string would be no answer */
		hw_error("there are no alias tables to ask: name a kernel with --kernel "
			 "or a directory with --modules-dir");
	else
		status = match(given, &machine, &warnings, argc, argv);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return status;
}

const struct hw_command hw_command_match = {
	.name = "match",
	.operands = "[STRING]...",
	.help = "the bare filter: lines of modalias strings in; modalias, module and\n"
		"                       pattern out, a line for each match",
	.refuses = "abdso",
	.run = run,
};
