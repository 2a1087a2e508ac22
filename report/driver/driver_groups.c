// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver_groups.h"

#include <stdlib.h>

static int compare_groups(const void *a, const void *b)
{
	const struct hw_driver_group *x = a;
	const struct hw_driver_group *y = b;
	const char *xb = x->bus ? x->bus->name : "~";
	const char *yb = y->bus ? y->bus->name : "~";
	int c = strcmp(xb, yb);

	if (!c)
		c = (x->count < y->count) - (x->count > y->count);
	return c ? c : (x->first > y->first) - (x->first < y->first);
}

/* The vendor's name; where a pattern leaves it open or it has none, by what it goes. */
static struct hw_text vendor_of(const struct hw_driver_alias *a)
{
	static const enum hw_name_key keys[] = {HW_NAME_VENDOR, HW_NAME_DEVICE,
						HW_NAME_CLASS};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (a->names[keys[i]].text.n)
			return a->names[keys[i]].text;
	return HW_NO_TEXT;
}

static size_t make_groups(const struct hw_driver *d, struct hw_driver_group *groups)
{
	size_t n = 0;

	for (size_t i = 0; i < d->alias_count; i++) {
		const struct hw_driver_alias *a = &d->aliases[i];
		struct hw_text vendor = vendor_of(a);
		size_t k = n;

		/* the newest group first: neighbours are mostly alike */
		while (k > 0 && !(groups[k - 1].bus == a->bus &&
				  hw_text_eq(groups[k - 1].vendor, vendor)))
			k--;
		if (k)
			groups[k - 1].count++;
		else
			groups[n++] = (struct hw_driver_group){
				.bus = a->bus, .vendor = vendor, .first = i, .count = 1};
	}
	qsort(groups, n, sizeof(*groups), compare_groups);
	return n;
}

/* Of nameless aliases up to this many are shown themselves. */
#define NAMELESS_MAX 3

static struct hw_text group_title(struct hw_arena *arena, const struct hw_driver *d,
				  const struct hw_driver_group *g)
{
	struct hw_text text = HW_NO_TEXT;
	size_t n = 0;

	if (g->vendor.n)
		return g->vendor;
	for (size_t i = g->first; i < d->alias_count && n < NAMELESS_MAX; i++) {
		const struct hw_driver_alias *a = &d->aliases[i];

		if (a->bus != g->bus || vendor_of(a).n)
			continue;
		text = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(text),
				       n ? ", " : "", HW_TEXT_ARG(a->pattern));
		n++;
	}
	if (n < g->count)
		text = hw_arena_printf(arena, "%.*s …", HW_TEXT_ARG(text));
	return text;
}

/* Most groups of a bus; those of few aliases become one more. */
#define GROUPS_MAX 12

static size_t sum_up(struct hw_arena *arena, struct hw_driver_group *groups, size_t n)
{
	size_t kept = 0;
	size_t of_bus = 0;

	for (size_t i = 0; i < n; i++) {
		struct hw_driver_group *last = kept ? &groups[kept - 1] : NULL;

		of_bus = last && last->bus == groups[i].bus ? of_bus + 1 : 1;
		if (of_bus > GROUPS_MAX + 1) {
			last->count += groups[i].count;
			last->vendor = hw_arena_printf(
				arena, "%zu others (-v lists them)", of_bus - GROUPS_MAX);
		} else {
			groups[kept++] = groups[i];
		}
	}
	return kept;
}

size_t hw_driver_groups(const struct hw_driver *driver, struct hw_arena *arena,
			struct hw_driver_group **ret)
{
	struct hw_driver_group *groups =
		HW_ARENA_NEW(arena, struct hw_driver_group, driver->alias_count);
	size_t n;

	if (!groups)
		return 0;
	n = sum_up(arena, groups, make_groups(driver, groups));
	for (size_t i = 0; i < n; i++)
		groups[i].title = group_title(arena, driver, &groups[i]);
	*ret = groups;
	return n;
}
