// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of the reports of a batch, by what is known of their machines, and their
 * rows. */
#include <errno.h>
#include <stdio.h>

#include "data/base/hash.h"
#include "report/fleet/internal.h"

/* Fills a table of the session with each report's machine and time. */
static int stage_reports(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	int r = hw_store_exec(store, "DELETE FROM stage_report");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage_report",
					"n,machine_id,generated,hardware", 4);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_value row[4] = {
			hw_value_number((int64_t)i),
			hw_value_number(report->machine_id),
			hw_value_text(report->generated),
			hw_value_text(report->hardware),
		};

		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

#define MODEL_COLUMNS "m.vendor, m.product, m.version, m.board_vendor, m.board"

static void take_model(struct hw_fleet_model *to, const struct hw_value *v,
		       struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(to->v); i++)
		to->v[i] = hw_arena_copy(arena, v[i].text);
}

static struct hw_fleet_model model_of(const struct hw_fleet_memo *memo,
				      const struct hw_fleet_report *report)
{
	struct hw_text key = memo->names[HW_FLEET_MODEL].v[report->model].key;
	struct hw_fleet_model model = {0};

	for (size_t i = 0; key.s && i < HW_ARRAY_SIZE(model.v); i++)
		model.v[i] = hw_fleet_cut(&key);
	return model;
}

static bool differs(const struct hw_fleet_model *a, const struct hw_fleet_model *b)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(a->v); i++)
		if (a->v[i].n && b->v[i].n && !hw_text_eq(a->v[i], b->v[i]))
			return true;
	return false;
}

/* Whether a report of the same time is this one, or its beginning: partial ones that tell
 * of other buses are not, and a whole one is another than a partial one. */
static bool is_same_report(const struct hw_fleet_report *report, struct hw_text buses,
			   bool is_complete)
{
	if (!report->buses.s != !buses.s)
		return false;
	if (report->is_complete && is_complete)
		return hw_text_eq(report->buses, buses);
	return hw_fleet_buses_meet(report->buses, buses);
}

static int take_same_time(struct hw_fleet_report *report, const struct hw_value *v,
			  struct hw_arena *arena)
{
	struct hw_fleet_known *known = &report->known;

	if (!is_same_report(report, v[5].text, v[4].number != 0) ||
	    (known->is_there && known->is_complete))
		return 0;
	known->is_there = true;
	known->id = v[1].number;
	known->set_id = (int32_t)v[2].number;
	known->devices = v[3].number;
	known->is_complete = v[4].number != 0;
	known->same_host = hw_arena_copy(arena, v[6].text);
	take_model(&known->model, v + 7, arena);
	return 0;
}

static int take_finding(struct hw_fleet_report *report, const struct hw_value *v,
			struct hw_arena *arena)
{
	struct hw_fleet_known *known = &report->known;

	(void)arena;
	if (known->is_there && v[1].number == known->id)
		known->findings += hw_hash_text(0, v[2].text);
	return 0;
}

static int take_current(struct hw_fleet_report *report, const struct hw_value *v,
			struct hw_arena *arena)
{
	struct hw_fleet_current *c = HW_ARENA_NEW(arena, struct hw_fleet_current, 1);

	if (!c)
		return -ENOMEM;
	*c = (struct hw_fleet_current){
		.next = report->known.first_current,
		.generated = hw_arena_copy(arena, v[1].text),
		.host = hw_arena_copy(arena, v[2].text),
		.hardware = hw_arena_copy(arena, v[3].text),
		.set_id = (int32_t)v[4].number,
		.id = v[5].number,
		.buses = hw_arena_copy(arena, v[6].text),
		.was_current = v[7].number != 0,
		.is_current = v[7].number != 0,
	};
	take_model(&c->model, v + 8, arena);
	report->known.first_current = c;
	return 0;
}

static int take_hardware(struct hw_fleet_report *report, const struct hw_value *v,
			 struct hw_arena *arena)
{
	(void)v;
	(void)arena;
	report->known.had_hardware = true;
	return 0;
}

static int read_known(struct hw_store *store, struct hw_fleet_batch *batch,
		      const char *sql,
		      int (*take)(struct hw_fleet_report *report,
				  const struct hw_value *v, struct hw_arena *arena))
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store, sql, NULL, 0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		if (v[0].number < 0 || (size_t)v[0].number >= batch->n)
			continue;
		r = take(&batch->reports[v[0].number], v, &batch->arena);
		if (r < 0)
			break;
	}
	hw_store_rows_close(rows);
	return r;
}

/* What is current, and partial reports that may become it: with CROSS JOIN SQLite goes
 * from the reports of the batch to those of their machines. */
#define CURRENT                                                                          \
	"SELECT s.n, r.generated, r.host, d.hardware, r.set_id, r.id, r.buses, "         \
	"r.is_current, " MODEL_COLUMNS                                                   \
	" FROM stage_report s CROSS JOIN report r CROSS JOIN device_set d "              \
	"CROSS JOIN model m WHERE r.machine_id = s.machine_id AND d.id = r.set_id "      \
	"AND m.id = r.model_id AND "

static int read_all_known(struct hw_store *store, struct hw_fleet_batch *batch)
{
	int r = stage_reports(store, batch);

	if (r == 0)
		r = read_known(
			store, batch,
			"SELECT s.n, r.id, r.set_id, r.devices, "
			"r.is_complete, r.buses, r.host, " MODEL_COLUMNS
			" FROM stage_report s JOIN report r ON "
			"r.machine_id = s.machine_id AND r.generated = s.generated "
			"JOIN model m ON m.id = r.model_id ORDER BY r.id",
			take_same_time);
	if (r == 0)
		r = read_known(store, batch,
			       "SELECT s.n, r.id, f.reason FROM stage_report s "
			       "JOIN report r ON r.machine_id = s.machine_id AND "
			       "r.generated = s.generated "
			       "JOIN finding f ON f.report_id = r.id",
			       take_finding);
	if (r == 0)
		r = read_known(store, batch,
			       CURRENT
			       "r.is_current = 1 UNION ALL " CURRENT
			       "r.is_current = 0 AND r.is_complete = 1 AND "
			       "r.buses IS NOT NULL AND "
			       "NOT EXISTS (SELECT 1 FROM report o WHERE "
			       "o.machine_id = r.machine_id AND o.is_complete = 1 AND "
			       "o.buses IS NOT NULL AND o.buses = r.buses AND "
			       "o.generated > r.generated) ORDER BY 6",
			       take_current);
	if (r == 0)
		r = read_known(store, batch,
			       "SELECT DISTINCT s.n FROM stage_report s JOIN report r ON "
			       "r.machine_id = s.machine_id AND r.is_complete = 1 "
			       "JOIN device_set d ON d.id = r.set_id "
			       "WHERE d.hardware = s.hardware",
			       take_hardware);
	return r;
}

/* Finds with which of those that are current now a report is compared. */
static void choose_current(struct hw_fleet_report *report)
{
	const struct hw_fleet_current *c =
		hw_fleet_current_like(report->now->first, report->buses);
	struct hw_fleet_known *k = &report->known;

	k->has_current = c != NULL;
	if (!c)
		return;
	k->current_set = c->set_id;
	k->current_model = c->model;
	k->host = c->host;
	k->hardware = c->hardware;
	k->buses = c->buses;
	k->current_in_batch = c->in_batch;
}

/* What the reports of the same machine before it in the batch change. */
static void add_batch_known(const struct hw_fleet_memo *memo,
			    struct hw_fleet_report *report)
{
	const struct hw_fleet_model model = model_of(memo, report);
	struct hw_fleet_known *k = &report->known;

	choose_current(report);
	for (struct hw_fleet_report *b = report->before; b; b = b->before) {
		if (b->fate != HW_FLEET_STORE && b->fate != HW_FLEET_REPLACE)
			continue;
		if (k->in_batch || !hw_text_eq(b->generated, report->generated) ||
		    !is_same_report(report, b->buses, b->is_complete))
			continue;
		/* the last of them is what there is */
		k->in_batch = b;
		k->is_there = true;
		k->id = b->id;
		k->set_id = b->set_id;
		k->model = model_of(memo, b);
		k->devices = (int64_t)b->n;
		k->is_complete = b->is_complete;
		k->same_host = b->host;
		k->findings = b->findings;
	}
	k->is_other_host = k->is_there && k->same_host.n && report->host.n &&
			   !hw_text_eq(k->same_host, report->host);
	k->has_other_findings = k->findings != report->findings;
	k->is_other_model = differs(&k->model, &model);
	k->has_other_model = differs(&k->current_model, &model);
}

/* Whether the batch has a conflict with this digest: the same report in another file. */
static bool has_conflict(const struct hw_fleet_memo *memo, struct hw_text digest)
{
	const struct hw_fleet_names *names = &memo->names[HW_FLEET_CONFLICT];

	for (size_t i = 0; i < names->n; i++) {
		struct hw_text key = names->v[i].key;

		if (hw_text_eq(hw_fleet_cut(&key), digest))
			return true;
	}
	return false;
}

static int add_conflict(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			const struct hw_fleet_report *report, const char *reason)
{
	struct hw_text columns[8];
	char ids[3][16];
	struct hw_text digest;
	uint32_t place;

	snprintf(ids[0], sizeof(ids[0]), "%d", report->machine_id);
	snprintf(ids[1], sizeof(ids[1]), "%d", report->model_id);
	snprintf(ids[2], sizeof(ids[2]), "%d", report->set_id);
	/* several may have the devices of the report that is there */
	if (report->known.is_other_host)
		digest = hw_arena_printf(&memo->arena, "%s %.*s %s %s %.*s", ids[0],
					 HW_TEXT_ARG(report->generated), ids[1], ids[2],
					 HW_TEXT_ARG(report->host));
	else
		digest = hw_arena_printf(&memo->arena, "%s %.*s %s %s", ids[0],
					 HW_TEXT_ARG(report->generated), ids[1], ids[2]);
	if (!digest.s)
		return -ENOMEM;
	sink->counts->conflicts++;
	columns[0] = digest;
	if (has_conflict(memo, columns[0]))
		return 0;
	columns[1] = hw_text_of(ids[0]);
	columns[2] = report->generated;
	columns[3] = report->host;
	columns[4] = hw_text_of(ids[1]);
	columns[5] = hw_text_of(ids[2]);
	columns[6] = hw_text_of(reason);
	columns[7] = report->source;
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

static void say_fewer_buses(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			    const struct hw_fleet_report *report)
{
	struct hw_text machine = memo->names[HW_FLEET_MACHINE].v[report->machine].key;
	char message[256];

	snprintf(message, sizeof(message),
		 "the report of machine %.*s has fewer buses than the current one, as of "
		 "list without --all or a dump: kept, but not current",
		 HW_TEXT_ARG(hw_text_head(machine, 64)));
	sink->options->say(sink->options->arg, report->source.s, report->line, message);
}

/* A complete report becomes current, unless another one is rather than it. */
static int make_current(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			struct hw_fleet_batch *batch, struct hw_fleet_report *report)
{
	struct hw_fleet_current *taken =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_current, 1);
	bool is_older = true;

	if (!taken)
		return -ENOMEM;
	if (report->fate == HW_FLEET_REPLACE)
		hw_fleet_current_drop(report->now, report->known.in_batch,
				      report->known.id);
	hw_fleet_current_take(report->now, taken, report);
	taken->model = model_of(memo, report);
	for (const struct hw_fleet_current *c = report->now->first; c; c = c->next)
		if (c->is_current && hw_fleet_buses_meet(c->buses, report->buses))
			is_older &= hw_text_cmp(report->generated, c->generated) < 0;
	if (!report->is_current && !is_older)
		say_fewer_buses(sink, memo, report);
	return 0;
}

static int judge(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		 const struct hw_fleet_clones *clones, struct hw_fleet_batch *batch,
		 struct hw_fleet_report *report)
{
	struct hw_fleet_counts *counts = sink->counts;
	const char *reason;
	int r;

	add_batch_known(memo, report);
	r = hw_fleet_clones_judge(clones, memo, report);
	if (r < 0)
		return r;
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
	return report->is_complete ? make_current(sink, memo, batch, report) : 0;
}

/* Links each report with the one before of its machine, and with what is current. */
static int link_all(const struct hw_fleet_memo *memo, struct hw_fleet_batch *batch)
{
	size_t machines = memo->names[HW_FLEET_MACHINE].n;
	struct hw_fleet_report **last =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_report *, machines + 1);
	struct hw_fleet_machine_now *now =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_machine_now, machines + 1);

	if (!last || !now)
		return -ENOMEM;
	for (size_t i = 0; i < batch->n; i++) {
		struct hw_fleet_report *report = &batch->reports[i];

		report->before = last[report->machine];
		last[report->machine] = report;
		report->now = &now[report->machine];
		if (!report->before)
			report->now->first = report->known.first_current;
		choose_current(report);
	}
	return 0;
}

/* Marks a current report of the batch, and one in whose place it is, that have the same
 * devices. */
static void mark_same(struct hw_fleet_batch *batch)
{
	for (size_t i = 0; i < batch->n; i++) {
		struct hw_fleet_report *report = &batch->reports[i];
		struct hw_fleet_current *c =
			report->is_current ? report->now->first : NULL;

		while (c && (c->in_batch || !c->was_current || c->is_current ||
			     c->is_same || c->set_id != report->set_id))
			c = c->next;
		if (!c)
			continue;
		c->is_same = true;
		report->is_same = true;
	}
}

static int judge_all(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		     struct hw_fleet_batch *batch, int64_t id)
{
	struct hw_fleet_clones *clones = NULL;
	int r = link_all(memo, batch);

	if (r == 0)
		r = hw_fleet_clones_open(sink, batch, &clones);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		batch->reports[i].id = ++id;
		r = judge(sink, memo, clones, batch, &batch->reports[i]);
	}
	hw_fleet_clones_close(clones);
	if (r == 0)
		mark_same(batch);
	return r;
}

/* Fills a table of the session with numbers, each once for every report that has one
 * by `number`; 0: it has none. */
static int stage_numbers(struct hw_store *store, const struct hw_fleet_batch *batch,
			 int64_t (*number)(const struct hw_fleet_report *report),
			 size_t *ret_n)
{
	int r = hw_store_exec(store, "DELETE FROM stage");

	*ret_n = 0;
	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		struct hw_value row[2] = {
			hw_value_number(number(&batch->reports[i])),
			hw_value_text(HW_TEXT("")),
		};

		if (!row[0].number)
			continue;
		(*ret_n)++;
		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

static bool replaces(const struct hw_fleet_report *report)
{
	return report->fate == HW_FLEET_REPLACE && !report->known.in_batch;
}

static int64_t replaced_report(const struct hw_fleet_report *report)
{
	return replaces(report) ? report->known.id : 0;
}

static int64_t replaced_set(const struct hw_fleet_report *report)
{
	return replaces(report) ? report->known.set_id : 0;
}

/* Removes those that are replaced. */
static int remove_replaced(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	size_t n;
	int r = stage_numbers(store, batch, replaced_report, &n);

	if (r == 0 && n)
		r = hw_store_exec(store, "DELETE FROM finding WHERE report_id IN "
					 "(SELECT n FROM stage);"
					 "DELETE FROM report WHERE id IN "
					 "(SELECT n FROM stage)");
	return r;
}

/* Removes what only those had that were replaced. */
static int remove_sets(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch)
{
	size_t n;
	int r = stage_numbers(sink->store, batch, replaced_set, &n);

	if (r < 0 || !n)
		return r;
	sink->is_memo_stale = true;
	r = hw_store_exec(sink->store,
			  "DELETE FROM stage WHERE n IN (SELECT set_id FROM report) OR "
			  "n IN (SELECT set_id FROM conflict);"
			  "DELETE FROM device_set WHERE id IN (SELECT n FROM stage)");
	return r == 0 ? hw_fleet_places_remove(sink->places) : r;
}

static bool is_stored(const struct hw_fleet_report *report)
{
	return report->fate != HW_FLEET_ANOTHER && hw_fleet_is_kept(report);
}

static int put_reports(struct hw_fleet_sink *sink, const struct hw_fleet_memo *memo,
		       const struct hw_fleet_batch *batch)
{
	struct hw_store *store = sink->store;
	int r = hw_store_bulk_begin(store, "report",
				    "id,machine_id,generated,host,model_id,platform_id,"
				    "set_id,buses,devices,is_complete,is_current,"
				    "is_checked,source",
				    13);

	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *p = &batch->reports[i];
		struct hw_value row[13] = {
			hw_value_number(p->id),
			hw_value_number(p->machine_id),
			hw_value_text(p->generated),
			hw_value_text(p->host),
			hw_value_number(p->model_id),
			hw_value_number(memo->names[HW_FLEET_PLATFORM].v[p->platform].id),
			hw_value_number(p->set_id),
			hw_value_text(p->buses),
			hw_value_number((int64_t)p->n),
			hw_value_number(p->is_complete),
			hw_value_number(p->is_current),
			hw_value_number(!p->is_unchecked),
			hw_value_text(p->source),
		};

		if (!is_stored(p))
			continue;
		sink->counts->current += p->is_current;
		r = hw_store_bulk_row(store, row);
	}
	return hw_fleet_bulk_done(store, r);
}

static int put_findings(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	int r = 0;

	if (batch->finding_count)
		r = hw_store_bulk_begin(store, "finding",
					"report_id,severity,reason,remedy", 4);
	for (size_t i = 0; batch->finding_count && r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *p = &batch->reports[i];

		for (size_t k = 0; r == 0 && k < p->finding_count; k++) {
			const struct hw_fleet_finding *f =
				&batch->findings[p->first_finding + k];
			struct hw_value row[4] = {
				hw_value_number(p->id),
				hw_value_text(f->severity),
				hw_value_text(f->reason),
				hw_value_text(f->remedy),
			};

			if (is_stored(p))
				r = hw_store_bulk_row(store, row);
		}
	}
	return batch->finding_count ? hw_fleet_bulk_done(store, r) : r;
}

/* Tells of those in the database that are current now and were not, or the other way. */
static int set_current(struct hw_store *store, const struct hw_fleet_batch *batch,
		       bool is_current, const char *sql)
{
	size_t n = 0;
	int r = hw_store_exec(store, "DELETE FROM stage");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_current *c =
			batch->reports[i].before ? NULL : batch->reports[i].now->first;

		for (; r == 0 && c; c = c->next) {
			struct hw_value row[2] = {
				hw_value_number(c->id),
				hw_value_text(HW_TEXT("")),
			};

			if (c->in_batch || c->was_current == is_current ||
			    c->is_current != is_current)
				continue;
			n++;
			r = hw_store_bulk_row(store, row);
		}
	}
	r = hw_fleet_bulk_done(store, r);
	return r == 0 && n ? hw_store_exec(store, sql) : r;
}

static int set_all_current(struct hw_store *store, const struct hw_fleet_batch *batch)
{
	int r = set_current(store, batch, false,
			    "UPDATE report SET is_current = 0 WHERE "
			    "id IN (SELECT n FROM stage)");

	return r == 0 ? set_current(store, batch, true,
				    "UPDATE report SET is_current = 1 WHERE "
				    "id IN (SELECT n FROM stage)")
		      : r;
}

/* A report that was another machine's, and is taken now, is that no more. */
static int accept(struct hw_fleet_sink *sink)
{
	if (!sink->options->accept_changed)
		return 0;
	return hw_store_exec(
		sink->store,
		"DELETE FROM conflict WHERE EXISTS (SELECT 1 FROM report r "
		"JOIN stage_report s ON s.machine_id = r.machine_id AND s.generated = "
		"r.generated WHERE r.machine_id = conflict.machine_id AND r.generated = "
		"conflict.generated AND r.set_id = conflict.set_id AND "
		"coalesce(r.host, '') = coalesce(conflict.host, ''))");
}

int hw_fleet_reports_judge(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			   struct hw_fleet_batch *batch)
{
	int64_t id = 0;
	int r = read_all_known(sink->store, batch);

	if (r == 0)
		r = hw_fleet_highest_id(sink->store, "report", &id);
	return r == 0 ? judge_all(sink, memo, batch, id) : r;
}

int hw_fleet_reports_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch)
{
	struct hw_store *store = sink->store;
	int r = remove_replaced(store, batch);

	if (r == 0)
		r = set_all_current(store, batch);
	if (r == 0)
		r = put_reports(sink, memo, batch);
	if (r == 0)
		r = put_findings(store, batch);
	if (r == 0)
		r = remove_sets(sink, batch);
	return r == 0 ? accept(sink) : r;
}
