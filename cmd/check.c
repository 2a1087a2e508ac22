// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/check.h"

#include <errno.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/diag.h"
#include "cmd/session.h"

/* The devices of all buses are looked at, unless the user names some. */
static int look(const struct hw_options *options, struct hw_check *check,
		struct hw_report_tail *tail, bool *ret_found)
{
	struct hw_selection selection = options->selection;
	int r;

	if (selection.depth == HW_SCAN_MAIN)
		selection.depth = HW_SCAN_ALL;
	/* an address names a device of any bus, also of those that are not listed */
	if (selection.filter.address)
		selection.depth = HW_SCAN_EVERYTHING;
	/* one finding for all devices */
	if (hw_check_modules_gone(check)) {
		*ret_found = true;
		return 0;
	}
	r = hw_collect_devices(check->machine, &selection, hw_check_record, check, tail);
	if (r == 0)
		*ret_found = hw_session_found(options, check->devices);
	return r;
}

static int print(const struct hw_options *options, struct hw_check *check,
		 const struct hw_warnings *warnings)
{
	struct hw_page page = {.out = stdout, .options = options->write};
	int r;

	if (options->format == HW_FORMAT_JSON)
		return hw_check_print_json(check, warnings, stdout);
	r = hw_check_print_text(check, &page);
	hw_arena_done(&page.arena);
	return r;
}

static enum hw_exit check_machine(const struct hw_options *options,
				  struct hw_machine *machine,
				  struct hw_warnings *warnings)
{
	struct hw_report_tail tail = {.warnings = warnings};
	struct hw_check check;
	enum hw_exit status = HW_EXIT_FAILED;
	bool found = true;
	int r = hw_check_open(machine, options->format == HW_FORMAT_JSON, &check);

	if (r == 0)
		r = look(options, &check, &tail, &found);
	hw_privacy_apply_warnings(warnings);
	/* nothing was looked at: that is no all-clear */
	if (r == 0 && (found || options->format == HW_FORMAT_JSON))
		r = print(options, &check, warnings);
	if (r == 0)
		status = hw_check_is_bad(&check) || !found ? HW_EXIT_NOT_FOUND
							   : HW_EXIT_OK;
	else if (r == -ENODATA)
		hw_error("%.*s has no modules.alias, so what becomes of the devices "
			 "under kernel %.*s cannot be told; depmod makes it",
			 HW_TEXT_ARG(machine->kernel.directory),
			 HW_TEXT_ARG(machine->kernel.release));
	else if (r == -ENOENT)
		hw_error("no devices can be read: there is no sys directory");
	else
		hw_error("%s", strerror(-r));
	fflush(stdout);
	hw_print_warnings(warnings, &tail);
	hw_check_close(&check);
	return status;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_machine_options to_open = options->machine;
	struct hw_warnings warnings = {0};
	struct hw_machine machine;
	struct hw_text error = HW_TEXT("out of memory");
	enum hw_exit status = HW_EXIT_FAILED;

	if (argc > 0) {
		hw_error("check takes no operand, but '%s' is there", argv[0]);
		return HW_EXIT_USAGE;
	}
	if (options->format == HW_FORMAT_NDJSON || options->format == HW_FORMAT_TSV) {
		hw_error("check makes one document: use --json");
		return HW_EXIT_USAGE;
	}
	to_open.ask_modules = true;
	if (hw_machine_open(&to_open, &warnings, &machine, &error) < 0)
		hw_error("%.*s", HW_TEXT_ARG(error));
	else
		status = check_machine(options, &machine, &warnings);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return status;
}

const struct hw_command hw_command_check = {
	.name = "check",
	.operands = "",
	.help = "what needs attention, why, and what to do; with -S: what becomes of\n"
		"                       each device under that kernel",
	.refuses = "o",
	.run = run,
};
