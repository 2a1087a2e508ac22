/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_INTERNAL_H
#define HWALIAS_REPORT_COLLECT_INTERNAL_H

#include "report/machine/machine.h"

/*
 * What a device is, by what sysfs tells of it: fills `record->modalias` and `record->ids`
 * from `record->device`. Lifetime: the arena's. Errors: the arena's sticky failure.
 */
void hw_identify(struct hw_machine *machine, struct hw_arena *arena,
		 struct hw_record *record);

/*
 * All that keeps a candidate from being loaded: of itself and of the modules that it
 * needs, which modprobe loads first, and a missing file among these. What is loaded or
 * built in by now is in nobody's way.
 */

/* Where an blocker is and what it is about. Lifetime: the configuration's and the
 * arena's. */
struct hw_block hw_blocker_describe(const struct hw_blocker *blocker,
				    struct hw_text module, struct hw_arena *arena);

/*
 * Fills `blockers` and `missing` of the candidates, all else of them is there; and
 * `blocked` where only what the module needs is blocked. Asked of devices without a
 * driver alone, and `missing` only `with_files`: each costs a question to the file
 * system. Lifetime: the machine's and the arena's. Errors: -ENOMEM.
 */
int hw_blockers_find(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record, bool with_files);

/* The facts of a verdict: what sysfs tells beside the record. */

/*
 * Fills `record->verdict`; all else of the record is there by now. `is_device` is false
 * for a bare string. Lifetime: the arena's.
 */
void hw_facts_judge(struct hw_machine *machine, struct hw_arena *arena,
		    struct hw_record *record, bool is_device);

#endif
