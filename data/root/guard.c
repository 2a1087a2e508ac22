// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/root/internal.h"

/*
 * What happens to a mapped file when another process writes to it, as cp(1) over a table
 * does. A package manager replaces files by rename(2), which leaves the map as it was.
 *
 *  - Truncated: an access past the new end raises SIGBUS. The handler puts a page of
 *    zeros there, and the access goes on. The map counts as damaged, and the report says
 *    so. That is the milliseconds of a report.
 *  - Rewritten, under a filter that has waited for its input: what the program has
 *    learned of the old text is wrong for the new one. So before it waits, the filter
 *    copies all maps, and puts the copies where they were: texts stay valid.
 *
 * A signal handler has no argument, so the table of maps is global. It is changed under
 * the lock; the handler only reads it: `base` is set last and cleared first.
 */

/* Files beyond them are read instead of mapped. */
enum { GUARDS = 64 };

/* A filter waits so long for input before it copies, milliseconds; or reads so many
 * lines: what a copy takes is little then. */
enum { WAIT_MS = 20, LINES = 65536 };

static struct guard {
	/* 0: free, or unmapped */
	atomic_uintptr_t base;
	size_t size;
	atomic_bool is_damaged;
	bool is_told;
	/* as a user names the file, cut */
	char path[192];
} guards[GUARDS];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_installed;
/* maps are copies from now on */
static atomic_bool is_kept;

static struct guard *guard_at(uintptr_t address)
{
	for (size_t i = 0; i < GUARDS; i++) {
		uintptr_t base = atomic_load(&guards[i].base);

		if (base && address >= base && address - base < guards[i].size)
			return &guards[i];
	}
	return NULL;
}

/* SIGBUS. mmap(2) is a bare system call, so that it may be called here. */
static void on_bus_error(int number, siginfo_t *info, void *context)
{
	const int error = errno;
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t at = (uintptr_t)info->si_addr & ~(page - 1);
	struct guard *g = guard_at(at);

	(void)context;
	if (g && mmap((void *)at, page, PROT_READ,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED)
		atomic_store(&g->is_damaged, true);
	else
		/* the access is repeated, and ends the program */
		signal(number, SIG_DFL);
	errno = error;
}

static void install(void)
{
	struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};

	if (is_installed)
		return;
	sigemptyset(&action.sa_mask);
	is_installed = sigaction(SIGBUS, &action, NULL) == 0;
}

/* Under the lock. NULL: there are too many. */
static struct guard *add(uintptr_t base, size_t size)
{
	install();
	for (size_t i = 0; i < GUARDS; i++) {
		struct guard *g = &guards[i];

		if (atomic_load(&g->base) || atomic_load(&g->is_damaged))
			continue;
		g->size = size;
		g->path[0] = '\0';
		atomic_store(&g->base, base);
		return g;
	}
	return NULL;
}

bool hw_guard_add(const void *base, size_t size)
{
	const struct guard *g;

	if (atomic_load(&is_kept))
		return false;
	pthread_mutex_lock(&lock);
	g = add((uintptr_t)base, size);
	pthread_mutex_unlock(&lock);
	return g;
}

void hw_guard_name(const void *base, const char *path)
{
	struct guard *g = guard_at((uintptr_t)base);

	if (g)
		snprintf(g->path, sizeof(g->path), "%s", path);
}

void hw_guard_remove(const void *base)
{
	struct guard *g = guard_at((uintptr_t)base);

	if (g)
		atomic_store(&g->base, 0);
}

bool hw_guard_is_copy(void)
{
	return atomic_load(&is_kept);
}

/* Puts a copy in the place of a map. Without memory the map stays. */
static void copy(const struct guard *g)
{
	void *base = (void *)atomic_load(&g->base);
	void *to;

	if (!base)
		return;
	to = mmap(NULL, g->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		  0);
	if (to == MAP_FAILED)
		return;
	memcpy(to, base, g->size);
	mprotect(to, g->size, PROT_READ);
	if (mremap(to, g->size, g->size, MREMAP_MAYMOVE | MREMAP_FIXED, base) ==
	    MAP_FAILED)
		munmap(to, g->size);
}

void hw_maps_keep(void)
{
	pthread_mutex_lock(&lock);
	if (!atomic_exchange(&is_kept, true))
		for (size_t i = 0; i < GUARDS; i++)
			copy(&guards[i]);
	pthread_mutex_unlock(&lock);
}

void hw_maps_before_wait(int fd, size_t lines)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	if (!atomic_load(&is_kept) && (lines >= LINES || poll(&p, 1, WAIT_MS) == 0))
		hw_maps_keep();
}

bool hw_maps_check(struct hw_warnings *warnings)
{
	bool is_sound = true;

	for (size_t i = 0; i < GUARDS; i++) {
		struct guard *g = &guards[i];

		if (!atomic_load(&g->is_damaged))
			continue;
		is_sound = false;
		if (!g->is_told)
			hw_warn(warnings, "file-changed", hw_text_of(g->path), 0,
				"another program changed it while it was read");
		g->is_told = true;
	}
	return is_sound;
}
