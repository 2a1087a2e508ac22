// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A batch of reports, in one transaction:
 *
 *	1  names that are new	stage -> ids of those that are there; rows for the others
 *	2  device sets		the same, by a digest of the ids; rows of devices for new
 *ones 3  machines		what is known of each; judge.c says what becomes of a
 *report 4  reports		rows, and which one is its machine's newest
 *
 * Ids are given here, the next ones behind the highest: a store has one writer at a time.
 */
#include <errno.h>
#include <stdio.h>

#include "data/base/sha256.h"
#include "report/fleet/internal.h"

#define DIGEST_SIZE  16
#define DIGEST_CHARS (2 * DIGEST_SIZE)
#define COLUMNS_MAX  12

struct digest {
	char s[DIGEST_CHARS + 1];
};

/* A table of names: its columns behind id and digest. */
struct table {
	const char *name;
	const char *columns;
	size_t count;
	/* bits of those that are numbers */
	unsigned numbers;
	/* the digest is the text itself, and no column */
	bool is_plain;
};

/* clang-format off */
static const struct table tables[HW_FLEET_TABLES] = {
	[HW_FLEET_MODEL] = {"model", "id,digest,vendor,product,version,board_vendor,board",
			    5, 0, false},
	[HW_FLEET_PLATFORM] = {"platform", "id,digest,kernel,architecture,os_id,os_version,os,"
			       "bios_vendor,bios,bios_date", 8, 0, false},
	[HW_FLEET_ADDRESS] = {"address", "id,digest,name", 1, 0, false},
	[HW_FLEET_KIND] = {"kind", "id,digest,bus,ids,subsystem_ids,class,modalias,"
			   "more_modaliases,vendor,device,class_name,is_plugged",
			   10, 1 << 9, false},
	[HW_FLEET_VERDICT] = {"verdict", "id,digest,state,reason,driver,module,modules,"
			      "is_builtin,severity,attention,remedy", 9, 1 << 5, false},
	[HW_FLEET_SET] = {"device_set", "id,digest,hardware,devices", 2, 1 << 1, true},
	[HW_FLEET_MACHINE] = {"machine", "id,digest", 0, 0, true},
	[HW_FLEET_CONFLICT] = {"conflict", "id,digest,machine_id,generated,host,model_id,set_id,"
			       "reason,source", 7, 1 << 0 | 1 << 3 | 1 << 4, true},
};
/* clang-format on */

static struct digest digest_of(const void *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[HW_SHA256_SIZE];
	struct digest d;

	hw_sha256(bytes, n, sum);
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		d.s[2 * i] = digits[sum[i] >> 4];
		d.s[2 * i + 1] = digits[sum[i] & 15];
	}
	d.s[DIGEST_CHARS] = '\0';
	return d;
}

/* The digest column of a row; `d` holds one that has to be made. A plain table's row
 * begins with its digest. */
static struct hw_text digest_text(const struct table *t, struct hw_text key,
				  struct digest *d)
{
	if (t->is_plain)
		return hw_text_cut(&key, HW_FLEET_BETWEEN);
	*d = digest_of(key.s, key.n);
	return (struct hw_text){d->s, DIGEST_CHARS};
}

static int bulk_done(struct hw_store *store, int r)
{
	if (r == 0)
		r = hw_store_bulk_end(store);
	if (r == 0)
		r = hw_store_bulk_wait(store);
	return r;
}

/* Fills stage with the names that have no id yet. */
static int stage_names(struct hw_store *store, const struct table *t,
		       const struct hw_fleet_names *names)
{
	int r = hw_store_exec(store, "DELETE FROM stage");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage", "n,digest", 2);
	for (size_t i = names->unknown; r == 0 && i < names->n; i++) {
		struct digest d;
		struct hw_value row[2] = {
			hw_value_number((int64_t)i),
			hw_value_text(digest_text(t, names->v[i].key, &d)),
		};

		r = hw_store_bulk_row(store, row);
	}
	return bulk_done(store, r);
}

/* Takes the ids of those that the table has. */
static int read_ids(struct hw_store *store, const struct table *t,
		    struct hw_fleet_names *names)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	char sql[160];
	int r;

	snprintf(sql, sizeof(sql),
		 "SELECT s.n, t.id FROM stage s JOIN %s t ON t.digest = s.digest",
		 t->name);
	r = hw_store_query(store, sql, NULL, 0, &rows);
	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0)
		if (v[0].number >= 0 && (size_t)v[0].number < names->n)
			names->v[v[0].number].id = (int32_t)v[1].number;
	hw_store_rows_close(rows);
	return r;
}

static int highest_id(struct hw_store *store, const char *table, int64_t *ret)
{
	char sql[80];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM %s", table);
	return hw_store_number(store, sql, ret);
}

/* Makes rows of those that are still without. */
static int add_names(struct hw_store *store, const struct table *t,
		     struct hw_fleet_names *names)
{
	struct hw_value row[COLUMNS_MAX];
	int64_t id = 0;
	int r = highest_id(store, t->name, &id);

	if (r == 0)
		r = hw_store_bulk_begin(store, t->name, t->columns, t->count + 2);
	for (size_t i = names->unknown; r == 0 && i < names->n; i++) {
		struct hw_text rest = names->v[i].key;
		struct digest d;

		if (names->v[i].id)
			continue;
		if (++id > INT32_MAX)
			r = -EOVERFLOW;
		names->v[i].id = (int32_t)id;
		names->v[i].is_new = true;
		row[0] = hw_value_number(id);
		row[1] = hw_value_text(digest_text(t, rest, &d));
		if (t->is_plain)
			hw_text_cut(&rest, HW_FLEET_BETWEEN);
		for (size_t c = 0; c < t->count; c++) {
			struct hw_text column = hw_fleet_cut(&rest);

			row[c + 2] =
				t->numbers >> c & 1
					? hw_value_number(hw_text_decimal(column, 10))
					: hw_value_text(column);
		}
		if (r == 0)
			r = hw_store_bulk_row(store, row);
	}
	return bulk_done(store, r);
}

/* Gives all names of a table an id. */
static int resolve(struct hw_store *store, struct hw_fleet_memo *memo,
		   enum hw_fleet_table table)
{
	const struct table *t = &tables[table];
	struct hw_fleet_names *names = &memo->names[table];
	int r;

	if (names->unknown == names->n)
		return 0;
	r = stage_names(store, t, names);
	if (r == 0)
		r = read_ids(store, t, names);
	if (r == 0)
		r = add_names(store, t, names);
	if (r == 0)
		names->unknown = names->n;
	return r;
}

/* --- Sets --- */

static int compare_address(const void *a, const void *b)
{
	const struct hw_fleet_ids *x = a;
	const struct hw_fleet_ids *y = b;

	return (x->address > y->address) - (x->address < y->address);
}

/* The devices of a report, each address once. */
static size_t ids_of(const struct hw_fleet_memo *memo, const struct hw_fleet_row *rows,
		     size_t n, struct hw_fleet_ids *to)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		to[i] = (struct hw_fleet_ids){
			.address = memo->names[HW_FLEET_ADDRESS].v[rows[i].address].id,
			.kind = memo->names[HW_FLEET_KIND].v[rows[i].kind].id,
			.verdict = memo->names[HW_FLEET_VERDICT].v[rows[i].verdict].id,
			.row = &rows[i],
		};
	qsort(to, n, sizeof(*to), compare_address);
	for (size_t i = 0; i < n; i++)
		if (!i || to[i].address != to[kept - 1].address)
			to[kept++] = to[i];
	return kept;
}

static void put32(uint8_t **to, int32_t n)
{
	for (int i = 0; i < 4; i++)
		*(*to)++ = (uint8_t)((uint32_t)n >> 8 * i);
}

static struct digest set_digest(const struct hw_fleet_ids *ids, size_t n,
				uint8_t *scratch)
{
	uint8_t *to = scratch;

	for (size_t i = 0; i < n; i++) {
		put32(&to, ids[i].address);
		put32(&to, ids[i].kind);
		put32(&to, ids[i].verdict);
	}
	return digest_of(scratch, (size_t)(to - scratch));
}

/* What models have in common of a device: its bus and ids, and its driver. */
struct hardware {
	struct hw_text kind;
	struct hw_text driver;
};

/* false: it is plugged in. */
static bool hardware_of(const struct hw_fleet_memo *memo, const struct hw_fleet_row *row,
			struct hardware *ret)
{
	struct hw_text kind = memo->names[HW_FLEET_KIND].v[row->kind].key;
	struct hw_text verdict = memo->names[HW_FLEET_VERDICT].v[row->verdict].key;
	struct hw_text rest = kind;

	if (kind.n && kind.s[kind.n - 1] == '1')
		return false;
	/* the first two columns of a kind, the third one of a verdict */
	hw_text_cut(&rest, HW_FLEET_BETWEEN);
	hw_text_cut(&rest, HW_FLEET_BETWEEN);
	ret->kind = hw_text_head(kind, rest.s ? (size_t)(rest.s - kind.s) : kind.n);
	hw_text_cut(&verdict, HW_FLEET_BETWEEN);
	hw_text_cut(&verdict, HW_FLEET_BETWEEN);
	ret->driver = hw_text_cut(&verdict, HW_FLEET_BETWEEN);
	return true;
}

static int compare_hardware(const void *a, const void *b)
{
	const struct hardware *x = a;
	const struct hardware *y = b;
	int c = hw_text_cmp(x->kind, y->kind);

	return c ? c : hw_text_cmp(x->driver, y->driver);
}

static int hardware_digest(const struct hw_fleet_memo *memo,
			   const struct hw_fleet_ids *ids, size_t n,
			   struct hw_arena *arena, struct digest *ret)
{
	struct hardware *v = HW_ARENA_NEW(arena, struct hardware, n + 1);
	struct hw_buffer all = {.s = NULL};
	size_t count = 0;
	bool failed;

	if (!v)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++)
		count += hardware_of(memo, ids[i].row, &v[count]);
	qsort(v, count, sizeof(*v), compare_hardware);
	for (size_t i = 0; i < count; i++) {
		hw_buffer_add(&all, v[i].kind);
		hw_buffer_add(&all, v[i].driver);
		hw_buffer_add_char(&all, '\n');
	}
	*ret = digest_of(all.n ? all.s : "", all.n);
	failed = all.failed;
	hw_buffer_done(&all);
	return failed ? -ENOMEM : 0;
}

/* The row of a set that the memo does not have. */
static int add_set(struct hw_fleet_memo *memo, const struct hw_fleet_ids *ids, size_t n,
		   const struct digest *digest, struct hw_arena *arena, uint32_t *ret)
{
	struct digest hardware;
	struct hw_text text[3];
	struct hw_text key;
	char count[24];
	int r = hardware_digest(memo, ids, n, arena, &hardware);

	if (r < 0)
		return r;
	snprintf(count, sizeof(count), "%zu", n);
	text[0] = (struct hw_text){digest->s, DIGEST_CHARS};
	text[1] = (struct hw_text){hardware.s, DIGEST_CHARS};
	text[2] = hw_text_of(count);
	hw_fleet_join(&memo->key, text, HW_ARRAY_SIZE(text), &memo->arena);
	if (memo->key.failed)
		return -ENOMEM;
	r = hw_fleet_memo_name(memo, HW_FLEET_SET,
			       (struct hw_text){memo->key.s, memo->key.n}, ret);
	if (r < 0)
		return r;
	key = memo->names[HW_FLEET_SET].v[*ret].key;
	return hw_text_index_add(&memo->sets, hw_text_head(key, DIGEST_CHARS), *ret);
}

/* Names the set of a report's devices, which are those that it keeps. */
static int name_set(struct hw_fleet_memo *memo, struct hw_fleet_batch *batch,
		    struct hw_fleet_report *report)
{
	struct hw_fleet_ids *ids =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_ids, report->n + 1);
	uint8_t *scratch = HW_ARENA_NEW(&batch->arena, uint8_t, 12 * (report->n + 1));
	struct digest digest;
	const size_t *place;

	if (!ids || !scratch)
		return -ENOMEM;
	report->n = ids_of(memo, batch->rows + report->first, report->n, ids);
	report->ids = ids;
	digest = set_digest(ids, report->n, scratch);
	place = hw_text_index_find(&memo->sets, (struct hw_text){digest.s, DIGEST_CHARS});
	if (place) {
		report->set = (uint32_t)*place;
		return 0;
	}
	report->is_new_set = true;
	return add_set(memo, ids, report->n, &digest, &batch->arena, &report->set);
}

static int put_sets(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		    struct hw_fleet_batch *batch)
{
	struct hw_fleet_names *names = &memo->names[HW_FLEET_SET];
	struct hw_fleet_set *sets =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_set, batch->n + 1);
	size_t n = 0;

	if (!sets)
		return -ENOMEM;
	for (size_t i = 0; i < batch->n; i++) {
		struct hw_fleet_report *report = &batch->reports[i];
		struct hw_fleet_name *name = &names->v[report->set];
		struct hw_text key = name->key;

		hw_fleet_cut(&key);
		report->hardware = hw_fleet_cut(&key);
		report->set_id = name->id;
		if (report->is_new_set && name->is_new) {
			name->is_new = false;
			sets[n++] =
				(struct hw_fleet_set){name->id, report->ids, report->n};
		}
	}
	return hw_fleet_places_put(sink->places, sets, n, sink->highest_set,
				   &sink->failed);
}

/* --- Reports --- */

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
	return bulk_done(store, r);
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
		r = read_known(
			store, batch,
			"SELECT s.n, r.model_id, r.generated, r.host, d.hardware, "
			"r.set_id "
			"FROM stage_report s JOIN machine m ON m.id = s.machine_id "
			"JOIN report r ON r.id = m.report_id "
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
	r = bulk_done(store, r);
	if (r == 0 && n)
		r = hw_store_exec(store,
				  "DELETE FROM report WHERE id IN (SELECT n FROM stage)");
	return r;
}

static int put_reports(struct hw_store *store, const struct hw_fleet_memo *memo,
		       const struct hw_fleet_batch *batch)
{
	int r = hw_store_bulk_begin(store, "report",
				    "id,machine_id,generated,host,model_id,platform_id,"
				    "set_id,devices,is_complete,source",
				    10);

	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *p = &batch->reports[i];
		struct hw_value row[10] = {
			hw_value_number(p->id),
			hw_value_number(p->machine_id),
			hw_value_text(p->generated),
			hw_value_text(p->host),
			hw_value_number(p->model_id),
			hw_value_number(memo->names[HW_FLEET_PLATFORM].v[p->platform].id),
			hw_value_number(p->set_id),
			hw_value_number((int64_t)p->n),
			hw_value_number(p->is_complete),
			hw_value_text(p->source),
		};

		if ((p->fate == HW_FLEET_STORE || p->fate == HW_FLEET_REPLACE) &&
		    !p->is_replaced)
			r = hw_store_bulk_row(store, row);
	}
	return bulk_done(store, r);
}

static int put_newest(struct hw_store *store, const struct hw_fleet_batch *batch,
		      struct hw_fleet_counts *counts)
{
	int r = hw_store_exec(store, "DELETE FROM stage_current");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage_current", "machine_id,report_id",
					2);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_value row[2] = {
			hw_value_number(report->machine_id),
			hw_value_number(report->id),
		};

		if (!report->is_newest)
			continue;
		counts->current++;
		r = hw_store_bulk_row(store, row);
	}
	r = bulk_done(store, r);
	if (r < 0)
		return r;
	return hw_store_exec(
		store, "UPDATE machine SET report_id = (SELECT s.report_id FROM "
		       "stage_current s WHERE s.machine_id = machine.id) WHERE id IN "
		       "(SELECT machine_id FROM stage_current)");
}

/* --- All of it --- */

static int resolve_names(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch)
{
	static const enum hw_fleet_table first[] = {
		HW_FLEET_MODEL, HW_FLEET_PLATFORM, HW_FLEET_ADDRESS,
		HW_FLEET_KIND,	HW_FLEET_VERDICT,  HW_FLEET_MACHINE,
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(first); i++)
		r = resolve(sink->store, memo, first[i]);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		struct hw_fleet_report *p = &batch->reports[i];

		p->machine_id = memo->names[HW_FLEET_MACHINE].v[p->machine].id;
		p->model_id = memo->names[HW_FLEET_MODEL].v[p->model].id;
		r = name_set(memo, batch, p);
	}
	if (r == 0)
		r = highest_id(sink->store, "device_set", &sink->highest_set);
	if (r == 0)
		r = resolve(sink->store, memo, HW_FLEET_SET);
	return r;
}

static int put_all(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		   struct hw_fleet_batch *batch)
{
	struct hw_store *store = sink->store;
	int64_t report_id = 0;
	int r = resolve_names(sink, memo, batch);

	if (r == 0)
		r = put_sets(sink, memo, batch);
	if (r == 0)
		r = read_all_known(store, batch);
	if (r == 0)
		r = highest_id(store, "report", &report_id);
	if (r == 0)
		r = judge_all(sink, memo, batch, report_id);
	if (r == 0)
		r = remove_replaced(store, batch);
	if (r == 0)
		r = put_reports(store, memo, batch);
	if (r == 0)
		r = put_newest(store, batch, sink->counts);
	if (r == 0)
		r = hw_fleet_tally(sink, batch);
	if (r == 0)
		r = resolve(store, memo, HW_FLEET_CONFLICT);
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
	if (r < 0)
		hw_store_rollback(sink->store);
	return r;
}

int hw_fleet_sink_open(struct hw_fleet_sink *sink)
{
	int r;

	sink->failed = sink->store;
	r = hw_store_exec(
		sink->store,
		"CREATE TEMP TABLE stage (n bigint, digest text);"
		"CREATE TEMP TABLE stage_report (n bigint, machine_id integer, "
		"generated text);"
		"CREATE TEMP TABLE stage_current (machine_id integer PRIMARY KEY, "
		"report_id bigint);"
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
