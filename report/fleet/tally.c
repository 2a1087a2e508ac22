// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The table tally: of each kind and verdict, how many devices there are now. A batch adds
 * the devices of reports that become current, whose rows are at hand, and takes off those
 * of the reports before, whose rows are read. A machine whose devices are as they were
 * changes nothing.
 */
#include <errno.h>

#include "data/base/hash.h"
#include "report/fleet/internal.h"

struct count {
	int32_t kind;
	/* 0: the slot is free */
	int32_t verdict;
	int64_t devices;
};

/* A hash table; its room is a power of two. */
struct counts {
	struct count *v;
	size_t n;
	size_t room;
};

static struct count *slot_of(const struct counts *c, int32_t kind, int32_t verdict)
{
	uint64_t hash =
		hw_hash_word(0, (uint64_t)(uint32_t)kind << 32 | (uint32_t)verdict);
	size_t i = (size_t)hash & (c->room - 1);

	while (c->v[i].verdict && (c->v[i].verdict != verdict || c->v[i].kind != kind))
		i = (i + 1) & (c->room - 1);
	return &c->v[i];
}

static int grow(struct counts *c)
{
	struct counts larger = {.n = c->n, .room = c->room ? 2 * c->room : 1024};

	larger.v = hw_calloc(larger.room, sizeof(*larger.v));
	if (!larger.v)
		return -ENOMEM;
	for (size_t i = 0; i < c->room; i++)
		if (c->v[i].verdict)
			*slot_of(&larger, c->v[i].kind, c->v[i].verdict) = c->v[i];
	free(c->v);
	*c = larger;
	return 0;
}

static int add(struct counts *c, int32_t kind, int32_t verdict, int64_t devices)
{
	struct count *slot;

	if (2 * (c->n + 1) > c->room && grow(c) < 0)
		return -ENOMEM;
	slot = slot_of(c, kind, verdict);
	if (!slot->verdict) {
		*slot = (struct count){.kind = kind, .verdict = verdict};
		c->n++;
	}
	slot->devices += devices;
	return 0;
}

static int add_new(struct counts *c, const struct hw_fleet_batch *batch)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];

		for (size_t d = 0;
		     report->is_current && !report->is_same && r == 0 && d < report->n;
		     d++)
			r = add(c, report->ids[d].kind, report->ids[d].verdict, 1);
	}
	return r;
}

static int compare_set(const void *a, const void *b)
{
	const struct hw_fleet_weight *x = a;
	const struct hw_fleet_weight *y = b;

	return (x->set_id > y->set_id) - (x->set_id < y->set_id);
}

/* Whether a report of the database is current no more, so that a machine has its devices
 * no more, or is it again. */
static bool is_changed(const struct hw_fleet_current *c, bool is_current)
{
	return !c->in_batch && c->was_current != is_current &&
	       c->is_current == is_current && !c->is_same;
}

/* Counts those reports, and lists their sets unless `to` is NULL. */
static size_t list_changed(const struct hw_fleet_batch *batch, bool is_current,
			   struct hw_fleet_weight *to)
{
	size_t n = 0;

	for (size_t i = 0; i < batch->n; i++) {
		const struct hw_fleet_current *c =
			batch->reports[i].before ? NULL : batch->reports[i].now->first;

		for (; c; c = c->next) {
			if (!is_changed(c, is_current))
				continue;
			if (to)
				to[n] = (struct hw_fleet_weight){
					.set_id = c->set_id,
					.machines = 1,
				};
			n++;
		}
	}
	return n;
}

/* The sets, each once. */
static size_t merge(struct hw_fleet_weight *v, size_t all)
{
	size_t n = 0;

	if (all)
		qsort(v, all, sizeof(*v), compare_set);
	for (size_t i = 0; i < all; i++) {
		if (n && v[n - 1].set_id == v[i].set_id)
			v[n - 1].machines++;
		else
			v[n++] = v[i];
	}
	return n;
}

static int take_off(void *arg, int32_t kind, int32_t verdict, int64_t devices)
{
	return add(arg, kind, verdict, -devices);
}

static int put_on(void *arg, int32_t kind, int32_t verdict, int64_t devices)
{
	return add(arg, kind, verdict, devices);
}

static int take_changed(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch,
			bool is_current, struct counts *c)
{
	size_t n = list_changed(batch, is_current, NULL);
	struct hw_fleet_weight *old = hw_calloc(n + 1, sizeof(*old));
	int r;

	if (!old)
		return -ENOMEM;
	list_changed(batch, is_current, old);
	r = hw_fleet_places_count(sink->places, old, merge(old, n),
				  is_current ? put_on : take_off, c, &sink->failed);
	free(old);
	return r;
}

static int put(struct hw_store *store, const struct counts *c)
{
	int r = hw_store_exec(store, "DELETE FROM stage_tally");

	if (r == 0)
		r = hw_store_bulk_begin(store, "stage_tally",
					"kind_id,verdict_id,devices", 3);
	for (size_t i = 0; r == 0 && i < c->room; i++) {
		struct hw_value row[3] = {
			hw_value_number(c->v[i].kind),
			hw_value_number(c->v[i].verdict),
			hw_value_number(c->v[i].devices),
		};

		if (c->v[i].verdict && c->v[i].devices)
			r = hw_store_bulk_row(store, row);
	}
	if (r == 0)
		r = hw_store_bulk_end(store);
	if (r == 0)
		r = hw_store_bulk_wait(store);
	/* WHERE tells SQLite that ON is no part of a join */
	if (r == 0)
		r = hw_store_exec(
			store, "INSERT INTO tally (kind_id, verdict_id, devices) "
			       "SELECT kind_id, verdict_id, devices FROM stage_tally "
			       "WHERE true ON CONFLICT (kind_id, verdict_id) DO UPDATE "
			       "SET devices = tally.devices + excluded.devices");
	return r;
}

int hw_fleet_tally(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch)
{
	struct counts counts = {.n = 0};
	int r = add_new(&counts, batch);

	if (r == 0)
		r = take_changed(sink, batch, false, &counts);
	if (r == 0)
		r = take_changed(sink, batch, true, &counts);
	if (r == 0 && counts.n)
		r = put(sink->store, &counts);
	free(counts.v);
	return r;
}
