// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/show/details.h"

#include <inttypes.h>

#include "decoders/text/ascii.h"

/* Where lines go on in the next one when the terminal does not say its width. */
#define LINE_WIDTH 100
/* Bytes of a value without blanks that fill a line, such as raw registers. */
#define VALUE_MAX 128
#define INDENT	  2

/* A line that values are added to. */
struct line {
	struct hw_page *page;
	size_t indent;
	size_t width;
	size_t column;
	bool is_started;
	/* it has a value: the next one comes after a comma */
	bool has_value;
};

static bool is_container(const struct hw_detail *d)
{
	return d->kind == HW_DETAIL_OBJECT || d->kind == HW_DETAIL_LIST;
}

/* A list of values, which is itself a value. */
static bool is_plain_list(const struct hw_detail *d)
{
	return d->kind == HW_DETAIL_LIST && d->first && !is_container(d->first);
}

static bool is_value(const struct hw_detail *d)
{
	return !is_container(d) || is_plain_list(d);
}

static struct hw_text label_of(struct hw_page *page, const struct hw_detail *d)
{
	struct hw_text key = hw_text_of(d->key);
	char *to;

	if (d->label.s || !key.n)
		return d->label;
	to = hw_arena_alloc(&page->arena, key.n + 1, 1);
	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < key.n; i++)
		to[i] = key.s[i] == '_' ? ' ' : key.s[i];
	return (struct hw_text){to, key.n};
}

static struct hw_text value_of(struct hw_page *page, const struct hw_detail *d)
{
	struct hw_text text = HW_NO_TEXT;

	if (d->shown.n)
		return d->shown;
	switch (d->kind) {
	case HW_DETAIL_TEXT:
		return d->text.n <= VALUE_MAX ? d->text
					      : hw_arena_printf(&page->arena, "%.*s...",
								VALUE_MAX, d->text.s);
	case HW_DETAIL_NUMBER:
		return hw_arena_printf(&page->arena, "%" PRId64, d->number);
	case HW_DETAIL_BOOLEAN:
		return d->number ? HW_TEXT("yes") : HW_TEXT("no");
	case HW_DETAIL_LIST:
		for (const struct hw_detail *item = d->first; item; item = item->next)
			text = hw_arena_printf(&page->arena, "%.*s%s%.*s",
					       HW_TEXT_ARG(text), text.n ? ", " : "",
					       HW_TEXT_ARG(value_of(page, item)));
		return text;
	case HW_DETAIL_OBJECT:
		break;
	}
	return text;
}

static void put(struct line *line, struct hw_text text)
{
	if (!line->is_started) {
		fprintf(line->page->out, "%*s", (int)line->indent, "");
		line->column = line->indent;
		line->is_started = true;
	}
	fwrite(text.n ? text.s : "", 1, text.n, line->page->out);
	line->column += text.n;
}

static void end(struct line *line)
{
	if (line->is_started)
		fputc('\n', line->page->out);
	line->is_started = false;
}

/* Adds a value after a comma, in the next line when it does not fit. */
static void add(struct line *line, struct hw_text value)
{
	struct hw_text text = hw_table_visible(value, &line->page->arena);

	if (line->has_value)
		put(line, HW_TEXT(","));
	if (line->has_value && line->column + 1 + text.n > line->width) {
		end(line);
		put(line, HW_TEXT("  "));
	} else if (line->column > line->indent) {
		put(line, HW_TEXT(" "));
	}
	put(line, text);
	line->has_value = true;
}

static void add_value(struct line *line, const struct hw_detail *d)
{
	struct hw_arena *arena = &line->page->arena;
	struct hw_text label = label_of(line->page, d);
	struct hw_text value = value_of(line->page, d);

	if (!value.n)
		return;
	if (d->kind == HW_DETAIL_BOOLEAN)
		add(line, hw_arena_printf(arena, "%.*s%c", HW_TEXT_ARG(label),
					  d->number ? '+' : '-'));
	else if (is_plain_list(d))
		add(line, hw_arena_printf(arena, "%.*s (%.*s)", HW_TEXT_ARG(label),
					  HW_TEXT_ARG(value)));
	else
		add(line, hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(label),
					  label.n ? " " : "", HW_TEXT_ARG(value)));
}

static void add_values(struct line *line, const struct hw_detail *parent)
{
	for (const struct hw_detail *d = parent->first; d; d = d->next) {
		if (d->flags & HW_DETAIL_UNSHOWN)
			continue;
		if (d->flags & HW_DETAIL_INLINE)
			add_values(line, d);
		else if (is_value(d) && !(d->flags & HW_DETAIL_APART))
			add_value(line, d);
	}
}

/* Whether anything of it can be seen: a heading of its own, "[150] Resizable BAR", can.
 */
static bool is_empty(const struct hw_detail *d)
{
	if (d->shown.n && d->flags & HW_DETAIL_APART)
		return false;
	if (!is_container(d))
		return !d->shown.n && d->kind == HW_DETAIL_TEXT && !d->text.n;
	for (const struct hw_detail *m = d->first; m; m = m->next)
		if (!(m->flags & HW_DETAIL_UNSHOWN) && !is_empty(m))
			return false;
	return true;
}

static struct hw_text heading_of(struct hw_page *page, const struct hw_detail *d)
{
	struct hw_text label = label_of(page, d);
	char *to;

	if (d->shown.n && d->flags & HW_DETAIL_APART)
		return d->shown;
	if (!label.n)
		return label;
	to = hw_arena_alloc(&page->arena, label.n + 1, 1);
	if (!to)
		return HW_NO_TEXT;
	memcpy(to, label.s, label.n);
	to[0] = hw_upper(to[0]);
	return (struct hw_text){to, label.n};
}

/* Whether it is a line or a section of its own. */
static bool is_part(const struct hw_detail *d)
{
	return !(d->flags & HW_DETAIL_UNSHOWN) && !is_empty(d) &&
	       !(is_value(d) && !(d->flags & (HW_DETAIL_APART | HW_DETAIL_INLINE)));
}

/* Prints what is a line or a section of its own. A tree is as deep as report/details
 * builds it. */
static void print_parts(struct hw_page *page, const struct hw_detail *parent,
			size_t indent)
{
	struct line line = {
		.page = page,
		.indent = indent,
		.width = page->options.width ? page->options.width : LINE_WIDTH,
	};

	for (const struct hw_detail *d = parent->first; d; d = d->next) {
		bool is_whole =
			!is_container(d) || (d->shown.n && !(d->flags & HW_DETAIL_APART));

		if (!is_part(d))
			continue;
		if (d->flags & HW_DETAIL_INLINE) {
			print_parts(page, d, indent);
			continue;
		}
		line.has_value = false;
		put(&line, hw_table_visible(heading_of(page, d), &page->arena));
		if (!(d->flags & HW_DETAIL_APART && is_container(d)) &&
		    line.column > indent)
			put(&line, HW_TEXT(":"));
		if (is_whole) {
			add(&line, value_of(page, d));
			end(&line);
			continue;
		}
		if (d->flags & HW_DETAIL_APART) {
			struct line values = line;

			end(&line);
			values.is_started = false;
			values.indent = indent + INDENT;
			values.column = values.indent;
			add_values(&values, d);
			end(&values);
		} else {
			add_values(&line, d);
			end(&line);
		}
		print_parts(page, d, indent + INDENT);
	}
}

bool hw_page_has_details(const struct hw_detail *root)
{
	for (const struct hw_detail *d = root ? root->first : NULL; d; d = d->next)
		if (is_part(d) &&
		    (!(d->flags & HW_DETAIL_INLINE) || hw_page_has_details(d)))
			return true;
	return false;
}

void hw_page_detail_rows(struct hw_page *page, struct hw_table *t,
			 const struct hw_detail *root)
{
	for (const struct hw_detail *d = root ? root->first : NULL; d; d = d->next) {
		struct hw_text value;

		if (!is_value(d) || d->flags & (HW_DETAIL_UNSHOWN | HW_DETAIL_APART))
			continue;
		value = value_of(page, d);
		if (!value.n)
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, label_of(page, d));
		hw_page_cell(t, 1, value);
	}
}

void hw_page_details(struct hw_page *page, const struct hw_detail *root)
{
	print_parts(page, root, 0);
}
