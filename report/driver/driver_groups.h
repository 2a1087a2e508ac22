/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DRIVER_DRIVER_GROUPS_H
#define HWALIAS_REPORT_DRIVER_DRIVER_GROUPS_H

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

#endif
