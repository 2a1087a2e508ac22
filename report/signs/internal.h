/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_INTERNAL_H
#define HWALIAS_REPORT_SIGNS_INTERNAL_H

#include "report/signs/signs.h"

/* How fast the device's link runs against what it can, and what errors were counted, in
 * slow_links.c. */
void hw_signs_find_slow(struct hw_machine *machine, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs);

#endif
