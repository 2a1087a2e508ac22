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

/* Whether modules were installed, whatever depmod's tables say: `make modules_install`
 * copies modules.order, a line a module (scripts/Makefile.modinst), and fills kernel/. */
static bool has_modules(const struct hw_kernel *kernel)
{
	struct hw_arena arena = {0};
	struct hw_text order =
		hw_arena_printf(&arena, "%.*s/modules.order", HW_TEXT_ARG(kernel->path));
	struct hw_text folder =
		hw_arena_printf(&arena, "%.*s/kernel", HW_TEXT_ARG(kernel->path));
	struct hw_text *names;
	struct hw_map map;
	size_t n = 0;
	bool has = kernel->aliases && has_alias(hw_aliases_text(kernel->aliases));

	if (!has && order.s && hw_root_map(kernel->root, order.s, &map) == 0) {
		has = map.text.n > 0;
		hw_unmap(&map);
	}
	if (!has && folder.s &&
	    hw_root_list_dirs(kernel->root, folder.s, &arena, &names, &n) == 0)
		has = n > 0;
	hw_arena_done(&arena);
	return has;
}

const char *hw_dep_fault(const struct hw_kernel *kernel, struct hw_modules *modules)
{
	switch (kernel->path.s ? hw_modules_dep_state(modules) : HW_DEP_WHOLE) {
	case HW_DEP_WHOLE:
		break;
	case HW_DEP_EMPTY:
		return has_modules(kernel) ? "has an empty modules.dep" : NULL;
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
