// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/sysfs/classes.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"

struct list {
	struct hw_root *root;
	struct hw_arena *arena;
	struct hw_class_device *v;
	size_t n;
	size_t room;
};

static int by_path(const void *a, const void *b)
{
	const struct hw_class_device *x = a;
	const struct hw_class_device *y = b;

	return hw_text_cmp(x->path, y->path);
}

/* Adds the entries of `dir` that are links; old kernels have directories, of no device.
 */
static int add_class(struct list *l, struct hw_text class, const char *dir)
{
	struct hw_text *names;
	size_t n;

	if (hw_root_list(l->root, dir, l->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct hw_text link =
			hw_arena_printf(l->arena, "%s/%.*s", dir, HW_TEXT_ARG(names[i]));
		struct hw_text target;

		if (!link.s)
			return -ENOMEM;
		if (hw_root_readlink(l->root, link.s, l->arena, &target) < 0)
			continue;
		if (HW_ARRAY_GROW(l->v, l->n, &l->room, 64) < 0)
			return -ENOMEM;
		l->v[l->n++] = (struct hw_class_device){
			.class = class,
			.name = names[i],
			.path = hw_path_join_link(l->arena, link, target),
		};
	}
	return 0;
}

static int add_all(struct list *l)
{
	struct hw_text *classes;
	size_t n = 0;
	bool has_block = false;
	int r = 0;

	if (hw_root_list(l->root, "sys/class", l->arena, &classes, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n && r == 0; i++) {
		struct hw_text dir = hw_arena_printf(l->arena, "sys/class/%.*s",
						     HW_TEXT_ARG(classes[i]));

		has_block = has_block || hw_text_eq(classes[i], HW_TEXT("block"));
		r = dir.s ? add_class(l, classes[i], dir.s) : -ENOMEM;
	}
	return r || has_block ? r : add_class(l, HW_TEXT("block"), "sys/block");
}

int hw_class_devices_list(struct hw_root *root, struct hw_arena *arena,
			  struct hw_class_devices *ret)
{
	struct list l = {.root = root, .arena = arena};
	struct hw_class_device *v;
	int r = add_all(&l);

	if (r == 0 && hw_arena_failed(arena))
		r = -ENOMEM;
	if (r == 0 && l.n)
		qsort(l.v, l.n, sizeof(*l.v), by_path);
	v = r == 0 ? HW_ARENA_NEW(arena, struct hw_class_device, l.n) : NULL;
	if (r == 0 && l.n && !v)
		r = -ENOMEM;
	if (v && l.n)
		memcpy(v, l.v, l.n * sizeof(*v));
	free(l.v);
	if (r == 0)
		*ret = (struct hw_class_devices){v, l.n};
	return r;
}
