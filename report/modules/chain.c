// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/internal.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/base/text_set.h"
#include "data/host/net_driver.h"
#include "data/sysfs/classes.h"
#include "data/sysfs/devnode.h"
#include "decoders/text/ascii.h"
#include "report/select/filter.h"
#include "report/select/resolve.h"

/* Most block devices above each other, and lookups of one chain. */
#define STACK_MAX 16u
#define STEPS_MAX 256u

/* Most devices of a message. */
#define UNKNOWN_LISTED_MAX ((size_t)8)

struct finder {
	struct hw_machine *machine;
	const struct hw_device_list *list;
	struct hw_arena *arena;
	struct hw_class_devices classes;
	struct hw_chain *chain;
	struct hw_mounts mounts;
	bool has_mounts;
	/* the whole machine is asked for: where something is adds no module */
	bool is_whole;
	/* paths of devices whose drivers are not known */
	struct hw_text_set counted;
	/* the block devices from the target down to the one that is looked at */
	const struct hw_class_device *stack[STACK_MAX + 1];
	unsigned steps;
};

/* Adds one of the first few, each once. */
static void note(struct hw_text *v, size_t *n, struct hw_text text)
{
	for (size_t i = 0; i < *n; i++)
		if (hw_text_eq(v[i], text))
			return;
	if (text.s && *n < HW_CHAIN_UNKNOWN_MAX)
		v[(*n)++] = text;
}

static void note_unknown(struct finder *f, struct hw_text sentence)
{
	note(f->chain->unknown, &f->chain->unknown_count, sentence);
}

static void add_module(struct finder *f, struct hw_text name, struct hw_text alias,
		       bool may_be_core, struct hw_text because)
{
	struct hw_chain *c = f->chain;

	for (size_t i = 0; i < c->module_count; i++)
		if (hw_text_eq(c->modules[i].name, name))
			return;
	if (c->module_count < HW_CHAIN_MODULES_MAX)
		c->modules[c->module_count++] =
			(struct hw_chain_module){name, alias, may_be_core, because};
	else
		note_unknown(f,
			     HW_TEXT("not known: all modules on the way, which are too "
				     "many"));
}

static void mark_above(struct finder *f, struct hw_text path)
{
	hw_chain_mark(f->list, path, f->chain->is_in);
}

static const struct hw_class_device *find_class(const struct finder *f, const char *class,
						struct hw_text name)
{
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, hw_text_of(class)) &&
		    hw_text_eq(f->classes.v[i].name, name))
			return &f->classes.v[i];
	return NULL;
}

static const struct hw_class_device *find_block(const struct finder *f,
						struct hw_text name)
{
	return find_class(f, "block", name);
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
	add_module(f, hw_text_of(module), HW_NO_TEXT, false,
		   hw_arena_printf(f->arena, "%s of %.*s", what, HW_TEXT_ARG(name)));
}

static void say_unknown(struct finder *f, const char *what, struct hw_text name)
{
	note_unknown(f, hw_arena_printf(f->arena, "not known: %s %.*s is", what,
					HW_TEXT_ARG(name)));
}

/* Where it is, "on which disk". */
static void say_unknown_place(struct finder *f, const char *what, struct hw_text name)
{
	if (!f->is_whole)
		say_unknown(f, what, name);
}

/* sysfs does not have the table: dm_table_status(), drivers/md/dm-ioctl.c */
static void say_no_target(struct finder *f, const struct hw_block_layers *layers,
			  struct hw_text name)
{
	const struct hw_text by =
		layers->maker.n ? hw_arena_printf(f->arena, " (its uuid is of %.*s)",
						  HW_TEXT_ARG(layers->maker))
				: HW_NO_TEXT;

	note_unknown(f, hw_arena_printf(
				f->arena,
				"not known: which module besides dm_mod the mapping "
				"%.*s%.*s needs; 'dmsetup table %.*s' tells its target",
				HW_TEXT_ARG(name), HW_TEXT_ARG(by), HW_TEXT_ARG(name)));
}

static void note_asked(struct hw_chain *c, const struct hw_asked *asked,
		       struct hw_text name)
{
	size_t i = 0;

	while (i < c->asked_count && c->asked[i].asked != asked)
		i++;
	if (i == HW_CHAIN_ASKED_MAX)
		return;
	if (i == c->asked_count)
		c->asked[c->asked_count++].asked = asked;
	note(c->asked[i].of, &c->asked[i].n, name);
}

/* The modules of a block device that no device's driver makes; `is_placed`: what it is on
 * is told, or is a device. */
static void add_layers(struct finder *f, struct hw_text path, struct hw_text name,
		       bool is_placed)
{
	struct hw_block_layers layers;

	hw_block_layers_of(f->machine->root, path, name, f->arena, &layers);
	if (layers.unknown && !is_placed)
		say_unknown_place(f, layers.unknown, name);
	for (size_t i = 0; i < layers.n; i++)
		add_because(f, layers.v[i].module, layers.v[i].what, name);
	if (layers.lacks_target)
		say_no_target(f, &layers, name);
	if (layers.lacks)
		say_unknown(f, layers.lacks, name);
	else if (!layers.n && !layers.asked && !is_placed)
		say_unknown(f, "of which module the disk", name);
	if (layers.alias.n)
		add_module(f, layers.alias, layers.alias, false,
			   hw_arena_printf(f->arena, "%s of %.*s", layers.alias_what,
					   HW_TEXT_ARG(name)));
	if (layers.asked)
		note_asked(f->chain, layers.asked, name);
}

static void add_block(struct finder *f, const struct hw_class_device *block,
		      unsigned depth);

/* Block devices whose names are in a directory: slaves/sda3 of bd_link_disk_holder(),
 * block/holder.c; devices/sda3 of btrfs_sysfs_add_device_link(), fs/btrfs/sysfs.c. How
 * many there are. */
static size_t add_listed(struct finder *f, struct hw_text path, const char *directory,
			 unsigned depth)
{
	struct hw_text *names;
	struct hw_text at =
		hw_arena_printf(f->arena, "%.*s/%s", HW_TEXT_ARG(path), directory);
	size_t found = 0;
	size_t n;

	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const struct hw_class_device *below = find_block(f, names[i]);

		if (!below)
			continue;
		add_block(f, below, depth);
		found++;
	}
	return found;
}

static int add_mount(struct finder *f, struct hw_text path, unsigned depth,
		     struct hw_text *ret_missing);

/* A loop device is as deep as the file system of its file
 * (loop_attr_backing_file_show(), drivers/block/loop.c). */
static void add_file(struct finder *f, const struct hw_class_device *loop, unsigned depth)
{
	struct hw_text file = attribute(f, loop->path, "loop/backing_file");
	struct hw_text missing = HW_NO_TEXT;

	if (!hw_text_starts(file, HW_TEXT("/")) ||
	    add_mount(f, file, depth + 1, &missing) < 0)
		say_unknown_place(f, "on which disk the file of", loop->name);
}

static bool is_named(const struct hw_class_device *block, const char *start)
{
	return hw_text_starts(block->name, hw_text_of(start));
}

/* Whether the name is of digits, '0' in the pattern, hexadecimal ones, 'x', and of these
 * characters; "+": one or more of what is before it. */
static bool is_like(struct hw_text name, const char *pattern)
{
	size_t at = 0;

	for (; *pattern; pattern++) {
		const char kind = *pattern;
		const size_t start = at;
		const size_t most = pattern[1] == '+' ? name.n : at + 1;

		while (at < name.n && at < most &&
		       (kind == '0'   ? hw_is_digit(name.s[at])
			: kind == 'x' ? hw_is_hex(name.s[at])
				      : name.s[at] == kind))
			at++;
		if (at == start)
			return false;
		pattern += pattern[1] == '+';
	}
	return at == name.n;
}

/* "0000:00:14.0" of pci_setup_device(), drivers/pci/probe.c. */
static bool is_pci(struct hw_text name)
{
	return is_like(name, "x+:xx:xx.0");
}

/* "1-1.2:1.0" of usb_set_configuration(), drivers/usb/core/message.c. */
static bool is_usb_interface(struct hw_text name)
{
	const size_t colon = hw_text_find(name, ':');

	return colon < name.n && hw_text_find(name, '-') < colon &&
	       is_like(hw_text_from(name, colon), ":0+.0+") && hw_is_digit(name.s[0]);
}

/*
 * What is below a device is there by its driver: "0:0:0:1" of
 * scsi_sysfs_device_initialize(), drivers/scsi/scsi_sysfs.c; "virtio6" of
 * register_virtio_device(), drivers/virtio/virtio.c. A PCI bridge needs none for what is
 * on its bus.
 */
static bool needs_driver(struct hw_text name, struct hw_text below)
{
	if (is_pci(name))
		return !is_pci(below);
	return is_usb_interface(name) || is_like(name, "virtio0+") ||
	       is_like(name, "0+:0+:0+:0+");
}

/*
 * Whether the list has the device, and a driver or that it is not known: that is told of
 * the device itself. A dump may have it without its place in /sys, by its address alone.
 */
static bool is_told(struct finder *f, struct hw_text path)
{
	const struct hw_text name = hw_path_base(path);

	for (size_t i = 0; i < f->list->n; i++) {
		const struct hw_device *d = &f->list->v[i];
		const bool is_it = hw_text_eq(hw_text_from(d->syspath, 1), path);

		if (!is_it &&
		    !(is_pci(name) && hw_text_eq(d->subsystem, HW_TEXT("pci")) &&
		      hw_text_eq(hw_path_base(d->syspath), name)))
			continue;
		f->chain->is_in[i] = true;
		return d->driver_known != HW_DRIVER_NONE;
	}
	return false;
}

/* A disk does not work without them; that a tree does not have them is no proof. */
static void count_unknown(struct finder *f, struct hw_text path)
{
	for (size_t n = 0; n < path.n; n++) {
		const struct hw_text above = hw_text_head(path, n);
		const struct hw_text rest = hw_text_from(path, n + 1);

		if (path.s[n] == '/' &&
		    needs_driver(hw_path_base(above),
				 hw_text_head(rest, hw_text_find(rest, '/'))) &&
		    !is_told(f, above) && hw_text_set_add(&f->counted, above) < 0)
			f->arena->failed = true;
	}
}

/* Whether a device above the end of a path has a driver, or ought to have one, which
 * count_unknown() tells of. */
static bool is_driven(struct finder *f, struct hw_text path, size_t end)
{
	for (size_t n = 0; n < end; n++) {
		const struct hw_text above = hw_text_head(path, n);
		const struct hw_text rest = hw_text_from(path, n + 1);

		if (path.s[n] != '/')
			continue;
		if (needs_driver(hw_path_base(above),
				 hw_text_head(rest, hw_text_find(rest, '/'))))
			return true;
		for (size_t i = 0; i < f->list->n; i++)
			if (hw_text_eq(hw_text_from(f->list->v[i].syspath, 1), above) &&
			    f->list->v[i].driver_known != HW_DRIVER_NONE)
				return true;
	}
	return false;
}

static void add_net(struct finder *f, const struct hw_class_device *net, unsigned depth);

/* What is between the disk, or the controller, and a device. Whether there is anything.
 */
static bool add_transport(struct finder *f, struct hw_text path)
{
	const struct hw_class_device *net;
	struct hw_transport transport;

	hw_transport_of(f->machine->root, path,
			is_driven(f, path, hw_transport_host(path)), f->arena,
			&transport);
	for (size_t i = 0; i < transport.n; i++)
		add_because(f, transport.v[i].module, transport.v[i].what,
			    transport.name);
	net = find_class(f, "net", transport.interface);
	if (net)
		add_net(f, net, 0);
	else if (transport.unknown && transport.is_place)
		say_unknown_place(f, transport.unknown, transport.name);
	else if (transport.unknown)
		say_unknown(f, transport.unknown, transport.name);
	return transport.n > 0 || transport.unknown;
}

/*
 * A disk of NVMe with several paths is below sys/devices/virtual/nvme-subsystem/NAME,
 * whose links nvme0, nvme1 lead to the controllers (nvme_init_subsystem(),
 * drivers/nvme/host/core.c). Whether it is such a disk.
 */
static bool add_paths(struct finder *f, struct hw_text path)
{
	const struct hw_text top = HW_TEXT("sys/devices/virtual/nvme-subsystem/");
	struct hw_text rest = hw_text_from(path, top.n);
	struct hw_text at, *names;
	size_t found = 0;
	size_t n;

	if (!hw_text_starts(path, top))
		return false;
	at = hw_arena_copy(f->arena, hw_text_head(path, top.n + hw_text_find(rest, '/')));
	if (!at.s || hw_root_list(f->machine->root, at.s, f->arena, &names, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct hw_class_device *controller =
			find_class(f, "nvme", names[i]);

		if (!controller)
			continue;
		mark_above(f, controller->path);
		add_transport(f, controller->path);
		found++;
	}
	if (!found)
		say_unknown(f, "behind which controllers", hw_path_base(path));
	return true;
}

/*
 * What switches the paths to a disk of SCSI: "alua" of 0:0:0:1/dh_state
 * (sdev_show_dh_state(), drivers/scsi/scsi_sysfs.c), of the module scsi_dh_alua
 * (scsi_dh_lookup(), drivers/scsi/scsi_dh.c); "detached": nothing does.
 */
static void add_handler(struct finder *f, struct hw_text path)
{
	for (size_t n = 0; n < path.n; n++) {
		const struct hw_text above = hw_text_head(path, n);
		struct hw_text device, handler;

		if (path.s[n] != '/' || !is_like(hw_path_base(above), "0+:0+:0+:0+"))
			continue;
		device = hw_arena_copy(f->arena, above);
		handler = device.s ? attribute(f, device, "dh_state") : HW_NO_TEXT;
		if (!handler.n || hw_text_eq(handler, HW_TEXT("detached")))
			continue;
		handler = hw_arena_printf(f->arena, "scsi_dh_%.*s", HW_TEXT_ARG(handler));
		if (handler.s)
			add_because(f, handler.s, "path handler", hw_path_base(device));
	}
}

/* Links that were recorded, or made by hand, may lead back. */
static bool is_circle(const struct finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	for (unsigned i = 0; i < depth && i <= STACK_MAX; i++)
		if (f->stack[i] == block)
			return true;
	return false;
}

/* "md126" of "md126p2", whose directory is in that of the whole (add_partition(),
 * block/partitions/core.c); itself where it is whole. */
static const struct hw_class_device *whole_of(const struct finder *f,
					      const struct hw_class_device *block)
{
	const size_t base = hw_path_base(block->path).n;
	const struct hw_text above =
		hw_text_head(block->path, block->path.n - base - (base < block->path.n));

	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("block")) &&
		    hw_text_eq(f->classes.v[i].path, above))
			return &f->classes.v[i];
	return block;
}

/* What a block device without a device is on. Whether any of it is told. */
static bool add_below(struct finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	if (add_listed(f, block->path, "slaves", depth + 1) > 0)
		return true;
	if (is_named(block, "loop"))
		add_file(f, block, depth);
	else if (is_named(block, "dm-") || is_named(block, "md"))
		say_unknown_place(f, "on which disks", block->name);
	return false;
}

static void add_block(struct finder *f, const struct hw_class_device *given,
		      unsigned depth)
{
	const struct hw_class_device *block = whole_of(f, given);
	bool is_placed, is_nvme;

	if (is_circle(f, block, depth)) {
		note_unknown(f, hw_arena_printf(f->arena,
						"not known: on which disk %.*s is: it is "
						"below itself",
						HW_TEXT_ARG(block->name)));
		return;
	}
	if (depth > STACK_MAX || f->steps++ > STEPS_MAX) {
		note_unknown(f, HW_TEXT("not known: all disks on the way, which are too "
					"many"));
		return;
	}
	f->stack[depth] = block;
	mark_above(f, block->path);
	count_unknown(f, block->path);
	add_handler(f, block->path);
	is_nvme = add_paths(f, block->path);
	is_placed = add_transport(f, block->path) || is_nvme;
	/* first what is below it */
	if (hw_text_starts(block->path, HW_TEXT("sys/devices/virtual/block/")))
		is_placed = add_below(f, block, depth) || is_placed;
	else
		is_placed = is_driven(f, block->path, block->path.n) || is_placed;
	add_layers(f, block->path, block->name, is_placed);
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

/* The block device of a name; "/dev/mapper/vg-root" is the name of dm-0. NULL: none, or
 * several that a recording gives the same name, whose own is withheld. */
static const struct hw_class_device *find_named(const struct finder *f,
						struct hw_text name)
{
	const struct hw_class_device *found = find_block(f, name);

	if (found || !name.n)
		return found;
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("block")) ||
		    !hw_text_eq(attribute(f, c->path, "dm/name"), name))
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

static const struct hw_class_device *disk_of(struct finder *f, const struct hw_mount *m)
{
	/* 0 is of file systems without a disk, and of btrfs */
	const bool has_number = m->number.n && !hw_text_starts(m->number, HW_TEXT("0:"));

	for (size_t i = 0; has_number && i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (hw_text_eq(c->class, HW_TEXT("block")) &&
		    hw_text_eq(attribute(f, c->path, "dev"), m->number))
			return c;
	}
	return find_named(f, m->source);
}

/* The disks of bcachefs that its source has behind the first one. */
static void add_more(struct finder *f, const struct hw_mount *mount, unsigned depth)
{
	struct hw_text rest = mount->more;

	while (rest.n) {
		const struct hw_class_device *disk = find_named(f, hw_mounts_disk(&rest));

		if (disk)
			add_block(f, disk, depth);
		else
			say_unknown_place(f, "on which further disks", mount->point);
	}
}

/* btrfs may be on several disks, of which mountinfo names one. */
static void add_members(struct finder *f, const struct hw_class_device *disk,
			unsigned depth)
{
	struct hw_text *names;
	size_t n;

	if (hw_root_list(f->machine->root, "sys/fs/btrfs", f->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct hw_text path = hw_arena_printf(f->arena, "sys/fs/btrfs/%.*s",
						      HW_TEXT_ARG(names[i]));
		struct hw_text member =
			hw_arena_printf(f->arena, "%.*s/devices/%.*s", HW_TEXT_ARG(path),
					HW_TEXT_ARG(disk->name));

		if (member.s && hw_root_exists(f->machine->root, member.s))
			add_listed(f, path, "devices", depth);
	}
}

/* What to do where mountinfo has no disk. */
static const char *way_of(struct hw_text type)
{
	static const char network[] = "; it comes over the network: --for the interface, "
				      "and the modules of the file system besides";
	static const struct {
		const char *type;
		const char *way;
	} rows[] = {
		{"zfs", "; 'zpool status -LP' names its disks: --for one of them"},
		{"overlay",
		 "; its parts are other file systems: --for their mount points"},
		{"nfs", network},
		{"nfs4", network},
		{"cifs", network},
		{"smb3", network},
		{"ceph", network},
		{"afs", network},
		{"fuse.sshfs", network},
		{"fuse.glusterfs", network},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (hw_text_eq(type, hw_text_of(rows[i].type)))
			return rows[i].way;
	return "";
}

/* A hw_nls_fn. */
static void add_nls(void *arg, const struct hw_mount *mount, const char *what,
		    struct hw_text charset)
{
	struct finder *f = arg;

	if (charset.n)
		add_module(f, hw_arena_printf(f->arena, "nls_%.*s", HW_TEXT_ARG(charset)),
			   HW_NO_TEXT, false,
			   hw_arena_printf(f->arena, "%s of %.*s", what,
					   HW_TEXT_ARG(mount->point)));
	else
		note_unknown(f, hw_arena_printf(f->arena,
						"not known: which %s %.*s has, as its "
						"mount options are not told: a module "
						"nls_… is of each",
						what, HW_TEXT_ARG(mount->point)));
}

/* FUSE on a block device: fuse_fs_type of fs/fuse/inode.c. */
static bool is_of_program(struct hw_text type)
{
	const struct hw_text fuse = HW_TEXT("fuseblk");

	return hw_text_eq(hw_text_head(type, hw_text_find(type, '.')), fuse);
}

static int read_mounts(struct finder *f)
{
	int r = f->has_mounts ? 0
			      : hw_mounts_read(f->machine->root, f->arena, &f->mounts);

	f->has_mounts = r == 0;
	return r;
}

/* "fuseblk.ntfs-3g": what is behind the dot is for people, get_fs_type(). The module may
 * bear another name, as ext4 that of ext3: the kernel asks for "fs-ext3"
 * (fs/filesystems.c). */
static void add_file_system(struct finder *f, const struct hw_mount *mount, bool has_disk)
{
	const struct hw_text type =
		hw_text_head(mount->type, hw_text_find(mount->type, '.'));

	add_module(f, type, hw_arena_printf(f->arena, "fs-%.*s", HW_TEXT_ARG(type)),
		   !has_disk,
		   hw_arena_printf(f->arena, "file system of %.*s",
				   HW_TEXT_ARG(mount->point)));
}

static int add_mount(struct finder *f, struct hw_text path, unsigned depth,
		     struct hw_text *ret_missing)
{
	const struct hw_mount *mount;
	const struct hw_class_device *disk;
	int r = read_mounts(f);

	if (r < 0)
		return r;
	mount = find_mount(&f->mounts, path);
	if (!f->mounts.n) {
		*ret_missing =
			HW_TEXT("there is no proc/self/mountinfo, which tells what "
				"is mounted there");
		return -ENOENT;
	}
	if (!mount) {
		*ret_missing = HW_TEXT("what is mounted there is not known");
		return -ENOENT;
	}
	disk = disk_of(f, mount);
	if (!disk && mount->source.n) {
		*ret_missing = hw_arena_printf(
			f->arena,
			"%.*s is a file system (%.*s) on '%.*s', which is the name of no "
			"block device here, or of several",
			HW_TEXT_ARG(mount->point), HW_TEXT_ARG(mount->type),
			HW_TEXT_ARG(mount->source));
		return -ENOENT;
	}
	if (!disk) {
		*ret_missing = hw_arena_printf(
			f->arena,
			"%.*s is a file system (%.*s) that is on no disk of this "
			"machine%s",
			HW_TEXT_ARG(mount->point), HW_TEXT_ARG(mount->type),
			way_of(mount->type));
		return -ENOENT;
	}
	add_block(f, disk, depth);
	add_more(f, mount, depth);
	if (hw_text_eq(mount->type, HW_TEXT("btrfs")))
		add_members(f, disk, depth);
	add_file_system(f, mount, true);
	hw_nls_each(mount, f->arena, add_nls, f);
	if (is_of_program(mount->type))
		f->chain->advice = hw_arena_printf(
			f->arena,
			"%.*s is a file system of a program (ntfs-3g, exfat-fuse or "
			"another): without it, its modules are of no use",
			HW_TEXT_ARG(mount->point));
	return 0;
}

/* --- Network interfaces --- */

#define VIRTUAL_NET "sys/devices/virtual/net/"

/* One that is below; false: there is none of this name, which may be in another name
 * space (network_namespaces(7)). */
static bool add_lower(struct finder *f, struct hw_text name, unsigned depth)
{
	const struct hw_class_device *lower = name.n ? find_class(f, "net", name) : NULL;

	if (lower)
		add_net(f, lower, depth + 1);
	return lower;
}

/* Those below, by the files that net_kind.c draws. How many there are. */
static size_t add_lowers(struct finder *f, struct hw_text path, unsigned depth)
{
	const struct hw_text mark = HW_TEXT("lower_");
	struct hw_text dir = hw_arena_copy(f->arena, path);
	struct hw_text brif = hw_arena_printf(f->arena, "%.*s/brif", HW_TEXT_ARG(path));
	struct hw_text slaves = attribute(f, path, "bonding/slaves");
	struct hw_text *names;
	size_t found = 0;
	size_t n;

	if (dir.s && hw_root_list(f->machine->root, dir.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			if (hw_text_starts(names[i], mark))
				found += add_lower(f, hw_text_from(names[i], mark.n),
						   depth);
	if (brif.s && hw_root_list(f->machine->root, brif.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			found += add_lower(f, names[i], depth);
	while (slaves.n)
		found += add_lower(f, hw_text_cut(&slaves, ' '), depth);
	return found;
}

/*
 * The module of the driver that udevd knows: the one of the kind of link, or, as
 * openvswitch has none, of its name. False: it is not told, or is of another interface: a
 * container may see the database and not the interfaces that are in it.
 */
static bool add_net_driver(struct finder *f, const struct hw_class_device *net,
			   const struct hw_asked *asked)
{
	const struct hw_text because = hw_arena_printf(
		f->arena, "%s of %.*s", asked->what, HW_TEXT_ARG(net->name));
	const struct hw_text index =
		hw_uevent_get(attribute(f, net->path, "uevent"), "IFINDEX");
	const struct hw_text driver = hw_net_driver(f->machine->root, index, f->arena);
	const struct hw_text alias =
		hw_arena_printf(f->arena, "rtnl-link-%.*s", HW_TEXT_ARG(driver));
	struct hw_text *modules;
	size_t n = 0;

	if (!driver.n || !alias.s ||
	    hw_lookup_modules(f->machine, NULL, alias, f->arena, &modules, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		add_module(f, modules[i], HW_NO_TEXT, false, because);
	for (size_t i = 0; !n && i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++)
		if (hw_text_eq(driver, hw_text_of(asked->names[i]))) {
			add_module(f, driver, HW_NO_TEXT, false, because);
			n = 1;
		}
	return n > 0;
}

static void add_net(struct finder *f, const struct hw_class_device *net, unsigned depth)
{
	const struct hw_net_kind *kind;
	size_t lowers;

	if (depth > STACK_MAX || f->steps++ > STEPS_MAX)
		return;
	mark_above(f, net->path);
	count_unknown(f, net->path);
	if (!hw_text_starts(net->path, HW_TEXT(VIRTUAL_NET)))
		return;
	kind = hw_net_kind_of(f->machine->root, net->path, f->arena);
	lowers = add_lowers(f, net->path, depth);
	if (kind->asked) {
		if (!add_net_driver(f, net, kind->asked))
			note_asked(f->chain, kind->asked, net->name);
	} else if (kind->module)
		add_because(f, kind->module, kind->what, net->name);
	if (kind->is_upper && !lowers)
		say_unknown_place(f, "on which interface", net->name);
}

/* "br0" of itself and of its directory; NULL: it is none without a device. */
static const struct hw_class_device *find_virtual_net(const struct finder *f,
						      struct hw_text target)
{
	const struct hw_class_device *net;
	struct hw_text name = target;

	if (hw_text_starts(target, HW_TEXT("/sys/class/net/")) ||
	    hw_text_starts(target, HW_TEXT("/" VIRTUAL_NET)))
		name = hw_path_base(hw_text_trim_end(target, "/"));
	net = find_class(f, "net", name);
	return net && hw_text_starts(net->path, HW_TEXT(VIRTUAL_NET)) ? net : NULL;
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

static void add_found(struct finder *f, const struct hw_device *device)
{
	mark_above(f, hw_text_from(device->syspath, 1));
	count_unknown(f, hw_text_from(device->syspath, 1));
	mark_parts(f, device);
}

/* "8086:15b8": all devices that have these ids. */
static int add_by_ids(struct finder *f, const char *ids, bool *ret_any)
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

static int add_device(struct finder *f, const char *name, struct hw_text *ret_missing)
{
	struct hw_filter filter = {0};
	struct hw_found_list found = {0};
	bool is_any = false;
	int r;

	hw_filter_by_address(name, &filter);
	r = hw_resolve(f->machine->root, f->list, &filter, f->arena, &found);
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

/* The block device of "/dev/sda", of "/dev/mapper/root" and "/dev/disk/by-uuid/…", which
 * are links, and of "/dev/etherd/e1.0", which sysfs calls "etherd!e1.0"
 * (device_get_devnode(), drivers/base/core.c); NULL: none. */
static const struct hw_class_device *find_block_of_node(struct finder *f,
							struct hw_text node)
{
	const struct hw_class_device *found;
	struct hw_text path = hw_arena_copy(f->arena, hw_text_from(node, 1));
	struct hw_text rest = hw_text_from(node, strlen("/dev/"));
	struct hw_list name = {.arena = f->arena, .between = "!"};
	struct hw_text target;

	if (path.s && hw_root_readlink(f->machine->root, path.s, f->arena, &target) == 0)
		return find_block(f, hw_path_base(target));
	if (hw_text_starts(node, HW_TEXT("/dev/mapper/")))
		return find_named(f, hw_path_base(node));
	while (rest.n)
		hw_list_add(&name, hw_text_cut(&rest, '/'));
	found = find_block(f, hw_list_text(&name));
	return found ? found : find_block(f, hw_path_base(node));
}

/* The block device that a path below /sys leads to, itself or by links; NULL: none. */
static const struct hw_class_device *find_block_of_path(struct finder *f,
							struct hw_text path)
{
	const struct hw_text given = hw_text_trim_end(hw_text_from(path, 1), "/");
	struct hw_text end;

	if (hw_path_follow(f->machine->root, given, f->arena, &end) < 0)
		end = given;
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, HW_TEXT("block")) &&
		    (hw_text_eq(f->classes.v[i].path, end) ||
		     hw_text_eq(f->classes.v[i].path, given)))
			return &f->classes.v[i];
	return NULL;
}

static const struct hw_class_device *find_block_target(struct finder *f,
						       struct hw_text target)
{
	if (hw_text_starts(target, HW_TEXT("/sys/")))
		return find_block_of_path(f, target);
	return hw_text_starts(target, HW_TEXT("/dev/")) ? find_block_of_node(f, target)
							: find_block(f, target);
}

/*
 * The link that udev makes for a tag of fstab(5), mount(8) and the kernel's root=:
 * "/dev/disk/by-label/my\x20disk" of "LABEL=my disk" (60-persistent-storage.rules, and
 * encode_devnode_name() of systemd). Absent: it is no tag.
 */
static struct hw_text node_of_tag(struct hw_text target, struct hw_arena *arena)
{
	static const struct {
		const char *tag;
		const char *directory;
	} tags[] = {
		{"UUID=", "by-uuid"},
		{"LABEL=", "by-label"},
		{"PARTUUID=", "by-partuuid"},
		{"PARTLABEL=", "by-partlabel"},
		{"ID=", "by-id"},
	};
	static const char kept[] = "#+-.:=@_";
	struct hw_text value = HW_NO_TEXT;
	struct hw_list parts = {.arena = arena, .between = ""};

	for (size_t i = 0; i < HW_ARRAY_SIZE(tags) && !value.s; i++) {
		const struct hw_text tag = hw_text_of(tags[i].tag);

		if (!hw_text_starts(target, tag) || target.n == tag.n)
			continue;
		value = hw_text_from(target, tag.n);
		hw_list_add(&parts,
			    hw_arena_printf(arena, "/dev/disk/%s/", tags[i].directory));
	}
	/* as blkid(8) prints it */
	if (value.n > 2 && value.s[0] == '"' && value.s[value.n - 1] == '"')
		value = (struct hw_text){value.s + 1, value.n - 2};
	for (size_t i = 0; i < value.n; i++) {
		const unsigned char c = (unsigned char)value.s[i];
		bool is_kept = c >= 0x80 || hw_is_alnum(value.s[i]) || strchr(kept, c);

		hw_list_add(&parts, is_kept ? hw_text_head(hw_text_from(value, i), 1)
					    : hw_arena_printf(arena, "\\x%02x", c));
	}
	return hw_list_text(&parts);
}

/* A controller of NVMe that is on no device; NULL: it is none. */
static const struct hw_class_device *find_fabric(const struct finder *f,
						 struct hw_text target)
{
	const struct hw_class_device *controller = find_class(
		f, "nvme",
		hw_text_starts(target, HW_TEXT("/")) ? hw_path_base(target) : target);

	return controller && hw_text_starts(controller->path, HW_TEXT(HW_NVME_FABRICS))
		       ? controller
		       : NULL;
}

static int find_target(struct finder *f, const char *target, struct hw_chain *ret,
		       struct hw_text *ret_missing)
{
	const struct hw_text node = node_of_tag(hw_text_of(target), f->arena);
	const struct hw_text path = node.n ? node : hw_text_of(target);
	const struct hw_class_device *block, *net, *controller;
	int r = 0;

	if (!ret->is_in)
		ret->is_in = HW_ARENA_NEW(f->arena, bool, f->list->n + 1);
	if (!ret->is_in)
		return -ENOMEM;
	f->chain = ret;
	f->steps = 0;
	block = find_block_target(f, path);
	net = find_virtual_net(f, path);
	controller = find_fabric(f, path);
	if (block)
		add_block(f, block, 0);
	else if (net)
		add_net(f, net, 0);
	else if (controller)
		add_transport(f, controller->path);
	else if (hw_text_starts(path, HW_TEXT("/")) &&
		 !hw_text_starts(path, HW_TEXT("/dev/")) &&
		 !hw_text_starts(path, HW_TEXT("/sys/")))
		r = add_mount(f, path, 0, ret_missing);
	else if (node.n) {
		*ret_missing = hw_arena_printf(
			f->arena, "udev's link to it, %.*s, leads to no disk here",
			HW_TEXT_ARG(node));
		r = -ENOENT;
	} else
		r = add_device(f, target, ret_missing);
	return r == 0 && hw_arena_failed(f->arena) ? -ENOMEM : r;
}

static void finish(struct finder *f, struct hw_chain *chain)
{
	hw_suppliers_mark(f->machine->root, f->list, &f->classes, f->arena, chain->is_in);
	for (size_t i = 0; i < f->counted.n; i++)
		f->counted.v[i] = hw_path_base(f->counted.v[i]);
	chain->unknown_devices = hw_list_of(f->counted.v, f->counted.n, ", ",
					    UNKNOWN_LISTED_MAX, f->arena);
	chain->unknown_device_count = f->counted.n;
	hw_text_set_done(&f->counted);
}

int hw_chain_find(struct hw_machine *machine, const struct hw_device_list *list,
		  const char *const *targets, struct hw_arena *arena,
		  struct hw_chain *ret, const char **ret_absent,
		  struct hw_text *ret_missing)
{
	struct finder f = {.machine = machine, .list = list, .arena = arena};
	int r = hw_class_devices_list(machine->root, arena, &f.classes);

	*ret = (struct hw_chain){.is_in = NULL};
	for (size_t i = 0; r == 0 && targets[i]; i++) {
		*ret_absent = targets[i];
		r = find_target(&f, targets[i], ret, ret_missing);
	}
	finish(&f, ret);
	return r;
}

/* Most file systems, disks and interfaces that hw_chain_all() tries. */
#define TARGETS_MAX 2048u

/* What has no device of its own may be on others. */
static bool may_be_target(const struct hw_class_device *c)
{
	return hw_text_eq(c->class, HW_TEXT("block")) ||
	       (hw_text_eq(c->class, HW_TEXT("net")) &&
		hw_text_starts(c->path, HW_TEXT(VIRTUAL_NET)));
}

int hw_chain_all(struct hw_machine *machine, const struct hw_device_list *list,
		 struct hw_arena *arena, struct hw_chain *ret)
{
	struct finder f = {
		.machine = machine, .list = list, .arena = arena, .is_whole = true};
	unsigned left = TARGETS_MAX;
	int r = hw_class_devices_list(machine->root, arena, &f.classes);

	*ret = (struct hw_chain){.is_in = NULL};
	if (r == 0)
		r = read_mounts(&f);
	for (size_t i = 0; r == 0 && i < f.mounts.n + f.classes.n; i++) {
		const struct hw_mount *mount = i < f.mounts.n ? &f.mounts.v[i] : NULL;
		const struct hw_class_device *c =
			mount ? NULL : &f.classes.v[i - f.mounts.n];
		const size_t unknown = ret->unknown_count, asked = ret->asked_count;
		struct hw_text missing;
		struct hw_text name = mount ? mount->point : c->name;

		if (c && !may_be_target(c))
			continue;
		if (!left--) {
			note_unknown(&f, HW_TEXT("not known: what all file systems, "
						 "disks and interfaces need, which are "
						 "too many"));
			break;
		}
		name = hw_arena_copy(arena, name);
		r = name.s ? find_target(&f, name.s, ret, &missing) : -ENOMEM;
		/* in use, on no disk: of a network, or of other file systems */
		if (r == -ENOENT && mount)
			add_file_system(&f, mount, false);
		/* one of those that are there to be set up: what is not known is none */
		if (c && hw_text_eq(attribute(&f, c->path, "size"), HW_TEXT("0"))) {
			ret->unknown_count = unknown;
			ret->asked_count = asked;
		}
		r = r == -ENOMEM ? r : 0;
	}
	finish(&f, ret);
	return r;
}
