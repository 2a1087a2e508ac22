/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_SOURCES_ALL_DEVICES_H
#define HWALIAS_REPORT_MACHINE_SOURCES_ALL_DEVICES_H

#include "report/machine/sources/sources.h"

/*
 * All devices of the machine, HW_SCAN_ALL, whatever a report lists: what is private of
 * them gets its numbers in their order, and public words are looked for in their names.
 * The kernel's own bookkeeping, which it names by counting, has nothing of that; it may
 * be among them. What the report's list has is not read again. A zeroed struct is valid.
 */
struct hw_all_devices {
	/* the list of a report; without devices: there is none now */
	struct hw_known listed;
	/* of all that is below */
	struct hw_arena arena;
	struct hw_device_list all;
	bool is_read;
};

/* From now on a report has this list, which that scan told: what it has is valid until
 * hw_all_devices_unlist(). */
void hw_all_devices_list(struct hw_machine *machine, const struct hw_scan *scan,
			 const struct hw_device_list *list);

/* The list ends, if it is that of the report. */
void hw_all_devices_unlist(struct hw_machine *machine, const struct hw_device *v);

/* The report's list; NULL: there is none. */
const struct hw_known *hw_all_devices_listed(const struct hw_machine *machine);

/* NULL is fine. */
void hw_all_devices_done(struct hw_all_devices *all);

/*
 * Lists them. Nothing is warned of. Lifetime: until the report's list begins or ends; of
 * a worker's machine, the arena's. Errors: those of hw_sysfs_scan().
 */
int hw_all_devices_read(const struct hw_machine *machine, struct hw_arena *arena,
			struct hw_device_list *ret);

#endif
