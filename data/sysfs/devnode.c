// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/sysfs/devnode.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* As many as the kernel follows: MAXSYMLINKS, include/linux/namei.h. */
#define LINKS_MAX 40

int hw_devnode_path(struct hw_root *root, const char *node, struct hw_arena *arena,
		    struct hw_text *ret)
{
	struct stat st;
	struct hw_text path;

	if (hw_root_kind(root) != HW_ROOT_LIVE)
		return -ENOTSUP;
	if (stat(node, &st) != 0)
		return -errno;
	if (!S_ISBLK(st.st_mode) && !S_ISCHR(st.st_mode))
		return -ENODEV;
	path = hw_arena_printf(arena, "sys/dev/%s/%u:%u",
			       S_ISBLK(st.st_mode) ? "block" : "char", major(st.st_rdev),
			       minor(st.st_rdev));
	if (!path.s)
		return -ENOMEM;
	*ret = path;
	return 0;
}

static struct hw_text cut_base(struct hw_text path)
{
	size_t base = hw_path_base(path).n;

	return hw_text_head(path, path.n > base ? path.n - base - 1 : 0);
}

int hw_path_resolve(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		    struct hw_text *ret)
{
	struct hw_text done = HW_TEXT("");
	struct hw_text rest = path;
	unsigned links = 0;

	while (rest.n) {
		struct hw_text name = hw_text_cut(&rest, '/');
		struct hw_text next;
		struct hw_text target;

		if (!name.n || hw_text_eq(name, HW_TEXT(".")))
			continue;
		if (hw_text_eq(name, HW_TEXT(".."))) {
			done = cut_base(done);
			continue;
		}
		next = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(done),
				       done.n ? "/" : "", HW_TEXT_ARG(name));
		if (!next.s)
			return -ENOMEM;
		if (hw_root_readlink(root, next.s, arena, &target) != 0) {
			done = next;
			continue;
		}
		if (++links > LINKS_MAX)
			return -ELOOP;
		rest = hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(target),
				       HW_TEXT_ARG(rest));
		if (!rest.s)
			return -ENOMEM;
		if (target.n && target.s[0] == '/')
			done = HW_TEXT("");
	}
	/* a slice of a longer text has no NUL at its end */
	done = hw_arena_copy(arena, done);
	if (!done.s)
		return -ENOMEM;
	*ret = done;
	return 0;
}

int hw_path_follow(struct hw_root *root, struct hw_text path, struct hw_arena *arena,
		   struct hw_text *ret)
{
	struct hw_text end;
	int r = hw_path_resolve(root, path, arena, &end);

	if (r < 0)
		return r;
	if (!hw_root_exists(root, end.n ? end.s : "."))
		return -ENOENT;
	*ret = end;
	return 0;
}
