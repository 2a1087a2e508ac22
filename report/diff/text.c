// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For people:
 *
 *     CHANGE         DEVICE           NAME                           WAS    NOW
 *     removed        usb:1-6          Kingston DataTraveler [0951:1666], with 3 below it
 *     driver changed pci:0000:00:1f.6 Intel I219-V [8086:15b8]       e1000e (none)
 *
 *     1 removed, 1 driver changed
 *
 * On a terminal the ids and the number of devices below are columns of their own, so that
 * names can be cut without them.
 */
#include <errno.h>

#include "report/columns/fit.h"
#include "report/columns/forms.h"
#include "report/diff/diff.h"
#include "report/page/page.h"
#include "report/page/utf8.h"

/* Longest modalias that stands for a name. */
#define MODALIAS_MAX ((size_t)48)

enum column {
	COLUMN_CHANGE,
	COLUMN_DEVICE,
	COLUMN_NAME,
	COLUMN_WAS,
	COLUMN_NOW,
};

static enum hw_table_color color_of(const struct hw_diff_change *c)
{
	switch (c->kind) {
	case HW_DIFF_REMOVED:
		return HW_TABLE_RED;
	case HW_DIFF_ADDED:
		return HW_TABLE_GREEN;
	case HW_DIFF_DRIVER:
		return c->now.n ? HW_TABLE_YELLOW : HW_TABLE_RED;
	case HW_DIFF_MOVED:
	case HW_DIFF_CANDIDATES:
	case HW_DIFF_STATE:
	case HW_DIFF_REVISION:
	case HW_DIFF_FIRMWARE:
	case HW_DIFF_LINK:
	case HW_DIFF_SPEED:
	case HW_DIFF_NAME:
	case HW_DIFF_KIND_COUNT:
		break;
	}
	return HW_TABLE_YELLOW;
}

/* What it is called, or calls itself; absent: neither is known. */
static struct hw_text title_of(const struct hw_diff_device *d)
{
	return d->title.n ? d->title : d->model;
}

/* "Intel Corporation I219-V [8086:15b8], with 3 below it" */
static struct hw_text name_of(const struct hw_diff_change *c, struct hw_arena *arena)
{
	const struct hw_diff_device *d = c->after ? c->after : c->before;
	bool is_short = d->modalias.n <= MODALIAS_MAX;
	struct hw_text name = title_of(d);

	if (!name.n && is_short)
		name = d->modalias;

	if (d->pair.n)
		name = hw_arena_printf(arena, "%.*s%s[%.*s]", HW_TEXT_ARG(name),
				       name.n ? " " : "", HW_TEXT_ARG(d->pair));
	if (c->apart.n)
		name = hw_arena_printf(arena, "%.*s, %.*s", HW_TEXT_ARG(name),
				       HW_TEXT_ARG(c->apart));
	if (c->parts)
		name = hw_arena_printf(arena, "%.*s%swith %zu below it",
				       HW_TEXT_ARG(name), name.n ? ", " : "", c->parts);
	return name;
}

/* Where there is a device, it may be that it has no driver. */
static struct hw_text value_of(const struct hw_diff_change *c,
			       const struct hw_diff_device *device, struct hw_text value)
{
	bool may_be_none = c->kind == HW_DIFF_DRIVER || c->kind == HW_DIFF_CANDIDATES ||
			   c->kind == HW_DIFF_NAME;

	return device && !value.n && may_be_none ? HW_TEXT("(none)") : value;
}

static int print_table(struct hw_page *page, const struct hw_diff *diff)
{
	struct hw_table *t = hw_table_new(page->out, &page->options);

	if (!t)
		return -ENOMEM;
	hw_table_add_column(t, "CHANGE", 0);
	hw_table_add_column(t, "DEVICE", 0);
	hw_table_add_column(t, "NAME", 0);
	hw_table_add_column(t, "WAS", 0);
	hw_table_add_column(t, "NOW", 0);
	for (size_t i = 0; i < diff->n; i++) {
		const struct hw_diff_change *c = &diff->v[i];

		hw_table_add_row(t);
		hw_table_set(t, COLUMN_CHANGE, hw_text_of(hw_diff_kind_title(c->kind)),
			     color_of(c));
		hw_page_cell(t, COLUMN_DEVICE, c->after ? c->after->id : c->before->id);
		hw_page_cell(t, COLUMN_NAME, name_of(c, &page->arena));
		hw_page_cell(t, COLUMN_WAS, value_of(c, c->before, c->was));
		hw_page_cell(t, COLUMN_NOW, value_of(c, c->after, c->now));
	}
	return hw_page_end_table(t);
}

/* On a terminal. */
static const struct hw_column columns[] = {
	{.name = "CHANGE"}, {.name = "DEVICE"}, {.name = "NAME"}, {.name = "ID"},
	{.name = "BELOW"},  {.name = "WAS"},	{.name = "NOW"},
};

/* The column BELOW among them. */
#define COLUMN_OF_BELOW ((size_t)4)

/* Below this width the kind of a change is one word. */
#define CHANGE_WIDTH ((size_t)100)

static struct hw_forms name_forms(const struct hw_diff_device *d, struct hw_arena *arena)
{
	struct hw_text title = title_of(d).n ? title_of(d) : d->modalias;
	struct hw_forms forms = {.v = {title}, .n = 1};
	struct hw_text rest;

	if (!d->maker.n || !hw_text_starts(title, d->maker))
		return forms;
	rest = hw_text_trim_start(hw_text_from(title, d->maker.n), " ");
	forms.v[forms.n++] = hw_arena_printf(arena, "%.*s%s%.*s",
					     HW_TEXT_ARG(hw_short_vendor(d->maker)),
					     rest.n ? " " : "", HW_TEXT_ARG(rest));
	if (rest.n)
		forms.v[forms.n++] = rest;
	return forms;
}

/* The cells of a change, in the order of the columns. */
static void say_change(const struct hw_diff_change *c, size_t width,
		       struct hw_arena *arena,
		       struct hw_forms ret[HW_ARRAY_SIZE(columns)])
{
	const struct hw_diff_device *d = c->after ? c->after : c->before;
	const char *kind = width < CHANGE_WIDTH ? hw_diff_kind_name(c->kind)
						: hw_diff_kind_title(c->kind);
	struct hw_text below =
		c->parts ? hw_arena_printf(arena, "%zu", c->parts) : HW_NO_TEXT;
	const struct hw_text cells[HW_ARRAY_SIZE(columns)] = {
		hw_text_of(kind),
		d->id,
		HW_NO_TEXT,
		c->apart.n ? hw_arena_printf(arena, "%.*s, %.*s", HW_TEXT_ARG(d->pair),
					     HW_TEXT_ARG(c->apart))
			   : d->pair,
		below,
		value_of(c, c->before, c->was),
		value_of(c, c->after, c->now),
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(columns); i++)
		ret[i] = (struct hw_forms){.v = {cells[i]}, .n = 1};
	ret[COLUMN_NAME] = name_forms(d, arena);
}

static int print_fitting(struct hw_page *page, const struct hw_diff *diff)
{
	const struct hw_column *pointers[HW_ARRAY_SIZE(columns)];
	bool is_hidden[HW_ARRAY_SIZE(columns)];
	struct hw_fit fit = {
		.width = page->options.width,
		/* libsmartcols 2.38 loops for ever on what the locale cannot decode */
		.ascii = page->options.ascii || hw_utf8_is_ascii_locale(),
		.no_headings = page->options.no_headings,
		.columns = pointers,
		.count = HW_ARRAY_SIZE(columns),
	};
	struct hw_table *t = hw_table_new(page->out, &page->options);
	int r;

	if (!t)
		return -ENOMEM;
	hw_table_set_unlimited(t);
	for (size_t i = 0; i < fit.count; i++) {
		pointers[i] = &columns[i];
		is_hidden[i] = true;
		hw_table_add_column(t, columns[i].name,
				    i == COLUMN_OF_BELOW ? HW_TABLE_RIGHT : 0U);
	}
	for (size_t i = 0; i < diff->n; i++) {
		struct hw_forms forms[HW_ARRAY_SIZE(columns)];
		struct hw_fit_row *row;

		hw_table_add_row(t);
		row = hw_fit_add(&fit, t);
		say_change(&diff->v[i], fit.width, &page->arena, forms);
		for (size_t k = 0; k < fit.count; k++) {
			is_hidden[k] = is_hidden[k] && !forms[k].v[0].n;
			hw_fit_set(&fit, row, k, &forms[k],
				   k == COLUMN_CHANGE ? color_of(&diff->v[i])
						      : HW_TABLE_PLAIN);
		}
	}
	r = hw_fit_print(&fit, t, is_hidden);
	hw_fit_done(&fit);
	hw_table_free(t);
	return r;
}

int hw_diff_print_text(const struct hw_diff *diff, const struct hw_output *output)
{
	struct hw_page page = {.out = output->out, .options = *output->options};
	int r = 0;

	if (!page.options.summary && diff->n) {
		r = page.options.width ? print_fitting(&page, diff)
				       : print_table(&page, diff);
		if (!page.options.no_headings)
			hw_page_line(&page, HW_NO_TEXT);
	}
	if (!page.options.no_headings || page.options.summary)
		hw_page_wrapped(&page, "", hw_diff_summary(diff, &page.arena));
	if (hw_arena_failed(&page.arena))
		r = -ENOMEM;
	hw_arena_done(&page.arena);
	return r;
}
