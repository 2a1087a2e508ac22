// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/buffer.h"
#include "data/base/memory.h"

#include <stdint.h>
#include <stdlib.h>

bool hw_buffer_grow(struct hw_buffer *b, size_t more)
{
	size_t room = b->room ? 2 * b->room : 4096;
	char *bigger;

	if (b->failed || more > SIZE_MAX / 4 || b->n > SIZE_MAX / 4) {
		b->failed = true;
		return false;
	}
	while (room - b->n < more)
		room *= 2;
	bigger = hw_realloc(b->s, room);
	if (!bigger) {
		b->failed = true;
		return false;
	}
	b->s = bigger;
	b->room = room;
	return true;
}

void hw_buffer_done(struct hw_buffer *b)
{
	free(b->s);
	*b = (struct hw_buffer){0};
}
