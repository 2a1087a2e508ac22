/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_LAYOUT_FIELDS_H
#define HWALIAS_TESTS_LIB_LAYOUT_FIELDS_H

/* Fields of a block by their path, "control.enabled", "bars.2.address". */

#include <stdio.h>
#include <string.h>

#include "decoders/layout/layout.h"

struct layout_path {
	char text[300];
	size_t ends[2 * HW_LAYOUT_DEPTH];
	unsigned depth;
};

static inline void layout_path_add(struct layout_path *path, size_t n,
				   const struct hw_layout_value *value)
{
	size_t room = sizeof(path->text) - n;

	if (value->is_item)
		snprintf(path->text + n, room, "%u", value->index);
	else
		snprintf(path->text + n, room, "%s", value->field.key);
}

/* Follows one event; returns whether path->text is now the path of a value. */
static inline bool layout_path_step(struct layout_path *path,
				    const struct hw_layout_value *value)
{
	size_t n = path->depth ? path->ends[path->depth - 1] : 0;

	switch (value->event) {
	case HW_LAYOUT_VALUE:
		layout_path_add(path, n, value);
		return true;
	case HW_LAYOUT_OPEN:
	case HW_LAYOUT_OPEN_LIST:
		layout_path_add(path, n, value);
		n += strlen(path->text + n);
		if (n + 1 < sizeof(path->text))
			path->text[n++] = '.';
		path->ends[path->depth++] = n;
		return false;
	case HW_LAYOUT_CLOSE:
	case HW_LAYOUT_CLOSE_LIST:
		path->depth--;
		return false;
	}
	return false;
}

/* The value at `wanted`, or false. */
static inline bool layout_find(const struct hw_layout *layout, struct hw_bytes bytes,
			       const char *wanted, struct hw_layout_value *ret)
{
	struct hw_layout_walk walk;
	struct hw_layout_value value;
	struct layout_path path = {.depth = 0};

	hw_layout_begin(&walk, layout, bytes);
	while (hw_layout_next(&walk, &value))
		if (layout_path_step(&path, &value) && !strcmp(path.text, wanted)) {
			*ret = value;
			return true;
		}
	return false;
}

/* Its text as people read it, "-" when it is absent. `buf` holds it. */
static inline const char *layout_text(const struct hw_layout *layout,
				      struct hw_bytes bytes, const char *wanted,
				      char *buf, size_t size)
{
	struct hw_layout_value value;

	if (!layout_find(layout, bytes, wanted, &value))
		return "-";
	hw_layout_format(&value, buf, size);
	return buf;
}

#endif
