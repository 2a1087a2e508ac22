// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/stream.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "data/root/root.h"

/* Some hundred lines: what they are answered with still fits the cache. */
#define BLOCK_SIZE ((size_t)16384)

/* Whether read() would return at once. */
static bool is_ready(const struct hw_line_reader *r)
{
	struct pollfd p = {.fd = r->in, .events = POLLIN};

	return poll(&p, 1, 0) != 0;
}

/* Forgets what belongs to a line that was too long. */
static void skip(struct hw_line_reader *r)
{
	const char *end = memchr(r->text, '\n', r->n);
	size_t gone = end ? (size_t)(end - r->text) + 1 : r->n;

	r->is_skipping = !end;
	r->n -= gone;
	memmove(r->text, r->text + gone, r->n);
}

static int read_some(struct hw_line_reader *r)
{
	size_t room = sizeof(r->text) - r->n;
	ssize_t n;

	while ((n = read(r->in, r->text + r->n, room < BLOCK_SIZE ? room : BLOCK_SIZE)) <
	       0) {
		struct pollfd p = {.fd = r->in, .events = POLLIN};

		/* somebody made the descriptor, which may be shared, not wait */
		if (errno == EAGAIN)
			poll(&p, 1, -1);
		else if (errno != EINTR)
			return -errno;
	}
	r->has_ended = n == 0;
	r->n += (size_t)n;
	if (r->is_skipping)
		skip(r);
	return 0;
}

/* Bytes that can be handed out: up to the last newline, or all where nothing follows. */
static size_t whole_lines(const struct hw_line_reader *r)
{
	const char *end = r->n ? memrchr(r->text, '\n', r->n) : NULL;

	if (r->has_ended || (!end && r->n == sizeof(r->text)))
		return r->n;
	return end ? (size_t)(end - r->text) + 1 : 0;
}

static size_t count_lines(struct hw_text t)
{
	size_t n = 0;

	while (t.n) {
		hw_text_cut(&t, '\n');
		n++;
	}
	return n;
}

static void hand_out(struct hw_line_reader *r, size_t n, struct hw_line_block *ret)
{
	memcpy(ret->text, r->text, n);
	ret->n = n;
	ret->first = r->lines + 1;
	r->lines += count_lines((struct hw_text){r->text, n});
	r->is_skipping = !r->has_ended && r->text[n - 1] != '\n';
	r->n -= n;
	memmove(r->text, r->text + n, r->n);
}

int hw_line_reader_next(struct hw_line_reader *r, bool may_wait,
			struct hw_line_block *ret, enum hw_line_read *ret_read)
{
	size_t whole;

	for (;;) {
		int failed;

		whole = whole_lines(r);
		if (r->has_ended || (whole && (r->n >= BLOCK_SIZE || !is_ready(r))))
			break;
		if (!whole && !may_wait && !is_ready(r)) {
			*ret_read = HW_LINES_PAUSE;
			return 0;
		}
		if (may_wait && !whole)
			hw_maps_before_wait(r->in, r->lines);
		failed = read_some(r);
		if (failed)
			return failed;
	}
	*ret_read = whole ? HW_LINES_READ : HW_LINES_END;
	if (whole)
		hand_out(r, whole, ret);
	return 0;
}

void hw_line_cut(struct hw_text *rest, struct hw_line *line)
{
	struct hw_text text = hw_text_cut(rest, '\n');

	if (text.n && text.s[text.n - 1] == '\r')
		text.n--;
	line->is_cut = text.n > HW_LINE_MAX;
	line->text = hw_text_head(text, HW_LINE_MAX);
	line->number++;
}
