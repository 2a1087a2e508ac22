/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_INTERNAL_H
#define HWALIAS_DATA_ROOT_INTERNAL_H

#include "data/root/root.h"

/*
 * The directory back end of a root; internal to data/, its tests aside. Everybody else
 * calls hw_root_open().
 */
enum hw_root_walk {
	/* openat2(2), and the walker where the kernel or a seccomp filter refuses it */
	HW_ROOT_WALK_AUTO,
	/* the walker always, as on kernels before 5.6 */
	HW_ROOT_WALK_USER,
};

/* As hw_root_open(); `walk` is of no meaning to the live machine. */
int hw_root_dir_open(const char *path, enum hw_root_walk walk, struct hw_root **ret);

/* data/root/file.c: the contracts are those of hw_root_read() and hw_root_map(). */
int hw_file_read(int fd, bool sysfs, struct hw_arena *arena, struct hw_text *ret);
int hw_file_map(int fd, struct hw_map *ret);

/* A file that the user names, below no root: a snapshot. */
int hw_file_map_path(const char *path, struct hw_map *ret);

/*
 * Opening a path below a directory without ever leaving it, whatever symbolic links are
 * on the way: absolute links start at the directory, ".." stops there. Internal to
 * data/root/dir.c.
 *
 * `flags` are those of open(2), without O_CREAT; with O_PATH | O_NOFOLLOW the last
 * component may be a link itself. Both return a descriptor or -errno.
 */

/* By openat2(2). Errors: -ENOSYS or -EPERM where there is none. */
int hw_walk_kernel(int root, const char *path, int flags);

/* Component by component, with what every kernel has. */
int hw_walk_user(int root, const char *path, int flags);

/*
 * A snapshot in memory, between its reader (data/root/snapshot_read.c) and its file
 * system (data/root/snapshot.c). Internal to data/.
 */
enum hw_entry_kind {
	/* content on the line of the path, a newline at its end */
	HW_ENTRY_LINE,
	/* the same without the newline */
	HW_ENTRY_LINE_OPEN,
	/* content on the lines that follow */
	HW_ENTRY_LINES,
	/* the same, the last without a newline */
	HW_ENTRY_LINES_OPEN,
	HW_ENTRY_HEX,
	HW_ENTRY_LINK,
	HW_ENTRY_DIRECTORY,
};

struct hw_entry {
	/* without escapes */
	struct hw_text path;
	enum hw_entry_kind kind;
	/* as written: the rest of the line, and for LINES and HEX those that follow */
	struct hw_text raw;
	/* what hw_root_map() decoded of it, absent until then */
	struct hw_text content;
	size_t line;
};

struct hw_snapshot {
	/* paths and mapped contents */
	struct hw_arena arena;
	/* the file; zeroed when the text is somebody else's */
	struct hw_map map;
	/* sorted by path, each path once; on the heap */
	struct hw_entry *v;
	size_t n;
};

extern const struct hw_root_ops hw_snapshot_ops;

/*
 * Decodes content into `arena`, NUL-terminated. Lifetime: the arena's.
 * Errors: -EINVAL: an escape or a digit is not sound; -ENOMEM.
 */
int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret);

/* Takes the escapes out of one line. Errors: as above. */
int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret);

#endif
