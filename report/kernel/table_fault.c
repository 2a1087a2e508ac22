// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/table_fault.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/module/depmod_index.h"
#include "data/root/note.h"

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

/* depmod(8) */
static const char depmod[] = "depmod makes it";
/* `make modules_install` installs what the build wrote (scripts/Makefile.modinst) */
static const char build[] = "reinstalling that kernel brings it";

static const struct hw_table_fault no_alias = {"has no modules.alias", depmod};
static const struct hw_table_fault empty_alias = {"has an empty modules.alias", depmod};
static const struct hw_table_fault cut_alias = {
	"has a modules.alias that ends in mid-line", depmod};
static const struct hw_table_fault no_dep = {"has no modules.dep", depmod};
static const struct hw_table_fault no_builtin = {"has no modules.builtin", build};

const struct hw_table_fault hw_fault_of_architecture = {
	"is of another architecture than the machine", NULL};
const struct hw_table_fault hw_fault_of_other_tables = {"is of another architecture",
							NULL};

const struct hw_table_fault *hw_dep_fault(const struct hw_kernel *kernel,
					  struct hw_modules *modules)
{
	static const struct hw_table_fault faults[] = {
		[HW_LIST_EMPTY] = {"has an empty modules.dep", depmod},
		[HW_LIST_CUT] = {"has a modules.dep that ends in mid-line", depmod},
		[HW_LIST_ODD] = {"has a modules.dep that does not begin with a module",
				 depmod},
		[HW_LIST_PARTIAL] = {NULL, NULL},
		[HW_LIST_UNREADABLE] = {"has a modules.dep that cannot be read", NULL},
	};
	enum hw_list_state state =
		kernel->path.s ? hw_modules_dep_state(modules) : HW_LIST_WHOLE;

	if (state == HW_LIST_EMPTY && !has_modules(kernel))
		return NULL;
	return faults[state].what ? &faults[state] : NULL;
}

/* Whether there is built-in code that tells of itself: since kernel 5.2 a record each. */
static bool has_builtin(const struct hw_kernel *kernel)
{
	struct hw_arena arena = {0};
	struct hw_text path = hw_arena_printf(&arena, "%.*s/modules.builtin.modinfo",
					      HW_TEXT_ARG(kernel->path));
	struct hw_map map;
	bool has = false;

	if (path.s && hw_root_map(kernel->root, path.s, &map) == 0) {
		has = map.text.n > 0;
		hw_unmap(&map);
	}
	hw_arena_done(&arena);
	return has;
}

const struct hw_table_fault *hw_builtin_fault(const struct hw_kernel *kernel,
					      struct hw_modules *modules)
{
	static const struct hw_table_fault faults[] = {
		[HW_LIST_EMPTY] = {"has an empty modules.builtin", build},
		[HW_LIST_CUT] = {"has a modules.builtin that ends in mid-line", build},
		[HW_LIST_ODD] = {"has a modules.builtin that does not begin with a "
				 "module",
				 build},
		[HW_LIST_PARTIAL] = {"has a modules.builtin that lacks modules of "
				     "modules.builtin.modinfo",
				     build},
		[HW_LIST_UNREADABLE] = {"has a modules.builtin that cannot be read",
					NULL},
	};
	enum hw_list_state state =
		kernel->path.s ? hw_modules_builtin_state(modules) : HW_LIST_WHOLE;

	if (state == HW_LIST_EMPTY && !has_builtin(kernel))
		return NULL;
	return faults[state].what ? &faults[state] : NULL;
}

/* By the bytes of modules.softdep. */
static enum hw_list_state state_of_softdep(const struct hw_kernel *kernel,
					   const char *path, struct hw_arena *arena)
{
	enum hw_list_state state = HW_LIST_WHOLE;
	struct hw_map map;
	int r = hw_root_map(kernel->root, path, &map);

	/* without what depmod writes at the same time it is not kmod's */
	if (r == -ENOENT)
		return hw_kernel_has_file(kernel, "modules.dep.bin", arena)
			       ? HW_LIST_PARTIAL
			       : HW_LIST_WHOLE;
	if (r < 0)
		return HW_LIST_UNREADABLE;
	if (!map.text.n)
		state = HW_LIST_EMPTY;
	else if (map.text.s[map.text.n - 1] != '\n')
		state = HW_LIST_CUT;
	hw_unmap(&map);
	return state;
}

const struct hw_table_fault *hw_softdep_fault(const struct hw_kernel *kernel)
{
	static const struct hw_table_fault faults[] = {
		[HW_LIST_EMPTY] = {"has an empty modules.softdep", depmod},
		[HW_LIST_CUT] = {"has a modules.softdep that ends in mid-line", depmod},
		[HW_LIST_PARTIAL] = {"has no modules.softdep", depmod},
		[HW_LIST_UNREADABLE] = {"has a modules.softdep that cannot be read",
					NULL},
	};
	enum hw_list_state state = HW_LIST_WHOLE;
	struct hw_arena arena = {0};
	struct hw_text path;

	if (!kernel->path.s)
		return NULL;
	path = hw_arena_printf(&arena, "%.*s/modules.softdep", HW_TEXT_ARG(kernel->path));
	if (path.s)
		state = hw_list_state_of(kernel->root, path.s,
					 state_of_softdep(kernel, path.s, &arena));
	hw_arena_done(&arena);
	return faults[state].what ? &faults[state] : NULL;
}

static const struct hw_table_fault *alias_fault(const struct hw_kernel *kernel)
{
	if (kernel->table_state == HW_LIST_EMPTY)
		return &empty_alias;
	return kernel->table_state == HW_LIST_CUT ? &cut_alias : NULL;
}

/* Or is none. */
static bool is_cut_index(const struct hw_kernel *kernel, const char *name)
{
	struct hw_arena arena = {0};
	struct hw_text path =
		hw_arena_printf(&arena, "%.*s/%s", HW_TEXT_ARG(kernel->path), name);
	struct hw_depmod_index index;
	struct hw_map map;
	bool is_cut = false;

	if (path.s && hw_root_map(kernel->root, path.s, &map) == 0) {
		is_cut = hw_depmod_index_open(map.text, &index) < 0 ||
			 hw_depmod_index_is_cut(&index);
		hw_unmap(&map);
	}
	hw_arena_done(&arena);
	return is_cut;
}

/* The indexes are what modprobe reads, and no recording has. */
static const struct hw_table_fault *index_fault(const struct hw_kernel *kernel)
{
	static const struct {
		const char *name;
		struct hw_table_fault cut;
	} indexes[] = {
		{"modules.dep.bin",
		 {"has a modules.dep.bin that is cut off, which modprobe reads", depmod}},
		{"modules.alias.bin",
		 {"has a modules.alias.bin that is cut off, which modprobe reads",
		  depmod}},
	};

	if (!kernel->root || hw_root_records(kernel->root))
		return NULL;
	for (size_t i = 0; i < HW_ARRAY_SIZE(indexes); i++)
		if (is_cut_index(kernel, indexes[i].name))
			return &indexes[i].cut;
	return NULL;
}

const struct hw_table_fault *hw_damaged_table(const struct hw_kernel *kernel,
					      struct hw_modules *modules)
{
	const struct hw_table_fault *fault;

	fault = alias_fault(kernel);
	if (!fault)
		fault = hw_dep_fault(kernel, modules);
	if (!fault)
		fault = hw_builtin_fault(kernel, modules);
	return fault ? fault : index_fault(kernel);
}

const struct hw_table_fault *hw_table_fault(const struct hw_kernel *kernel,
					    struct hw_modules *modules,
					    struct hw_arena *arena)
{
	const struct hw_table_fault *damage = alias_fault(kernel);
	const struct {
		const char *file;
		const struct hw_table_fault *fault;
	} files[] = {
		{"modules.alias", &no_alias},
		{"modules.dep", &no_dep},
		{"modules.builtin", &no_builtin},
	};

	for (size_t i = 0; !damage && i < HW_ARRAY_SIZE(files); i++)
		if (!hw_kernel_has_file(kernel, files[i].file, arena))
			return files[i].fault;
	if (!damage && !kernel->aliases)
		damage = &no_alias;
	return damage ? damage : hw_damaged_table(kernel, modules);
}

struct hw_text hw_table_fault_text(const struct hw_kernel *kernel,
				   const struct hw_table_fault *fault,
				   struct hw_arena *arena)
{
	return hw_arena_printf(arena,
			       "%.*s %s, so what becomes of the devices under kernel "
			       "%.*s cannot be told%s%s",
			       HW_TEXT_ARG(kernel->directory), fault->what,
			       HW_TEXT_ARG(kernel->release), fault->remedy ? "; " : "",
			       fault->remedy ? fault->remedy : "");
}
