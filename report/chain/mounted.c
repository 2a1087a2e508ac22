// SPDX-License-Identifier: GPL-2.0-or-later
/* What mounted file systems depend on: their disks, or what else they are on. */
#include "report/chain/finder.h"

#include <errno.h>

#include "data/base/array.h"

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
			hw_finder_add_listed(f, path, "devices", depth);
	}
}

/* Most disks of a file system. */
#define MEMBERS_MAX ((size_t)64)

/* The disks that the links of a directory of sys/fs/bcachefs lead to. */
static size_t list_bcachefs(const struct hw_finder *f, struct hw_text path,
			    const struct hw_class_device *to[static MEMBERS_MAX])
{
	struct hw_text *names;
	size_t found = 0;
	size_t n;

	if (!path.s || hw_root_list(f->machine->root, path.s, f->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n && found < MEMBERS_MAX; i++) {
		const struct hw_text link =
			hw_arena_printf(f->arena, "%.*s/%.*s/block", HW_TEXT_ARG(path),
					HW_TEXT_ARG(names[i]));
		struct hw_text target;

		if (!hw_text_starts(names[i], HW_TEXT("dev-")) || !link.s ||
		    hw_root_readlink(f->machine->root, link.s, f->arena, &target) < 0)
			continue;
		to[found] = hw_finder_block(f, hw_path_base(target));
		found += to[found] != NULL;
	}
	return found;
}

/*
 * The disks of bcachefs, of which a mount may name the first one alone, or a UUID:
 * sys/fs/bcachefs/UUID/dev-0/block is a link to one of them (bch2_dev_sysfs_online(),
 * fs/bcachefs/super.c). Those of the one that `disk` is of, or of the only one there is.
 * How many there are.
 */
static size_t add_bcachefs_members(struct hw_finder *f,
				   const struct hw_class_device *disk, unsigned depth)
{
	struct hw_text *names;
	size_t found = 0;
	size_t n;

	if (hw_root_list(f->machine->root, "sys/fs/bcachefs", f->arena, &names, &n) < 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct hw_text path = hw_arena_printf(f->arena, "sys/fs/bcachefs/%.*s",
						      HW_TEXT_ARG(names[i]));
		const struct hw_class_device *members[MEMBERS_MAX];
		size_t count = list_bcachefs(f, path, members);
		bool is_it = n == 1 && !disk;

		for (size_t k = 0; k < count; k++)
			is_it = is_it || members[k] == disk;
		for (size_t k = 0; is_it && k < count; k++) {
			hw_finder_add_disk(f, members[k], depth);
			found++;
		}
	}
	return found;
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

/* fuse_fs_type, and fuseblk_fs_type on a block device, of fs/fuse/inode.c. */
static bool is_of_program(struct hw_text type)
{
	const struct hw_text head = hw_text_head(type, hw_text_find(type, '.'));

	return hw_text_eq(head, HW_TEXT("fuse")) || hw_text_eq(head, HW_TEXT("fuseblk"));
}

/* "fuseblk.ntfs-3g": what is behind the dot is for people, get_fs_type(). The module may
 * bear another name, as ext4 that of ext3: the kernel asks for "fs-ext3"
 * (fs/filesystems.c). */
void hw_finder_add_file_system(struct hw_finder *f, const struct hw_mount *mount,
			       bool is_module)
{
	const struct hw_text type =
		hw_text_head(mount->type, hw_text_find(mount->type, '.'));
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	hw_finder_add_module(
		f, type, hw_arena_printf(f->arena, "fs-%.*s", HW_TEXT_ARG(type)),
		!is_module,
		hw_arena_printf(f->arena, "file system of %.*s", HW_TEXT_ARG(point)));
}

/* fscrypt_allocate_skcipher(), fs/crypto/keysetup.c, "xts(aes)" and "cts(cbc(aes))": the
 * policies are on the disk, one a directory. */
static const struct hw_asked file_encryption = {
	.by = "fscrypt",
	.what = "file encryption",
	.names = {"crypto-xts", "crypto-cts", "crypto-cbc", "crypto-aes"},
	.tool = "fscryptctl get_policy",
	.usual = "fscrypt's default, AES-256-XTS and AES-256-CBC-CTS",
	.are = "xts, cts, cbc and one of aes",
	.is_cipher = true,
};

/* By "inlinecrypt" or "test_dummy_encryption=v2" (Documentation/filesystems/fscrypt.rst),
 * and f2fs by "encryption, quota" of sys/fs/f2fs/sda1/features
 * (Documentation/ABI/testing/ sysfs-fs-f2fs). Others do not tell. */
static bool encrypts_files(struct hw_finder *f, const struct hw_mount *mount)
{
	const struct hw_class_device *disk;
	struct hw_text options = mount->options;
	struct hw_text features;

	while (options.n) {
		struct hw_text option = hw_text_cut(&options, ',');
		const struct hw_text key = hw_text_cut(&option, '=');

		if (hw_text_eq(key, HW_TEXT("inlinecrypt")) ||
		    hw_text_eq(key, HW_TEXT("test_dummy_encryption")))
			return true;
	}
	disk = hw_text_eq(mount->type, HW_TEXT("f2fs")) ? disk_of(f, mount) : NULL;
	if (!disk)
		return false;
	features = hw_finder_attribute(
		f, hw_arena_printf(f->arena, "sys/fs/f2fs/%.*s", HW_TEXT_ARG(disk->name)),
		"features");
	while (features.n)
		if (hw_text_eq(hw_text_trim_start(hw_text_cut(&features, ','), " "),
			       HW_TEXT("encryption")))
			return true;
	return false;
}

/* A file system and all that its mount options ask for. */
static void add_whole_file_system(struct hw_finder *f, const struct hw_mount *mount,
				  bool is_module)
{
	const struct hw_text point = hw_finder_told_point(f, mount->point);

	hw_finder_add_file_system(f, mount, is_module);
	hw_nls_each(mount, f->arena, add_nls, f);
	if (encrypts_files(f, mount))
		hw_finder_note_asked(f, &file_encryption, point);
	if (!f->is_whole && is_of_program(mount->type))
		f->chain->advice = hw_arena_printf(
			f->arena,
			"%.*s is a file system of a program (as ntfs-3g, sshfs): without "
			"it, its modules are of no use",
			HW_TEXT_ARG(point));
}

/*
 * Disks that a file system has besides the one that is mounted, by its options:
 * xfs_fs_show_options(), fs/xfs/xfs_super.c; reiserfs_show_options(),
 * fs/reiserfs/super.c. Others, as the journal of ext4, are in none.
 */
static const struct {
	const char *type;
	const char *option;
	/* of a sentence, where the disk is not found */
	const char *unknown;
} further_disks[] = {
	{"xfs", "logdev", "on which disk the log of"},
	{"xfs", "rtdev", "on which disk the real-time part of"},
	{"reiserfs", "jdev", "on which disk the journal of"},
};

static void add_further(struct hw_finder *f, const struct hw_mount *mount, unsigned depth)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(further_disks); i++) {
		const struct hw_text node = hw_mounts_unescape(
			hw_mounts_option(mount, further_disks[i].option), f->arena);
		const struct hw_class_device *disk;

		if (!node.n ||
		    !hw_text_eq(mount->type, hw_text_of(further_disks[i].type)))
			continue;
		disk = hw_finder_node_disk(f, node);
		if (disk)
			hw_finder_add_disk(f, disk, depth);
		else
			hw_finder_say_place(f, further_disks[i].unknown,
					    hw_finder_told_point(f, mount->point));
	}
}

/* Whether any disk of it is known. */
static bool add_disks(struct hw_finder *f, const struct hw_mount *mount, unsigned depth)
{
	const struct hw_class_device *disk = disk_of(f, mount);
	size_t found = 0;

	if (disk)
		hw_finder_add_disk(f, disk, depth);
	if (hw_text_eq(mount->type, HW_TEXT("bcachefs")))
		found = add_bcachefs_members(f, disk, depth);
	if (disk && !found)
		add_more(f, mount, depth);
	if (disk && hw_text_eq(mount->type, HW_TEXT("btrfs")))
		add_members(f, disk, depth);
	add_further(f, mount, depth);
	return disk || found;
}

/* Errors: -ENOENT. */
static int add_with_disks(struct hw_finder *f, const struct hw_mount *mount,
			  unsigned depth, struct hw_text *ret_missing)
{
	const bool is_diskless = hw_diskless_is(mount->type);
	const bool has_disk = !is_diskless && add_disks(f, mount, depth);

	if (!has_disk && !hw_finder_add_diskless(f, mount, depth, ret_missing))
		return -ENOENT;
	add_whole_file_system(f, mount, is_diskless || has_disk);
	return 0;
}

int hw_finder_add_mounted(struct hw_finder *f, const struct hw_mount *mount,
			  unsigned depth, struct hw_text *ret_missing)
{
	enum hw_added *added = &f->added[mount - f->mounts.v];
	const struct hw_text point = hw_finder_told_point(f, mount->point);
	int r = 0;

	if (*added == HW_ADDED_PARTLY)
		hw_finder_note_unknown(
			f, hw_arena_printf(f->arena,
					   "not known: what %.*s (%.*s) is on; it is "
					   "below itself",
					   HW_TEXT_ARG(point), HW_TEXT_ARG(mount->type)));
	if (*added != HW_ADDED_NOT)
		return 0;
	*added = HW_ADDED_PARTLY;
	/* no disk is there yet */
	f->stack[depth < HW_STACK_MAX ? depth : HW_STACK_MAX] = NULL;
	r = add_with_disks(f, mount, depth, ret_missing);
	*added = r == 0 ? HW_ADDED : HW_ADDED_NOT;
	return r;
}

/* Whether a target may be in a file system whose place a recording does not tell:
 * "/home/alice" of "/home/withheld". */
static bool may_be_withheld(const struct hw_finder *f, struct hw_text path,
			    const struct hw_mount *found)
{
	const struct hw_privacy *privacy = &f->machine->privacy;
	const struct hw_text place = hw_privacy_mount(privacy, path, f->arena);

	if (hw_privacy_level_recorded(privacy) == HW_PRIVACY_FULL || place.s == path.s ||
	    (found && hw_text_starts(found->point, place)))
		return false;
	for (size_t i = 0; i < f->mounts.n; i++)
		if (hw_text_starts(f->mounts.v[i].point, place))
			return true;
	return false;
}

int hw_finder_add_mount(struct hw_finder *f, struct hw_text path, unsigned depth,
			struct hw_text *ret_missing)
{
	const struct hw_mount *mount;
	int r = hw_finder_read_mounts(f);

	if (r < 0)
		return r;
	mount = hw_finder_mount_of(f, path);
	if (mount && (depth || !may_be_withheld(f, path, mount)))
		return hw_finder_add_mounted(f, mount, depth, ret_missing);
	if (f->mounts.n)
		*ret_missing = HW_TEXT("what is mounted there is not known");
	else if (f->mounts.path)
		*ret_missing = hw_arena_printf(f->arena, "%s %s", f->mounts.path,
					       f->mounts.malformed
						       ? "has no line that can be read"
						       : "is empty");
	else
		*ret_missing = HW_TEXT("there is no proc/self/mountinfo, which tells "
				       "what is mounted there");
	return -ENOENT;
}
