/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_WATCH_OWN_NAMES_H
#define HWALIAS_REPORT_WATCH_OWN_NAMES_H

#include "report/record.h"

/*
 * Names that devices say of themselves, which sysfs has no more when they are gone. One
 * of each device that is there, so that a line of its end has the name that the line of
 * its coming had.
 */
struct hw_own_name {
	/* of the texts */
	char *memory;
	struct hw_text syspath;
	/* absent: a database has it */
	struct hw_name names[HW_NAME_COUNT];
};

struct hw_own_names {
	struct hw_own_name *v;
	size_t n;
	size_t room;
};

/* Keeps the names of a record that its device says, in the place of those that were kept
 * of its path. Errors: -ENOMEM. */
int hw_own_names_keep(struct hw_own_names *names, const struct hw_record *record);

/* Gives the names to the record of a device that has gone. Lifetime: until the next call
 * with its path. */
void hw_own_names_fill(const struct hw_own_names *names, struct hw_record *record);

/* A path that is not there is fine. */
void hw_own_names_drop(struct hw_own_names *names, struct hw_text syspath);

void hw_own_names_done(struct hw_own_names *names);

#endif
