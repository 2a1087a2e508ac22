// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/output/output.h"

#include "data/base/list.h"

#define POINTER(name) &hw_output_##name,

const struct hw_output_format *const hw_output_formats[HW_OUTPUT_FORMAT_COUNT] = {
	HW_OUTPUT_FORMATS(POINTER)};

const struct hw_output_format *hw_output_find(const char *name)
{
	for (size_t i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];

		if (f->name && strcmp(f->name, name) == 0)
			return f;
	}
	return NULL;
}

struct hw_text hw_output_spelling(const struct hw_output_format *format,
				  struct hw_arena *arena)
{
	return format->option ? hw_text_of(format->option)
			      : hw_arena_printf(arena, "format %s", format->name);
}

bool hw_output_writes(const struct hw_output_format *f, enum hw_content content)
{
	switch (content) {
	case HW_CONTENT_DEVICES:
		return f->devices;
	case HW_CONTENT_DETAILS:
		return f->details;
	case HW_CONTENT_STRINGS:
		return f->strings || f->string_lines;
	case HW_CONTENT_IDS:
		return f->ids;
	case HW_CONTENT_MATCHES:
		return f->match_lines;
	case HW_CONTENT_FINDINGS:
		return f->findings;
	case HW_CONTENT_CHANGES:
		return f->changes;
	case HW_CONTENT_DRIVERS:
		return f->drivers;
	case HW_CONTENT_MODULES:
		return f->modules || !f->name;
	case HW_CONTENT_EVENTS:
		return f->events;
	case HW_CONTENT_FORMATS:
		return f->formats;
	case HW_CONTENT_FACTS:
		return f->facts;
	case HW_CONTENT_DOCUMENT:
		return !f->name;
	}
	return false;
}

struct hw_text hw_output_options(enum hw_content content, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	const char *last = NULL;
	struct hw_text all;

	for (size_t i = 0; i < HW_OUTPUT_FORMAT_COUNT; i++) {
		const struct hw_output_format *f = hw_output_formats[i];

		if (!f->option || !hw_output_writes(f, content))
			continue;
		if (last)
			hw_list_add(&list, hw_arena_printf(arena, "--%s", last));
		last = f->option;
	}
	if (!last)
		return HW_NO_TEXT;
	all = hw_list_text(&list);
	return hw_arena_printf(arena, "%.*s%s--%s", HW_TEXT_ARG(all), all.n ? " or " : "",
			       last);
}
