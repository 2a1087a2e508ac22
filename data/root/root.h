/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_ROOT_H
#define HWALIAS_DATA_ROOT_ROOT_H

#include <stddef.h>
#include <stdint.h>

#include "data/base/arena.h"
#include "data/base/warnings.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * The file system of a machine. The program reads a machine only through a root, by a
 * path below it ("sys/bus/pci/devices"), so that a recorded machine is read like the
 * running one:
 *
 *	root			back end
 *	"/"			the live machine
 *	a directory		a recorded tree: its symbolic links never lead out of it,
 *				absolute ones start at the directory
 *	a snapshot file		the same in one text file (data/snapshot/snapshot.h)
 *
 * Paths have no leading '/', no "." or "..", and are NUL-terminated.
 * Errors are -errno: -ENOENT, -ENOTDIR, -ELOOP, -EACCES, -EFBIG: longer than the limit.
 */
// clang-format on
struct hw_root;

enum hw_root_kind {
	HW_ROOT_LIVE,
	HW_ROOT_DIRECTORY,
	HW_ROOT_SNAPSHOT,
};

/* A whole file: mapped when it is a regular file on a disk, read when it is not. */
struct hw_map {
	struct hw_text text;
	/* for hw_unmap() */
	void *base;
	size_t size;
	bool mapped;
	/* time of the last change, seconds since the epoch; 0: not known */
	int64_t modified;
};

/* Longest attribute in bytes: the kernel writes at most a page, which has up to 64 KiB.
 */
#define HW_ATTR_MAX ((size_t)64 * 1024)
/* Longest id file, alias table or snapshot in bytes. */
#define HW_FILE_MAX ((size_t)256 * 1024 * 1024)

/*
 * Opens the directory `path` as a root; "/" is the live machine.
 * Errors: -errno of open(2). *ret is written only on success.
 */
int hw_root_open(const char *path, struct hw_root **ret);

/* NULL is fine. */
void hw_root_close(struct hw_root *root);

enum hw_root_kind hw_root_kind(const struct hw_root *root);

/*
 * Whether what is not there is not there: the running machine, or a recording that was
 * made of one as it ran.
 */
bool hw_root_was_live(const struct hw_root *root);

/*
 * Says of what a snapshot is a recording: of a machine as it ran; by a user who may not
 * read all of it; with the directory that was shown before its paths. Errors: -ENOMEM.
 */
int hw_root_replays(struct hw_root *root, bool was_live, bool may_be_denied,
		    struct hw_text shown);

/* The path the root was opened with, NUL-terminated. Lifetime: the root's. */
const char *hw_root_path(const struct hw_root *root);

/*
 * Writes a path below the root as a user names it, NUL-terminated and cut to `size`
 * bytes: with the directory the root was opened with before it; in a snapshot, with "/",
 * or the directory that it was recorded from.
 */
void hw_root_display_path(const struct hw_root *root, const char *path, char *to,
			  size_t size);

/*
 * Reads a file whole, with a NUL after its bytes. A sysfs attribute takes three system
 * calls: open, read, close.
 * Lifetime: the arena's. Errors: -errno; -EFBIG: longer than HW_ATTR_MAX.
 */
int hw_root_read(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text *ret);

/*
 * The same of a small file that others ask for too: it is read once, until
 * hw_root_forget().
 */
int hw_root_read_once(struct hw_root *root, const char *path, struct hw_arena *arena,
		      struct hw_text *ret);

/* What hw_root_read_once() read is read again from now on: devices come and go. */
void hw_root_forget(struct hw_root *root);

/*
 * The attribute `name` of the directory `dir`, without the newlines it ends in. `dir` may
 * begin with '/', as paths of devices do. Absent if `dir` is empty or the file cannot be
 * read. Lifetime: the arena's.
 */
struct hw_text hw_root_read_attr(struct hw_root *root, struct hw_text dir,
				 const char *name, struct hw_arena *arena);

/* The same by hw_root_read_once(). */
struct hw_text hw_root_read_attr_once(struct hw_root *root, struct hw_text dir,
				      const char *name, struct hw_arena *arena);

/*
 * Maps a large file. Lifetime: until hw_unmap(); in a snapshot, the root's.
 * Errors: -errno; -EFBIG: longer than HW_FILE_MAX; -EISDIR, -EINVAL: not a regular file.
 */
int hw_root_map(struct hw_root *root, const char *path, struct hw_map *ret);

/*
 * Releases the memory of the text's pages; the next access reads them from the file
 * again. A zeroed map is fine.
 */
void hw_map_drop_pages(const struct hw_map *map);

/* A zeroed map is fine. */
void hw_unmap(struct hw_map *map);

/*
 * Copies all maps into memory, in their places, and those that follow: what is written to
 * the files from now on does not matter. For a program that lives on.
 */
void hw_maps_keep(void);

/* Before a read(2) from `fd`, after `lines` of it: hw_maps_keep() if there is nothing to
 * read for 20 ms, or if there were many lines. */
void hw_maps_before_wait(int fd, size_t lines);

/* Adds a warning for each file that was truncated while it was mapped, once. False if
 * there was any since the program began: what was read of it is not all there was. */
bool hw_maps_check(struct hw_warnings *warnings);

/*
 * Adds a warning for each path below the root that is there and could not be read, a
 * failing disk say, unless there is one about it. Once; the first 8 are kept. Whether
 * there was any since the root was opened. NULL is fine.
 */
bool hw_root_warn_unread(struct hw_root *root, struct hw_warnings *warnings);

/* The target of a symbolic link as written. Lifetime: the arena's. Errors: -errno;
 * -EINVAL: not a link. */
int hw_root_readlink(struct hw_root *root, const char *path, struct hw_arena *arena,
		     struct hw_text *ret);

/*
 * The names in a directory in byte order, without "." and "..". The path "." is the root.
 * An empty directory has *ret_count 0. Lifetime: the arena's. Errors: -errno.
 */
int hw_root_list(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text **ret_names, size_t *ret_count);

/* The same, directories only: neither files nor symbolic links. */
int hw_root_list_dirs(struct hw_root *root, const char *path, struct hw_arena *arena,
		      struct hw_text **ret_names, size_t *ret_count);

/*
 * Whether the path exists, symbolic links followed: 0 if it does. Errors: -ENOENT and
 * -ENOTDIR: it does not; others (-EACCES): not known.
 */
int hw_root_access(struct hw_root *root, const char *path);

/* Whether hw_root_access() returns 0. */
bool hw_root_exists(struct hw_root *root, const char *path);

/*
 * The path to which the symbolic link `link` with the target `target` leads, by the texts
 * alone: "sys/bus/pci/devices/X" and "../../../devices/pci0/X" give "sys/devices/pci0/X".
 * Never above the root. NUL-terminated. Lifetime: the arena's.
 */
struct hw_text hw_path_join_link(struct hw_arena *arena, struct hw_text link,
				 struct hw_text target);

/* The last component of a path. Lifetime: that of `path`. */
struct hw_text hw_path_base(struct hw_text path);

#endif
