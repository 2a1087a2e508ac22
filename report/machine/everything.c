// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/everything.h"

void hw_everything_done(struct hw_everything *e)
{
	if (!e)
		return;
	hw_arena_done(&e->arena);
	*e = (struct hw_everything){0};
}

void hw_everything_list(struct hw_machine *m, const struct hw_device_list *list)
{
	if (!m->everything)
		return;
	hw_everything_done(m->everything);
	m->everything->listed = *list;
	hw_root_forget(m->root);
}

void hw_everything_unlist(struct hw_machine *m, const struct hw_device *v)
{
	if (m->everything && v && m->everything->listed.v == v)
		hw_everything_done(m->everything);
}

int hw_everything_read(const struct hw_machine *m, struct hw_arena *arena,
		       struct hw_device_list *ret)
{
	struct hw_everything *e = m->everything;
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING,
				     .known = e ? &e->listed : NULL};
	int r;

	if (e && e->is_read) {
		*ret = e->all;
		return 0;
	}
	r = hw_sysfs_scan(m->root, &scan, e ? &e->arena : arena, NULL, ret);
	if (r == 0 && e) {
		e->all = *ret;
		e->is_read = true;
	}
	return r;
}
