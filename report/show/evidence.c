// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/show/evidence.h"

#include "report/page/utf8.h"

/* What people call a source that is no file; of others the name of the file. */
static struct hw_text place_of(const char *source)
{
	static const char *const names[][2] = {
		{"kernel-log", "kernel log"},
		{"kernel-command-line", "kernel command line"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (strcmp(source, names[i][0]) == 0)
			return hw_text_of(names[i][1]);
	return hw_text_of(source);
}

struct hw_text hw_evidence_place(const struct hw_evidence *e, struct hw_arena *arena)
{
	struct hw_text where = e->path.n ? e->path : place_of(e->source);

	return e->line ? hw_arena_printf(arena, "%.*s:%zu", HW_TEXT_ARG(where), e->line)
		       : where;
}

void hw_page_evidence(struct hw_page *page, const char *label,
		      const struct hw_evidence *evidence, size_t n, struct hw_text said)
{
	struct hw_arena *arena = &page->arena;

	for (size_t i = 0; i < n; i++) {
		const struct hw_evidence *e = &evidence[i];
		struct hw_text place;

		if (e->text.n && said.n && memmem(said.s, said.n, e->text.s, e->text.n))
			continue;
		place = hw_evidence_place(e, arena);
		fputs(label, page->out);
		hw_page_link(page, place, e->path);
		hw_page_rest(page, strlen(label) + hw_utf8_width(place), strlen(label),
			     hw_arena_printf(arena, ":%s%.*s%s %.*s",
					     e->time.n ? " [" : "", HW_TEXT_ARG(e->time),
					     e->time.n ? "]" : "", HW_TEXT_ARG(e->text)));
	}
}
