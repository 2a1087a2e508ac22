// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where the devices are: the table device, or where the table shard names other servers,
 * a partition on each of them:
 *
 *	main server	device, of which device_0 … are foreign tables (postgres_fdw)
 *	other servers	device_0, device_1 …: filled by COPY, all at the same time
 *
 * The other servers commit first. Sets are never changed and have ids of their own: what
 * is committed there and not on the main server belongs to no report, and is removed when
 * the load goes on.
 */
#include <errno.h>

#include "report/fleet/internal.h"

#define COLUMNS "set_id,address_id,kind_id,verdict_id,is_notable"

struct place {
	struct hw_store *store;
	/* the partition; of a server of its own */
	char *relation;
	bool is_remote;
};

struct hw_fleet_places {
	struct hw_store *store;
	struct place *v;
	size_t n;
	size_t room;
	/* sets to be removed on other servers, with commas */
	struct hw_buffer removed;
	/* of each set of a batch, the place of its devices */
	uint8_t *of_set;
	size_t of_set_room;
};

static int add_place(struct hw_fleet_places *p, struct hw_store *store,
		     const char *relation, bool is_remote)
{
	struct place *place;

	if (HW_ARRAY_GROW(p->v, p->n, &p->room, 4) < 0)
		return -ENOMEM;
	place = &p->v[p->n];
	*place = (struct place){
		.store = store, .relation = strdup(relation), .is_remote = is_remote};
	p->n++;
	return place->relation ? 0 : -ENOMEM;
}

struct shard {
	struct hw_text url;
	struct hw_text relation;
};

struct shards {
	struct hw_arena arena;
	struct shard *v;
	size_t n;
	size_t room;
};

static int read_shards(struct hw_store *store, struct shards *ret)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store,
			       "SELECT url, relation FROM shard ORDER BY remainder", NULL,
			       0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		if (HW_ARRAY_GROW(ret->v, ret->n, &ret->room, 8) < 0) {
			r = -ENOMEM;
			break;
		}
		ret->v[ret->n++] = (struct shard){
			.url = hw_arena_copy(&ret->arena, v[0].text),
			.relation = hw_arena_copy(&ret->arena, v[1].text),
		};
	}
	hw_store_rows_close(rows);
	return hw_arena_failed(&ret->arena) ? -ENOMEM : r;
}

static int open_shards(struct hw_fleet_places *p, const struct hw_store **ret_failed)
{
	struct shards shards = {.n = 0};
	int r = read_shards(p->store, &shards);

	for (size_t i = 0; r == 0 && i < shards.n; i++) {
		struct hw_store *store;

		r = hw_store_open(shards.v[i].url.s, HW_STORE_WRITE, &store);
		if (store && add_place(p, store, shards.v[i].relation.s, true) < 0)
			r = -ENOMEM;
		if (r < 0)
			*ret_failed = store;
	}
	free(shards.v);
	hw_arena_done(&shards.arena);
	return r;
}

int hw_fleet_places_open(struct hw_store *store, struct hw_fleet_places **ret,
			 const struct hw_store **ret_failed)
{
	struct hw_fleet_places *p = calloc(1, sizeof(*p));
	int r = 0;

	*ret = p;
	*ret_failed = store;
	if (!p)
		return -ENOMEM;
	p->store = store;
	if (hw_store_kind(store) == HW_STORE_POSTGRESQL)
		r = open_shards(p, ret_failed);
	if (r == 0 && !p->n)
		r = add_place(p, store, "device", false);
	return r;
}

void hw_fleet_places_close(struct hw_fleet_places *places)
{
	if (!places)
		return;
	for (size_t i = 0; i < places->n; i++) {
		if (places->v[i].is_remote)
			hw_store_close(places->v[i].store);
		free(places->v[i].relation);
	}
	free(places->v);
	hw_buffer_done(&places->removed);
	free(places->of_set);
	free(places);
}

/* Asks the main server, which has the hash function of partitions, for the partition of
 * each set. */
static int find_places(struct hw_fleet_places *p, const struct hw_fleet_set *sets,
		       size_t n)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	char sql[320];
	size_t count;
	int r;

	if (p->n == 1)
		return 0;
	count = (size_t)(sets[n - 1].id - sets[0].id) + 1;
	while (p->of_set_room < count)
		if (hw_array_grow(&p->of_set, 1, &p->of_set_room, 4096) < 0)
			return -ENOMEM;
	snprintf(sql, sizeof(sql),
		 "SELECT g, r FROM generate_series(%d, %d) g, generate_series(0, %zu) r "
		 "WHERE satisfies_hash_partition('device'::regclass, %zu, r, g)",
		 sets[0].id, sets[n - 1].id, p->n - 1, p->n);
	r = hw_store_query(p->store, sql, NULL, 0, &rows);
	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0)
		if (v[0].number >= sets[0].id && v[0].number <= sets[n - 1].id)
			p->of_set[v[0].number - sets[0].id] = (uint8_t)v[1].number;
	hw_store_rows_close(rows);
	return r;
}

static int put_set(struct hw_store *store, const struct hw_fleet_set *set)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < set->n; i++) {
		const struct hw_fleet_ids *d = &set->ids[i];
		struct hw_value row[5] = {
			hw_value_number(set->id),
			hw_value_number(d->address),
			hw_value_number(d->kind),
			hw_value_number(d->verdict),
			hw_value_number(d->row->is_notable),
		};

		r = hw_store_bulk_row(store, row);
	}
	return r;
}

/* Begins to send devices; what a load that was cut off has left is removed. */
static int begin_place(const struct place *place, int64_t highest)
{
	char sql[160];
	int r = 0;

	if (place->is_remote) {
		snprintf(sql, sizeof(sql), "BEGIN; DELETE FROM %s WHERE set_id > %lld",
			 place->relation, (long long)highest);
		r = hw_store_exec(place->store, sql);
	}
	if (r == 0)
		r = hw_store_bulk_begin(place->store, place->relation, COLUMNS, 5);
	return r;
}

/* Does a step at each place; stops at the first failure. */
static int at_each(struct hw_fleet_places *p, int (*step)(struct hw_store *store),
		   bool only_remote, const struct hw_store **ret_failed)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < p->n; i++) {
		if (only_remote && !p->v[i].is_remote)
			continue;
		*ret_failed = p->v[i].store;
		r = step(p->v[i].store);
	}
	return r;
}

/* The set's place is that of its id, and sets come in the order of their ids. */
static int send(struct hw_fleet_places *p, const struct hw_fleet_set *sets, size_t n,
		const struct hw_store **ret_failed)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < n; i++) {
		size_t at = p->n == 1 ? 0 : p->of_set[sets[i].id - sets[0].id];
		struct hw_store *store = p->v[at < p->n ? at : 0].store;

		*ret_failed = store;
		r = put_set(store, &sets[i]);
	}
	return r;
}

int hw_fleet_places_put(struct hw_fleet_places *places, const struct hw_fleet_set *sets,
			size_t n, int64_t highest, const struct hw_store **ret_failed)
{
	struct hw_fleet_places *p = places;
	int r;

	*ret_failed = p->store;
	if (!n)
		return 0;
	r = find_places(p, sets, n);
	for (size_t i = 0; r == 0 && i < p->n; i++) {
		*ret_failed = p->v[i].store;
		r = begin_place(&p->v[i], highest);
	}
	if (r == 0)
		r = send(p, sets, n, ret_failed);
	if (r == 0)
		r = at_each(p, hw_store_bulk_end, false, ret_failed);
	if (r == 0)
		r = at_each(p, hw_store_bulk_wait, false, ret_failed);
	if (r == 0)
		r = at_each(p, hw_store_commit, true, ret_failed);
	if (r == 0)
		*ret_failed = p->store;
	return r;
}

int hw_fleet_places_remove(struct hw_fleet_places *places)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	char id[24];
	int r;

	places->removed.n = 0;
	if (!places->v[0].is_remote)
		return hw_store_exec(places->store, "DELETE FROM device WHERE set_id IN "
						    "(SELECT n FROM stage)");
	r = hw_store_query(places->store, "SELECT n FROM stage", NULL, 0, &rows);
	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		snprintf(id, sizeof(id), "%s%lld", places->removed.n ? "," : "",
			 (long long)v[0].number);
		hw_buffer_add(&places->removed, hw_text_of(id));
	}
	hw_store_rows_close(rows);
	return places->removed.failed ? -ENOMEM : r;
}

int hw_fleet_places_committed(struct hw_fleet_places *places,
			      const struct hw_store **ret_failed)
{
	struct hw_arena arena = {0};
	int r = 0;

	for (size_t i = 0; r == 0 && places->removed.n && i < places->n; i++) {
		struct hw_text sql = hw_arena_printf(
			&arena, "DELETE FROM %s WHERE set_id IN (%.*s)",
			places->v[i].relation, (int)places->removed.n, places->removed.s);

		*ret_failed = places->v[i].store;
		r = sql.s ? hw_store_exec(places->v[i].store, sql.s) : -ENOMEM;
	}
	places->removed.n = 0;
	hw_arena_done(&arena);
	return r;
}

/* A set as often as machines have it no more, as a table. */
static void add_weights(struct hw_buffer *sql, const struct hw_fleet_weight *weights,
			size_t n)
{
	char row[32];

	for (size_t i = 0; i < n; i++) {
		snprintf(row, sizeof(row), "%s(%d,%d)", i ? "," : "", weights[i].set_id,
			 weights[i].machines);
		hw_buffer_add(sql, hw_text_of(row));
	}
}

static int count_place(const struct place *place, const struct hw_fleet_weight *weights,
		       size_t n, hw_fleet_count_fn *fn, void *arg)
{
	struct hw_buffer sql = {.s = NULL};
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r;

	hw_buffer_add(&sql, HW_TEXT("SELECT d.kind_id, d.verdict_id, "
				    "CAST(sum(w.column2) AS bigint) FROM (VALUES "));
	add_weights(&sql, weights, n);
	hw_buffer_add(&sql, HW_TEXT(") w JOIN "));
	hw_buffer_add(&sql, hw_text_of(place->relation));
	hw_buffer_add(&sql, HW_TEXT(" d ON d.set_id = w.column1 "
				    "GROUP BY d.kind_id, d.verdict_id"));
	hw_buffer_add_char(&sql, '\0');
	r = sql.failed ? -ENOMEM : hw_store_query(place->store, sql.s, NULL, 0, &rows);
	hw_buffer_done(&sql);
	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		r = fn(arg, (int32_t)v[0].number, (int32_t)v[1].number, v[2].number);
		if (r < 0)
			break;
	}
	hw_store_rows_close(rows);
	return r;
}

int hw_fleet_places_count(struct hw_fleet_places *places,
			  const struct hw_fleet_weight *weights, size_t n,
			  hw_fleet_count_fn *fn, void *arg,
			  const struct hw_store **ret_failed)
{
	int r = 0;

	for (size_t i = 0; r == 0 && n && i < places->n; i++) {
		*ret_failed = places->v[i].store;
		r = count_place(&places->v[i], weights, n, fn, arg);
	}
	if (r == 0)
		*ret_failed = places->store;
	return r;
}

/* Tells each server's planner what its tables have now. */
int hw_fleet_places_analyze(struct hw_fleet_places *places,
			    const struct hw_store **ret_failed)
{
	static const char *const own[] = {
		"ANALYZE machine",  "ANALYZE report",	  "ANALYZE kind",
		"ANALYZE verdict",  "ANALYZE address",	  "ANALYZE model",
		"ANALYZE platform", "ANALYZE device_set", "ANALYZE tally",
	};
	char sql[80];
	int r = 0;

	*ret_failed = places->store;
	for (size_t i = 0; r == 0 && i < HW_ARRAY_SIZE(own); i++)
		r = hw_store_exec(places->store, own[i]);
	for (size_t i = 0; r == 0 && i < places->n; i++) {
		*ret_failed = places->v[i].store;
		snprintf(sql, sizeof(sql), "ANALYZE %s", places->v[i].relation);
		r = hw_store_exec(places->v[i].store, sql);
	}
	return r;
}
