// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/list.h"
#include "report/diff/internal.h"

static const struct {
	const char *name;
	const char *title;
	/* behind a number: of one, of several */
	const char *one;
	const char *many;
} kinds[HW_DIFF_KIND_COUNT] = {
	[HW_DIFF_REMOVED] = {"removed", "removed", "removed", "removed"},
	[HW_DIFF_ADDED] = {"added", "added", "added", "added"},
	[HW_DIFF_MOVED] = {"moved", "moved", "moved", "moved"},
	[HW_DIFF_DRIVER] = {"driver", "driver changed", "driver changed",
			    "drivers changed"},
	[HW_DIFF_CANDIDATES] = {"candidates", "candidates changed",
				"with other candidates", "with other candidates"},
	[HW_DIFF_STATE] = {"state", "state changed", "state changed", "states changed"},
	[HW_DIFF_REVISION] = {"revision", "revision changed", "revision changed",
			      "revisions changed"},
	[HW_DIFF_FIRMWARE] = {"firmware", "firmware changed", "firmware changed",
			      "firmwares changed"},
	[HW_DIFF_LINK] = {"link", "link changed", "link changed", "links changed"},
	[HW_DIFF_SPEED] = {"speed", "speed changed", "speed changed", "speeds changed"},
	[HW_DIFF_NAME] = {"name", "name changed", "name changed", "names changed"},
};

const char *hw_diff_kind_name(enum hw_diff_kind kind)
{
	return kinds[kind].name;
}

const char *hw_diff_kind_title(enum hw_diff_kind kind)
{
	return kinds[kind].title;
}

/* Most modules of a list. */
#define MODULES_MAX ((size_t)6)

/* Most buses of a list. */
#define BUSES_MAX ((size_t)12)

/* "e1000e"; with the module where that is what differs. Absent: none is bound. */
static struct hw_text driver_of(const struct hw_diff_device *d, bool with_module,
				struct hw_arena *arena)
{
	if (d->driver_known != HW_DRIVER_BOUND)
		return HW_NO_TEXT;
	return with_module
		       ? hw_arena_printf(arena, "%.*s (module %.*s)",
					 HW_TEXT_ARG(d->driver), HW_TEXT_ARG(d->module))
		       : d->driver;
}

static void word_driver(struct hw_diff_change *c, struct hw_arena *arena)
{
	bool is_same =
		c->before && c->after && hw_text_eq(c->before->driver, c->after->driver);

	if (c->before)
		c->was = driver_of(c->before, is_same, arena);
	if (c->after)
		c->now = driver_of(c->after, is_same, arena);
}

/* "driverless"; "unbound (blocked)" where the reason is what differs. */
static void word_state(struct hw_diff_change *c, struct hw_arena *arena)
{
	c->was = hw_text_of(hw_state_name(c->before->state));
	c->now = hw_text_of(hw_state_name(c->after->state));
	if (!hw_text_eq(c->was, c->now))
		return;
	c->was = hw_arena_printf(arena, "%.*s (%.*s)", HW_TEXT_ARG(c->was),
				 HW_TEXT_ARG(c->before->reason));
	c->now = hw_arena_printf(arena, "%.*s (%.*s)", HW_TEXT_ARG(c->now),
				 HW_TEXT_ARG(c->after->reason));
}

/* "8 GT/s x4" */
static struct hw_text rate_of(const struct hw_diff_rate *r, struct hw_arena *arena)
{
	if (r->speed.n && r->width)
		return hw_arena_printf(arena, "%.*s x%lld", HW_TEXT_ARG(r->speed),
				       (long long)r->width);
	return r->speed.n ? r->speed
			  : hw_arena_printf(arena, "x%lld", (long long)r->width);
}

static void word_firmware(struct hw_diff_change *c)
{
	bool is_told = c->before->firmware.n && c->after->firmware.n &&
		       !hw_text_eq(c->before->firmware, c->after->firmware);

	c->was = is_told ? c->before->firmware : c->before->firmware_in_alias;
	c->now = is_told ? c->after->firmware : c->after->firmware_in_alias;
}

/* "subsystem 8086:0030", where the two differ in that. */
static struct hw_text subsystem_apart(const struct hw_diff_device *d,
				      const struct hw_diff_device *other,
				      struct hw_arena *arena)
{
	const struct hw_id *a = &d->ids[HW_ROLE_SUBVENDOR];
	const struct hw_id *b = &d->ids[HW_ROLE_SUBDEVICE];
	const struct hw_id *x = &other->ids[HW_ROLE_SUBVENDOR];
	const struct hw_id *y = &other->ids[HW_ROLE_SUBDEVICE];
	char vendor[HW_ID_MAX], device[HW_ID_MAX];

	if (!a->present || !b->present || !x->present || !y->present ||
	    (a->value == x->value && b->value == y->value))
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "subsystem %.*s:%.*s",
			       HW_TEXT_ARG(hw_id_text(*a, vendor)),
			       HW_TEXT_ARG(hw_id_text(*b, device)));
}

/* "class 0200", where the two differ in that. */
static struct hw_text class_apart(const struct hw_diff_device *d,
				  const struct hw_diff_device *other,
				  struct hw_arena *arena)
{
	static const enum hw_role roles[] = {HW_ROLE_CLASS, HW_ROLE_SUBCLASS,
					     HW_ROLE_INTERFACE};
	struct hw_text class = HW_NO_TEXT;
	bool differs = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(roles); i++) {
		const struct hw_id *a = &d->ids[roles[i]];
		const struct hw_id *b = &other->ids[roles[i]];
		char text[HW_ID_MAX];

		if (!a->present || !b->present)
			break;
		differs = differs || a->value != b->value;
		class = hw_arena_printf(arena, "%.*s%.*s", HW_TEXT_ARG(class),
					HW_TEXT_ARG(hw_id_text(*a, text)));
	}
	return differs ? hw_arena_printf(arena, "class %.*s", HW_TEXT_ARG(class))
		       : HW_NO_TEXT;
}

static struct hw_text words_apart(const struct hw_diff_device *d,
				  const struct hw_diff_device *other,
				  struct hw_arena *arena)
{
	struct hw_text words = subsystem_apart(d, other, arena);

	if (!words.n)
		words = class_apart(d, other, arena);
	if (!words.n && d->model.n && other->model.n &&
	    !hw_text_eq(d->model, other->model))
		words = d->model;
	return words;
}

int hw_diff_word_replaced(struct hw_diff *diff)
{
	struct hw_text_index ids = {0};
	const size_t removed = diff->by_kind[HW_DIFF_REMOVED];
	const size_t added = diff->by_kind[HW_DIFF_ADDED];
	int r = 0;

	for (size_t i = 0; i < removed && r == 0; i++)
		if (!hw_text_index_find(&ids, diff->v[i].before->id))
			r = hw_text_index_add(&ids, diff->v[i].before->id, i);
	for (size_t i = removed; i < removed + added && r == 0; i++) {
		struct hw_diff_change *now = &diff->v[i];
		const size_t *at = hw_text_index_find(&ids, now->after->id);
		struct hw_diff_change *was = at ? &diff->v[*at] : NULL;

		if (!was || !was->before->pair.n ||
		    !hw_text_eq(was->before->pair, now->after->pair))
			continue;
		was->apart = words_apart(was->before, now->after, &diff->arena);
		now->apart = words_apart(now->after, was->before, &diff->arena);
	}
	hw_text_index_done(&ids);
	return r;
}

static bool is_known(const struct hw_diff_rate *r)
{
	return r->speed.n || r->width;
}

/* What a link is; or where it is the same, or not known, what it could be. */
static void word_link(struct hw_diff_change *c, struct hw_arena *arena)
{
	struct hw_text was = rate_of(&c->before->link, arena);
	struct hw_text now = rate_of(&c->after->link, arena);

	if (is_known(&c->before->link) && is_known(&c->after->link) &&
	    !hw_text_eq(was, now)) {
		c->was = was;
		c->now = now;
		return;
	}
	was = rate_of(&c->before->link_max, arena);
	now = rate_of(&c->after->link_max, arena);
	c->was = hw_arena_printf(arena, "up to %.*s", HW_TEXT_ARG(was));
	c->now = hw_arena_printf(arena, "up to %.*s", HW_TEXT_ARG(now));
}

static struct hw_text speed_of(int64_t kbps, struct hw_arena *arena)
{
	if (kbps % 1000)
		return hw_arena_printf(arena, "%lld.%lld Mbit/s",
				       (long long)(kbps / 1000),
				       (long long)(kbps % 1000 / 100));
	return hw_arena_printf(arena, "%lld Mbit/s", (long long)(kbps / 1000));
}

static struct hw_text modules_of(const struct hw_diff_device *d, struct hw_arena *arena)
{
	return hw_list_of(d->candidates, d->candidate_count, ", ", MODULES_MAX, arena);
}

void hw_diff_word(struct hw_diff *diff, struct hw_diff_change *c)
{
	struct hw_arena *arena = &diff->arena;

	switch (c->kind) {
	case HW_DIFF_REMOVED:
	case HW_DIFF_ADDED:
	case HW_DIFF_DRIVER:
		word_driver(c, arena);
		break;
	case HW_DIFF_MOVED:
		c->was = c->before->name;
		c->now = c->after->name;
		break;
	case HW_DIFF_CANDIDATES:
		c->was = modules_of(c->before, arena);
		c->now = modules_of(c->after, arena);
		break;
	case HW_DIFF_STATE:
		word_state(c, arena);
		break;
	case HW_DIFF_REVISION:
		c->was = c->before->revision;
		c->now = c->after->revision;
		break;
	case HW_DIFF_FIRMWARE:
		word_firmware(c);
		break;
	case HW_DIFF_LINK:
		word_link(c, arena);
		break;
	case HW_DIFF_SPEED:
		c->was = speed_of(c->before->speed_kbps, arena);
		c->now = speed_of(c->after->speed_kbps, arena);
		break;
	case HW_DIFF_NAME:
		c->was = c->before->title;
		c->now = c->after->title;
		break;
	case HW_DIFF_KIND_COUNT:
		break;
	}
}

struct hw_text hw_diff_summary(const struct hw_diff *diff, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};

	for (size_t k = 0; k < HW_DIFF_KIND_COUNT; k++)
		if (diff->by_kind[k])
			hw_list_add(&list,
				    hw_arena_printf(arena, "%zu %s", diff->by_kind[k],
						    diff->by_kind[k] == 1
							    ? kinds[k].one
							    : kinds[k].many));
	if (list.n)
		return hw_list_text(&list);
	if (hw_diff_is_void(diff))
		return HW_TEXT("nothing could be compared");
	for (size_t i = 0; i < diff->gap_count; i++)
		if (strcmp(diff->gaps[i].what, "device") == 0 ||
		    strcmp(diff->gaps[i].what, "ids") == 0)
			return HW_TEXT("no differences in what both tell of");
	return HW_TEXT("no differences");
}

bool hw_diff_is_void(const struct hw_diff *diff)
{
	return !diff->n && !diff->pair_count && diff->gap_count;
}

/* A side that has devices of a bus and tells nothing of others, as lsusb does: what is
 * left out are their parts. */
static bool is_of_parts(const struct hw_diff *diff, const struct hw_diff_gap *gap)
{
	const struct hw_diff_side *side = gap->is_after ? diff->after : diff->before;

	if (side->is_excerpt)
		return false;
	for (size_t i = 0; i < side->n; i++)
		if (hw_text_eq(side->v[i].subsystem, gap->subsystem) &&
		    !hw_bus_is_part(side->v[i].bus, side->v[i].kind))
			return side->v[i].bus && side->v[i].bus->parts;
	return false;
}

/* Of buses, of which a side may lack a dozen, one sentence. */
static struct hw_text buses_text(const struct hw_diff *diff, bool is_after,
				 struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", ", .max = BUSES_MAX};
	struct hw_list parts = {.arena = arena, .between = ", ", .max = BUSES_MAX};
	struct hw_list all = {.arena = arena, .between = " and of "};
	struct hw_text names;
	size_t devices = 0;

	for (size_t i = 0; i < diff->gap_count; i++) {
		const struct hw_diff_gap *gap = &diff->gaps[i];

		if (gap->is_after != is_after || !gap->subsystem.n)
			continue;
		hw_list_add(is_of_parts(diff, gap) ? &parts : &list, gap->subsystem);
		devices += gap->devices;
	}
	names = hw_list_text(&list);
	if (list.n)
		hw_list_add(&all, hw_arena_printf(arena, "%s %.*s",
						  list.n == 1 ? "the bus" : "the buses",
						  HW_TEXT_ARG(names)));
	names = hw_list_text(&parts);
	if (parts.n)
		hw_list_add(&all, hw_arena_printf(arena, "the interfaces of %.*s",
						  HW_TEXT_ARG(names)));
	if (!all.n)
		return HW_NO_TEXT;
	names = hw_list_text(&all);
	return hw_arena_printf(
		arena, "%s of %.*s: %zu device%s of the other side %s not compared",
		(is_after ? diff->after : diff->before)->is_excerpt ? "leaves out devices"
								    : "tells nothing",
		HW_TEXT_ARG(names), devices, devices == 1 ? "" : "s",
		devices == 1 ? "was" : "were");
}

static struct hw_text gap_text(const struct hw_diff_gap *gap, struct hw_arena *arena)
{
	static const struct {
		const char *what;
		const char *tells;
		const char *compared;
	} texts[] = {
		{"driver", "which driver", "drivers"},
		{"candidates", "which modules claim", "candidates"},
		{"revision", "the revision of", "revisions"},
		{"firmware", "the firmware version of", "firmware versions"},
		{"link", "the PCI Express link of", "links"},
		{"speed", "the USB speed of", "speeds"},
	};
	size_t i = 0;

	if (strcmp(gap->what, "ids") == 0)
		return hw_arena_printf(
			arena,
			"does not tell the ids of %zu device%s that the other side calls "
			"something else: whether %s replaced was not compared",
			gap->devices, gap->devices == 1 ? "" : "s",
			gap->devices == 1 ? "it was" : "they were");
	while (i < HW_ARRAY_SIZE(texts) - 1 && strcmp(texts[i].what, gap->what) != 0)
		i++;
	return hw_arena_printf(arena,
			       "does not tell %s %zu device%s%s: their %s were not "
			       "compared",
			       texts[i].tells, gap->devices, gap->devices == 1 ? "" : "s",
			       i		   ? ""
			       : gap->devices == 1 ? " has"
						   : " have",
			       texts[i].compared);
}

struct hw_text hw_diff_next_unknown(const struct hw_diff *diff, bool is_after,
				    size_t *cursor, struct hw_arena *arena)
{
	if (*cursor == 0) {
		struct hw_text buses = buses_text(diff, is_after, arena);

		++*cursor;
		if (buses.n)
			return buses;
	}
	while (*cursor <= diff->gap_count) {
		const struct hw_diff_gap *gap = &diff->gaps[*cursor - 1];

		++*cursor;
		if (gap->is_after == is_after && !gap->subsystem.n)
			return gap_text(gap, arena);
	}
	return HW_NO_TEXT;
}
