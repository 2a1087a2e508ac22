/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_BUFFER_H
#define HWALIAS_REPORT_TEXT_BUFFER_H

#include "decoders/text/text.h"

/*
 * Bytes that are added at the end and go out in one piece. The memory is kept when the
 * buffer is emptied (n = 0), so that line after line costs no allocation.
 *
 * Failure is sticky: out of memory, what is added is lost and `failed` is set; it is
 * looked at once, before the bytes are used. A zeroed struct is a valid empty buffer.
 */
struct hw_buffer {
	char *s;
	size_t n;
	size_t room;
	bool failed;
};

/* Makes room for `more` bytes. Returns whether it is there. */
bool hw_buffer_grow(struct hw_buffer *b, size_t more);

/* Where `more` bytes may be written; the caller adds those it wrote to `n`. NULL: failed.
 */
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
