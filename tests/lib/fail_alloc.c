// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Preloaded into a program (LD_PRELOAD), makes one of its allocations fail.
 *
 *     FAIL_ALLOC_AT=N        the N-th malloc(), calloc() or realloc() returns NULL with
 *                            ENOMEM; unset or 0: none does
 *     FAIL_ALLOC_COUNT=FILE  at exit, the number of allocations is written to it
 *
 * Counted are those of the program and of its libraries, the C library among them, from
 * the start of the process on. A realloc() that shrinks fails too.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *old, size_t size);
void free(void *block);

/* The allocator behind this one. */
static struct {
	void *(*malloc)(size_t);
	void *(*calloc)(size_t, size_t);
	void *(*realloc)(void *, size_t);
	void (*free)(void *);
} next;

/* What dlsym() itself allocates before `next` is filled. */
static _Alignas(max_align_t) unsigned char early[65536];
static size_t early_used;

static atomic_long count;
static long fail_at;

static bool is_early(const void *block)
{
	const unsigned char *b = block;

	return b >= early && b < early + sizeof(early);
}

static void *early_alloc(size_t size)
{
	size_t at = early_used;
	size_t room = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);

	if (room < size || room > sizeof(early) - at)
		return NULL;
	early_used = at + room;
	return early + at;
}

static void *symbol(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		_exit(99);
	return found;
}

static void find_next(void)
{
	static bool is_looking;
	const char *at;

	if (is_looking || next.free)
		return;
	is_looking = true;
	*(void **)&next.malloc = symbol("malloc");
	*(void **)&next.calloc = symbol("calloc");
	*(void **)&next.realloc = symbol("realloc");
	at = getenv("FAIL_ALLOC_AT");
	fail_at = at ? atol(at) : 0;
	*(void **)&next.free = symbol("free");
}

static bool fails(void)
{
	if (atomic_fetch_add(&count, 1) + 1 != fail_at)
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	find_next();
	if (!next.free)
		return early_alloc(size);
	return fails() ? NULL : next.malloc(size);
}

void *calloc(size_t n, size_t size)
{
	find_next();
	if (!next.free)
		/* static memory is zero */
		return size && n > sizeof(early) / size ? NULL : early_alloc(n * size);
	return fails() ? NULL : next.calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	find_next();
	if (next.free && !is_early(old))
		return fails() ? NULL : next.realloc(old, size);
	if (old)
		_exit(99);
	return early_alloc(size);
}

void free(void *block)
{
	if (is_early(block))
		return;
	find_next();
	if (next.free)
		next.free(block);
}

__attribute__((destructor)) static void write_count(void)
{
	const char *path = getenv("FAIL_ALLOC_COUNT");
	char text[32];
	int n = snprintf(text, sizeof(text), "%ld\n", atomic_load(&count));
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;

	if (fd < 0)
		return;
	if (write(fd, text, (size_t)n) != n)
		_exit(99);
	close(fd);
}
