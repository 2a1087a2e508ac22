// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/document/document.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_index.h"
#include "report/columns/columns.h"
#include "report/document/internal.h"
#include "report/page/utf8.h"
#include "report/show/evidence.h"

void hw_document_open(struct hw_check *check, struct hw_document *ret)
{
	*ret = (struct hw_document){
		.check = check,
		.is_covered = hw_check_modules_gone(check),
	};
}

void hw_document_close(struct hw_document *d)
{
	hw_arena_done(&d->arena);
	free(d->devices);
	free(d->lines);
	*d = (struct hw_document){0};
}

struct hw_text hw_document_text(struct hw_text t, size_t max, struct hw_arena *arena)
{
	struct hw_text all = hw_utf8_visible(t, false, arena);
	size_t n = 0;

	if (!max || all.n <= max)
		return hw_arena_copy(arena, all);
	while (n < max) {
		size_t columns;
		size_t next = hw_unit_of_character(hw_text_from(all, n), &columns);

		if (n + next > max)
			break;
		n += next;
	}
	return hw_arena_printf(arena, "%.*s\xe2\x80\xa6", (int)n, all.s);
}

/* The cell of a column of lists, with ids behind the names. */
static struct hw_text cell(struct hw_document *doc, const struct hw_record *record,
			   const char *name, unsigned numeric)
{
	const struct hw_write_options options = {.numeric = numeric};
	const struct hw_column *c = hw_columns;

	while (c->name && strcmp(c->name, name) != 0)
		c++;
	if (!c->name)
		return HW_NO_TEXT;
	return hw_document_text(hw_column_text(c, record, &options, &doc->arena),
				HW_DOCUMENT_NAME_MAX, &doc->arena);
}

static struct hw_text name(struct hw_document *doc, struct hw_text t)
{
	return hw_document_text(t, HW_DOCUMENT_NAME_MAX, &doc->arena);
}

static enum hw_document_part part_of(const struct hw_device *d)
{
	if (!hw_bus_has(d->bus, HW_BUS_MAIN))
		return HW_DOCUMENT_OTHER;
	return hw_bus_address(d->bus) == HW_ADDRESS_PCI ? HW_DOCUMENT_PCI
							: HW_DOCUMENT_USB;
}

static int keep_line(struct hw_document *doc, const struct hw_candidate *c,
		     struct hw_text address)
{
	const struct hw_block *b = &c->blocked;
	const struct hw_evidence e = {
		.source = "kernel-command-line",
		.path = b->path,
		.line = b->line,
	};

	if (HW_ARRAY_GROW(doc->lines, doc->line_count, &doc->line_room, 16) < 0)
		return -ENOMEM;
	doc->lines[doc->line_count++] = (struct hw_document_line){
		.place = hw_document_text(hw_evidence_place(&e, &doc->arena), 0,
					  &doc->arena),
		.path = hw_document_text(b->path, 0, &doc->arena),
		.line = b->line,
		.text = hw_document_text(b->directive, HW_QUOTE_MAX, &doc->arena),
		.devices = address,
		.device_count = 1,
	};
	return 0;
}

/* "nouveau (loaded)", "nvidia (blocked by /etc/modprobe.d/x.conf:3: blacklist nvidia)" */
static struct hw_text candidate_text(struct hw_document *doc,
				     const struct hw_candidate *c)
{
	struct hw_text by = hw_quote(c->blocked.blocked_by, &doc->arena);
	const char *state = hw_candidate_state(c);
	const char *before = strcmp(state, "blocked") == 0 ? " by " : " in spite of ";
	struct hw_text text = hw_arena_printf(
		&doc->arena, "%.*s (%s%s%.*s%s)", HW_TEXT_ARG(c->module), state,
		by.n ? before : "", HW_TEXT_ARG(by), c->weak ? ", generic" : "");

	return hw_document_text(text, 0, &doc->arena);
}

static int keep_candidates(struct hw_document *doc, const struct hw_record *record,
			   struct hw_document_device *d)
{
	struct hw_document_candidate *v = HW_ARENA_NEW(
		&doc->arena, struct hw_document_candidate, record->candidate_count);
	int r = 0;

	for (size_t i = 0; v && r == 0 && i < record->candidate_count; i++) {
		const struct hw_candidate *c = &record->candidates[i];

		if (c->again)
			continue;
		v[d->candidate_count++] = (struct hw_document_candidate){
			.text = candidate_text(doc, c),
			.pattern =
				hw_document_text(c->pattern, HW_QUOTE_MAX, &doc->arena),
		};
		if (c->blocked.blocked_by.n)
			r = keep_line(doc, c, d->address);
	}
	d->candidates = v;
	return r;
}

static struct hw_text revision_of(struct hw_document *doc, const struct hw_record *record)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, "revision") == 0 &&
		    !hw_text_eq(a->text, HW_TEXT("00")))
			return name(doc, a->text);
	return HW_NO_TEXT;
}

/* A maker of 0000 or ffff is none: show_terse() of pciutils' lspci.c. */
static bool has_subsystem(const struct hw_record *record)
{
	const struct hw_id maker = record->ids[HW_ROLE_SUBVENDOR];

	return maker.present && maker.value && maker.value != 0xffff;
}

int hw_document_record(void *arg, const struct hw_record *record)
{
	struct hw_document *doc = arg;
	const struct hw_device *device = &record->device;
	struct hw_document_device d = {
		.id = name(doc, device->id),
		.parent = name(doc, device->parent),
		.part = part_of(device),
		.is_part = hw_bus_is_part(device->bus, device->kind),
		.address = cell(doc, record, "DEVICE", 0),
		.subsystem = name(doc, device->subsystem),
		.class = cell(doc, record, "CLASS", 2),
		.name = cell(doc, record, "NAME", 0),
		.ids = cell(doc, record, "ID", 0),
		.subsystem_name = has_subsystem(record)
					  ? cell(doc, record, "SUBSYSTEM", 0)
					  : HW_NO_TEXT,
		.subsystem_ids = has_subsystem(record)
					 ? cell(doc, record, "SUBSYSTEM_ID", 0)
					 : HW_NO_TEXT,
		.revision = revision_of(doc, record),
		.driver = name(doc, device->driver),
		.driver_module = name(doc, device->driver_module),
		.driver_known = device->driver_known,
		.state = hw_state_name(record->verdict.state),
		.explanation =
			hw_document_text(record->verdict.explanation, 0, &doc->arena),
		.severity = record->verdict.severity,
	};
	int r = keep_candidates(doc, record, &d);

	if (r == 0)
		r = HW_ARRAY_GROW(doc->devices, doc->device_count, &doc->device_room, 64);
	if (r < 0 || hw_arena_failed(&doc->arena))
		return -ENOMEM;
	doc->devices[doc->device_count++] = d;
	return doc->is_covered ? 0 : hw_check_record(doc->check, record);
}

static bool is_loop(const struct hw_sheet *s, size_t i)
{
	size_t steps = 0;

	for (size_t k = s->devices[i].above; k && steps <= s->device_count;
	     k = s->devices[k - 1].above)
		steps++;
	return steps > s->device_count;
}

/* A record is free to name any parent, itself too: a circle is cut. */
static void build_tree(struct hw_sheet *s, const struct hw_text_index *by_id)
{
	size_t last_root = 0;

	for (size_t i = 0; i < s->device_count; i++) {
		struct hw_text parent = s->devices[i].parent;
		const size_t *above = parent.n ? hw_text_index_find(by_id, parent) : NULL;

		if (above)
			s->devices[i].above = *above + 1;
	}
	for (size_t i = 0; i < s->device_count; i++)
		if (is_loop(s, i))
			s->devices[i].above = 0;
	for (size_t i = 0; i < s->device_count; i++) {
		struct hw_document_device *d = &s->devices[i];
		size_t *first =
			d->above ? &s->devices[d->above - 1].first_below : &s->first_root;
		size_t *last =
			d->above ? &s->devices[d->above - 1].last_below : &last_root;

		if (*last)
			s->devices[*last - 1].next_beside = i + 1;
		else
			*first = i + 1;
		*last = i + 1;
	}
}

static struct hw_document_line evidence_line(const struct hw_evidence *e,
					     struct hw_arena *arena)
{
	struct hw_text text = hw_quote(e->text, arena);

	if (e->time.n)
		text = hw_arena_printf(arena, "[%.*s] %.*s", HW_TEXT_ARG(e->time),
				       HW_TEXT_ARG(text));
	return (struct hw_document_line){
		.place = hw_document_text(hw_evidence_place(e, arena), 0, arena),
		.path = hw_document_text(e->path, 0, arena),
		.line = e->line,
		.text = hw_document_text(text, 0, arena),
	};
}

/* The attributes of a device are evidence, and of no file that anybody wrote. */
static bool is_written(const struct hw_evidence *e)
{
	return strcmp(e->source, "attribute") != 0 && strcmp(e->source, "lspci") != 0;
}

static struct hw_text packages_of(const struct hw_finding *f, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = "; ", .max = 4};

	for (size_t i = 0; i < f->package_count; i++)
		hw_list_add(&list, hw_package_text(&f->packages[i], arena));
	return hw_list_text(&list);
}

static int add_finding(struct hw_document *doc, struct hw_sheet *s,
		       const struct hw_finding *f, size_t at)
{
	struct hw_document_line *seen =
		HW_ARENA_NEW(s->arena, struct hw_document_line, f->evidence_count);
	struct hw_document_finding *to = &s->findings[s->finding_count++];

	*to = (struct hw_document_finding){
		.kind = hw_text_of(f->rank ? f->reason : hw_severity_name(f->severity)),
		.severity = f->severity,
		.reason = f->rank ? HW_NO_TEXT : hw_text_of(f->reason),
		.device = hw_document_text(f->device, HW_DOCUMENT_NAME_MAX, s->arena),
		.name = hw_document_text(f->name, HW_DOCUMENT_NAME_MAX, s->arena),
		.ids = f->ids,
		.why = hw_document_text(f->explanation, 0, s->arena),
		.seen = seen,
		.seen_count = seen ? f->evidence_count : 0,
		.packages = hw_document_text(packages_of(f, s->arena), 0, s->arena),
		.remedy = hw_document_text(f->remedy, 0, s->arena),
		.advice = hw_document_text(f->advice, 0, s->arena),
		.at = at,
	};
	s->by_severity[f->severity]++;
	for (size_t i = 0; i < to->seen_count; i++) {
		seen[i] = evidence_line(&f->evidence[i], s->arena);
		if (!is_written(&f->evidence[i]))
			continue;
		if (HW_ARRAY_GROW(doc->lines, doc->line_count, &doc->line_room, 16) < 0)
			return -ENOMEM;
		doc->lines[doc->line_count] = seen[i];
		if (at) {
			doc->lines[doc->line_count].devices = s->devices[at - 1].address;
			doc->lines[doc->line_count].device_count = 1;
		}
		doc->line_count++;
	}
	return 0;
}

static int compare_places(const struct hw_document_line *a,
			  const struct hw_document_line *b)
{
	int c;

	/* the kernel's log and command line last */
	if (!a->path.n != !b->path.n)
		return a->path.n ? -1 : 1;
	c = a->path.n ? hw_text_cmp(a->path, b->path) : hw_text_cmp(a->place, b->place);
	if (c)
		return c;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	c = hw_natural_cmp(a->text, b->text);
	return c ? c : hw_text_cmp(a->text, b->text);
}

static int compare_lines(const void *a, const void *b)
{
	const struct hw_document_line *x = a;
	const struct hw_document_line *y = b;
	int c = compare_places(x, y);

	return c ? c : hw_natural_cmp(x->devices, y->devices);
}

/* Most devices that a line names. */
#define LINE_DEVICES_MAX ((size_t)8)

/* One line for all devices that it is about. */
static void join_lines(struct hw_document *doc, struct hw_sheet *s)
{
	size_t n = 0;

	if (doc->line_count)
		qsort(doc->lines, doc->line_count, sizeof(*doc->lines), compare_lines);
	for (size_t i = 0; i < doc->line_count;) {
		struct hw_list list = {
			.arena = s->arena, .between = ", ", .max = LINE_DEVICES_MAX};
		struct hw_document_line line = doc->lines[i];
		struct hw_text before = HW_NO_TEXT;
		size_t k = i;

		line.device_count = 0;
		for (; k < doc->line_count && compare_places(&doc->lines[k], &line) == 0;
		     k++) {
			struct hw_text device = doc->lines[k].devices;

			if (!device.n || hw_text_eq(device, before))
				continue;
			hw_list_add(&list, device);
			before = device;
			line.device_count++;
		}
		line.devices = hw_list_text(&list);
		i = k;
		doc->lines[n++] = line;
	}
	doc->line_count = n;
	s->lines = doc->lines;
	s->line_count = n;
}

int hw_document_finish(struct hw_document *doc, struct hw_sheet *s)
{
	struct hw_text_index by_id = {0};
	int r = 0;

	s->devices = doc->devices;
	s->device_count = doc->device_count;
	for (size_t i = 0; r == 0 && i < s->device_count; i++)
		if (!hw_text_index_find(&by_id, s->devices[i].id))
			r = hw_text_index_add(&by_id, s->devices[i].id, i);
	build_tree(s, &by_id);
	s->findings =
		HW_ARENA_NEW(s->arena, struct hw_document_finding, doc->check->count);
	if (!s->findings && doc->check->count)
		r = -ENOMEM;
	for (const struct hw_finding *f = doc->check->first; r == 0 && f; f = f->next) {
		struct hw_text id =
			hw_document_text(f->device, HW_DOCUMENT_NAME_MAX, s->arena);
		const size_t *at = id.n ? hw_text_index_find(&by_id, id) : NULL;

		if (at)
			s->devices[*at].finding = s->finding_count + 1;
		r = add_finding(doc, s, f, at ? *at + 1 : 0);
	}
	hw_text_index_done(&by_id);
	join_lines(doc, s);
	return r < 0 || hw_arena_failed(s->arena) ? -ENOMEM : 0;
}
