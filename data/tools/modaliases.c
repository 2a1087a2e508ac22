// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines that hold a modalias each:
 *
 *     pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00
 *     MODALIAS=usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00
 *     E: MODALIAS=acpi:PNP0C0D:
 *     alias pci:v00008086d0000156Fsv*sd*bc*sc*i* e1000e
 *     alias:          pci:v00008086d0000156Fsv*     modinfo e1000e | grep alias
 *     /sys/devices/pci0000:00/0000:00:1f.6/modalias:pci:v00008086…      grep . …/modalias
 *     0000:00:1f.6/uevent:MODALIAS=pci:v00008086…      grep MODALIAS …/uevent, from any
 * place
 *     ==> /sys/bus/pci/devices/0000:00:1f.6/modalias <==      tail -n +1 …/modalias
 *     /sys/bus/pci/devices/0000:00:1f.6 pci:v00008086…      a script's
 *     00:1f.6    Ethernet controller    pci:v00008086…      columns, the last one that is
 * one Module Alias: "pci:v00008086…"      of PCI and USB also a word of any other line
 *     DEVICE     CLASS   … MODALIAS           hwalias list -o +MODALIAS, --tsv too
 *     00:1f.6    network … pci:v00008086…
 *
 * But for lines with a path, uevent files (data/tools/uevents.c) and this program's own
 * the device has no address: it is called after its line. Nothing else is told of it.
 */
#include "data/base/array.h"
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* Where the column at `at` ends: at a tab, or at two blanks. */
static size_t column_end(struct hw_text line, size_t at)
{
	while (at < line.n && line.s[at] != '\t' &&
	       !(line.s[at] == ' ' && at + 1 < line.n && line.s[at + 1] == ' '))
		at++;
	return at;
}

/* The last column that is a modalias; absent: none is, or there is but one column. */
static struct hw_text find_column(struct hw_text line)
{
	struct hw_text found = HW_NO_TEXT;
	size_t at = 0;
	size_t columns = 0;

	while (at < line.n) {
		const size_t end = column_end(line, at);
		const struct hw_text column = hw_text_trim_end(
			hw_text_head(hw_text_from(line, at), end - at), " \t|");

		columns++;
		/* a pattern is no device's */
		if (hw_dump_is_modalias(column) && hw_text_find(column, '*') == column.n)
			found = column;
		at = end;
		while (at < line.n && (line.s[at] == ' ' || line.s[at] == '\t'))
			at++;
	}
	return columns > 1 ? found : HW_NO_TEXT;
}

static bool is_separator(char c)
{
	return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '`' || c == '|';
}

/* A word that can be nothing but the modalias of a device of PCI or USB, and no pattern.
 * Absent: there is none. */
static struct hw_text find_word(struct hw_text line)
{
	static const char *const starts[] = {"pci:v", "usb:v"};

	for (size_t at = 0; at < line.n;) {
		const struct hw_text rest = hw_text_from(line, at);
		struct hw_text word = rest;
		size_t n = 0;

		while (n < rest.n && !is_separator(rest.s[n]))
			n++;
		word.n = n;
		for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
			if (hw_text_starts(word, hw_text_of(starts[i])) &&
			    hw_text_find(word, '*') == word.n &&
			    hw_dump_is_modalias(word))
				return word;
		at += n + 1;
	}
	return HW_NO_TEXT;
}

/* Where a blank or a quotation mark is, or the length. */
static size_t word_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && !is_separator(text.s[n]))
		n++;
	return n;
}

static struct hw_text without_end(struct hw_text text, struct hw_text end)
{
	return text.n > end.n && hw_text_eq(hw_text_from(text, text.n - end.n), end)
		       ? hw_text_head(text, text.n - end.n)
		       : text;
}

/* Cuts the path of a device's directory off, which grep or a script puts before what is
 * in a file of it; absent: there is none. */
static struct hw_text cut_place(struct hw_text *line)
{
	static const char *const files[] = {"/modalias:", "/uevent:"};
	/* "Fixed MDIO bus.0" has blanks */
	struct hw_text path = hw_text_starts(*line, HW_TEXT("/sys/"))
				      ? *line
				      : hw_text_head(*line, word_length(*line));
	struct hw_text rest;

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		const size_t n = strlen(files[i]);
		const char *at = path.n ? memmem(path.s, path.n, files[i], n) : NULL;

		if (!at)
			continue;
		path = hw_text_head(path, (size_t)(at - path.s));
		*line = hw_text_from(*line, path.n + n);
		return path;
	}
	path = hw_text_head(*line, word_length(*line));
	rest = hw_text_trim_start(hw_text_from(*line, path.n), " \t");
	if (!hw_text_starts(path, HW_TEXT("/sys/")) ||
	    !(hw_dump_is_modalias(rest) || hw_text_starts(rest, HW_TEXT("MODALIAS="))))
		return HW_NO_TEXT;
	*line = rest;
	return without_end(without_end(path, HW_TEXT(":")), HW_TEXT("/modalias"));
}

/* "==> /sys/bus/pci/devices/0000:00:1f.6/modalias <==": the directory, or absent. */
static struct hw_text place_of_heading(struct hw_text line)
{
	const struct hw_text start = HW_TEXT("==> ");
	const struct hw_text end = HW_TEXT(" <==");

	if (!hw_text_starts(line, start) || without_end(line, end).n == line.n)
		return HW_NO_TEXT;
	line = without_end(hw_text_from(line, start.n), end);
	return without_end(without_end(line, HW_TEXT("/modalias")), HW_TEXT("/uevent"));
}

/* The part of the line that may be a modalias; *ret_place is the path before it, or
 * absent. */
static struct hw_text find_modalias(struct hw_text line, struct hw_text *ret_place)
{
	const char *at;

	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
	*ret_place = cut_place(&line);
	at = line.n ? memmem(line.s, line.n, "MODALIAS=", 9) : NULL;
	if (at) {
		line = hw_text_from(line, (size_t)(at - line.s) + 9);
		return hw_text_trim_end(hw_text_trim_start(line, "'\""), "'\"");
	}
	if (hw_text_starts(line, HW_TEXT("alias "))) {
		/* the module is the last word; a pattern may hold blanks */
		line = hw_text_trim_start(hw_text_from(line, 6), " ");
		at = line.n ? memrchr(line.s, ' ', line.n) : NULL;
		return at ? hw_text_head(line, (size_t)(at - line.s)) : HW_NO_TEXT;
	}
	if (hw_dump_is_module_alias(line))
		return hw_text_trim_start(hw_text_from(line, 6), " \t");
	if (!ret_place->s) {
		struct hw_text part = find_column(line);

		if (!part.s && !hw_dump_is_modalias(line))
			part = find_word(line);
		return part.s ? part : line;
	}
	return line;
}

bool hw_dump_is_module_alias(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("alias:"));
}

static bool is_line(struct hw_text line)
{
	struct hw_text place;

	return hw_dump_is_modalias(find_modalias(line, &place));
}

/* `bus` is that of what has no path; absent: the modalias tells it. */
static struct hw_dump_device *device_at(struct hw_dump *dump, struct hw_text path,
					struct hw_text modalias, struct hw_text bus)
{
	struct hw_dump_device *device =
		path.n ? hw_dump_device_at(dump, path, modalias) : NULL;

	return device ? device
		      : hw_dump_device(
				dump, bus,
				hw_arena_printf(&dump->arena, "line-%zu", dump->line));
}

/* The program's own table, by its heading. */
struct own_table {
	/* tabs end the columns; else they begin where those of the heading do */
	bool has_tabs;
	/* of the column MODALIAS: its place in a line, or the tabs before it; 0: the
	 * text is no such table */
	size_t at;
	/* of the first column, DEVICE */
	size_t width;
};

static struct own_table own_table(struct hw_text heading)
{
	const struct hw_text first = HW_TEXT("DEVICE");
	struct own_table table = {0};
	struct hw_text rest;
	const char *column;

	if (!hw_text_starts(heading, first))
		return table;
	rest = hw_text_from(heading, first.n);
	column = rest.n && (rest.s[0] == '\t' || rest.s[0] == ' ')
			 ? memmem(rest.s, rest.n, "MODALIAS", 8)
			 : NULL;
	if (!column)
		return table;
	table.has_tabs = rest.s[0] == '\t';
	table.width = heading.n - hw_text_trim_start(rest, " ").n;
	for (const char *c = heading.s; c < column; c++)
		table.at += !table.has_tabs || *c == '\t';
	return table;
}

/* Up to the tab of its end; of a table without tabs up to two blanks. */
static struct hw_text own_cell(const struct own_table *table, struct hw_text line)
{
	size_t n = 0;

	if (table->has_tabs) {
		for (size_t i = 0; i < table->at; i++)
			hw_text_cut(&line, '\t');
		return hw_text_cut(&line, '\t');
	}
	/* letters of several bytes move what is behind them */
	for (size_t i = 0; i < line.n && i < table->at; i++)
		if ((unsigned char)line.s[i] >= 0x80)
			return find_column(hw_text_from(line, table->width));
	line = hw_text_from(line, table->at);
	while (n < line.n &&
	       !(line.s[n] == ' ' && (n + 1 == line.n || line.s[n + 1] == ' ')))
		n++;
	return hw_text_head(line, n);
}

/* "00:1f.6", "1-4:1.0", "acpi:PNP0C0D:00" in the first column of such a table. */
static struct hw_dump_device *
own_device(struct hw_dump *dump, const struct own_table *table, struct hw_text line)
{
	struct hw_text name =
		table->has_tabs ? hw_text_cut(&line, '\t')
				: hw_text_trim_end(hw_text_head(line, table->width), " ");
	struct hw_text bus;
	struct hw_text slot = name;
	size_t n;

	if (hw_dump_is_slot(name, &n) && n == name.n)
		return hw_dump_device(dump, HW_TEXT("pci"),
				      hw_dump_cut_slot(dump, &slot));
	if (!hw_dump_is_address(name) && (hw_text_starts(name, HW_TEXT("usb")) ||
					  (name.n && hw_is_digit(name.s[0])))) {
		return hw_dump_device_at(dump, name, HW_TEXT("usb:"));
	}
	bus = hw_text_cut(&name, ':');
	return name.n ? hw_dump_device(dump, bus, name) : NULL;
}

/* What the file holds: that of an ACPI node may have a line for the device tree, too,
 * acpi_device_modalias() of drivers/acpi/device_sysfs.c. */
static void set_modalias(struct hw_dump *dump, struct hw_dump_device *device,
			 struct hw_text modalias, struct hw_text second)
{
	if (device && second.n)
		hw_dump_attribute_line(dump, device, "modalias",
				       hw_arena_printf(&dump->arena, "%.*s\n%.*s",
						       HW_TEXT_ARG(modalias),
						       HW_TEXT_ARG(second)));
	else if (device)
		hw_dump_pair(dump, &device->uevent, HW_TEXT("MODALIAS"), modalias);
}

/* Cuts off what is behind a newline, "\x0a" in a table and "\n" with --tsv. */
static struct hw_text cut_second(struct hw_text *cell)
{
	static const char *const newlines[] = {"\\x0a", "\\n"};
	struct hw_text second = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(newlines); i++) {
		const size_t n = strlen(newlines[i]);
		const char *at =
			cell->n ? memmem(cell->s, cell->n, newlines[i], n) : NULL;

		if (!at)
			continue;
		second = hw_text_from(*cell, (size_t)(at - cell->s) + n);
		*cell = hw_text_head(*cell, (size_t)(at - cell->s));
	}
	return second;
}

static void read_own_row(struct hw_dump *dump, const struct own_table *table,
			 struct hw_text line)
{
	struct hw_text modalias = own_cell(table, line);
	const struct hw_text second = cut_second(&modalias);
	struct hw_dump_device *device = own_device(dump, table, line);

	if (hw_dump_is_modalias(modalias))
		set_modalias(dump, device, modalias, second);
}

/* Whether the line is the second one of a node of ACPI: with the same path before it. */
static bool is_second(struct hw_text modalias, struct hw_text place, struct hw_text *line)
{
	const struct hw_text before = cut_place(line);

	return hw_text_starts(modalias, HW_TEXT("acpi:")) &&
	       hw_text_starts(*line, HW_TEXT("of:N")) && hw_text_eq(before, place);
}

/* `above` is the path of the heading above, or absent. Whether `next`, the line behind,
 * was read with it. */
static bool read_line(struct hw_dump *dump, struct hw_text line, struct hw_text above,
		      struct hw_text next)
{
	struct hw_text place;
	const struct hw_text modalias = find_modalias(line, &place);
	bool has_second;

	if (!modalias.n || line.s[0] == '#')
		return false;
	if (!hw_dump_is_modalias(modalias) &&
	    !hw_dump_is_broken_at(place.s ? place : above, modalias)) {
		hw_dump_malformed(dump, "no modalias in it");
		return false;
	}
	has_second = is_second(modalias, place, &next);
	set_modalias(dump,
		     device_at(dump, place.s ? place : above, modalias,
			       has_second ? HW_TEXT("acpi") : HW_NO_TEXT),
		     modalias, has_second ? next : HW_NO_TEXT);
	return has_second;
}

static int read_modaliases(struct hw_dump *dump, struct hw_text text)
{
	struct own_table table = {0};
	struct hw_dump_uevents uevents = {.dump = dump};
	struct hw_text above = HW_NO_TEXT;
	bool has_second = false;
	bool is_in_module = false;
	struct hw_text line;

	while (hw_dump_line(dump, &text, &line)) {
		const struct own_table heading = own_table(line);
		const struct hw_text place = place_of_heading(line);
		struct hw_text rest = line;
		struct hw_text before = cut_place(&rest);

		is_in_module |= hw_dump_modinfo.is_line(line);
		if (has_second) {
			has_second = false;
		} else if (is_in_module && hw_dump_is_module_alias(line)) {
			/* modinfo's */
		} else if (place.s) {
			hw_dump_uevents_end(&uevents);
			above = place;
		} else if (heading.at) {
			table = heading;
		} else if (table.at && line.n) {
			read_own_row(dump, &table, line);
		} else if (!hw_dump_uevents_line(&uevents, before.s ? before : above,
						 before.s ? rest : line)) {
			const struct hw_text next =
				hw_text_head(text, hw_text_find(text, '\n'));

			has_second = read_line(dump, line, above,
					       hw_text_trim_end(next, "\r"));
		}
	}
	hw_dump_uevents_settle(&uevents);
	return 0;
}

const struct hw_dump_format hw_dump_modaliases = {
	.name = "modalias list",
	.is_line = is_line,
	.read = read_modaliases,
	.fact = offsetof(struct hw_dump_facts, is_dump),
};
