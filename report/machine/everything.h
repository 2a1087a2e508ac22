/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_EVERYTHING_H
#define HWALIAS_REPORT_MACHINE_EVERYTHING_H

#include "report/machine/machine.h"

/*
 * All devices of the machine, HW_SCAN_EVERYTHING, whatever a report lists: what is
 * private of them gets its numbers in their order, and public words are looked for in
 * their names. They are listed once for each list that a report makes, and what that has
 * read is not read again. A zeroed struct is valid.
 */
struct hw_everything {
	/* of a report; {NULL}: there is none now */
	struct hw_device_list listed;
	/* of all that is below */
	struct hw_arena arena;
	struct hw_device_list all;
	bool is_read;
};

/* From now on a report has this list, whose devices outlive hw_everything_unlist(). */
void hw_everything_list(struct hw_machine *machine, const struct hw_device_list *list);

/* The list ends, if it is that of the report. */
void hw_everything_unlist(struct hw_machine *machine, const struct hw_device *v);

/* NULL is fine. */
void hw_everything_done(struct hw_everything *everything);

/*
 * Lists them. Nothing is warned of. Lifetime: until the report's list begins or ends; of a
 * worker's machine, the arena's. Errors: those of hw_sysfs_scan().
 */
int hw_everything_read(const struct hw_machine *machine, struct hw_arena *arena,
		       struct hw_device_list *ret);

#endif
