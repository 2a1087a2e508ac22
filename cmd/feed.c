// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/feed.h"

#include "cmd/session.h"

enum hw_exit hw_feed_run(const struct hw_options *given, const struct hw_writer *writer)
{
	struct hw_options options = *given;
	struct hw_selection selection = options.selection;
	struct hw_session session;
	enum hw_exit status;
	int r;

	options.machine.ask_modules = true;
	options.machine.enrich = true;
	options.machine.count_errors = true;
	options.machine.alias_detail = HW_ALIAS_NAMES;
	options.write.lists_all = selection.depth != HW_SCAN_MAIN || selection.bus ||
				  selection.filter.by_id || selection.filter.address;
	if (selection.depth == HW_SCAN_MAIN)
		selection.depth =
			selection.filter.address ? HW_SCAN_EVERYTHING : HW_SCAN_ALL;
	status = hw_session_open(&options, writer, &session);
	if (status == HW_EXIT_OK)
		status = hw_session_begin(&session);
	if (status == HW_EXIT_OK) {
		r = hw_collect_devices(&session.machine, &selection, hw_session_record,
				       &session, &session.tail);
		status = hw_session_check(&session, r);
	}
	if (status == HW_EXIT_OK &&
	    (!hw_session_knows_buses(&session) ||
	     !hw_session_found(given, &session.machine, session.records)))
		status = HW_EXIT_NOT_FOUND;
	return hw_session_close(&session, status);
}
