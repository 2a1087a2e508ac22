/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_MOUNTS_H
#define HWALIAS_DATA_RUNNING_MOUNTS_H

#include "data/root/root.h"

/*
 * File systems in use, of proc/self/mountinfo (proc_pid_mountinfo(5)):
 *
 *     36 35 259:2 / / rw,noatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
 *           |       |                            |              |
 *           number  point                        source         options
 *
 * and where a recording does not have it of proc/self/mounts or proc/mounts, which have
 * no number (proc_pid_mounts(5)):
 *
 *     /dev/nvme0n1p2 / ext4 rw,noatime,errors=remount-ro 0 0
 */
struct hw_mount {
	/* major and minor number of the device, "259:2"; of btrfs one of its own; absent:
	 * the file has none */
	struct hw_text number;
	/* without escapes */
	struct hw_text point;
	/* "ext4" */
	struct hw_text type;
	/* the last part of the source, of several disks of the first, "nvme0n1p2";
	 * absent: it is no device node */
	struct hw_text source;
	/* all of the source, "host:/srv", "myshare", "/dev/nvme0n1p2" */
	struct hw_text origin;
	/* of bcachefs the disks behind the first, "/dev/sdb1:/dev/sdc1"; absent: none */
	struct hw_text more;
	/* of the file system, "rw,errors=remount-ro"; absent: the line ends before */
	struct hw_text options;
};

struct hw_mounts {
	struct hw_mount *v;
	size_t n;
	/* lines that are malformed: cut, or of something else */
	size_t malformed;
	/* the file they are of, "proc/self/mountinfo"; NULL: there is none */
	const char *path;
};

/* "nvme0n1p2" of "/dev/nvme0n1p2", which is cut off from `rest` up to the next ':';
 * absent: it is no device node. */
struct hw_text hw_mounts_disk(struct hw_text *rest);

/* A field without the escapes of these files, "\\040" and the like. Lifetime: that of the
 * field or the arena's. Errors: the arena's. */
struct hw_text hw_mounts_unescape(struct hw_text field, struct hw_arena *arena);

/* The value of an option, "4.2" of "rw,vers=4.2"; absent: there is none. */
struct hw_text hw_mounts_option(const struct hw_mount *mount, const char *name);

/* Those that there are, of the first of these files that has any; none if no file can be
 * read. Lifetime: the arena's. Errors: -ENOMEM. */
int hw_mounts_read(struct hw_root *root, struct hw_arena *arena, struct hw_mounts *ret);

/* The same from the text of mountinfo. */
int hw_mounts_parse(struct hw_text text, struct hw_arena *arena, struct hw_mounts *ret);

/* The same from the text of mounts. */
int hw_mounts_parse_short(struct hw_text text, struct hw_arena *arena,
			  struct hw_mounts *ret);

#endif
