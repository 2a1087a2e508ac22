/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_LAYOUT_FUZZ_H
#define HWALIAS_TESTS_LIB_LAYOUT_FUZZ_H

#include <stdlib.h>
#include <string.h>

#include "decoders/layout/layout.h"

/* Walks a block and aborts when an event is not what layout.h promises. */
static inline void layout_fuzz_block(const struct hw_layout *layout,
				     struct hw_bytes block, struct hw_bytes whole)
{
	struct hw_layout_walk walk;
	struct hw_layout_value value;
	unsigned open = 0;

	if (block.p < whole.p || block.n > whole.n - (size_t)(block.p - whole.p))
		abort();
	hw_layout_begin(&walk, layout, block);
	while (hw_layout_next(&walk, &value)) {
		char text[64];
		size_t n;

		switch (value.event) {
		case HW_LAYOUT_OPEN:
		case HW_LAYOUT_OPEN_LIST:
			if (value.depth != open++)
				abort();
			break;
		case HW_LAYOUT_CLOSE:
		case HW_LAYOUT_CLOSE_LIST:
			if (!open || value.depth != --open)
				abort();
			break;
		case HW_LAYOUT_VALUE:
			if (value.depth != open)
				abort();
			break;
		}
		if (value.at > block.n || value.bytes.n > block.n - value.at)
			abort();
		n = hw_layout_format(&value, text, sizeof(text));
		if (n != strlen(text) || n >= sizeof(text))
			abort();
	}
	if (open)
		abort();
}

#endif
