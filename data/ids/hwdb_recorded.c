// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hwalias/hwdb of a recording, lines in byte order, tabs (drawn as ">") between their
 * parts:
 *
 *     /usr/lib/udev/hwdb.bin                               the database's path
 *     OUI:00609E>ID_OUI_FROM_DATABASE>ASUSTek              key, property, value
 */
#include "data/ids/hwdb_recorded.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/text_index.h"
#include "data/root/note.h"

#define FILE_NAME HW_RECORDED "/hwdb"

struct hw_hwdb_recorded {
	struct hw_map map;
	struct hw_text path;
	/* "KEY\tPROPERTY" -> offset of the value */
	struct hw_text_index index;
};

static int read_lines(struct hw_hwdb_recorded *h)
{
	struct hw_text rest = h->map.text;
	int r = 0;

	while (rest.n && r == 0) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		size_t key = hw_text_find(line, '\t');
		size_t value;

		if (key == line.n) {
			if (hw_text_starts(line, HW_TEXT("/")))
				h->path = line;
			continue;
		}
		value = key + 1 + hw_text_find(hw_text_from(line, key + 1), '\t');
		if (value < line.n)
			r = hw_text_index_add(&h->index, hw_text_head(line, value),
					      (size_t)(line.s - h->map.text.s) + value +
						      1);
	}
	return r;
}

int hw_hwdb_recorded_open(struct hw_root *root, struct hw_hwdb_recorded **ret)
{
	struct hw_hwdb_recorded *h = hw_calloc(1, sizeof(*h));
	int r = h ? hw_root_map(root, FILE_NAME, &h->map) : -ENOMEM;

	if (r == 0)
		r = read_lines(h);
	if (r < 0) {
		hw_hwdb_recorded_close(h);
		return r == -ENOMEM ? r : -ENOENT;
	}
	*ret = h;
	return 0;
}

void hw_hwdb_recorded_close(struct hw_hwdb_recorded *h)
{
	if (!h)
		return;
	hw_text_index_done(&h->index);
	hw_unmap(&h->map);
	free(h);
}

struct hw_text hw_hwdb_recorded_path(const struct hw_hwdb_recorded *h)
{
	return h->path;
}

struct hw_text hw_hwdb_recorded_get(const struct hw_hwdb_recorded *h, struct hw_text key,
				    struct hw_text property)
{
	struct hw_arena scratch = {0};
	struct hw_text both = hw_arena_printf(&scratch, "%.*s\t%.*s", HW_TEXT_ARG(key),
					      HW_TEXT_ARG(property));
	const size_t *at = both.s ? hw_text_index_find(&h->index, both) : NULL;
	struct hw_text value = HW_NO_TEXT;

	if (at) {
		value = hw_text_from(h->map.text, *at);
		value = hw_text_head(value, hw_text_find(value, '\n'));
	}
	hw_arena_done(&scratch);
	return value;
}

void hw_hwdb_record_path(struct hw_root *root, struct hw_text path)
{
	hw_root_note_answer(root, FILE_NAME, path);
}

void hw_hwdb_record(struct hw_root *root, struct hw_text key, struct hw_text property,
		    struct hw_text value)
{
	struct hw_arena scratch = {0};

	if (hw_root_records(root) && value.n)
		hw_root_note_answer(
			root, FILE_NAME,
			hw_arena_printf(&scratch, "%.*s\t%.*s\t%.*s", HW_TEXT_ARG(key),
					HW_TEXT_ARG(property), HW_TEXT_ARG(value)));
	hw_arena_done(&scratch);
}
