// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/formats/formats.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "decoders/text/ascii.h"

static bool is_alias(const struct hw_bus *bus)
{
	return bus->flags & HW_BUS_ALIAS;
}

static int compare(const struct hw_bus *a, const struct hw_bus *b)
{
	return is_alias(a) != is_alias(b) ? is_alias(a) - is_alias(b)
					  : strcmp(a->name, b->name);
}

/* Inserts in order, after equal rows: qsort() is not stable. */
static void insert(struct hw_formats *f, const struct hw_bus *bus)
{
	size_t i = f->n++;

	for (; i > 0 && compare(f->v[i - 1], bus) > 0; i--)
		f->v[i] = f->v[i - 1];
	f->v[i] = bus;
}

static size_t count_all(void)
{
	struct hw_bus_cursor cursor = {0};
	size_t n = 0;

	while (hw_bus_next(&cursor))
		n++;
	return n;
}

typedef bool want_fn(struct hw_text name, const struct hw_bus *bus);

static int collect(want_fn *want, struct hw_text name, struct hw_arena *arena,
		   struct hw_formats *ret)
{
	struct hw_bus_cursor cursor = {0};
	struct hw_formats f = {.n = 0};
	const struct hw_bus *bus;

	f.v = HW_ARENA_NEW(arena, const struct hw_bus *, count_all());
	if (!f.v)
		return -ENOMEM;
	while ((bus = hw_bus_next(&cursor)))
		if (want(name, bus))
			insert(&f, bus);
	*ret = f;
	return 0;
}

static bool want_all(struct hw_text name, const struct hw_bus *bus)
{
	(void)name;
	(void)bus;
	return true;
}

/* Whether `name` is the bus's name, or its prefix with or without the colon: "ipac". */
static bool want_named(struct hw_text name, const struct hw_bus *bus)
{
	struct hw_text prefix = hw_text_of(bus->prefix);

	return hw_text_eq(name, hw_text_of(bus->name)) ||
	       (prefix.n && (hw_text_eq(name, prefix) ||
			     hw_text_eq(name, hw_text_head(prefix, prefix.n - 1))));
}

/* All layouts, or those of this name. */
static int collect_layouts(struct hw_text name, struct hw_arena *arena,
			   struct hw_formats *ret)
{
	const struct hw_layout *wanted = name.n ? hw_layout_find(name) : NULL;
	size_t n = 0;

	for (size_t i = 0; i < hw_layout_family_count; i++)
		n += hw_layout_families[i]->count;
	ret->layouts = HW_ARENA_NEW(arena, struct hw_format_layout, n);
	if (!ret->layouts)
		return -ENOMEM;
	for (size_t i = 0; i < hw_layout_family_count; i++)
		for (size_t j = 0; j < hw_layout_families[i]->count; j++)
			if (!name.n || hw_layout_families[i]->layouts[j] == wanted)
				ret->layouts[ret->layout_count++] =
					(struct hw_format_layout){
						hw_layout_families[i]->layouts[j],
						hw_layout_families[i],
					};
	return 0;
}

int hw_formats_all(struct hw_arena *arena, struct hw_formats *ret)
{
	int r = collect(want_all, HW_NO_TEXT, arena, ret);

	return r < 0 ? r : collect_layouts(HW_NO_TEXT, arena, ret);
}

int hw_formats_named(struct hw_text name, struct hw_arena *arena, struct hw_formats *ret)
{
	struct hw_modalias m;
	int r = collect(want_named, name, arena, ret);

	ret->in_full = true;
	/* no bus has an empty name */
	if (r == 0 && name.n)
		r = collect_layouts(name, arena, ret);
	if (r < 0 || ret->n || ret->layout_count)
		return r;
	hw_decode(name, &m);
	if (m.bus && !(m.bus->flags & HW_BUS_WORD))
		insert(ret, m.bus);
	return 0;
}

/* Length of the longest name that is compared. */
#define NAME_MAX_COMPARED 31

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * The number of letters to change, insert, delete or swap with their neighbour (optimal
 * string alignment, the restricted Damerau-Levenshtein distance).
 */
static size_t distance(struct hw_text a, struct hw_text b)
{
	/* d[i % 3][j] is the distance of the first i letters of a and the first j of b */
	size_t d[3][NAME_MAX_COMPARED + 1];

	for (size_t j = 0; j <= b.n; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *row = d[i % 3];
		const size_t *above = d[(i - 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			bool same = hw_lower(a.s[i - 1]) == hw_lower(b.s[j - 1]);

			row[j] = least(above[j - 1] + !same,
				       least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 &&
			    hw_lower(a.s[i - 1]) == hw_lower(b.s[j - 2]) &&
			    hw_lower(a.s[i - 2]) == hw_lower(b.s[j - 1]))
				row[j] = least(row[j], d[(i - 2) % 3][j - 2] + 1);
		}
	}
	return d[a.n % 3][b.n];
}

const char *hw_formats_nearest(struct hw_text name)
{
	struct hw_bus_cursor cursor = {0};
	const char *nearest = NULL;
	const struct hw_bus *bus;
	/* one letter may be wrong in names of up to three, two in longer ones */
	size_t best = name.n <= 3 ? 2 : 3;

	if (!name.n || name.n > NAME_MAX_COMPARED)
		return NULL;
	while ((bus = hw_bus_next(&cursor))) {
		struct hw_text other = hw_text_of(bus->name);
		size_t d;

		if (other.n > NAME_MAX_COMPARED || (bus->flags & HW_BUS_WORD))
			continue;
		d = distance(name, other);
		if (d < best) {
			best = d;
			nearest = bus->name;
		}
	}
	return nearest;
}

/* A text without a terminator ends where the next field begins. */
static struct hw_text end_of_text(const struct hw_bus *bus, size_t i,
				  struct hw_arena *arena)
{
	const struct hw_field_spec *spec = &bus->fields[i];
	const struct hw_field_spec *next = i + 1 < bus->field_count ? spec + 1 : NULL;

	if (spec->end)
		return hw_arena_printf(arena, "text up to '%c'%s", spec->end,
				       spec->flags & HW_FIELD_OPEN_END ? " or the end"
								       : "");
	if (next && next->tag_n)
		return hw_arena_printf(arena, "text up to %s'%s'",
				       spec->flags & HW_FIELD_LAST ? "the last " : "",
				       next->tag);
	if (next && (next->flags & HW_FIELD_LED))
		return hw_arena_printf(arena, "text up to '%c'", next->end);
	return HW_TEXT("text to the end");
}

static struct hw_text number(const struct hw_field_spec *spec, struct hw_arena *arena)
{
	const char *base = spec->kind == HW_KIND_HEX   ? "hex"
			   : spec->kind == HW_KIND_DEC ? "decimal"
						       : "binary";
	struct hw_text text;

	if (spec->width)
		text = hw_arena_printf(arena, "%u %s digit%s", spec->width, base,
				       spec->width == 1 ? "" : "s");
	else
		text = hw_arena_printf(arena, "%s digits", base);
	if (spec->kind == HW_KIND_HEX)
		text = hw_arena_printf(arena, "%.*s, %s case", HW_TEXT_ARG(text),
				       spec->flags & HW_FIELD_LOWER ? "lower" : "upper");
	if (spec->flags & HW_FIELD_GUID)
		text = hw_arena_printf(arena, "%.*s, a GUID as it lies in memory",
				       HW_TEXT_ARG(text));
	if (spec->digits && spec->digits != spec->width)
		text = hw_arena_printf(arena, "%.*s, printed as %u", HW_TEXT_ARG(text),
				       spec->digits);
	if (spec->flags & HW_FIELD_EMPTY)
		text = hw_arena_printf(arena, "%.*s, or none", HW_TEXT_ARG(text));
	if (spec->end)
		text = hw_arena_printf(
			arena, "%.*s, then '%c'%s", HW_TEXT_ARG(text), spec->end,
			spec->flags & HW_FIELD_OPEN_END ? " or the end" : "");
	return text;
}

static struct hw_text list(const struct hw_field_spec *spec, struct hw_arena *arena)
{
	return hw_arena_printf(arena, "list%s, each %s '%c'",
			       spec->kind == HW_KIND_BITS ? " of hex bit numbers" : "",
			       spec->flags & HW_FIELD_LED ? "led by" : "followed by",
			       spec->end);
}

struct hw_text hw_formats_value(const struct hw_bus *bus, size_t i,
				struct hw_arena *arena)
{
	const struct hw_field_spec *spec = &bus->fields[i];
	struct hw_text text = HW_NO_TEXT;

	switch (spec->kind) {
	case HW_KIND_HEX:
	case HW_KIND_DEC:
	case HW_KIND_BIN:
		text = number(spec, arena);
		break;
	case HW_KIND_TEXT:
		text = end_of_text(bus, i, arena);
		break;
	case HW_KIND_REST:
		text = HW_TEXT("text to the end");
		break;
	case HW_KIND_LIST:
	case HW_KIND_BITS:
		text = list(spec, arena);
		break;
	}
	if (spec->flags & HW_FIELD_NULL)
		text = hw_arena_printf(arena, "%.*s, (null) for none", HW_TEXT_ARG(text));
	if (spec->flags & HW_FIELD_OPTIONAL)
		text = hw_arena_printf(arena, "%.*s, optional", HW_TEXT_ARG(text));
	return text;
}

struct hw_text hw_formats_entry(const struct hw_field_spec *spec, size_t i,
				char buf[static HW_VALUE_MAX], const char **ret_name)
{
	const struct hw_vocabulary *names = spec->names;
	unsigned digits = spec->digits ? spec->digits : spec->width;
	bool is_hex = spec->kind == HW_KIND_HEX || spec->kind == HW_KIND_LIST ||
		      spec->kind == HW_KIND_BITS;
	int n;

	if (names->t) {
		*ret_name = names->t[i].name;
		return hw_text_of(names->t[i].key);
	}
	*ret_name = names->v[i].name;
	if (is_hex)
		n = snprintf(buf, HW_VALUE_MAX, "%0*x", (int)digits, names->v[i].value);
	else
		n = snprintf(buf, HW_VALUE_MAX, "%u", names->v[i].value);
	return (struct hw_text){buf, n > 0 ? (size_t)n : 0};
}
