/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_BUFFER_H
#define HWALIAS_REPORT_PAGE_BUFFER_H

#include "decoders/text/text.h"

/*
 * A growing array of bytes. Set `n` to 0 to empty it: the memory is reused, so that the
 * next line costs no allocation.
 *
 * Failure is sticky: when memory runs out, `failed` is set and what is added is lost.
 * Check it once, before the bytes are used. A zeroed struct is a valid empty buffer.
 */
struct hw_buffer {
	char *s;
	size_t n;
	size_t room;
	bool failed;
};

/* Makes room for `more` bytes; false: out of memory. */
bool hw_buffer_grow(struct hw_buffer *b, size_t more);

/* Returns where `more` bytes may be written; the caller adds what it wrote to `n`. NULL:
 * out of memory. */
static inline char *hw_buffer_end(struct hw_buffer *b, size_t more)
{
	if ((!b->s || b->room - b->n < more) && !hw_buffer_grow(b, more))
		return NULL;
	return b->s + b->n;
}

static inline void hw_buffer_add(struct hw_buffer *b, struct hw_text t)
{
	char *end = hw_buffer_end(b, t.n);

	if (end && t.n) {
		memcpy(end, t.s, t.n);
		b->n += t.n;
	}
}

static inline void hw_buffer_add_char(struct hw_buffer *b, char c)
{
	char *end = hw_buffer_end(b, 1);

	if (end) {
		*end = c;
		b->n++;
	}
}

void hw_buffer_done(struct hw_buffer *b);

#endif
