// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json.h"

static struct json_object *warning(struct hw_json *j, const char *code,
				   struct hw_text path, size_t line,
				   struct hw_text message)
{
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "code", hw_json_literal(j, code));
	hw_json_add(j, to, "path", hw_json_text(j, path));
	hw_json_add(j, to, "line", line ? hw_json_number(j, (int64_t)line) : NULL);
	hw_json_add(j, to, "message", hw_json_text(j, message));
	return to;
}

struct json_object *hw_json_warnings(struct hw_json *j, const struct hw_warnings *w)
{
	struct json_object *list = hw_json_array(j);

	for (const struct hw_warning *i = w ? w->first : NULL; i; i = i->next)
		hw_json_append(j, list,
			       warning(j, i->code, i->path, i->line, i->message));
	if (w && w->dropped)
		hw_json_append(
			j, list,
			warning(j, "warnings-dropped", HW_NO_TEXT, 0,
				hw_arena_printf(&j->arena, "%zu more of the same kinds",
						w->dropped)));
	return list;
}
