/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_PACKAGES_H
#define HWALIAS_REPORT_COLLECT_PACKAGES_H

#include "report/machine/machine.h"
#include "report/verdict/verdict.h"

/*
 * Which packages of the distribution would help a device (data/packages/packages.h).
 * Lists of packages are big, so only a device that needs attention should ask, or that
 * the user named.
 */

/*
 * Sets the packages of the record and of the facts: those that have the firmware that the
 * device lacks, or the file of its module; those that say they are for it if it has no
 * driver and needs attention or is claimed by no module, or if `all`. Lifetime: the
 * arena's. Errors: the arena's.
 */
void hw_packages_of_device(struct hw_machine *machine, struct hw_arena *arena,
			   struct hw_record *record, struct hw_facts *facts, bool all);

/* Sets the packages of a record of ids, or of a string: those that have the file of a
 * module that claims it and is not there, and those whose pattern `match` accepts, or
 * that fit the modalias as it stands. */
void hw_packages_of_ids(struct hw_machine *machine, struct hw_arena *arena,
			struct hw_text modalias, hw_package_match *match, void *arg,
			struct hw_record *record);

#endif
