// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/array.h"
#include "decoders/modalias.h"
#include "report/diff/internal.h"

/* Most devices above another one that are looked at. */
#define ABOVE_MAX 64

/* What one side may lack of all devices: told as a gap. */
enum fact {
	FACT_DRIVER,
	FACT_CANDIDATES,
	FACT_REVISION,
	FACT_FIRMWARE,
	FACT_LINK,
	FACT_SPEED,
	FACT_COUNT
};

struct comparison {
	struct hw_diff *diff;
	const struct hw_diff_side *a;
	const struct hw_diff_side *b;
	struct hw_diff_pairs pairs;
	bool with_names;
	/* of devices of a with a partner */
	bool *is_moved;
	bool *driver_changed;
	/* the device, or one that is a part of it */
	bool *family_changed;
	/* of each device, the change that it is told by; HW_DIFF_NONE: none */
	size_t *told_before;
	size_t *told_after;
	/* by side, the second one is `after` */
	size_t knows[2][FACT_COUNT];
	size_t lacks[2][FACT_COUNT];
	/* PCI devices whose revision neither side tells: each has one */
	size_t without_revision;
	/* PCI devices of whose link, and USB devices of whose speed neither side tells */
	size_t without_link;
	size_t without_speed;
};

static const struct hw_diff_device *partner_of(const struct comparison *c, size_t a)
{
	size_t b = c->pairs.after_of[a];

	return b == HW_DIFF_NONE ? NULL : &c->b->v[b];
}

static bool is_wanted(const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	return (a && a->is_selected) || (b && b->is_selected);
}

/* A list of modaliases, which has what has one, and of USB what has such parts. */
static bool lists_strings(const struct hw_diff_side *side)
{
	const struct hw_text list = HW_TEXT("modalias list");
	const struct hw_machine *m = side->machine;

	return m && m->is_dump && !m->dump.all_buses && m->dump.formats.n &&
	       memmem(m->dump.formats.s, m->dump.formats.n, list.s, list.n);
}

/* Of a broken string nobody sees that it is one, unless its path is before it. */
static bool has_whole_string(const struct hw_diff_device *d)
{
	const struct hw_text line =
		hw_text_head(d->modalias, hw_text_find(d->modalias, '\n'));
	struct hw_modalias m;

	return line.n && hw_decode_device(line, &m);
}

/* Of each device whether a part of it is there. Errors: NULL. */
static bool *find_wholes(const struct hw_diff_side *side, const size_t *above,
			 struct hw_arena *arena)
{
	bool *has_part = HW_ARENA_NEW(arena, bool, side->n);

	for (size_t i = 0; has_part && i < side->n; i++)
		if (above[i] != HW_DIFF_NONE &&
		    hw_bus_is_part(side->v[i].bus, side->v[i].kind))
			has_part[above[i]] = true;
	return has_part;
}

static bool tells_kind(const struct hw_diff_side *side, struct hw_text subsystem,
		       struct hw_text kind)
{
	struct hw_arena arena = {0};
	const struct hw_text key = hw_arena_printf(
		&arena, "%.*s/%.*s", HW_TEXT_ARG(subsystem), HW_TEXT_ARG(kind));
	const bool tells = hw_text_index_find(&side->told, key) != NULL;

	hw_arena_done(&arena);
	return tells;
}

/* Whether the side would have had the device. A list without kinds, as a report for
 * people, has those with a modalias, or that tell what they are. */
static bool tells_of(const struct hw_diff_side *side, const struct hw_diff_device *d)
{
	if (side->is_cut || side->is_excerpt || (d->is_in_class && lists_strings(side)))
		return false;
	return side->tells_all || hw_text_index_find(&side->told, d->subsystem) ||
	       tells_kind(side, d->subsystem, d->kind) ||
	       ((d->modalias.n || d->model.n) &&
		tells_kind(side, d->subsystem, HW_NO_TEXT));
}

static struct hw_diff_change *add(struct comparison *c, enum hw_diff_kind kind,
				  const struct hw_diff_device *a,
				  const struct hw_diff_device *b)
{
	struct hw_diff *d = c->diff;
	struct hw_diff_change *change;

	if (HW_ARENA_GROW(&d->arena, struct hw_diff_change, d->v, d->n, &d->room, 16) < 0)
		return NULL;
	change = &d->v[d->n++];
	*change = (struct hw_diff_change){.kind = kind, .before = a, .after = b};
	d->by_kind[kind]++;
	return change;
}

/* --- Facts of a pair --- */

/* Whether both sides tell it. Notes who does. */
static bool both_know(struct comparison *c, enum fact fact, bool a, bool b)
{
	c->knows[0][fact] += a;
	c->knows[1][fact] += b;
	c->lacks[0][fact] += b && !a;
	c->lacks[1][fact] += a && !b;
	return a && b;
}

static bool texts_differ(struct comparison *c, enum fact fact, struct hw_text a,
			 struct hw_text b)
{
	return both_know(c, fact, a.n, b.n) && !hw_text_eq(a, b);
}

static bool driver_differs(struct comparison *c, const struct hw_diff_device *a,
			   const struct hw_diff_device *b)
{
	if (!both_know(c, FACT_DRIVER, a->driver_known != HW_DRIVER_UNKNOWN,
		       b->driver_known != HW_DRIVER_UNKNOWN))
		return false;
	return a->driver_known != b->driver_known || !hw_text_eq(a->driver, b->driver) ||
	       (a->module.n && b->module.n && !hw_text_eq(a->module, b->module));
}

/* The modules of x that y lacks: not those that its kernel has built in, which most
 * kernels' tables do not list. */
static struct hw_text *only_in(struct comparison *c, const struct hw_diff_device *x,
			       const struct hw_diff_device *y,
			       const struct hw_diff_side *side, size_t *ret_n)
{
	struct hw_text *v =
		HW_ARENA_NEW(&c->diff->arena, struct hw_text, x->candidate_count);
	size_t at = 0;

	*ret_n = 0;
	for (size_t i = 0; v && i < x->candidate_count; i++) {
		struct hw_text module = x->candidates[i];

		while (at < y->candidate_count &&
		       hw_text_cmp(y->candidates[at], module) < 0)
			at++;
		if (at < y->candidate_count && hw_text_eq(y->candidates[at], module))
			continue;
		if (!side->is_builtin || side->is_builtin(side, module) != HW_YES)
			v[(*ret_n)++] = module;
	}
	return v;
}

static bool candidates_differ(struct comparison *c, const struct hw_diff_device *a,
			      const struct hw_diff_device *b, struct hw_diff_change *ret)
{
	if (!both_know(c, FACT_CANDIDATES, a->candidates_known, b->candidates_known))
		return false;
	ret->lost = only_in(c, a, b, c->b, &ret->lost_count);
	ret->gained = only_in(c, b, a, c->a, &ret->gained_count);
	return ret->lost_count || ret->gained_count;
}

/* Why a device has no driver, as far as both could find out. */
static bool reason_differs(const struct comparison *c, const struct hw_diff_device *a,
			   const struct hw_diff_device *b)
{
	return a->state == HW_STATE_UNBOUND && c->a->is_user == c->b->is_user &&
	       a->candidates_known && a->reason.n && b->reason.n &&
	       !hw_text_eq(a->reason, b->reason);
}

/* What a driver or candidates explain, its own or those of its parts, is not said again;
 * and without tables on one side the state is not known. */
static bool state_differs(const struct comparison *c, size_t i,
			  const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	size_t above = c->pairs.above_before[i];

	if (a->state == HW_STATE_UNKNOWN || b->state == HW_STATE_UNKNOWN ||
	    (a->state == b->state && !reason_differs(c, a, b)) ||
	    a->driver_known == HW_DRIVER_UNKNOWN ||
	    b->driver_known == HW_DRIVER_UNKNOWN ||
	    a->candidates_known != b->candidates_known)
		return false;
	return !c->family_changed[i] &&
	       !(hw_bus_is_part(a->bus, a->kind) && above != HW_DIFF_NONE &&
		 c->family_changed[above]);
}

static bool rates_differ(const struct hw_diff_rate *a, const struct hw_diff_rate *b)
{
	return (a->speed.n && b->speed.n && !hw_text_eq(a->speed, b->speed)) ||
	       (a->width && b->width && a->width != b->width);
}

static bool firmware_differs(struct comparison *c, const struct hw_diff_device *a,
			     const struct hw_diff_device *b)
{
	bool in_alias = a->firmware_in_alias.n && b->firmware_in_alias.n;

	if (in_alias && !hw_text_eq(a->firmware_in_alias, b->firmware_in_alias))
		return true;
	return !(in_alias && (!a->firmware.n || !b->firmware.n)) &&
	       texts_differ(c, FACT_FIRMWARE, a->firmware, b->firmware);
}

/* What it is, or what it could be. */
static bool knows_link(const struct hw_diff_device *d)
{
	return d->link.speed.n || d->link.width || d->link_max.speed.n ||
	       d->link_max.width;
}

/* A report of this program may be without the attributes of devices, which -v adds: who
 * reads that two are alike takes links and speeds for compared. */
static bool lack_attributes(const struct comparison *c)
{
	const struct hw_machine *a = c->a->machine;
	const struct hw_machine *b = c->b->machine;

	return a && b && a->is_dump && b->is_dump && a->dump.sentences &&
	       b->dump.sentences;
}

static bool link_differs(struct comparison *c, const struct hw_diff_device *a,
			 const struct hw_diff_device *b)
{
	bool knows_a = knows_link(a);
	bool knows_b = knows_link(b);

	return both_know(c, FACT_LINK, knows_a, knows_b) &&
	       (rates_differ(&a->link, &b->link) ||
		rates_differ(&a->link_max, &b->link_max));
}

static void note_drivers(struct comparison *c)
{
	for (size_t i = 0; i < c->a->n; i++) {
		const struct hw_diff_device *a = &c->a->v[i];
		const struct hw_diff_device *b = partner_of(c, i);
		struct hw_diff_change change = {0};
		size_t above = c->pairs.above_before[i];

		if (!b || !is_wanted(a, b))
			continue;
		c->is_moved[i] =
			hw_diff_is_moved(c->a, c->b, &c->pairs, i, c->pairs.after_of[i]);
		c->driver_changed[i] = driver_differs(c, a, b);
		if (!c->driver_changed[i] && !candidates_differ(c, a, b, &change))
			continue;
		c->family_changed[i] = true;
		if (hw_bus_is_part(a->bus, a->kind) && above != HW_DIFF_NONE)
			c->family_changed[above] = true;
	}
}

/* --- What came, went and moved: the uppermost device tells of all below it --- */

/*
 * The device of `side` whose change tells of device `i` too. `is_gone` is of the devices
 * that have no partner, or moved. *ret_driver: it is a device whose driver changed, and
 * so what was below it came or went.
 */
static size_t find_top(const struct comparison *c, bool is_after, const bool *is_gone,
		       size_t i, bool *ret_driver)
{
	const size_t *above = is_after ? c->pairs.above_after : c->pairs.above_before;

	*ret_driver = false;
	for (int k = 0; k < ABOVE_MAX && above[i] != HW_DIFF_NONE; k++) {
		size_t up = above[i];
		size_t a = is_after ? c->pairs.before_of[up] : up;

		if (!is_gone[up]) {
			*ret_driver = a != HW_DIFF_NONE && c->driver_changed[a];
			return *ret_driver ? up : i;
		}
		i = up;
	}
	return i;
}

/* A bus that one side tells nothing of. */
static int add_gap(struct comparison *c, const char *what, bool is_after,
		   struct hw_text subsystem, size_t devices)
{
	struct hw_diff *d = c->diff;

	for (size_t i = 0; i < d->gap_count; i++)
		if (d->gaps[i].what == what && d->gaps[i].is_after == is_after &&
		    hw_text_eq(d->gaps[i].subsystem, subsystem)) {
			d->gaps[i].devices += devices;
			return 0;
		}
	if (HW_ARENA_GROW(&d->arena, struct hw_diff_gap, d->gaps, d->gap_count,
			  &d->gap_room, 8) < 0)
		return -ENOMEM;
	d->gaps[d->gap_count++] =
		(struct hw_diff_gap){what, is_after, subsystem, devices};
	return 0;
}

static const char gap_device[] = "device";
static const char gap_ids[] = "ids";

static bool is_below_gone(const size_t *above, const bool *gone, size_t i)
{
	for (int k = 0; k < ABOVE_MAX && above[i] != HW_DIFF_NONE; k++) {
		i = above[i];
		if (gone[i])
			return true;
	}
	return false;
}

/*
 * Devices of a side that is cut off may lack what they are known by: one that the other
 * side has by the same id did not come or go. *ret: of each device whether it is so.
 * Errors: -ENOMEM.
 */
static int find_doubtful(struct comparison *c, bool is_after, bool **ret)
{
	const struct hw_diff_side *side = is_after ? c->b : c->a;
	const struct hw_diff_side *other = is_after ? c->a : c->b;
	struct hw_text_index ids = {0};
	int r = 0;

	*ret = HW_ARENA_NEW(&c->diff->arena, bool, side->n);
	if (!*ret)
		return -ENOMEM;
	if (!side->is_cut)
		return 0;
	for (size_t i = 0; r == 0 && i < other->n; i++)
		if (!hw_text_index_find(&ids, other->v[i].id))
			r = hw_text_index_add(&ids, other->v[i].id, i);
	for (size_t i = 0; r == 0 && i < side->n; i++)
		(*ret)[i] = hw_text_index_find(&ids, side->v[i].id) != NULL;
	hw_text_index_done(&ids);
	return r;
}

/* Those of one side that have no partner, and of which the other side would tell. */
static int find_gone(struct comparison *c, bool is_after, bool **ret)
{
	const struct hw_diff_side *side = is_after ? c->b : c->a;
	const size_t *partner = is_after ? c->pairs.before_of : c->pairs.after_of;
	const size_t *above = is_after ? c->pairs.above_after : c->pairs.above_before;
	bool *gone = HW_ARENA_NEW(&c->diff->arena, bool, side->n);
	const struct hw_diff_side *other = is_after ? c->a : c->b;
	const bool by_strings = lists_strings(other);
	const bool *has_part = find_wholes(side, above, &c->diff->arena);
	bool *is_doubtful;
	int r = gone && has_part ? find_doubtful(c, is_after, &is_doubtful) : -ENOMEM;

	for (size_t i = 0; r == 0 && i < side->n; i++)
		gone[i] = partner[i] == HW_DIFF_NONE && side->v[i].is_selected &&
			  !is_doubtful[i] && tells_of(other, &side->v[i]) &&
			  (!by_strings || has_whole_string(&side->v[i]) || has_part[i]);
	for (size_t i = 0; r == 0 && i < side->n; i++) {
		if (gone[i] || partner[i] != HW_DIFF_NONE || !side->v[i].is_selected)
			continue;
		/* with the last one of a bus that may be gone too */
		gone[i] = !is_doubtful[i] && is_below_gone(above, gone, i);
		if (!gone[i])
			r = add_gap(c, gap_device, !is_after, side->v[i].subsystem, 1);
	}
	*ret = gone;
	return r;
}

/* Adds a change for each uppermost device that is gone; the others wait for
 * count_parts(). */
static int add_gone(struct comparison *c, enum hw_diff_kind kind, bool is_after,
		    const bool *gone)
{
	const struct hw_diff_side *side = is_after ? c->b : c->a;
	size_t *told = is_after ? c->told_after : c->told_before;

	for (size_t i = 0; i < side->n; i++) {
		bool by_driver;
		const struct hw_diff_device *a = is_after ? NULL : &side->v[i];
		const struct hw_diff_device *b = is_after ? &side->v[i] : NULL;

		if (!gone[i] || find_top(c, is_after, gone, i, &by_driver) != i ||
		    by_driver)
			continue;
		if (kind == HW_DIFF_MOVED)
			b = partner_of(c, i);
		told[i] = c->diff->n;
		if (!add(c, kind, a, b))
			return -ENOMEM;
	}
	return 0;
}

static void count_parts(struct comparison *c, bool is_after, const bool *gone)
{
	const struct hw_diff_side *side = is_after ? c->b : c->a;
	const size_t *told = is_after ? c->told_after : c->told_before;

	for (size_t i = 0; i < side->n; i++) {
		bool by_driver;
		size_t top = gone[i] ? find_top(c, is_after, gone, i, &by_driver) : i;

		if (top != i && told[top] != HW_DIFF_NONE)
			c->diff->v[told[top]].parts++;
	}
}

/* --- All --- */

/* One kind of change of all pairs, in the order of `after`. */
static int add_changed(struct comparison *c, enum hw_diff_kind kind)
{
	for (size_t k = 0; k < c->b->n; k++) {
		size_t i = c->pairs.before_of[k];
		const struct hw_diff_device *b = &c->b->v[k];
		const struct hw_diff_device *a = i == HW_DIFF_NONE ? NULL : &c->a->v[i];
		struct hw_diff_change change = {.kind = kind};
		bool differs = false;
		struct hw_diff_change *added;

		if (!a || !is_wanted(a, b))
			continue;
		switch (kind) {
		case HW_DIFF_DRIVER:
			differs = c->driver_changed[i];
			break;
		case HW_DIFF_CANDIDATES:
			differs = candidates_differ(c, a, b, &change);
			break;
		case HW_DIFF_STATE:
			differs = state_differs(c, i, a, b);
			break;
		case HW_DIFF_REVISION:
			differs =
				texts_differ(c, FACT_REVISION, a->revision, b->revision);
			c->without_revision += !a->revision.n && !b->revision.n &&
					       hw_bus_address(a->bus) == HW_ADDRESS_PCI;
			break;
		case HW_DIFF_FIRMWARE:
			differs = firmware_differs(c, a, b);
			break;
		case HW_DIFF_LINK:
			differs = link_differs(c, a, b);
			c->without_link += !knows_link(a) && !knows_link(b) &&
					   hw_bus_address(a->bus) == HW_ADDRESS_PCI;
			break;
		case HW_DIFF_SPEED:
			c->without_speed += !a->speed_kbps && !b->speed_kbps && a->bus &&
					    a->bus->parts &&
					    !hw_bus_is_part(a->bus, a->kind);
			differs = both_know(c, FACT_SPEED, a->speed_kbps > 0,
					    b->speed_kbps > 0) &&
				  a->speed_kbps != b->speed_kbps;
			break;
		case HW_DIFF_NAME:
			differs = c->with_names && !hw_text_eq(a->title, b->title);
			break;
		case HW_DIFF_REMOVED:
		case HW_DIFF_ADDED:
		case HW_DIFF_MOVED:
		case HW_DIFF_KIND_COUNT:
			break;
		}
		if (!differs)
			continue;
		if (kind == HW_DIFF_DRIVER)
			c->told_before[i] = c->told_after[k] = c->diff->n;
		added = add(c, kind, a, b);
		if (!added)
			return -ENOMEM;
		change.before = a;
		change.after = b;
		*added = change;
	}
	return 0;
}

/* Pairs of which it is not told whether a device was replaced. */
static int add_doubtful_names(struct comparison *c)
{
	int r = 0;

	for (size_t i = 0; i < c->a->n && r == 0; i++) {
		const struct hw_diff_device *a = &c->a->v[i];
		const struct hw_diff_device *b = partner_of(c, i);

		if (b && is_wanted(a, b) &&
		    hw_diff_compare_names(c->a, c->b, a, b) == HW_DIFF_NAMES_DOUBTFUL)
			r = add_gap(c, gap_ids, a->pair.n != 0, HW_NO_TEXT, 1);
	}
	return r;
}

/* Of a driver and of candidates all that is lacking is said: whoever reads a difference
 * expects them. Of the rest, which few devices have, only that a side knows of none. */
static int add_gaps(struct comparison *c)
{
	static const char *const names[] = {
		[FACT_DRIVER] = "driver",     [FACT_CANDIDATES] = "candidates",
		[FACT_REVISION] = "revision", [FACT_FIRMWARE] = "firmware",
		[FACT_LINK] = "link",	      [FACT_SPEED] = "speed",
	};
	int r = 0;

	for (size_t side = 0; side < 2; side++)
		c->lacks[side][FACT_REVISION] += c->without_revision;
	for (size_t side = 0; side < 2 && lack_attributes(c); side++) {
		c->lacks[side][FACT_LINK] += c->without_link;
		c->lacks[side][FACT_SPEED] += c->without_speed;
	}
	for (size_t side = 0; side < 2; side++)
		for (size_t f = 0; f < FACT_COUNT && r == 0; f++)
			if (c->lacks[side][f] &&
			    (f <= FACT_CANDIDATES || !c->knows[side][f]))
				r = add_gap(c, names[f], side == 1, HW_NO_TEXT,
					    c->lacks[side][f]);
	return r;
}

static int allocate(struct comparison *c)
{
	struct hw_arena *arena = &c->diff->arena;

	c->is_moved = HW_ARENA_NEW(arena, bool, c->a->n);
	c->driver_changed = HW_ARENA_NEW(arena, bool, c->a->n);
	c->family_changed = HW_ARENA_NEW(arena, bool, c->a->n);
	c->told_before = HW_ARENA_NEW(arena, size_t, c->a->n);
	c->told_after = HW_ARENA_NEW(arena, size_t, c->b->n);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	for (size_t i = 0; i < c->a->n; i++)
		c->told_before[i] = HW_DIFF_NONE;
	for (size_t i = 0; i < c->b->n; i++)
		c->told_after[i] = HW_DIFF_NONE;
	return 0;
}

static int compare(struct comparison *c)
{
	bool *removed;
	bool *added;
	int r = find_gone(c, false, &removed);

	if (r == 0)
		r = find_gone(c, true, &added);
	if (r == 0)
		r = add_gone(c, HW_DIFF_REMOVED, false, removed);
	if (r == 0)
		r = add_gone(c, HW_DIFF_ADDED, true, added);
	if (r == 0)
		r = add_gone(c, HW_DIFF_MOVED, false, c->is_moved);
	/* once more to count, and not twice who knows */
	memset(c->knows, 0, sizeof(c->knows));
	memset(c->lacks, 0, sizeof(c->lacks));
	for (enum hw_diff_kind k = HW_DIFF_DRIVER; k < HW_DIFF_KIND_COUNT && r == 0; k++)
		r = add_changed(c, k);
	if (r < 0)
		return r;
	count_parts(c, false, removed);
	count_parts(c, true, added);
	count_parts(c, false, c->is_moved);
	return 0;
}

static void count_pairs(struct comparison *c)
{
	for (size_t i = 0; i < c->a->n; i++) {
		const size_t k = c->pairs.after_of[i];

		if (k != HW_DIFF_NONE &&
		    (c->a->v[i].is_selected || c->b->v[k].is_selected))
			c->diff->pair_count++;
	}
}

int hw_diff_compare(const struct hw_diff_side *before, const struct hw_diff_side *after,
		    bool with_names, struct hw_diff *ret)
{
	struct comparison c = {
		.diff = ret,
		.a = before,
		.b = after,
		.with_names = with_names,
	};
	size_t lacking[2];
	int r;

	*ret = (struct hw_diff){.before = before, .after = after};
	r = hw_diff_match(before, after, &ret->arena, &c.pairs);
	if (r == 0)
		r = allocate(&c);
	if (r < 0)
		return r;
	count_pairs(&c);
	note_drivers(&c);
	lacking[0] = c.lacks[0][FACT_DRIVER];
	lacking[1] = c.lacks[1][FACT_DRIVER];
	r = compare(&c);
	c.lacks[0][FACT_DRIVER] = lacking[0];
	c.lacks[1][FACT_DRIVER] = lacking[1];
	if (r == 0)
		r = add_doubtful_names(&c);
	if (r == 0)
		r = add_gaps(&c);
	for (size_t i = 0; i < ret->n && r == 0; i++)
		hw_diff_word(ret, &ret->v[i]);
	if (r == 0)
		r = hw_diff_word_replaced(ret);
	return r == 0 && hw_arena_failed(&ret->arena) ? -ENOMEM : r;
}

void hw_diff_done(struct hw_diff *diff)
{
	hw_arena_done(&diff->arena);
}
