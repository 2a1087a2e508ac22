/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_INTERNAL_H
#define HWALIAS_REPORT_COLLECT_INTERNAL_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"
#include "report/verdict/verdict.h"

/*
 * The steps of a record, each of which needs those before it:
 *
 *	hw_identify()		modalias, ids
 *	hw_candidates_fill()	candidates (report/collect/candidates.h)
 *	hw_facts_collect()	what a verdict looks at, with the blockers of candidates
 */

/*
 * Fills `record->modalias` and `record->ids` from `record->device`. Lifetime: the
 * arena's. Errors: the arena records them.
 */
void hw_identify(struct hw_machine *machine, struct hw_arena *arena,
		 struct hw_record *record);

/* --- Blockers --- */

/* Where a blocker is and what it is about. Lifetime: the configuration's and the
 * arena's. */
struct hw_block hw_blocker_describe(const struct hw_blocker *blocker,
				    struct hw_text module, struct hw_arena *arena);

/*
 * Finds all that keeps the candidates from being loaded: blockers of the module itself
 * and of the modules that it needs, which modprobe loads first, and missing files of
 * these. A module that is loaded cannot be blocked, one that is built in only by
 * initcall_blacklist=.
 *
 * Fills `blockers` and `missing` of each candidate, and `blocked` where only a module
 * that it needs is blocked. `missing` only `with_files`, as each module costs a question
 * to the file system. To be called for a device without a driver. Lifetime: the machine's
 * and the arena's. Errors: -ENOMEM.
 */
int hw_blockers_find(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record, bool with_files);

/* --- Signs --- */

/* How fast the device's link runs against what it can, and what errors were counted, in
 * slow_links.c. */
void hw_signs_find_slow(struct hw_machine *machine, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs);

/* --- Facts --- */

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

#endif
