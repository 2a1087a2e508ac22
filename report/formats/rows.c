// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "report/formats/formats.h"

/* Deepest nesting of tables; paths of the longest keys fit. */
#define DEPTH_MAX HW_LAYOUT_DEPTH
#define PATH_SIZE 256

struct walk {
	hw_format_row_fn *fn;
	void *arg;
	char path[PATH_SIZE];
};

/* Writes "key", "key[]" behind `n` bytes of the path; returns the new length. */
static size_t extend(struct walk *w, size_t n, const struct hw_layout_field *field)
{
	int more = snprintf(w->path + n, sizeof(w->path) - n, "%s%s%s", n ? "." : "",
			    field->key, field->repeat.repeats ? "[]" : "");

	if (more < 0)
		return n;
	return n + (size_t)more < sizeof(w->path) ? n + (size_t)more
						  : sizeof(w->path) - 1;
}

static void walk_rows(struct walk *w, const struct hw_layout *layout, size_t prefix,
		      const struct hw_layout_field *reg, unsigned depth)
{
	struct hw_layout_field open_register;
	size_t inner = prefix;

	if (depth == DEPTH_MAX)
		return;
	for (unsigned i = 0; i < layout->field_count; i++) {
		struct hw_layout_field row;
		const struct hw_layout_field *f = &row;
		bool is_bit;
		bool is_open;
		size_t n;

		layout->row(i, &row);
		is_bit = !f->width && f->kind != HW_LAYOUT_TABLE;
		is_open = f->kind == HW_LAYOUT_REGISTER && !f->table;
		/* a whole field ends the register before it */
		if (!is_bit && depth == 0)
			reg = NULL;
		if (!is_bit)
			inner = prefix;
		n = extend(w, is_bit ? inner : prefix, f);
		w->fn(w->arg, &(struct hw_format_row){
				      .field = f,
				      .path = {w->path, n},
				      .at = is_bit && reg ? reg->at : f->at,
				      .width = is_bit && reg ? reg->width : f->width,
				      .bit = f->bit,
				      .bits = f->bits,
			      });
		if (is_open) {
			open_register = row;
			reg = &open_register;
			inner = n;
		} else if (f->kind == HW_LAYOUT_REGISTER) {
			walk_rows(w, f->table, n, f, depth + 1);
		} else if (f->kind == HW_LAYOUT_TABLE) {
			walk_rows(w, f->table, n, NULL, depth + 1);
		}
	}
}

void hw_formats_each_row(const struct hw_layout *layout, hw_format_row_fn *fn, void *arg)
{
	struct walk w = {.fn = fn, .arg = arg};

	walk_rows(&w, layout, 0, NULL, 0);
}

struct hw_text hw_formats_layout_id(const struct hw_format_layout *layout,
				    struct hw_arena *arena)
{
	bool is_usb = strncmp(layout->family->key, "usb", 3) == 0;

	/* what is above tells versions of a class apart */
	return hw_arena_printf(arena, "%02x",
			       is_usb ? layout->layout->id & 0xffff : layout->layout->id);
}

const char *hw_formats_layout_kind(const struct hw_layout_field *field)
{
	static const char *const kinds[] = {
		[HW_LAYOUT_NUMBER] = "number",	 [HW_LAYOUT_HEX] = "hexadecimal",
		[HW_LAYOUT_ADDRESS] = "address", [HW_LAYOUT_FLAG] = "flag",
		[HW_LAYOUT_ENUM] = "enum",	 [HW_LAYOUT_BITS] = "set",
		[HW_LAYOUT_BCD] = "bcd",	 [HW_LAYOUT_STRING] = "string-index",
		[HW_LAYOUT_GUID] = "guid",	 [HW_LAYOUT_TEXT] = "text",
		[HW_LAYOUT_RAW] = "bytes",	 [HW_LAYOUT_REGISTER] = "register",
		[HW_LAYOUT_TABLE] = "table",
	};

	return kinds[field->kind];
}

const struct hw_vocabulary *hw_formats_names(const struct hw_layout_field *field)
{
	return field->kind == HW_LAYOUT_ENUM || field->kind == HW_LAYOUT_BITS
		       ? field->names
		       : NULL;
}
