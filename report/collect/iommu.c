// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/iommu.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/list.h"

struct hw_text hw_iommu_group(struct hw_root *root, const struct hw_device *device,
			      struct hw_arena *arena)
{
	struct hw_text link;
	struct hw_text target;

	if (!device->syspath.n)
		return HW_NO_TEXT;
	link = hw_arena_printf(arena, "%.*s/iommu_group",
			       HW_TEXT_ARG(hw_text_from(device->syspath, 1)));
	if (!link.s || hw_root_readlink(root, link.s, arena, &target) < 0)
		return HW_NO_TEXT;
	return hw_path_base(target);
}

/* A recording may have the links of the devices alone. */
static bool has_links(struct hw_root *root, struct hw_arena *arena)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct hw_warnings warnings = {0};
	struct hw_device_list all = {0};
	bool has = false;

	if (hw_sysfs_scan(root, &scan, arena, &warnings, &all) == 0)
		for (size_t i = 0; i < all.n && !has; i++)
			has = hw_iommu_group(root, &all.v[i], arena).n > 0;
	hw_warnings_done(&warnings);
	return has;
}

enum hw_tristate hw_iommu_is_on(struct hw_root *root, bool is_dump,
				struct hw_arena *arena)
{
	struct hw_text *names;
	size_t n = 0;

	if ((hw_root_list(root, "sys/kernel/iommu_groups", arena, &names, &n) == 0 &&
	     n > 0) ||
	    has_links(root, arena))
		return HW_YES;
	return is_dump ? HW_UNKNOWN : HW_NO;
}

struct member {
	struct hw_text group;
	struct hw_device device;
	/* in the list before: the order within a group */
	size_t at;
};

static int by_group(const void *a, const void *b)
{
	const struct member *x = a;
	const struct member *y = b;
	int c = hw_natural_cmp(x->group, y->group);

	return c ? c : (x->at > y->at) - (x->at < y->at);
}

static bool is_wanted(struct hw_root *root, const struct hw_device_list *wanted,
		      struct hw_text group, struct hw_arena *arena)
{
	for (size_t i = 0; wanted && i < wanted->n; i++)
		if (hw_text_eq(hw_iommu_group(root, &wanted->v[i], arena), group))
			return true;
	return !wanted;
}

int hw_iommu_narrow(struct hw_root *root, const struct hw_device_list *wanted,
		    struct hw_plan *plan)
{
	struct hw_arena *arena = &plan->arena;
	struct hw_device *devices = HW_ARENA_NEW(arena, struct hw_device, plan->list.n);
	struct member *v = HW_ARENA_NEW(arena, struct member, plan->list.n);
	size_t n = 0;

	if (plan->list.n && (!devices || !v))
		return -ENOMEM;
	for (size_t i = 0; i < plan->list.n; i++) {
		struct hw_text group = hw_iommu_group(root, &plan->list.v[i], arena);

		if (group.n && is_wanted(root, wanted, group, arena))
			v[n++] = (struct member){group, plan->list.v[i], i};
	}
	if (n)
		qsort(v, n, sizeof(*v), by_group);
	for (size_t i = 0; i < n; i++)
		devices[i] = v[i].device;
	plan->list = (struct hw_device_list){devices, n};
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/*
 * A bridge stays with the host: its driver leaves DMA to others (driver_managed_dma of
 * pcie_portdriver, drivers/pci/pcie/portdrv.c), and vfio does not take one
 * (vfio_pci_core_register_device() wants PCI_HEADER_TYPE_NORMAL).
 */
static bool is_bridge(const struct hw_device *d)
{
	/* to PCI, and to CardBus: the other bridges are ordinary functions */
	static const char *const classes[] = {"bc06sc04", "bc06sc07"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		if (d->modalias.n && hw_bus_address(d->bus) == HW_ADDRESS_PCI &&
		    memmem(d->modalias.s, d->modalias.n, classes[i], strlen(classes[i])))
			return true;
	return false;
}

struct hw_text hw_iommu_sentence(struct hw_root *root, const struct hw_plan *plan,
				 const struct hw_device *device, enum hw_tristate on,
				 struct hw_arena *arena)
{
	struct hw_text group = hw_iommu_group(root, device, arena);
	struct hw_list others = {.arena = arena, .between = ", "};
	struct hw_text all;

	if (!group.n)
		return hw_arena_printf(
			arena, "%.*s is in no IOMMU group%s.", HW_TEXT_ARG(device->id),
			on == HW_YES ? ""
			: on == HW_NO
				? ": the machine has no IOMMU, or it is switched off"
				: " that was read: what was read tells none");
	if (is_bridge(device))
		return hw_arena_printf(
			arena, "%.*s is a bridge, which no virtual machine can have.",
			HW_TEXT_ARG(device->id));
	for (size_t i = 0; i < plan->list.n; i++) {
		const struct hw_device *d = &plan->list.v[i];

		if (!hw_text_eq(d->id, device->id) && !is_bridge(d) &&
		    hw_text_eq(hw_iommu_group(root, d, arena), group))
			hw_list_add(&others, d->id);
	}
	all = hw_list_text(&others);
	if (!all.n)
		return hw_arena_printf(arena,
				       "A virtual machine can have %.*s alone: no other "
				       "device in group %.*s needs to go with it.",
				       HW_TEXT_ARG(device->id), HW_TEXT_ARG(group));
	return hw_arena_printf(arena,
			       "A virtual machine that has %.*s must have %.*s too, or "
			       "leave %s without a driver: they are in group %.*s.",
			       HW_TEXT_ARG(device->id), HW_TEXT_ARG(all),
			       others.n == 1 ? "it" : "these", HW_TEXT_ARG(group));
}
