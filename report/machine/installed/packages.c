// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/installed/packages.h"

struct hw_text hw_machine_removed_package(struct hw_machine *m, struct hw_text path)
{
	const struct hw_text below = HW_TEXT("/etc/modprobe.d/");

	if (!hw_text_starts(path, below))
		return HW_NO_TEXT;
	/* the arena records allocation failure */
	if (!m->left_overs.v)
		hw_dpkg_left_overs(m->root, below, &m->arena, &m->left_overs);
	for (size_t i = 0; i < m->left_overs.n; i++)
		if (hw_text_eq(m->left_overs.v[i].path, path))
			return m->left_overs.v[i].package;
	return HW_NO_TEXT;
}

struct hw_packages *hw_machine_packages(struct hw_machine *m)
{
	if (m->is_dump || !m->root)
		return NULL;
	/* the arena records allocation failure */
	if (!m->packages &&
	    hw_packages_open(m->root, m->kernel.release, &m->packages) < 0)
		m->arena.failed = true;
	return m->packages;
}
