// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/acpi_vendors.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/root/note.h"

/*
 * hwdb(7): records with an empty line between them, each of match lines and, after a
 * blank, properties:
 *
 *     acpi:WACF*:
 *      ID_VENDOR_FROM_DATABASE=Wacom Technology
 *
 * One pass goes from star to star, which only match lines have, and notes those of four
 * letters: one in 20.
 */
struct record {
	/* of four bytes */
	uint32_t letters;
	/* where the text goes on behind the match line */
	uint32_t at;
};

struct hw_acpi_vendors {
	/* NULL for a text in memory */
	struct hw_root *root;
	bool is_read;
	struct hw_map map;
	struct hw_text text;
	/* in the order of the text; of Debian's file, 136 */
	struct record *records;
	size_t count;
};

static const char *const paths[] = {
	"usr/lib/udev/hwdb.d/20-acpi-vendor.hwdb",
	"lib/udev/hwdb.d/20-acpi-vendor.hwdb",
	"run/current-system/sw/lib/udev/hwdb.d/20-acpi-vendor.hwdb",
};

int hw_acpi_vendors_open(struct hw_root *root, struct hw_acpi_vendors **ret)
{
	struct hw_acpi_vendors *v = hw_calloc(1, sizeof(*v));

	if (!v)
		return -ENOMEM;
	v->root = root;
	*ret = v;
	return 0;
}

int hw_acpi_vendors_open_text(struct hw_text text, struct hw_acpi_vendors **ret)
{
	struct hw_acpi_vendors *v = hw_calloc(1, sizeof(*v));

	if (!v)
		return -ENOMEM;
	v->text = text;
	*ret = v;
	return 0;
}

void hw_acpi_vendors_close(struct hw_acpi_vendors *v)
{
	if (!v)
		return;
	free(v->records);
	hw_unmap(&v->map);
	free(v);
}

static void map_first(struct hw_acpi_vendors *v)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++) {
		if (hw_root_map(v->root, paths[i], &v->map) < 0)
			continue;
		v->text = v->map.text;
		hw_root_note_table(v->root, v->text);
		break;
	}
}

/* The first line of the file is a comment, so a newline is before every match line. */
static const struct hw_text before = {"\nacpi:", 6};
static const struct hw_text behind = {"*:\n", 3};
enum { LETTERS = 4 };

static uint32_t letters_at(const char *s)
{
	uint32_t letters;

	memcpy(&letters, s, LETTERS);
	return letters;
}

/* Out of memory, the last ones have no names. */
static void find_records(struct hw_acpi_vendors *v)
{
	const size_t head = before.n + LETTERS;
	const struct hw_text text = hw_text_head(v->text, UINT32_MAX);
	size_t room = 0;

	for (size_t at = 0;; at++) {
		at += hw_text_find(hw_text_from(text, at), behind.s[0]);
		if (at == text.n)
			break;
		if (at < head || !hw_text_starts(hw_text_from(text, at), behind) ||
		    !hw_text_starts(hw_text_from(text, at - head), before))
			continue;
		if (HW_ARRAY_GROW(v->records, v->count, &room, 256) < 0)
			break;
		v->records[v->count++] = (struct record){
			.letters = letters_at(text.s + at - LETTERS),
			.at = (uint32_t)(at + behind.n),
		};
	}
}

static void read_once(struct hw_acpi_vendors *v)
{
	if (v->is_read)
		return;
	v->is_read = true;
	if (v->root)
		map_first(v);
	find_records(v);
}

/* The value of the property among the lines that start with a blank. */
static struct hw_text vendor_of_record(struct hw_text rest)
{
	const struct hw_text key = HW_TEXT(" ID_VENDOR_FROM_DATABASE=");

	while (rest.n && rest.s[0] != '\n') {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_text_starts(line, key))
			return hw_text_trim_end(hw_text_from(line, key.n), " \t\r");
	}
	return HW_NO_TEXT;
}

struct hw_text hw_acpi_vendor(struct hw_acpi_vendors *v, struct hw_text letters)
{
	struct hw_text vendor;
	struct hw_text text;
	uint32_t want;
	size_t i = 0;

	if (!v || letters.n != LETTERS)
		return HW_NO_TEXT;
	read_once(v);
	want = letters_at(letters.s);
	/* of two records the first counts */
	while (i < v->count && v->records[i].letters != want)
		i++;
	if (i == v->count)
		return HW_NO_TEXT;
	text = hw_text_from(v->text, v->records[i].at);
	vendor = vendor_of_record(text);
	/* the match line, whose newline is before the properties; a replay finds them
	 * only if no blank line is between */
	hw_root_note_line(v->root, (struct hw_text){text.s - 1, 1}, false);
	if (vendor.n)
		for (const char *c = text.s; c <= vendor.s; c++)
			if (c == vendor.s || *c == '\n')
				hw_root_note_line(v->root, (struct hw_text){c, 1}, false);
	return vendor;
}
