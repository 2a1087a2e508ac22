/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_ROOT_H
#define HWALIAS_DATA_ROOT_ROOT_H

#include <stddef.h>
#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/warnings.h"
#include "decoders/text/text.h"

/*
 * The one door to the file system. Whatever the program reads of a machine it reads
 * through a root, by a path relative to it ("sys/bus/pci/devices"), so that a recorded
 * machine is just another root:
 *
 *     "/"                    the live machine
 *     a directory            a recorded tree; its symbolic links never lead out of it,
 *                            absolute ones start at the directory
 *     a snapshot file        the same, in one text file (data/root/snapshot.h)
 *
 * Paths have no leading '/', no "." or ".." of their own, and are NUL-terminated.
 * Errors are -errno: -ENOENT, -ENOTDIR, -ELOOP, -EACCES, -EFBIG (over the cap), …
 */
struct hw_root;

enum hw_root_kind {
	HW_ROOT_LIVE,
	HW_ROOT_DIRECTORY,
	HW_ROOT_SNAPSHOT,
};

/* A whole file: mapped when it is a regular file on a disk, read when it is not. */
struct hw_map {
	struct hw_text text;
	/* what hw_unmap() needs */
	void *base;
	size_t size;
	bool mapped;
	/* when the file was written, seconds since the epoch; 0: not known */
	int64_t modified;
};

/* Most bytes of an attribute file: the kernel writes at most a page, of up to 64 KiB. */
#define HW_ATTR_MAX ((size_t)64 * 1024)
/* Most bytes of an id file, an alias table or a snapshot. */
#define HW_FILE_MAX ((size_t)256 * 1024 * 1024)

/*
 * Opens the directory `path` as a root; "/" is the live machine.
 * Errors: -errno of open(2). *ret is written only on success.
 */
int hw_root_open(const char *path, struct hw_root **ret);

/* NULL is fine. */
void hw_root_close(struct hw_root *root);

enum hw_root_kind hw_root_kind(const struct hw_root *root);

/* The path the root was opened with, NUL-terminated. Lifetime: the root's. */
const char *hw_root_path(const struct hw_root *root);

/*
 * A path below the root as the user would name it, into `to`, cut to `size` bytes with a
 * NUL: behind the directory the root was opened with; of a snapshot, from "/" on.
 */
void hw_root_display_path(const struct hw_root *root, const char *path, char *to,
			  size_t size);

/*
 * Reads an attribute file whole into the arena; the bytes are followed by a NUL.
 * One open, read, close: three system calls for a sysfs attribute.
 * Lifetime: the arena's. Errors: -errno; -EFBIG past HW_ATTR_MAX.
 */
int hw_root_read(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text *ret);

/*
 * The attribute `name` of the directory `dir`, without the newlines it ends in. `dir` may
 * begin with '/', as paths of devices do. Absent if `dir` is empty or the file cannot be
 * read. Lifetime: the arena's.
 */
struct hw_text hw_root_read_attr(struct hw_root *root, struct hw_text dir,
				 const char *name, struct hw_arena *arena);

/*
 * Maps a big file. Lifetime: until hw_unmap(); of a snapshot, the root's.
 * Errors: -errno; -EFBIG past HW_FILE_MAX; -EISDIR, -EINVAL for what is no file.
 */
int hw_root_map(struct hw_root *root, const char *path, struct hw_map *ret);

/*
 * The text is not needed for now: its pages need not stay in memory, and come back from
 * the file when the text is looked at again. A zeroed map is fine.
 */
void hw_map_drop_pages(const struct hw_map *map);

/* Closes what hw_root_map() opened; a zeroed map is fine. */
void hw_unmap(struct hw_map *map);

/* The target of a symbolic link as written, in the arena. Errors: -EINVAL: no link. */
int hw_root_readlink(struct hw_root *root, const char *path, struct hw_arena *arena,
		     struct hw_text *ret);

/*
 * The names in a directory, in byte order, without "." and "..", in the arena. The path
 * "." is the root itself.
 * Errors: -errno. An empty directory gives *ret_count 0.
 */
int hw_root_list(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text **ret_names, size_t *ret_count);

/* As hw_root_list(), but only real directories: neither files nor links. */
int hw_root_list_dirs(struct hw_root *root, const char *path, struct hw_arena *arena,
		      struct hw_text **ret_names, size_t *ret_count);

/*
 * Looks whether the path is there, links followed: 0, or -errno. -ENOENT and -ENOTDIR: it
 * is not; anything else (-EACCES) does not tell.
 */
int hw_root_access(struct hw_root *root, const char *path);

/* The same for those who do not ask why not. */
bool hw_root_exists(struct hw_root *root, const char *path);

/*
 * The path that `link`, a symbolic link whose target is `target`, leads to, without
 * looking at the file system: "sys/bus/pci/devices/X" + "../../../devices/pci0/X" is
 * "sys/devices/pci0/X". Never leads above the root. In the arena, NUL-terminated.
 */
struct hw_text hw_path_join_link(struct hw_arena *arena, struct hw_text link,
				 struct hw_text target);

/* The last component of a path. Borrows from `path`. */
struct hw_text hw_path_base(struct hw_text path);

/*
 * The back end of a root: data/root/root.c has the directory, data/root/snapshot_read.c
 * the snapshot. `self` is the state given to hw_root_new(). Contracts as of the functions
 * above.
 */
struct hw_root_ops {
	enum hw_root_kind kind;
	int (*read)(void *self, const char *path, struct hw_arena *arena,
		    struct hw_text *ret);
	int (*map)(void *self, const char *path, struct hw_map *ret);
	int (*readlink)(void *self, const char *path, struct hw_arena *arena,
			struct hw_text *ret);
	/* unsorted: hw_root_list() sorts; only_dirs as of hw_root_list_dirs() */
	int (*list)(void *self, const char *path, bool only_dirs, struct hw_arena *arena,
		    struct hw_text **ret_names, size_t *ret_count);
	int (*look)(void *self, const char *path);
	void (*close)(void *self);
};

/* Takes over `self` also when it fails. Errors: -ENOMEM. */
int hw_root_new(const struct hw_root_ops *ops, void *self, const char *path,
		struct hw_root **ret);

#endif
