/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DRIVER_DRIVER_FIND_H
#define HWALIAS_REPORT_DRIVER_DRIVER_FIND_H

#include "report/driver/driver.h"

/* Internal to report/driver/driver.c and report/driver/driver_aliases.c. */

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

/* Names of modules: '-' and '_' are alike. */
bool hw_driver_same_name(struct hw_text a, struct hw_text b);

/*
 * The aliases of all drivers, named and sorted: of a file its own, of the others those of
 * the tables; one that has any is found. Errors: -ENOMEM.
 */
int hw_driver_add_aliases(struct hw_driver_finder *f);

#endif
