/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CHAIN_FINDER_H
#define HWALIAS_REPORT_CHAIN_FINDER_H

#include "data/base/text_set.h"
#include "report/chain/internal.h"

/* Most block devices, file systems or interfaces above each other. */
#define HW_STACK_MAX 16u

#define HW_VIRTUAL_NET "sys/devices/virtual/net/"

struct hw_finder;

enum hw_added { HW_ADDED_NOT, HW_ADDED_PARTLY, HW_ADDED };

/* Adds the file system that a path is on, and what that depends on: a disk may be in a
 * file. Errors: -ENOENT, with the reason in `ret_missing`; those of hw_mounts_read(). */
typedef int hw_finder_path_fn(struct hw_finder *f, struct hw_text path, unsigned depth,
			      struct hw_text *ret_missing);

/* What finds a chain: of one target after the other. */
struct hw_finder {
	struct hw_machine *machine;
	const struct hw_device_list *list;
	struct hw_arena *arena;
	/* the targets as the user typed them; none: the whole machine */
	const struct hw_text *typed;
	size_t typed_count;
	struct hw_class_devices classes;
	struct hw_chain *chain;
	/* hw_finder_add_mount(), for what that needs itself */
	hw_finder_path_fn *add_path;
	struct hw_mounts mounts;
	bool has_mounts;
	/* of each of `mounts`, whether it was added, or is being added */
	enum hw_added *added;
	/* the whole machine is asked for: where something is adds no module */
	bool is_whole;
	/* paths of devices whose drivers are not known */
	struct hw_text_set counted;
	/* the block devices from the target down to the one that is looked at */
	const struct hw_class_device *stack[HW_STACK_MAX + 1];
	/* paths of the disks and interfaces that were added */
	struct hw_text_set seen;
};

/* Paths have no leading slash. What lacks memory fails the arena. */

/* --- finder.c: what is found, and where it is looked up --- */

/* Each of these adds what is not there yet. */
void hw_finder_add_module(struct hw_finder *f, struct hw_text name, struct hw_text alias,
			  bool may_be_core, struct hw_text because);
/* `what` is of a sentence, "encryption" of dm-0. */
void hw_finder_add_because(struct hw_finder *f, const char *module, const char *what,
			   struct hw_text name);
void hw_finder_note_asked(struct hw_finder *f, const struct hw_asked *asked,
			  struct hw_text name);
void hw_finder_note_unknown(struct hw_finder *f, struct hw_text sentence);
void hw_finder_say_unknown(struct hw_finder *f, const char *what, struct hw_text name);
/* Where it is, "on which disk". */
void hw_finder_say_place(struct hw_finder *f, const char *what, struct hw_text name);

/* Whether it is the first time that something with this path is added. */
bool hw_finder_is_new(struct hw_finder *f, struct hw_text path);

/* Flags the device at the path and those above it. */
void hw_finder_mark_above(struct hw_finder *f, struct hw_text path);

/* NULL: there is none. */
const struct hw_class_device *hw_finder_class(const struct hw_finder *f,
					      const char *class, struct hw_text name);
const struct hw_class_device *hw_finder_block(const struct hw_finder *f,
					      struct hw_text name);

/* The block device of a name; "/dev/mapper/vg-root" is the name of dm-0. NULL: none, or
 * several that a recording gives the same name, whose own is withheld. */
const struct hw_class_device *hw_finder_named(const struct hw_finder *f,
					      struct hw_text name);

/* What sentences call the place where a file system is mounted, and an interface: people
 * give both their names, which are withheld, but for a place that the user typed, or
 * something in it. Lifetime: that of what is given, or the arena's. */
struct hw_text hw_finder_told_point(const struct hw_finder *f, struct hw_text point);
struct hw_text hw_finder_told_interface(const struct hw_finder *f, struct hw_text name);

/* Without blanks behind it. Lifetime: the arena's. */
struct hw_text hw_finder_attribute(const struct hw_finder *f, struct hw_text path,
				   const char *name);

/* Errors: those of hw_mounts_read(). */
int hw_finder_read_mounts(struct hw_finder *f);

/* The file system that a path is on; NULL: it is not known. Those of
 * hw_finder_read_mounts() alone. */
const struct hw_mount *hw_finder_mount_of(const struct hw_finder *f, struct hw_text path);

/* --- driven.c: what needs a driver --- */

/* Whether the name is of digits, '0' in the pattern, hexadecimal ones, 'x', and of these
 * characters; "+": one or more of what is before it. */
bool hw_name_is_like(struct hw_text name, const char *pattern);

/* A disk does not work without the drivers of the devices above it; that a tree does not
 * have them is no proof. */
void hw_finder_count_undriven(struct hw_finder *f, struct hw_text path);

/* Whether a device above the end of a path has a driver, or ought to have one, which
 * hw_finder_count_undriven() tells of. */
bool hw_finder_is_driven(struct hw_finder *f, struct hw_text path, size_t end);

/* --- interfaces.c --- */

/* `depth`: how many interfaces are above it. */
void hw_finder_add_interface(struct hw_finder *f, const struct hw_class_device *net,
			     unsigned depth);

/* The interfaces that the driver of a device made of it. */
void hw_finder_add_interfaces_of(struct hw_finder *f, struct hw_text path);

/* The interface over which an address is reached, or the only one that the machine has
 * besides "lo"; NULL: it is not known. */
const struct hw_class_device *hw_finder_interface_to(struct hw_finder *f,
						     struct hw_text address);

/* --- rdma.c --- */

/* The driver of RDMA of a device, and of the device that an interface or an adapter's
 * name is of. False: it is no adapter, or is not told to be one. */
bool hw_finder_add_rdma(struct hw_finder *f, struct hw_text device);
bool hw_finder_add_rdma_of(struct hw_finder *f, const struct hw_class_device *class);

/* The module of one that software makes of an interface, which is named; absent: that is
 * not told. NULL: it is none. */
const char *hw_finder_software_rdma(const struct hw_finder *f,
				    const struct hw_class_device *adapter,
				    struct hw_text *ret_interface);

/* --- disks.c --- */

/* What is between the disk, or the controller, and a device. Whether there is anything.
 */
bool hw_finder_add_transport(struct hw_finder *f, struct hw_text path);

/* Block devices whose names are in a directory: slaves/sda3 of bd_link_disk_holder(),
 * block/holder.c; devices/sda3 of btrfs_sysfs_add_device_link(), fs/btrfs/sysfs.c. How
 * many there are. */
size_t hw_finder_add_listed(struct hw_finder *f, struct hw_text path,
			    const char *directory, unsigned depth);

/* `depth`: how many block devices are above it. */
void hw_finder_add_disk(struct hw_finder *f, const struct hw_class_device *given,
			unsigned depth);

/* --- mounted.c --- */

/* The module of the file system alone; `is_module`: otherwise it may be part of every
 * kernel. */
void hw_finder_add_file_system(struct hw_finder *f, const struct hw_mount *mount,
			       bool is_module);

/* A file system, and what it depends on. Errors: as those of a hw_finder_path_fn. */
int hw_finder_add_mounted(struct hw_finder *f, const struct hw_mount *mount,
			  unsigned depth, struct hw_text *ret_missing);

hw_finder_path_fn hw_finder_add_mount;

/* --- diskless.c --- */

/* Whether a file system of this type is never on a block device. */
bool hw_diskless_is(struct hw_text type);

/* Whether where one of this type is adds nothing to what the whole machine needs. */
bool hw_diskless_is_alike(struct hw_text type);

/* What a file system is on that is on no block device. False: on nothing, with the reason
 * in `ret_missing`. */
bool hw_finder_add_diskless(struct hw_finder *f, const struct hw_mount *mount,
			    unsigned depth, struct hw_text *ret_missing);

/* --- flash.c --- */

/* A chip or a part of one, "mtd2"; volumes on one, "ubi0". False: it is not there. */
bool hw_finder_add_flash(struct hw_finder *f, struct hw_text name);
bool hw_finder_add_volumes(struct hw_finder *f, struct hw_text name);

/* The flash chip that a file system is on. False: it is on none. */
bool hw_finder_add_flash_of(struct hw_finder *f, const struct hw_mount *mount);

/* --- target.c: what a name is of --- */

/*
 * The link that udev makes for a tag of fstab(5), mount(8) and the kernel's root=:
 * "/dev/disk/by-label/my\x20disk" of "LABEL=my disk" (60-persistent-storage.rules, and
 * encode_devnode_name() of systemd). Absent: it is no tag.
 */
struct hw_text hw_node_of_tag(struct hw_text target, struct hw_arena *arena);

/* Each of these is NULL if it is none. */

/* "sda", or a path below /dev or /sys that leads to it. */
const struct hw_class_device *hw_finder_target_disk(struct hw_finder *f,
						    struct hw_text target);

/* The same of a node that a file of the machine names, whose name may be a person's word:
 * of what is recorded no link is followed, as that would be recorded. */
const struct hw_class_device *hw_finder_node_disk(struct hw_finder *f,
						  struct hw_text node);

/* "br0" of itself and of its directory, which is no device's. */
const struct hw_class_device *hw_finder_target_interface(const struct hw_finder *f,
							 struct hw_text target);

/* "mlx5_0" of itself and of its directory in sys/class/infiniband. */
const struct hw_class_device *hw_finder_target_adapter(const struct hw_finder *f,
						       struct hw_text target);

/* A controller of NVMe that is on no device. */
const struct hw_class_device *hw_finder_target_fabric(const struct hw_finder *f,
						      struct hw_text target);

#endif
