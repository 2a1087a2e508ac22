// SPDX-License-Identifier: GPL-2.0-or-later
/* Plain text, for mail and terminals: nothing has a meaning, and nothing is left out. */
#include "report/document/internal.h"

#define INDENT "    "

static void line(struct hw_sheet *s, const char *indent, const char *label,
		 struct hw_text text)
{
	struct hw_wrap w = {.out = &s->out, .indent = indent};

	hw_wrap_text(&w, *label ? hw_arena_printf(s->arena, "%s: %.*s", label,
						  HW_TEXT_ARG(text))
				: text);
	hw_wrap_end(&w);
}

static void paragraph(struct hw_sheet *s, const char *label, struct hw_text text)
{
	line(s, "", label, text);
	hw_sheet_put(s, "\n");
}

static void heading(struct hw_sheet *s, struct hw_text text, char underline)
{
	size_t columns = hw_columns_of(text);

	line(s, "", "", text);
	if (columns > HW_DOCUMENT_COLUMNS)
		columns = HW_DOCUMENT_COLUMNS;
	for (size_t i = 0; i < columns; i++)
		hw_buffer_add_char(&s->out, underline);
	hw_sheet_put(s, "\n\n");
}

static void begin(struct hw_sheet *s)
{
	heading(s, s->title, '=');
	for (size_t i = 0; i < HW_ARRAY_SIZE(s->facts); i++)
		line(s, INDENT, s->facts[i].label, s->facts[i].text);
	hw_sheet_put(s, "\n");
}

static void end(struct hw_sheet *s)
{
	(void)s;
}

static void begin_section(struct hw_sheet *s, const struct hw_section *section)
{
	if (section->count == SIZE_MAX)
		heading(s, hw_text_of(section->title), '-');
	else
		heading(s,
			hw_arena_printf(s->arena, "%s (%zu)", section->title,
					section->count),
			'-');
}

static void end_section(struct hw_sheet *s, const struct hw_section *section)
{
	(void)section;
	hw_sheet_put(s, "\n");
}

static void command(struct hw_sheet *s, struct hw_text text)
{
	hw_shell_lines(&s->out, text);
	hw_sheet_put(s, "\n");
}

static void finding(struct hw_sheet *s, const struct hw_document_finding *f)
{
	hw_entry_findings(s, f, 1, 1);
	line(s, INDENT, INDENT "why", f->why);
	if (f->seen_count) {
		hw_sheet_put(s, INDENT "seen:\n");
		hw_entry_lines(s, f->seen, f->seen_count);
	}
	if (f->packages.n)
		line(s, INDENT, INDENT "package", f->packages);
	if (f->remedy.n) {
		hw_sheet_put(s, INDENT "remedy:\n");
		hw_shell_lines(&s->out, f->remedy);
	}
	if (f->advice.n)
		line(s, INDENT, INDENT "advice", f->advice);
	hw_sheet_put(s, "\n");
}

const struct hw_document_writer hw_document_plain = {
	.name = "text",
	.begin = begin,
	.end = end,
	.begin_section = begin_section,
	.end_section = end_section,
	.paragraph = paragraph,
	.command = command,
	.finding = finding,
	.brief_findings = hw_entry_findings,
	.lines = hw_entry_lines,
	.devices = hw_entry_devices,
};
