// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/kernel/left_over.h"

#include "data/base/array.h"

static bool is_absent(struct hw_root *root, const char *path, const char *name,
		      struct hw_arena *arena)
{
	struct hw_text full = hw_arena_printf(arena, "%s/%s", path, name);

	return full.s && hw_root_access(root, full.s) == -ENOENT;
}

bool hw_kernel_is_removed(struct hw_root *root, const char *path, struct hw_arena *arena)
{
	return hw_root_was_live(root) &&
	       is_absent(root, path, "modules.builtin", arena) &&
	       is_absent(root, path, "kernel", arena);
}

/* Where modules are that no kernel brings: dkms(8), depmod.d(5), weak-modules of RHEL and
 * SUSE. */
static bool is_added(struct hw_text line)
{
	static const struct hw_text folders[] = {
		{"updates/", 8},
		{"extra/", 6},
		{"weak-updates/", 13},
	};
	bool is = false;

	for (size_t i = 0; !is && i < HW_ARRAY_SIZE(folders); i++)
		is = hw_text_starts(line, folders[i]);
	return is;
}

/* A comment of depmod's, or nothing. */
static bool is_no_alias(struct hw_text line)
{
	return !hw_text_starts(line, HW_TEXT("alias "));
}

/* Whether all lines of the table are such; *ret_any: whether there is one. */
static bool are_all(struct hw_root *root, struct hw_text path,
		    bool (*is)(struct hw_text line), bool *ret_any)
{
	struct hw_map map;
	struct hw_text rest;
	bool all = true;

	*ret_any = false;
	if (!path.s || hw_root_map(root, path.s, &map) < 0)
		return false;
	rest = map.text;
	while (rest.n && all) {
		all = is(hw_text_cut(&rest, '\n'));
		*ret_any = true;
	}
	hw_unmap(&map);
	return all;
}

bool hw_kernel_is_left_over(struct hw_root *root, const char *path,
			    struct hw_arena *arena)
{
	bool any;

	if (!hw_kernel_is_removed(root, path, arena) ||
	    !are_all(root, hw_arena_printf(arena, "%s/modules.dep", path), is_added,
		     &any))
		return false;
	/* an empty list beside aliases is damaged */
	return any || are_all(root, hw_arena_printf(arena, "%s/modules.alias", path),
			      is_no_alias, &any);
}
