// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is asked through a recorder, and what it keeps:
 *
 *     read, map    the content, or that it cannot be read
 *     readlink     the target
 *     list         the names, and of each whether it is a link, a directory or a file
 *     look         that it is there
 *     any          the links on the way; the first part of the path that is absent, is no
 *                  directory or cannot be looked at
 *
 * The entries are those of a snapshot (data/root/internal.h). A path is recorded under
 * the name it has without links, as snapshots look for it.
 */
#include "data/snapshot/record.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/path.h"
#include "data/root/note.h"
#include "data/snapshot/recorder.h"

/* MAXSYMLINKS of include/linux/namei.h */
#define LINKS_MAX 40

/* What a root has at a path: a link's target, or the absent text of all else. */
struct seen {
	struct hw_text target;
};

struct wrapped {
	/* with the kind of `inner` */
	struct hw_root_ops ops;
	struct hw_recorder *recorder;
	struct hw_root *inner;
	/* only what is mapped of it is recorded */
	bool only_tables;
	struct hw_arena arena;
	struct hw_text_index index;
	struct seen *seen;
	size_t n;
	size_t room;
};

/* Says what the root has at a path without links. Errors: those of hw_root_readlink(),
 * -EINVAL aside. */
static int see(struct wrapped *w, const char *path, size_t n, struct hw_text *ret_target)
{
	struct hw_text key = {path, n};
	struct seen seen = {0};
	const size_t *at = hw_text_index_find(&w->index, key);
	int err;

	if (at) {
		*ret_target = w->seen[*at].target;
		return 0;
	}
	err = hw_root_readlink(w->inner, path, &w->arena, &seen.target);
	if (err && err != -EINVAL)
		return err;
	if (w->n == w->room) {
		size_t room = w->room ? 2 * w->room : 64;
		struct seen *v = hw_reallocarray(w->seen, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		w->seen = v;
		w->room = room;
	}
	key = hw_arena_copy(&w->arena, key);
	if (!key.s || hw_text_index_add(&w->index, key, w->n) < 0)
		return -ENOMEM;
	w->seen[w->n++] = seen;
	*ret_target = seen.target;
	return 0;
}

/* Where a path leads. */
struct spot {
	char path[2 * PATH_MAX];
	size_t n;
	/* what is left to go, at the end of its buffer: targets go in front of it */
	char *todo;
	char buffer[2 * PATH_MAX];
	unsigned links;
};

static struct hw_text spot_path(const struct spot *at)
{
	return (struct hw_text){at->path, at->n};
}

static int follow(struct spot *at, struct hw_text target, size_t parent)
{
	if (++at->links > LINKS_MAX)
		return -ELOOP;
	if (target.n + 1 > (size_t)(at->todo - at->buffer))
		return -ENAMETOOLONG;
	at->n = hw_text_starts(target, HW_TEXT("/")) ? 0 : parent;
	*--at->todo = '/';
	at->todo -= target.n;
	memcpy(at->todo, target.s, target.n);
	return 0;
}

/* Records why a part of a path cannot be gone to. */
static void note_failure(struct wrapped *w, const struct spot *at, size_t parent, int err)
{
	struct hw_recorder *r = w->recorder;
	struct hw_text above = {at->path, parent};

	switch (err) {
	case -ENOMEM:
		r->failed = true;
		break;
	case -ENOENT:
		hw_record_note(r, spot_path(at), HW_ENTRY_ABSENT, HW_NO_TEXT, 0);
		break;
	case -ENOTDIR:
		hw_record_note(r, above, HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
		return;
	case -ENODATA:
		/* a recording itself, which does not know */
		return;
	default:
		hw_record_note(r, spot_path(at), HW_ENTRY_UNREACHABLE_HIDDEN, HW_NO_TEXT,
			       err);
		break;
	}
	if (parent)
		hw_record_listing(r, above, HW_LISTING_NONE, 0);
}

static int go_to(struct wrapped *w, struct spot *at, const char *part, bool last,
		 bool follow_last)
{
	size_t parent = at->n;
	size_t n = strlen(part);
	struct hw_text target;
	int err;

	if (at->n + n + 2 > PATH_MAX)
		return -ENAMETOOLONG;
	if (at->n)
		at->path[at->n++] = '/';
	memcpy(at->path + at->n, part, n + 1);
	at->n += n;
	err = see(w, at->path, at->n, &target);
	if (err) {
		note_failure(w, at, parent, err);
		return err;
	}
	if (parent)
		hw_record_listing(w->recorder, (struct hw_text){at->path, parent},
				  HW_LISTING_NONE, 0);
	if (target.s) {
		hw_record_link(w->recorder, spot_path(at), target);
		return last && !follow_last ? 0 : follow(at, target, parent);
	}
	hw_record_note(w->recorder, spot_path(at), HW_ENTRY_UNKNOWN, HW_NO_TEXT, 0);
	return 0;
}

/*
 * Goes to a path as the kernel does, and records what is on the way. 0: the spot has it,
 * and nothing of it is recorded yet but that it is there.
 */
static int locate(struct wrapped *w, const char *path, bool follow_last, struct spot *at)
{
	size_t n = strlen(path);
	int err = 0;

	if (!n || n >= PATH_MAX)
		return n ? -ENAMETOOLONG : -ENOENT;
	at->n = 0;
	at->links = 0;
	at->todo = at->buffer + sizeof(at->buffer) - n - 1;
	memcpy(at->todo, path, n + 1);
	while (!err && *at->todo) {
		char *part = at->todo + strspn(at->todo, "/");
		char *end = part + strcspn(part, "/");

		at->todo = end + strspn(end, "/");
		*end = '\0';
		if (strcmp(part, "..") == 0)
			while (at->n && at->path[--at->n] != '/')
				;
		else if (*part && strcmp(part, ".") != 0)
			err = go_to(w, at, part, *at->todo == '\0', follow_last);
	}
	at->path[at->n] = '\0';
	return err;
}

/* Of reading and mapping. */
static void note_file(struct wrapped *w, const struct spot *at, int err,
		      struct hw_text content)
{
	struct hw_recorder *r = w->recorder;

	switch (err) {
	case 0:
		hw_record_note(r, spot_path(at), HW_ENTRY_BYTES, content, 0);
		break;
	case -EISDIR:
		hw_record_listing(r, spot_path(at), HW_LISTING_NONE, 0);
		break;
	case -ENOMEM:
	case -ENODATA:
	case -ENOENT:
		break;
	default:
		hw_record_note(r, spot_path(at), HW_ENTRY_UNREADABLE, HW_NO_TEXT, err);
		break;
	}
}

/*
 * The running kernel's uevent file says whether there is a driver; of a recorded one the
 * link is asked for too (data/sysfs/device.c).
 */
static void note_driver(struct wrapped *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	char link[PATH_MAX];
	struct spot at;

	if (w->ops.kind == HW_ROOT_LIVE && slash && strcmp(slash, "/uevent") == 0 &&
	    (size_t)snprintf(link, sizeof(link), "%.*s/driver", (int)(slash - path),
			     path) < sizeof(link))
		locate(w, link, false, &at);
}

static int record_read(void *self, const char *path, struct hw_arena *arena,
		       struct hw_text *ret)
{
	struct wrapped *w = self;
	struct hw_text text = HW_NO_TEXT;
	int err = hw_root_read(w->inner, path, arena, &text);
	struct spot at;

	if (!w->only_tables && locate(w, path, true, &at) == 0)
		note_file(w, &at, err, text);
	if (!err && !w->only_tables)
		note_driver(w, path);
	if (!err)
		*ret = text;
	return err;
}

static void note_mapped(struct wrapped *w, const struct spot *at, const char *path,
			struct hw_text text)
{
	struct hw_recorder *r = w->recorder;

	hw_record_mapped(r, path, spot_path(at), text);
	if (text.n <= HW_RECORD_WHOLE_MAX)
		note_file(w, at, 0, text);
	else
		hw_record_note(r, spot_path(at), HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
}

static int record_map(void *self, const char *path, struct hw_map *ret)
{
	struct wrapped *w = self;
	struct hw_map map = {0};
	int err = hw_root_map(w->inner, path, &map);
	struct spot at;

	if (w->only_tables) {
		at.n = strlen(path);
		if (err)
			return err;
		memcpy(at.path, path, at.n + 1);
		hw_record_parents(w->recorder, spot_path(&at));
		note_mapped(w, &at, path, map.text);
	} else if (locate(w, path, true, &at) == 0) {
		if (err)
			note_file(w, &at, err, HW_NO_TEXT);
		else
			note_mapped(w, &at, path, map.text);
	}
	if (!err)
		*ret = map;
	return err;
}

static int record_readlink(void *self, const char *path, struct hw_arena *arena,
			   struct hw_text *ret)
{
	struct wrapped *w = self;
	struct spot at;
	int err = hw_root_readlink(w->inner, path, arena, ret);

	if (!w->only_tables)
		locate(w, path, false, &at);
	return err;
}

/* What a name in a listing is. */
static void note_name(struct wrapped *w, const struct spot *dir, struct hw_text name,
		      bool is_dir)
{
	struct hw_recorder *r = w->recorder;
	struct hw_entry *entry;
	struct hw_text target;
	char path[PATH_MAX];
	size_t n = dir->n + (dir->n != 0);
	int err = 0;

	if (n + name.n >= sizeof(path) || hw_text_find(name, '\0') < name.n)
		return;
	memcpy(path, dir->path, dir->n);
	if (dir->n)
		path[dir->n] = '/';
	memcpy(path + n, name.s, name.n);
	n += name.n;
	path[n] = '\0';
	target = HW_NO_TEXT;
	if (is_dir)
		hw_record_listing(r, (struct hw_text){path, n}, HW_LISTING_NONE, 0);
	else
		err = see(w, path, n, &target);
	if (err == -ENOMEM)
		r->failed = true;
	else if (err && err != -ENODATA)
		hw_record_note(r, (struct hw_text){path, n}, HW_ENTRY_UNREACHABLE,
			       HW_NO_TEXT, err);
	else if (err)
		hw_record_note(r, (struct hw_text){path, n}, HW_ENTRY_UNKNOWN, HW_NO_TEXT,
			       0);
	else if (target.s)
		hw_record_link(r, (struct hw_text){path, n}, target);
	else if (!is_dir)
		hw_record_note(r, (struct hw_text){path, n}, HW_ENTRY_FILE_UNKNOWN,
			       HW_NO_TEXT, 0);
	/* it is listed, whatever was known of it before */
	entry = hw_tree_find(r->tree, (struct hw_text){path, n});
	if (entry && entry->kind == HW_ENTRY_UNREACHABLE_HIDDEN)
		entry->kind = HW_ENTRY_UNREACHABLE;
}

/* Both lists are sorted. */
static void note_names(struct wrapped *w, const struct spot *at, bool only_dirs,
		       const struct hw_text *names, size_t count)
{
	struct hw_arena scratch = {0};
	const struct hw_text *dirs = names;
	struct hw_text *own = NULL;
	size_t dir_count = count;
	size_t k = 0;

	if (!only_dirs) {
		dir_count = 0;
		if (hw_root_list_dirs(w->inner, at->n ? at->path : ".", &scratch, &own,
				      &dir_count) != 0)
			dir_count = 0;
		dirs = own;
	}
	for (size_t i = 0; i < count; i++) {
		while (k < dir_count && hw_text_cmp(dirs[k], names[i]) < 0)
			k++;
		note_name(w, at, names[i],
			  k < dir_count && hw_text_eq(dirs[k], names[i]));
	}
	hw_arena_done(&scratch);
}

static int record_list(void *self, const char *path, bool only_dirs,
		       struct hw_arena *arena, struct hw_text **ret_names,
		       size_t *ret_count)
{
	struct wrapped *w = self;
	struct spot at;
	int err = only_dirs
			  ? hw_root_list_dirs(w->inner, path, arena, ret_names, ret_count)
			  : hw_root_list(w->inner, path, arena, ret_names, ret_count);

	if (w->only_tables || err == -ENOMEM || err == -ENODATA ||
	    locate(w, path, true, &at) != 0)
		return err;
	if (err == -ENOTDIR) {
		hw_record_note(w->recorder, spot_path(&at), HW_ENTRY_FILE_UNKNOWN,
			       HW_NO_TEXT, 0);
	} else if (err) {
		hw_record_listing(w->recorder, spot_path(&at), HW_LISTING_ERROR, err);
	} else {
		note_names(w, &at, only_dirs, *ret_names, *ret_count);
		hw_record_listing(w->recorder, spot_path(&at),
				  only_dirs ? HW_LISTING_DIRECTORIES : HW_LISTING_ALL, 0);
	}
	return err;
}

static int record_look(void *self, const char *path)
{
	struct wrapped *w = self;
	struct spot at;

	if (!w->only_tables)
		locate(w, path, true, &at);
	return hw_root_access(w->inner, path);
}

static void record_close(void *self)
{
	struct wrapped *w = self;

	hw_root_close(w->inner);
	hw_text_index_done(&w->index);
	hw_arena_done(&w->arena);
	free(w->seen);
	free(w);
}

static void note_line(void *self, struct hw_text slice, bool nested)
{
	struct wrapped *w = self;

	if ((nested ? hw_recorder_nested_line(w->recorder, slice)
		    : hw_recorder_line(w->recorder, slice)) == -ENOMEM)
		w->recorder->failed = true;
}

static void note_unpacked(void *self, const char *path, struct hw_text text)
{
	struct wrapped *w = self;

	hw_record_unpacked(w->recorder, path, text);
}

static void note_given(void *self, const char *path, struct hw_text content, int err)
{
	struct wrapped *w = self;

	if (err < 0 && err != -ENOENT) {
		hw_record_parents(w->recorder, hw_text_of(path));
		hw_record_note(w->recorder, hw_text_of(path), HW_ENTRY_UNREADABLE,
			       HW_NO_TEXT, err);
	} else if (err == 0) {
		hw_recorder_file(w->recorder, path, content);
	}
}

static void note_answered(void *self, const char *path)
{
	struct wrapped *w = self;
	struct hw_record_table *m = hw_record_table_asked(w->recorder, path);

	if (m)
		m->is_answered = true;
}

static void note_answer(void *self, const char *path, struct hw_text line)
{
	struct wrapped *w = self;
	struct hw_recorder *r = w->recorder;
	struct hw_text text =
		hw_arena_printf(&r->arena, "%s\n%.*s", path, HW_TEXT_ARG(line));

	if (!text.s || hw_text_set_add(&r->answers, text) < 0)
		r->failed = true;
}

static const struct hw_root_notes notes = {
	.line = note_line,
	.unpacked = note_unpacked,
	.file = note_given,
	.answered = note_answered,
	.answer = note_answer,
};

static int wrap(struct hw_recorder *recorder, struct hw_root *inner, bool only_tables,
		struct hw_root **ret)
{
	struct wrapped *w = hw_calloc(1, sizeof(*w));

	if (!w) {
		hw_root_close(inner);
		return -ENOMEM;
	}
	w->recorder = recorder;
	w->inner = inner;
	w->only_tables = only_tables;
	w->ops = (struct hw_root_ops){
		.kind = hw_root_kind(inner),
		.read = record_read,
		.map = record_map,
		.readlink = record_readlink,
		.list = record_list,
		.access = record_look,
		.close = record_close,
		.notes = &notes,
	};
	return hw_root_new(&w->ops, w, hw_root_path(inner), ret);
}

int hw_recorder_wrap(struct hw_recorder *recorder, struct hw_root *inner,
		     struct hw_root **ret)
{
	return wrap(recorder, inner, false, ret);
}

int hw_recorder_wrap_tables(struct hw_recorder *recorder, struct hw_root *inner,
			    struct hw_root **ret)
{
	return wrap(recorder, inner, true, ret);
}
