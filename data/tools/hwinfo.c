// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hwinfo, which tells a device in a block of lines, of any bus:
 *
 *     29: PCI 1f.2: 0106 SATA controller (AHCI 1.0)
 *       [Created at pci.378]
 *       SysFS ID: /devices/pci0000:00/0000:00:1f.2
 *       SysFS BusID: 0000:00:1f.2
 *       Revision: 0x05
 *       Driver: "ahci"
 *       Module Alias: "pci:v00008086d00008C02sv00001849sd00008C02bc01sc06i01"
 *       Config Status: cfg=new, avail=yes, need=no, active=unknown
 *
 * Blocks without a modalias are of disks, processors and the like. One device may have
 * several: a mouse and a keyboard that are one interface. The lines are those of
 * hd_dump_entry() (src/hd/hdp.c of hwinfo).
 */
#include <limits.h>

#include "data/base/path.h"
#include "data/tools/internal.h"

struct block {
	struct hw_text place;
	struct hw_text name;
	struct hw_text driver;
	struct hw_text modalias;
	int32_t revision;
	/* its first line is there, and the last one that all have */
	bool is_begun;
	bool is_ended;
};

static bool is_line(struct hw_text line)
{
	line = hw_text_trim_start(line, " \t");
	return hw_text_starts(line, HW_TEXT("SysFS BusID: ")) ||
	       hw_text_starts(line, HW_TEXT("[Created at "));
}

/* "29: PCI 1f.2: 0106 SATA controller" */
static bool is_title(struct hw_text line)
{
	size_t n = 0;

	while (n < line.n && line.s[n] >= '0' && line.s[n] <= '9')
		n++;
	return n && n < line.n && hw_text_starts(hw_text_from(line, n), HW_TEXT(": "));
}

/* What is between the first quotes. */
static struct hw_text quoted(struct hw_text value)
{
	struct hw_text rest = hw_text_from(value, hw_text_find(value, '"'));

	rest = hw_text_from(rest, rest.n != 0);
	return hw_text_head(rest, hw_text_find(rest, '"'));
}

static struct hw_text bus_of(struct hw_text modalias)
{
	static const char *const buses[] = {"pci", "usb"};
	const struct hw_text prefix = hw_text_head(modalias, hw_text_find(modalias, ':'));

	for (size_t i = 0; i < HW_ARRAY_SIZE(buses); i++)
		if (hw_text_eq(prefix, hw_text_of(buses[i])))
			return hw_text_of(buses[i]);
	return HW_NO_TEXT;
}

static void finish(struct hw_dump *dump, const struct block *b)
{
	struct hw_dump_device *device;

	if (!b->modalias.n || !b->name.n)
		return;
	device = hw_dump_device(dump, bus_of(b->modalias), b->name);
	if (!device)
		return;
	if (!device->place.s && hw_text_starts(b->place, HW_TEXT("/devices/")) &&
	    b->place.n < PATH_MAX - 64 && hw_path_is_plain(hw_text_from(b->place, 1)) &&
	    hw_text_eq(hw_path_base(b->place), b->name))
		device->place = hw_arena_copy(&dump->arena, hw_text_from(b->place, 1));
	hw_dump_pair(dump, &device->uevent, HW_TEXT("MODALIAS"), b->modalias);
	hw_dump_set(dump, device, HW_DUMP_REVISION, b->revision);
	hw_dump_driver(dump, device, b->driver);
}

static void read_line(struct block *b, struct hw_text line)
{
	struct hw_text value = line;
	const struct hw_text key = hw_text_cut(&value, ':');

	value = hw_text_trim_start(value, " ");
	b->is_ended |= hw_text_eq(key, HW_TEXT("Config Status"));
	if (hw_text_eq(key, HW_TEXT("SysFS ID")))
		b->place = value;
	else if (hw_text_eq(key, HW_TEXT("SysFS BusID")))
		b->name = value;
	else if (hw_text_eq(key, HW_TEXT("Driver")))
		b->driver = quoted(value);
	else if (hw_text_eq(key, HW_TEXT("Module Alias")))
		b->modalias = quoted(value);
	else if (hw_text_eq(key, HW_TEXT("Revision")) &&
		 hw_text_starts(value, HW_TEXT("0x")))
		b->revision = hw_dump_hex(hw_text_from(value, 2), 2);
}

/* Of the first block and the last one, where a text is cut. */
static void warn_of_part(struct hw_dump *dump, const struct block *b, bool has_ends)
{
	if ((b->name.n || b->modalias.n || b->is_ended) &&
	    (!b->is_begun || (has_ends && !b->is_ended)))
		hw_dump_partial(dump, true);
}

/* All lines behind a title are indented. */
static enum hw_line_kind kind_of(struct hw_text line)
{
	if (!hw_text_trim_start(line, " \t").n)
		return HW_LINE_APART;
	if (is_title(line))
		return HW_LINE_FIRST;
	return hw_text_starts(line, HW_TEXT("  ")) ? HW_LINE_OWN : HW_LINE_OTHER;
}

static int read_hwinfo(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	const struct block none = {.revision = -1};
	struct block block = none;
	bool has_ends = false;
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
		if (line.n && !is_title(line)) {
			read_line(&block, line);
			continue;
		}
		warn_of_part(dump, &block, false);
		finish(dump, &block);
		has_ends |= block.is_ended;
		block = none;
		block.is_begun = line.n;
	}
	warn_of_part(dump, &block, has_ends);
	finish(dump, &block);
	return 0;
}

const struct hw_dump_format hw_dump_hwinfo = {
	.name = "hwinfo",
	.is_line = is_line,
	.read = read_hwinfo,
	.fact = offsetof(struct hw_dump_facts, drivers),
	.is_list = true,
};
