// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/memory.h"
#include "report/stream/internal.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

/*
 * The calling thread reads and writes, the workers answer. Blocks go round in a ring:
 *
 *     oldest         next          submitted
 *       v             v               v
 *     [done] [busy] [ready] [ready] [free] [free]
 *
 * A worker takes `next`; the caller fills at `submitted` while there is input and a free
 * block, else it waits until the oldest is done, writes its answers and frees it. Who
 * owns a block is told by these three counts alone, which the lock guards.
 */

struct slot {
	struct hw_line_block block;
	struct hw_buffer out;
	struct hw_warnings warnings;
	/* of the answers; those before the failure are in `out` */
	int failed;
	bool is_done;
};

struct pool {
	const struct hw_stream *lines;
	struct slot *slots;
	size_t count;
	pthread_mutex_t lock;
	pthread_cond_t work;
	pthread_cond_t done;
	/* workers that could, and could not, make what they need */
	size_t opened;
	size_t failed;
	/* counts of blocks since the beginning */
	size_t oldest;
	size_t next;
	size_t submitted;
	bool is_over;
};

struct worker {
	struct pool *pool;
	void *self;
	pthread_t thread;
	bool is_running;
};

static void answer_block(struct worker *w, struct slot *s)
{
	struct hw_text rest = {s->block.text, s->block.n};
	struct hw_line line = {.source = HW_LINES_SOURCE, .number = s->block.first - 1};

	while (rest.n && s->failed == 0) {
		hw_line_cut(&rest, &line);
		s->failed = hw_stream_answer(w->pool->lines->task, w->self, &line,
					     &s->warnings, &s->out);
	}
}

/* Answers blocks until it is over. */
static void take_blocks(struct worker *w)
{
	struct pool *p = w->pool;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		struct slot *s;

		while (p->next == p->submitted && !p->is_over)
			pthread_cond_wait(&p->work, &p->lock);
		if (p->is_over)
			break;
		s = &p->slots[p->next++ % p->count];
		pthread_mutex_unlock(&p->lock);
		answer_block(w, s);
		pthread_mutex_lock(&p->lock);
		s->is_done = true;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->lock);
}

/* A worker's own things are made and freed by its thread: libudev(3) wants that of its
 * handles. */
static void *work(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	int r = p->lines->task->open(p->lines->arg, &w->self);

	pthread_mutex_lock(&p->lock);
	if (r < 0)
		p->failed++;
	else
		p->opened++;
	pthread_cond_signal(&p->done);
	pthread_mutex_unlock(&p->lock);
	if (r < 0)
		return NULL;
	take_blocks(w);
	p->lines->task->close(w->self);
	return NULL;
}

static void submit(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	p->submitted++;
	pthread_cond_signal(&p->work);
	pthread_mutex_unlock(&p->lock);
}

/* The same warnings as if one had been added after the other. */
static void move_warnings(struct hw_warnings *from, struct hw_warnings *to)
{
	for (const struct hw_warning *w = from->first; w; w = w->next)
		hw_warn(to, w->code, w->path, w->line, "%.*s", HW_TEXT_ARG(w->message));
	to->dropped += from->dropped;
	hw_warnings_done(from);
}

/* Waits for the oldest block and writes its answers. */
static int finish_oldest(struct pool *p, enum hw_stream_part *reterr_part)
{
	struct slot *s = &p->slots[p->oldest % p->count];
	int r;

	pthread_mutex_lock(&p->lock);
	while (!s->is_done)
		pthread_cond_wait(&p->done, &p->lock);
	pthread_mutex_unlock(&p->lock);
	p->oldest++;
	s->is_done = false;
	move_warnings(&s->warnings, p->lines->warnings);
	r = hw_stream_write(p->lines->out, &s->out);
	*reterr_part = r < 0 ? HW_STREAM_OUTPUT : HW_STREAM_WORK;
	return r < 0 ? r : s->failed;
}

static int read_and_write(struct pool *p, struct hw_line_reader *reader,
			  enum hw_stream_part *reterr_part)
{
	enum hw_line_read found = HW_LINES_READ;
	int failed = 0;
	int r = 0;

	for (;;) {
		bool is_idle = p->oldest == p->submitted;
		bool is_full = p->submitted - p->oldest == p->count;

		if (!is_full && found != HW_LINES_END) {
			failed = hw_line_reader_next(
				reader, is_idle, &p->slots[p->submitted % p->count].block,
				&found);
			if (failed < 0)
				found = HW_LINES_END;
			if (found == HW_LINES_READ) {
				submit(p);
				continue;
			}
		}
		/* an idle filter waits for input: there is no more */
		if (is_idle)
			break;
		r = finish_oldest(p, reterr_part);
		if (r < 0)
			return r;
	}
	if (failed < 0)
		*reterr_part = HW_STREAM_INPUT;
	return failed;
}

/*
 * Fewer workers than were asked for will do. Errors: -EAGAIN: no thread can be made;
 * -ENOMEM: none can work.
 */
static int start(struct pool *p, struct worker *workers)
{
	size_t n = 0;
	int r;

	while (n < p->lines->jobs) {
		struct worker *w = &workers[n];

		w->pool = p;
		w->is_running = pthread_create(&w->thread, NULL, work, w) == 0;
		if (!w->is_running)
			break;
		n++;
	}
	if (n == 0)
		return -EAGAIN;
	pthread_mutex_lock(&p->lock);
	while (p->opened + p->failed < n)
		pthread_cond_wait(&p->done, &p->lock);
	r = p->opened > 0 ? 0 : -ENOMEM;
	pthread_mutex_unlock(&p->lock);
	return r;
}

static void stop(struct pool *p, struct worker *workers)
{
	pthread_mutex_lock(&p->lock);
	p->is_over = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	for (size_t i = 0; i < p->lines->jobs && workers[i].is_running; i++)
		pthread_join(workers[i].thread, NULL);
	for (size_t i = 0; i < p->count; i++) {
		hw_buffer_done(&p->slots[i].out);
		hw_warnings_done(&p->slots[i].warnings);
	}
}

/* Errors: also -EAGAIN with HW_STREAM_WORK: no thread can be made, and nothing was read.
 */
static int run_workers(const struct hw_stream *lines, enum hw_stream_part *reterr_part)
{
	struct pool p = {
		.lines = lines,
		/* one that is worked on and one that waits or is written, for each */
		.count = 2 * lines->jobs,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.work = PTHREAD_COND_INITIALIZER,
		.done = PTHREAD_COND_INITIALIZER,
	};
	struct hw_line_reader *reader = hw_calloc(1, sizeof(*reader));
	struct worker *workers = hw_calloc(lines->jobs, sizeof(*workers));
	int r = -ENOMEM;

	*reterr_part = HW_STREAM_WORK;
	p.slots = hw_calloc(p.count, sizeof(*p.slots));
	if (reader && workers && p.slots) {
		reader->in = lines->in;
		r = start(&p, workers);
		if (r == 0)
			r = read_and_write(&p, reader, reterr_part);
		stop(&p, workers);
	}
	free(reader);
	free(workers);
	free(p.slots);
	return r;
}

int hw_stream_run(const struct hw_stream *lines, enum hw_stream_part *reterr_part)
{
	if (lines->jobs > 1) {
		int r = run_workers(lines, reterr_part);

		/* alone where no thread can be made */
		if (r != -EAGAIN || *reterr_part != HW_STREAM_WORK)
			return r;
	}
	return hw_stream_run_alone(lines, reterr_part);
}

size_t hw_stream_cores(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0 || CPU_COUNT(&set) < 1)
		return 1;
	return (size_t)CPU_COUNT(&set);
}
