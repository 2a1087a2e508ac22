/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_ROOT_DIR_H
#define HWALIAS_DATA_ROOT_ROOT_DIR_H

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

#endif
