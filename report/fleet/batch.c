// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A batch of reports, in one transaction:
 *
 *	names.c		names that are new
 *	reports.c	what becomes of each report
 *	sets.c		device sets that are new, and their devices
 *	tally.c		how many devices there are of each kind and verdict
 *	reports.c	the rows of reports
 */
#include <errno.h>

#include "report/fleet/internal.h"

static int resolve_names(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch)
{
	static const enum hw_fleet_table first[] = {
		HW_FLEET_MODEL, HW_FLEET_PLATFORM, HW_FLEET_ADDRESS,
		HW_FLEET_KIND,	HW_FLEET_VERDICT,  HW_FLEET_MACHINE,
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(first); i++)
		r = hw_fleet_names_resolve(sink->store, memo, first[i]);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		struct hw_fleet_report *p = &batch->reports[i];

		p->machine_id = memo->names[HW_FLEET_MACHINE].v[p->machine].id;
		p->model_id = memo->names[HW_FLEET_MODEL].v[p->model].id;
		r = hw_fleet_sets_name(memo, batch, p);
		if (r == 0)
			r = hw_fleet_buses_name(memo, batch, p);
	}
	return r == 0 ? hw_fleet_sets_number(sink, memo, batch) : r;
}

static int put_all(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		   struct hw_fleet_batch *batch)
{
	int r = resolve_names(sink, memo, batch);

	if (r == 0)
		r = hw_fleet_reports_judge(sink, memo, batch);
	if (r == 0)
		r = hw_fleet_sets_put(sink, memo, batch);
	/* before the devices of reports that are replaced are removed */
	if (r == 0)
		r = hw_fleet_tally(sink, batch);
	if (r == 0)
		r = hw_fleet_reports_put(sink, memo, batch);
	if (r == 0)
		r = hw_fleet_names_resolve(sink->store, memo, HW_FLEET_CONFLICT);
	return r;
}

int hw_fleet_sink_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		      struct hw_fleet_batch *batch)
{
	int r;

	sink->failed = sink->store;
	r = hw_store_begin(sink->store);
	if (r < 0)
		return r;
	r = put_all(sink, memo, batch);
	if (r == 0)
		r = hw_store_commit(sink->store);
	if (r < 0) {
		hw_store_rollback(sink->store);
		return r;
	}
	return hw_fleet_places_committed(sink->places, &sink->failed);
}

int hw_fleet_sink_open(struct hw_fleet_sink *sink)
{
	int r;

	sink->failed = sink->store;
	r = hw_store_exec(
		sink->store,
		"CREATE TEMP TABLE stage (n bigint, digest text);"
		"CREATE TEMP TABLE stage_report (n bigint, machine_id integer, "
		"generated text, hardware text);"
		"CREATE TEMP TABLE stage_tally (kind_id integer, verdict_id integer, "
		"devices bigint)");
	if (r == 0)
		r = hw_fleet_places_open(sink->store, &sink->places, &sink->failed);
	return r;
}

void hw_fleet_sink_close(struct hw_fleet_sink *sink)
{
	hw_fleet_places_close(sink->places);
}
