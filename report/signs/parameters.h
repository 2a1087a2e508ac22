/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_PARAMETERS_H
#define HWALIAS_REPORT_SIGNS_PARAMETERS_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"

/*
 * Options of modules and words of the kernel command line that explain why a device has
 * no driver, or not the one that the configuration keeps it for. What names the device or
 * its driver stops it; what concerns all devices is only noted beside another finding.
 *
 * Fills signs->parameter and its like, signs->noted_parameter, signs->reserved_for_vfio,
 * signs->iommu_off and signs->locked_by. Lifetime: the arena's and the machine's.
 */
void hw_parameters_find(struct hw_machine *machine, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs);

#endif
