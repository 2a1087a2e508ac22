/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_IDENTIFY_H
#define HWALIAS_REPORT_COLLECT_IDENTIFY_H

#include "report/machine/machine.h"

/*
 * What a device is, by what sysfs tells of it: fills `record->modalias` and `record->ids`
 * from `record->device`. Lifetime: the arena's. Errors: the arena's sticky failure.
 */
void hw_identify(struct hw_machine *machine, struct hw_arena *arena,
		 struct hw_record *record);

#endif
