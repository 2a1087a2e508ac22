// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/machine/machine.h"

/*
 * What a worker has of its own: the memory of what was asked of modules, and libudev's
 * handle, which keeps its last answer. All else is read before. libudev(3): "Multiple
 * independent objects may be used from different threads in parallel."
 */

int hw_machine_share(struct hw_machine *m)
{
	const struct hw_text any = HW_TEXT("any");
	const struct hw_modprobe *modprobe;
	struct hw_arena scratch = {0};
	int r = hw_machine_modprobe(m, &modprobe);

	if (r == 0)
		r = hw_ids_index(m->databases.pci);
	if (r == 0)
		r = hw_ids_index(m->databases.usb);
	/* asked once here, they tell of files that cannot be read */
	hw_modules_is_builtin(m->modules, any);
	hw_modules_is_available(m->modules, any);
	hw_pnp_vendor(m->databases.pnp, any);
	hw_hwdb_get(m->databases.hwdb, any, "", &scratch);
	hw_arena_done(&scratch);
	return r;
}

int hw_machine_borrow(const struct hw_machine *machine, struct hw_machine *ret)
{
	struct hw_machine m = *machine;
	int r;

	m.arena = (struct hw_arena){0};
	m.privacy = (struct hw_privacy){0};
	m.warnings = NULL;
	m.source_count = 0;
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
	*ret = m;
	return 0;
}

void hw_machine_return(struct hw_machine *borrowed)
{
	hw_modules_close(borrowed->modules);
	hw_hwdb_close(borrowed->databases.hwdb);
	hw_arena_done(&borrowed->arena);
	*borrowed = (struct hw_machine){0};
}
