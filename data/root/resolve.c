// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "data/root/internal.h"

/* MAXSYMLINKS of include/linux/namei.h */
#define LINKS_MAX 40

int hw_walk_kernel(int root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (__u64)flags,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};

	/* EAGAIN: a concurrent rename(2) kept ".." from being checked, openat2(2) */
	for (int tries = 0; tries < 16; tries++) {
		long fd = syscall(SYS_openat2, root, path, &how, sizeof(how));

		if (fd >= 0)
			return (int)fd;
		if (errno != EAGAIN && errno != EINTR)
			return -errno;
	}
	return -EAGAIN;
}

struct walk {
	int root;
	/* the directory reached: `root`, or a descriptor that the walk owns */
	int at;
	/* levels below the root; ".." stops at 0 */
	unsigned depth;
	unsigned links;
	/* the rest of the path, at the end of `buffer`: targets of links are put before
	 * it
	 */
	char *todo;
	char buffer[2 * PATH_MAX];
};

static void move_to(struct walk *w, int fd)
{
	if (w->at != w->root)
		close(w->at);
	w->at = fd;
}

static int go_up(struct walk *w)
{
	int fd;

	if (!w->depth)
		return 0;
	if (--w->depth == 0) {
		move_to(w, w->root);
		return 0;
	}
	fd = openat(w->at, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	move_to(w, fd);
	return 0;
}

/* Puts the target of the link `fd` before the rest of the path. */
static int follow(struct walk *w, int fd)
{
	char target[PATH_MAX];
	ssize_t got = readlinkat(fd, "", target, sizeof(target));
	size_t n = (size_t)got;

	if (got < 0)
		return -errno;
	if (n == 0)
		return -ENOENT;
	if (++w->links > LINKS_MAX)
		return -ELOOP;
	if (n == sizeof(target) || n + 1 > (size_t)(w->todo - w->buffer))
		return -ENAMETOOLONG;
	if (target[0] == '/') {
		move_to(w, w->root);
		w->depth = 0;
	}
	w->todo -= n + 1;
	memcpy(w->todo, target, n);
	w->todo[n] = '/';
	return 0;
}

/* Cuts the next component off; *ret_last: it was the last one. */
static char *next(struct walk *w, bool *ret_last)
{
	char *part = w->todo + strspn(w->todo, "/");
	char *end = part + strcspn(part, "/");

	w->todo = end + strspn(end, "/");
	*ret_last = *w->todo == '\0';
	*end = '\0';
	return part;
}

/* Returns a descriptor of the last component, -EINPROGRESS after another one, -errno. */
static int step(struct walk *w, const char *part, bool last, int flags)
{
	bool final_link = (flags & O_PATH) && (flags & O_NOFOLLOW);
	int fd = openat(w->at, part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	int err = -EINPROGRESS;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0) {
		err = -errno;
	} else if (S_ISLNK(st.st_mode) && !(last && final_link)) {
		err = follow(w, fd);
		err = err ? err : -EINPROGRESS;
	} else if (last && (flags & O_PATH)) {
		return fd;
	} else if (last) {
		int opened = openat(w->at, part, flags | O_NOFOLLOW);

		err = opened < 0 ? -errno : opened;
	} else if (!S_ISDIR(st.st_mode)) {
		err = -ENOTDIR;
	} else {
		move_to(w, fd);
		w->depth++;
		return -EINPROGRESS;
	}
	close(fd);
	return err;
}

/* Opens the directory reached, for paths that end in ".", ".." or "/". */
static int open_here(const struct walk *w, int flags)
{
	int fd = openat(w->at, ".", flags & ~O_NOFOLLOW);

	return fd < 0 ? -errno : fd;
}

int hw_walk_user(int root, const char *path, int flags)
{
	size_t n = strlen(path);
	struct walk w = {.root = root, .at = root};
	int fd = n ? -EINPROGRESS : -ENOENT;

	if (n >= PATH_MAX)
		return -ENAMETOOLONG;
	w.todo = w.buffer + sizeof(w.buffer) - n - 1;
	memcpy(w.todo, path, n + 1);
	while (fd == -EINPROGRESS) {
		bool last;
		const char *part = next(&w, &last);
		int err = 0;

		if (*part && strcmp(part, ".") != 0 && strcmp(part, "..") != 0) {
			fd = step(&w, part, last, flags);
			continue;
		}
		if (strcmp(part, "..") == 0)
			err = go_up(&w);
		if (err || last)
			fd = err ? err : open_here(&w, flags);
	}
	move_to(&w, root);
	return fd;
}
