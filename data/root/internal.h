/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_INTERNAL_H
#define HWALIAS_DATA_ROOT_INTERNAL_H

#include "data/base/text_index.h"
#include "data/root/root.h"
#include "data/root/tree.h"

// clang-format off
/*
 * What the files of data/root share:
 *
 *	root.c			the public functions; they call the back end
 *	pages.c			parts of a large file
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
	/* NULL: its files have no descriptors */
	int (*open)(void *self, const char *path);
	int (*readlink)(void *self, const char *path, struct hw_arena *arena,
			struct hw_text *ret);
	/* unsorted; `only_dirs` for hw_root_list_dirs() */
	int (*list)(void *self, const char *path, bool only_dirs, struct hw_arena *arena,
		    struct hw_text **ret_names, size_t *ret_count);
	int (*access)(void *self, const char *path);
	void (*close)(void *self);
	/* NULL: it does not record */
	const struct hw_root_notes *notes;
};

/* What data/root/note.h hands on. */
struct hw_root_notes {
	void (*line)(void *self, struct hw_text slice, bool nested);
	void (*unpacked)(void *self, const char *path, struct hw_text text);
	void (*file)(void *self, const char *path, struct hw_text content, int err);
	void (*answered)(void *self, const char *path);
	void (*answer)(void *self, const char *path, struct hw_text line);
};

/* A descriptor of a file, for reading. Errors: -ENOTSUP: the root gives none; -errno. */
int hw_root_open_file(struct hw_root *root, const char *path);

/* Tells the guard how a user names the file of a map. */
void hw_root_name_map(const struct hw_root *root, const char *path,
		      const struct hw_map *map);

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
	/* `raw` is the content itself: of a tree that was put together in memory */
	HW_ENTRY_BYTES,
	/* a file of which some lines are known: lines that end in a newline, and records
	 * that end in a NUL */
	HW_ENTRY_SPARSE,
	HW_ENTRY_SPARSE_NUL,
	/* it was looked for and is not there */
	HW_ENTRY_ABSENT,
	/* it is there and is no link; nothing else is known */
	HW_ENTRY_UNKNOWN,
	/* a file whose content is not known */
	HW_ENTRY_FILE_UNKNOWN,
	/* a file that cannot be read: `err` */
	HW_ENTRY_UNREADABLE,
	/* it cannot even be looked at: `err` */
	HW_ENTRY_UNREACHABLE,
	/* the same; the listing of its directory does not have it */
	HW_ENTRY_UNREACHABLE_HIDDEN,
};

/* How much of a directory is known. In the order of how much that is. */
enum hw_listing {
	/* as hw_snapshot.partial says: HW_LISTING_NONE or HW_LISTING_ALL */
	HW_LISTING_DEFAULT,
	/* it was not listed */
	HW_LISTING_NONE,
	/* it cannot be listed: `err` */
	HW_LISTING_ERROR,
	/* the entries hold all its directories, but perhaps not all else */
	HW_LISTING_DIRECTORIES,
	/* the entries hold all there is */
	HW_LISTING_ALL,
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
	/* of a directory */
	enum hw_listing listing;
	/* -errno of what could not be read, looked at or listed */
	int err;
};

struct hw_snapshot {
	/* holds paths and mapped contents */
	struct hw_arena arena;
	/* the file; zeroed when the caller owns the text */
	struct hw_map map;
	/* sorted by path, each path once; on the heap */
	struct hw_entry *v;
	size_t n;
	/* directories without an entry of their own were not listed */
	bool partial;
	/* the root directory itself */
	enum hw_listing top;
	int top_err;
};

/* snapshot.c */
extern const struct hw_root_ops hw_snapshot_ops;

/*
 * snapshot_text.c: the content of an entry, NUL-terminated. Lifetime: the arena's.
 * Errors: -EINVAL: a malformed escape or digit; -ENOMEM.
 */
int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret);

/*
 * Lines of a sparse file at most: blank ones cost a byte each in memory and nothing in
 * the snapshot.
 */
#define HW_SPARSE_MAX ((size_t)1 << 24)

/*
 * The next line that a sparse entry tells, from `raw`, which is cut: its number from 1,
 * and its text with escapes. Returns 1, 0 at the end, or -EINVAL.
 */
int hw_sparse_next(struct hw_text *raw, size_t *ret_number, struct hw_text *ret_text);

/* Cuts the number of lines off the front of a sparse entry. Errors: -EINVAL. */
int hw_sparse_count(struct hw_text *raw, size_t *ret_count);

/* Whether a sparse entry can be decoded. Errors: -EINVAL. */
int hw_sparse_check(const struct hw_entry *entry);

/* "EACCES" of -EACCES, a number where there is no name. Lifetime: `buf` or static. */
struct hw_text hw_errno_name(int err, char buf[static 16]);

/* The other way round: -EACCES, or 0 when it is neither name nor number. */
int hw_errno_of(struct hw_text name);

/* Order of entries in a snapshot. */
int hw_entry_cmp(const void *a, const void *b);

/* The second line of what the program writes, and the last: comments for all readers. */
#define HW_SNAPSHOT_HAS_END "# complete if it ends in \"# end\""
#define HW_SNAPSHOT_END	    "# end"

/* Hands over a piece of the text. Errors: -errno, which ends the writing. */
typedef int hw_snapshot_sink(void *arg, struct hw_text bytes);

/*
 * Writes the snapshot in the one way there is to write it (top of
 * data/root/snapshot_read.c). Entries that follow from others are left out. Errors:
 * those of `sink`; -ENOMEM.
 */
int hw_snapshot_write(const struct hw_snapshot *snapshot, hw_snapshot_sink *sink,
		      void *arg);

/* The inside of data/root/tree.c, for data/root/record.c. */
struct hw_tree {
	struct hw_snapshot *snapshot;
	/* path -> place in snapshot->v */
	struct hw_text_index index;
	size_t room;
	size_t bytes;
	int err;
};

/* NULL: there is none. Lifetime: until the next entry is added. */
struct hw_entry *hw_tree_find(const struct hw_tree *tree, struct hw_text path);

/* Adds an entry of kind HW_ENTRY_UNKNOWN. NULL: the path is not sound, or tree->err. */
struct hw_entry *hw_tree_add(struct hw_tree *tree, struct hw_text path);

/* Sets kind and raw, which is copied. */
void hw_tree_set(struct hw_tree *tree, struct hw_entry *entry, enum hw_entry_kind kind,
		 struct hw_text raw);

/* Adds the entries of a snapshot. */
void hw_tree_copy(struct hw_tree *tree, const struct hw_snapshot *from);

/* Takes the escapes out of one line. Errors: as above. */
int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret);

#endif
