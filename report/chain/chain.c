// SPDX-License-Identifier: GPL-2.0-or-later
/* What targets, or all disks, file systems and interfaces of the machine, depend on. */
#include "report/chain/finder.h"

#include <errno.h>

#include "data/base/list.h"
#include "data/sysfs/devnode.h"
#include "report/select/filter.h"
#include "report/select/resolve.h"

/* Most devices of a message. */
#define UNKNOWN_LISTED_MAX ((size_t)8)

/* A whole device works by its parts. */
static void mark_parts(struct hw_finder *f, const struct hw_device *device)
{
	for (size_t i = 0; i < f->list->n; i++) {
		const struct hw_device *part = &f->list->v[i];

		if (!hw_bus_is_part(part->bus, part->kind) ||
		    !hw_text_eq(part->parent, device->id))
			continue;
		f->chain->is_in[i] = true;
		if (part->syspath.n)
			hw_finder_add_interfaces_of(f, hw_text_from(part->syspath, 1));
	}
}

static void add_found(struct hw_finder *f, const struct hw_device *device)
{
	hw_finder_mark_above(f, hw_text_from(device->syspath, 1));
	hw_finder_count_undriven(f, hw_text_from(device->syspath, 1));
	hw_finder_add_interfaces_of(f, hw_text_from(device->syspath, 1));
	mark_parts(f, device);
}

/* "8086:15b8": all devices that have these ids. */
static int add_by_ids(struct hw_finder *f, const char *ids, bool *ret_any)
{
	struct hw_filter filter = {0};

	if (hw_filter_by_id(ids, &filter) < 0)
		return 0;
	for (size_t i = 0; i < f->list->n; i++) {
		struct hw_record record = {.device = f->list->v[i]};
		int r = hw_collect_identity(f->machine, f->arena, &record);

		if (r < 0)
			return r;
		if (!hw_filter_record(&filter, &record))
			continue;
		add_found(f, &f->list->v[i]);
		*ret_any = true;
	}
	return 0;
}

static int add_device(struct hw_finder *f, const char *name, struct hw_text *ret_missing)
{
	struct hw_filter filter = {0};
	struct hw_found_list found = {0};
	bool is_any = false;
	int r;

	hw_filter_by_address(name, &filter);
	r = hw_resolve(f->machine->root, f->list, &filter, f->arena, &found);
	/* the name that reports print in the place of its own */
	if (r == 0 && !found.n && !found.but.n)
		r = hw_collect_find_printed(f->machine, hw_text_of(name), f->list,
					    f->arena, &found);
	if (r < 0)
		return r;
	for (size_t i = 0; i < found.n; i++)
		add_found(f, found.v[i].device);
	if (found.n)
		return 0;
	if (!found.but.n)
		r = add_by_ids(f, name, &is_any);
	if (r < 0 || is_any)
		return r;
	*ret_missing =
		found.but.n ? found.but : HW_TEXT("'hwalias -aa' lists all there are");
	return -ENOENT;
}

/* Before each target. */
static int start_target(struct hw_finder *f, struct hw_chain *ret)
{
	if (!ret->is_in)
		ret->is_in = HW_ARENA_NEW(f->arena, bool, f->list->n + 1);
	f->chain = ret;
	return ret->is_in ? 0 : -ENOMEM;
}

/* "/boot/efi" of "/boot//efi/" and "/boot/./efi". Of a node or a directory of sysfs the
 * links are followed later. */
static struct hw_text shortest(struct hw_finder *f, struct hw_text path)
{
	struct hw_list parts = {.arena = f->arena, .between = "/"};

	if (!hw_text_starts(path, HW_TEXT("/")))
		return path;
	while (path.n) {
		const struct hw_text part = hw_text_cut(&path, '/');

		if (part.n && !hw_text_eq(part, HW_TEXT(".")))
			hw_list_add(&parts, part);
	}
	path = hw_list_text(&parts);
	return hw_arena_printf(f->arena, "/%.*s", HW_TEXT_ARG(path));
}

/* What is mounted below a directory is found by its own path, which links and ".." of a
 * recorded tree lead to. */
static int add_mount_of(struct hw_finder *f, struct hw_text path,
			struct hw_text *ret_missing)
{
	struct hw_text end;
	int r = hw_path_resolve(f->machine->root, path, f->arena, &end);

	if (r == -ENOMEM)
		return r;
	return hw_finder_add_mount(
		f, r < 0 ? path : hw_arena_printf(f->arena, "/%.*s", HW_TEXT_ARG(end)), 0,
		ret_missing);
}

/* One that software makes, and the interface that it is on. False: it is none. */
static bool add_software_rdma(struct hw_finder *f, const struct hw_class_device *adapter)
{
	struct hw_text interface;
	const char *module = hw_finder_software_rdma(f, adapter, &interface);
	const struct hw_class_device *net;

	if (!module)
		return false;
	net = hw_finder_class(f, "net", interface);
	if (net)
		hw_finder_add_interface(f, net, 0);
	else
		hw_finder_say_place(f, "on which interface", adapter->name);
	hw_finder_add_because(f, module, "RDMA", adapter->name);
	return true;
}

static int find_target(struct hw_finder *f, const char *target, struct hw_chain *ret,
		       struct hw_text *ret_missing)
{
	const struct hw_text node = hw_node_of_tag(hw_text_of(target), f->arena);
	const struct hw_text path = node.n ? node : shortest(f, hw_text_of(target));
	const struct hw_class_device *block, *net, *controller, *adapter;
	int r = start_target(f, ret);

	if (r < 0)
		return r;
	block = hw_finder_target_disk(f, path);
	net = hw_finder_target_interface(f, path);
	controller = hw_finder_target_fabric(f, path);
	adapter = hw_finder_target_adapter(f, path);
	if (block)
		hw_finder_add_disk(f, block, 0);
	else if (net)
		hw_finder_add_interface(f, net, 0);
	else if (controller)
		hw_finder_add_transport(f, controller->place);
	else if (adapter && add_software_rdma(f, adapter))
		r = 0;
	else if (hw_text_starts(path, HW_TEXT("/")) &&
		 !hw_text_starts(path, HW_TEXT("/dev/")) &&
		 !hw_text_starts(path, HW_TEXT("/sys/")))
		r = add_mount_of(f, path, ret_missing);
	else if (node.n) {
		*ret_missing = hw_arena_printf(
			f->arena, "udev's link to it, %.*s, leads to no disk here",
			HW_TEXT_ARG(node));
		r = -ENOENT;
	} else
		r = add_device(f, target, ret_missing);
	if (r == 0 && adapter)
		hw_finder_add_rdma_of(f, adapter);
	return r == 0 && hw_arena_failed(f->arena) ? -ENOMEM : r;
}

static void finish(struct hw_finder *f, struct hw_chain *chain)
{
	hw_suppliers_mark(f->machine->root, f->list, &f->classes, f->arena, chain->is_in);
	for (size_t i = 0; i < f->counted.n; i++)
		f->counted.v[i] = hw_path_base(f->counted.v[i]);
	chain->unknown_devices = hw_list_of(f->counted.v, f->counted.n, ", ",
					    UNKNOWN_LISTED_MAX, f->arena);
	chain->unknown_device_count = f->counted.n;
	hw_text_set_done(&f->counted);
	hw_text_set_done(&f->seen);
}

static int keep_typed(struct hw_finder *f, const char *const *typed)
{
	size_t n = 0;
	struct hw_text *v;

	while (typed[n])
		n++;
	v = HW_ARENA_NEW(f->arena, struct hw_text, n);
	if (!v)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++)
		v[i] = shortest(f, hw_text_of(typed[i]));
	f->typed = v;
	f->typed_count = n;
	return 0;
}

int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *const *targets, const char *const *typed,
		  struct hw_arena *arena, struct hw_chain *ret, const char **ret_absent,
		  struct hw_text *ret_missing)
{
	struct hw_finder f = {.machine = machine,
			      .list = list,
			      .arena = arena,
			      .add_path = hw_finder_add_mount};
	int r = hw_class_devices_list(machine->root, arena, &f.classes);

	*ret = (struct hw_chain){.is_in = NULL};
	if (r == 0)
		r = keep_typed(&f, typed);
	for (size_t i = 0; r == 0 && targets[i]; i++) {
		*ret_absent = typed[i];
		r = find_target(&f, targets[i], ret, ret_missing);
	}
	finish(&f, ret);
	return r;
}

/* Most file systems, disks and interfaces that hw_chain_all() tries. */
#define TARGETS_MAX 2048u

/* One of those that are there to be set up. */
static bool is_spare(const struct hw_finder *f, const struct hw_class_device *c)
{
	return hw_text_eq(hw_finder_attribute(f, c->path, "size"), HW_TEXT("0"));
}

static void add_mounted(struct hw_finder *f, const struct hw_mount *mount)
{
	struct hw_text missing;

	/* in use, on no disk */
	if (hw_finder_add_mounted(f, mount, 0, &missing) == -ENOENT)
		hw_finder_add_file_system(f, mount, false);
}

/* Whether one like it was there: a host of containers has thousands. */
static bool is_known(struct hw_finder *f, const struct hw_mount *mount,
		     struct hw_text_set *known)
{
	const struct hw_text key =
		hw_diskless_is_alike(mount->type)
			? mount->type
			: hw_arena_printf(f->arena, "%.*s %.*s %.*s %.*s",
					  HW_TEXT_ARG(mount->type),
					  HW_TEXT_ARG(mount->number),
					  HW_TEXT_ARG(mount->origin),
					  HW_TEXT_ARG(mount->options));

	if (hw_text_set_has(known, key))
		return true;
	if (!key.s || hw_text_set_add(known, key) < 0)
		f->arena->failed = true;
	return false;
}

/* One of all file systems, disks and interfaces. False: there are too many. */
static bool may_go_on(struct hw_finder *f, unsigned *left)
{
	if (!*left) {
		hw_finder_note_unknown(f, HW_TEXT("not known: what all file systems, "
						  "disks and interfaces need, which are "
						  "too many"));
		return false;
	}
	--*left;
	return true;
}

/* Disks and interfaces may be on others than the device that they are of. */
static void add_classes(struct hw_finder *f, bool is_of_spares, unsigned *left)
{
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];
		const bool is_disk = hw_text_eq(c->class, HW_TEXT("block"));

		if (!is_of_spares)
			add_software_rdma(f, c);
		if ((!is_disk && !hw_text_eq(c->class, HW_TEXT("net"))) ||
		    is_spare(f, c) != is_of_spares)
			continue;
		if (!may_go_on(f, left))
			return;
		if (is_disk)
			hw_finder_add_disk(f, c, 0);
		else
			hw_finder_add_interface(f, c, 0);
	}
}

int hw_chain_all(struct hw_machine *machine, const struct hw_device_list *list,
		 struct hw_arena *arena, struct hw_chain *ret)
{
	struct hw_finder f = {.machine = machine,
			      .list = list,
			      .arena = arena,
			      .add_path = hw_finder_add_mount,
			      .is_whole = true};
	struct hw_text_set known = {0};
	unsigned left = TARGETS_MAX;
	int r = hw_class_devices_list(machine->root, arena, &f.classes);

	*ret = (struct hw_chain){.is_in = NULL};
	if (r == 0)
		r = start_target(&f, ret);
	if (r == 0)
		r = hw_finder_read_mounts(&f);
	for (size_t i = 0; r == 0 && i < f.mounts.n; i++) {
		if (is_known(&f, &f.mounts.v[i], &known))
			continue;
		if (!may_go_on(&f, &left))
			break;
		add_mounted(&f, &f.mounts.v[i]);
	}
	if (r == 0)
		add_classes(&f, false, &left);
	if (r == 0) {
		/* last, as what is not known of these alone is nothing */
		const size_t unknown = ret->unknown_count, asked = ret->asked_count;

		add_classes(&f, true, &left);
		if (left) {
			ret->unknown_count = unknown;
			ret->asked_count = asked;
		}
	}
	hw_text_set_done(&known);
	finish(&f, ret);
	return r == 0 && hw_arena_failed(arena) ? -ENOMEM : r;
}
