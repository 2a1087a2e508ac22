// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/peers.h"

#include "cmd/print/diag.h"
#include "cmd/session/session.h"
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

enum hw_exit hw_peers_run(const struct hw_options *options)
{
	struct hw_selection selection = options->selection;
	struct hw_session session;
	struct hw_plan plan = {0};
	enum hw_exit status;
	int r;

	if (options->peers.lsusb && options->write.tree &&
	    (selection.filter.by_id || selection.filter.address)) {
		hw_error("--lsusb draws the whole tree, as lsusb -t does: without --id "
			 "(-d) and "
			 "--slot (-s)");
		return HW_EXIT_USAGE;
	}
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
