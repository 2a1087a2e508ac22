// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The buses of a partial report: one that did not look at all buses, as of "list" without
 * --all or a dump of lspci, or whose devices options chose. It tells nothing of others
 * than those that its head names, which may have no device, and those of its devices.
 * They are one text, "pci,usb", in the order of their names. A report that looked at all
 * has none: the text is absent.
 */
#include <errno.h>
#include <stdlib.h>

#include "report/fleet/internal.h"

static bool has(struct hw_text buses, struct hw_text bus)
{
	while (buses.s)
		if (hw_text_eq(hw_text_cut(&buses, ','), bus))
			return true;
	return false;
}

bool hw_fleet_buses_have(struct hw_text all, struct hw_text buses)
{
	while (buses.n)
		if (!has(all, hw_text_cut(&buses, ',')))
			return false;
	return true;
}

bool hw_fleet_buses_meet(struct hw_text a, struct hw_text b)
{
	if (!a.s || !b.s || hw_text_eq(a, b))
		return true;
	while (b.n)
		if (has(a, hw_text_cut(&b, ',')))
			return true;
	return false;
}

static int compare_text(const void *a, const void *b)
{
	const struct hw_text *x = a;
	const struct hw_text *y = b;

	return hw_text_cmp(*x, *y);
}

/* Adds the buses that were looked at, and that of each kind that a report has. */
static int collect(const struct hw_fleet_memo *memo, const struct hw_fleet_report *report,
		   struct hw_text_set *ret)
{
	struct hw_text rest = report->looked_at;
	int r = 0;

	while (r == 0 && rest.n && !report->is_chosen)
		r = hw_text_set_add(ret, hw_text_cut(&rest, ','));
	for (size_t i = 0; r == 0 && i < report->n; i++) {
		uint32_t kind = report->ids[i].row->kind;
		struct hw_text key = memo->names[HW_FLEET_KIND].v[kind].key;

		r = hw_text_set_add(ret, hw_fleet_cut(&key));
	}
	return r;
}

int hw_fleet_buses_name(const struct hw_fleet_memo *memo, struct hw_fleet_batch *batch,
			struct hw_fleet_report *report)
{
	struct hw_buffer text = {.s = NULL};
	struct hw_text_set set = {.n = 0};
	int r;

	report->buses = HW_NO_TEXT;
	if (!report->lacks_buses && !report->is_chosen)
		return 0;
	r = collect(memo, report, &set);
	if (set.n)
		qsort(set.v, set.n, sizeof(*set.v), compare_text);
	for (size_t i = 0; r == 0 && i < set.n; i++) {
		if (i)
			hw_buffer_add_char(&text, ',');
		hw_buffer_add(&text, set.v[i]);
	}
	report->buses =
		text.n ? hw_arena_copy(&batch->arena, (struct hw_text){text.s, text.n})
		       : HW_TEXT("");
	if (text.failed || !report->buses.s)
		r = -ENOMEM;
	hw_buffer_done(&text);
	hw_text_set_done(&set);
	return r;
}
