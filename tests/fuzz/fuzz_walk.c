// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: flags, a path, and the targets of four symbolic links, a line each. The walker
 * for old kernels, on a small tree, must reach what openat2(2) reaches with
 * RESOLVE_IN_ROOT, which never leaves the tree, or fail as it does; so must the same tree
 * as a snapshot. Without openat2(2) there is nothing to compare with, and the program
 * says so and ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/root/internal.h"
#include "data/snapshot/snapshot.h"
#include "tests/fuzz/fuzz.h"

enum { LINKS = 4, INPUT_MAX = 240 };

static const char *const directories[] = {"a", "a/b", "a/b/c", "empty"};
static const char *const plain_files[] = {"f", "a/f", "a/b/c/f"};
static const struct {
	const char *path;
	const char *target;
} links[] = {
	{"abs", "/a/b"},       {"rel", "a/b"},
	{"up", "../../../.."}, {"out", "/../../etc"},
	{"loop", "loop"},      {"one", "two"},
	{"two", "one"},	       {"gone", "nowhere"},
	{"top", "/"},	       {"dot", "."},
	{"file", "a/f"},       {"a/up", ".."},
	{"a/b/abs", "/rel/c"}, {"a/b/c/top", "../../.."},
};

static char base[] = "/tmp/hwalias-walk-XXXXXX";
static int tree = -1;
/* as they are now */
static char targets[LINKS][INPUT_MAX + 1];

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void remove_tree(void)
{
	nftw(base, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* base/tree is the root; base/secret is what a walk must not reach. */
static void make_tree(void)
{
	int fd;

	require(mkdtemp(base) != NULL);
	atexit(remove_tree);
	fd = open(base, O_PATH | O_DIRECTORY | O_CLOEXEC);
	require(fd >= 0 && mkdirat(fd, "secret", 0755) == 0);
	require(mkdirat(fd, "tree", 0755) == 0);
	tree = openat(fd, "tree", O_PATH | O_DIRECTORY | O_CLOEXEC);
	require(tree >= 0);
	close(fd);
	for (size_t i = 0; i < HW_ARRAY_SIZE(directories); i++)
		require(mkdirat(tree, directories[i], 0755) == 0);
	for (size_t i = 0; i < HW_ARRAY_SIZE(plain_files); i++) {
		fd = openat(tree, plain_files[i], O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
		require(fd >= 0);
		close(fd);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(links); i++)
		require(symlinkat(links[i].target, tree, links[i].path) == 0);
	fd = hw_walk_kernel(tree, ".", O_PATH | O_CLOEXEC);
	if (fd == -ENOSYS || fd == -EPERM) {
		fprintf(stderr, "no openat2(2) here\n");
		exit(0);
	}
	require(fd >= 0);
	close(fd);
}

/* a/v0 … a/v3; an empty target is no link. */
static void set_link(size_t i, struct hw_text target)
{
	char path[] = "a/v0";

	path[3] = (char)('0' + i);
	if (hw_text_eq(target, hw_text_of(targets[i])))
		return;
	if (targets[i][0])
		require(unlinkat(tree, path, 0) == 0);
	snprintf(targets[i], sizeof(targets[i]), "%.*s", HW_TEXT_ARG(target));
	if (targets[i][0])
		require(symlinkat(targets[i], tree, path) == 0);
}

static void add(char **at, const char *text)
{
	*at = stpcpy(*at, text);
}

static void add_link(char **at, const char *path, const char *target)
{
	add(at, path);
	add(at, " -> ");
	for (const char *c = target; *c; c++)
		*at += sprintf(*at, "\\x%02x", (unsigned char)*c);
	add(at, "\n");
}

/* The tree as a snapshot. Returns 0 or -errno of hw_root_access(). */
static int look_in_snapshot(const char *path)
{
	static char text[2048 + LINKS * 4 * INPUT_MAX];
	char link[] = "a/v0";
	struct hw_root *root;
	char *at = text;
	int r;

	add(&at, "hwalias-snapshot 1\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(directories); i++) {
		add(&at, directories[i]);
		add(&at, "/\n");
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(plain_files); i++) {
		add(&at, plain_files[i]);
		add(&at, " =-\n");
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(links); i++)
		add_link(&at, links[i].path, links[i].target);
	for (size_t i = 0; i < LINKS; i++) {
		link[3] = (char)('0' + i);
		if (targets[i][0])
			add_link(&at, link, targets[i]);
	}
	require(hw_snapshot_open_text((struct hw_text){text, (size_t)(at - text)}, "fuzz",
				      NULL, &root) == 0);
	r = hw_root_access(root, path);
	hw_root_close(root);
	return r;
}

/*
 * A '/' behind a file: the kernel says ENOTDIR, the walkers take no notice. So do names
 * in the middle of a way that is broken in two ways.
 */
static bool is_excused(int user, int kernel)
{
	return kernel == -ENOTDIR || user == -ENAMETOOLONG ||
	       (kernel < 0 && user == kernel);
}

static void check(const char *path, int flags)
{
	int user = hw_walk_user(tree, path, flags | O_CLOEXEC);
	int kernel = hw_walk_kernel(tree, path, flags | O_CLOEXEC);
	struct stat is;
	struct stat must;

	if (user < 0 || kernel < 0) {
		require(is_excused(user, kernel));
	} else {
		require(fstat(user, &is) == 0 && fstat(kernel, &must) == 0);
		require(is.st_dev == must.st_dev && is.st_ino == must.st_ino);
	}
	if (flags == O_PATH) {
		int r = look_in_snapshot(path);

		if (r < 0 || kernel < 0)
			require(is_excused(r, kernel));
	}
	if (user >= 0)
		close(user);
	if (kernel >= 0)
		close(kernel);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int flags[] = {
		O_PATH,
		O_PATH | O_NOFOLLOW,
		O_RDONLY | O_NONBLOCK,
		O_RDONLY | O_DIRECTORY,
	};
	struct hw_text rest = {(const char *)data, size};
	char path[INPUT_MAX + 1];
	struct hw_text first;

	if (tree < 0)
		make_tree();
	if (size < 1 || size > INPUT_MAX || memchr(data, '\0', size))
		return 0;
	rest = hw_text_from(rest, 1);
	first = hw_text_cut(&rest, '\n');
	/* no path of the program ends so: the kernel would follow a last link */
	first = hw_text_trim_end(first, "/");
	snprintf(path, sizeof(path), "%.*s", HW_TEXT_ARG(first));
	for (size_t i = 0; i < LINKS; i++)
		set_link(i, rest.s ? hw_text_cut(&rest, '\n') : HW_TEXT(""));
	check(path, flags[data[0] % HW_ARRAY_SIZE(flags)]);
	return 0;
}
