/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_TREE_H
#define HWALIAS_TESTS_LIB_TREE_H

/* Directory trees for tests, below mkdtemp(3). Include after cmocka.h. */
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tree {
	char path[64];
};

static inline void tree_make(struct tree *t)
{
	strcpy(t->path, "/tmp/hwalias-test-XXXXXX");
	assert_non_null(mkdtemp(t->path));
}

static inline int tree_remove_one(const char *path, const struct stat *st, int type,
				  struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void tree_remove(struct tree *t)
{
	nftw(t->path, tree_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Writes "TREE/path" to `to`, and makes the directories on the way. */
static inline void tree_place(const struct tree *t, const char *path, char to[PATH_MAX])
{
	int n = snprintf(to, PATH_MAX, "%s/%s", t->path, path);

	assert_true(n > 0 && n < PATH_MAX);
	for (char *slash = to + strlen(t->path) + 1; (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		mkdir(to, 0755);
		*slash = '/';
	}
}

static inline void tree_dir(const struct tree *t, const char *path)
{
	char at[PATH_MAX];

	tree_place(t, path, at);
	mkdir(at, 0755);
}

static inline void tree_bytes(const struct tree *t, const char *path, const void *bytes,
			      size_t size)
{
	char at[PATH_MAX];
	FILE *f;

	tree_place(t, path, at);
	f = fopen(at, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static inline void tree_file(const struct tree *t, const char *path, const char *content)
{
	tree_bytes(t, path, content, strlen(content));
}

static inline void tree_link(const struct tree *t, const char *path, const char *target)
{
	char at[PATH_MAX];

	tree_place(t, path, at);
	assert_int_equal(symlink(target, at), 0);
}

#endif
