// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>

#include "data/base/list.h"
#include "data/module/name.h"
#include "report/columns/columns.h"
#include "report/names/names.h"
#include "report/page/page.h"
#include "report/show/details.h"
#include "report/show/evidence.h"
#include "report/show/fields.h"
#include "report/show/packages.h"

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

/* The part of a device that was just shown is told below it, in a few lines:
 *
 *       Interface 1-6:1.0: Video, Video Control
 *         usb:v046Dp0825…
 *         Driver uvcvideo is bound.
 *         Claimed by uvcvideo (loaded): usb:v*p*d*dc*dsc*dp*ic0Eisc01ip00in*,
 * modules.alias:7
 */
struct show {
	struct hw_page_writer base;
	/* the whole that was shown last */
	struct hw_arena arena;
	struct hw_text whole;
};

/* Sections are apart from each other. */
static void start_section(struct hw_page_writer *w)
{
	fputc('\n', w->page.out);
}

static void print_heading(struct hw_page_writer *w, const struct hw_record *record)
{
	struct hw_text name = hw_column_name(record, &w->page.options, &w->page.arena);

	if (!name.n || hw_text_eq(name, record->device.name))
		name = HW_NO_TEXT;
	hw_page_line(&w->page, hw_arena_printf(&w->page.arena, "%.*s%s%.*s",
					       HW_TEXT_ARG(record->device.id),
					       name.n ? " " : "", HW_TEXT_ARG(name)));
	if (record->found_as.n)
		hw_page_line(&w->page, hw_arena_printf(&w->page.arena, "%.*s of %.*s.",
						       HW_TEXT_ARG(record->found_as),
						       HW_TEXT_ARG(record->device.id)));
	hw_page_link(&w->page, record->device.syspath, record->device.syspath);
	fputc('\n', w->page.out);
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

		/* an id without a name, if no modalias holds it */
		if (name->text.n
			    ? is_told(record, name->text)
			    : record->modalias || !record->ids[hw_name_role(key)].present)
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
	const char *how = ", which claims this device:";

	start_section(w);
	if (!d->driver_module.n)
		how = w->live ? ", built into the kernel."
			      : ", built into the kernel or of a module that is not "
				"told.";
	else if (!n)
		how = w->directory.n ? ", none of whose aliases claims this device."
				     : ".";
	hw_page_line(&w->page, hw_arena_printf(&w->page.arena, "Driver %.*s%s%.*s%s",
					       HW_TEXT_ARG(d->driver),
					       d->driver_module.n ? " of module " : "",
					       HW_TEXT_ARG(d->driver_module), how));
	return n && d->driver_module.n ? hw_fields_candidates(&w->page, own, n) : 0;
}

static int print_candidates(struct hw_page_writer *w, const struct hw_record *record)
{
	bool bound = record->device.driver.n > 0;
	struct hw_candidate *others;
	size_t n = pick(w, record, false, &others);

	if (!record->modalias || !w->directory.n || (!n && record->candidate_count))
		return 0;
	start_section(w);
	if (!n && record->lacks_candidates)
		hw_page_line(&w->page, HW_TEXT(HW_CLAIMS_NOT_KNOWN));
	else
		hw_page_line(&w->page,
			     n ? hw_arena_printf(&w->page.arena, "%s, in %.*s, by",
						 bound ? "Also claimed" : "Claimed",
						 HW_TEXT_ARG(w->directory))
			       : hw_arena_printf(&w->page.arena,
						 "No module in %.*s claims it.",
						 HW_TEXT_ARG(w->directory)));
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

/* What the details tell too, by the names that it has among the attributes. */
static bool is_detailed(const struct hw_record *record, const char *key)
{
	static const char keys[][16] = {
		"revision",	   "slot",	     "numa_node",
		"iommu_group",	   "link_speed",     "link_width",
		"link_speed_max",  "link_width_max", "link_bottleneck",
		"driver_override", "speed_kbps",     "configurations",
		"secondary_bus",   "ports",
	};

	for (size_t i = 0; (record->pci || record->usb) && i < HW_ARRAY_SIZE(keys); i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* "/, /home and 2 more" */
static struct hw_text mounts_of(struct hw_page_writer *w, const struct hw_provided *p)
{
	struct hw_list list = {.arena = &w->page.arena, .between = ", "};

	for (size_t i = 0; i < p->mount_count; i++)
		hw_list_add(&list, p->mounts[i]);
	return hw_list_text(&list);
}

/* What the device is to its user. */
static int print_provides(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"PROVIDES", "CLASS", "NODE", "MOUNTED ON"};
	struct hw_table *t;
	bool is_mounted = false;

	if (!record->provide_count)
		return 0;
	t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	start_section(w);
	for (size_t i = 0; i < record->provide_count; i++) {
		const struct hw_provided *p = &record->provides[i];

		is_mounted = is_mounted || p->mount_count;
		hw_table_add_row(t);
		hw_page_cell(t, 0, p->name);
		hw_page_cell(t, 1, p->class);
		hw_page_cell(t, 2, p->node);
		hw_page_cell(t, 3, mounts_of(w, p));
	}
	if (!is_mounted)
		hw_table_hide(t, 3);
	return hw_page_end_table(t);
}

static int print_attributes(struct hw_page_writer *w, const struct hw_record *record)
{
	static const char *const headings[] = {"ATTRIBUTE", "VALUE"};
	const struct hw_attribute *a = record->attributes.first;
	const struct hw_detail *details = record->pci ? record->pci : record->usb;
	struct hw_table *t;

	if (!a && !details)
		return 0;
	t = hw_page_table(&w->page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	hw_page_detail_rows(&w->page, t, details);
	for (; a; a = a->next) {
		if (is_detailed(record, a->key))
			continue;
		hw_table_add_row(t);
		hw_page_cell(t, 0, title_of(w, a->key));
		hw_page_cell(t, 1,
			     a->text.s ? a->text
				       : hw_arena_printf(&w->page.arena, "%" PRId64,
							 a->number));
	}
	/* a table without rows is not printed */
	if (hw_table_row(t))
		start_section(w);
	return hw_page_end_table(t);
}

static void print_details(struct hw_page_writer *w, const struct hw_record *record)
{
	const struct hw_detail *details = record->pci ? record->pci : record->usb;

	if (!hw_page_has_details(details))
		return;
	start_section(w);
	hw_page_details(&w->page, details);
}

/* "Claimed by uvcvideo (loaded): usb:v*p*…, modules.alias:7" */
static void print_claim(struct hw_page_writer *w, const struct hw_candidate *c)
{
	struct hw_text file =
		c->file.n ? c->file : hw_text_of(hw_alias_source_name(c->source));
	struct hw_arena *arena = &w->page.arena;
	struct hw_text text;

	text = hw_arena_printf(arena, "Claimed by %.*s (%s)", HW_TEXT_ARG(c->module),
			       hw_candidate_state(c));
	if (c->source != HW_ALIAS_TOLD)
		text = hw_arena_printf(arena, "%.*s: %.*s, %.*s:%zu", HW_TEXT_ARG(text),
				       HW_TEXT_ARG(c->pattern), HW_TEXT_ARG(file),
				       c->line);
	if (c->blocked.blocked_by.n)
		text = hw_arena_printf(arena, "%.*s, blocked by %.*s", HW_TEXT_ARG(text),
				       HW_TEXT_ARG(c->blocked.blocked_by));
	hw_page_wrapped(&w->page, "    ", text);
}

/* The sentence, at the end; before it, of what needs attention, what it rests on and what
 * to do. */
static void print_verdict(struct hw_page *page, const char *head,
			  const struct hw_verdict *v)
{
	struct hw_arena *arena = &page->arena;

	if (v->severity)
		hw_page_evidence(page, "Seen: ", v->evidence, v->evidence_count,
				 v->explanation);
	if (v->severity && v->remedy.n)
		hw_page_whole(page, hw_arena_printf(arena, "Remedy: %.*s",
						    HW_TEXT_ARG(v->remedy)));
	if (v->severity && v->advice.n)
		hw_page_wrapped(page, "Advice: ", v->advice);
	hw_page_wrapped(page, head, v->explanation);
}

static int show_part(struct hw_page_writer *w, const struct hw_record *record)
{
	struct hw_text name = hw_column_name(record, &w->page.options, &w->page.arena);
	static const enum hw_name_key keys[] = {HW_NAME_CLASS, HW_NAME_SUBCLASS,
						HW_NAME_INTERFACE};
	struct hw_text title = HW_NO_TEXT;
	int r = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (record->names[keys[i]].text.n)
			title = hw_arena_printf(&w->page.arena, "%.*s%s%.*s",
						HW_TEXT_ARG(title), title.n ? ", " : "",
						HW_TEXT_ARG(record->names[keys[i]].text));
	fputc('\n', w->page.out);
	hw_page_wrapped(&w->page, "  ",
			hw_arena_printf(&w->page.arena, "Interface %.*s: %.*s",
					HW_TEXT_ARG(record->device.name),
					HW_TEXT_ARG(title.n ? title : name)));
	for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
		fputs("    ", w->page.out);
		hw_page_whole(&w->page, d->modalias.raw);
	}
	for (size_t i = 0; w->directory.n && i < record->candidate_count; i++)
		print_claim(w, &record->candidates[i]);
	for (size_t i = 0; i < record->package_count; i++)
		hw_page_wrapped(&w->page, "    ",
				hw_page_package(&w->page, &record->packages[i]));
	print_verdict(&w->page, "    ", &record->verdict);
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

static int show_whole(struct hw_page_writer *w, const struct hw_record *record)
{
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
		r = hw_page_packages(&w->page, record);
	if (!r)
		r = print_provides(w, record);
	if (!r)
		r = print_ancestors(w, record);
	if (!r)
		r = print_attributes(w, record);
	if (!r)
		print_details(w, record);
	start_section(w);
	print_verdict(&w->page, "", &record->verdict);
	if (hw_arena_failed(&w->page.arena))
		r = -ENOMEM;
	hw_arena_reset(&w->page.arena);
	return r;
}

/* Interfaces that follow their device belong to it: one block. */
static int show_record(void *self, const struct hw_record *record)
{
	struct show *w = self;
	const struct hw_device *d = &record->device;

	if (w->whole.n && hw_bus_is_part(d->bus, d->kind) &&
	    hw_text_eq(d->parent, w->whole))
		return show_part(&w->base, record);
	hw_arena_reset(&w->arena);
	w->whole = hw_bus_is_whole(d->bus, d->kind) ? hw_arena_copy(&w->arena, d->id)
						    : HW_NO_TEXT;
	return show_whole(&w->base, record);
}

static int show_open(FILE *out, const struct hw_write_options *options,
		     struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	(void)arena;
	(void)ret_error;
	*ret_self = hw_page_writer_new(sizeof(struct show), out, options);
	return *ret_self ? 0 : -ENOMEM;
}

/* Once for all devices. */
static int show_end(void *self, const struct hw_report_tail *tail)
{
	const struct hw_page_writer *w = self;

	for (size_t i = 0; i < tail->not_read.n; i++)
		if (strcmp(tail->not_read.v[i].what, HW_PCI_CAPABILITIES) == 0)
			fputs("\n\nPCI capabilities need root: without, the kernel shows "
			      "64 bytes of a configuration space.\n",
			      w->page.out);
	return 0;
}

static void show_close(void *self)
{
	struct show *w = self;

	if (w)
		hw_arena_done(&w->arena);
	hw_page_writer_close(w);
}

const struct hw_writer hw_writer_show = {
	.open = show_open,
	.begin = hw_page_writer_begin,
	.record = show_record,
	.end = show_end,
	.close = show_close,
};
