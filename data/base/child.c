// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/base/array.h"
#include "data/base/memory.h"

/*
 * The answer comes through a pipe; what `work` returned through a page of memory that
 * both share, which says -ENOEXEC until then. The status of wait(2) is not needed: there
 * is none if SIGCHLD is ignored.
 */

int hw_child_write(int out, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n) {
		ssize_t written = write(out, at, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -errno;
		at += written;
		n -= (size_t)written;
	}
	return 0;
}

static void end(int number)
{
	(void)number;
	_exit(1);
}

/* No core file, no report of a crash, no message: the death of the child is an answer. */
static void be_quiet(void)
{
	static const int signals[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	for (size_t i = 0; i < HW_ARRAY_SIZE(signals); i++)
		signal(signals[i], end);
	if (null < 0 || dup2(null, STDERR_FILENO) < 0)
		close(STDERR_FILENO);
}

struct job {
	hw_child_work *work;
	void *arg;
	/* shared */
	int *result;
};

__attribute__((noreturn)) static void be_child(const struct job *job, int out)
{
	be_quiet();
	*job->result = job->work(job->arg, out);
	_exit(0);
}

struct bytes {
	char *v;
	size_t n;
	size_t room;
};

static ssize_t read_some(int in, void *bytes, size_t n)
{
	ssize_t got;

	do
		got = read(in, bytes, n);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : got;
}

int hw_child_read(int in, void *bytes, size_t n, bool *ret)
{
	char *at = bytes;

	while (n) {
		ssize_t got = read_some(in, at, n);

		if (got < 0)
			return (int)got;
		if (!got)
			break;
		at += got;
		n -= (size_t)got;
	}
	*ret = !n;
	return 0;
}

/* A hw_child_reader */
static int read_all(void *arg, int in)
{
	struct bytes *to = arg;

	for (;;) {
		ssize_t got = HW_ARRAY_GROW(to->v, to->n, &to->room, 4096);

		if (got < 0)
			return (int)got;
		got = read_some(in, to->v + to->n, to->room - to->n);
		if (got <= 0)
			return (int)got;
		to->n += (size_t)got;
		if (to->n > HW_CHILD_MAX)
			return -EFBIG;
	}
}

/* Runs the job to its end. Errors: -errno of pipe(2), fork(2); those of the reader. */
static int run(const struct job *job, hw_child_reader *reader, void *arg)
{
	int ends[2];
	pid_t child;
	int r;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	child = fork();
	if (child == 0) {
		/* if only the parent has it, the end of the parent is seen */
		close(ends[0]);
		be_child(job, ends[1]);
	}
	r = child < 0 ? -errno : 0;
	close(ends[1]);
	if (r == 0)
		r = reader(arg, ends[0]);
	/* a child that still writes ends */
	close(ends[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return r;
}

int hw_child_stream(hw_child_work *work, void *arg, hw_child_reader *reader,
		    void *reader_arg)
{
	struct job job = {work, arg, NULL};
	void *page = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int r;

	if (page == MAP_FAILED)
		return -errno;
	job.result = page;
	*job.result = -ENOEXEC;
	r = run(&job, reader, reader_arg);
	if (r == 0)
		r = *job.result;
	/* what the child notes of its memory is lost with it */
	if (r == -ENOMEM)
		hw_memory_is_short();
	munmap(page, sizeof(int));
	return r;
}

int hw_child_run(hw_child_work *work, void *arg, struct hw_arena *arena,
		 struct hw_text *ret)
{
	struct bytes all = {0};
	struct hw_text text = HW_NO_TEXT;
	int r = hw_child_stream(work, arg, read_all, &all);

	if (r == 0)
		text = hw_arena_copy(arena, (struct hw_text){all.v, all.n});
	if (r == 0 && !text.s)
		r = -ENOMEM;
	if (r == 0)
		*ret = text;
	free(all.v);
	return r;
}
