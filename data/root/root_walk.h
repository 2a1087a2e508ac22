/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_ROOT_WALK_H
#define HWALIAS_DATA_ROOT_ROOT_WALK_H

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

#endif
