/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_IOMMU_H
#define HWALIAS_REPORT_COLLECT_IOMMU_H

#include "report/collect/collect.h"

/*
 * Groups of devices that the IOMMU cannot keep apart, so that only all of them together
 * can be given to a virtual machine (Documentation/driver-api/vfio.rst):
 *
 *     sys/devices/…/0000:01:00.0/iommu_group -> ../../../../kernel/iommu_groups/13
 */

/* The number of the device's group, a text; absent: it is in none. Lifetime: the arena's.
 */
struct hw_text hw_iommu_group(struct hw_root *root, const struct hw_device *device,
			      struct hw_arena *arena);

/* Whether any device of the machine is in a group; unknown: the text of another tool
 * tells of none. */
enum hw_tristate hw_iommu_is_on(struct hw_root *root, bool is_dump,
				struct hw_arena *arena);

/*
 * Leaves in the plan the devices that are in a group, sorted by it; with `wanted`, only
 * those in the groups of these. Errors: -ENOMEM.
 */
int hw_iommu_narrow(struct hw_root *root, const struct hw_device_list *wanted,
		    struct hw_plan *plan);

/*
 * What else a virtual machine must have with `device`, as a sentence. `plan` is that of
 * hw_iommu_narrow(), `on` that of hw_iommu_is_on(). Lifetime: the arena's.
 */
struct hw_text hw_iommu_sentence(struct hw_root *root, const struct hw_plan *plan,
				 const struct hw_device *device, enum hw_tristate on,
				 struct hw_arena *arena);

#endif
