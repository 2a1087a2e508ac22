// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * To be preloaded: a machine on which all takes long. Each time that CLOCK_MONOTONIC is
 * asked for, $HWALIAS_CLOCK_STEP milliseconds have passed since the last time.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int clock_fn(clockid_t clock, struct timespec *ret);

static long asked;

int clock_gettime(clockid_t clock, struct timespec *ret)
{
	clock_fn *next = (clock_fn *)dlsym(RTLD_NEXT, "clock_gettime");
	const char *step = getenv("HWALIAS_CLOCK_STEP");
	int r = next(clock, ret);

	if (r == 0 && step && clock == CLOCK_MONOTONIC) {
		const long ms = strtol(step, NULL, 10) * ++asked;

		ret->tv_sec = 1000 + ms / 1000;
		ret->tv_nsec = ms % 1000 * 1000000;
	}
	return r;
}
