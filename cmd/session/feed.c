// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/feed.h"

#include "cmd/session/session.h"
#include "report/check/check.h"

struct feed {
	struct hw_session session;
	/* what `check` would say of the same devices */
	struct hw_check check;
};

static int add_record(void *arg, const struct hw_record *record)
{
	struct feed *f = arg;
	int r = hw_session_record(&f->session, record);

	/* a finding on the machine as a whole says it all */
	return r == 0 && !f->session.tail.finding.reason
		       ? hw_check_record(&f->check, record)
		       : r;
}

static enum hw_exit collect(struct feed *f, const struct hw_selection *selection)
{
	struct hw_session *s = &f->session;
	enum hw_exit status;

	f->check.machine = &s->machine;
	status = hw_session_check(
		s, hw_collect_devices(&s->machine, selection, add_record, f, &s->tail));
	/* as warnings, which tell whether it was needed */
	hw_machine_is_incomplete(&s->machine);
	s->tail.is_unchecked = hw_check_unread(&f->check, &s->arena).n > 0;
	hw_check_close(&f->check);
	return status;
}

enum hw_exit hw_feed_run(const struct hw_options *given, const struct hw_writer *writer)
{
	struct hw_options options = *given;
	struct hw_selection selection = options.selection;
	struct feed f = {.check = {.machine = NULL}};
	enum hw_exit status;

	options.machine.ask_modules = true;
	options.machine.enrich = true;
	options.machine.count_errors = true;
	options.machine.alias_detail = HW_ALIAS_NAMES;
	options.write.lists_all = selection.depth != HW_SCAN_MAIN || selection.bus ||
				  selection.filter.by_id || selection.filter.address;
	if (selection.depth == HW_SCAN_MAIN)
		selection.depth =
			selection.filter.address ? HW_SCAN_EVERYTHING : HW_SCAN_ALL;
	status = hw_session_open(&options, writer, &f.session);
	if (status == HW_EXIT_OK)
		status = hw_session_begin(&f.session);
	if (status == HW_EXIT_OK)
		status = collect(&f, &selection);
	if (status == HW_EXIT_OK &&
	    (!hw_session_knows_buses(&f.session, NULL) ||
	     !hw_session_found(given, &f.session.machine, f.session.records))) {
		/* what was chosen is not there: that nothing is wrong is not known */
		f.session.tail.is_unchecked = true;
		status = HW_EXIT_NOT_FOUND;
	}
	return hw_session_close(&f.session, status);
}
