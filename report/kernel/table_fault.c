// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/table_fault.h"

bool hw_kernel_has_file(const struct hw_kernel *kernel, const char *name,
			struct hw_arena *arena)
{
	struct hw_text path =
		hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(kernel->path), name);

	return path.s && hw_root_exists(kernel->root, path.s);
}

static bool has_alias(struct hw_text text)
{
	while (text.n)
		if (hw_text_starts(hw_text_cut(&text, '\n'), HW_TEXT("alias ")))
			return true;
	return false;
}

const char *hw_dep_fault(const struct hw_kernel *kernel, struct hw_modules *modules)
{
	switch (kernel->path.s ? hw_modules_dep_state(modules) : HW_DEP_WHOLE) {
	case HW_DEP_WHOLE:
		break;
	case HW_DEP_EMPTY:
		return kernel->aliases && has_alias(hw_aliases_text(kernel->aliases))
			       ? "has an empty modules.dep"
			       : NULL;
	case HW_DEP_CUT:
		return "has a modules.dep that ends in mid-line";
	case HW_DEP_ODD:
		return "has a modules.dep that does not begin with a module";
	}
	return NULL;
}

const char *hw_table_fault(const struct hw_kernel *kernel, struct hw_modules *modules,
			   struct hw_arena *arena)
{
	if (kernel->table_state == HW_TABLE_EMPTY)
		return "has an empty modules.alias";
	if (!kernel->aliases || !hw_kernel_has_file(kernel, "modules.alias", arena))
		return "has no modules.alias";
	if (kernel->table_state == HW_TABLE_CUT)
		return "has a modules.alias that ends in mid-line";
	return hw_kernel_has_file(kernel, "modules.dep", arena)
		       ? hw_dep_fault(kernel, modules)
		       : "has no modules.dep";
}
