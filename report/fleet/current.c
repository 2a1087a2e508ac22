// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which reports of a machine are current, whatever the order in which they are loaded:
 *
 *	the newest whole report, alone;
 *	without one, partial reports, no two of which have a bus in common.
 *
 * These are chosen from the newest ones of the same buses, of all that there are: first
 * the newest that has not all its buses, and more, in another one; then of those without
 * a bus of its own; and so on. One that was current before may be it again, when what was
 * in its place is so no more.
 */
#include "report/fleet/internal.h"

const struct hw_fleet_current *hw_fleet_current_like(const struct hw_fleet_current *first,
						     struct hw_text buses)
{
	const struct hw_fleet_current *found = NULL;

	for (const struct hw_fleet_current *c = first; c; c = c->next)
		if (c->is_current &&
		    (!found || (!hw_fleet_buses_meet(found->buses, buses) &&
				hw_fleet_buses_meet(c->buses, buses))))
			found = c;
	return found;
}

/* Whether it may be chosen: no other has its buses and is newer, or in its place. */
static bool is_candidate(const struct hw_fleet_current *c)
{
	return !c->is_passed && !c->is_gone && !c->is_current;
}

static bool is_newer(const struct hw_fleet_current *a, const struct hw_fleet_current *b)
{
	int c = hw_text_cmp(a->generated, b->generated);

	return c ? c > 0 : hw_text_cmp(a->buses, b->buses) > 0;
}

static bool meets_current(const struct hw_fleet_current *first,
			  const struct hw_fleet_current *candidate)
{
	for (const struct hw_fleet_current *c = first; c; c = c->next)
		if (c->is_current && hw_fleet_buses_meet(c->buses, candidate->buses))
			return true;
	return false;
}

/* Whether another one that may be chosen has all its buses, and more: a whole one has
 * those of all partial ones. */
static bool is_part(const struct hw_fleet_current *first,
		    const struct hw_fleet_current *candidate)
{
	for (const struct hw_fleet_current *c = first; c; c = c->next) {
		if (c == candidate || !is_candidate(c) || meets_current(first, c))
			continue;
		if (!c->buses.s != !candidate->buses.s) {
			if (!c->buses.s)
				return true;
		} else if (hw_fleet_buses_have(c->buses, candidate->buses) &&
			   !hw_fleet_buses_have(candidate->buses, c->buses)) {
			return true;
		}
	}
	return false;
}

static struct hw_fleet_current *choose_next(struct hw_fleet_current *first)
{
	struct hw_fleet_current *best = NULL;

	for (struct hw_fleet_current *c = first; c; c = c->next)
		if (is_candidate(c) && (!best || is_newer(c, best)) &&
		    !meets_current(first, c) && !is_part(first, c))
			best = c;
	return best;
}

/* Passes over those of the same buses as another one that is newer. */
static void pass(struct hw_fleet_current *first, struct hw_fleet_current *taken)
{
	for (struct hw_fleet_current *c = first; c; c = c->next) {
		if (c == taken || c->is_passed || c->is_gone ||
		    !c->buses.s != !taken->buses.s || !hw_text_eq(c->buses, taken->buses))
			continue;
		if (is_newer(c, taken) || hw_text_eq(c->generated, taken->generated))
			taken->is_passed = true;
		else
			c->is_passed = true;
	}
}

static void choose(struct hw_fleet_machine_now *now)
{
	struct hw_fleet_current *c;

	for (c = now->first; c; c = c->next)
		c->is_current = false;
	while ((c = choose_next(now->first)))
		c->is_current = true;
	for (c = now->first; c; c = c->next)
		if (c->in_batch)
			c->in_batch->is_current = c->is_current;
}

void hw_fleet_current_take(struct hw_fleet_machine_now *now,
			   struct hw_fleet_current *taken, struct hw_fleet_report *report)
{
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
	pass(now->first, taken);
	choose(now);
}

void hw_fleet_current_drop(struct hw_fleet_machine_now *now,
			   const struct hw_fleet_report *in_batch, int64_t id)
{
	for (struct hw_fleet_current *c = now->first; c; c = c->next)
		if (in_batch ? c->in_batch == in_batch : !c->in_batch && c->id == id)
			c->is_gone = true;
	choose(now);
}
