// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "report/lookup/claims.h"
#include "report/lookup/id_pattern.h"
#include "report/lookup/lookup.h"
#include "report/text/page.h"
#include "report/writer.h"

/*
 * Ids for people:
 *
 *     pci:8086:24db
 *     PCI device
 *     FIELD  VALUE NAME
 *     vendor 8086  Intel Corporation
 *     device 24db  82801EB/ER (ICH5/ICH5R) IDE Controller
 *
 *     Claimed, in /lib/modules/6.1.0-13-amd64, by
 *     MODULE      STATE     ONLY IF    PATTERN                               WHERE
 *     ata_piix    available            pci:v00008086d000024DBsv*sd*bc*sc*i*
 * modules.alias:812 ata_generic available class 0101 pci:v00008086d*sv*sd*bc01sc01i*
 * modules.alias:899
 *
 * Records that are not in detail make one table, a line each:
 *
 *     ID            NAME                                             MODULES
 *     pci:8086:15b8 Intel Corporation Ethernet Connection (2) I219-V e1000e
 */

struct writer {
	struct hw_page page;
	size_t blocks;
	/* of the alias tables; absent when there are none */
	struct hw_text directory;
	/* for records with a modalias */
	void *fields;
	size_t fields_blocks;
	/* the lines of records that are not in detail, or NULL */
	struct hw_table *lines;
};

/* Names of the ids, by the titles that the bus has for its fields. */
static int print_names(struct writer *w, const struct hw_record *record,
		       const struct hw_bus *bus)
{
	static const char *const headings[] = {"FIELD", "VALUE", "NAME"};
	struct hw_table *t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];
		char buf[HW_ID_MAX];

		if (spec->role == HW_ROLE_NONE || !record->ids[spec->role].present)
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, hw_text_of(spec->title));
		hw_page_cell(t, 1, hw_id_text(record->ids[spec->role], buf));
		for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
			if (hw_name_role(key) == spec->role)
				hw_page_cell(t, 2, record->names[key].text);
	}
	return hw_page_end_table(t);
}

static int print_block(struct writer *w, const struct hw_record *record)
{
	const struct hw_bus *bus = hw_bus_find(record->device.subsystem);
	int r;

	if (w->blocks++)
		fputc('\n', w->page.out);
	hw_page_line(&w->page, record->device.id);
	if (!bus)
		return 0;
	fprintf(w->page.out, "%s\n", bus->title);
	r = print_names(w, record, bus);
	if (r || !w->directory.n)
		return r;
	fputc('\n', w->page.out);
	return hw_claims_print(&w->page, w->directory, record);
}

/* What `decode` prints; that writer sets its own blocks apart. */
static int print_decoded(struct writer *w, const struct hw_record *record)
{
	if (w->blocks++ && !w->fields_blocks)
		fputc('\n', w->page.out);
	w->fields_blocks++;
	return hw_writer_fields.record(w->fields, record);
}

/* Modules that ask for this very device; those that take it by its class are legion. */
static struct hw_text modules_of(struct writer *w, const struct hw_record *record)
{
	struct hw_text modules = HW_NO_TEXT;
	struct hw_text last = HW_NO_TEXT;

	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		/* patterns of a module stand together */
		if (!record->ids[HW_ROLE_DEVICE].present ||
		    !hw_pattern_fixes(c->pattern, HW_ROLE_DEVICE) ||
		    hw_text_eq(c->module, last))
			continue;
		last = c->module;
		modules = hw_arena_printf(&w->page.arena, "%.*s%s%.*s",
					  HW_TEXT_ARG(modules), modules.n ? " " : "",
					  HW_TEXT_ARG(last));
	}
	return modules;
}

static int add_line(struct writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"ID", "NAME", "MODULES"};
	struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	struct hw_text device = record->names[HW_NAME_DEVICE].text;

	if (!w->lines)
		w->lines = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	if (!w->lines)
		return -ENOMEM;
	hw_table_add_row(w->lines);
	hw_page_cell(w->lines, 0, record->device.id);
	hw_page_cell(w->lines, 1,
		     hw_arena_printf(&w->page.arena, "%.*s%s%.*s", HW_TEXT_ARG(vendor),
				     device.n ? " " : "", HW_TEXT_ARG(device)));
	hw_page_cell(w->lines, 2, modules_of(w, record));
	return 0;
}

static int flush_lines(struct writer *w)
{
	struct hw_table *t = w->lines;

	if (!t)
		return 0;
	w->lines = NULL;
	if (w->blocks++)
		fputc('\n', w->page.out);
	return hw_page_end_table(t);
}

static int lookup_record(void *self, const struct hw_record *record)
{
	struct writer *w = self;
	int r;

	if (!record->in_detail) {
		r = add_line(w, record);
	} else {
		r = flush_lines(w);
		if (!r)
			r = record->modalias ? print_decoded(w, record)
					     : print_block(w, record);
	}
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

static void lookup_close(void *self)
{
	struct writer *w = self;

	if (!w)
		return;
	if (w->fields)
		hw_writer_fields.close(w->fields);
	hw_table_free(w->lines);
	hw_arena_done(&w->page.arena);
	free(w);
}

static int lookup_open(FILE *out, const struct hw_write_options *options,
		       struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = calloc(1, sizeof(*w));
	int r;

	if (!w)
		return -ENOMEM;
	w->page.out = out;
	w->page.out = out;
	w->page.options = *options;
	r = hw_writer_fields.open(out, options, arena, &w->fields, ret_error);
	if (r) {
		lookup_close(w);
		return r;
	}
	*ret_self = w;
	return 0;
}

static int lookup_begin(void *self, const struct hw_report_head *head)
{
	struct writer *w = self;

	w->directory = head->modules_directory;
	return hw_writer_fields.begin(w->fields, head);
}

static int lookup_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	int r = flush_lines(w);

	return r ? r : hw_writer_fields.end(w->fields, tail);
}

const struct hw_writer hw_writer_lookup = {
	.open = lookup_open,
	.begin = lookup_begin,
	.record = lookup_record,
	.end = lookup_end,
	.close = lookup_close,
};
