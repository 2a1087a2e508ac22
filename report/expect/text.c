// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For people, as check prints its findings:
 *
 *     changed  fleet.txt:3: 4 × 10de:2330  # the accelerators
 *       why:    There are 3; expected: 4. pci:0000:17:00.0, …
 *     extra    pci:0000:05:00.0  Samsung … [144d:a804]
 *       why:    No line of fleet.txt is about it.
 */
#include <errno.h>

#include "report/expect/expect.h"
#include "report/page/page.h"

static void print_difference(struct hw_page *page, const struct hw_expect *x,
			     const struct hw_expect_difference *d)
{
	struct hw_arena *arena = &page->arena;
	const char *kind = hw_expect_kind_name(d->kind);

	if (d->entry)
		hw_page_line(page,
			     hw_arena_printf(arena, "%-8s %.*s:%zu: %.*s%s%.*s", kind,
					     HW_TEXT_ARG(x->name), d->entry->line,
					     HW_TEXT_ARG(d->entry->text),
					     d->entry->comment.n ? "  # " : "",
					     HW_TEXT_ARG(d->entry->comment)));
	else
		hw_page_line(page, hw_arena_printf(arena, "%-8s %.*s  %.*s%s%.*s%s", kind,
						   HW_TEXT_ARG(d->device->id),
						   HW_TEXT_ARG(d->device->name),
						   d->device->pair.n ? " [" : "",
						   HW_TEXT_ARG(d->device->pair),
						   d->device->pair.n ? "]" : ""));
	hw_page_line(page, hw_arena_printf(arena, "  why:    %.*s",
					   HW_TEXT_ARG(d->explanation)));
}

int hw_expect_print_text(const struct hw_expect *x, const struct hw_output *output)
{
	struct hw_page page = {.out = output->out, .options = *output->options};
	bool failed;

	for (size_t i = 0; i < x->difference_count; i++)
		print_difference(&page, x, &x->differences[i]);
	failed = hw_arena_failed(&page.arena);
	hw_arena_done(&page.arena);
	return failed ? -ENOMEM : 0;
}
