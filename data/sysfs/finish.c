// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What depends on other devices. Arrays are sorted and searched by bsearch(): a big
 * machine has 10^5 devices.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/sysfs/internal.h"

/* Of two devices with one name, that in sys/devices, the real directory, comes first. */
static int by_address(const void *a, const void *b)
{
	const struct hw_device *x = a;
	const struct hw_device *y = b;
	int c = hw_text_cmp(x->subsystem, y->subsystem);

	if (!c)
		c = hw_name_cmp(x->bus, x->name, y->name);
	return c ? c : hw_text_cmp(y->syspath, x->syspath);
}

/* A recorded tree may have a directory instead of a link, and so a device twice. */
static void drop_duplicates(struct hw_sysfs *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct hw_device *last = n ? &s->v[n - 1] : NULL;
		const struct hw_device *d = &s->v[i];

		if (!last || !hw_text_eq(last->subsystem, d->subsystem) ||
		    !hw_text_eq(last->name, d->name)) {
			s->v[n++] = *d;
			continue;
		}
		if (!hw_text_eq(last->modalias, d->modalias))
			hw_warn(s->warnings, "sysfs-duplicate", d->syspath, 0,
				"has the bus and name of another device, left out");
	}
	s->n = n;
}

struct entry {
	struct hw_text syspath;
	struct hw_text id;
};

static int by_syspath(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;

	return hw_text_cmp(x->syspath, y->syspath);
}

static struct hw_text parent_of(const struct entry *entries, size_t count,
				struct hw_text syspath)
{
	struct entry key = {.syspath = syspath};
	const struct entry *hit = NULL;

	while (!hit) {
		size_t base = hw_path_base(key.syspath).n;

		if (base + 1 >= key.syspath.n)
			return HW_NO_TEXT;
		key.syspath.n -= base + 1;
		hit = bsearch(&key, entries, count, sizeof(*entries), by_syspath);
	}
	return hit->id;
}

static int name_parents(struct hw_sysfs *s)
{
	struct entry *entries;

	if (!s->n)
		return 0;
	entries = hw_calloc(s->n, sizeof(*entries));
	if (!entries)
		return -ENOMEM;
	for (size_t i = 0; i < s->n; i++) {
		struct hw_device *d = &s->v[i];

		d->id = hw_arena_join(s->arena, d->subsystem, ':', d->name);
		entries[i] = (struct entry){d->syspath, d->id};
	}
	qsort(entries, s->n, sizeof(*entries), by_syspath);
	for (size_t i = 0; i < s->n; i++)
		s->v[i].parent = parent_of(entries, s->n, s->v[i].syspath);
	free(entries);
	return 0;
}

/*
 * A recorder that kept the driver of one device of a bus kept those of all: a device of
 * that bus without a link has no driver. If no device has a link, the driver is unknown,
 * and so it is where the end of the recording is missing.
 */
static void infer_no_driver(struct hw_sysfs *s)
{
	size_t end;

	if (hw_warned(s->warnings, "snapshot-truncated"))
		return;
	for (size_t i = 0; i < s->n; i = end) {
		bool any_known = false;

		for (end = i;
		     end < s->n && hw_text_eq(s->v[end].subsystem, s->v[i].subsystem);
		     end++)
			any_known |= !s->v[end].class_only &&
				     s->v[end].driver_known != HW_DRIVER_UNKNOWN;
		/* with a uevent it is unknown only where the recording says so */
		for (size_t k = i; any_known && k < end; k++)
			if (s->v[k].driver_known == HW_DRIVER_UNKNOWN &&
			    !s->v[k].uevent.s)
				s->v[k].driver_known = HW_DRIVER_NONE;
	}
}

static int by_driver(const void *a, const void *b)
{
	const struct hw_device *x = *(struct hw_device *const *)a;
	const struct hw_device *y = *(struct hw_device *const *)b;
	int c = hw_text_cmp(x->subsystem, y->subsystem);

	return c ? c : hw_text_cmp(x->driver, y->driver);
}

/* Only drivers in modules have the link: module_add_driver(). */
static struct hw_text module_of(struct hw_sysfs *s, const struct hw_device *d)
{
	char path[PATH_MAX];
	struct hw_text target;
	int n = snprintf(path, sizeof(path), "sys/bus/%.*s/drivers/%.*s/module",
			 HW_TEXT_ARG(d->subsystem), HW_TEXT_ARG(d->driver));
	char *name;

	/* a NUL, which only a recorded tree can have, has ended the path early */
	if ((size_t)n >= sizeof(path) || hw_text_find(d->driver, '\0') < d->driver.n)
		return HW_NO_TEXT;
	name = path + n - strlen("/module") - d->driver.n;
	for (size_t i = 0; i < d->driver.n; i++)
		if (name[i] == '/')
			name[i] = '!';
	if (hw_root_readlink(s->root, path, s->arena, &target) != 0)
		return HW_NO_TEXT;
	target = hw_path_base(target);
	return target.n ? target : HW_NO_TEXT;
}

/* One readlink a driver, however many devices it has; none for a module that an earlier
 * scan told. */
static int name_modules(struct hw_sysfs *s)
{
	struct hw_device **bound;
	size_t n = 0;

	if (!s->n)
		return 0;
	bound = hw_calloc(s->n, sizeof(*bound));
	if (!bound)
		return -ENOMEM;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].driver_known == HW_DRIVER_BOUND)
			bound[n++] = &s->v[i];
	if (n)
		qsort(bound, n, sizeof(struct hw_device *), by_driver);
	for (size_t i = 0; i < n; i++) {
		if (i && by_driver(&bound[i - 1], &bound[i]) == 0)
			bound[i]->driver_module = bound[i - 1]->driver_module;
		else if (!bound[i]->driver_module.n)
			bound[i]->driver_module = module_of(s, bound[i]);
	}
	free(bound);
	return 0;
}

int hw_sysfs_finish(struct hw_sysfs *s, struct hw_device_list *ret)
{
	struct hw_device *v;
	int err;

	if (s->n)
		qsort(s->v, s->n, sizeof(*s->v), by_address);
	drop_duplicates(s);
	infer_no_driver(s);
	err = name_parents(s);
	if (!err)
		err = name_modules(s);
	v = HW_ARENA_NEW(s->arena, struct hw_device, s->n);
	if (hw_arena_failed(s->arena))
		err = -ENOMEM;
	if (err)
		return err;
	if (s->n)
		memcpy(v, s->v, s->n * sizeof(*v));
	*ret = (struct hw_device_list){v, s->n};
	return 0;
}
