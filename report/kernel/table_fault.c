// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/table_fault.h"

bool hw_kernel_has_file(const struct hw_kernel *kernel, const char *name,
			struct hw_arena *arena)
{
	struct hw_text path =
		hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(kernel->path), name);

	return path.s && hw_root_exists(kernel->root, path.s);
}

const char *hw_table_fault(const struct hw_kernel *kernel, struct hw_arena *arena)
{
	if (!kernel->aliases || !hw_kernel_has_file(kernel, "modules.alias", arena))
		return "has no modules.alias";
	if (kernel->table_state == HW_TABLE_EMPTY)
		return "has an empty modules.alias";
	if (kernel->table_state == HW_TABLE_CUT)
		return "has a modules.alias that ends in mid-line";
	return hw_kernel_has_file(kernel, "modules.dep", arena) ? NULL
								: "has no modules.dep";
}
