// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/sources/all_devices.h"

void hw_all_devices_done(struct hw_all_devices *all)
{
	if (!all)
		return;
	hw_arena_done(&all->arena);
	*all = (struct hw_all_devices){0};
}

void hw_all_devices_list(struct hw_machine *m, const struct hw_scan *scan,
			 const struct hw_device_list *list)
{
	struct hw_all_devices *all = m->all_devices;

	if (!all)
		return;
	hw_all_devices_done(all);
	hw_root_forget(m->root);
	all->listed = (struct hw_known){*scan, *list};
	if (!scan->bus && scan->depth >= HW_SCAN_ALL) {
		all->all = *list;
		all->is_read = true;
	}
}

void hw_all_devices_unlist(struct hw_machine *m, const struct hw_device *v)
{
	if (m->all_devices && v && m->all_devices->listed.list.v == v)
		hw_all_devices_done(m->all_devices);
}

const struct hw_known *hw_all_devices_listed(const struct hw_machine *m)
{
	return m->all_devices && m->all_devices->listed.list.n ? &m->all_devices->listed
							       : NULL;
}

int hw_all_devices_read(const struct hw_machine *m, struct hw_arena *arena,
			struct hw_device_list *ret)
{
	struct hw_all_devices *all = m->all_devices;
	const struct hw_scan scan = {
		.depth = HW_SCAN_ALL,
		.known = hw_all_devices_listed(m),
	};
	int r;

	if (all && all->is_read) {
		*ret = all->all;
		return 0;
	}
	r = hw_sysfs_scan(m->root, &scan, all ? &all->arena : arena, NULL, ret);
	if (r == 0 && all) {
		all->all = *ret;
		all->is_read = true;
	}
	return r;
}
