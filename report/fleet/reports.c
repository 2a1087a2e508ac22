// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of the reports of a batch, by what is known of their machines, and their
 * rows. */
#include <errno.h>
#include <stdio.h>

#include "report/fleet/internal.h"

/* Fills a table of the session with each report's machine and time. */
static int stage_reports(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	int r = hw_store_exec(store, "DELETE FROM stage_report");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage_report", "n,machine_id,generated",
					3);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_value row[3] = {
			hw_value_number((int64_t)i),
			hw_value_number(report->machine_id),
			hw_value_text(report->generated),
		};

		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

static void take_same_time(struct hw_fleet_known *known, const struct hw_value *v,
			   struct hw_arena *arena)
{
	(void)arena;
	known->is_there = true;
	known->id = v[1].number;
	known->set_id = (int32_t)v[2].number;
	known->model_id = (int32_t)v[3].number;
	known->devices = v[4].number;
	known->is_complete = v[5].number != 0;
}

static void take_current(struct hw_fleet_known *known, const struct hw_value *v,
			 struct hw_arena *arena)
{
	known->has_current = true;
	known->current_model = (int32_t)v[1].number;
	known->generated = hw_arena_copy(arena, v[2].text);
	known->host = hw_arena_copy(arena, v[3].text);
	known->hardware = hw_arena_copy(arena, v[4].text);
	known->current_set = (int32_t)v[5].number;
}

static int read_known(struct hw_store *store, struct hw_fleet_batch *batch,
		      const char *sql,
		      void (*take)(struct hw_fleet_known *known, const struct hw_value *v,
				   struct hw_arena *arena))
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store, sql, NULL, 0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0)
		if (v[0].number >= 0 && (size_t)v[0].number < batch->n)
			take(&batch->reports[v[0].number].known, v, &batch->arena);
	hw_store_rows_close(rows);
	return r;
}

static int read_all_known(struct hw_store *store, struct hw_fleet_batch *batch)
{
	int r = stage_reports(store, batch);

	if (r == 0)
		r = read_known(
			store, batch,
			"SELECT s.n, r.id, r.set_id, r.model_id, r.devices, "
			"r.is_complete FROM stage_report s JOIN report r ON "
			"r.machine_id = s.machine_id AND r.generated = s.generated",
			take_same_time);
	if (r == 0)
		r = read_known(store, batch,
			       "SELECT s.n, r.model_id, r.generated, r.host, d.hardware, "
			       "r.set_id "
			       "FROM stage_report s JOIN report r ON "
			       "r.machine_id = s.machine_id AND r.is_current = 1 "
			       "JOIN device_set d ON d.id = r.set_id",
			       take_current);
	return r;
}

/* What the reports of the same machine before it in the batch change. */
static void add_batch_known(struct hw_fleet_report *report)
{
	struct hw_fleet_known *k = &report->known;

	for (struct hw_fleet_report *b = report->before; b; b = b->before) {
		if (b->fate != HW_FLEET_STORE && b->fate != HW_FLEET_REPLACE)
			continue;
		if (b->is_complete &&
		    (!k->has_current || hw_text_cmp(b->generated, k->generated) > 0)) {
			k->has_current = true;
			k->current_model = b->model_id;
			k->generated = b->generated;
			k->host = b->host;
			k->hardware = b->hardware;
		}
		if (!hw_text_eq(b->generated, report->generated) || k->in_batch)
			continue;
		/* the last of them is what there is */
		k->in_batch = b;
		k->is_there = true;
		k->id = b->id;
		k->set_id = b->set_id;
		k->model_id = b->model_id;
		k->devices = (int64_t)b->n;
		k->is_complete = b->is_complete;
	}
}

static int add_conflict(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			const struct hw_fleet_report *report, const char *reason)
{
	struct hw_text columns[8];
	char ids[3][16];
	char digest[80];
	uint32_t place;

	snprintf(ids[0], sizeof(ids[0]), "%d", report->machine_id);
	snprintf(ids[1], sizeof(ids[1]), "%d", report->model_id);
	snprintf(ids[2], sizeof(ids[2]), "%d", report->set_id);
	snprintf(digest, sizeof(digest), "%s %.*s %s %s", ids[0],
		 HW_TEXT_ARG(hw_text_head(report->generated, 32)), ids[1], ids[2]);
	columns[0] = hw_text_of(digest);
	columns[1] = hw_text_of(ids[0]);
	columns[2] = report->generated;
	columns[3] = report->host;
	columns[4] = hw_text_of(ids[1]);
	columns[5] = hw_text_of(ids[2]);
	columns[6] = hw_text_of(reason);
	columns[7] = report->source;
	sink->counts->conflicts++;
	hw_fleet_join(&memo->key, columns, HW_ARRAY_SIZE(columns), &memo->arena);
	if (memo->key.failed)
		return -ENOMEM;
	return hw_fleet_memo_name(memo, HW_FLEET_CONFLICT,
				  (struct hw_text){memo->key.s, memo->key.n}, &place);
}

static void say_conflict(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 const struct hw_fleet_report *report, const char *reason)
{
	struct hw_text machine = memo->names[HW_FLEET_MACHINE].v[report->machine].key;
	char message[256];

	snprintf(message, sizeof(message),
		 "machine %.*s has %s: another machine has the same key, its report is "
		 "not "
		 "taken",
		 HW_TEXT_ARG(hw_text_head(machine, 80)), reason);
	sink->options->say(sink->options->arg, report->source.s, report->line, message);
}

static int judge(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		 struct hw_fleet_report *report)
{
	struct hw_fleet_counts *counts = sink->counts;
	const char *reason;

	add_batch_known(report);
	report->fate = hw_fleet_judge(report, &report->known,
				      sink->options->accept_changed, &reason);
	switch (report->fate) {
	case HW_FLEET_KNOWN:
		counts->known++;
		return 0;
	case HW_FLEET_ANOTHER:
		say_conflict(sink, memo, report, reason);
		return add_conflict(sink, memo, report, reason);
	case HW_FLEET_STORE:
	case HW_FLEET_REPLACE:
		break;
	}
	counts->reports++;
	if (!report->is_complete)
		counts->incomplete++;
	if (report->fate == HW_FLEET_REPLACE && report->known.in_batch)
		report->known.in_batch->is_replaced = true;
	report->current_set = report->known.current_set;
	report->is_newest = report->is_complete &&
			    (!report->known.has_current ||
			     hw_text_cmp(report->generated, report->known.generated) > 0);
	for (struct hw_fleet_report *b = report->before; report->is_newest && b;
	     b = b->before)
		b->is_newest = false;
	return 0;
}

/* Links each report with the one before of its machine, and judges it. */
static int judge_all(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		     struct hw_fleet_batch *batch, int64_t id)
{
	size_t machines = memo->names[HW_FLEET_MACHINE].n;
	struct hw_fleet_report **last =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_report *, machines + 1);
	int r = last ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		struct hw_fleet_report *report = &batch->reports[i];

		report->before = last[report->machine];
		last[report->machine] = report;
		report->id = ++id;
		r = judge(sink, memo, report);
	}
	return r;
}

/* Removes those that end before their end, and are replaced. */
static int remove_replaced(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	size_t n = 0;
	int r = hw_store_exec(store, "DELETE FROM stage");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_value row[2] = {
			hw_value_number(report->known.id),
			hw_value_text(HW_TEXT("")),
		};

		if (report->fate != HW_FLEET_REPLACE || report->known.in_batch)
			continue;
		n++;
		r = hw_store_bulk_row(store, row);
	}
	r = hw_fleet_bulk_done(store, r);
	if (r == 0 && n)
		r = hw_store_exec(store,
				  "DELETE FROM report WHERE id IN (SELECT n FROM stage)");
	return r;
}

static int put_reports(struct hw_fleet_sink *sink, const struct hw_fleet_memo *memo,
		       const struct hw_fleet_batch *batch)
{
	struct hw_store *store = sink->store;
	int r = hw_store_bulk_begin(store, "report",
				    "id,machine_id,generated,host,model_id,platform_id,"
				    "set_id,devices,is_complete,is_current,source",
				    11);

	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *p = &batch->reports[i];
		struct hw_value row[11] = {
			hw_value_number(p->id),
			hw_value_number(p->machine_id),
			hw_value_text(p->generated),
			hw_value_text(p->host),
			hw_value_number(p->model_id),
			hw_value_number(memo->names[HW_FLEET_PLATFORM].v[p->platform].id),
			hw_value_number(p->set_id),
			hw_value_number((int64_t)p->n),
			hw_value_number(p->is_complete),
			hw_value_number(p->is_newest),
			hw_value_text(p->source),
		};

		if ((p->fate != HW_FLEET_STORE && p->fate != HW_FLEET_REPLACE) ||
		    p->is_replaced)
			continue;
		sink->counts->current += p->is_newest;
		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

/* Those that were the newest of their machines are no more. */
static int retire(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	size_t n = 0;
	int r = hw_store_exec(store, "DELETE FROM stage");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_value row[2] = {
			hw_value_number(report->machine_id),
			hw_value_text(HW_TEXT("")),
		};

		if (!report->is_newest || !report->current_set)
			continue;
		n++;
		r = hw_store_bulk_row(store, row);
	}
	r = hw_fleet_bulk_done(store, r);
	if (r == 0 && n)
		r = hw_store_exec(store, "UPDATE report SET is_current = 0 WHERE "
					 "is_current = 1 AND machine_id IN "
					 "(SELECT n FROM stage)");
	return r;
}

int hw_fleet_reports_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch)
{
	struct hw_store *store = sink->store;
	int64_t id = 0;
	int r = read_all_known(store, batch);

	if (r == 0)
		r = hw_fleet_highest_id(store, "report", &id);
	if (r == 0)
		r = judge_all(sink, memo, batch, id);
	if (r == 0)
		r = remove_replaced(store, batch);
	if (r == 0)
		r = retire(store, batch);
	if (r == 0)
		r = put_reports(sink, memo, batch);
	return r;
}
