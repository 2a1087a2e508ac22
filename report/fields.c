// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "report/table.h"
#include "report/writer.h"

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

struct writer {
	FILE *out;
	struct hw_write_options options;
	size_t records;
	/* of the alias tables; absent when there are none */
	struct hw_text directory;
	/* the texts of one record */
	struct hw_arena arena;
};

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
};

static struct hw_table *new_table(struct writer *w, const char *const headings[],
				  size_t n)
{
	struct hw_table *t = hw_table_new(w->out, &w->options);

	for (size_t i = 0; t && i < n; i++)
		hw_table_add_column(t, headings[i], 0, 0);
	return t;
}

static int print_table(struct hw_table *t)
{
	int r = hw_table_print(t);

	hw_table_free(t);
	return r;
}

static void print_text(struct writer *w, struct hw_text text)
{
	text = hw_table_visible(text, &w->arena);
	fwrite(text.n ? text.s : "", 1, text.n, w->out);
}

static void print_line(struct writer *w, struct hw_text text)
{
	print_text(w, text);
	fputc('\n', w->out);
}

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

static bool is_list(const struct hw_field *field)
{
	return field->spec->kind == HW_KIND_LIST || field->spec->kind == HW_KIND_BITS;
}

static int print_fields(struct writer *w, const struct hw_decoded *d)
{
	static const char *const headings[] = {"TAG", "FIELD", "VALUE", "NAME", "SOURCE"};
	const struct hw_modalias *m = &d->modalias;
	struct hw_table *t = new_table(w, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		char buf[HW_VALUE_MAX];

		if (is_list(f))
			add_items(t, m, f);
		else
			add_field(t, f->spec->tag, f->spec->title, hw_field_value(f, buf),
				  d->names[i].text.n ? d->names[i] : name_of_match(f));
	}
	if (m->extra.n)
		add_field(t, NULL, "extra", m->extra, (struct hw_name){0});
	return print_table(t);
}

/* Longest string below which a caret can be told from one that a terminal wrapped. */
#define CARET_MAX 200

/* The string, and below it a caret where it breaks. */
static void print_string(struct writer *w, const struct hw_modalias *m)
{
	struct hw_text shown = hw_table_visible(m->raw, &w->arena);

	print_line(w, m->raw);
	/* an escaped string has other columns */
	if (m->error != HW_DECODE_OK && m->error != HW_DECODE_EMPTY &&
	    m->error != HW_DECODE_UNKNOWN_BUS && shown.s == m->raw.s &&
	    m->error_at < CARET_MAX)
		fprintf(w->out, "%*s^\n", (int)m->error_at, "");
}

static void print_named(struct writer *w, struct hw_text value, struct hw_text name)
{
	print_text(w, value);
	if (!name.n)
		return;
	fputs(" (", w->out);
	print_text(w, name);
	fputc(')', w->out);
}

/* "PNP0303 (keyboard) and PNP030B"; a list's lone star asks for nothing. */
static void print_items(struct writer *w, const struct hw_modalias *m,
			const struct hw_field *field)
{
	struct hw_text cursor = field->text;
	struct hw_text item;
	size_t n = 0;

	while (hw_field_next(field, &cursor, &item)) {
		if (hw_text_eq(item, HW_TEXT("*")))
			continue;
		fputs(n++ ? " and " : "", w->out);
		print_named(w, item, hw_text_of(hw_field_item_name(m, field, item)));
	}
}

/* ", vendor is 0403 (Future Technology …)": what a pattern asks of a device. */
static void print_condition(struct writer *w, const struct hw_decoded *d, size_t i,
			    size_t n)
{
	const struct hw_field *f = &d->modalias.fields[i];
	char buf[HW_VALUE_MAX];

	fprintf(w->out, "%s %s ", n ? "," : " whose", f->spec->title);
	if (is_list(f)) {
		fputs("include ", w->out);
		print_items(w, &d->modalias, f);
		return;
	}
	fputs(f->match == HW_MATCH_GLOB ? "is like " : "is ", w->out);
	print_named(w, hw_field_value(f, buf), d->names[i].text);
}

/*
 * What the string is about. Of a pattern: "Pattern for any USB interface whose vendor is
 * 0403 (…), product is 6001 (…)"; what is open is not mentioned.
 */
static void print_title(struct writer *w, const struct hw_decoded *d)
{
	const struct hw_modalias *m = &d->modalias;
	size_t n = 0;

	switch (hw_modalias_kind(m)) {
	case HW_IS_DEVICE:
		fprintf(w->out, "%s\n", m->bus->title);
		return;
	case HW_IS_ALIAS:
		fprintf(w->out, "Alias of a module, not of a device: %s\n",
			m->bus->title);
		return;
	case HW_IS_PATTERN:
		break;
	}
	fprintf(w->out, "Pattern for any %s", m->bus->title);
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].match != HW_MATCH_ANY && m->fields[i].text.n)
			print_condition(w, d, i, n++);
	fputc('\n', w->out);
}

static int print_decoded(struct writer *w, const struct hw_decoded *d)
{
	const struct hw_modalias *m = &d->modalias;
	char message[128];
	size_t n = hw_decode_explain(m, message, sizeof(message));

	print_string(w, m);
	if (n) {
		fputs("error: ", w->out);
		print_line(w, (struct hw_text){message, n});
	}
	if (m->bus)
		print_title(w, d);
	if (m->ambiguous)
		print_line(w,
			   HW_TEXT("The parts of the list are a guess: C may be a letter "
				   "of a name, too."));
	return print_fields(w, d);
}

static const char *candidate_state(const struct hw_candidate *c)
{
	if (c->builtin == HW_YES)
		return "built in";
	if (c->loaded == HW_YES)
		return "loaded";
	if (c->available == HW_YES)
		return "available";
	/* tables without the modules themselves: it is listed, more is not known */
	return c->available == HW_NO ? "missing" : "listed";
}

static int print_candidates(struct writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"MODULE", "STATE", "PATTERN", "WHERE"};
	struct hw_table *t;

	if (!record->candidate_count) {
		print_line(w, hw_arena_printf(&w->arena, "No module in %.*s claims it.",
					      HW_TEXT_ARG(w->directory)));
		return 0;
	}
	print_line(w, hw_arena_printf(&w->arena, "Claimed, in %.*s, by",
				      HW_TEXT_ARG(w->directory)));
	t = new_table(w, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		hw_table_add_row(t);
		hw_table_set(t, COLUMN_MODULE, c->module, HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_STATE, hw_text_of(candidate_state(c)),
			     HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_PATTERN, c->pattern, HW_TABLE_PLAIN);
		hw_table_set(t, COLUMN_WHERE,
			     hw_arena_printf(&w->arena, "%s:%zu",
					     hw_alias_source_name(c->source), c->line),
			     HW_TABLE_PLAIN);
	}
	return print_table(t);
}

static bool is_told(const struct hw_decoded *d, struct hw_text name)
{
	for (size_t i = 0; i < d->modalias.field_count; i++)
		if (hw_text_eq(d->names[i].text, name))
			return true;
	return false;
}

/* The maker, where no field says it but the first letters of an ACPI id. */
static void print_vendor(struct writer *w, const struct hw_record *record)
{
	const struct hw_name *name = &record->names[HW_NAME_VENDOR];

	if (!name->text.n || is_told(record->modalias, name->text))
		return;
	fputs("vendor: ", w->out);
	print_named(w, name->text, hw_text_of(name->source));
	fputc('\n', w->out);
}

static int fields_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	/* of a bare string the id is the string */
	bool is_device = record->device.syspath.n > 0;
	int r = 0;

	if (w->records++)
		fputc('\n', w->out);
	if (is_device)
		print_line(w, record->device.id);
	for (const struct hw_decoded *d = record->modalias; d && !r; d = d->next)
		r = print_decoded(w, d);
	if (!r && record->modalias)
		print_vendor(w, record);
	/* of a broken string only what is surprising: that it is claimed all the same */
	if (!r && w->directory.n && record->modalias &&
	    (record->candidate_count || !record->modalias->modalias.error)) {
		fputc('\n', w->out);
		r = print_candidates(w, record);
	}
	if (is_device) {
		fputc('\n', w->out);
		print_line(w, record->verdict.explanation);
	}
	if (hw_arena_failed(&w->arena))
		r = -ENOMEM;
	hw_arena_reset(&w->arena);
	return r;
}

static int fields_open(FILE *out, const struct hw_write_options *options,
		       struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = calloc(1, sizeof(*w));

	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->out = out;
	w->options = *options;
	*ret_self = w;
	return 0;
}

static int fields_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	w->directory = head->modules_directory;
	return 0;
}

static int fields_end(void *self, const struct hw_report_tail *tail)
{
	(void)self;
	(void)tail;
	return 0;
}

static void fields_close(void *self)
{
	struct writer *w = self;

	if (w)
		hw_arena_done(&w->arena);
	free(w);
}

const struct hw_writer hw_writer_fields = {
	.open = fields_open,
	.begin = fields_begin,
	.record = fields_record,
	.end = fields_end,
	.close = fields_close,
};
