// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/root/root.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "data/base/memory.h"
#include "data/base/path.h"
#include "data/root/internal.h"
#include "data/root/note.h"
#include "data/root/once.h"
#include "data/root/unread.h"

struct hw_root {
	const struct hw_root_ops *ops;
	void *self;
	char *path;
	/* the directory before a path that is shown; owned */
	char *shown;
	bool was_live;
	struct hw_unread unread;
	struct hw_once once;
};

int hw_root_new(const struct hw_root_ops *ops, void *self, const char *path,
		struct hw_root **ret)
{
	struct hw_root *root = hw_calloc(1, sizeof(*root));
	char *copy = hw_strdup(path);
	char *shown = hw_strdup(ops->kind == HW_ROOT_SNAPSHOT ? "" : path);

	if (!root || !copy || !shown) {
		free(root);
		free(copy);
		free(shown);
		ops->close(self);
		return -ENOMEM;
	}
	root->ops = ops;
	root->self = self;
	root->path = copy;
	root->shown = shown;
	root->was_live = ops->kind == HW_ROOT_LIVE;
	root->unread.may_be_denied = root->was_live && geteuid() != 0;
	pthread_mutex_init(&root->unread.lock, NULL);
	pthread_mutex_init(&root->once.lock, NULL);
	*ret = root;
	return 0;
}

void hw_root_close(struct hw_root *root)
{
	if (!root)
		return;
	root->ops->close(root->self);
	hw_root_forget(root);
	free(root->path);
	free(root->shown);
	free(root);
}

/* Returns what the back end did. */
static int note(struct hw_root *root, const char *path, int r)
{
	if (r < 0)
		hw_unread_note(&root->unread, path, r);
	return r;
}

enum hw_root_kind hw_root_kind(const struct hw_root *root)
{
	return root->ops->kind;
}

bool hw_root_was_live(const struct hw_root *root)
{
	return root->was_live;
}

int hw_root_replays(struct hw_root *root, bool was_live, bool may_be_denied,
		    struct hw_text shown)
{
	char *copy = strndup(shown.n ? shown.s : "", shown.n);

	if (!copy)
		return -ENOMEM;
	free(root->shown);
	root->shown = copy;
	root->was_live = was_live;
	root->unread.may_be_denied = may_be_denied;
	return 0;
}

const char *hw_root_path(const struct hw_root *root)
{
	return root->path;
}

void hw_root_display_path(const struct hw_root *root, const char *path, char *to,
			  size_t size)
{
	struct hw_text top = hw_text_of(root->shown);

	while (top.n && top.s[top.n - 1] == '/')
		top.n--;
	snprintf(to, size, "%.*s/%s", HW_TEXT_ARG(top), path);
}

bool hw_root_records(const struct hw_root *root)
{
	return root && root->ops->notes;
}

void hw_root_note_line(struct hw_root *root, struct hw_text slice, bool nested)
{
	if (hw_root_records(root) && slice.s)
		root->ops->notes->line(root->self, slice, nested);
}

void hw_root_note_table(struct hw_root *root, struct hw_text text)
{
	if (text.n)
		hw_root_note_line(root, hw_text_head(text, 1), false);
}

void hw_root_note_unpacked(struct hw_root *root, const char *path, struct hw_text text)
{
	if (hw_root_records(root))
		root->ops->notes->unpacked(root->self, path, text);
}

void hw_root_note_file(struct hw_root *root, const char *path, struct hw_text content,
		       int err)
{
	if (hw_root_records(root))
		root->ops->notes->file(root->self, path, content, err);
}

void hw_root_note_answered(struct hw_root *root, const char *path)
{
	if (hw_root_records(root))
		root->ops->notes->answered(root->self, path);
}

void hw_root_note_answer(struct hw_root *root, const char *path, struct hw_text line)
{
	if (hw_root_records(root))
		root->ops->notes->answer(root->self, path, line);
}

bool hw_root_warn_unread(struct hw_root *root, struct hw_warnings *warnings)
{
	struct hw_unread *unread = root ? &root->unread : NULL;
	char shown[2 * PATH_MAX];

	for (; unread && unread->told < unread->n; unread->told++) {
		const struct hw_unread_file *file = &unread->v[unread->told];

		hw_root_display_path(root, file->path, shown, sizeof(shown));
		hw_unread_warn(file, hw_text_of(shown), warnings);
	}
	return unread && unread->n > 0;
}

int hw_root_read(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text *ret)
{
	return note(root, path, root->ops->read(root->self, path, arena, ret));
}

int hw_root_read_once(struct hw_root *root, const char *path, struct hw_arena *arena,
		      struct hw_text *ret)
{
	int r;

	if (hw_once_find(&root->once, path, arena, ret, &r))
		return r;
	r = hw_root_read(root, path, arena, ret);
	hw_once_keep(&root->once, path, r == 0 ? *ret : HW_NO_TEXT, r);
	return r;
}

void hw_root_forget(struct hw_root *root)
{
	hw_once_forget(&root->once);
}

typedef int read_fn(struct hw_root *root, const char *path, struct hw_arena *arena,
		    struct hw_text *ret);

static struct hw_text read_attr(struct hw_root *root, struct hw_text dir,
				const char *name, struct hw_arena *arena, read_fn *read)
{
	char path[PATH_MAX];
	struct hw_text text;

	if (hw_text_starts(dir, HW_TEXT("/")))
		dir = hw_text_from(dir, 1);
	/* only a recorded tree can have a NUL */
	dir = hw_text_head(dir, hw_text_find(dir, '\0'));
	if (!dir.n || !hw_path_join(path, dir, hw_text_of(name)) ||
	    read(root, path, arena, &text) < 0)
		return HW_NO_TEXT;
	return hw_text_trim_end(text, "\n");
}

struct hw_text hw_root_read_attr(struct hw_root *root, struct hw_text dir,
				 const char *name, struct hw_arena *arena)
{
	return read_attr(root, dir, name, arena, hw_root_read);
}

struct hw_text hw_root_read_attr_once(struct hw_root *root, struct hw_text dir,
				      const char *name, struct hw_arena *arena)
{
	return read_attr(root, dir, name, arena, hw_root_read_once);
}

void hw_root_name_map(const struct hw_root *root, const char *path,
		      const struct hw_map *map)
{
	char shown[PATH_MAX];

	if (map->mapped) {
		hw_root_display_path(root, path, shown, sizeof(shown));
		hw_guard_name(map->base, shown);
	}
}

int hw_root_map(struct hw_root *root, const char *path, struct hw_map *ret)
{
	int r = note(root, path, root->ops->map(root->self, path, ret));

	if (r == 0)
		hw_root_name_map(root, path, ret);
	return r;
}

int hw_root_open_file(struct hw_root *root, const char *path)
{
	int fd = root->ops->open ? root->ops->open(root->self, path) : -ENOTSUP;

	note(root, path, fd < 0 && fd != -ENOTSUP ? fd : 0);
	return fd;
}

void hw_map_drop_pages(const struct hw_map *map)
{
	/* advice only: a failure does no harm */
	if (map->mapped && !hw_guard_is_copy())
		madvise(map->base, map->size, MADV_DONTNEED);
}

void hw_unmap(struct hw_map *map)
{
	if (map->mapped) {
		hw_guard_remove(map->base);
		munmap(map->base, map->size);
	} else {
		free(map->base);
	}
	*map = (struct hw_map){0};
}

int hw_root_readlink(struct hw_root *root, const char *path, struct hw_arena *arena,
		     struct hw_text *ret)
{
	return note(root, path, root->ops->readlink(root->self, path, arena, ret));
}

static int by_name(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

static int list_sorted(struct hw_root *root, const char *path, bool only_dirs,
		       struct hw_arena *arena, struct hw_text **ret_names,
		       size_t *ret_count)
{
	struct hw_text *names = NULL;
	size_t count = 0;
	int err =
		note(root, path,
		     root->ops->list(root->self, path, only_dirs, arena, &names, &count));

	if (err)
		return err;
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	*ret_names = names;
	*ret_count = count;
	return 0;
}

int hw_root_list(struct hw_root *root, const char *path, struct hw_arena *arena,
		 struct hw_text **ret_names, size_t *ret_count)
{
	return list_sorted(root, path, false, arena, ret_names, ret_count);
}

int hw_root_list_dirs(struct hw_root *root, const char *path, struct hw_arena *arena,
		      struct hw_text **ret_names, size_t *ret_count)
{
	return list_sorted(root, path, true, arena, ret_names, ret_count);
}

int hw_root_access(struct hw_root *root, const char *path)
{
	return note(root, path, root->ops->access(root->self, path));
}

bool hw_root_exists(struct hw_root *root, const char *path)
{
	return hw_root_access(root, path) == 0;
}

/* Appends the components of `path` to the n bytes at `to`, without "." and "..". Returns
 * the new length. */
static size_t join(char *to, size_t n, struct hw_text path)
{
	while (path.s) {
		struct hw_text part = hw_text_cut(&path, '/');

		if (!part.n || hw_text_eq(part, HW_TEXT(".")))
			continue;
		if (hw_text_eq(part, HW_TEXT(".."))) {
			while (n && to[--n] != '/')
				;
			continue;
		}
		if (n)
			to[n++] = '/';
		memcpy(to + n, part.s, part.n);
		n += part.n;
	}
	return n;
}

struct hw_text hw_path_join_link(struct hw_arena *arena, struct hw_text link,
				 struct hw_text target)
{
	struct hw_text dir = {link.s, link.n - hw_path_base(link).n};
	char *to = hw_arena_alloc(arena, dir.n + target.n + 2, 1);
	size_t n = 0;

	if (!to)
		return HW_NO_TEXT;
	if (!hw_text_starts(target, HW_TEXT("/")))
		n = join(to, 0, dir);
	n = join(to, n, target);
	to[n] = '\0';
	return (struct hw_text){to, n};
}

struct hw_text hw_path_base(struct hw_text path)
{
	const char *slash = path.n ? memrchr(path.s, '/', path.n) : NULL;

	return slash ? hw_text_from(path, (size_t)(slash - path.s) + 1) : path;
}
