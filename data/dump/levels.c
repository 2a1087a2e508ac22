// SPDX-License-Identifier: GPL-2.0-or-later
/* The levels of privacy that the reports tell of themselves, "public, full". */
#include "data/dump/collector.h"
#include "data/root/note.h"

/* "fleet", or as much as a level that is not known may tell. */
static const char *level_named(struct hw_text name)
{
	static const char *const levels[] = {"public", "fleet"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_eq(name, hw_text_of(levels[i])))
			return levels[i];
	return "full";
}

void hw_dump_report_level(struct hw_dump *d, struct hw_text level)
{
	struct hw_text *all = &d->facts.report_levels;
	struct hw_text rest = *all;
	const char *name = level_named(level);

	if (!level.n)
		return;
	hw_dump_file(d, HW_RECORDED "/privacy", hw_arena_printf(&d->arena, "%s\n", name));
	while (rest.n)
		if (hw_text_eq(hw_text_trim_start(hw_text_cut(&rest, ','), " "),
			       hw_text_of(name)))
			return;
	*all = hw_arena_printf(&d->arena, "%.*s%s%s", HW_TEXT_ARG(*all),
			       all->n ? ", " : "", name);
}
