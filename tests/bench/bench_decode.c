// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Time to split one modalias into fields, beside sscanf() on the same string with the
 * kernel's own format: medians of interleaved rounds, in nanoseconds.
 *
 * Usage: bench_decode [ROUNDS]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "decoders/modalias.h"

#define ROUNDS_MAX  101
#define CALLS_ROUND 20000

static const char pci[] = "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A";
static const char usb[] = "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip02in01";

static unsigned scan_pci(const char *s)
{
	unsigned v[7];
	int n = sscanf(s, "pci:v%8xd%8xsv%8xsd%8xbc%2xsc%2xi%2x", &v[0], &v[1], &v[2],
		       &v[3], &v[4], &v[5], &v[6]);

	return n == 7 ? v[1] : 0;
}

static unsigned scan_usb(const char *s)
{
	unsigned v[10];
	int n = sscanf(s, "usb:v%4xp%4xd%4xdc%2xdsc%2xdp%2xic%2xisc%2xip%2xin%2x", &v[0],
		       &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8], &v[9]);

	return n == 10 ? v[1] : 0;
}

static unsigned decode(const char *s)
{
	struct hw_modalias m;

	return hw_decode(hw_text_of(s), &m) ? (unsigned)m.fields[1].value : 0;
}

static const struct {
	const char *name;
	const char *string;
	unsigned (*call)(const char *s);
	unsigned expected;
} rows[] = {
	{"pci hw_decode", pci, decode, 0x24db},
	{"pci sscanf", pci, scan_pci, 0x24db},
	{"usb hw_decode", usb, decode, 0xc52b},
	{"usb sscanf", usb, scan_usb, 0xc52b},
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	static double times[HW_ARRAY_SIZE(rows)][ROUNDS_MAX];
	int rounds = argc > 1 ? atoi(argv[1]) : 21;

	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 2;
	for (int r = 0; r < rounds; r++) {
		for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
			double start = now();

			for (int n = 0; n < CALLS_ROUND; n++)
				if (rows[i].call(rows[i].string) != rows[i].expected)
					return 1;
			times[i][r] = (now() - start) / CALLS_ROUND;
		}
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		qsort(times[i], (size_t)rounds, sizeof(double), compare);
		printf("%-14s %7.1f ns  (%.1f to %.1f)\n", rows[i].name,
		       times[i][rounds / 2], times[i][0], times[i][rounds - 1]);
	}
	return 0;
}
