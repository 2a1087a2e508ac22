/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_INTERNAL_H
#define HWALIAS_DATA_ROOT_INTERNAL_H

#include "data/root/backend.h"

// clang-format off
/*
 * What the files of data/root share:
 *
 *	root.c			the public functions; they call the back end
 *	once.c			small files that are read once
 *	pages.c			pages of a large file
 *	part.c			its lines
 *	dir.c			back end: the live machine, a directory
 *	  file.c		reads and maps an open file
 *	  guard.c		what is mapped, when another process writes to it
 *	  resolve.c		opens a path without leaving the directory
 *
 * Other back ends are data/snapshot/snapshot.c and record.c.
 */
// clang-format on

/* A descriptor of a file, for reading. Errors: -ENOTSUP: the root gives none; -errno. */
int hw_root_open_file(struct hw_root *root, const char *path);

/* Tells the guard how a user names the file of a map. */
void hw_root_name_map(const struct hw_root *root, const char *path,
		      const struct hw_map *map);

/*
 * dir.c
 */
enum hw_root_walk {
	/* by openat2(2); by hw_walk_user() where the kernel or a seccomp filter lacks it
	 */
	HW_ROOT_WALK_AUTO,
	/* always by hw_walk_user(), as on kernels before 5.6; for tests */
	HW_ROOT_WALK_USER,
};

/* hw_root_open() with a choice. The live machine ignores `walk`. */
int hw_root_dir_open(const char *path, enum hw_root_walk walk, struct hw_root **ret);

/*
 * file.c: the contracts are those of hw_root_read() and hw_root_map(). `sysfs`: the file
 * is below sys/, where one read(2) gives all of it.
 */
int hw_file_read(int fd, bool sysfs, struct hw_arena *arena, struct hw_text *ret);
int hw_file_map(int fd, struct hw_map *ret);

/*
 * guard.c: the maps of this process. Threads may call these.
 */

/* Adds a map of a file. False: it must not be mapped but copied. */
bool hw_guard_add(const void *base, size_t size);

/* How a user names the file. */
void hw_guard_name(const void *base, const char *path);

/* Before the map goes. One that is not there is fine. */
void hw_guard_remove(const void *base);

/* Whether hw_maps_keep() has been called. */
bool hw_guard_is_copy(void);

/*
 * resolve.c: opens a path below the directory `root` without ever leaving that, whatever
 * symbolic links are on the way: absolute links start at `root`, ".." stops there.
 * `flags` are those of open(2), without O_CREAT; with O_PATH | O_NOFOLLOW the last
 * component may be a link. Both return a descriptor or -errno.
 */

/* By openat2(2). Errors: -ENOSYS or -EPERM: not available. */
int hw_walk_kernel(int root, const char *path, int flags);

/* Component by component, with system calls that every kernel has. */
int hw_walk_user(int root, const char *path, int flags);

#endif
