/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_FUZZ_MEMORY_ROOT_H
#define HWALIAS_TESTS_FUZZ_MEMORY_ROOT_H

#include <errno.h>
#include <stdlib.h>

#include "data/root/internal.h"

/*
 * A root of a few files that are in memory: a reader of files is given any bytes at the
 * price of comparing names. Directories are implied by the paths; of two files of one
 * path the first counts.
 *
 *	struct memory_file files[] = {{HW_TEXT("proc/modules"), text}};
 *	struct memory memory = {files, HW_ARRAY_SIZE(files)};
 *	struct hw_root *root = memory_open(&memory);
 */
struct memory_file {
	struct hw_text path;
	/* absent: the file is not there */
	struct hw_text content;
};

struct memory {
	const struct memory_file *v;
	size_t n;
};

static inline const struct memory_file *memory_find(const struct memory *memory,
						    const char *path)
{
	for (size_t i = 0; i < memory->n; i++)
		if (memory->v[i].content.s &&
		    hw_text_eq(memory->v[i].path, hw_text_of(path)))
			return &memory->v[i];
	return NULL;
}

/* The part of a file's path behind "directory/"; absent when it is not below it. */
static inline struct hw_text memory_below(const struct memory_file *file,
					  const char *directory)
{
	size_t n = strlen(directory);

	if (!file->content.s || file->path.n < n + 2 || file->path.s[n] != '/' ||
	    memcmp(file->path.s, directory, n) != 0)
		return HW_NO_TEXT;
	return hw_text_from(file->path, n + 1);
}

static inline int memory_read(void *self, const char *path, struct hw_arena *arena,
			      struct hw_text *ret)
{
	const struct memory_file *file = memory_find(self, path);
	struct hw_text text = file ? hw_arena_copy(arena, file->content) : HW_NO_TEXT;

	if (!text.s)
		return file ? -ENOMEM : -ENOENT;
	*ret = text;
	return 0;
}

/* A copy of just its size: what reads past the end is seen. */
static inline int memory_map(void *self, const char *path, struct hw_map *ret)
{
	const struct memory_file *file = memory_find(self, path);
	char *copy = file ? malloc(file->content.n + !file->content.n) : NULL;

	if (!copy)
		return file ? -ENOMEM : -ENOENT;
	if (file->content.n)
		memcpy(copy, file->content.s, file->content.n);
	*ret = (struct hw_map){.text = {copy, file->content.n}, .base = copy};
	return 0;
}

static inline int memory_readlink(void *self, const char *path, struct hw_arena *arena,
				  struct hw_text *ret)
{
	(void)arena;
	(void)ret;
	return memory_find(self, path) ? -EINVAL : -ENOENT;
}

static inline int memory_access(void *self, const char *path)
{
	const struct memory *memory = self;

	if (memory_find(memory, path))
		return 0;
	for (size_t i = 0; i < memory->n; i++)
		if (memory_below(&memory->v[i], path).n)
			return 0;
	return -ENOENT;
}

/* A name comes as often as there are files below it. */
static inline int memory_list(void *self, const char *path, bool only_dirs,
			      struct hw_arena *arena, struct hw_text **ret_names,
			      size_t *ret_count)
{
	const struct memory *memory = self;
	struct hw_text *names = HW_ARENA_NEW(arena, struct hw_text, memory->n);
	size_t count = 0;

	if (memory_access(self, path) < 0)
		return -ENOENT;
	for (size_t i = 0; names && i < memory->n; i++) {
		struct hw_text name = memory_below(&memory->v[i], path);
		size_t n = hw_text_find(name, '/');

		if (n && (n < name.n || !only_dirs))
			names[count++] = hw_arena_copy(arena, hw_text_head(name, n));
	}
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret_names = names;
	*ret_count = count;
	return 0;
}

static inline void memory_close(void *self)
{
	(void)self;
}

/* Is called a snapshot: nothing is read of this machine. Lifetime: the memory's. */
static inline struct hw_root *memory_open(struct memory *memory)
{
	static const struct hw_root_ops ops = {
		.kind = HW_ROOT_SNAPSHOT,
		.read = memory_read,
		.map = memory_map,
		.readlink = memory_readlink,
		.list = memory_list,
		.access = memory_access,
		.close = memory_close,
	};
	struct hw_root *root;

	if (hw_root_new(&ops, memory, "memory", &root) < 0)
		abort();
	return root;
}

#endif
