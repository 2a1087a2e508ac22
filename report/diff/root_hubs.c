// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The numbers of USB buses are counted up as controllers are found, and `lsusb -t` tells
 * no controller. Where root hubs of one number are of another driver or speed, or a
 * number is on one side alone, those are paired that have the most in common below them.
 */
#include <errno.h>
#include <stdlib.h>

#include "report/diff/internal.h"

/* With more buses, none is paired here: each is compared with each. */
#define BUSES_MAX ((size_t)64)

/* A bus of one side. */
struct bus {
	size_t root;
	/* what is plugged in and where, sorted: "1.2 usb:v*p*d*…" */
	struct hw_text *v;
	size_t n;
};

struct buses {
	struct bus v[BUSES_MAX];
	size_t n;
};

static bool is_root_hub(const struct hw_diff_device *d, size_t above)
{
	return above == HW_DIFF_NONE && hw_bus_address(d->bus) == HW_ADDRESS_USB &&
	       hw_text_starts(d->name, HW_TEXT("usb"));
}

static int compare(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

static bool is_on_bus(const struct hw_diff_device *d, struct hw_text start)
{
	return hw_bus_address(d->bus) == HW_ADDRESS_USB && hw_text_starts(d->name, start);
}

/* `start` is what the names on the bus begin with, "1-". */
static int fill(struct bus *bus, const struct hw_diff_side *side, struct hw_text start,
		struct hw_arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < side->n; i++)
		n += is_on_bus(&side->v[i], start);
	bus->v = HW_ARENA_NEW(arena, struct hw_text, n);
	for (size_t i = 0; bus->v && i < side->n; i++) {
		const struct hw_diff_device *d = &side->v[i];

		if (is_on_bus(d, start))
			bus->v[bus->n++] = hw_arena_join(
				arena, hw_text_from(d->name, start.n), ' ', d->modalias);
	}
	if (bus->n)
		qsort(bus->v, bus->n, sizeof(*bus->v), compare);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int find_buses(const struct hw_diff_side *side, const size_t *above,
		      struct hw_arena *arena, struct buses *ret)
{
	int r = 0;

	for (size_t i = 0; i < side->n; i++) {
		if (!is_root_hub(&side->v[i], above[i]))
			continue;
		if (ret->n == BUSES_MAX) {
			ret->n = 0;
			return 0;
		}
		ret->v[ret->n++] = (struct bus){.root = i};
	}
	for (size_t k = 0; k < ret->n && r == 0; k++) {
		/* of "usb1" */
		const struct hw_text number =
			hw_text_from(side->v[ret->v[k].root].name, 3);

		r = fill(&ret->v[k], side,
			 hw_arena_printf(arena, "%.*s-", HW_TEXT_ARG(number)), arena);
	}
	return r;
}

static bool may_be_one(const struct hw_diff_device *a, const struct hw_diff_device *b)
{
	return hw_text_eq(a->driver, b->driver) &&
	       (!a->speed_kbps || !b->speed_kbps || a->speed_kbps == b->speed_kbps);
}

static const struct bus *find_name(const struct buses *buses,
				   const struct hw_diff_side *side, struct hw_text name)
{
	for (size_t i = 0; i < buses->n; i++)
		if (hw_text_eq(side->v[buses->v[i].root].name, name))
			return &buses->v[i];
	return NULL;
}

static bool are_renumbered(const struct buses *a, const struct hw_diff_side *before,
			   const struct buses *b, const struct hw_diff_side *after)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct hw_diff_device *d = &before->v[a->v[i].root];
		const struct bus *other = find_name(b, after, d->name);

		if (!other || !may_be_one(d, &after->v[other->root]))
			return true;
	}
	return false;
}

/* How many of the two lists are in both. */
static size_t count_common(const struct bus *a, const struct bus *b)
{
	size_t common = 0;
	size_t k = 0;

	for (size_t i = 0; i < a->n && k < b->n;) {
		const int order = hw_text_cmp(a->v[i], b->v[k]);

		common += order == 0;
		i += order <= 0;
		k += order >= 0;
	}
	return common;
}

/* Pairs the two buses that have the most in common. False: no two have anything. */
static bool pair_best(const struct buses *a, const struct hw_diff_side *before,
		      const struct buses *b, const struct hw_diff_side *after,
		      size_t *after_of, size_t *before_of)
{
	size_t best = 0;
	size_t from = 0;
	size_t to = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++) {
			const struct hw_diff_device *x = &before->v[a->v[i].root];
			const struct hw_diff_device *y = &after->v[b->v[k].root];
			size_t score;

			if (after_of[a->v[i].root] != HW_DIFF_NONE ||
			    before_of[b->v[k].root] != HW_DIFF_NONE || !may_be_one(x, y))
				continue;
			/* of equal ones that of the same number */
			score = 2 * count_common(&a->v[i], &b->v[k]);
			score += score && hw_text_eq(x->name, y->name);
			if (score <= best)
				continue;
			best = score;
			from = a->v[i].root;
			to = b->v[k].root;
		}
	if (best) {
		after_of[from] = to;
		before_of[to] = from;
	}
	return best > 0;
}

int hw_diff_pair_root_hubs(const struct hw_diff_side *before,
			   const struct hw_diff_side *after, struct hw_arena *arena,
			   struct hw_diff_pairs *pairs)
{
	struct buses a = {.n = 0};
	struct buses b = {.n = 0};
	int r = find_buses(before, pairs->above_before, arena, &a);

	if (r == 0)
		r = find_buses(after, pairs->above_after, arena, &b);
	if (r < 0 || !are_renumbered(&a, before, &b, after))
		return r;
	while (pair_best(&a, before, &b, after, pairs->after_of, pairs->before_of))
		;
	return 0;
}
