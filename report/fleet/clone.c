// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whether a report of a machine's model is of another machine that has its key, by the
 * parts that are built in, on buses of which both tell: of PCI where both have some, else
 * all that are at no plug. A part whose ids are not told is none.
 *
 *	less than half of the smaller number is in both		another machine
 *	the hardware is that of an earlier report, and each
 *	of the two has what the other has not			two machines in turn
 *
 * A card that was added, and taken out again, leaves all others in both.
 *
 * Of partial reports of one time and the same buses, as of lspci with other options, the
 * one that tells more is kept, unless they are of two machines: where the ids of all
 * devices are told in both, one has a device that the other has not, plugged in or not;
 * else as above.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/hash.h"
#include "report/fleet/internal.h"

struct part {
	uint64_t hash;
	struct hw_text bus;
	bool is_pci;
	bool is_plugged;
};

struct parts {
	int32_t set_id;
	struct part *v;
	size_t n;
	size_t room;
	/* how many facts are told of its devices, of the four that forms of dumps tell */
	int64_t facts;
	/* devices whose ids are not told */
	size_t untold;
};

struct hw_fleet_clones {
	struct hw_arena arena;
	/* of sets in the database, in the order of their ids */
	struct parts *v;
	size_t n;
	size_t room;
};

static int compare_part(const void *a, const void *b)
{
	const struct part *x = a;
	const struct part *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Sorts, each once. */
static void sort(struct parts *p)
{
	size_t n = 0;

	if (p->n)
		qsort(p->v, p->n, sizeof(*p->v), compare_part);
	for (size_t i = 0; i < p->n; i++)
		if (!i || p->v[i].hash != p->v[n - 1].hash)
			p->v[n++] = p->v[i];
	p->n = n;
}

/* In the place of an id that is not told a modalias has a '*'. */
static bool is_told(struct hw_text ids)
{
	return ids.n && hw_text_find(ids, '*') == ids.n;
}

/* The bus is borrowed. */
static int add(struct parts *p, struct hw_text bus, struct hw_text ids, bool is_plugged)
{
	uint64_t hash = hw_hash_text(0, bus);

	p->untold += !is_told(ids);
	if (!is_told(ids))
		return 0;
	if (HW_ARRAY_GROW(p->v, p->n, &p->room, 64) < 0)
		return -ENOMEM;
	p->v[p->n++] = (struct part){
		.hash = hw_hash_text(hash, ids),
		.bus = bus,
		.is_pci = hw_text_eq(bus, HW_TEXT("pci")),
		.is_plugged = is_plugged,
	};
	return 0;
}

/* The parts of a report of the batch. */
static int take_report(const struct hw_fleet_memo *memo,
		       const struct hw_fleet_report *report, struct parts *ret)
{
	int r = 0;

	*ret = (struct parts){.n = 0};
	for (size_t i = 0; r == 0 && i < report->n; i++) {
		uint32_t kind = report->ids[i].row->kind;
		struct hw_text key = memo->names[HW_FLEET_KIND].v[kind].key;
		bool is_plugged = key.n && key.s[key.n - 1] == '1';
		struct hw_text bus = hw_fleet_cut(&key);
		struct hw_text ids = hw_fleet_cut(&key);
		struct hw_text verdict =
			memo->names[HW_FLEET_VERDICT].v[report->ids[i].row->verdict].key;

		ret->facts += is_told(ids);
		ret->facts += hw_fleet_cut(&key).n > 0;
		/* behind the state and its reason: the driver, its module, others */
		hw_fleet_cut(&verdict);
		hw_fleet_cut(&verdict);
		ret->facts += hw_fleet_cut(&verdict).n > 0;
		hw_fleet_cut(&verdict);
		ret->facts += hw_fleet_cut(&verdict).n > 0;
		r = add(ret, bus, ids, is_plugged);
	}
	sort(ret);
	return r;
}

/* --- Sets of the database --- */

/* Of a report that has the model of its machine, and other hardware. */
static bool is_in_doubt(const struct hw_fleet_report *report)
{
	const struct hw_fleet_known *k = &report->known;

	return k->has_current && !k->is_there && !k->has_other_model &&
	       !hw_text_eq(k->hardware, report->hardware);
}

/* Another form of a report that is there. */
static bool is_other_form(const struct hw_fleet_report *report)
{
	const struct hw_fleet_known *k = &report->known;

	return k->is_there && k->is_complete && report->is_complete && report->buses.s &&
	       k->set_id != report->set_id && !k->is_other_model;
}

/* Asks for all sets at once: their ids are told to other servers, which look up these
 * alone. */
static int read_sets(struct hw_fleet_clones *c, struct hw_store *store, const char *sql)
{
	const struct hw_value *v;
	struct hw_store_rows *rows;
	int r = hw_store_query(store, sql, NULL, 0, &rows);

	if (r < 0)
		return r;
	while ((r = hw_store_rows_next(rows, &v)) > 0) {
		struct parts *p = c->n ? &c->v[c->n - 1] : NULL;

		if (!p || p->set_id != v[0].number) {
			r = HW_ARRAY_GROW(c->v, c->n, &c->room, 64);
			if (r < 0)
				break;
			p = &c->v[c->n++];
			*p = (struct parts){.set_id = (int32_t)v[0].number};
		}
		p = &c->v[c->n - 1];
		p->facts += v[4].number;
		r = add(p, hw_arena_copy(&c->arena, v[1].text), v[2].text,
			v[3].number != 0);
		if (r < 0)
			break;
	}
	hw_store_rows_close(rows);
	for (size_t i = 0; i < c->n; i++)
		sort(&c->v[i]);
	return r;
}

/* clang-format off */
#define FACTS \
	"(CASE WHEN k.ids <> '' AND k.ids NOT LIKE '%*%' THEN 1 ELSE 0 END " \
	"+ CASE WHEN k.subsystem_ids IS NULL THEN 0 ELSE 1 END " \
	"+ CASE WHEN v.driver IS NULL THEN 0 ELSE 1 END " \
	"+ CASE WHEN v.modules IS NULL THEN 0 ELSE 1 END) "
/* clang-format on */

int hw_fleet_clones_open(struct hw_fleet_sink *sink, const struct hw_fleet_batch *batch,
			 struct hw_fleet_clones **ret)
{
	struct hw_fleet_clones *c = hw_calloc(1, sizeof(*c));
	struct hw_buffer sql = {.s = NULL};
	char id[24];
	size_t n = 0;
	int r = 0;

	*ret = c;
	if (!c)
		return -ENOMEM;
	hw_buffer_add(&sql, HW_TEXT("SELECT d.set_id, k.bus, k.ids, k.is_plugged, " FACTS
				    "FROM device d JOIN kind k ON k.id = d.kind_id "
				    "JOIN verdict v ON v.id = d.verdict_id WHERE "
				    "d.set_id IN ("));
	for (size_t i = 0; i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		bool is_form = is_other_form(report);

		if (!is_form && (!is_in_doubt(report) || sink->options->accept_changed))
			continue;
		snprintf(id, sizeof(id), "%s%d", n++ ? "," : "",
			 is_form ? report->known.set_id : report->known.current_set);
		hw_buffer_add(&sql, hw_text_of(id));
	}
	hw_buffer_add(&sql, HW_TEXT(") ORDER BY d.set_id"));
	hw_buffer_add_char(&sql, '\0');
	if (n)
		r = sql.failed ? -ENOMEM : read_sets(c, sink->store, sql.s);
	hw_buffer_done(&sql);
	return r;
}

void hw_fleet_clones_close(struct hw_fleet_clones *clones)
{
	for (size_t i = 0; clones && i < clones->n; i++)
		free(clones->v[i].v);
	if (clones) {
		free(clones->v);
		hw_arena_done(&clones->arena);
	}
	free(clones);
}

/* --- Doubts --- */

static bool is_built_in(const struct part *part, bool only_pci)
{
	return !part->is_plugged && (part->is_pci || !only_pci);
}

/* Those that are built in, on buses of which the other one tells, too. */
static size_t count(const struct parts *p, bool only_pci, struct hw_text others)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += is_built_in(&p->v[i], only_pci) &&
		     (!others.s || hw_fleet_buses_have(others, p->v[i].bus));
	return n;
}

static size_t count_common(const struct parts *a, const struct parts *b, bool only_pci)
{
	size_t n = 0;

	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		int c = compare_part(&a->v[i], &b->v[k]);

		n += c == 0 && is_built_in(&a->v[i], only_pci);
		i += c <= 0;
		k += c >= 0;
	}
	return n;
}

/* An earlier report, of the database or the batch, has the same hardware. */
static bool is_back(const struct hw_fleet_report *report)
{
	bool has = report->known.had_hardware;

	for (const struct hw_fleet_report *b = report->before; b && !has; b = b->before)
		has = hw_fleet_is_kept(b) && b->fate != HW_FLEET_ANOTHER &&
		      b->is_complete && hw_text_eq(b->hardware, report->hardware);
	return has;
}

/* `was_buses` and `now_buses`: of which the two tell. */
static const char *doubt(const struct parts *was, struct hw_text was_buses,
			 const struct parts *now, struct hw_text now_buses, bool is_back)
{
	bool only_pci = count(was, true, now_buses) && count(now, true, was_buses);
	size_t a = count(was, only_pci, now_buses);
	size_t b = count(now, only_pci, was_buses);
	size_t common = count_common(was, now, only_pci);

	if (2 * common < (a < b ? a : b))
		return "other devices";
	return is_back && common < a && common < b
		       ? "the devices of an earlier report again"
		       : NULL;
}

/* Of two reports of one time and the same buses: one has what the other has not. */
static bool has_others(const struct parts *a, const struct parts *b)
{
	if (a->untold || b->untold)
		return false;
	for (size_t i = 0; a->n == b->n && i < a->n; i++)
		if (a->v[i].hash != b->v[i].hash)
			return true;
	return a->n != b->n;
}

static const struct parts *find(const struct hw_fleet_clones *clones, int32_t set_id)
{
	for (size_t i = 0; i < clones->n; i++)
		if (clones->v[i].set_id == set_id)
			return &clones->v[i];
	return NULL;
}

int hw_fleet_clones_judge(const struct hw_fleet_clones *clones,
			  const struct hw_fleet_memo *memo,
			  struct hw_fleet_report *report)
{
	struct hw_fleet_known *k = &report->known;
	bool is_form = is_other_form(report);
	const struct hw_fleet_report *in_batch =
		is_form ? k->in_batch : k->current_in_batch;
	struct hw_text buses = is_form ? report->buses : k->buses;
	const struct parts *was = NULL;
	struct parts read = {.n = 0};
	struct parts now = {.n = 0};
	int r = 0;

	k->doubt = NULL;
	if (!is_form && !is_in_doubt(report))
		return 0;
	if (in_batch) {
		r = take_report(memo, in_batch, &read);
		was = &read;
	} else {
		was = find(clones, is_form ? k->set_id : k->current_set);
	}
	if (r == 0)
		r = take_report(memo, report, &now);
	if (r == 0 && was)
		k->doubt = doubt(was, buses, &now, report->buses,
				 !is_form && is_back(report));
	if (r == 0 && was && is_form && !k->doubt && has_others(was, &now))
		k->doubt = "other devices";
	k->tells_less = was && was->facts < now.facts;
	free(read.v);
	free(now.v);
	return r;
}
