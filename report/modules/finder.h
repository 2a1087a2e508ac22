/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MODULES_FINDER_H
#define HWALIAS_REPORT_MODULES_FINDER_H

#include "data/base/text_set.h"
#include "report/modules/internal.h"

/* Most block devices or interfaces above each other, and lookups of one chain. */
#define HW_STACK_MAX 16u
#define HW_STEPS_MAX 256u

#define HW_VIRTUAL_NET "sys/devices/virtual/net/"

/* What finds a chain: of one target after the other. */
struct hw_finder {
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
	const struct hw_class_device *stack[HW_STACK_MAX + 1];
	unsigned steps;
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
 * give both their names. Lifetime: that of what is given, or the arena's. */
struct hw_text hw_finder_told_point(const struct hw_finder *f, struct hw_text point);
struct hw_text hw_finder_told_interface(const struct hw_finder *f, struct hw_text name);

/* Without blanks behind it. Lifetime: the arena's. */
struct hw_text hw_finder_attribute(const struct hw_finder *f, struct hw_text path,
				   const char *name);

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

/* --- disks.c --- */

/* What is between the disk, or the controller, and a device. Whether there is anything.
 */
bool hw_finder_add_transport(struct hw_finder *f, struct hw_text path);

/* `depth`: how many block devices are above it. */
void hw_finder_add_disk(struct hw_finder *f, const struct hw_class_device *given,
			unsigned depth);

/* The module of the file system alone. */
void hw_finder_add_file_system(struct hw_finder *f, const struct hw_mount *mount,
			       bool has_disk);

/* Errors: -ENOENT; those of hw_mounts_read(). */
int hw_finder_read_mounts(struct hw_finder *f);

/* The file system that a file is on, and what that depends on. Errors: -ENOENT, with the
 * reason in `ret_missing`; those of hw_mounts_read(). */
int hw_finder_add_mount(struct hw_finder *f, struct hw_text path, unsigned depth,
			struct hw_text *ret_missing);

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

/* "br0" of itself and of its directory, which is no device's. */
const struct hw_class_device *hw_finder_target_interface(const struct hw_finder *f,
							 struct hw_text target);

/* A controller of NVMe that is on no device. */
const struct hw_class_device *hw_finder_target_fabric(const struct hw_finder *f,
						      struct hw_text target);

#endif
