// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json/json.h"

static void warning(struct hw_json *j, const struct hw_warning *w)
{
	hw_json_begin_object(j, HW_ITEM);
	hw_json_literal(j, HW_KEY("code"), w->code);
	hw_json_text(j, HW_KEY("path"), w->path);
	hw_json_positive(j, HW_KEY("line"), w->line);
	hw_json_text(j, HW_KEY("message"), w->message);
	hw_json_end_object(j);
}

void hw_json_warnings(struct hw_json *j, const struct hw_warnings *w)
{
	hw_json_begin_array(j, HW_KEY("warnings"));
	for (const struct hw_warning *i = w ? w->first : NULL; i; i = i->next)
		warning(j, i);
	if (w && w->dropped) {
		const struct hw_warning dropped = {
			.code = "warnings-dropped",
			.message = hw_arena_printf(
				&j->arena, "%zu more of the same kinds", w->dropped),
		};

		warning(j, &dropped);
	}
	hw_json_end_array(j);
}
