// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For people:
 *
 *     CHANGE         DEVICE           NAME                           WAS    NOW
 *     removed        usb:1-6          Kingston DataTraveler [0951:1666], with 3 below it
 *     driver changed pci:0000:00:1f.6 Intel I219-V [8086:15b8]       e1000e (none)
 *
 *     1 removed, 1 driver changed
 */
#include <errno.h>

#include "report/diff/diff.h"
#include "report/text/page.h"

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

/* "Intel Corporation I219-V [8086:15b8], with 3 below it" */
static struct hw_text name_of(const struct hw_diff_change *c, struct hw_arena *arena)
{
	const struct hw_diff_device *d = c->after ? c->after : c->before;
	bool is_short = d->modalias.n <= MODALIAS_MAX;
	struct hw_text name = d->title.n || !is_short ? d->title : d->modalias;

	if (d->pair.n)
		name = hw_arena_printf(arena, "%.*s%s[%.*s]", HW_TEXT_ARG(name),
				       name.n ? " " : "", HW_TEXT_ARG(d->pair));
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
	hw_table_add_column(t, "CHANGE", 0, 0);
	hw_table_add_column(t, "DEVICE", 0, 0);
	hw_table_add_column(t, "NAME", 0.3, HW_TABLE_TRUNC);
	hw_table_add_column(t, "WAS", 0, 0);
	hw_table_add_column(t, "NOW", 0, 0);
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

int hw_diff_print_text(const struct hw_diff *diff, const struct hw_output *output)
{
	struct hw_page page = {.out = output->out, .options = *output->options};
	int r = 0;

	if (!page.options.summary && diff->n) {
		r = print_table(&page, diff);
		if (!page.options.no_headings)
			hw_page_line(&page, HW_NO_TEXT);
	}
	if (!page.options.no_headings || page.options.summary)
		hw_page_line(&page, hw_diff_summary(diff, &page.arena));
	if (hw_arena_failed(&page.arena))
		r = -ENOMEM;
	hw_arena_done(&page.arena);
	return r;
}
