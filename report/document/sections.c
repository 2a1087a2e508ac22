// SPDX-License-Identifier: GPL-2.0-or-later
/* The order of a document, and what becomes of it when it is too long. */
#include <errno.h>
#include <strings.h>
#include <time.h>

#include "data/base/list.h"
#include "data/base/text_index.h"
#include "data/host/taint.h"
#include "decoders/text/ascii.h"
#include "report/check/sentences.h"
#include "report/document/internal.h"

/*
 * What a document that is too long leaves out, step by step. What needs attention goes
 * last; every PCI and USB device keeps its ids and its driver up to the last row, which
 * is repeated with half the entries until the rest fits.
 */
static const struct hw_fold folds[] = {
	{.says = NULL},
	{.counts_others = true, .says = "devices on other buses are only counted"},
	{.counts_others = true,
	 .is_brief = true,
	 .says = "PCI and USB devices that work, or that no module claims, are without "
		 "subsystem and modules"},
	{.counts_others = true,
	 .is_brief = true,
	 .joins_alike = true,
	 .says = "devices that are alike share an entry"},
	{.counts_others = true,
	 .is_brief = true,
	 .joins_alike = true,
	 .findings = 24,
	 .says = "problems after the 24th are one line each"},
	{.counts_others = true,
	 .is_brief = true,
	 .joins_alike = true,
	 .findings = 8,
	 .entries = 256,
	 .says = "problems after the 8th are one line each, and long lists are cut"},
};

/* All that an entry would say of the device but its address. */
static struct hw_text likeness(struct hw_sheet *s, const struct hw_document_device *d)
{
	return hw_arena_printf(
		s->arena,
		"%d%d\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%s\n%d\n%.*s",
		d->part, d->is_part, HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->class),
		HW_TEXT_ARG(d->name), HW_TEXT_ARG(d->ids), HW_TEXT_ARG(d->revision),
		HW_TEXT_ARG(d->subsystem_ids), HW_TEXT_ARG(d->driver),
		HW_TEXT_ARG(d->driver_module), d->state, d->severity,
		HW_TEXT_ARG(hw_document_modules(d, s->arena)));
}

/* The first of those alike stands for all. A device with parts or a part stays where it
 * is, as its line tells what it belongs to. */
static int join_alike(struct hw_sheet *s)
{
	struct hw_text_index seen = {0};
	/* the last of those alike, by the first */
	size_t *last = HW_ARENA_NEW(s->arena, size_t, s->device_count);
	int r = last || !s->device_count ? 0 : -ENOMEM;

	for (size_t i = 0; r == 0 && i < s->device_count; i++) {
		struct hw_document_device *d = &s->devices[i];
		const size_t *first;
		struct hw_text key;

		if (d->part != HW_DOCUMENT_PCI)
			continue;
		key = likeness(s, d);
		first = hw_text_index_find(&seen, key);
		if (!first) {
			last[i] = i;
			r = hw_text_index_add(&seen, key, i);
			continue;
		}
		s->devices[last[*first]].next_alike = i + 1;
		last[*first] = i;
		s->devices[*first].alike++;
		d->alike = 0;
	}
	hw_text_index_done(&seen);
	return r;
}

static int apply_fold(struct hw_sheet *s, const struct hw_fold *fold)
{
	s->fold = *fold;
	for (size_t i = 0; i < s->device_count; i++) {
		s->devices[i].alike = 1;
		s->devices[i].next_alike = 0;
	}
	return fold->joins_alike ? join_alike(s) : 0;
}

/* What makers left in place of a name. Source: systemd, hwdb.d/20-dmi-id.hwdb. */
static struct hw_text no_filler(struct hw_text t)
{
	static const char *const fillers[] = {
		"default string",
		"n/a",
		"o.e.m.",
		"oem",
		"system manufacturer",
		"system name",
		"system product name",
		"system version",
		"to be filled by o.e.m.",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(fillers); i++)
		if (t.n == strlen(fillers[i]) && strncasecmp(t.s, fillers[i], t.n) == 0)
			return HW_NO_TEXT;
	return t;
}

/* Adds a word that is there, with what belongs to it: "a b (c)". */
static void add_word(struct hw_text *all, struct hw_text word, const char *before,
		     const char *behind, struct hw_arena *arena)
{
	if (word.n)
		*all = hw_arena_printf(arena, "%.*s%s%.*s%s", HW_TEXT_ARG(*all),
				       all->n ? before : "", HW_TEXT_ARG(word), behind);
}

static struct hw_text pair(struct hw_text vendor, struct hw_text name,
			   struct hw_arena *arena)
{
	struct hw_text all = HW_NO_TEXT;

	add_word(&all, no_filler(vendor), "", "", arena);
	add_word(&all, no_filler(name), " ", "", arena);
	return all;
}

static struct hw_text product(const struct hw_host *h, struct hw_arena *arena)
{
	struct hw_text all = pair(h->sys_vendor, h->product_name, arena);

	if (!all.n)
		all = pair(h->board_vendor, h->board_name, arena);
	if (!all.n)
		all = h->device_tree_model;
	return hw_document_text(all, HW_DOCUMENT_NAME_MAX, arena);
}

/* "host web1"; absent: the text is. */
static struct hw_text labelled(const char *label, struct hw_text text,
			       struct hw_arena *arena)
{
	return text.n ? hw_arena_printf(arena, "%s %.*s", label, HW_TEXT_ARG(text))
		      : text;
}

/* What tells machines apart is there if the level shows it. */
static struct hw_text machine_fact(const struct hw_machine *m,
				   const struct hw_report_head *head,
				   struct hw_arena *arena)
{
	const struct hw_host *h = &head->host;
	struct hw_text all = pair(h->sys_vendor, h->product_name, arena);
	struct hw_text board = pair(h->board_vendor, h->board_name, arena);
	struct hw_text firmware = pair(h->bios_vendor, h->bios_version, arena);

	add_word(&all, no_filler(h->product_version), " (", all.n ? ")" : "", arena);
	add_word(&all, h->device_tree_model, "; ", "", arena);
	add_word(&all, board, all.n ? "; board " : "", "", arena);
	add_word(&firmware, h->bios_date, ", ", "", arena);
	add_word(&all, firmware, "; firmware ", "", arena);
	add_word(&all, labelled("host", head->identity.name, arena), "; ", "", arena);
	add_word(&all, labelled("key", head->identity.key, arena), "; ", "", arena);
	if (!all.n)
		return m->is_live ? HW_TEXT("neither DMI nor a device tree names it")
				  : HW_TEXT("not recorded");
	return hw_document_text(all, 0, arena);
}

/* "P (proprietary module), O (module from outside the kernel)" */
static struct hw_text taint(int64_t bits, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	uint64_t rest = bits > 0 ? (uint64_t)bits : 0;
	const struct hw_taint *flag;

	while ((flag = hw_taint_next(&rest)))
		hw_list_add(&list, hw_arena_printf(arena, "%c (%s)", flag->letter,
						   flag->meaning));
	return hw_list_text(&list);
}

static struct hw_text kernel_fact(const struct hw_report_head *head,
				  struct hw_arena *arena)
{
	const struct hw_host *h = &head->host;
	struct hw_text all = HW_NO_TEXT;

	add_word(&all, h->kernel_release, "", "", arena);
	add_word(&all, h->architecture, " ", "", arena);
	add_word(&all, h->kernel_version, " ", "", arena);
	if (!all.n && h->os_name.n)
		all = HW_TEXT("not recorded");
	add_word(&all, h->os_name, "; ", "", arena);
	if (head->modules_release.n &&
	    !hw_text_eq(head->modules_release, h->kernel_release)) {
		if (!all.n)
			all = HW_TEXT("not recorded");
		add_word(&all, head->modules_release, "; judged by the modules of ", "",
			 arena);
	}
	add_word(&all, taint(h->kernel_taint, arena), "; tainted: ", "", arena);
	return all.n ? hw_document_text(all, 0, arena) : HW_TEXT("not recorded");
}

static struct hw_text source_of(const struct hw_machine *m)
{
	if (!m->is_live)
		/* the words by which data/reports/text.c knows a whole machine */
		return m->is_dump && !m->dump.is_whole
			       ? HW_TEXT("lists of a machine's devices")
			       : HW_TEXT("a recorded machine");
	return m->is_user ? HW_TEXT("the running machine, seen without root")
			  : HW_TEXT("the running machine, seen as root");
}

static struct hw_text report_fact(const struct hw_machine *m,
				  const struct hw_report_head *head,
				  struct hw_arena *arena)
{
	const time_t t = (time_t)head->generated;
	struct hw_list names = {.arena = arena, .between = ", "};
	struct tm tm;
	char when[64];

	if (head->generated < 0 || !gmtime_r(&t, &tm) ||
	    !strftime(when, sizeof(when), "%Y-%m-%d %H:%M UTC", &tm))
		when[0] = '\0';
	if (when[0])
		hw_list_add(&names, hw_text_of(when));
	hw_list_add(&names, source_of(m));
	for (size_t i = 0; i < head->database_count; i++)
		if (head->databases[i].version.n)
			hw_list_add(
				&names,
				hw_arena_printf(arena, "%s %.*s", head->databases[i].name,
						HW_TEXT_ARG(head->databases[i].version)));
	return hw_arena_printf(
		arena, "hwalias " HWALIAS_VERSION ", %.*s; privacy: %s%s",
		HW_TEXT_ARG(hw_document_text(hw_list_text(&names), 0, arena)),
		hw_privacy_level_name(head->level),
		head->level == HW_PRIVACY_PUBLIC
			? " (no serial numbers, hardware addresses or host name)"
			: "");
}

/* "13 PCI, 16 USB, 22 on other buses": what is cut off is missed by it. */
static struct hw_text devices_fact(const struct hw_sheet *s)
{
	static const char *const words[] = {
		[HW_DOCUMENT_PCI] = "PCI",
		[HW_DOCUMENT_USB] = "USB",
		[HW_DOCUMENT_OTHER] = "on other buses",
	};
	struct hw_list list = {.arena = s->arena, .between = ", "};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++) {
		const size_t n = hw_sheet_count(s, (enum hw_document_part)i);

		if (n)
			hw_list_add(&list,
				    hw_arena_printf(s->arena, "%zu %s", n, words[i]));
	}
	return list.n ? hw_list_text(&list) : HW_TEXT("none");
}

static void make_head(struct hw_sheet *s, const struct hw_check *check,
		      const struct hw_report_head *head)
{
	struct hw_text machine = product(&head->host, s->arena);

	s->title = machine.n ? hw_arena_printf(s->arena, "Hardware report: %.*s",
					       HW_TEXT_ARG(machine))
			     : HW_TEXT("Hardware report");
	s->facts[0] = (struct hw_document_fact){
		"Machine", machine_fact(check->machine, head, s->arena)};
	s->facts[1] = (struct hw_document_fact){"Kernel", kernel_fact(head, s->arena)};
	s->facts[2] = (struct hw_document_fact){
		"Report", report_fact(check->machine, head, s->arena)};
	s->facts[3] = (struct hw_document_fact){"Devices", devices_fact(s)};
}

/* Most warnings that are named. */
#define WARNINGS_MAX ((size_t)6)

/* What `said` tells already is left out. */
static struct hw_text list_warnings(const struct hw_warnings *all, struct hw_text said,
				    struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = "; ", .max = WARNINGS_MAX};

	for (const struct hw_warning *w = all ? all->first : NULL; w; w = w->next) {
		struct hw_text one =
			hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(w->path),
					w->path.n ? ": " : "", HW_TEXT_ARG(w->message));

		if (!hw_text_eq(one, said))
			hw_list_add(&list, one);
	}
	return hw_list_text(&list);
}

/* What could not be read, with the command that would add it. */
static void print_not_read(struct hw_sheet *s, const struct hw_not_read *all)
{
	struct hw_list list = {.arena = s->arena, .between = ", "};
	bool root_may = false;
	bool is_missing = false;

	for (size_t i = 0; all && i < all->n; i++) {
		root_may |= all->v[i].root_may;
		is_missing |= strcmp(all->v[i].error, HW_NOT_RECORDED) == 0;
		hw_list_add(&list,
			    hw_arena_printf(s->arena, "%s (%s: %s)", all->v[i].what,
					    all->v[i].path, all->v[i].error));
	}
	if (!list.n)
		return;
	s->writer->paragraph(
		s, "Not read",
		hw_arena_printf(s->arena, "%.*s.%s", HW_TEXT_ARG(hw_list_text(&list)),
				root_may     ? " This command adds it:"
				: is_missing ? " A recording made by this command on the "
					       "machine has it:"
					     : ""));
	if (root_may)
		s->writer->command(
			s, s->writer == hw_document_formats[0]
				   ? HW_TEXT("sudo hwalias report")
				   : hw_arena_printf(s->arena,
						     "sudo hwalias report --format %s",
						     s->writer->name));
	else if (is_missing)
		s->writer->command(s, HW_TEXT("sudo hwalias snapshot machine.snap"));
}

/* "2 warnings, 1 hint" */
static struct hw_text count_findings(struct hw_sheet *s)
{
	static const enum hw_severity order[] = {HW_SEVERITY_ERROR, HW_SEVERITY_WARNING,
						 HW_SEVERITY_HINT};
	struct hw_list list = {.arena = s->arena, .between = ", "};

	for (size_t i = 0; i < HW_ARRAY_SIZE(order); i++) {
		size_t n = s->by_severity[order[i]];

		if (n)
			hw_list_add(&list, hw_arena_printf(s->arena, "%zu %s%s", n,
							   hw_severity_name(order[i]),
							   n == 1 ? "" : "s"));
	}
	return hw_list_text(&list);
}

/* With a capital letter and a full stop. */
static struct hw_text sentence_of(struct hw_text words, struct hw_arena *arena)
{
	return words.n ? hw_arena_printf(arena, "%c%.*s.", hw_upper(words.s[0]),
					 HW_TEXT_ARG(hw_text_from(words, 1)))
		       : words;
}

/* What the document is about in a line, and never an all-clear without evidence. */
static void print_summary(struct hw_sheet *s, struct hw_document *doc,
			  const struct hw_output *output, struct hw_text unread)
{
	struct hw_text clear = hw_check_clear(
		doc->check, hw_check_not_read(output->not_read, s->arena), s->arena);
	struct hw_text said = count_findings(s);

	if (doc->check->is_what_if)
		s->writer->paragraph(
			s, "",
			hw_document_text(hw_check_what_if_sentence(doc->check, s->arena),
					 0, s->arena));
	else if (said.n && s->writer->found)
		s->writer->found(s, said);
	else if (said.n)
		s->writer->paragraph(s, "Found", said);
	else if (!unread.n)
		s->writer->paragraph(s, "", sentence_of(clear, s->arena));
	if (unread.n)
		s->writer->paragraph(s, "Could not be checked completely",
				     hw_document_text(unread, 0, s->arena));
}

static void print_head(struct hw_sheet *s, struct hw_document *doc,
		       const struct hw_output *output)
{
	struct hw_text unread = hw_check_unread(doc->check, s->arena);
	struct hw_text warnings = list_warnings(output->warnings, unread, s->arena);

	s->writer->begin(s);
	print_summary(s, doc, output, unread);
	print_not_read(s, output->not_read);
	if (warnings.n)
		s->writer->paragraph(s, "Warnings",
				     hw_document_text(warnings, 0, s->arena));
}

static void print_folded(struct hw_sheet *s, size_t step)
{
	struct hw_list list = {.arena = s->arena, .between = "; "};

	for (size_t i = 1; i <= step; i++)
		/* a later step of the findings replaces an earlier one */
		if (i == step || !folds[i].findings)
			hw_list_add(&list, hw_text_of(folds[i].says));
	if (list.n)
		s->writer->paragraph(
			s, "Folded",
			hw_arena_printf(
				s->arena,
				"to stay below %zu KiB, %.*s. hwalias report --format %s "
				"has all.",
				s->writer->limit / 1024, HW_TEXT_ARG(hw_list_text(&list)),
				hw_document_html.name));
}

static void print_findings(struct hw_sheet *s, const struct hw_check *check)
{
	const struct hw_section section = {"Problems", "problems", false,
					   s->finding_count};
	size_t full = s->fold.findings && s->fold.findings < s->finding_count
			      ? s->fold.findings
			      : s->finding_count;
	size_t most = s->fold.entries ? full + s->fold.entries : s->finding_count;
	bool has_remedy = false;

	if (!s->finding_count)
		return;
	s->writer->begin_section(s, &section);
	for (size_t i = 0; i < full; i++) {
		has_remedy |= s->findings[i].remedy.n > 0;
		s->writer->finding(s, &s->findings[i]);
	}
	if (full < s->finding_count)
		s->writer->brief_findings(
			s, s->findings + full,
			(most < s->finding_count ? most : s->finding_count) - full,
			s->finding_count - full);
	if (has_remedy && !check->machine->is_live)
		s->writer->paragraph(s, "",
				     HW_TEXT("The commands are for the machine that was "
					     "recorded."));
	s->writer->end_section(s, &section);
}

static void print_lines(struct hw_sheet *s)
{
	const struct hw_section section = {
		"Lines of modprobe.d and the kernel log that mattered", "lines", false,
		SIZE_MAX};

	if (!s->line_count)
		return;
	s->writer->begin_section(s, &section);
	s->writer->lines(s, s->lines, s->line_count);
	s->writer->end_section(s, &section);
}

static void print_devices(struct hw_sheet *s)
{
	static const struct hw_section sections[] = {
		[HW_DOCUMENT_PCI] = {"PCI", "pci", false, 0},
		[HW_DOCUMENT_USB] = {"USB", "usb", false, 0},
		[HW_DOCUMENT_OTHER] = {"Other buses", "other", true, 0},
	};

	for (int i = 0; i < (int)HW_ARRAY_SIZE(sections); i++) {
		enum hw_document_part part = (enum hw_document_part)i;
		struct hw_section section = sections[i];

		section.count = hw_sheet_count(s, part);
		if (part == HW_DOCUMENT_OTHER && s->writer->tree &&
		    hw_sheet_count(s, HW_DOCUMENT_PCI) +
			    hw_sheet_count(s, HW_DOCUMENT_USB)) {
			const struct hw_section tree = {"Device tree", "tree", false,
							SIZE_MAX};

			s->writer->begin_section(s, &tree);
			s->writer->tree(s);
			s->writer->end_section(s, &tree);
		}
		if (!section.count)
			continue;
		s->writer->begin_section(s, &section);
		s->writer->devices(s, part);
		s->writer->end_section(s, &section);
	}
}

static int print_all(struct hw_sheet *s, struct hw_document *doc,
		     const struct hw_output *output, const struct hw_fold *fold,
		     size_t step)
{
	int r = apply_fold(s, fold);

	s->out.n = 0;
	print_head(s, doc, output);
	print_folded(s, step);
	print_findings(s, doc->check);
	print_lines(s);
	print_devices(s);
	s->writer->end(s);
	return r < 0 || s->out.failed || hw_arena_failed(s->arena) ? -ENOMEM : 0;
}

/* Folds more and more until the document is below the limit. */
static int fit(struct hw_sheet *s, struct hw_document *doc,
	       const struct hw_output *output)
{
	const size_t last = HW_ARRAY_SIZE(folds) - 1;
	size_t limit = s->writer->limit;
	int r = print_all(s, doc, output, &folds[0], 0);

	for (size_t i = 1; r == 0 && limit && s->out.n >= limit && i <= last; i++)
		r = print_all(s, doc, output, &folds[i], i);
	for (struct hw_fold fold = folds[last];
	     r == 0 && limit && s->out.n >= limit && fold.entries > 1;) {
		fold.entries /= 2;
		if (fold.findings > 1)
			fold.findings /= 2;
		r = print_all(s, doc, output, &fold, last);
	}
	return r;
}

int hw_document_print(struct hw_document *doc, const struct hw_document_writer *writer,
		      const struct hw_output *output)
{
	struct hw_arena arena = {0};
	struct hw_sheet sheet = {.writer = writer, .arena = &arena};
	int r = hw_document_finish(doc, &sheet);

	if (r == 0) {
		make_head(&sheet, doc->check, output->head);
		r = fit(&sheet, doc, output);
	}
	if (r == 0)
		fwrite(sheet.out.s, 1, sheet.out.n, output->out);
	hw_buffer_done(&sheet.out);
	hw_buffer_done(&sheet.before);
	hw_arena_done(&arena);
	return r;
}
