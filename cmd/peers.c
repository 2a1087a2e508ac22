// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/peers.h"

#include "cmd/diag.h"
#include "cmd/session.h"
#include "report/peers/peers.h"

static int print_lspci(const struct hw_options *options, struct hw_session *session,
		       const struct hw_selection *selection, const struct hw_plan *plan)
{
	struct hw_lspci lspci = {
		.out = session->out,
		.machine = &session->machine,
		.numeric = options->write.numeric,
		.with_drivers = options->peers.with_drivers,
		.with_domain = options->peers.with_domain,
		.for_programs = options->peers.for_programs > 0,
		.is_obsolete = options->peers.for_programs == 1,
		.in_lines = options->write.verbose > 0,
	};

	hw_lspci_begin(&lspci, &plan->list);
	return hw_collect_planned(&session->machine, selection, plan, hw_lspci_record,
				  &lspci, &session->tail);
}

static int print_lsusb(const struct hw_options *options, struct hw_session *session,
		       const struct hw_plan *plan)
{
	struct hw_lsusb lsusb = {
		.out = session->out,
		.machine = &session->machine,
		.layout = hw_lsusb_layout_find(session->machine.live),
	};

	return options->write.tree
		       ? hw_lsusb_tree(&lsusb, &plan->list)
		       : hw_lsusb_lines(&lsusb, &plan->list, &options->selection.filter);
}

/* What the two tools' layouts have no place for. */
static bool is_allowed(const struct hw_options *options)
{
	const struct hw_peer_options *p = &options->peers;
	const char *wrong = NULL;

	if (p->lspci && p->lsusb)
		wrong = "--lspci and --lsusb are two layouts: choose one";
	else if (options->format != hw_output_formats[0] || options->write.columns)
		wrong = "the layouts of lspci and lsusb are what they are: without "
			"them there are --json, --tsv and --output";
	else if (p->lspci && options->write.tree)
		wrong = "--lspci has no tree; 'hwalias -t' draws one";
	else if (p->lspci && options->write.verbose && !p->for_programs)
		wrong = "--lspci has -v only with -mm; 'hwalias show -v' tells all";
	else if (p->lsusb && (options->write.verbose || options->write.numeric ||
			      p->for_programs || p->with_domain || p->with_drivers))
		wrong = "--lsusb takes -t, -s and -d only; 'hwalias show -v' tells all";
	if (wrong)
		hw_error("%s", wrong);
	return !wrong;
}

enum hw_exit hw_peers_run(const struct hw_options *options)
{
	struct hw_selection selection = options->selection;
	struct hw_session session;
	struct hw_plan plan = {0};
	enum hw_exit status;
	int r;

	if (!is_allowed(options))
		return HW_EXIT_USAGE;
	selection.bus = options->peers.lspci ? "pci" : "usb";
	selection.branches = false;
	status = hw_session_open(options, NULL, &session);
	if (status == HW_EXIT_OK) {
		r = hw_collect_plan(&session.machine, &selection, &plan);
		if (r == 0 && options->peers.lspci)
			r = print_lspci(options, &session, &selection, &plan);
		else if (r == 0)
			r = print_lsusb(options, &session, &plan);
		status = hw_session_check(&session, r);
	}
	hw_plan_done(&plan);
	return hw_session_close(&session, status);
}
