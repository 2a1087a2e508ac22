// SPDX-License-Identifier: GPL-2.0-or-later
/* What threads share that collect strings at the same time, and what each has of its own.
 */
#include <errno.h>

#include "report/machine/machine.h"

int hw_machine_prepare(struct hw_machine *machine, char *const strings[], size_t n)
{
	struct hw_arena arena = {0};
	struct hw_text *all;
	size_t count = n;
	size_t k = 0;
	int r = -ENOMEM;

	if (n == 0)
		return hw_aliases_index(machine->kernel.aliases);
	for (size_t i = 0; i < n; i++)
		for (const char *c = strings[i]; *c; c++)
			count += *c == '\n';
	all = HW_ARENA_NEW(&arena, struct hw_text, n + count);
	for (size_t i = 0; all && i < n; i++) {
		struct hw_text rest = hw_text_of(strings[i]);

		all[k++] = rest;
		while (rest.s)
			all[k++] = hw_text_cut(&rest, '\n');
	}
	if (all)
		r = hw_aliases_prepare(machine->kernel.aliases, all, k);
	hw_arena_done(&arena);
	return r;
}

/* Reads the tables that the first question would. */
static void read_tables(struct hw_modules *modules)
{
	const struct hw_text any = HW_TEXT("any");

	hw_modules_is_builtin(modules, any);
	hw_modules_is_available(modules, any);
}

/*
 * A worker has its own struct hw_modules, which caches answers, and its own handle of
 * libudev, which keeps the last answer. libudev(3): "Multiple independent objects may be
 * used from different threads in parallel." Workers share all else and only read it.
 */

int hw_machine_preload(struct hw_machine *m)
{
	const struct hw_text any = HW_TEXT("any");
	struct hw_arena scratch = {0};
	int r = hw_machine_words(m);

	if (r == 0)
		r = hw_ids_index(m->databases.pci);
	if (r == 0)
		r = hw_ids_index(m->databases.usb);
	/* the first look-up adds the warnings for files that cannot be read */
	read_tables(m->modules);
	hw_pnp_vendor(m->databases.pnp, any);
	hw_hwdb_get(m->databases.hwdb, any, "", &scratch);
	hw_acpi_vendor(m->databases.acpi, HW_TEXT("NONE"));
	hw_arena_done(&scratch);
	return r;
}

int hw_machine_clone(const struct hw_machine *machine, struct hw_machine *ret)
{
	struct hw_machine m = *machine;
	int r;

	m.arena = (struct hw_arena){0};
	m.privacy = (struct hw_privacy){
		.level = machine->privacy.level,
		.level_of_source = machine->privacy.level_of_source,
		.is_mixed = machine->privacy.is_mixed,
		.level_of_recording = machine->privacy.level_of_recording,
	};
	memcpy(m.privacy.recorded, machine->privacy.recorded, sizeof(m.privacy.recorded));
	m.warnings = NULL;
	m.source_count = 0;
	m.public_answers = NULL;
	m.all_devices = NULL;
	m.databases.hwdb = NULL;
	r = hw_modules_open(machine->strings_only ? NULL : m.root, m.kernel.root,
			    m.kernel.path.s, NULL, &m.modules);
	if (r < 0)
		return r;
	if (machine->databases.hwdb)
		r = hw_hwdb_find(m.live, NULL, &m.databases.hwdb);
	if (r == -ENOMEM) {
		hw_modules_close(m.modules);
		return r;
	}
	/* now, not when a line is there: all workers shall know the same file */
	read_tables(m.modules);
	*ret = m;
	return 0;
}

void hw_machine_clone_free(struct hw_machine *borrowed)
{
	hw_modules_close(borrowed->modules);
	hw_hwdb_close(borrowed->databases.hwdb);
	hw_arena_done(&borrowed->arena);
	*borrowed = (struct hw_machine){0};
}
