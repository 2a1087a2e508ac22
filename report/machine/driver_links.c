// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/driver_links.h"

/* Whether a driver of the bus has the link to its module. */
static bool bus_tells_modules(struct hw_machine *m, struct hw_text bus,
			      struct hw_arena *arena)
{
	struct hw_text drivers =
		hw_arena_printf(arena, "sys/bus/%.*s/drivers", HW_TEXT_ARG(bus));
	struct hw_text *names;
	size_t n = 0;

	if (!drivers.s || hw_root_list(m->root, drivers.s, arena, &names, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct hw_text link = hw_arena_printf(arena, "%s/%.*s/module", drivers.s,
						      HW_TEXT_ARG(names[i]));
		struct hw_text target;

		if (link.s && hw_root_readlink(m->root, link.s, arena, &target) == 0)
			return true;
	}
	return false;
}

bool hw_machine_tells_no_modules(struct hw_machine *m)
{
	struct hw_arena arena = {0};
	struct hw_text *buses;
	/* strings are of no machine */
	bool tells = m->is_live || m->is_dump || !m->root;
	size_t n = 0;

	if (!tells && hw_root_list(m->root, "sys/bus", &arena, &buses, &n) < 0)
		n = 0;
	for (size_t i = 0; !tells && i < n; i++)
		tells = bus_tells_modules(m, buses[i], &arena);
	hw_arena_done(&arena);
	return !tells;
}
