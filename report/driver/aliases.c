// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/list.h"
#include "data/module/name.h"
#include "report/driver/internal.h"

static void name_alias(struct hw_driver_finder *f, struct hw_driver_alias *a)
{
	struct hw_name fields[HW_FIELD_MAX] = {0};
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	struct hw_modalias m;

	hw_decode(a->pattern, &m);
	a->bus = m.bus;
	hw_ids_of_modalias(&m, ids);
	hw_name_fields(&f->machine->databases, &m, ids, f->arena, fields);
	hw_name_device(&f->machine->databases, &m, fields, f->arena, a->names);
}

static const char *bus_name(const struct hw_driver_alias *a)
{
	return a->bus ? a->bus->name : "~";
}

/* Buses by name, those that are none last; then as they came. */
static int compare_aliases(const void *a, const void *b)
{
	const struct hw_driver_alias *x = a;
	const struct hw_driver_alias *y = b;
	int c = strcmp(bus_name(x), bus_name(y));

	if (!c)
		c = (x->source > y->source) - (x->source < y->source);
	return c ? c : (x->line > y->line) - (x->line < y->line);
}

static bool every_pattern(void *arg, struct hw_text pattern)
{
	(void)arg;
	(void)pattern;
	return true;
}

/* Aliases of all modules that were asked for, in one walk over the tables. */
static int add_table_aliases(struct hw_driver_finder *f)
{
	struct hw_alias_hit *hits;
	size_t count;
	int r = hw_aliases_select(f->machine->kernel.aliases, every_pattern, NULL,
				  f->arena, &hits, &count);

	for (size_t i = 0; r == 0 && i < f->drivers->n; i++) {
		struct hw_driver *d = &f->drivers->v[i];
		size_t n = 0;

		/* a file, read or not */
		if (d->found == HW_DRIVER_FILE ||
		    (d->found == HW_DRIVER_NOT_FOUND && d->file.n))
			continue;
		for (size_t k = 0; k < count; k++)
			n += hw_module_name_eq(hits[k].module, d->module);
		d->aliases = HW_ARENA_NEW(f->arena, struct hw_driver_alias, n);
		if (!d->aliases)
			return -ENOMEM;
		for (size_t k = 0; k < count; k++)
			if (hw_module_name_eq(hits[k].module, d->module))
				d->aliases[d->alias_count++] = (struct hw_driver_alias){
					.pattern = hits[k].pattern,
					.source = hits[k].source,
					.line = hits[k].line,
				};
		if (n)
			d->found = HW_DRIVER_MODULE;
	}
	return r;
}

/* The aliases of a file become a table, as depmod would write it. */
static int add_file_aliases(struct hw_driver_finder *f, size_t at)
{
	struct hw_driver *d = &f->drivers->v[at];
	struct hw_texts all = d->info.aliases;
	size_t size = 0;
	size_t used = 0;
	char *text;

	for (size_t i = 0; i < all.n; i++)
		size += all.v[i].n + d->module.n + sizeof("alias  \n");
	d->aliases = HW_ARENA_NEW(f->arena, struct hw_driver_alias, all.n);
	text = hw_arena_alloc(f->arena, size + 1, 1);
	if (!d->aliases || !text)
		return -ENOMEM;
	for (size_t i = 0; i < all.n; i++) {
		d->aliases[d->alias_count++].pattern = all.v[i];
		used += (size_t)snprintf(text + used, size + 1 - used,
					 "alias %.*s %.*s\n", HW_TEXT_ARG(all.v[i]),
					 HW_TEXT_ARG(d->module));
	}
	return hw_aliases_open_text((struct hw_text){text, used}, HW_NO_TEXT, NULL,
				    &f->own[at]);
}

int hw_driver_add_aliases(struct hw_driver_finder *f)
{
	int r = add_table_aliases(f);

	for (size_t i = 0; r == 0 && i < f->drivers->n; i++) {
		struct hw_driver *d = &f->drivers->v[i];

		if (d->found == HW_DRIVER_FILE || (d->is_told && !d->alias_count))
			r = add_file_aliases(f, i);
		for (size_t k = 0; r == 0 && k < d->alias_count; k++)
			name_alias(f, &d->aliases[k]);
		if (d->alias_count)
			qsort(d->aliases, d->alias_count, sizeof(*d->aliases),
			      compare_aliases);
	}
	return r;
}

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
	struct hw_list list = {.arena = arena, .between = ", "};

	if (g->vendor.n)
		return g->vendor;
	for (size_t i = g->first; i < d->alias_count && list.n < NAMELESS_MAX; i++) {
		const struct hw_driver_alias *a = &d->aliases[i];

		if (a->bus == g->bus && !vendor_of(a).n)
			hw_list_add(&list, a->pattern);
	}
	if (list.n < g->count)
		hw_list_extend(&list, HW_TEXT(" …"));
	return hw_list_text(&list);
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
