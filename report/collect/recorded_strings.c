// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/recorded_strings.h"

#include "report/candidates/candidates.h"
#include "report/collect/told.h"

/* Of another kernel than the machine's own the devices that `check` looks at are
 * recorded: report/snapshot/snapshot.c. */
static enum hw_scan_depth recorded_depth(const struct hw_machine *m)
{
	const bool is_own = !m->names_release ||
			    hw_text_eq(m->kernel.release, m->host.kernel_release);

	return is_own ? HW_SCAN_EVERYTHING : HW_SCAN_ALL;
}

void hw_recorded_strings_read(struct hw_machine *m)
{
	const struct hw_scan scan = {.depth = recorded_depth(m)};
	struct hw_warnings unused = {0};
	struct hw_arena arena = {0};
	struct hw_device_list list = {0};

	if (m->recorded_strings_read || !hw_candidates_are_partial(m))
		return;
	m->recorded_strings_read = true;
	/* lines of the tables may be missing too */
	if (hw_machine_is_cut(m))
		return;
	/* one that cannot be added is not known */
	if (hw_sysfs_scan(m->root, &scan, &arena, &unused, &list) < 0)
		list.n = 0;
	for (size_t i = 0; i < list.n; i++) {
		struct hw_text lines = list.v[i].modalias;

		if (hw_told_is_joined_without_lines(hw_told_read(m, &arena, &list.v[i]),
						    &arena))
			continue;
		while (lines.s) {
			struct hw_text line =
				hw_arena_copy(&m->arena, hw_text_cut(&lines, '\n'));

			if (line.n)
				hw_text_set_add(&m->recorded_strings, line);
		}
	}
	hw_arena_done(&arena);
	hw_warnings_done(&unused);
}

bool hw_recorded_string_is_told(struct hw_machine *m, struct hw_text string)
{
	if (!hw_candidates_are_partial(m))
		return true;
	if (!m->kernel.aliases)
		return false;
	hw_recorded_strings_read(m);
	return hw_text_set_has(&m->recorded_strings, string);
}
