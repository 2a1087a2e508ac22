// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/root/part.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"

/* Makes room for `want` bytes behind the n that there are. Errors: -ENOMEM. */
static int grow(struct hw_part *part, size_t want, size_t n)
{
	bool is_own = part->buffer == part->own;
	char *more = hw_reallocarray(is_own ? NULL : part->buffer, want, 1);

	if (!more)
		return -ENOMEM;
	if (is_own)
		memcpy(more, part->own, n);
	part->buffer = more;
	part->room = want;
	return 0;
}

/* Appends to the n bytes of the buffer what the file has behind them. */
static int fill(struct hw_part *part, size_t want, size_t *n)
{
	size_t got;
	int r = want > part->room ? grow(part, want, *n) : 0;

	if (r < 0)
		return r;
	r = hw_pages_read(part->pages, (uint64_t)part->at + *n, part->buffer + *n,
			  want - *n, &got);
	if (r < 0)
		return r;
	*n += got;
	part->is_last = *n < want;
	return 0;
}

/* Reads whole lines from `at` on: `want` bytes, or more if a line is longer. */
static int read_part(struct hw_part *part, size_t want)
{
	const char *nl = NULL;
	size_t n = 0;
	int r;

	for (r = 0; r == 0 && !nl; want *= 2) {
		r = fill(part, want, &n);
		if (r < 0 || part->is_last)
			break;
		nl = memrchr(part->buffer, '\n', n);
	}
	part->s = part->buffer;
	part->p = part->buffer;
	part->end = part->buffer;
	if (r == 0)
		part->end += part->is_last ? n : (size_t)(nl - part->buffer) + 1;
	return r;
}

int hw_part_open(const struct hw_pages *pages, struct hw_text text, size_t at,
		 size_t want, struct hw_part *part)
{
	part->at = 0;
	part->is_last = true;
	part->error = 0;
	part->want = want;
	part->buffer = part->own;
	part->room = sizeof(part->own);
	part->pages = pages;
	if (pages) {
		part->at = (uint32_t)at;
		part->error = read_part(part, want);
		return part->error;
	}
	part->s = text.s;
	part->p = hw_text_from(text, at).s;
	part->end = hw_text_from(text, text.n).s;
	return 0;
}

void hw_part_done(struct hw_part *part)
{
	if (part->buffer != part->own)
		free(part->buffer);
}

bool hw_part_next(struct hw_part *part)
{
	const size_t n = (size_t)(part->end - part->s);

	if (part->is_last || part->error)
		return false;
	/* offsets have 32 bits, and a file may grow */
	if (n > UINT32_MAX - part->at) {
		part->is_last = true;
		return false;
	}
	part->at += (uint32_t)n;
	part->want = part->want < HW_PART_MAX ? 2 * part->want : HW_PART_MAX;
	part->error = read_part(part, part->want);
	return part->p < part->end;
}
