// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/root/internal.h"

struct root_dir {
	/* O_PATH descriptor of the root directory */
	int fd;
	bool live;
	/* use hw_walk_user(): no openat2(2) */
	bool walk;
};

/* An open must not block (a FIFO), get a controlling terminal or leak into a child. */
#define OPEN_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

#define CLEANUP_FD __attribute__((cleanup(close_fd)))

/* Returns a descriptor or -errno. */
static int open_below(struct root_dir *dir, const char *path, int flags)
{
	int fd;

	if (dir->live) {
		fd = openat(dir->fd, path, flags);
		return fd < 0 ? -errno : fd;
	}
	if (!dir->walk) {
		fd = hw_walk_kernel(dir->fd, path, flags);
		if (fd != -ENOSYS && fd != -EPERM)
			return fd;
		/* before Linux 5.6, or a container's seccomp filter */
		dir->walk = true;
	}
	return hw_walk_user(dir->fd, path, flags);
}

/*
 * Like open_below(), for regular files. A recorded tree may hold anything; below the live
 * root the program opens attributes and tables only, so nothing is checked there.
 */
static int open_file(struct root_dir *dir, const char *path)
{
	int fd = open_below(dir, path, OPEN_FLAGS);
	struct stat st;
	int err = 0;

	if (fd < 0 || dir->live)
		return fd;
	if (fstat(fd, &st) < 0)
		err = -errno;
	else if (!S_ISREG(st.st_mode))
		err = S_ISDIR(st.st_mode) ? -EISDIR : -EINVAL;
	if (!err)
		return fd;
	close(fd);
	return err;
}

static int dir_read(void *self, const char *path, struct hw_arena *arena,
		    struct hw_text *ret)
{
	CLEANUP_FD int fd = open_file(self, path);

	if (fd < 0)
		return fd;
	return hw_file_read(fd, strncmp(path, "sys/", 4) == 0, arena, ret);
}

static int dir_map(void *self, const char *path, struct hw_map *ret)
{
	CLEANUP_FD int fd = open_below(self, path, OPEN_FLAGS);

	return fd < 0 ? fd : hw_file_map(fd, ret);
}

static int dir_open(void *self, const char *path)
{
	return open_below(self, path, OPEN_FLAGS);
}

int hw_file_map_path(const char *path, struct hw_map *ret)
{
	CLEANUP_FD int fd = open(path, OPEN_FLAGS);

	return fd < 0 ? -errno : hw_file_map(fd, ret);
}

static int dir_readlink(void *self, const char *path, struct hw_arena *arena,
			struct hw_text *ret)
{
	struct root_dir *dir = self;
	char target[PATH_MAX];
	struct hw_text text;
	ssize_t n;

	if (dir->live) {
		n = readlinkat(dir->fd, path, target, sizeof(target));
		if (n < 0)
			return -errno;
	} else {
		CLEANUP_FD int fd =
			open_below(dir, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);

		if (fd < 0)
			return fd;
		n = readlinkat(fd, "", target, sizeof(target));
		/* ENOENT is what the empty path gives for no link: do_readlinkat() */
		if (n < 0)
			return errno == ENOENT ? -EINVAL : -errno;
	}
	if ((size_t)n == sizeof(target))
		return -ENAMETOOLONG;
	text = hw_arena_copy(arena, (struct hw_text){target, (size_t)n});
	if (!text.s)
		return -ENOMEM;
	*ret = text;
	return 0;
}

/*
 * What getdents64(2) fills a buffer with. fdopendir(3) would ask for the file's kind and
 * flags and allocate 32 KiB first, which together takes longer than to read a directory
 * of sysfs.
 */
struct entry {
	uint64_t inode;
	int64_t next;
	unsigned short size;
	unsigned char type;
	char name[];
};

#define ENTRIES_SIZE 16384

struct names {
	struct hw_text *v;
	size_t n;
	size_t room;
};

static void names_free(struct names *names)
{
	free(names->v);
}

static int names_add(struct names *names, struct hw_text name)
{
	if (HW_ARRAY_GROW(names->v, names->n, &names->room, 64) < 0)
		return -ENOMEM;
	names->v[names->n++] = name;
	return 0;
}

static bool is_dir(int fd, const struct entry *entry)
{
	struct stat st;

	if (entry->type != DT_UNKNOWN)
		return entry->type == DT_DIR;
	return fstatat(fd, entry->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

static int add_entry(int fd, const struct entry *entry, bool only_dirs,
		     struct hw_arena *arena, struct names *names)
{
	struct hw_text name = hw_text_of(entry->name);

	if (hw_text_eq(name, HW_TEXT(".")) || hw_text_eq(name, HW_TEXT("..")) ||
	    (only_dirs && !is_dir(fd, entry)))
		return 0;
	return names_add(names, hw_arena_copy(arena, name));
}

static int read_names(int fd, bool only_dirs, struct hw_arena *arena, struct names *names)
{
	_Alignas(struct entry) char entries[ENTRIES_SIZE];

	for (;;) {
		const long n = syscall(SYS_getdents64, fd, entries, sizeof(entries));
		const struct entry *entry;

		if (n <= 0)
			return n < 0 ? -errno : 0;
		for (long at = 0; at < n; at += entry->size) {
			int err;

			entry = (const void *)(entries + at);
			err = add_entry(fd, entry, only_dirs, arena, names);
			if (err)
				return err;
		}
	}
}

static int dir_list(void *self, const char *path, bool only_dirs, struct hw_arena *arena,
		    struct hw_text **ret_names, size_t *ret_count)
{
	CLEANUP_FD int fd = open_below(self, path, OPEN_FLAGS | O_DIRECTORY);
	__attribute__((cleanup(names_free))) struct names names = {0};
	struct hw_text *v;
	int err;

	if (fd < 0)
		return fd;
	err = read_names(fd, only_dirs, arena, &names);
	if (err)
		return err;
	v = HW_ARENA_NEW(arena, struct hw_text, names.n);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	if (names.n)
		memcpy(v, names.v, names.n * sizeof(*v));
	*ret_names = v;
	*ret_count = names.n;
	return 0;
}

static int dir_access(void *self, const char *path)
{
	struct root_dir *dir = self;
	int fd;

	if (dir->live)
		return faccessat(dir->fd, path, F_OK, AT_EACCESS) < 0 ? -errno : 0;
	fd = open_below(dir, path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

static void dir_close(void *self)
{
	struct root_dir *dir = self;

	close(dir->fd);
	free(dir);
}

#define DIR_OPS(k)                                                                       \
	{                                                                                \
		.kind = (k), .read = dir_read, .map = dir_map, .open = dir_open,         \
		.readlink = dir_readlink, .list = dir_list, .access = dir_access,        \
		.close = dir_close                                                       \
	}

static const struct hw_root_ops live_ops = DIR_OPS(HW_ROOT_LIVE);
static const struct hw_root_ops directory_ops = DIR_OPS(HW_ROOT_DIRECTORY);

/* Whether the path is the root directory, however it is written: "/", "//", "/.". */
static bool is_live(const char *path, int fd)
{
	struct stat top;
	struct stat st;

	if (strcmp(path, "/") == 0)
		return true;
	return fstat(fd, &st) == 0 && stat("/", &top) == 0 && st.st_dev == top.st_dev &&
	       st.st_ino == top.st_ino;
}

int hw_root_dir_open(const char *path, enum hw_root_walk walk, struct hw_root **ret)
{
	int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct root_dir *dir;

	if (fd < 0)
		return -errno;
	dir = hw_calloc(1, sizeof(*dir));
	if (!dir) {
		close(fd);
		return -ENOMEM;
	}
	dir->fd = fd;
	dir->live = is_live(path, fd);
	dir->walk = walk == HW_ROOT_WALK_USER;
	return hw_root_new(dir->live ? &live_ops : &directory_ops, dir, path, ret);
}

int hw_root_open(const char *path, struct hw_root **ret)
{
	return hw_root_dir_open(path, HW_ROOT_WALK_AUTO, ret);
}
