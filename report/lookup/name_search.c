// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/internal.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "decoders/text/ascii.h"

struct search {
	const struct hw_bus *bus;
	const struct hw_text *words;
	size_t word_count;
	struct hw_lookup_names *names;
	bool failed;
};

static bool starts_alike(const char *s, struct hw_text word)
{
	for (size_t i = 0; i < word.n; i++)
		if (hw_lower(s[i]) != hw_lower(word.s[i]))
			return false;
	return true;
}

static bool holds(struct hw_text name, struct hw_text word)
{
	for (size_t i = 0; i + word.n <= name.n; i++)
		if (starts_alike(name.s + i, word))
			return true;
	return false;
}

static bool is_hit(const struct search *s, const struct hw_ids_entry *entry)
{
	bool own = false;

	for (size_t i = 0; i < s->word_count; i++) {
		if (holds(entry->name, s->words[i]))
			own = true;
		else if (!holds(entry->vendor_name, s->words[i]))
			return false;
	}
	return own;
}

static void take(void *arg, const struct hw_ids_entry *entry)
{
	struct search *s = arg;
	struct hw_lookup_names *names = s->names;

	if (s->failed || !is_hit(s, entry))
		return;
	if (HW_ARRAY_GROW(names->v, names->n, &names->room, 64) < 0)
		s->failed = true;
	else
		names->v[names->n++] = (struct hw_lookup_name){s->bus, *entry};
}

static int compare_ids(const struct hw_lookup_name *a, const struct hw_lookup_name *b)
{
	int c = strcmp(a->bus->name, b->bus->name);

	if (c)
		return c;
	if (a->entry.vendor != b->entry.vendor)
		return a->entry.vendor < b->entry.vendor ? -1 : 1;
	if (a->entry.is_device != b->entry.is_device)
		return a->entry.is_device ? 1 : -1;
	return (a->entry.device > b->entry.device) - (a->entry.device < b->entry.device);
}

static int compare(const void *left, const void *right)
{
	return compare_ids(left, right);
}

/* The file of the ids that every device of the bus has, or NULL. */
static struct hw_ids *ids_of_bus(const struct hw_databases *databases,
				 const struct hw_bus *bus)
{
	const struct hw_field_spec *device = hw_bus_field(bus, HW_ROLE_DEVICE);

	return hw_database_of_space(databases, device ? device->space : HW_SPACE_NONE);
}

int hw_lookup_names(const struct hw_databases *databases, const struct hw_text *words,
		    size_t word_count, struct hw_lookup_names *ret)
{
	struct hw_lookup_names names = {.n = 0};
	struct search s = {
		.words = words,
		.word_count = word_count,
		.names = &names,
	};
	size_t n = 0;

	while ((s.bus = hw_bus_next_with(HW_BUS_NUMERIC_IDS, s.bus)))
		hw_ids_each(ids_of_bus(databases, s.bus), take, &s);
	if (s.failed) {
		hw_lookup_names_done(&names);
		return -ENOMEM;
	}
	if (names.n > 1)
		qsort(names.v, names.n, sizeof(*names.v), compare);
	for (size_t i = 0; i < names.n; i++)
		if (!n || compare_ids(&names.v[n - 1], &names.v[i]) != 0)
			names.v[n++] = names.v[i];
	names.n = n;
	*ret = names;
	return 0;
}

void hw_lookup_names_done(struct hw_lookup_names *names)
{
	free(names->v);
	*names = (struct hw_lookup_names){.n = 0};
}
