// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check/check.h"

#include <errno.h>

#include "cmd/commands/check.h"
#include "cmd/commands/expect.h"
#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/session/named.h"

/* Checks the devices of all buses, unless the user names some. */
static int check_devices(struct hw_session *s, struct hw_check *check, bool *ret_found)
{
	struct hw_selection selection = s->options->selection;
	int r;

	if (selection.depth == HW_SCAN_MAIN)
		selection.depth = HW_SCAN_ALL;
	/* an address may name a device that even --all does not list */
	if (selection.filter.address)
		selection.depth = HW_SCAN_EVERYTHING;
	/* one finding covers all devices */
	if (hw_check_modules_gone(check)) {
		*ret_found = true;
		return 0;
	}
	r = hw_collect_devices(check->machine, &selection, hw_check_record, check,
			       &s->tail);
	if (r == 0)
		*ret_found = hw_session_knows_buses(s, NULL) &&
			     hw_session_found(s->options, check->machine, check->devices);
	return r;
}

/*
 * Checks the devices that the user names, with the parts of USB devices, each once. What
 * is wrong with the machine as a whole counts only where one of them lacks a driver.
 */
static int check_named(struct hw_session *s, struct hw_check *check, int argc,
		       char **argv, bool *ret_found)
{
	struct hw_named named;
	int r = hw_named_find(s, argc, argv, true, &named);
	bool *seen = HW_ARENA_NEW(&named.arena, bool, named.list.n);

	if (r == 0 && !seen)
		r = -ENOMEM;
	for (size_t i = 0; i < named.n && r == 0; i++) {
		const struct hw_found_list *found = &named.found[i];

		if (hw_named_is_missing(s, &named, i, argv[i]))
			*ret_found = false;
		for (size_t k = 0; k < found->n && r == 0; k++) {
			struct hw_record record = {.device = *found->v[k].device};
			size_t at = (size_t)(found->v[k].device - named.list.v);

			if (!seen[at])
				r = hw_collect_device(check->machine, &record,
						      hw_check_record, check, &s->tail);
			seen[at] = true;
		}
	}
	if (r == 0 && check->undriven)
		hw_check_modules_gone(check);
	hw_named_done(&named);
	return r;
}

static enum hw_exit explain(const struct hw_session *s, const char *old,
			    const struct hw_check *check, int r)
{
	const struct hw_kernel *kernel = &s->machine.kernel;
	const bool is_foreign = s->machine.kernel_is_foreign || check->is_old_foreign;
	const struct hw_text tables =
		check->is_old_foreign ? check->fates.own.directory : kernel->directory;

	if (r == -ENOENT && old) {
		hw_error("there are no alias tables of kernel %s to compare with", old);
		return HW_EXIT_FAILED;
	}
	/* of a recording that is cut off the devices may be missing, not the tables */
	if (r != -ENODATA || !kernel->release.n || hw_machine_is_cut(&s->machine))
		return hw_session_check(s, r);
	hw_error("%.*s %s, so what becomes of the devices under kernel %.*s cannot be "
		 "told%s",
		 HW_TEXT_ARG(tables), check->fault, HW_TEXT_ARG(kernel->release),
		 is_foreign ? "" : "; depmod makes it");
	return HW_EXIT_FAILED;
}

static enum hw_exit check_machine(struct hw_session *s, const char *old, int argc,
				  char **argv)
{
	const struct hw_output_format *format = s->options->format;
	struct hw_check check;
	enum hw_exit status;
	bool found = true;
	int r;

	hw_session_head(s);
	s->judges_incomplete = true;
	r = hw_check_open_between(&s->machine, old, &s->head, format->findings, &check);
	if (r == 0)
		r = argc > 0 ? check_named(s, &check, argc, argv, &found)
			     : check_devices(s, &check, &found);
	/* as warnings, which tell whether it was needed */
	hw_machine_is_incomplete(&s->machine);
	/* no device was checked: do not print "nothing needs attention" */
	if (r == 0 && (found || check.devices || !format->is_for_people)) {
		const struct hw_output output = hw_session_output(s);

		r = format->findings->print(&check, &output);
	}
	status = explain(s, old, &check, r);
	if (status == HW_EXIT_OK &&
	    (hw_check_is_bad(&check) || !found || (old && check.count)))
		status = HW_EXIT_NOT_FOUND;
	/* not all was seen: neither an all-clear nor all findings; of another kernel the
	 * question is whether a driver is lost, and one is */
	if (hw_check_unread(&check, &s->arena).n &&
	    !(status == HW_EXIT_NOT_FOUND && check.is_what_if && hw_check_is_bad(&check)))
		status = HW_EXIT_FAILED;
	hw_check_close(&check);
	return status;
}

enum hw_exit hw_check_run(const struct hw_options *given, const char *old, int argc,
			  char **argv)
{
	struct hw_options options = *given;
	struct hw_session session;
	enum hw_exit status;

	if (argc > 0 && !hw_named_are_given(argc, argv)) {
		hw_error("an operand of check is empty, and names no device");
		return HW_EXIT_USAGE;
	}
	options.machine.ask_modules = true;
	status = hw_session_open(&options, NULL, &session);
	if (status == HW_EXIT_OK)
		status = check_machine(&session, old, argc, argv);
	return hw_session_close(&session, status);
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	if (options->expect)
		return hw_expect_check(options, argc, argv);
	return hw_check_run(options, NULL, argc, argv);
}

const struct hw_command hw_command_check = {
	.name = "check",
	.operands = "[DEVICE...]",
	.help = "what needs attention, why, and what to do; with -S: what becomes of "
		"each device under that kernel",
	.examples = "hwalias check	what needs attention on this machine\n"
		    "hwalias check -S 6.12.0-amd64	what becomes of each device "
		    "under that kernel\n"
		    "hwalias check --expect fleet.txt	what is missing, changed or "
		    "extra\n"
		    "hwalias check eth0 1-6	whether these need attention\n",
	.content = HW_CONTENT_FINDINGS,
	.run = run,
};
