/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_SIGNS_H
#define HWALIAS_REPORT_SIGNS_SIGNS_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"

/* Most candidates of which signs are looked for, the first ones: each costs a search. */
#define HW_SIGNS_CANDIDATES_MAX ((size_t)64)

/*
 * Looks for the signs of one device. Reads its attributes, the kernel log (once a report)
 * and modprobe's configuration; never a device node, and `config` only of a recorded
 * machine or of a device that is awake. Lifetime: the arena's and the machine's. What
 * cannot be read is no sign. Errors: the arena's sticky failure.
 */
void hw_signs_find(struct hw_machine *machine, struct hw_arena *arena,
		   const struct hw_signs_of *of, struct hw_signs *ret);

#endif
