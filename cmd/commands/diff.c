// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/diff/diff.h"

#include <errno.h>

#include "cmd/commands/check.h"
#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/session/session.h"

/* One of the two machines. */
struct side {
	/* the session's, with the machine that the operand names */
	struct hw_options options;
	struct hw_session session;
	struct hw_diff_side facts;
	/* -s: the ids of what it names */
	struct hw_plan plan;
	struct hw_text_index named;
	bool is_open;
};

static enum hw_tristate is_builtin(const struct hw_diff_side *side, struct hw_text module)
{
	return hw_modules_is_builtin(side->machine->modules, module);
}

/* The devices that -s names, by their ids: others are compared too, so that a device
 * that moved is found. */
static int find_named(struct side *s)
{
	struct hw_selection selection = s->options.selection;
	int r;

	selection.depth = HW_SCAN_EVERYTHING;
	r = hw_collect_plan(&s->session.machine, &selection, &s->plan);
	for (size_t i = 0; r == 0 && i < s->plan.list.n; i++)
		if (!hw_text_index_find(&s->named, s->plan.list.v[i].id))
			r = hw_text_index_add(&s->named, s->plan.list.v[i].id, i);
	s->facts.named = &s->named;
	return r;
}

static int collect(struct side *s)
{
	const struct hw_selection *given = &s->options.selection;
	const struct hw_selection all = {
		.depth = given->bus || given->filter.address ? HW_SCAN_EVERYTHING
			 : given->depth == HW_SCAN_MAIN	     ? HW_SCAN_ALL
							     : given->depth,
	};
	int r = 0;

	s->facts.machine = &s->session.machine;
	s->facts.is_builtin = is_builtin;
	s->facts.bus = given->bus;
	s->facts.filter = given->filter.by_id ? &given->filter : NULL;
	if (given->filter.address)
		r = find_named(s);
	if (r == 0)
		r = hw_collect_devices(&s->session.machine, &all, hw_diff_record,
				       &s->facts, &s->session.tail);
	/* a report of a machine without devices, as a container, tells just that */
	if (r == -ENOENT && s->session.machine.is_dump &&
	    s->session.machine.dump.all_buses)
		r = 0;
	return r == 0 ? hw_diff_side_finish(&s->facts) : r;
}

/* What "-" is called: this machine, or that of --from or --sysroot. */
static struct hw_text name_here(const struct hw_machine_options *machine)
{
	return machine->from_count ? hw_text_of(machine->from[0])
	       : machine->sysroot  ? hw_text_of(machine->sysroot)
				   : HW_TEXT("this machine");
}

/* "-" is this machine. */
static enum hw_exit open_side(const struct hw_options *given, const char *operand,
			      struct side *s)
{
	bool is_here = strcmp(operand, "-") == 0;
	enum hw_exit status;

	s->options = *given;
	if (!is_here) {
		s->options.machine.from[0] = operand;
		s->options.machine.from_count = 1;
		s->options.machine.sysroot = NULL;
	}
	s->options.machine.enrich = true;
	s->facts.name = is_here ? name_here(&given->machine) : hw_text_of(operand);
	s->is_open = true;
	status = hw_session_open(&s->options, NULL, &s->session);
	s->session.judges_incomplete = true;
	s->session.wants_host = true;
	if (status != HW_EXIT_OK)
		return status;
	hw_session_head(&s->session);
	s->facts.head = s->session.head;
	return hw_session_check(&s->session, collect(s));
}

static enum hw_exit close_side(struct side *s, enum hw_exit status)
{
	if (!s->is_open)
		return status;
	hw_plan_done(&s->plan);
	hw_text_index_done(&s->named);
	status = hw_session_close(&s->session, status);
	hw_diff_side_done(&s->facts);
	return status;
}

static bool any_selected(const struct hw_diff_side *side)
{
	for (size_t i = 0; i < side->n; i++)
		if (side->v[i].is_selected)
			return true;
	return false;
}

static bool lacks_candidates(const struct hw_diff *diff, bool is_after)
{
	for (size_t i = 0; i < diff->gap_count; i++)
		if (diff->gaps[i].is_after == is_after &&
		    strcmp(diff->gaps[i].what, "candidates") == 0)
			return true;
	return false;
}

static void warn_gaps(const struct hw_diff *diff, struct side sides[static 2])
{
	struct hw_arena arena = {0};

	for (size_t i = 0; i < 2; i++) {
		struct side *s = &sides[i];
		struct hw_text text;
		size_t cursor = 0;

		hw_warnings_drop(&s->session.warnings, "dump-incomplete");
		hw_warnings_drop(&s->session.warnings, "dump-lacks-facts");
		if (s->session.machine.is_dump || lacks_candidates(diff, i == 1))
			hw_warnings_drop(&s->session.warnings, "modules-missing");
		while ((text = hw_diff_next_unknown(diff, i == 1, &cursor, &arena)).n)
			hw_warn(&s->session.warnings, "not-compared", s->facts.name, 0,
				"%.*s", HW_TEXT_ARG(text));
	}
	hw_arena_done(&arena);
}

/* What could not be read may differ: no all-clear. */
static bool is_incomplete(struct side *s)
{
	if (!hw_machine_is_incomplete(&s->session.machine))
		return false;
	hw_error("%.*s could not be read completely", HW_TEXT_ARG(s->facts.name));
	return true;
}

static enum hw_exit compare(struct side sides[static 2])
{
	const struct hw_options *options = &sides[1].options;
	struct hw_diff diff;
	enum hw_exit status = HW_EXIT_OK;
	int r;

	if (!hw_session_knows_buses(&sides[0].session, &sides[1].session))
		return HW_EXIT_NOT_FOUND;
	if (!any_selected(&sides[0].facts) && !any_selected(&sides[1].facts) &&
	    !hw_session_found(options, NULL, 0))
		return HW_EXIT_NOT_FOUND;
	hw_diff_find_excerpts(&sides[0].facts, &sides[1].facts);
	r = hw_diff_find_known_names(&sides[0].facts, &sides[1].facts);
	if (r == 0)
		r = hw_diff_compare(&sides[0].facts, &sides[1].facts, options->names,
				    &diff);
	if (r == 0) {
		struct hw_output output;

		warn_gaps(&diff, sides);
		for (size_t i = 0; i < 2; i++) {
			output = hw_session_output(&sides[i].session);
			sides[i].facts.not_read = *output.not_read;
		}
		/* the first one is closed before the other */
		hw_guard_also(sides[0].session.guard, &sides[1].session.machine);
		output.out = sides[0].session.out;
		r = options->format->changes(&diff, &output);
	}
	if (r == 0 && diff.n) {
		status = HW_EXIT_NOT_FOUND;
	} else if (r == 0 && hw_diff_is_void(&diff)) {
		hw_error("nothing could be compared: the two tell of no device of the "
			 "same bus");
		status = HW_EXIT_FAILED;
	}
	if (r == 0 && status == HW_EXIT_OK &&
	    (is_incomplete(&sides[0]) || is_incomplete(&sides[1])))
		status = HW_EXIT_FAILED;
	hw_diff_done(&diff);
	return r == 0 ? status : hw_session_check(&sides[1].session, r);
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct side sides[2] = {0};
	enum hw_exit status = HW_EXIT_OK;

	if (argc == 0 && options->old_kernel)
		return hw_check_run(options, options->old_kernel, argc, argv);
	if (argc != 2 || !*argv[0] || !*argv[1]) {
		hw_error("diff takes two operands, each a file that --from reads, or '-' "
			 "for this machine; or -S OLD -S NEW and none");
		return HW_EXIT_USAGE;
	}
	if ((options->machine.sysroot || options->machine.from_count) &&
	    (strcmp(argv[0], "-") == 0) == (strcmp(argv[1], "-") == 0)) {
		hw_error("the operands of diff are the machines, each as --from reads "
			 "it: 'hwalias diff A B'; that of --from or --sysroot is '-', or "
			 "of -S OLD -S NEW");
		return HW_EXIT_USAGE;
	}
	for (size_t i = 0; i < 2 && status == HW_EXIT_OK; i++)
		status = open_side(options, argv[i], &sides[i]);
	if (status == HW_EXIT_OK)
		status = compare(sides);
	for (size_t i = 0; i < 2; i++)
		status = close_side(&sides[i], status);
	return status;
}

const struct hw_command hw_command_diff = {
	.name = "diff",
	.operands = "A B",
	.help = "what differs between two machines, each a file that --from reads or '-' "
		"for this one: devices that came, went or moved, drivers, candidates, "
		"states, revisions, firmware, links; exit status 1 when anything does; "
		"-S OLD -S NEW without operands: between two kernels",
	.examples = "hwalias diff before.snap -	what changed since the snapshot\n"
		    "hwalias diff -b usb a.snap b.json	only USB\n"
		    "hwalias diff -S 6.1.0-13-amd64 -S 6.12.0-amd64	what becomes of "
		    "each device under another kernel\n",
	.content = HW_CONTENT_CHANGES,
	.run = run,
};
