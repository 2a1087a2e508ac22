// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/acpi_vendors.h"
#include "data/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/root/note.h"

/*
 * hwdb(7): records with an empty line between them, each of match lines and, after a
 * blank, properties:
 *
 *     acpi:WACF*:
 *      ID_VENDOR_FROM_DATABASE=Wacom Technology
 */
struct hw_acpi_vendors {
	/* NULL for a text in memory */
	struct hw_root *root;
	bool is_read;
	struct hw_map map;
	struct hw_text text;
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
	v->is_read = true;
	v->text = text;
	*ret = v;
	return 0;
}

void hw_acpi_vendors_close(struct hw_acpi_vendors *v)
{
	if (!v)
		return;
	hw_unmap(&v->map);
	free(v);
}

static struct hw_text read_once(struct hw_acpi_vendors *v)
{
	for (size_t i = 0; !v->is_read && i < HW_ARRAY_SIZE(paths); i++) {
		if (hw_root_map(v->root, paths[i], &v->map) < 0)
			continue;
		v->text = v->map.text;
		hw_root_note_table(v->root, v->text);
		break;
	}
	v->is_read = true;
	return v->text;
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
	struct hw_text text = v ? read_once(v) : HW_NO_TEXT;
	char match[16];
	struct hw_text vendor;
	const char *at;
	int n;

	if (!text.n || letters.n != 4)
		return HW_NO_TEXT;
	n = snprintf(match, sizeof(match), "\nacpi:%.*s*:\n", HW_TEXT_ARG(letters));
	/* the first line of the file is a comment, so a newline is before every match */
	at = memmem(text.s, text.n, match, (size_t)n);
	if (!at)
		return HW_NO_TEXT;
	text = hw_text_from(text, (size_t)(at - text.s) + (size_t)n);
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
