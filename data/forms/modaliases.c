// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines that hold a modalias each:
 *
 *     pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00
 *     MODALIAS=usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00
 *     E: MODALIAS=acpi:PNP0C0D:
 *     alias pci:v00008086d0000156Fsv*sd*bc*sc*i* e1000e
 *     /sys/devices/pci0000:00/0000:00:1f.6/modalias:pci:v00008086…      grep . …/modalias
 *     00:1f.6    Ethernet controller    pci:v00008086…      columns, the last one that is
 * one Module Alias: "pci:v00008086…"      of PCI and USB also a word of any other line
 *
 * But for grep's lines the device has no address: it is called after its line. Nothing
 * else is told of it.
 */
#include <limits.h>

#include "data/base/array.h"
#include "data/base/path.h"
#include "data/forms/internal.h"
#include "decoders/modalias.h"

/* "pci:0000:00:1f.6", "usb:1-6": a device as hwalias calls it. */
static bool is_address(struct hw_text text)
{
	return (hw_text_starts(text, HW_TEXT("pci:")) ||
		hw_text_starts(text, HW_TEXT("usb:"))) &&
	       (text.n < 5 || text.s[4] != 'v');
}

static bool is_modalias(struct hw_text text)
{
	struct hw_modalias m;

	/* what only starts like one is somebody's prose, and a word may be a module's
	 * other name */
	return hw_text_find(text, ':') < text.n && text.n <= 4096 && !is_address(text) &&
	       hw_decode(text, &m) && m.bus;
}

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
		if (is_modalias(column) && hw_text_find(column, '*') == column.n)
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

/* A word that can be nothing but the modalias of a device of PCI or USB: no pattern, and
 * none of modinfo's "alias:". Absent: there is none. */
static struct hw_text find_word(struct hw_text line)
{
	static const char *const starts[] = {"pci:v", "usb:v"};

	if (hw_text_starts(line, HW_TEXT("alias:")))
		return HW_NO_TEXT;
	for (size_t at = 0; at < line.n;) {
		const struct hw_text rest = hw_text_from(line, at);
		struct hw_text word = rest;
		size_t n = 0;

		while (n < rest.n && !is_separator(rest.s[n]))
			n++;
		word.n = n;
		for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
			if (hw_text_starts(word, hw_text_of(starts[i])) &&
			    hw_text_find(word, '*') == word.n && is_modalias(word))
				return word;
		at += n + 1;
	}
	return HW_NO_TEXT;
}

/* The part of the line that may be a modalias; *ret_place is grep's path, or absent. */
static struct hw_text find_modalias(struct hw_text line, struct hw_text *ret_place)
{
	static const char grep[] = "/modalias:";
	const char *at;

	*ret_place = HW_NO_TEXT;
	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
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
	at = line.n && line.s[0] == '/' ? memmem(line.s, line.n, grep, strlen(grep))
					: NULL;
	if (!at) {
		struct hw_text part = find_column(line);

		if (!part.s && !is_modalias(line))
			part = find_word(line);
		return part.s ? part : line;
	}
	*ret_place = hw_text_head(line, (size_t)(at - line.s));
	return hw_text_from(line, ret_place->n + strlen(grep));
}

static bool is_line(struct hw_text line)
{
	struct hw_text place;

	return is_modalias(find_modalias(line, &place));
}

/* "/sys/devices/…" as a place below sys. */
static struct hw_text place_of(struct hw_text path)
{
	if (!hw_text_starts(path, HW_TEXT("/sys/devices/")) || path.n > PATH_MAX - 64 ||
	    !hw_path_is_plain(hw_text_from(path, 1)))
		return HW_NO_TEXT;
	return hw_text_from(path, strlen("/sys/"));
}

/* An address that the path of grep's line tells: "…/bus/pci/devices/0000:00:1f.6". */
static struct hw_dump_device *device_at(struct hw_dump *dump, struct hw_text path)
{
	struct hw_text rest = path;
	struct hw_text bus;

	if (hw_text_starts(rest, HW_TEXT("/sys/bus/"))) {
		rest = hw_text_from(rest, strlen("/sys/bus/"));
		bus = hw_text_cut(&rest, '/');
		if (rest.s && hw_text_starts(rest, HW_TEXT("devices/")))
			return hw_dump_device(dump, bus, hw_path_base(rest));
	}
	if (place_of(path).s) {
		struct hw_dump_device *device =
			hw_dump_device(dump, HW_NO_TEXT, hw_path_base(path));

		if (device && !device->place.s)
			device->place = hw_arena_copy(&dump->arena, place_of(path));
		return device;
	}
	return hw_dump_device(dump, HW_NO_TEXT,
			      hw_arena_printf(&dump->arena, "line-%zu", dump->line));
}

static int read_modaliases(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text line;

	while (hw_dump_line(dump, &text, &line)) {
		struct hw_text place;
		struct hw_text modalias = find_modalias(line, &place);
		struct hw_dump_device *device;

		if (!modalias.n || line.s[0] == '#')
			continue;
		if (!is_modalias(modalias)) {
			hw_dump_malformed(dump, "no modalias in it");
			continue;
		}
		device = device_at(dump, place);
		if (device)
			hw_dump_pair(dump, &device->uevent, HW_TEXT("MODALIAS"),
				     modalias);
	}
	return 0;
}

const struct hw_dump_format hw_dump_modaliases = {
	.name = "modalias list",
	.is_line = is_line,
	.read = read_modaliases,
	.fact = offsetof(struct hw_dump_facts, is_dump),
};
