// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What disks and file systems depend on. They need each other: a file system is on disks,
 * and a loop device in a file.
 */
#include "report/modules/finder.h"

#include <errno.h>

#include "data/base/array.h"

/* sysfs does not have the table: dm_table_status(), drivers/md/dm-ioctl.c */
static void say_no_target(struct hw_finder *f, const struct hw_block_layers *layers,
			  struct hw_text name)
{
	const struct hw_text by =
		layers->maker.n ? hw_arena_printf(f->arena, " (its uuid is of %.*s)",
						  HW_TEXT_ARG(layers->maker))
				: HW_NO_TEXT;

	hw_finder_note_unknown(
		f,
		hw_arena_printf(f->arena,
				"not known: which module besides dm_mod the mapping "
				"%.*s%.*s needs; 'dmsetup table %.*s' tells its target",
				HW_TEXT_ARG(name), HW_TEXT_ARG(by), HW_TEXT_ARG(name)));
}

/* The modules of a block device that no device's driver makes; `is_placed`: what it is on
 * is told, or is a device. */
static void add_layers(struct hw_finder *f, struct hw_text path, struct hw_text name,
		       bool is_placed)
{
	struct hw_block_layers layers;

	hw_block_layers_of(f->machine->root, path, name, f->arena, &layers);
	if (layers.unknown && !is_placed)
		hw_finder_say_place(f, layers.unknown, name);
	for (size_t i = 0; i < layers.n; i++)
		hw_finder_add_because(f, layers.v[i].module, layers.v[i].what, name);
	if (layers.lacks_target)
		say_no_target(f, &layers, name);
	if (layers.lacks)
		hw_finder_say_unknown(f, layers.lacks, name);
	else if (!layers.n && !layers.asked && !is_placed)
		hw_finder_say_unknown(f, "of which module the disk", name);
	if (layers.alias.n)
		hw_finder_add_module(f, layers.alias, layers.alias, false,
				     hw_arena_printf(f->arena, "%s of %.*s",
						     layers.alias_what,
						     HW_TEXT_ARG(name)));
	if (layers.asked)
		hw_finder_note_asked(f, layers.asked, name);
}

/* Block devices whose names are in a directory: slaves/sda3 of bd_link_disk_holder(),
 * block/holder.c; devices/sda3 of btrfs_sysfs_add_device_link(), fs/btrfs/sysfs.c. How
 * many there are. */
static size_t add_listed(struct hw_finder *f, struct hw_text path, const char *directory,
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
		const struct hw_class_device *below = hw_finder_block(f, names[i]);

		if (!below)
			continue;
		hw_finder_add_disk(f, below, depth);
		found++;
	}
	return found;
}

/* A loop device is as deep as the file system of its file
 * (loop_attr_backing_file_show(), drivers/block/loop.c). */
static void add_file(struct hw_finder *f, const struct hw_class_device *loop,
		     unsigned depth)
{
	struct hw_text file = hw_finder_attribute(f, loop->path, "loop/backing_file");
	struct hw_text missing = HW_NO_TEXT;

	if (!hw_text_starts(file, HW_TEXT("/")) ||
	    hw_finder_add_mount(f, file, depth + 1, &missing) < 0)
		hw_finder_say_place(f, "on which disk the file of", loop->name);
}

static bool is_named(const struct hw_class_device *block, const char *start)
{
	return hw_text_starts(block->name, hw_text_of(start));
}

bool hw_finder_add_transport(struct hw_finder *f, struct hw_text path)
{
	const struct hw_class_device *net;
	struct hw_transport transport;

	hw_transport_of(f->machine->root, path,
			hw_finder_is_driven(f, path, hw_transport_host(path)), f->arena,
			&transport);
	for (size_t i = 0; i < transport.n; i++)
		hw_finder_add_because(f, transport.v[i].module, transport.v[i].what,
				      transport.name);
	net = hw_finder_class(f, "net", transport.interface);
	if (net)
		hw_finder_add_interface(f, net, 0);
	else if (transport.unknown && transport.is_place)
		hw_finder_say_place(f, transport.unknown, transport.name);
	else if (transport.unknown)
		hw_finder_say_unknown(f, transport.unknown, transport.name);
	return transport.n > 0 || transport.unknown;
}

/*
 * A disk of NVMe with several paths is below sys/devices/virtual/nvme-subsystem/NAME,
 * whose links nvme0, nvme1 lead to the controllers (nvme_init_subsystem(),
 * drivers/nvme/host/core.c). Whether it is such a disk.
 */
static bool add_paths(struct hw_finder *f, struct hw_text path)
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
			hw_finder_class(f, "nvme", names[i]);

		if (!controller)
			continue;
		hw_finder_mark_above(f, controller->path);
		hw_finder_add_transport(f, controller->path);
		found++;
	}
	if (!found)
		hw_finder_say_unknown(f, "behind which controllers", hw_path_base(path));
	return true;
}

/*
 * What switches the paths to a disk of SCSI: "alua" of 0:0:0:1/dh_state
 * (sdev_show_dh_state(), drivers/scsi/scsi_sysfs.c), of the module scsi_dh_alua
 * (scsi_dh_lookup(), drivers/scsi/scsi_dh.c); "detached": nothing does.
 */
static void add_handler(struct hw_finder *f, struct hw_text path)
{
	for (size_t n = 0; n < path.n; n++) {
		const struct hw_text above = hw_text_head(path, n);
		struct hw_text device, handler;

		if (path.s[n] != '/' ||
		    !hw_name_is_like(hw_path_base(above), "0+:0+:0+:0+"))
			continue;
		device = hw_arena_copy(f->arena, above);
		handler = device.s ? hw_finder_attribute(f, device, "dh_state")
				   : HW_NO_TEXT;
		if (!handler.n || hw_text_eq(handler, HW_TEXT("detached")))
			continue;
		handler = hw_arena_printf(f->arena, "scsi_dh_%.*s", HW_TEXT_ARG(handler));
		if (handler.s)
			hw_finder_add_because(f, handler.s, "path handler",
					      hw_path_base(device));
	}
}

/* Links that were recorded, or made by hand, may lead back. */
static bool is_circle(const struct hw_finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	for (unsigned i = 0; i < depth && i <= HW_STACK_MAX; i++)
		if (f->stack[i] == block)
			return true;
	return false;
}

/* "md126" of "md126p2", whose directory is in that of the whole (add_partition(),
 * block/partitions/core.c); itself where it is whole. */
static const struct hw_class_device *whole_of(const struct hw_finder *f,
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
static bool add_below(struct hw_finder *f, const struct hw_class_device *block,
		      unsigned depth)
{
	if (add_listed(f, block->path, "slaves", depth + 1) > 0)
		return true;
	if (is_named(block, "loop"))
		add_file(f, block, depth);
	else if (is_named(block, "dm-") || is_named(block, "md"))
		hw_finder_say_place(f, "on which disks", block->name);
	return false;
}

void hw_finder_add_disk(struct hw_finder *f, const struct hw_class_device *given,
			unsigned depth)
{
	const struct hw_class_device *block = whole_of(f, given);
	bool is_placed, is_nvme;

	if (is_circle(f, block, depth)) {
		hw_finder_note_unknown(
			f, hw_arena_printf(f->arena,
					   "not known: on which disk %.*s is: it is "
					   "below itself",
					   HW_TEXT_ARG(block->name)));
		return;
	}
	if (depth > HW_STACK_MAX || f->steps++ > HW_STEPS_MAX) {
		hw_finder_note_unknown(
			f, HW_TEXT("not known: all disks on the way, which are too "
				   "many"));
		return;
	}
	f->stack[depth] = block;
	hw_finder_mark_above(f, block->path);
	hw_finder_count_undriven(f, block->path);
	add_handler(f, block->path);
	is_nvme = add_paths(f, block->path);
	is_placed = hw_finder_add_transport(f, block->path) || is_nvme;
	/* first what is below it */
	if (hw_text_starts(block->path, HW_TEXT("sys/devices/virtual/block/")))
		is_placed = add_below(f, block, depth) || is_placed;
	else
		is_placed =
			hw_finder_is_driven(f, block->path, block->path.n) || is_placed;
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

static const struct hw_class_device *disk_of(struct hw_finder *f,
					     const struct hw_mount *m)
{
	/* 0 is of file systems without a disk, and of btrfs */
	const bool has_number = m->number.n && !hw_text_starts(m->number, HW_TEXT("0:"));

	for (size_t i = 0; has_number && i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (hw_text_eq(c->class, HW_TEXT("block")) &&
		    hw_text_eq(hw_finder_attribute(f, c->path, "dev"), m->number))
			return c;
	}
	return hw_finder_named(f, m->source);
}

/* The disks of bcachefs that its source has behind the first one. */
static void add_more(struct hw_finder *f, const struct hw_mount *mount, unsigned depth)
{
	struct hw_text rest = mount->more;

	while (rest.n) {
		const struct hw_class_device *disk =
			hw_finder_named(f, hw_mounts_disk(&rest));

		if (disk)
			hw_finder_add_disk(f, disk, depth);
		else
			hw_finder_say_place(f, "on which further disks",
					    hw_finder_told_point(f, mount->point));
	}
}

/* btrfs may be on several disks, of which mountinfo names one. */
static void add_members(struct hw_finder *f, const struct hw_class_device *disk,
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
	struct hw_finder *f = arg;
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	if (charset.n)
		hw_finder_add_module(
			f, hw_arena_printf(f->arena, "nls_%.*s", HW_TEXT_ARG(charset)),
			HW_NO_TEXT, false,
			hw_arena_printf(f->arena, "%s of %.*s", what,
					HW_TEXT_ARG(point)));
	else
		hw_finder_note_unknown(
			f, hw_arena_printf(f->arena,
					   "not known: which %s %.*s has, as its "
					   "mount options are not told: a module "
					   "nls_… is of each",
					   what, HW_TEXT_ARG(point)));
}

/* FUSE on a block device: fuse_fs_type of fs/fuse/inode.c. */
static bool is_of_program(struct hw_text type)
{
	const struct hw_text fuse = HW_TEXT("fuseblk");

	return hw_text_eq(hw_text_head(type, hw_text_find(type, '.')), fuse);
}

int hw_finder_read_mounts(struct hw_finder *f)
{
	int r = f->has_mounts ? 0
			      : hw_mounts_read(f->machine->root, f->arena, &f->mounts);

	f->has_mounts = r == 0;
	return r;
}

/* "fuseblk.ntfs-3g": what is behind the dot is for people, get_fs_type(). The module may
 * bear another name, as ext4 that of ext3: the kernel asks for "fs-ext3"
 * (fs/filesystems.c). */
void hw_finder_add_file_system(struct hw_finder *f, const struct hw_mount *mount,
			       bool has_disk)
{
	const struct hw_text type =
		hw_text_head(mount->type, hw_text_find(mount->type, '.'));
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	hw_finder_add_module(
		f, type, hw_arena_printf(f->arena, "fs-%.*s", HW_TEXT_ARG(type)),
		!has_disk,
		hw_arena_printf(f->arena, "file system of %.*s", HW_TEXT_ARG(point)));
}

/* Whether a target may be in a file system whose place a recording does not tell:
 * "/home/alice" of "/home/withheld". */
static bool may_be_withheld(const struct hw_finder *f, struct hw_text path,
			    const struct hw_mount *found)
{
	const struct hw_privacy *privacy = &f->machine->privacy;
	const struct hw_text place = hw_privacy_mount(privacy, path, f->arena);

	if (privacy->level_of_source == HW_PRIVACY_FULL || place.s == path.s ||
	    (found && hw_text_starts(found->point, place)))
		return false;
	for (size_t i = 0; i < f->mounts.n; i++)
		if (hw_text_starts(f->mounts.v[i].point, place))
			return true;
	return false;
}

static void say_program(struct hw_finder *f, struct hw_text point)
{
	f->chain->advice = hw_arena_printf(
		f->arena,
		"%.*s is a file system of a program (ntfs-3g, exfat-fuse or another): "
		"without it, its modules are of no use",
		HW_TEXT_ARG(point));
}

int hw_finder_add_mount(struct hw_finder *f, struct hw_text path, unsigned depth,
			struct hw_text *ret_missing)
{
	const struct hw_mount *mount;
	const struct hw_class_device *disk;
	int r = hw_finder_read_mounts(f);

	if (r < 0)
		return r;
	mount = find_mount(&f->mounts, path);
	if (!f->mounts.n) {
		*ret_missing =
			HW_TEXT("there is no proc/self/mountinfo, which tells what "
				"is mounted there");
		return -ENOENT;
	}
	if (!mount || (!depth && may_be_withheld(f, path, mount))) {
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
	hw_finder_add_disk(f, disk, depth);
	add_more(f, mount, depth);
	if (hw_text_eq(mount->type, HW_TEXT("btrfs")))
		add_members(f, disk, depth);
	hw_finder_add_file_system(f, mount, true);
	hw_nls_each(mount, f->arena, add_nls, f);
	if (is_of_program(mount->type))
		say_program(f, hw_finder_told_point(f, mount->point));
	return 0;
}
