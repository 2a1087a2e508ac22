// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * All devices of a report are a set, which is known by the digest of its ids: address,
 * kind and verdict of each device, in the order of addresses. Its hardware is another
 * digest, of what equal models have in common.
 */
#include <errno.h>
#include <stdio.h>

#include "report/fleet/internal.h"

/* Of equal addresses, in the order of the report. */
static int compare_address(const void *a, const void *b)
{
	const struct hw_fleet_ids *x = a;
	const struct hw_fleet_ids *y = b;
	int c = (x->address > y->address) - (x->address < y->address);

	return c ? c : (x->row > y->row) - (x->row < y->row);
}

/* The devices of a report, each address once: the first of those that have it. */
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

static struct hw_fleet_digest set_digest(const struct hw_fleet_ids *ids, size_t n,
					 uint8_t *scratch)
{
	uint8_t *to = scratch;

	for (size_t i = 0; i < n; i++) {
		put32(&to, ids[i].address);
		put32(&to, ids[i].kind);
		put32(&to, ids[i].verdict);
	}
	return hw_fleet_digest_of(scratch, (size_t)(to - scratch));
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

static int compare_text(const void *a, const void *b)
{
	const struct hw_text *x = a;
	const struct hw_text *y = b;

	return hw_text_cmp(*x, *y);
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
			   struct hw_arena *arena, struct hw_fleet_digest *ret)
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
	*ret = hw_fleet_digest_of(all.n ? all.s : "", all.n);
	failed = all.failed;
	hw_buffer_done(&all);
	return failed ? -ENOMEM : 0;
}

/* Whether a device has a number in the place of its address: "usb:bus1-dev2",
 * "pci:line-3", as data/dump calls it. */
static bool is_unplaced(struct hw_text id)
{
	hw_text_cut(&id, ':');
	if (hw_text_starts(id, HW_TEXT("line-")))
		return true;
	return hw_text_starts(id, HW_TEXT("bus")) &&
	       hw_text_starts(hw_text_from(id, hw_text_find(id, '-')), HW_TEXT("-dev"));
}

/* What tells a set from others that tell of the same machine: "1" if it is deep, and the
 * buses of its devices without a place. */
static int depth_of(const struct hw_fleet_memo *memo, const struct hw_fleet_ids *ids,
		    size_t n, struct hw_text *ret_deep, struct hw_buffer *unplaced)
{
	struct hw_text_set buses = {.n = 0};
	int r = 0;

	*ret_deep = HW_TEXT("0");
	for (size_t i = 0; r == 0 && i < n; i++) {
		const struct hw_fleet_row *row = ids[i].row;
		struct hw_text kind = memo->names[HW_FLEET_KIND].v[row->kind].key;
		struct hw_text address =
			memo->names[HW_FLEET_ADDRESS].v[row->address].key;

		/* the last columns are a digit each: deep, and plugged in */
		if (kind.n > 2 && kind.s[kind.n - 3] == '1')
			*ret_deep = HW_TEXT("1");
		if (is_unplaced(address))
			r = hw_text_set_add(&buses, hw_fleet_cut(&kind));
	}
	if (buses.n)
		qsort(buses.v, buses.n, sizeof(*buses.v), compare_text);
	for (size_t i = 0; i < buses.n; i++) {
		if (i)
			hw_buffer_add_char(unplaced, ',');
		hw_buffer_add(unplaced, buses.v[i]);
	}
	hw_text_set_done(&buses);
	return unplaced->failed ? -ENOMEM : r;
}

/* The row of a set that the memo does not have. */
static int add_set(struct hw_fleet_memo *memo, const struct hw_fleet_ids *ids, size_t n,
		   const struct hw_fleet_digest *digest, struct hw_arena *arena,
		   uint32_t *ret)
{
	struct hw_fleet_digest hardware;
	struct hw_buffer unplaced = {.s = NULL};
	struct hw_text text[5];
	struct hw_text key;
	char count[24];
	int r = hardware_digest(memo, ids, n, arena, &hardware);

	if (r == 0)
		r = depth_of(memo, ids, n, &text[3], &unplaced);
	text[4] = unplaced.n
			  ? hw_arena_copy(arena, (struct hw_text){unplaced.s, unplaced.n})
			  : HW_NO_TEXT;
	hw_buffer_done(&unplaced);
	if (r < 0)
		return r;
	snprintf(count, sizeof(count), "%zu", n);
	text[0] = (struct hw_text){digest->s, HW_FLEET_DIGEST};
	text[1] = (struct hw_text){hardware.s, HW_FLEET_DIGEST};
	text[2] = hw_text_of(count);
	hw_fleet_join(&memo->key, text, HW_ARRAY_SIZE(text), &memo->arena);
	if (memo->key.failed)
		return -ENOMEM;
	r = hw_fleet_memo_name(memo, HW_FLEET_SET,
			       (struct hw_text){memo->key.s, memo->key.n}, ret);
	if (r < 0)
		return r;
	key = memo->names[HW_FLEET_SET].v[*ret].key;
	return hw_text_index_add(&memo->sets, hw_text_head(key, HW_FLEET_DIGEST), *ret);
}

int hw_fleet_sets_name(struct hw_fleet_memo *memo, struct hw_fleet_batch *batch,
		       struct hw_fleet_report *report)
{
	struct hw_fleet_ids *ids =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_ids, report->n + 1);
	uint8_t *scratch = HW_ARENA_NEW(&batch->arena, uint8_t, 12 * (report->n + 1));
	struct hw_fleet_digest digest;
	const size_t *place;

	if (!ids || !scratch)
		return -ENOMEM;
	report->n = ids_of(memo, batch->rows + report->first, report->n, ids);
	report->ids = ids;
	digest = set_digest(ids, report->n, scratch);
	place = hw_text_index_find(&memo->sets,
				   (struct hw_text){digest.s, HW_FLEET_DIGEST});
	if (place) {
		report->set = (uint32_t)*place;
		return 0;
	}
	return add_set(memo, ids, report->n, &digest, &batch->arena, &report->set);
}

int hw_fleet_sets_number(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
			 struct hw_fleet_batch *batch)
{
	int r = hw_fleet_highest_id(sink->store, "device_set", &sink->highest_set);

	if (r == 0)
		r = hw_fleet_names_number(sink->store, memo, HW_FLEET_SET);
	for (size_t i = 0; r == 0 && i < batch->n; i++) {
		struct hw_fleet_report *report = &batch->reports[i];
		struct hw_fleet_name *name = &memo->names[HW_FLEET_SET].v[report->set];
		struct hw_text key = name->key;

		hw_fleet_cut(&key);
		report->hardware = hw_fleet_cut(&key);
		report->set_id = name->id;
		/* until one is stored that has it */
		name->is_unused = name->is_new;
	}
	return r;
}

static int compare_set(const void *a, const void *b)
{
	const struct hw_fleet_set *x = a;
	const struct hw_fleet_set *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

int hw_fleet_sets_put(struct hw_fleet_sink *sink, struct hw_fleet_memo *memo,
		      struct hw_fleet_batch *batch)
{
	struct hw_fleet_names *names = &memo->names[HW_FLEET_SET];
	struct hw_fleet_set *sets =
		HW_ARENA_NEW(&batch->arena, struct hw_fleet_set, batch->n + 1);
	size_t n = 0;
	int r;

	if (!sets)
		return -ENOMEM;
	for (size_t i = 0; i < batch->n; i++)
		if (hw_fleet_is_kept(&batch->reports[i]))
			names->v[batch->reports[i].set].is_unused = false;
	r = hw_fleet_names_put(sink->store, memo, HW_FLEET_SET);
	for (size_t i = 0; i < batch->n; i++) {
		const struct hw_fleet_report *report = &batch->reports[i];
		struct hw_fleet_name *name = &names->v[report->set];

		sink->is_memo_stale |= name->is_unused;
		if (!name->is_new || name->is_unused)
			continue;
		name->is_new = false;
		sets[n++] = (struct hw_fleet_set){name->id, report->ids, report->n};
	}
	qsort(sets, n, sizeof(*sets), compare_set);
	return r < 0 ? r
		     : hw_fleet_places_put(sink->places, sets, n, sink->highest_set,
					   &sink->failed);
}
