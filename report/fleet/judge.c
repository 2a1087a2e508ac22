// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What becomes of a report whose machine and time may be known:
 *
 *	of this machine and time	this report	becomes
 *	one of another name		any		another machine's
 *	a complete one, the same	any		known
 *	a complete one, of which other
 *	  things are wrong		complete	another machine's
 *	a partial one that tells less
 *	  of the same devices		partial		stored in its place
 *	one that tells more of them	partial		known
 *	a complete one, another		complete	another machine's
 *	a complete one, another		cut		known, the beginning of it
 *	a cut one			complete	stored in its place
 *	a cut one			cut, with more	stored in its place
 *	a cut one			cut		known
 *	none, and the newest one has
 *	  another model			any		another machine's
 *	  another name and hardware	of these buses	another machine's
 *	  a doubt of clone.c		any		another machine's
 *	  what this one has		any		stored
 *
 * Another model is one that differs in what both tell: a report without DMI is of any.
 */
#include "report/fleet/internal.h"

static enum hw_fleet_fate judge_same_time(const struct hw_fleet_report *report,
					  const struct hw_fleet_known *known,
					  const char **ret_reason)
{
	bool is_same = known->set_id == report->set_id && !known->is_other_model;

	if (known->is_other_host) {
		*ret_reason = "another name at the same time";
		return HW_FLEET_ANOTHER;
	}
	if (known->is_complete && is_same && report->is_complete && !report->buses.s &&
	    known->has_other_findings) {
		*ret_reason = "other findings at the same time";
		return HW_FLEET_ANOTHER;
	}
	if (known->is_complete && (is_same || !report->is_complete))
		return HW_FLEET_KNOWN;
	if (known->is_complete && report->buses.s && !known->is_other_model &&
	    !known->doubt)
		return known->tells_less ? HW_FLEET_REPLACE : HW_FLEET_KNOWN;
	if (known->is_complete) {
		*ret_reason = known->is_other_model ? "another model at the same time"
						    : "other devices at the same time";
		return HW_FLEET_ANOTHER;
	}
	if (report->is_complete || (int64_t)report->n > known->devices)
		return HW_FLEET_REPLACE;
	return HW_FLEET_KNOWN;
}

enum hw_fleet_fate hw_fleet_judge(const struct hw_fleet_report *report,
				  const struct hw_fleet_known *known, bool accept_changed,
				  const char **ret_reason)
{
	*ret_reason = NULL;
	if (known->is_there)
		return judge_same_time(report, known, ret_reason);
	if (!known->has_current || accept_changed)
		return HW_FLEET_STORE;
	if (known->has_other_model)
		*ret_reason = "another model";
	else if (known->host.n && report->host.n &&
		 !hw_text_eq(known->host, report->host) &&
		 hw_text_eq(known->buses, report->buses) &&
		 !hw_text_eq(known->hardware, report->hardware))
		*ret_reason = "another name and other hardware";
	else if (report->is_complete)
		*ret_reason = known->doubt;
	return *ret_reason ? HW_FLEET_ANOTHER : HW_FLEET_STORE;
}
