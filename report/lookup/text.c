// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/list.h"
#include "data/base/text_index.h"
#include "data/base/text_set.h"
#include "report/lookup/id_pattern.h"
#include "report/lookup/internal.h"
#include "report/lookup/lookup.h"
#include "report/page/page.h"
#include "report/show/conditions.h"
#include "report/show/fields.h"
#include "report/show/packages.h"
#include "report/writer.h"

// clang-format off
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
 *     MODULE   STATE     PATTERN                              WHERE
 *     ata_piix available pci:v00008086d000024DBsv*sd*bc*sc*i* modules.alias:812
 *
 *     These claim it only if more fits:
 *     MODULE      STATE     ONLY IF    PATTERN                         WHERE
 *     ata_generic available class 0101 pci:v00008086d*sv*sd*bc01sc01i* modules.alias:899
 *
 * Records that are not in detail make one table, a line each:
 *
 *     ID            NAME                                             MODULES
 *     pci:8086:15b8 Intel Corporation Ethernet Connection (2) I219-V e1000e
 */
// clang-format on

struct writer {
	/* its `records` are the blocks that are set apart by empty lines */
	struct hw_page_writer base;
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
	struct hw_table *t =
		hw_page_table(&w->base.page, headings, HW_ARRAY_SIZE(headings));

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

	if (w->base.records++)
		fputc('\n', w->base.page.out);
	hw_page_line(&w->base.page, record->device.id);
	if (!bus)
		return 0;
	/* a class is one of an interface, too */
	fprintf(w->base.page.out, "%s\n",
		bus->parts && hw_text_eq(record->device.kind, HW_TEXT("id"))
			? bus->parts->whole_title
			: bus->title);
	r = print_names(w, record, bus);
	if (r || !w->base.directory.n)
		return r ? r : hw_page_packages(&w->base.page, record);
	fputc('\n', w->base.page.out);
	r = hw_lookup_print_candidates(&w->base.page, w->base.directory, record);
	return r ? r : hw_page_packages(&w->base.page, record);
}

/* What `decode` prints; that writer sets its own blocks apart. */
static int print_decoded(struct writer *w, const struct hw_record *record)
{
	int r;

	if (w->base.records++ && !w->fields_blocks)
		fputc('\n', w->base.page.out);
	w->fields_blocks++;
	r = hw_writer_fields.record(w->fields, record);
	return r ? r : hw_page_packages(&w->base.page, record);
}

/* Modules that ask for this very device; those that take it by its class are legion. */
static struct hw_text modules_of(struct writer *w, const struct hw_record *record)
{
	struct hw_list modules = {.arena = &w->base.page.arena, .between = " "};
	struct hw_text last = HW_NO_TEXT;

	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		/* patterns of a module stand together */
		if (!record->ids[HW_ROLE_DEVICE].present ||
		    !hw_pattern_fixes(c->pattern, HW_ROLE_DEVICE) ||
		    hw_text_eq(c->module, last))
			continue;
		last = c->module;
		hw_list_add(&modules, last);
	}
	return hw_list_text(&modules);
}

static int add_line(struct writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"ID", "NAME", "MODULES"};
	struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	struct hw_text device = record->names[HW_NAME_DEVICE].text;

	if (!w->lines)
		w->lines =
			hw_page_table(&w->base.page, headings, HW_ARRAY_SIZE(headings));
	if (!w->lines)
		return -ENOMEM;
	hw_table_add_row(w->lines);
	hw_page_cell(w->lines, 0, record->device.id);
	hw_page_cell(w->lines, 1,
		     hw_arena_printf(&w->base.page.arena, "%.*s%s%.*s",
				     HW_TEXT_ARG(vendor), device.n ? " " : "",
				     HW_TEXT_ARG(device)));
	hw_page_cell(w->lines, 2, modules_of(w, record));
	return 0;
}

static int flush_lines(struct writer *w)
{
	struct hw_table *t = w->lines;

	if (!t)
		return 0;
	w->lines = NULL;
	if (w->base.records++)
		fputc('\n', w->base.page.out);
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
	if (hw_arena_failed(&w->base.page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->base.page.arena);
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
	hw_page_writer_close(w);
}

static int lookup_open(FILE *out, const struct hw_write_options *options,
		       struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct writer *w = hw_page_writer_new(sizeof(*w), out, options);
	int r;

	if (!w)
		return -ENOMEM;
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

	hw_page_writer_begin(w, head);
	return hw_writer_begin(&hw_writer_fields, w->fields, head);
}

static int lookup_end(void *self, const struct hw_report_tail *tail)
{
	struct writer *w = self;
	int r = flush_lines(w);

	return r ? r : hw_writer_end(&hw_writer_fields, w->fields, tail);
}

const struct hw_writer hw_writer_lookup = {
	.open = lookup_open,
	.begin = lookup_begin,
	.record = lookup_record,
	.end = lookup_end,
	.close = lookup_close,
};

/* More claims than these are shown a line a module, unless -v is given. */
#define CLAIMS_MAX 40

/* Most devices of the machine that are named. */
#define HERE_MAX 4

struct claims {
	struct hw_page *page;
	struct hw_text directory;
};

static struct hw_text where(struct claims *w, const struct hw_candidate *c)
{
	return hw_arena_printf(&w->page->arena, "%s:%zu", hw_alias_source_name(c->source),
			       c->line);
}

/* What a candidate is to the ids that were looked up. */
enum claim {
	/* it claims them, or a device of the machine with them */
	CLAIM_SURE,
	/* only if more fits */
	CLAIM_IF,
	/* it asks for a class alone */
	CLAIM_BY_CLASS,
};

static enum claim claim_of(const struct hw_candidate *c)
{
	if (!c->need_count || c->fits_here)
		return CLAIM_SURE;
	return c->by_class ? CLAIM_BY_CLASS : CLAIM_IF;
}

static size_t count_claims(const struct hw_record *record, enum claim claim)
{
	size_t n = 0;

	for (size_t i = 0; i < record->candidate_count; i++)
		n += claim_of(&record->candidates[i]) == claim;
	return n;
}

static int print_claims(struct claims *w, const struct hw_record *record,
			struct hw_text title, enum claim claim)
{
	static const char *const headings[] = {"MODULE", "STATE", "ONLY IF", "PATTERN",
					       "WHERE"};
	struct hw_table *t = hw_page_table(w->page, headings, HW_ARRAY_SIZE(headings));
	bool has_needs = false;

	if (!t)
		return -ENOMEM;
	hw_page_line(w->page, title);
	for (size_t i = 0; i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if (claim_of(c) != claim)
			continue;
		has_needs = has_needs || c->need_count;
		hw_table_add_row(t);
		hw_page_cell(t, 0, c->module);
		hw_page_cell(t, 1, hw_text_of(hw_candidate_state(c)));
		hw_page_cell(
			t, 2,
			hw_page_conditions(w->page, c->pattern, c->needs, c->need_count));
		hw_page_cell(t, 3, c->pattern);
		hw_page_cell(t, 4, where(w, c));
	}
	if (!has_needs)
		hw_table_hide(t, 2);
	return hw_page_end_table(t);
}

/* Counts the candidates with conditions, at the first one of each module. Errors:
 * -ENOMEM. */
static int count_patterns(const struct hw_record *record, size_t *counts)
{
	struct hw_text_index first = {.n = 0};
	int r = 0;

	for (size_t i = 0; i < record->candidate_count && r == 0; i++) {
		const struct hw_candidate *c = &record->candidates[i];
		const size_t *at = claim_of(c) == CLAIM_IF
					   ? hw_text_index_find(&first, c->module)
					   : NULL;

		if (claim_of(c) != CLAIM_IF)
			continue;
		if (!at)
			r = hw_text_index_add(&first, c->module, i);
		counts[at ? *at : i]++;
	}
	hw_text_index_done(&first);
	return r;
}

/* A line a module with conditions. */
static int print_modules(struct claims *w, const struct hw_record *record)
{
	static const char *const headings[] = {"MODULE", "STATE", "PATTERNS", "FIRST"};
	size_t *counts = HW_ARENA_NEW(&w->page->arena, size_t, record->candidate_count);
	struct hw_table *t;

	hw_page_line(w->page,
		     HW_TEXT("These claim it only if more fits (-v shows what):"));
	if (!counts || count_patterns(record, counts) < 0)
		return -ENOMEM;
	t = hw_page_table(w->page, headings, HW_ARRAY_SIZE(headings));
	for (size_t i = 0; t && i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if (!counts[i])
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, c->module);
		hw_page_cell(t, 1, hw_text_of(hw_candidate_state(c)));
		hw_page_cell(t, 2, hw_arena_printf(&w->page->arena, "%zu", counts[i]));
		hw_page_cell(t, 3, where(w, c));
	}
	return t ? hw_page_end_table(t) : -ENOMEM;
}

/* "This machine has it: pci:0000:02:00.0 (driver nvme)" */
static void print_here(struct claims *w, const struct hw_record *record)
{
	struct hw_arena *arena = &w->page->arena;
	struct hw_list all = {.arena = arena, .between = ", ", .max = HERE_MAX};

	for (size_t i = 0; i < record->here_count; i++) {
		const struct hw_device *d = &record->here[i];

		hw_list_add(&all, d->driver_known == HW_DRIVER_BOUND
					  ? hw_arena_printf(arena, "%.*s (driver %.*s)",
							    HW_TEXT_ARG(d->id),
							    HW_TEXT_ARG(d->driver))
					  : d->id);
	}
	if (!record->here_count)
		return;
	hw_page_line(w->page, hw_arena_printf(arena, "This machine has it: %.*s",
					      HW_TEXT_ARG(hw_list_text(&all))));
	fputc('\n', w->page->out);
}

/* That there is no sure claim, and what it depends on. */
static void print_no_claim(struct claims *w, const struct hw_record *record)
{
	bool is_class = hw_text_eq(record->device.kind, HW_TEXT("class"));

	hw_page_line(w->page,
		     hw_arena_printf(&w->page->arena, "No module in %.*s claims it%s.",
				     HW_TEXT_ARG(w->directory),
				     record->here_count ? ""
				     : is_class		? " by this class alone"
							: " by these ids alone"));
}

/* The modules that ask for a class: listed, or how many they are. */
static int print_by_class(struct claims *w, const struct hw_record *record, bool has_sure)
{
	const struct hw_bus *bus = hw_bus_find(record->device.subsystem);
	const char *kind = bus && hw_id_pattern_has_class(bus) ? "class" : "kind";
	struct hw_text_set modules = {.n = 0};
	size_t n;
	int r = 0;

	if (w->page->options.verbose)
		return print_claims(w, record,
				    hw_arena_printf(&w->page->arena,
						    "These claim a device if its %s "
						    "fits, whatever its ids:",
						    kind),
				    CLAIM_BY_CLASS);
	for (size_t i = 0; i < record->candidate_count && r >= 0; i++)
		if (claim_of(&record->candidates[i]) == CLAIM_BY_CLASS)
			r = hw_text_set_add(&modules, record->candidates[i].module);
	n = modules.n;
	hw_text_set_done(&modules);
	if (r >= 0 && !has_sure)
		hw_page_line(
			w->page,
			hw_arena_printf(&w->page->arena,
					"Which module takes such a device may depend "
					"on its %s: %zu module%s by %s alone, "
					"whatever the ids (-v lists %s).",
					kind, n, n == 1 ? " claims" : "s claim", kind,
					n == 1 ? "it" : "them"));
	return r < 0 ? r : 0;
}

/* What a recording has for its own devices alone tells little of ids, which more devices
 * have; of its own the modules are known. */
static void print_not_known(struct claims *w, const struct hw_record *record)
{
	if (!record->here_count) {
		hw_page_line(w->page, HW_TEXT(HW_CLAIMS_NOT_KNOWN));
		return;
	}
	hw_page_wrapped(
		w->page, "",
		hw_arena_printf(
			&w->page->arena,
			"'show %.*s' tells which modules claim that one; of others with "
			"these ids the recording does not tell it.",
			HW_TEXT_ARG(record->here[0].id)));
}

int hw_lookup_print_candidates(struct hw_page *page, struct hw_text directory,
			       const struct hw_record *record)
{
	const size_t sure = count_claims(record, CLAIM_SURE);
	const size_t with_more = count_claims(record, CLAIM_IF);
	const bool in_full = sure + with_more <= CLAIMS_MAX || page->options.verbose;
	struct claims w = {page, directory};
	int r = 0;

	print_here(&w, record);
	if (record->lacks_candidates) {
		print_not_known(&w, record);
		return 0;
	}
	if (!sure)
		print_no_claim(&w, record);
	else
		r = print_claims(&w, record,
				 hw_arena_printf(&page->arena, "Claimed, in %.*s, by",
						 HW_TEXT_ARG(directory)),
				 CLAIM_SURE);
	if (r == 0 && with_more) {
		fputc('\n', page->out);
		r = in_full ? print_claims(&w, record,
					   HW_TEXT("These claim it only if more fits:"),
					   CLAIM_IF)
			    : print_modules(&w, record);
	}
	if (r || !count_claims(record, CLAIM_BY_CLASS))
		return r;
	if (page->options.verbose || (with_more && !sure))
		fputc('\n', page->out);
	return print_by_class(&w, record, sure > 0);
}
