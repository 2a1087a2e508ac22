/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_INTERNAL_H
#define HWALIAS_DATA_ROOT_INTERNAL_H

#include "data/root/root.h"

// clang-format off
/*
 * What the files of data/root share:
 *
 *	root.c			the public functions; they call the back end
 *	dir.c			back end: the live machine, a directory
 *	  file.c		reads and maps an open file
 *	  guard.c		what is mapped, when another process writes to it
 *	  resolve.c		opens a path without leaving the directory
 *	snapshot.c		back end: the entries of a snapshot as a file system
 *	  snapshot_read.c	a snapshot's text -> entries
 *	  snapshot_text.c	a value of that text -> bytes
 */
// clang-format on

/*
 * The back end of a root. `self` is the state given to hw_root_new(). The contracts are
 * those of the functions in root.h with the same names.
 */
struct hw_root_ops {
	enum hw_root_kind kind;
	int (*read)(void *self, const char *path, struct hw_arena *arena,
		    struct hw_text *ret);
	int (*map)(void *self, const char *path, struct hw_map *ret);
	int (*readlink)(void *self, const char *path, struct hw_arena *arena,
			struct hw_text *ret);
	/* unsorted; `only_dirs` for hw_root_list_dirs() */
	int (*list)(void *self, const char *path, bool only_dirs, struct hw_arena *arena,
		    struct hw_text **ret_names, size_t *ret_count);
	int (*access)(void *self, const char *path);
	void (*close)(void *self);
};

/* Owns `self` from now on, and closes it on failure. Copies `path`. Errors: -ENOMEM. */
int hw_root_new(const struct hw_root_ops *ops, void *self, const char *path,
		struct hw_root **ret);

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

/* Maps a file that the user names, by its path outside of any root. */
int hw_file_map_path(const char *path, struct hw_map *ret);

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

/*
 * Entries of a snapshot. The format is drawn at the top of snapshot_read.c.
 */
enum hw_entry_kind {
	/* "=": content on the line of the path, then a newline */
	HW_ENTRY_LINE,
	/* "=-": the same without the newline */
	HW_ENTRY_LINE_OPEN,
	/* ":": content on the lines that follow */
	HW_ENTRY_LINES,
	/* ":-": the same, the last without a newline */
	HW_ENTRY_LINES_OPEN,
	HW_ENTRY_HEX,
	HW_ENTRY_LINK,
	HW_ENTRY_DIRECTORY,
};

struct hw_entry {
	/* without escapes */
	struct hw_text path;
	enum hw_entry_kind kind;
	/* as written: the rest of the line, and for LINES and HEX the lines that follow
	 */
	struct hw_text raw;
	/* decoded by hw_root_map(); absent until then */
	struct hw_text content;
	size_t line;
};

struct hw_snapshot {
	/* holds paths and mapped contents */
	struct hw_arena arena;
	/* the file; zeroed when the caller owns the text */
	struct hw_map map;
	/* sorted by path, each path once; on the heap */
	struct hw_entry *v;
	size_t n;
};

/* snapshot.c */
extern const struct hw_root_ops hw_snapshot_ops;

/*
 * snapshot_text.c: the content of an entry, NUL-terminated. Lifetime: the arena's.
 * Errors: -EINVAL: a malformed escape or digit; -ENOMEM.
 */
int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret);

/* The text without escapes. Lifetime, errors: as above. */
int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret);

#endif
