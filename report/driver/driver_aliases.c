// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver_find.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static char normal(char c)
{
	return c == '-' ? '_' : c;
}

bool hw_driver_same_name(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (normal(a.s[i]) != normal(b.s[i]))
			return false;
	return true;
}

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
			n += hw_driver_same_name(hits[k].module, d->module);
		d->aliases = HW_ARENA_NEW(f->arena, struct hw_driver_alias, n);
		if (!d->aliases)
			return -ENOMEM;
		for (size_t k = 0; k < count; k++)
			if (hw_driver_same_name(hits[k].module, d->module))
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

		if (d->found == HW_DRIVER_FILE)
			r = add_file_aliases(f, i);
		for (size_t k = 0; r == 0 && k < d->alias_count; k++)
			name_alias(f, &d->aliases[k]);
		if (d->alias_count)
			qsort(d->aliases, d->alias_count, sizeof(*d->aliases),
			      compare_aliases);
	}
	return r;
}
