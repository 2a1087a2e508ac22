/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_INTERNAL_H
#define HWALIAS_REPORT_COLLECT_INTERNAL_H

#include "report/collect/collect.h"
#include "report/machine/machine.h"
#include "report/select/selection.h"
#include "report/verdict/verdict.h"

/*
 * The steps of a record, each of which needs those before it:
 *
 *	hw_identify()		modalias, ids
 *	hw_fill_names()		names
 *	hw_candidates_fill()	candidates (report/candidates/candidates.h)
 *	hw_facts_collect()	what a verdict looks at, with the blockers of candidates
 *	hw_judge()		the verdict
 *	hw_fill_attributes()	attributes, if they are asked for
 *	hw_prepare_privacy()	what hw_privacy_apply() has to know
 */

/*
 * Fills `record->modalias` and `record->ids` from `record->device`. Lifetime: the
 * arena's. Errors: the arena records them.
 */
void hw_identify(struct hw_machine *machine, struct hw_arena *arena,
		 struct hw_record *record);

/*
 * The attribute driver_override in the device's directory; absent or empty if none is
 * set. Lifetime: the arena's.
 */
struct hw_text hw_read_override(struct hw_machine *machine, struct hw_arena *arena,
				struct hw_text directory);

/*
 * The facts of the record and, of a device, those that only sysfs, modprobe's
 * configuration, firmware files and other kernels' tables have. Fills the blockers of
 * `record->candidates` too. `is_device` is false for a bare string. Lifetime: the
 * record's and the arena's.
 */
struct hw_facts hw_facts_collect(struct hw_machine *machine, struct hw_arena *arena,
				 struct hw_record *record, bool is_device);

/* --- names.c --- */

/* The names of the record and of its ids. Lifetime: the arena's. Errors: the arena
 * records them. */
void hw_fill_names(struct hw_machine *machine, struct hw_arena *arena,
		   struct hw_record *record);

/* --- judge.c --- */

/*
 * A list looks for signs, firmware and log of suspects alone, whose attention is then
 * that of `check`; of others attention_complete tells that `check` may say more.
 */
void hw_judge(struct hw_machine *machine, struct hw_arena *arena,
	      struct hw_record *record, bool is_device);

/* --- attributes.c --- */

/* Gives what is private in driver_override its number, before it is shown: of a bound
 * device it may be another text than the name of the driver, as whoever writes it need
 * not bind the device anew (driver_set_override(), drivers/base/driver.c). */
void hw_number_override(struct hw_machine *machine, struct hw_arena *arena,
			const struct hw_device *device);

/* Adds the attribute driver_override: the only driver that may bind, if one is set. */
void hw_add_override(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record);

/* Adds the attribute iommu_group: the number of the group that the device is in. */
void hw_add_group(struct hw_machine *machine, struct hw_arena *arena,
		  struct hw_record *record);

/* A USB device of which a list tells more. */
bool hw_is_told_usb(const struct hw_machine *machine, const struct hw_record *record);

/* Adds what the sources of -v tell. Errors: -ENOMEM. */
int hw_fill_attributes(struct hw_machine *machine, struct hw_arena *arena,
		       struct hw_record *record);

/* Counts the errors of a PCI function. */
void hw_count_errors(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record);

/* --- printed.c --- */

/* People give names to what it is, or to what it provides: these may be names of users
 * and of the host. Errors: -ENOMEM. */
int hw_prepare_privacy(struct hw_machine *machine, const struct hw_record *record);

/* Narrows the plan's list to the devices that -s names, by their own names or by those
 * that reports print. Errors: -ENOMEM. */
int hw_narrow_plan(struct hw_machine *machine, const struct hw_selection *selection,
		   struct hw_plan *plan);

#endif
