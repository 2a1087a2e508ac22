// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a text is. A snapshot is known by its first bytes. Of a tool's output each line is
 * shown to all formats; the one that knows most of them reads it. In a text of several
 * outputs all that knew some read it, and none complains about the others' lines.
 */
#include <errno.h>

#include "data/forms/internal.h"
#include "data/reports/reports.h"
#include "data/snapshot/snapshot.h"
#include "data/tools/tools.h"
#include "decoders/text/ascii.h"

/* How much of a text is looked at to find out what it is. */
#define LOOK_MAX ((size_t)4 * 1024 * 1024)

enum { FORMATS_MAX = HW_DUMP_RANK_MAX };

static void count_lines(struct hw_text text, size_t counts[static FORMATS_MAX])
{
	const struct hw_text all = hw_text_head(text, LOOK_MAX);
	bool is_in_module = false;
	bool has_rows = false;
	bool any = false;

	text = all;
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (!line.n || hw_text_find(line, '\0') < line.n)
			continue;
		is_in_module |= hw_dump_modinfo.is_line(line);
		if (is_in_module && hw_dump_is_module_alias(line))
			continue;
		has_rows |= line.n <= HW_DUMP_LINE_MAX && hw_dump_lsmod_is_row(line);
		/* the reader of JSON goes by objects, and not by lines */
		for (size_t i = 0; hw_dump_formats[i]; i++)
			counts[i] += (line.n <= HW_DUMP_LINE_MAX ||
				      hw_dump_formats[i] == &hw_dump_report) &&
				     hw_dump_formats[i]->is_line(line);
	}
	for (size_t i = 0; hw_dump_formats[i]; i++)
		any |= counts[i];
	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (hw_dump_formats[i] == &hw_dump_lsmod && !counts[i])
			counts[i] = has_rows || (!any && hw_dump_lsmod_is_collapsed(all));
}

void hw_dump_add_format(struct hw_dump *d, const char *name)
{
	struct hw_text rest = d->facts.formats;

	while (rest.s) {
		struct hw_text known = hw_text_trim_start(hw_text_cut(&rest, ','), " ");

		if (hw_text_eq(known, hw_text_of(name)))
			return;
	}
	d->facts.formats =
		hw_arena_printf(&d->arena, "%.*s%s%s", HW_TEXT_ARG(d->facts.formats),
				d->facts.formats.n ? ", " : "", name);
}

/* What a report for people is a form of; of other formats their name. */
static const char *name_of(const struct hw_dump_format *format, struct hw_text text,
			   bool is_page)
{
	if (format != &hw_dump_report_text)
		return format->name;
	if (is_page)
		return "hwalias report (HTML)";
	return hw_text_starts(text, HW_TEXT("# ")) ||
			       memmem(text.s, text.n, "\n- **Devices:** ", 16)
		       ? "hwalias report (Markdown)"
		       : format->name;
}

static int read_as(struct hw_dump *d, const struct hw_dump_format *format,
		   struct hw_text text, bool is_page)
{
	bool *fact = (bool *)((char *)&d->facts + format->fact);
	int err;

	d->line = 0;
	d->touched_count = 0;
	d->reads++;
	if (format->is_list)
		hw_dump_begin_list(d);
	err = format->read(d, text);
	hw_dump_end_list(d);
	if (!err) {
		hw_dump_add_format(d, name_of(format, text, is_page));
		d->facts.is_dump = true;
		d->has_lists |= format->is_list;
		*fact = true;
	}
	return err;
}

/*
 * The lines of a modalias list are in udev's database too, and a line of lspci may be
 * any text's: a format counts in a mixed text with two lines, or the only one.
 */
static bool takes_part(const size_t counts[static FORMATS_MAX], size_t i, size_t best)
{
	if (i == best)
		return true;
	if (!counts[i])
		return false;
	if (hw_dump_formats[i] == &hw_dump_modaliases)
		return false;
	/* a report is one document from the first byte on */
	return hw_dump_formats[best] != &hw_dump_report &&
	       hw_dump_formats[i] != &hw_dump_report;
}

/* What check, diff and others print as JSON: {"schema": "hwalias.check", … */
static bool is_other_answer(struct hw_text text)
{
	static const char *const reports[] = {"hwalias.report", "hwalias.device",
					      "hwalias.end"};
	const struct hw_text schema =
		hw_dump_is_json(text) ? hw_dump_report_schema(text) : HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(reports); i++)
		if (hw_text_eq(schema, hw_text_of(reports[i])))
			return false;
	return schema.n;
}

/* Of JSON the program's own documents, however long their lines are, and what none of
 * the other formats' lines is in by chance: its texts are its own. */
static void count_json(struct hw_text text, size_t counts[static FORMATS_MAX])
{
	const bool is_report = hw_dump_report_schema(text).n;

	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (hw_dump_formats[i] == &hw_dump_report)
			counts[i] = is_report;
		else if (is_report || hw_dump_formats[i] == &hw_dump_modaliases)
			counts[i] = 0;
}

/* What list, check, show and decode print for people: "DEVICE    CLASS  NAME …", "warning
 * pci:… NAME", "TAG FIELD …" of the one device. The tables leave out what the window has
 * no room for. A column of modaliases can be read. */
static bool is_own_table(struct hw_text text)
{
	static const char *const severities[] = {"error  ", "warning  ", "hint  "};
	struct hw_text line = hw_text_trim_start(hw_text_head(text, 4096), " \r\n\t");

	if (line.n && memmem(line.s, line.n, "\nTAG FIELD  ", 12))
		return true;
	line = hw_text_head(line, hw_text_find(line, '\n'));
	for (size_t i = 0; i < HW_ARRAY_SIZE(severities); i++)
		if (hw_text_starts(line, hw_text_of(severities[i])))
			return true;
	return hw_dump_is_own_heading(line) && !memmem(line.s, line.n, "MODALIAS", 8);
}

/* Of what another command printed, such as udevadm info -a, some lines may have a
 * modalias: the others are of devices as well. */
static void warn_of_crumbs(struct hw_dump *dump, struct hw_text text)
{
	const char *by;
	const char *instead;

	if (hw_dump_is_unread(text, &by, &instead))
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"it looks like what %s gives, of which only lines with a "
			"modalias are read: devices may be missing; what %s gives can be "
			"read",
			by, instead);
}

/* What people paste, as the commands printed it. */
static struct hw_text read_pasted(struct hw_dump *dump, struct hw_text text)
{
	text = hw_dump_read_prompts(dump, hw_dump_clean(dump, text));
	return hw_dump_join_log(dump, hw_dump_single(dump, hw_dump_unwrap(dump, text)));
}

int hw_dump_read_text(struct hw_dump *dump, struct hw_text text, const char *name)
{
	struct hw_text all;
	size_t counts[FORMATS_MAX] = {0};
	size_t best = FORMATS_MAX;
	size_t parts = 0;
	bool is_page;
	int err = 0;

	dump->name = hw_arena_copy(&dump->arena, hw_text_of(name));
	text = hw_dump_snapshot(dump, hw_dump_utf8(dump, text));
	if (hw_text_starts(text, HW_TEXT("hwalias-snapshot "))) {
		if (dump->whole.s)
			return -EEXIST;
		err = hw_tree_snapshot(dump->tree, text, name, dump->warnings);
		if (!err)
			hw_dump_add_format(dump, "snapshot");
		dump->whole = dump->name;
		dump->is_snapshot = true;
		return err;
	}
	if (dump->whole.s)
		hw_dump_adopt(dump);
	all = text;
	is_page = hw_dump_is_page(text);
	if (is_page)
		text = hw_dump_page_text(dump, text);
	if (is_other_answer(text))
		return -ENOMSG;
	dump->step = 1;
	dump->log_lack = NULL;
	if (hw_dump_is_json(text))
		text = hw_dump_unwrap(dump, text);
	else
		text = read_pasted(dump, text);
	count_lines(text, counts);
	if (hw_dump_is_json(text))
		count_json(text, counts);
	/* every block of udev's has lines of modaliases, perhaps more than one */
	for (size_t i = 0; hw_dump_formats[i]; i++)
		if (counts[i] &&
		    (best == FORMATS_MAX || (counts[i] > counts[best] &&
					     hw_dump_formats[i] != &hw_dump_modaliases)))
			best = i;
	/* "cpu:cpu" of a table is no modalias */
	if ((best == FORMATS_MAX || hw_dump_formats[best] == &hw_dump_modaliases ||
	     hw_dump_formats[best] == &hw_dump_report_text) &&
	    is_own_table(text))
		return -ENOMSG;
	if (best == FORMATS_MAX ||
	    (hw_dump_formats[best] == &hw_dump_modaliases && hw_dump_is_markup(text)))
		return -EINVAL;
	dump->ends_within = false;
	hw_dump_read_end(dump, all, &text, is_page, hw_dump_formats[best]);
	if (hw_dump_formats[best] == &hw_dump_modaliases)
		warn_of_crumbs(dump, text);
	for (size_t i = 0; hw_dump_formats[i]; i++)
		parts += takes_part(counts, i, best);
	dump->mixed = parts > 1;
	for (size_t i = 0; hw_dump_formats[i] && !err; i++)
		if (takes_part(counts, i, best))
			err = read_as(dump, hw_dump_formats[i], text, is_page);
	dump->mixed = dump->ends_within = dump->ends_in_part = false;
	return err;
}

/* 0: a snapshot; else 1 and the place of the format of the most lines, *ret_lines. */
static size_t find_rank(struct hw_dump *dump, struct hw_text text, size_t *ret_lines)
{
	size_t counts[FORMATS_MAX] = {0};
	size_t best = 0;

	*ret_lines = 1;
	text = hw_dump_snapshot(dump, hw_dump_utf8(dump, text));
	if (hw_text_starts(text, HW_TEXT("hwalias-snapshot ")))
		return 0;
	if (hw_dump_is_page(text))
		text = hw_dump_page_text(dump, text);
	else if (!hw_dump_is_json(text))
		text = hw_dump_clean(dump, hw_text_head(text, 64 * 1024));
	count_lines(hw_dump_unwrap(dump, hw_text_head(text, 64 * 1024)), counts);
	if (hw_dump_is_json(text))
		count_json(text, counts);
	for (size_t i = 1; hw_dump_formats[i]; i++)
		if (counts[i] > counts[best] &&
		    !(counts[best] && hw_dump_formats[i] == &hw_dump_modaliases))
			best = i;
	*ret_lines = counts[best];
	return best + 1;
}

size_t hw_dump_rank(struct hw_dump *dump, struct hw_text text)
{
	size_t lines;

	return find_rank(dump, text, &lines);
}

bool hw_dump_is_known(struct hw_dump *dump, struct hw_text text)
{
	size_t lines;

	return !hw_dump_is_list_rank(find_rank(dump, text, &lines)) && lines;
}

bool hw_dump_is_list_rank(size_t rank)
{
	return rank && rank <= HW_DUMP_RANK_MAX &&
	       hw_dump_formats[rank - 1] == &hw_dump_modaliases;
}
