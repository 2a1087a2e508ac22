// SPDX-License-Identifier: GPL-2.0-or-later
/*
 *     # expected devices, hwalias-expect(5)
 *     only pci usb
 *     1 × pci 8086:191f driver skl_uncore   # 0000:00:00.0 Intel Corporation Xeon …
 *     2 × pci 8086:2021                     # 0000:00:04.0, 0000:00:04.1 …
 *
 * Devices with the same ids are a line; where their drivers differ, a line for each of
 * these.
 */
#include <errno.h>

#include "data/base/list.h"
#include "data/base/text_index.h"
#include "report/expect/internal.h"
#include "report/page/utf8.h"

/* Most devices that a comment names. */
#define NAMED_MAX ((size_t)4)

/* Adds a driver once. */
static void add_driver(struct hw_text *v, size_t *n, struct hw_text driver)
{
	for (size_t i = 0; i < *n; i++)
		if (hw_text_eq(v[i], driver))
			return;
	if (driver.n && *n < HW_EXPECT_DRIVERS_MAX)
		v[(*n)++] = driver;
}

static bool is_plain(struct hw_text name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] <= ' ' || strchr(",#<>=*", name.s[i]) ||
		    (unsigned char)name.s[i] >= 0x7f)
			return false;
	return true;
}

/* " driver e1000e", " no driver"; of a whole those of its parts, as its own is always the
 * same; nothing where it is not known. */
static struct hw_text condition_of(const struct hw_expect *x,
				   const struct hw_expect_device *d,
				   struct hw_arena *arena)
{
	struct hw_text drivers[HW_EXPECT_DRIVERS_MAX];
	struct hw_text text = HW_TEXT("");
	bool has_parts = d->bus && d->bus->parts;
	size_t n = 0;

	if (!has_parts && d->driver_known == HW_DRIVER_NONE)
		return HW_TEXT(" no driver");
	if (!has_parts)
		add_driver(drivers, &n, d->driver);
	for (size_t i = d->part; i; i = x->devices[i].part)
		add_driver(drivers, &n, x->devices[i].driver);
	for (size_t i = 0; i < n; i++)
		if (is_plain(drivers[i]))
			text = hw_arena_printf(arena, "%.*s driver %.*s",
					       HW_TEXT_ARG(text),
					       HW_TEXT_ARG(drivers[i]));
	return text;
}

static struct hw_text place_of(const struct hw_expect_device *d)
{
	struct hw_text place = d->id;

	hw_text_cut(&place, ':');
	return place;
}

/* A line of the baseline. */
struct line {
	const struct hw_expect_device *device;
	struct hw_text condition;
	struct hw_list places;
	/* with the same ids, another one */
	struct line *next;
};

struct writer {
	struct hw_expect *x;
	struct hw_arena *arena;
	struct line *lines;
	size_t n;
	/* "pci 8086:2021" -> the first line of these ids */
	struct hw_text_index index;
};

/* USB devices of the same ids whose parts have other drivers, say an older release: one
 * has some drivers of the other, so that the conditions would not tell them apart. */
static void join(struct line *line)
{
	line->condition = HW_TEXT("");
}

static int add_device(struct writer *w, const struct hw_expect_device *d)
{
	struct hw_text condition = condition_of(w->x, d, w->arena);
	struct hw_text key = hw_arena_printf(
		w->arena, "%.*s %.*s", HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->pair));
	const size_t *first = hw_text_index_find(&w->index, key);
	struct line *line = first ? &w->lines[*first] : NULL;
	struct line *last = line;

	if (line && d->bus->parts && !hw_text_eq(line->condition, condition))
		join(line);
	while (line && !d->bus->parts && !hw_text_eq(line->condition, condition)) {
		last = line;
		line = line->next;
	}
	if (!line) {
		line = &w->lines[w->n];
		*line = (struct line){
			.device = d,
			.condition = condition,
			.places = {.arena = w->arena, .between = ", ", .max = NAMED_MAX},
		};
		if (last)
			last->next = line;
		else if (hw_text_index_add(&w->index, key, w->n) < 0)
			return -ENOMEM;
		w->n++;
	}
	hw_list_add(&line->places, place_of(d));
	return 0;
}

static void add_line(struct writer *w, struct line *line, struct hw_list *all)
{
	const struct hw_expect_device *d = line->device;
	struct hw_text places = hw_list_text(&line->places);
	struct hw_text comment = hw_arena_printf(
		w->arena, "# %.*s %.*s", HW_TEXT_ARG(places), HW_TEXT_ARG(d->name));

	comment = hw_utf8_visible(comment, false, w->arena);
	hw_list_add(all, hw_arena_printf(
				 w->arena, "%zu × %.*s %.*s%.*s   %.*s\n", line->places.n,
				 HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->pair),
				 HW_TEXT_ARG(line->condition), HW_TEXT_ARG(comment)));
}

static bool has_line(const struct hw_expect_device *d)
{
	return !d->is_part && d->pair.n;
}

/* A device, or a part of one that is not listed, that should have a line. */
static bool lacks_line(const struct hw_expect_device *d)
{
	return hw_bus_has(d->bus, HW_BUS_MAIN) && !has_line(d) &&
	       (!d->is_part || d->is_orphan);
}

static bool lacks_lines(const struct hw_expect *x, struct hw_text bus)
{
	for (size_t i = 0; i < x->device_count; i++)
		if (hw_text_eq(x->devices[i].subsystem, bus) &&
		    lacks_line(&x->devices[i]))
			return true;
	return x->is_part;
}

/* The buses that the baseline has all devices of, " pci usb": of a dump those that it
 * tells of. */
static struct hw_text buses_of(const struct hw_expect *x, struct hw_arena *arena)
{
	static const char *const buses[] = {"pci", "usb"};
	struct hw_list all = {.arena = arena, .between = " "};

	for (size_t k = 0; k < HW_ARRAY_SIZE(buses); k++) {
		bool has = !x->is_dump;

		for (size_t i = 0; i < x->device_count && !has; i++)
			has = hw_text_eq(x->devices[i].subsystem, hw_text_of(buses[k]));
		if (has && !lacks_lines(x, hw_text_of(buses[k])))
			hw_list_add(&all, hw_text_of(buses[k]));
	}
	return hw_list_text(&all);
}

int hw_expect_write(struct hw_expect *x, struct hw_text *ret)
{
	struct hw_list all = {.arena = &x->arena, .between = ""};
	struct writer w = {
		.x = x,
		.arena = &x->arena,
		.lines = HW_ARENA_NEW(&x->arena, struct line, x->device_count),
	};
	int r = w.lines ? hw_expect_find_parts(x) : -ENOMEM;

	for (size_t i = 0; i < x->device_count && r == 0; i++) {
		const struct hw_expect_device *d = &x->devices[i];

		if (has_line(d) && hw_bus_has(d->bus, HW_BUS_MAIN))
			r = add_device(&w, d);
		x->unwritten += lacks_line(d);
	}
	x->written = w.n;
	hw_text_index_done(&w.index);
	hw_list_add(&all,
		    HW_TEXT("# What this machine has: 'hwalias check --expect FILE' "
			    "tells what differs.\n# hwalias-expect(5) describes the "
			    "lines.\n"));
	if (buses_of(x, &x->arena).n)
		hw_list_add(&all, hw_arena_printf(&x->arena, "only %.*s\n",
						  HW_TEXT_ARG(buses_of(x, &x->arena))));
	for (size_t i = 0; i < w.n; i++)
		add_line(&w, &w.lines[i], &all);
	*ret = hw_list_text(&all);
	return r == 0 && hw_arena_failed(&x->arena) ? -ENOMEM : r;
}
