// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What names cost, with the id files of this machine: to open them and ask for one name,
 * as a report does; to index them; and a look-up among very many in random order.
 * Medians of interleaved rounds.
 *
 * Usage: bench_ids [ROUNDS]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "data/ids/ids.h"
#include "decoders/text/text.h"

#define ROUNDS_MAX  101
#define CALLS_ROUND 20000

/* What is looked up, and in which file. */
struct bench {
	struct hw_root *root;
	struct hw_ids *pci;
	/* devices that are listed */
	size_t n;
	struct hw_ids_entry *devices;
	unsigned seed;
	/* so that look-ups cannot be left out */
	size_t sum;
};

static unsigned next(struct bench *b)
{
	b->seed = b->seed * 1664525U + 1013904223U;
	return b->seed >> 8;
}

static struct hw_ids *open_ids(const struct bench *b, enum hw_ids_kind kind)
{
	struct hw_ids *ids = NULL;

	hw_ids_find(b->root, kind, NULL, &ids);
	return ids;
}

static void first_pci(struct bench *b)
{
	struct hw_ids *ids = open_ids(b, HW_IDS_PCI);

	b->sum += hw_ids_device(ids, 0x8086, 0x24db).n;
	hw_ids_close(ids);
}

static void first_usb(struct bench *b)
{
	struct hw_ids *ids = open_ids(b, HW_IDS_USB);

	b->sum += hw_ids_device(ids, 0x046d, 0xc52b).n;
	hw_ids_close(ids);
}

static void index_pci(struct bench *b)
{
	struct hw_ids *ids = open_ids(b, HW_IDS_PCI);

	b->sum += (size_t)hw_ids_index(ids);
	hw_ids_close(ids);
}

static void vendors(struct bench *b)
{
	for (int i = 0; i < CALLS_ROUND; i++)
		b->sum += hw_ids_vendor(b->pci, b->devices[next(b) % b->n].vendor).n;
}

static void devices(struct bench *b)
{
	for (int i = 0; i < CALLS_ROUND; i++) {
		const struct hw_ids_entry *e = &b->devices[next(b) % b->n];

		b->sum += hw_ids_device(b->pci, e->vendor, e->device).n;
	}
}

static void same_device(struct bench *b)
{
	for (int i = 0; i < CALLS_ROUND; i++)
		b->sum += hw_ids_device(b->pci, 0x8086, 0x24db).n;
}

static void not_listed(struct bench *b)
{
	for (int i = 0; i < CALLS_ROUND; i++)
		b->sum += hw_ids_device(b->pci, b->devices[next(b) % b->n].vendor,
					(uint16_t)next(b))
				  .n;
}

/* Of these most have none by that id: then all that are below the device are read. */
static void subsystems(struct bench *b)
{
	for (int i = 0; i < CALLS_ROUND; i++) {
		const struct hw_ids_entry *e = &b->devices[next(b) % b->n];

		b->sum += hw_ids_subsystem(b->pci, e->vendor, e->device, 0x1028,
					   (uint16_t)next(b))
				  .n;
	}
}

static const struct {
	const char *name;
	void (*run)(struct bench *b);
	/* what the time is divided by, and its unit */
	int calls;
	const char *unit;
} rows[] = {
	{"pci.ids: open, first device", first_pci, 1000, "us"},
	{"usb.ids: open, first device", first_usb, 1000, "us"},
	{"pci.ids: open, index", index_pci, 1000, "us"},
	{"a vendor", vendors, CALLS_ROUND, "ns"},
	{"a device", devices, CALLS_ROUND, "ns"},
	{"the same device again", same_device, CALLS_ROUND, "ns"},
	{"a device that is not listed", not_listed, CALLS_ROUND, "ns"},
	{"a subsystem", subsystems, CALLS_ROUND, "ns"},
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

#define DEVICES_MAX 65536
static void note(void *arg, const struct hw_ids_entry *entry)
{
	struct bench *b = arg;

	if (entry->is_device && b->n < DEVICES_MAX)
		b->devices[b->n++] = *entry;
}

int main(int argc, char **argv)
{
	static double times[HW_ARRAY_SIZE(rows)][ROUNDS_MAX];
	static struct hw_ids_entry devices_of_file[DEVICES_MAX];
	struct bench b = {.devices = devices_of_file};
	int rounds = argc > 1 ? atoi(argv[1]) : 21;

	if (rounds < 1 || rounds > ROUNDS_MAX || hw_root_open("/", &b.root) < 0)
		return 2;
	b.pci = open_ids(&b, HW_IDS_PCI);
	hw_ids_each(b.pci, note, &b);
	if (!b.n) {
		puts("bench_ids: no pci.ids here");
		return 0;
	}
	for (int r = 0; r < rounds; r++) {
		for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
			double start = now();

			rows[i].run(&b);
			times[i][r] = (now() - start) / rows[i].calls;
		}
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		qsort(times[i], (size_t)rounds, sizeof(double), compare);
		printf("%-28s %7.1f %s  (%.1f to %.1f)\n", rows[i].name,
		       times[i][rounds / 2], rows[i].unit, times[i][0],
		       times[i][rounds - 1]);
	}
	hw_ids_close(b.pci);
	hw_root_close(b.root);
	return b.sum ? 0 : 1;
}
