/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_FACTS_H
#define HWALIAS_REPORT_COLLECT_FACTS_H

#include "report/machine/machine.h"

/* The facts of a verdict: what sysfs tells beside the record. */

/*
 * Fills `record->verdict`; all else of the record is there by now. `is_device` is false
 * for a bare string. Lifetime: the arena's.
 */
void hw_facts_judge(struct hw_machine *machine, struct hw_arena *arena,
		    struct hw_record *record, bool is_device);

#endif
