/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_INTERNAL_H
#define HWALIAS_REPORT_COLLECT_INTERNAL_H

#include "report/machine/machine.h"
#include "report/verdict/verdict.h"

/*
 * The steps of a record, each of which needs those before it:
 *
 *	hw_identify()		modalias, ids
 *	hw_candidates_fill()	candidates (report/candidates/candidates.h)
 *	hw_facts_collect()	what a verdict looks at, with the blockers of candidates
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

#endif
