// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/show/fields.h"

#include <errno.h>

#include "data/base/list.h"
#include "report/page/page.h"

/*
 * A modalias for people, field by field:
 *
 *     pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01
 *     PCI device
 *     TAG FIELD                 VALUE NAME               SOURCE
 *     v   vendor                8086  Intel Corporation  pci.ids
 *     …
 *     error: expected 'i' at byte 51
 *
 *     Claimed, in /lib/modules/6.1.0-13-amd64, by
 *     MODULE   STATE     PATTERN                              WHERE
 *     ata_piix available pci:v00008086d000024DBsv*sd*bc*sc*i* modules.alias:812
 */

/* fnmatch() of libkmod tells the case of letters apart. */
static void print_case(struct hw_page_writer *w, const struct hw_modalias *m)
{
	char *fixed;

	if (!hw_modalias_has_other_case(m))
		return;
	fixed = hw_arena_alloc(&w->page.arena, m->raw.n, 1);
	if (!fixed)
		return;
	hw_modalias_fix_case(m, fixed);
	hw_page_line(
		&w->page,
		hw_arena_printf(&w->page.arena,
				"Matching is case-sensitive, and the kernel writes it "
				"so: %.*s",
				(int)m->raw.n, fixed));
}

static int print_candidates(struct hw_page_writer *w, const struct hw_record *record)
{
	bool any = record->candidate_count > 0;

	if (record->lacks_candidates) {
		hw_page_line(&w->page, HW_TEXT(HW_CLAIMS_NOT_KNOWN));
		return 0;
	}
	hw_page_line(&w->page, hw_arena_printf(&w->page.arena,
					       any ? "Claimed, in %.*s, by"
						   : "No module in %.*s claims it.",
					       HW_TEXT_ARG(w->directory)));
	return any ? hw_fields_candidates(&w->page, record->candidates,
					  record->candidate_count)
		   : 0;
}

static bool is_told(const struct hw_decoded *d, struct hw_text name)
{
	for (size_t i = 0; i < d->modalias.field_count; i++)
		if (hw_text_eq(d->names[i].text, name))
			return true;
	return false;
}

/* The maker, where no field says it but the first letters of an ACPI id. */
static void print_vendor(struct hw_page_writer *w, const struct hw_record *record)
{
	const struct hw_name *name = &record->names[HW_NAME_VENDOR];

	if (!name->text.n || is_told(record->modalias, name->text))
		return;
	hw_page_wrapped(&w->page, "vendor: ",
			hw_page_named(&w->page, name->text, hw_text_of(name->source)));
}

static int fields_record(void *self, const struct hw_record *record)
{
	struct hw_page_writer *w = self;
	/* of a bare string the id is the string */
	bool is_device = record->device.syspath.n > 0;
	int r = 0;

	if (w->records++)
		fputc('\n', w->page.out);
	if (is_device)
		hw_page_line(&w->page, record->device.id);
	for (const struct hw_decoded *d = record->modalias; d && !r; d = d->next)
		r = hw_fields_decoded(&w->page, d);
	if (!r && record->modalias)
		print_vendor(w, record);
	/* the string of a device is the kernel's own */
	if (!r && record->modalias && !is_device)
		print_case(w, &record->modalias->modalias);
	/* of a broken string only what is surprising: that it is claimed all the same */
	if (!r && w->directory.n && record->modalias &&
	    (record->candidate_count || !record->modalias->modalias.error)) {
		fputc('\n', w->page.out);
		r = print_candidates(w, record);
	}
	if (is_device) {
		fputc('\n', w->page.out);
		hw_page_line(&w->page, record->verdict.explanation);
	}
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

const struct hw_writer hw_writer_fields = {
	.open = hw_page_writer_open,
	.begin = hw_page_writer_begin,
	.record = fields_record,
	.close = hw_page_writer_close,
};

/* "PNP0303 (keyboard) and PNP030B"; a list's lone star asks for nothing. */
static struct hw_text items_of(struct hw_page *page, const struct hw_modalias *m,
			       const struct hw_field *field)
{
	struct hw_list list = {.arena = &page->arena, .between = " and "};
	struct hw_text cursor = field->text;
	struct hw_text item;

	while (hw_field_next(field, &cursor, &item))
		if (!hw_text_eq(item, HW_TEXT("*")))
			hw_list_add(&list, hw_page_named(page, item,
							 hw_text_of(hw_field_item_name(
								 m, field, item))));
	return hw_list_text(&list);
}

/* "vendor is 0403 (Future Technology …)": what a pattern asks of a device. */
static struct hw_text condition_of(struct hw_page *page, const struct hw_decoded *d,
				   size_t i)
{
	const struct hw_field *f = &d->modalias.fields[i];
	bool is_list = hw_fields_is_list(f);
	char buf[HW_VALUE_MAX];
	struct hw_text value =
		is_list ? items_of(page, &d->modalias, f)
			: hw_page_named(page, hw_field_value(f, buf), d->names[i].text);

	return hw_arena_printf(&page->arena, "%s %s %.*s", f->spec->title,
			       is_list			   ? "include"
			       : f->match == HW_MATCH_GLOB ? "is like"
							   : "is",
			       HW_TEXT_ARG(value));
}

/* "usb:v0461p4EEFd0001" of a Bluetooth device's profile tells nothing of a part. */
static const char *title_of(const struct hw_modalias *m)
{
	if (!m->bus->parts)
		return m->bus->title;
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].spec->role == HW_ROLE_CLASS && m->fields[i].text.n)
			return m->bus->title;
	return m->bus->parts->whole_title;
}

void hw_fields_title(struct hw_page *page, const struct hw_decoded *d)
{
	const struct hw_modalias *m = &d->modalias;
	struct hw_list conditions = {.arena = &page->arena, .between = ", "};
	struct hw_text all;

	switch (hw_modalias_kind(m)) {
	case HW_IS_DEVICE:
		fprintf(page->out, "%s\n", title_of(m));
		return;
	case HW_IS_ALIAS:
		fprintf(page->out, "Alias of a module, not of a device: %s\n",
			m->bus->title);
		return;
	case HW_IS_PATTERN:
		break;
	}
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].match != HW_MATCH_ANY && m->fields[i].text.n)
			hw_list_add(&conditions, condition_of(page, d, i));
	all = hw_list_text(&conditions);
	hw_page_line(page, hw_arena_printf(&page->arena, "Pattern for any %s%s%.*s",
					   m->bus->title, all.n ? " whose " : "",
					   HW_TEXT_ARG(all)));
}

enum field_column {
	COLUMN_TAG,
	COLUMN_FIELD,
	COLUMN_VALUE,
	COLUMN_NAME,
	COLUMN_SOURCE,
};

enum candidate_column {
	COLUMN_MODULE,
	COLUMN_STATE,
	COLUMN_PATTERN,
	COLUMN_WHERE,
	COLUMN_BLOCKED_BY,
};

static void add_field(struct hw_table *t, const char *tag, const char *title,
		      struct hw_text value, struct hw_name name)
{
	hw_table_add_row(t);
	hw_table_set(t, COLUMN_TAG, hw_text_of(tag), HW_TABLE_PLAIN);
	hw_table_set(t, COLUMN_FIELD, hw_text_of(title), HW_TABLE_PLAIN);
	hw_table_set(t, COLUMN_VALUE, value, HW_TABLE_PLAIN);
	hw_table_set(t, COLUMN_NAME, name.text, HW_TABLE_PLAIN);
	hw_table_set(t, COLUMN_SOURCE, hw_text_of(name.source), HW_TABLE_PLAIN);
}

/* In the place of a name, what an open value stands for. */
static struct hw_name name_of_match(const struct hw_field *field)
{
	switch (field->match) {
	case HW_MATCH_FIXED:
		break;
	case HW_MATCH_ANY:
		return (struct hw_name){HW_TEXT("(any)"), NULL};
	case HW_MATCH_GLOB:
		return (struct hw_name){HW_TEXT("(any like this)"), NULL};
	}
	return (struct hw_name){0};
}

static struct hw_name name_of_item(const struct hw_modalias *m,
				   const struct hw_field *field, struct hw_text item)
{
	const char *name = hw_field_item_name(m, field, item);

	return (struct hw_name){hw_text_of(name), name ? "builtin" : NULL};
}

static void add_items(struct hw_table *t, const struct hw_modalias *m,
		      const struct hw_field *field)
{
	const struct hw_field_spec *spec = field->spec;
	struct hw_text cursor = field->text;
	struct hw_text item;
	size_t n = 0;

	for (; hw_field_next(field, &cursor, &item); n++)
		add_field(t, n ? NULL : spec->tag, n ? NULL : spec->title, item,
			  name_of_item(m, field, item));
	if (hw_field_is_cut(field))
		add_field(t, NULL, NULL, HW_TEXT("+"),
			  (struct hw_name){HW_TEXT("(the kernel left out the rest)"),
					   NULL});
	else if (!n)
		add_field(t, spec->tag, spec->title,
			  field->match == HW_MATCH_ANY ? field->text : HW_NO_TEXT,
			  name_of_match(field));
}

bool hw_fields_is_list(const struct hw_field *field)
{
	return field->spec->kind == HW_KIND_LIST || field->spec->kind == HW_KIND_BITS;
}

static int print_fields(struct hw_page *page, const struct hw_decoded *d)
{
	static const char *const headings[] = {"TAG", "FIELD", "VALUE", "NAME", "SOURCE"};
	const struct hw_modalias *m = &d->modalias;
	struct hw_table *t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		char buf[HW_VALUE_MAX];

		if (hw_fields_is_list(f))
			add_items(t, m, f);
		else
			add_field(t, f->spec->tag, f->spec->title, hw_field_value(f, buf),
				  d->names[i].text.n ? d->names[i] : name_of_match(f));
	}
	if (m->extra.n)
		add_field(t, NULL, "extra", m->extra, (struct hw_name){0});
	return hw_page_end_table(t);
}

/* Longest string below which a caret can be told from one that a terminal wrapped. */
#define CARET_MAX 200

/* The string, and below it a caret where it breaks. */
static void print_string(struct hw_page *page, const struct hw_modalias *m)
{
	struct hw_text shown = hw_table_visible(m->raw, &page->arena);

	hw_page_whole(page, m->raw);
	/* an escaped string has other columns */
	if (m->error != HW_DECODE_OK && m->error != HW_DECODE_EMPTY &&
	    m->error != HW_DECODE_UNKNOWN_BUS && shown.s == m->raw.s &&
	    m->error_at < CARET_MAX)
		fprintf(page->out, "%*s^\n", (int)m->error_at, "");
}

int hw_fields_decoded(struct hw_page *page, const struct hw_decoded *d)
{
	const struct hw_modalias *m = &d->modalias;
	char message[128];
	size_t n = hw_decode_explain(m, message, sizeof(message));

	print_string(page, m);
	if (n) {
		hw_page_wrapped(page, "error: ", (struct hw_text){message, n});
	}
	if (m->bus)
		hw_fields_title(page, d);
	if (m->ambiguous)
		hw_page_line(
			page,
			HW_TEXT("The parts of the list are a guess: C may be a letter "
				"of a name, too."));
	return print_fields(page, d);
}

/* Of modprobe.d the file is known, of the tables the source is its name. */
static struct hw_text where_of(struct hw_page *page, const struct hw_candidate *c)
{
	struct hw_text file =
		c->file.n ? c->file : hw_text_of(hw_alias_source_name(c->source));

	/* another tool has printed it, without its line */
	if (c->source == HW_ALIAS_TOLD)
		return file;
	return hw_arena_printf(&page->arena, "%.*s:%zu", HW_TEXT_ARG(file), c->line);
}

int hw_fields_candidates(struct hw_page *page, const struct hw_candidate *candidates,
			 size_t n)
{
	static const char *const headings[] = {"MODULE", "STATE", "PATTERN", "WHERE",
					       "BLOCKED BY"};
	bool blocked = false;
	struct hw_table *t = hw_page_table(page, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		const struct hw_candidate *c = &candidates[i];

		hw_table_add_row(t);
		hw_table_set(t, COLUMN_MODULE, c->module, HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_STATE, hw_text_of(hw_candidate_state(c)),
			     HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_PATTERN, c->pattern, HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_WHERE, where_of(page, c), HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_BLOCKED_BY, c->blocked.blocked_by, HW_TABLE_RED);
		blocked = blocked || c->blocked.blocked_by.n;
	}
	if (!blocked)
		hw_table_hide(t, COLUMN_BLOCKED_BY);
	return hw_page_end_table(t);
}
