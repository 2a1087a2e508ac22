// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which reports of a machine are current, whatever the order in which they are loaded:
 *
 *	the newest whole report, alone;
 *	without one, partial reports, no two of which have a bus in common.
 *
 * Of partial reports that have one in common, it is the one that has all buses of the
 * other and more, else the newer one.
 */
#include "report/fleet/internal.h"

/* Whether a report is current rather than another one. */
static bool comes_first(const struct hw_fleet_report *report,
			const struct hw_fleet_current *other)
{
	bool is_whole = !report->buses.s;
	bool has_other = hw_fleet_buses_have(report->buses, other->buses);
	bool other_has = hw_fleet_buses_have(other->buses, report->buses);

	if (is_whole != !other->buses.s)
		return is_whole;
	if (!is_whole && has_other != other_has)
		return has_other;
	return hw_text_cmp(report->generated, other->generated) > 0;
}

const struct hw_fleet_current *hw_fleet_current_like(const struct hw_fleet_current *first,
						     struct hw_text buses)
{
	const struct hw_fleet_current *found = NULL;

	for (const struct hw_fleet_current *c = first; c; c = c->next)
		if (!c->is_retired &&
		    (!found || (!hw_fleet_buses_meet(found->buses, buses) &&
				hw_fleet_buses_meet(c->buses, buses))))
			found = c;
	return found;
}

const struct hw_fleet_current *
hw_fleet_current_before(const struct hw_fleet_current *first,
			const struct hw_fleet_report *report)
{
	for (const struct hw_fleet_current *c = first; c; c = c->next)
		if (!c->is_retired && hw_fleet_buses_meet(c->buses, report->buses) &&
		    !comes_first(report, c))
			return c;
	return NULL;
}

void hw_fleet_current_take(struct hw_fleet_machine_now *now,
			   struct hw_fleet_current *taken, struct hw_fleet_report *report)
{
	for (struct hw_fleet_current *c = now->first; c; c = c->next) {
		if (c->is_retired || !hw_fleet_buses_meet(c->buses, report->buses))
			continue;
		c->is_retired = true;
		if (c->in_batch)
			c->in_batch->is_current = false;
	}
	*taken = (struct hw_fleet_current){
		.next = now->first,
		.generated = report->generated,
		.buses = report->buses,
		.host = report->host,
		.hardware = report->hardware,
		.set_id = report->set_id,
		.in_batch = report,
	};
	now->first = taken;
	report->is_current = true;
}
