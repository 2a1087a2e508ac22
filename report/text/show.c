// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>

#include "data/module/name.h"
#include "report/names/names.h"
#include "report/text/columns.h"
#include "report/text/fields.h"
#include "report/text/page.h"

/*
 * All about a device, for people:
 *
 *     pci:0000:00:1f.6 Intel Corporation Ethernet Connection (2) I219-V
 *     eth0 is a network interface of pci:0000:00:1f.6.
 *     /sys/devices/pci0000:00/0000:00:1f.6
 *
 *     WHAT    ID    NAME              SOURCE
 *     device  c52b  Unifying Receiver device
 *     …
 *
 *     each modalias as decode prints it
 *
 *     Driver e1000e of module e1000e, which claims this device:
 *     MODULE STATE  PATTERN                              WHERE            BLOCKED BY
 *     e1000e loaded pci:v00008086d000015B8sv*sd*bc*sc*i* modules.alias:12
 *
 *     Also claimed, in /lib/modules/6.1.0-13-amd64, by
 *     …
 *
 *     ABOVE            NAME
 *     pci:0000:00:1c.0 Intel Corporation … PCI Express Root Port
 *
 *     ATTRIBUTE VALUE
 *     revision  31
 *
 *     Driver e1000e is bound.
 */

/* Sections are apart from each other. */
static void start_section(struct hw_page_writer *w)
{
	fputc('\n', w->page.out);
}

static void print_heading(struct hw_page_writer *w, const struct hw_record *record)
{
	struct hw_text name = hw_column_name(record, &w->page.options, &w->page.arena);

	hw_page_text(&w->page, record->device.id);
	if (name.n && !hw_text_eq(name, record->device.name)) {
		fputc(' ', w->page.out);
		hw_page_text(&w->page, name);
	}
	fputc('\n', w->page.out);
	if (record->found_as.n)
		hw_page_line(&w->page, hw_arena_printf(&w->page.arena, "%.*s of %.*s.",
						       HW_TEXT_ARG(record->found_as),
						       HW_TEXT_ARG(record->device.id)));
	hw_page_line(&w->page, record->device.syspath);
}

/* "subsystem_vendor" → "subsystem vendor" */
static struct hw_text title_of(struct hw_page_writer *w, const char *key)
{
	struct hw_text title = hw_text_of(key);
	char *s = hw_arena_alloc(&w->page.arena, title.n + 1, 1);

	if (!s)
		return HW_NO_TEXT;
	for (size_t i = 0; i <= title.n; i++)
		s[i] = key[i] == '_' ? ' ' : key[i];
	return (struct hw_text){s, title.n};
}

static bool is_told(const struct hw_record *record, struct hw_text name)
{
	for (const struct hw_decoded *d = record->modalias; d; d = d->next)
		for (size_t i = 0; i < d->modalias.field_count; i++)
			if (hw_text_eq(d->names[i].text, name))
				return true;
	return false;
}

/* Names that no field of a modalias will tell: all of a device that has none. */
static int print_names(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"WHAT", "ID", "NAME", "SOURCE"};
	struct hw_table *t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	size_t n = 0;

	if (!t)
		return -ENOMEM;
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++) {
		const struct hw_name *name = &record->names[key];
		char id[HW_ID_MAX];

		if (!name->text.n || is_told(record, name->text))
			continue;
		if (!n++)
			start_section(w);
		hw_table_add_row(t);
		hw_page_cell(t, 0, title_of(w, hw_name_key(key)));
		hw_page_cell(t, 1, hw_id_text(record->ids[hw_name_role(key)], id));
		hw_page_cell(t, 2, name->text);
		hw_page_cell(t, 3, hw_text_of(name->source));
	}
	return hw_page_end_table(t);
}

/* Candidates that are (or are not) the bound driver's module. */
static size_t pick(struct hw_page_writer *w, const struct hw_record *record, bool bound,
		   struct hw_candidate **ret)
{
	struct hw_text module = record->device.driver_module;
	size_t n = 0;

	*ret = HW_ARENA_NEW(&w->page.arena, struct hw_candidate, record->candidate_count);
	for (size_t i = 0; *ret && i < record->candidate_count; i++)
		if ((module.n &&
		     hw_module_name_eq(record->candidates[i].module, module)) == bound)
			(*ret)[n++] = record->candidates[i];
	return n;
}

/* The bound driver, where it is from, and why it fits. */
static int print_driver(struct hw_page_writer *w, const struct hw_record *record)
{
	const struct hw_device *d = &record->device;
	struct hw_candidate *own;
	size_t n = pick(w, record, true, &own);

	start_section(w);
	fputs("Driver ", w->page.out);
	hw_page_text(&w->page, d->driver);
	if (!d->driver_module.n) {
		fputs(w->live ? ", built into the kernel.\n"
			      : ", built into the kernel or of a module that is not "
				"told.\n",
		      w->page.out);
		return 0;
	}
	fputs(" of module ", w->page.out);
	hw_page_text(&w->page, d->driver_module);
	if (!n) {
		fputs(w->directory.n ? ", none of whose aliases claims this device.\n"
				     : ".\n",
		      w->page.out);
		return 0;
	}
	fputs(", which claims this device:\n", w->page.out);
	return hw_fields_candidates(&w->page, own, n);
}

static int print_candidates(struct hw_page_writer *w, const struct hw_record *record)
{
	bool bound = record->device.driver.n > 0;
	struct hw_candidate *others;
	size_t n = pick(w, record, false, &others);

	if (!record->modalias || !w->directory.n || (!n && record->candidate_count))
		return 0;
	start_section(w);
	if (n)
		fprintf(w->page.out, "%s, in %.*s, by\n",
			bound ? "Also claimed" : "Claimed", HW_TEXT_ARG(w->directory));
	else
		fprintf(w->page.out, "No module in %.*s claims it.\n",
			HW_TEXT_ARG(w->directory));
	return n ? hw_fields_candidates(&w->page, others, n) : 0;
}

/* What the modules say of themselves, each once. */
static int print_modules(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"MODULE", "LICENSE", "DESCRIPTION"};
	struct hw_table *t = NULL;

	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if ((!c->description.n && !c->license.n) || c->again)
			continue;
		if (!t)
			t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
		if (!t)
			return -ENOMEM;
		hw_table_add_row(t);
		hw_page_cell(t, 0, c->module);
		hw_page_cell(t, 1, c->license);
		hw_page_cell(t, 2, c->description);
	}
	if (!t)
		return 0;
	start_section(w);
	return hw_page_end_table(t);
}

static int print_ancestors(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"ABOVE", "NAME"};
	struct hw_table *t;

	if (!record->ancestor_count)
		return 0;
	t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	start_section(w);
	for (size_t i = 0; i < record->ancestor_count; i++) {
		hw_table_add_row(t);
		hw_page_cell(t, 0, record->ancestors[i].id);
		hw_page_cell(t, 1, record->ancestors[i].name);
	}
	return hw_page_end_table(t);
}

static int print_attributes(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"ATTRIBUTE", "VALUE"};
	const struct hw_attribute *a = record->attributes.first;
	struct hw_table *t;

	if (!a)
		return 0;
	t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	start_section(w);
	for (; a; a = a->next) {
		hw_table_add_row(t);
		hw_page_cell(t, 0, hw_text_of(a->key));
		hw_page_cell(t, 1,
			     a->text.s ? a->text
				       : hw_arena_printf(&w->page.arena, "%" PRId64,
							 a->number));
	}
	return hw_page_end_table(t);
}

static int show_record(void *self, const struct hw_record *record)
{
	struct hw_page_writer *w = self;
	int r;

	if (w->records++)
		fputs("\n\n", w->page.out);
	print_heading(w, record);
	r = print_names(w, record);
	for (const struct hw_decoded *d = record->modalias; d && !r; d = d->next) {
		start_section(w);
		r = hw_fields_decoded(&w->page, d);
	}
	if (!r && record->device.driver.n)
		r = print_driver(w, record);
	if (!r)
		r = print_candidates(w, record);
	if (!r)
		r = print_modules(w, record);
	if (!r)
		r = print_ancestors(w, record);
	if (!r)
		r = print_attributes(w, record);
	start_section(w);
	hw_page_line(&w->page, record->verdict.explanation);
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

const struct hw_writer hw_writer_show = {
	.open = hw_page_writer_open,
	.begin = hw_page_writer_begin,
	.record = show_record,
	.close = hw_page_writer_close,
};
