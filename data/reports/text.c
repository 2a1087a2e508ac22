// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What `hwalias report` prints for people, Markdown or text; of a page of HTML,
 * data/reports/page.c makes this. Its devices (report/document/entries.c):
 *
 *     03:00.0, 03:00.1 (2 alike)  Ethernet controller [0200]: Broadcom Inc. NetXtreme
 *         BCM5720 [14e4:165f] (rev 01)
 *         subsystem  Dell [1028:0a6a]
 *         driver     iwlwifi (module x) (bound), see problem 1
 *         modules    tg3 (loaded), y (blocked by /etc/modprobe.d/x.conf:1: blacklist y)
 *     1-7  Wireless [e0]: Intel Corp. Bluetooth [8087:0a2a] - driver: usb (module
 * usbcore) 1-7:1.0  Wireless [e0]: btusb; modules: btusb (loaded) acpi:PNP0C0A:00 battery
 * [PNP0C0A]: battery
 *
 * Its head counts them, and so does the heading of each section: counts.c. A line that is
 * indented by four blanks and has no such label goes on with the one before; so does any
 * line in an entry that a mail has wrapped.
 */
#include "data/reports/text.h"
#include "data/base/list.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

#define INDENT "    "

/* Most lines that are one when they are joined. */
#define JOINED_MAX ((size_t)200)

/* A word of fewer characters, of two columns each, has room on a line. */
#define BROKEN_MIN ((size_t)45)

/* Begins the sentence that tells why not all could be judged. */
#define UNCHECKED "ould not be checked completely"

/* "- **Kernel:** 6.1.0-13-amd64 x86_64 …", "Kernel: …" */
static bool read_kernel(struct hw_report_reader *r, struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, "- *");

	if (r->has_kernel || !hw_text_starts(rest, HW_TEXT("Kernel:")))
		return false;
	rest = hw_text_trim_start(hw_text_from(rest, 7), "* ");
	rest = hw_text_head(rest, hw_text_find(rest, ' '));
	if (!rest.n || !hw_is_digit(rest.s[0]) || hw_text_find(rest, '/') < rest.n)
		return false;
	hw_dump_file(r->dump, "proc/sys/kernel/osrelease",
		     hw_arena_printf(&r->dump->arena, "%.*s\n", HW_TEXT_ARG(rest)));
	r->has_kernel = r->dump->facts.kernel = true;
	return true;
}

/* --- How many there are --- */

static void count_entry(struct hw_report_reader *r)
{
	const enum hw_report_part part = hw_report_is_of(r, "pci")   ? HW_REPORT_PCI
					 : hw_report_is_of(r, "usb") ? HW_REPORT_USB
								     : HW_REPORT_OTHER;

	hw_report_count(&r->counts, part, r->named_count);
}

/* "03:00.0, 03:00.1 (2 alike)  …": how many devices the line is about. */
static int64_t count_named(const struct hw_report_reader *r, struct hw_text line)
{
	struct hw_text names = hw_text_trim_start(line, " ");
	const char *end = hw_report_find(names, "  ");
	int64_t n = 0;

	if (!hw_report_is_entry(r, names))
		return 0;
	if (end)
		names = hw_text_head(names, (size_t)(end - names.s));
	for (; names.n; n++)
		hw_text_cut(&names, ',');
	return n;
}

/* Whether all devices of the machine are there: of what other tools list, some may be
 * missing. */
static bool is_whole(const struct hw_report_reader *r, struct hw_text text)
{
	return r->has_kernel && r->counts.is_told && !r->counts.is_folded &&
	       (hw_report_find(text, ", a recorded machine") ||
		hw_report_find(text, ", the running machine")) &&
	       !hw_report_find(text, UNCHECKED);
}

/* Its own line tells a driver, or that there is none: of a device without that line it is
 * not told. */
static void keep_drivers_open(struct hw_dump *dump)
{
	for (size_t i = 0; i < dump->touched_count; i++)
		if (dump->touched[i]->driver_read != dump->reads)
			dump->touched[i]->is_cut = true;
}

/* What a short entry leaves out is not told. */
static void keep_open(struct hw_report_reader *r)
{
	for (size_t i = 0; i < r->named_count; i++) {
		struct hw_dump_device *d = r->named[i];

		d->tables_told = !d->claimed_by.n;
		d->subsystem_may_be_cut = d->n[HW_DUMP_SUBSYSTEM_VENDOR] < 0;
	}
}

static void read_entry(struct hw_report_reader *r, struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, " ");

	if (hw_report_is_label(line)) {
		hw_report_read_label(r, line);
		return;
	}
	if (read_kernel(r, line))
		return;
	if (hw_report_bus(line).n) {
		r->bus = hw_report_bus(line);
		return;
	}
	if (hw_report_read_counts(&r->counts, r->dump, line))
		return;
	if (hw_report_leaves_out(&r->counts, line)) {
		/* a long one leaves out what matters least */
		r->scope.excerpt = true;
		hw_dump_file(r->dump, HW_LEFT_OUT, HW_TEXT("devices"));
		hw_dump_malformed(r->dump, "the report leaves out devices from here on");
		return;
	}
	if (!hw_report_is_entry(r, rest) || !hw_report_cut_devices(r, &rest)) {
		r->named_count = 0;
		return;
	}
	count_entry(r);
	if (hw_report_is_of(r, "usb") && r->named[0]->parent) {
		hw_report_read_part(r, rest);
		if (r->is_brief)
			keep_open(r);
	} else if (hw_report_is_of(r, "pci") || hw_report_is_of(r, "usb")) {
		hw_report_read_whole(r, rest);
		if (r->is_brief && hw_report_find(rest, " - driver: "))
			keep_open(r);
	} else {
		hw_report_read_other(r, rest);
		for (size_t i = 0; i < r->named_count; i++)
			r->named[i]->kind_untold = true;
		keep_open(r);
	}
}

/* Whether the line is one word alone that may go on in the next line. */
static bool may_break(struct hw_text line)
{
	size_t characters = 0;

	line = hw_text_trim_start(line, " ");
	for (size_t i = 0; i < line.n; i++)
		characters += ((unsigned char)line.s[i] & 0xc0) != 0x80;
	return characters >= BROKEN_MIN && hw_text_find(line, ' ') == line.n;
}

static bool begins_entry(const struct hw_report_reader *r, struct hw_text line)
{
	return hw_report_is_label(line) || hw_report_is_entry(r, line);
}

/* Whether a line goes on with those before it. What a mail has wrapped begins with
 * neither blanks nor what begins a line of a report. */
static bool is_continued(const struct hw_report_reader *r, struct hw_list *before,
			 struct hw_text line)
{
	static const char marks[][11] = {"#",	    "```",     "~~~", "<",
					 "---",	    "...",     "- ",  "subsystem ",
					 "driver ", "modules "};

	if (hw_text_starts(line, HW_TEXT(INDENT)) && !hw_report_is_label(line))
		return true;
	if (!before->n || !begins_entry(r, hw_list_text(before)) || !line.n ||
	    line.s[0] == ' ' || begins_entry(r, line) || hw_report_bus(line).n)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(marks); i++)
		if (hw_text_starts(line, hw_text_of(marks[i])))
			return false;
	return true;
}

/* A mail leaves one blank where it wraps; of two the report has written both. */
static struct hw_text without_wrap(struct hw_text line)
{
	const struct hw_text trimmed = hw_text_trim_end(line, " ");

	return trimmed.n + 1 == line.n ? trimmed : line;
}

static void read_joined(struct hw_report_reader *r, struct hw_list *lines)
{
	const size_t line = r->dump->line;

	if (lines->n) {
		/* what is said of it is of its first line */
		r->dump->line = r->entry_line;
		read_entry(r, hw_list_text(lines));
		r->dump->line = line;
	}
	*lines = (struct hw_list){.arena = &r->dump->arena, .between = " "};
	r->is_broken = false;
}

/* Of a report that is cut off, the last line may be a part of one, and so is the device
 * that it is about: what else would have been told of it is not known. */
static void read_last(struct hw_report_reader *r, struct hw_list *lines)
{
	const struct hw_text line = hw_list_text(lines);

	r->is_cut =
		r->dump->ends_within || hw_report_lacks(&r->counts, count_named(r, line));
	if (!r->is_cut || !(hw_report_is_label(line) || hw_report_is_entry(r, line))) {
		read_joined(r, lines);
		return;
	}
	for (size_t i = 0; hw_report_is_label(line) && i < r->named_count; i++)
		r->named[i]->is_cut = true;
}

/* "privacy: public (no serial numbers …": what the texts of the report may hold. */
static void read_level(struct hw_dump *dump, struct hw_text text)
{
	static const char *const levels[] = {"public", "fleet", "full"};
	const char *at = hw_report_find(text, "privacy:");

	if (!at)
		return;
	text = hw_text_trim_start(hw_report_behind(text, at, 8), " \r\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_starts(text, hw_text_of(levels[i])))
			hw_dump_report_level(dump, hw_text_of(levels[i]));
}

/* As lspci does, a report leaves out revision 00; of a machine that it knows none of, it
 * tells none at all. */
static void settle_revisions(struct hw_dump *dump)
{
	bool any = false;

	for (size_t i = 0; i < dump->touched_count; i++)
		any = any || dump->touched[i]->n[HW_DUMP_REVISION] >= 0;
	for (size_t i = 0; any && i < dump->touched_count; i++)
		if (hw_text_eq(dump->touched[i]->subsystem, HW_TEXT("pci")))
			hw_dump_imply(dump->touched[i], HW_DUMP_REVISION, 0);
}

/* The lines of a paragraph as one. */
static struct hw_text join_lines(struct hw_text text, struct hw_arena *arena)
{
	struct hw_list words = {.arena = arena, .between = " "};

	while (text.n) {
		const struct hw_text line = hw_text_trim_start(
			hw_text_trim_end(hw_text_cut(&text, '\n'), " \r"), " ");

		if (!line.n)
			break;
		hw_list_add(&words, line);
	}
	return hw_list_text(&words);
}

/* What the report says of that which it was made from: devices may be missing, or are of
 * two machines. */
static void read_lacks(struct hw_dump *d, struct hw_text text)
{
	/* of the last eight, lines that are not understood: data/snapshot/read.c */
	static const char reasons[][34] = {
		"devices may be missing",
		"others may be missing",
		"lines are missing",
		"it may be cut off",
		"the snapshot is cut off",
		"the archive is damaged",
		"the link has no target",
		"start on the next line",
		"behind the mark",
		"the path is not sound",
		"behind the directory",
		"behind the path",
		"belongs to no entry",
		"the path is there already",
		"an escape or a digit is not sound",
	};
	const char *at = hw_report_find(text, UNCHECKED);
	const struct hw_text why =
		at ? join_lines(hw_text_head(hw_report_behind(text, at, 0), 4096),
				&d->arena)
		   : HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(reasons); i++)
		if (hw_report_find(why, reasons[i]))
			hw_dump_file(d, HW_LEFT_OUT, HW_TEXT("devices"));
	if (hw_report_find(why, "they are mixed up here"))
		hw_dump_file(d, HW_MIXED_HOSTS, HW_TEXT("hosts"));
}

static int read_report(struct hw_dump *dump, struct hw_text text)
{
	struct hw_report_reader r = {.dump = dump, .counts = HW_REPORT_COUNTS};
	struct hw_list lines = {.arena = &dump->arena, .between = " "};
	const struct hw_text all = text;
	struct hw_text line;

	read_level(dump, text);
	r.judges_all = (hw_report_find(text, "Found:") ||
			hw_report_find(text, "Nothing needs attention") ||
			hw_report_find(text, "Could not be checked: which modules")) &&
		       !hw_report_find(text, UNCHECKED);
	r.is_brief = hw_report_find(text, "are without subsystem and modules");
	/* the last line is one that says something */
	text = hw_text_trim_end(text, " \r\n");
	while (hw_dump_line(dump, &text, &line)) {
		line = without_wrap(line);
		if (!is_continued(&r, &lines, line))
			read_joined(&r, &lines);
		if (!lines.n)
			r.entry_line = dump->line;
		r.is_broken = r.is_broken || may_break(line);
		if (lines.n < JOINED_MAX)
			hw_list_add(&lines,
				    lines.n ? hw_text_trim_start(line, " ") : line);
	}
	read_last(&r, &lines);
	if (hw_report_compare(&r.counts, dump) && !r.is_cut && is_whole(&r, all)) {
		dump->facts.is_whole = true;
		/* of others it is not known whether each bus is listed */
		dump->facts.all_buses |= !hw_report_has_any(&r.counts);
	}
	read_lacks(dump, all);
	settle_revisions(dump);
	hw_dump_report_findings(dump, all);
	keep_drivers_open(dump);
	hw_dump_lspci_settle(dump, &r.scope);
	return 0;
}

/* The title, labels, and addresses with two blanks behind them: no other tool prints
 * these. */
static bool is_line(struct hw_text line)
{
	size_t n = 0;

	if ((hw_text_starts(line, HW_TEXT(INDENT)) && hw_report_is_label(line)) ||
	    hw_text_starts(hw_text_trim_start(line, "# "), HW_TEXT("Hardware report")))
		return true;
	line = hw_text_trim_start(line, " ");
	if (!hw_dump_is_slot(line, &n))
		n = hw_report_usb_length(line);
	return n && hw_text_starts(hw_text_from(line, n), HW_TEXT("  ")) &&
	       (hw_report_bracket(line, 4, 0, false) < line.n ||
		hw_report_bracket(line, 2, 0, false) < line.n);
}

const struct hw_dump_format hw_dump_report_text = {
	.name = "hwalias report (text)",
	.is_line = is_line,
	.read = read_report,
	.fact = offsetof(struct hw_dump_facts, drivers),
	.is_list = true,
};
