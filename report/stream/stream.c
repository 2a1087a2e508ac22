// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/stream.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/base/memory.h"
#include "report/stream/internal.h"

/* Answers are written when there is this much: what a pipe takes at once, pipe(7). */
#define WRITE_SIZE ((size_t)65536)

int hw_stream_write(int out, struct hw_buffer *b)
{
	size_t done = 0;

	while (done < b->n) {
		ssize_t n = write(out, b->s + done, b->n - done);
		struct pollfd p = {.fd = out, .events = POLLOUT};

		if (n >= 0)
			done += (size_t)n;
		else if (errno == EAGAIN)
			poll(&p, 1, -1);
		else if (errno != EINTR)
			return -errno;
	}
	b->n = 0;
	return 0;
}

int hw_stream_answer(const struct hw_stream_filter *task, void *worker,
		     const struct hw_line *line, struct hw_warnings *warnings,
		     struct hw_buffer *out)
{
	size_t before = out->n;
	int r = task->answer(worker, line, warnings, out);

	if (r == 0 && out->failed)
		r = -ENOMEM;
	/* no half of a line */
	if (r < 0)
		out->n = before;
	return r;
}

/* One worker, in this thread. */
struct alone {
	const struct hw_stream *lines;
	void *worker;
	struct hw_buffer out;
	enum hw_stream_part part;
};

static int flush(struct alone *a)
{
	int r = hw_stream_write(a->lines->out, &a->out);

	if (r < 0)
		a->part = HW_STREAM_OUTPUT;
	return r;
}

static int answer_all(struct alone *a, struct hw_text rest, struct hw_text source,
		      size_t first)
{
	struct hw_line line = {.source = source, .number = first - 1};
	int r = 0;

	do {
		hw_line_cut(&rest, &line);
		r = hw_stream_answer(a->lines->task, a->worker, &line, a->lines->warnings,
				     &a->out);
		if (r == 0 && a->out.n >= WRITE_SIZE)
			r = flush(a);
	} while (rest.n && r == 0);
	return r;
}

static int read_and_answer(struct alone *a, struct hw_line_reader *reader,
			   struct hw_line_block *block)
{
	for (;;) {
		enum hw_line_read found = HW_LINES_END;
		int r = hw_line_reader_next(reader, a->out.n == 0, block, &found);

		if (r < 0)
			a->part = HW_STREAM_INPUT;
		else if (found == HW_LINES_READ)
			r = answer_all(a, (struct hw_text){block->text, block->n},
				       HW_LINES_SOURCE, block->first);
		else if (found == HW_LINES_PAUSE)
			r = flush(a);
		if (r < 0 || found == HW_LINES_END)
			return r;
	}
}

static int alone_open(const struct hw_stream *lines, struct alone *ret)
{
	*ret = (struct alone){.lines = lines, .part = HW_STREAM_WORK};
	return lines->task->open(lines->arg, &ret->worker);
}

static int alone_close(struct alone *a, int r, enum hw_stream_part *reterr_part)
{
	enum hw_stream_part part = a->part;
	int failed = part == HW_STREAM_OUTPUT ? 0 : flush(a);

	if (a->worker)
		a->lines->task->close(a->worker);
	hw_buffer_done(&a->out);
	*reterr_part = r < 0 ? part : HW_STREAM_OUTPUT;
	return r < 0 ? r : failed;
}

int hw_stream_run_alone(const struct hw_stream *lines, enum hw_stream_part *reterr_part)
{
	struct hw_line_reader *reader = hw_calloc(1, sizeof(*reader));
	struct hw_line_block *block = hw_malloc(sizeof(*block));
	struct alone a;
	int r = alone_open(lines, &a);

	if (r == 0 && (!reader || !block))
		r = -ENOMEM;
	if (r == 0) {
		reader->in = lines->in;
		r = read_and_answer(&a, reader, block);
	}
	free(reader);
	free(block);
	return alone_close(&a, r, reterr_part);
}

int hw_stream_run_texts(const struct hw_stream *lines, char *const *texts, size_t count,
			enum hw_stream_part *reterr_part)
{
	struct alone a;
	int r = alone_open(lines, &a);

	for (size_t i = 0; i < count && r == 0; i++)
		r = answer_all(&a, hw_text_of(texts[i]), HW_TEXT("operand"), i + 1);
	return alone_close(&a, r, reterr_part);
}
