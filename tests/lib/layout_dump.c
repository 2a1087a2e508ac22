// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Decodes blocks of bytes for the comparisons with lspci and lsusb.
 *
 *     layout-dump pci|usb|bos <INPUT
 *
 * A line of input is NAME, a blank and hexadecimal digits. A line of output is one field:
 *
 *     NAME TAB BLOCK@OFFSET TAB KEY.KEY TAB SPEC TAB RAW TAB NUMBER TAB TEXT
 *
 * KEY of an item of a list is its number. Raw and number are decimal. A problem is the
 * key "problem". The block of a USB descriptor is DEPTH:LAYOUT. Each block begins with
 * the key "block": id, version and title, of USB type, length and the bytes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decoders/descriptors/descriptors.h"
#include "decoders/registers/registers.h"
#include "decoders/text/ascii.h"

#define MAX 65536

static size_t unhex(const char *s, uint8_t *out)
{
	size_t n = 0;

	for (; hw_is_hex(s[0]) && hw_is_hex(s[1]) && n < MAX; s += 2)
		out[n++] = (uint8_t)(hw_hex_value(s[0]) << 4 | hw_hex_value(s[1]));
	return n;
}

/* Keys from the outermost group inwards. */
struct path {
	char text[512];
	size_t ends[HW_LAYOUT_DEPTH * 2];
	unsigned depth;
};

static void enter(struct path *path, const struct hw_layout_value *value)
{
	size_t n = path->depth ? path->ends[path->depth - 1] : 0;
	size_t room = sizeof(path->text) - n;

	if (value->is_item)
		n += (size_t)snprintf(path->text + n, room, "%u.", value->index);
	else
		n += (size_t)snprintf(path->text + n, room, "%s.", value->field.key);
	path->ends[path->depth++] = n;
}

static void print_value(const char *name, const char *block, const struct path *path,
			const struct hw_layout_value *value)
{
	char text[600];
	char number[24];
	size_t n = path->depth ? path->ends[path->depth - 1] : 0;

	hw_layout_format(value, text, sizeof(text));
	snprintf(number, sizeof(number), "%u", value->index);
	printf("%s\t%s\t%.*s%s\t%s\t%" PRIu64 "\t%" PRIu64 "\t%s\n", name, block, (int)n,
	       path->text, value->is_item ? number : value->field.key,
	       value->field.spec ? value->field.spec : "-", value->raw, value->number,
	       text);
}

static void print_block(const char *name, const char *block,
			const struct hw_layout *layout, struct hw_bytes bytes)
{
	struct hw_layout_walk walk;
	struct hw_layout_value value;
	struct path path = {.depth = 0};

	hw_layout_begin(&walk, layout, bytes);
	while (hw_layout_next(&walk, &value)) {
		switch (value.event) {
		case HW_LAYOUT_VALUE:
			print_value(name, block, &path, &value);
			break;
		case HW_LAYOUT_OPEN:
			if (value.kind == HW_LAYOUT_REGISTER)
				print_value(name, block, &path, &value);
			enter(&path, &value);
			break;
		case HW_LAYOUT_OPEN_LIST:
			enter(&path, &value);
			break;
		case HW_LAYOUT_CLOSE:
		case HW_LAYOUT_CLOSE_LIST:
			path.depth--;
			break;
		}
	}
}

static void print_problem(const char *name, const char *block,
			  enum hw_layout_problem problem)
{
	if (problem)
		printf("%s\t%s\tproblem\t-\t%d\t0\t%s\n", name, block, (int)problem,
		       hw_layout_problem_text(problem));
}

static void dump_pci(const char *name, struct hw_bytes bytes)
{
	struct hw_pci_walk walk;
	struct hw_pci_block b;
	char block[80];

	hw_pci_begin(&walk, bytes);
	while (hw_pci_next(&walk, &b)) {
		snprintf(block, sizeof(block), "%s@%x", b.layout ? b.layout->key : "-",
			 b.at);
		print_problem(name, block, b.problem);
		if (!b.layout)
			continue;
		printf("%s\t%s\tblock\t%d\t%u\t%u\t%s\n", name, block, (int)b.kind, b.id,
		       b.version, b.layout->title);
		print_block(name, block, b.layout, b.bytes);
	}
}

static void dump_usb(const char *name, struct hw_bytes bytes, bool bos)
{
	struct hw_usb_walk walk;
	struct hw_usb_descriptor d;
	char block[80];

	if (bos)
		hw_usb_begin_bos(&walk, bytes);
	else
		hw_usb_begin(&walk, bytes);
	while (hw_usb_next(&walk, &d)) {
		snprintf(block, sizeof(block), "%u:%s@%zx", d.depth,
			 d.layout ? d.layout->key : "-", d.at);
		print_problem(name, block, d.problem);
		if (!d.layout)
			continue;
		printf("%s\t%s\tblock\t-\t%u\t%zu\t", name, block, d.type, d.bytes.n);
		for (size_t i = 0; i < d.bytes.n; i++)
			printf("%02x", d.bytes.p[i]);
		printf("\n");
		print_block(name, block, d.layout, d.bytes);
	}
}

int main(int argc, char **argv)
{
	static char line[2 * MAX + 256];
	static uint8_t bytes[MAX];

	if (argc != 2)
		return 2;
	while (fgets(line, sizeof(line), stdin)) {
		char *blank = strchr(line, ' ');
		struct hw_bytes slice = {bytes, 0};

		if (!blank)
			continue;
		*blank = '\0';
		slice.n = unhex(blank + 1, bytes);
		if (!strcmp(argv[1], "pci"))
			dump_pci(line, slice);
		else
			dump_usb(line, slice, !strcmp(argv[1], "bos"));
	}
	return 0;
}
