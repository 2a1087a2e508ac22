// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names of PCI vendors and devices: data/ids beside libpci, both with the same id file,
 * and the hardware database. The ids are lines "8086 24db"; a result is such a
 * line, the vendor's name and the device's, parted by tabs.
 */
#include "side.h"

#include <stdarg.h>
#include <stdlib.h>

#include <pci/pci.h>

#include "data/ids/hwdb.h"
#include "data/ids/ids.h"

#define FLAGS (PCI_LOOKUP_NO_NUMBERS | PCI_LOOKUP_NO_HWDB)

struct pair {
	uint16_t vendor;
	uint16_t device;
};

struct name_state {
	const char *file;
	struct pair *pairs;
	size_t count;
	struct hw_root *root;
	struct hw_ids *ids;
	struct hw_hwdb *hwdb;
	struct pci_access *pci;
	struct hw_arena arena;
};

static struct name_state *open_pairs(const char *path)
{
	struct name_state *state = bench_new(sizeof(*state));
	struct bench_lines text = bench_read_lines(path);

	if (hw_root_open("/", &state->root) < 0)
		bench_fail("cannot open /");
	state->count = text.count;
	state->pairs = bench_new(text.count * sizeof(*state->pairs));
	for (size_t i = 0; i < text.count; i++) {
		struct pair *pair = &state->pairs[i];

		if (sscanf(text.lines[i].s, "%4hx %4hx", &pair->vendor, &pair->device) !=
		    2)
			bench_fail("%s:%zu: not two ids", path, i + 1);
	}
	bench_free_lines(text);
	return state;
}

static void *open_ids_file(char **arguments)
{
	struct name_state *state = open_pairs(arguments[1]);

	state->file = arguments[0];
	return state;
}

static void close_ids(struct name_state *state)
{
	hw_ids_close(state->ids);
	state->ids = NULL;
	if (state->pci)
		pci_cleanup(state->pci);
	state->pci = NULL;
}

static void close_state(void *arg)
{
	struct name_state *state = arg;

	close_ids(state);
	hw_hwdb_close(state->hwdb);
	hw_arena_done(&state->arena);
	hw_root_close(state->root);
	free(state->pairs);
	free(state);
}

static void dump_names(FILE *dump, struct pair pair, struct hw_text vendor,
		       struct hw_text device)
{
	fprintf(dump, "%04x %04x\t%.*s\t%.*s\n", pair.vendor, pair.device,
		HW_TEXT_ARG(vendor), HW_TEXT_ARG(device));
}

static void load_ids(struct name_state *state)
{
	/* a path below the root has no leading slash */
	if (hw_ids_open(state->root, state->file + 1, HW_IDS_PCI, NULL, &state->ids) < 0)
		bench_fail("cannot read %s", state->file);
}

static size_t ids(void *arg, FILE *dump)
{
	struct name_state *state = arg;
	size_t sum = 0;

	for (size_t i = 0; i < state->count; i++) {
		struct pair p = state->pairs[i];
		struct hw_text vendor = hw_ids_vendor(state->ids, p.vendor);
		struct hw_text device = hw_ids_device(state->ids, p.vendor, p.device);

		sum += vendor.n + device.n;
		if (dump)
			dump_names(dump, p, vendor, device);
	}
	return sum;
}

static void *open_ids(char **arguments)
{
	struct name_state *state = open_ids_file(arguments);

	load_ids(state);
	return state;
}

static size_t ids_load(void *arg, FILE *dump)
{
	struct name_state *state = arg;
	size_t sum;

	load_ids(state);
	sum = ids(state, dump);
	close_ids(state);
	return sum;
}

__attribute__((format(printf, 1, 2), noreturn)) static void on_error(char *format, ...)
{
	(void)format;
	bench_fail("libpci refuses the id file");
}

static void load_libpci(struct name_state *state)
{
	state->pci = pci_alloc();
	state->pci->error = on_error;
	/* its default is the user's cache of names from the network */
	state->pci->id_lookup_mode = 0;
	pci_set_name_list_path(state->pci, strdup(state->file), 1);
	if (!pci_load_name_list(state->pci))
		bench_fail("libpci cannot read %s", state->file);
}

static size_t libpci(void *arg, FILE *dump)
{
	struct name_state *state = arg;
	char vendor[256];
	char device[256];
	size_t sum = 0;

	for (size_t i = 0; i < state->count; i++) {
		struct pair p = state->pairs[i];
		struct hw_text v =
			hw_text_of(pci_lookup_name(state->pci, vendor, sizeof(vendor),
						   PCI_LOOKUP_VENDOR | FLAGS, p.vendor));
		struct hw_text d = hw_text_of(
			pci_lookup_name(state->pci, device, sizeof(device),
					PCI_LOOKUP_DEVICE | FLAGS, p.vendor, p.device));

		sum += v.n + d.n;
		if (dump)
			dump_names(dump, p, v, d);
	}
	return sum;
}

static void *open_libpci(char **arguments)
{
	struct name_state *state = open_ids_file(arguments);

	load_libpci(state);
	return state;
}

static size_t libpci_load(void *arg, FILE *dump)
{
	struct name_state *state = arg;
	size_t sum;

	load_libpci(state);
	sum = libpci(state, dump);
	close_ids(state);
	return sum;
}

/* Its names were made of an id file of another day. */
static size_t hwdb(void *arg, FILE *dump)
{
	struct name_state *state = arg;
	size_t sum = 0;

	for (size_t i = 0; i < state->count; i++) {
		struct pair p = state->pairs[i];
		char key[64];
		struct hw_text text = {key, 0};
		struct hw_text vendor;
		struct hw_text device;

		text.n = (size_t)snprintf(key, sizeof(key), "pci:v%08Xd%08X*",
					  (unsigned)p.vendor, (unsigned)p.device);
		hw_arena_reset(&state->arena);
		vendor = hw_hwdb_get(state->hwdb, text, "ID_VENDOR_FROM_DATABASE",
				     &state->arena);
		device = hw_hwdb_get(state->hwdb, text, "ID_MODEL_FROM_DATABASE",
				     &state->arena);
		sum += vendor.n + device.n;
		if (dump)
			dump_names(dump, p, vendor, device);
	}
	return sum;
}

static void *open_hwdb(char **arguments)
{
	struct name_state *state = open_pairs(arguments[0]);

	if (hw_hwdb_find(state->root, NULL, &state->hwdb) < 0)
		bench_skip("no hwdb.bin here");
	return state;
}

#define SIDE(title, opener, work)                                                        \
	{                                                                                \
		.name = title, .arguments = "PCI.IDS IDS", .argument_count = 2,          \
		.open = opener, .pass = work, .close = close_state                       \
	}

const struct bench_side bench_ids = SIDE("ids", open_ids, ids);
const struct bench_side bench_ids_load = SIDE("ids-load", open_ids_file, ids_load);
const struct bench_side bench_libpci = SIDE("libpci", open_libpci, libpci);
const struct bench_side bench_libpci_load =
	SIDE("libpci-load", open_ids_file, libpci_load);
const struct bench_side bench_hwdb = {
	.name = "hwdb",
	.arguments = "IDS",
	.argument_count = 1,
	.open = open_hwdb,
	.pass = hwdb,
	.close = close_state,
};
