/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DRIVER_INTERNAL_H
#define HWALIAS_REPORT_DRIVER_INTERNAL_H

#include "report/driver/driver.h"

/* Aliases of one bus and one vendor. */
struct hw_driver_group {
	/* NULL: of no bus */
	const struct hw_bus *bus;
	/* absent: none has a name */
	struct hw_text vendor;
	/* the vendor, or the first of the patterns themselves */
	struct hw_text title;
	/* the first alias of the group */
	size_t first;
	size_t count;
};

/*
 * Sums up the aliases of a driver: by bus, the biggest group first; the small ones of a
 * bus with many become one. Returns their number. Lifetime: the arena's; without memory
 * there is none.
 */
size_t hw_driver_groups(const struct hw_driver *driver, struct hw_arena *arena,
			struct hw_driver_group **ret);

/* Internal to report/driver/driver.c and report/driver/aliases.c. */

/* What the steps below share. */
struct hw_driver_finder {
	struct hw_machine *machine;
	struct hw_arena *arena;
	struct hw_modinfo *modinfo;
	struct hw_firmware firmware;
	struct hw_drivers *drivers;
	/* the aliases of a file, as a table, by driver */
	struct hw_aliases **own;
};

/*
 * The aliases of all drivers, named and sorted: of a file its own, of the others those of
 * the tables, or what modinfo(8) told; one that has any is found. Errors: -ENOMEM.
 */
int hw_driver_add_aliases(struct hw_driver_finder *f);

#endif
