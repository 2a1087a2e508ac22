// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/internal.h"

#include <errno.h>

#include "data/host/mounts.h"
#include "data/sysfs/classes.h"
#include "report/collect/filter.h"
#include "report/collect/resolve.h"

/* Most block devices above each other, and lookups of one chain: links may form circles.
 */
#define STACK_MAX 16u
#define STEPS_MAX 256u

struct finder {
	struct hw_machine *machine;
	const struct hw_device_list *list;
	struct hw_arena *arena;
	struct hw_class_devices classes;
	struct hw_chain *chain;
	unsigned steps;
};

static void add_module(struct finder *f, struct hw_text name, struct hw_text because)
{
	struct hw_chain *c = f->chain;

	for (size_t i = 0; i < c->module_count; i++)
		if (hw_text_eq(c->modules[i].name, name))
			return;
	if (c->module_count < HW_CHAIN_MODULES_MAX)
		c->modules[c->module_count++] = (struct hw_chain_module){name, because};
}

/* `path` has no leading slash, paths of devices have one. */
static void mark_above(struct finder *f, struct hw_text path)
{
	for (size_t i = 0; i < f->list->n; i++) {
		struct hw_text dir = hw_text_from(f->list->v[i].syspath, 1);

		if (dir.n && hw_text_starts(path, dir) &&
		    (path.n == dir.n || path.s[dir.n] == '/'))
			f->chain->is_in[i] = true;
	}
}

static const struct hw_class_device *find_block(const struct finder *f,
						struct hw_text name)
{
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("block")) &&
		    hw_text_eq(f->classes.v[i].name, name))
			return &f->classes.v[i];
	return NULL;
}

static struct hw_text attribute(const struct finder *f, struct hw_text path,
				const char *name)
{
	return hw_text_trim_end(hw_root_read_attr(f->machine->root, path, name, f->arena),
				"\n ");
}

static void add_because(struct finder *f, const char *module, const char *what,
			struct hw_text name)
{
	add_module(f, hw_text_of(module),
		   hw_arena_printf(f->arena, "%s of %.*s", what, HW_TEXT_ARG(name)));
}

/*
 * The modules of a virtual block device, by what its directory has: dm/uuid, which
 * libdevmapper's users begin with their name (dm-uevent.c of drivers/md; cryptsetup,
 * "CRYPT-LUKS2-…"), md/level (level_show(), drivers/md/md.c).
 */
static void add_virtual(struct finder *f, struct hw_text path, struct hw_text name)
{
	static const struct {
		const char *level;
		const char *module;
	} levels[] = {
		{"raid0", "raid0"},   {"raid1", "raid1"},   {"raid10", "raid10"},
		{"raid4", "raid456"}, {"raid5", "raid456"}, {"raid6", "raid456"},
		{"linear", "linear"},
	};
	struct hw_text uuid = attribute(f, path, "dm/uuid");
	struct hw_text level = attribute(f, path, "md/level");

	if (hw_text_starts(name, HW_TEXT("dm-"))) {
		add_because(f, "dm_mod", "device mapper", name);
		if (hw_text_starts(uuid, HW_TEXT("CRYPT-")))
			add_because(f, "dm_crypt", "encryption", name);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(levels); i++)
		if (hw_text_eq(level, hw_text_of(levels[i].level))) {
			add_because(f, "md_mod", "array", name);
			add_because(f, levels[i].module, "array", name);
		}
	if (hw_text_starts(name, HW_TEXT("loop")))
		add_because(f, "loop", "loop device", name);
	if (hw_text_starts(name, HW_TEXT("bcache")))
		add_because(f, "bcache", "cache", name);
}

static void add_block(struct finder *f, const struct hw_class_device *block,
		      unsigned depth);

/* What is mapped: slaves/sda3 of bd_link_disk_holder(), block/holder.c. */
static void add_slaves(struct finder *f, struct hw_text path, unsigned depth)
{
	struct hw_text *names;
	struct hw_text at = hw_arena_printf(f->arena, "%.*s/slaves", HW_TEXT_ARG(path));
	size_t n;

	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct hw_class_device *below = find_block(f, names[i]);

		if (below)
			add_block(f, below, depth + 1);
	}
}

/*
 * A disk of NVMe with several paths is below sys/devices/virtual/nvme-subsystem/NAME,
 * whose links nvme0, nvme1 lead to the controllers (nvme_init_subsystem(),
 * drivers/nvme/host/core.c).
 */
static void add_paths(struct finder *f, struct hw_text path)
{
	const struct hw_text top = HW_TEXT("sys/devices/virtual/nvme-subsystem/");
	struct hw_text rest = hw_text_from(path, top.n);
	struct hw_text at, *names;
	size_t n;

	if (!hw_text_starts(path, top))
		return;
	at = hw_arena_copy(f->arena, hw_text_head(path, top.n + hw_text_find(rest, '/')));
	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f->classes.n; k++)
			if (hw_text_eq(f->classes.v[k].class, HW_TEXT("nvme")) &&
			    hw_text_eq(f->classes.v[k].name, names[i]))
				mark_above(f, f->classes.v[k].path);
}

static void add_block(struct finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	if (depth > STACK_MAX || f->steps++ > STEPS_MAX)
		return;
	mark_above(f, block->path);
	add_paths(f, block->path);
	if (!hw_text_starts(block->path, HW_TEXT("sys/devices/virtual/block/")))
		return;
	/* first what is below it */
	add_slaves(f, block->path, depth);
	add_virtual(f, block->path, block->name);
}

/* --- File systems --- */

static bool is_below(struct hw_text path, struct hw_text point)
{
	return hw_text_eq(point, HW_TEXT("/")) ||
	       (hw_text_starts(path, point) &&
		(path.n == point.n || path.s[point.n] == '/'));
}

/* The newest of those with the longest mount point: later mounts hide earlier ones. */
static const struct hw_mount *find_mount(const struct hw_mounts *mounts,
					 struct hw_text path)
{
	const struct hw_mount *found = NULL;

	for (size_t i = 0; i < mounts->n; i++)
		if (is_below(path, mounts->v[i].point) &&
		    (!found || mounts->v[i].point.n >= found->point.n))
			found = &mounts->v[i];
	return found;
}

static const struct hw_class_device *disk_of(struct finder *f, const struct hw_mount *m)
{
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (hw_text_eq(c->class, HW_TEXT("block")) &&
		    hw_text_eq(attribute(f, c->path, "dev"), m->number))
			return c;
	}
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("block")) || !m->source.n)
			continue;
		/* "/dev/mapper/vg-root" is the name of dm-0 */
		if (hw_text_eq(c->name, m->source) ||
		    hw_text_eq(attribute(f, c->path, "dm/name"), m->source))
			return c;
	}
	return NULL;
}

static int add_mount(struct finder *f, struct hw_text path, struct hw_text *ret_missing)
{
	struct hw_mounts mounts;
	const struct hw_mount *mount;
	const struct hw_class_device *disk;
	int r = hw_mounts_read(f->machine->root, f->arena, &mounts);

	if (r < 0)
		return r;
	mount = find_mount(&mounts, path);
	if (!mount) {
		*ret_missing = HW_TEXT("what is mounted there is not known");
		return -ENOENT;
	}
	disk = disk_of(f, mount);
	if (!disk) {
		*ret_missing = hw_arena_printf(
			f->arena,
			"%.*s is a file system (%.*s) that is on no disk of this machine",
			HW_TEXT_ARG(mount->point), HW_TEXT_ARG(mount->type));
		return -ENOENT;
	}
	add_block(f, disk, 0);
	add_module(f, mount->type,
		   hw_arena_printf(f->arena, "file system of %.*s",
				   HW_TEXT_ARG(mount->point)));
	return 0;
}

/* --- Devices --- */

/* A whole device works by its parts. */
static void mark_parts(struct finder *f, const struct hw_device *device)
{
	for (size_t i = 0; i < f->list->n; i++)
		if (hw_bus_is_part(f->list->v[i].bus, f->list->v[i].kind) &&
		    hw_text_eq(f->list->v[i].parent, device->id))
			f->chain->is_in[i] = true;
}

static int add_device(struct finder *f, const char *name, struct hw_text *ret_missing)
{
	struct hw_filter filter = {0};
	struct hw_found_list found = {0};
	int r;

	hw_filter_by_address(name, &filter);
	r = hw_resolve(f->machine->root, f->list, &filter, f->arena, &found);
	if (r < 0)
		return r;
	for (size_t i = 0; i < found.n; i++) {
		mark_above(f, hw_text_from(found.v[i].device->syspath, 1));
		mark_parts(f, found.v[i].device);
	}
	if (found.n)
		return 0;
	*ret_missing =
		found.but.n ? found.but : HW_TEXT("'hwalias -aa' lists all there are");
	return -ENOENT;
}

/* "dm-0" of "/dev/mapper/root" and of "/dev/disk/by-uuid/…", which are links. */
static struct hw_text name_of_node(struct finder *f, struct hw_text node)
{
	struct hw_text path = hw_arena_copy(f->arena, hw_text_from(node, 1));
	struct hw_text target;

	if (path.s && hw_root_readlink(f->machine->root, path.s, f->arena, &target) == 0)
		return hw_path_base(target);
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_starts(node, HW_TEXT("/dev/mapper/")) &&
		    hw_text_eq(attribute(f, f->classes.v[i].path, "dm/name"),
			       hw_path_base(node)))
			return f->classes.v[i].name;
	return hw_path_base(node);
}

int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *target, struct hw_arena *arena, struct hw_chain *ret,
		  struct hw_text *ret_missing)
{
	const struct hw_text path = hw_text_of(target);
	struct finder f = {
		.machine = machine,
		.list = list,
		.arena = arena,
		.chain = ret,
	};
	const struct hw_class_device *block;
	int r;

	*ret = (struct hw_chain){.is_in = HW_ARENA_NEW(arena, bool, list->n + 1)};
	r = ret->is_in ? hw_class_devices_list(machine->root, arena, &f.classes)
		       : -ENOMEM;
	if (r < 0)
		return r;
	block = find_block(&f, hw_text_starts(path, HW_TEXT("/dev/"))
				       ? name_of_node(&f, path)
				       : path);
	if (block)
		add_block(&f, block, 0);
	else if (hw_text_starts(path, HW_TEXT("/")) &&
		 !hw_text_starts(path, HW_TEXT("/dev/")) &&
		 !hw_text_starts(path, HW_TEXT("/sys/")))
		r = add_mount(&f, path, ret_missing);
	else
		r = add_device(&f, target, ret_missing);
	return r == 0 && hw_arena_failed(arena) ? -ENOMEM : r;
}
