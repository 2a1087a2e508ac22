// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A report that did not look at all buses, as of "list" without --all or a dump of lspci,
 * tells nothing of the others: it does not take the place of one that has devices there.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/text_set.h"
#include "report/fleet/internal.h"

struct buses_of_set {
	int32_t set_id;
	struct hw_text_set buses;
};

struct hw_fleet_buses {
	struct hw_arena arena;
	/* of the database */
	struct buses_of_set *v;
	size_t n;
	size_t room;
};

static int add(struct hw_fleet_buses *b, int32_t set_id, struct hw_text bus)
{
	struct hw_text kept = hw_arena_copy(&b->arena, bus);
	int r;

	if (!b->n || b->v[b->n - 1].set_id != set_id) {
		r = HW_ARRAY_GROW(b->v, b->n, &b->room, 64);
		if (r < 0)
			return r;
		b->v[b->n++] = (struct buses_of_set){.set_id = set_id};
	}
	return kept.s ? hw_text_set_add(&b->v[b->n - 1].buses, kept) : -ENOMEM;
}

static int read_buses(struct hw_fleet_buses *b, struct hw_store *store, const char *sql)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store, sql, NULL, 0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		r = add(b, (int32_t)v[0].number, v[1].text);
		if (r < 0)
			break;
	}
	hw_store_rows_close(rows);
	return r < 0 ? r : 0;
}

int hw_fleet_buses_open(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch,
			struct hw_fleet_buses **ret)
{
	struct hw_fleet_buses *b = hw_calloc(1, sizeof(*b));
	struct hw_buffer sql = {.s = NULL};
	char id[24];
	size_t n = 0;
	int r = 0;

	*ret = b;
	if (!b)
		return -ENOMEM;
	hw_buffer_add(&sql, HW_TEXT("SELECT DISTINCT d.set_id, k.bus FROM device d "
				    "JOIN kind k ON k.id = d.kind_id WHERE d.set_id IN "
				    "("));
	for (size_t i = 0; i < batch->n; i++) {
		const struct hw_fleet_report *p = &batch->reports[i];

		if (!p->lacks_buses || !p->known.has_current)
			continue;
		snprintf(id, sizeof(id), "%s%d", n++ ? "," : "", p->known.current_set);
		hw_buffer_add(&sql, hw_text_of(id));
	}
	hw_buffer_add(&sql, HW_TEXT(") ORDER BY d.set_id"));
	hw_buffer_add_char(&sql, '\0');
	if (n)
		r = sql.failed ? -ENOMEM : read_buses(b, sink->store, sql.s);
	hw_buffer_done(&sql);
	return r;
}

void hw_fleet_buses_close(struct hw_fleet_buses *buses)
{
	if (!buses)
		return;
	for (size_t i = 0; i < buses->n; i++)
		hw_text_set_done(&buses->v[i].buses);
	free(buses->v);
	hw_arena_done(&buses->arena);
	free(buses);
}

static struct hw_text bus_of(const struct hw_fleet_memo *memo,
			     const struct hw_fleet_report *report, size_t device)
{
	uint32_t kind = report->ids[device].row->kind;
	struct hw_text key = memo->names[HW_FLEET_KIND].v[kind].key;

	return hw_fleet_cut(&key);
}

static bool has_bus(const struct hw_fleet_memo *memo,
		    const struct hw_fleet_report *report, struct hw_text bus)
{
	for (size_t i = 0; i < report->n; i++)
		if (hw_text_eq(bus_of(memo, report, i), bus))
			return true;
	return false;
}

bool hw_fleet_buses_lack(const struct hw_fleet_buses *buses,
			 const struct hw_fleet_memo *memo,
			 const struct hw_fleet_report *report)
{
	const struct hw_fleet_report *in_batch = report->known.current_in_batch;
	struct hw_text last = HW_NO_TEXT;

	if (!report->lacks_buses || !report->known.has_current)
		return false;
	/* devices are in the order of their buses */
	for (size_t i = 0; in_batch && i < in_batch->n; i++) {
		struct hw_text bus = bus_of(memo, in_batch, i);

		if (!hw_text_eq(bus, last) && !has_bus(memo, report, bus))
			return true;
		last = bus;
	}
	for (size_t i = 0; !in_batch && i < buses->n; i++) {
		const struct buses_of_set *set = &buses->v[i];

		if (set->set_id != report->known.current_set)
			continue;
		for (size_t k = 0; k < set->buses.n; k++)
			if (!has_bus(memo, report, set->buses.v[k]))
				return true;
	}
	return false;
}
