/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_UNLISTED_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_UNLISTED_H

#include "report/machine/sources/sources.h"
#include "report/verdict/signs.h"

/*
 * Module files that modules.dep does not list, as depmod was not run since they came. For
 * a device that no module claims: one that says in its file that it claims it; else one
 * in a place for others' modules (updates/, extra/ …, depmod.d(5)) whose file does not
 * tell, as in a recording. The directory is walked once a report.
 *
 * Fills signs->unlisted_file and signs->unlisted_claims. Lifetime: the machine's.
 */
void hw_unlisted_find(struct hw_machine *machine, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs);

/* NULL is fine. */
void hw_unlisted_close(struct hw_unlisted *unlisted);

#endif
