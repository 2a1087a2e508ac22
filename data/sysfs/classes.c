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

static int add(struct list *l, struct hw_text class, struct hw_text name,
	       struct hw_text path, struct hw_text place)
{
	if (HW_ARRAY_GROW(l->v, l->n, &l->room, 64) < 0)
		return -ENOMEM;
	l->v[l->n++] = (struct hw_class_device){
		.class = class,
		.name = name,
		.path = path,
		.place = place,
	};
	return path.s && place.s ? 0 : -ENOMEM;
}

/* The partitions of a disk that is a directory of sys/block. */
static int add_partitions(struct list *l, struct hw_text disk, struct hw_text place)
{
	struct hw_text *names;
	size_t n;
	int r = 0;

	if (hw_root_list_dirs(l->root, disk.s, l->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n && r == 0; i++) {
		const struct hw_text path = hw_arena_printf(
			l->arena, "%.*s/%.*s", HW_TEXT_ARG(disk), HW_TEXT_ARG(names[i]));
		const struct hw_text dev =
			hw_arena_printf(l->arena, "%.*s/dev", HW_TEXT_ARG(path));

		if (dev.s && hw_root_exists(l->root, dev.s))
			r = add(l, HW_TEXT("block"), names[i], path,
				hw_arena_printf(l->arena, "%.*s/%.*s", HW_TEXT_ARG(place),
						HW_TEXT_ARG(names[i])));
	}
	return r;
}

/* One that is a directory; a recording may have one of what is a link. */
static int add_directory(struct list *l, struct hw_text class, const char *dir,
			 struct hw_text name)
{
	const struct hw_text path =
		hw_arena_printf(l->arena, "%s/%.*s", dir, HW_TEXT_ARG(name));
	const struct hw_text link =
		hw_arena_printf(l->arena, "%.*s/device", HW_TEXT_ARG(path));
	const bool is_disk = hw_text_eq(class, HW_TEXT("block"));
	struct hw_text target, place;
	int r;

	if (!link.s)
		return -ENOMEM;
	if (hw_root_readlink(l->root, link.s, l->arena, &target) == 0)
		target = hw_path_join_link(l->arena, link, target);
	else if (hw_root_exists(l->root, link.s) ||
		 (!is_disk && !hw_text_eq(class, HW_TEXT("net"))))
		return 0;
	else
		target = HW_TEXT("sys/devices/virtual");
	place = hw_arena_printf(l->arena, "%.*s/%.*s/%.*s", HW_TEXT_ARG(target),
				HW_TEXT_ARG(class), HW_TEXT_ARG(name));
	r = add(l, class, name, path, place);
	return r == 0 && is_disk ? add_partitions(l, path, place) : r;
}

/* Adds the entries of `dir` that are links, or directories of old kernels. */
static int add_class(struct list *l, struct hw_text class, const char *dir)
{
	struct hw_text *names;
	size_t n;
	int r = 0;

	if (hw_root_list(l->root, dir, l->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n && r == 0; i++) {
		struct hw_text link =
			hw_arena_printf(l->arena, "%s/%.*s", dir, HW_TEXT_ARG(names[i]));
		struct hw_text target;

		if (!link.s)
			return -ENOMEM;
		if (hw_root_readlink(l->root, link.s, l->arena, &target) < 0)
			continue;
		target = hw_path_join_link(l->arena, link, target);
		r = add(l, class, names[i], target, target);
	}
	if (hw_root_list_dirs(l->root, dir, l->arena, &names, &n) < 0)
		return r;
	for (size_t i = 0; i < n && r == 0; i++)
		r = add_directory(l, class, dir, names[i]);
	return r;
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
