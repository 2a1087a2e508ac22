// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver.h"

#include <errno.h>

#include "cmd/command.h"
#include "cmd/diag.h"

static enum hw_exit say_not_found(const struct hw_machine *m,
				  const struct hw_drivers *drivers)
{
	enum hw_exit status = HW_EXIT_OK;

	for (size_t i = 0; i < drivers->n; i++) {
		const struct hw_driver *d = &drivers->v[i];

		if (d->found != HW_DRIVER_NOT_FOUND)
			continue;
		status = HW_EXIT_NOT_FOUND;
		if (d->file.n)
			hw_error("%.*s: %.*s", HW_TEXT_ARG(d->query),
				 HW_TEXT_ARG(d->no_info));
		else if (!m->kernel.aliases)
			hw_error("whether there is a module '%.*s' cannot be told: there "
				 "are no module tables here; -S or --modules-dir names "
				 "some%s%.*s",
				 HW_TEXT_ARG(d->query), d->hint.n ? "; " : "",
				 HW_TEXT_ARG(d->hint));
		else
			hw_error("no module '%.*s' in %.*s%s%.*s", HW_TEXT_ARG(d->query),
				 HW_TEXT_ARG(m->kernel.directory), d->hint.n ? "; " : "",
				 HW_TEXT_ARG(d->hint));
	}
	return status;
}

static int print(const struct hw_options *options, const struct hw_machine *m,
		 const struct hw_drivers *drivers, struct hw_warnings *warnings)
{
	hw_privacy_apply_warnings(warnings);
	if (options->format == HW_FORMAT_JSON)
		return hw_drivers_print_json(stdout, m, drivers, warnings);
	return hw_drivers_print(stdout, &options->write, m, drivers);
}

static enum hw_exit report(const struct hw_options *options, struct hw_machine *m,
			   struct hw_warnings *warnings, int argc, char **argv)
{
	/* said, as a device without tables is nobody's */
	const struct hw_report_tail tail = {.by_state[HW_STATE_UNCLAIMED] = 1};
	struct hw_drivers drivers;
	struct hw_arena arena = {0};
	enum hw_exit status;
	int r = hw_drivers_collect(m, argv, (size_t)argc, &arena, &drivers);

	if (r == 0)
		r = print(options, m, &drivers, warnings);
	if (r == 0) {
		fflush(stdout);
		hw_print_warnings(warnings, &tail);
		status = say_not_found(m, &drivers);
	} else {
		hw_error("%s", strerror(-r));
		status = HW_EXIT_FAILED;
	}
	hw_arena_done(&arena);
	return status;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_text error = HW_TEXT("out of memory");
	struct hw_warnings warnings = {0};
	struct hw_machine machine;
	enum hw_exit status = HW_EXIT_FAILED;

	if (argc == 0) {
		hw_error("driver needs the name of a module, or a module's file");
		return HW_EXIT_USAGE;
	}
	if (options->format == HW_FORMAT_NDJSON || options->format == HW_FORMAT_TSV) {
		hw_error("driver makes one document: use --json");
		return HW_EXIT_USAGE;
	}
	if (hw_machine_open(&options->machine, &warnings, &machine, &error) < 0)
		hw_error("%.*s", HW_TEXT_ARG(error));
	else
		status = report(options, &machine, &warnings, argc, argv);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return status;
}

const struct hw_command hw_command_driver = {
	.name = "driver",
	.operands = "MODULE...",
	.help = "a module, or its file: what it says of itself, the devices it\n"
		"                       claims, and those of this machine among them",
	.refuses = "abdso",
	.run = run,
};
