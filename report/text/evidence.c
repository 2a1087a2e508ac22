// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/evidence.h"

void hw_page_evidence(struct hw_page *page, const char *label,
		      const struct hw_evidence *evidence, size_t n, struct hw_text said)
{
	struct hw_arena *arena = &page->arena;

	for (size_t i = 0; i < n; i++) {
		const struct hw_evidence *e = &evidence[i];
		struct hw_text where = e->path;

		if (e->text.n && said.n && memmem(said.s, said.n, e->text.s, e->text.n))
			continue;
		if (!where.n)
			where = hw_text_of(strcmp(e->source, "kernel-log") == 0
						   ? "kernel log"
						   : "kernel command line");
		if (e->line)
			where = hw_arena_printf(arena, "%.*s:%zu", HW_TEXT_ARG(where),
						e->line);
		hw_page_line(page,
			     hw_arena_printf(arena, "%s%.*s:%s%.*s%s %.*s", label,
					     HW_TEXT_ARG(where), e->time.n ? " [" : "",
					     HW_TEXT_ARG(e->time), e->time.n ? "]" : "",
					     HW_TEXT_ARG(e->text)));
	}
}
