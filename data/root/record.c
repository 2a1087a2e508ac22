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
#include "data/root/record.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/path.h"
#include "data/base/sink.h"
#include "data/base/text_set.h"
#include "data/root/internal.h"
#include "data/root/note.h"
#include "data/root/snapshot.h"

/* MAXSYMLINKS of include/linux/namei.h */
#define LINKS_MAX 40

struct known_line {
	size_t number;
	struct hw_text text;
};

/* A file that was mapped. */
#define MAPPED_AGAIN ((size_t)4)

struct mapped {
	/* as it was asked for, and without links */
	struct hw_text asked;
	struct hw_text path;
	/* only to be looked at while it is mapped */
	struct hw_text text;
	/* where it was mapped again, while the first mapping may still be in use */
	struct hw_text again[MAPPED_AGAIN];
	char end;
	/* where lines start; made when the first one is asked for */
	size_t *starts;
	size_t count;
	/* bytes of the text that they are of */
	size_t size;
	/* answers stand for it: its content is not recorded */
	bool is_answered;
	/* those to record */
	struct known_line *lines;
	size_t n;
	size_t room;
};

struct hw_recorder {
	struct hw_tree *tree;
	/* paths and lines */
	struct hw_arena arena;
	struct mapped *mapped;
	size_t n;
	size_t room;
	/* lines of files that no root has, "PATH\nLINE" */
	struct hw_text_set answers;
	bool failed;
};

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

/* How much an entry says: the more replaces the less. */
static unsigned rank_of(enum hw_entry_kind kind)
{
	switch (kind) {
	case HW_ENTRY_ABSENT:
		return 0;
	case HW_ENTRY_UNREACHABLE_HIDDEN:
		return 1;
	case HW_ENTRY_UNREACHABLE:
		return 2;
	case HW_ENTRY_UNKNOWN:
		return 3;
	case HW_ENTRY_FILE_UNKNOWN:
		return 4;
	case HW_ENTRY_UNREADABLE:
		return 5;
	case HW_ENTRY_DIRECTORY:
	case HW_ENTRY_LINK:
	case HW_ENTRY_BYTES:
	case HW_ENTRY_LINE:
	case HW_ENTRY_LINE_OPEN:
	case HW_ENTRY_LINES:
	case HW_ENTRY_LINES_OPEN:
	case HW_ENTRY_HEX:
	case HW_ENTRY_SPARSE:
	case HW_ENTRY_SPARSE_NUL:
		break;
	}
	return 6;
}

/* Returns the entry, if there is one now. */
static struct hw_entry *note(struct hw_recorder *r, struct hw_text path,
			     enum hw_entry_kind kind, struct hw_text raw, int err)
{
	struct hw_entry *entry = hw_tree_find(r->tree, path);
	bool fresh = !entry;

	if (fresh)
		entry = hw_tree_add(r->tree, path);
	if (!entry || (!fresh && rank_of(kind) <= rank_of(entry->kind)))
		return entry;
	entry->err = err;
	if (kind == HW_ENTRY_DIRECTORY)
		entry->listing = HW_LISTING_NONE;
	hw_tree_set(r->tree, entry, kind, raw);
	return entry;
}

static void note_link(struct hw_recorder *r, struct hw_text path, struct hw_text target)
{
	struct hw_entry *entry = hw_tree_find(r->tree, path);
	struct hw_arena scratch = {0};
	struct hw_text raw;

	if (entry && entry->kind == HW_ENTRY_LINK)
		return;
	raw = hw_snapshot_escape(target, &scratch);
	if (raw.s)
		note(r, path, HW_ENTRY_LINK, raw, 0);
	else
		r->failed = true;
	hw_arena_done(&scratch);
}

static void note_listing(struct hw_recorder *r, struct hw_text path,
			 enum hw_listing listing, int err)
{
	struct hw_snapshot *s = r->tree->snapshot;
	struct hw_entry *entry;

	if (!path.n) {
		if (listing > s->top) {
			s->top = listing;
			s->top_err = err;
		}
		return;
	}
	entry = note(r, path, HW_ENTRY_DIRECTORY, HW_NO_TEXT, 0);
	if (entry && entry->kind == HW_ENTRY_DIRECTORY && listing > entry->listing) {
		entry->listing = listing;
		entry->err = err;
	}
}

/*
 * For a file that the machine does not have where it is recorded: of its directories, one
 * that is absent is there from now on, and has nothing else, nor have those below.
 */
static void make_parents(struct hw_recorder *r, struct hw_text path)
{
	bool is_made = false;

	for (size_t n = 0; n < path.n; n++) {
		struct hw_text above = hw_text_head(path, n);
		struct hw_entry *entry;

		if (path.s[n] != '/')
			continue;
		entry = hw_tree_find(r->tree, above);
		if (entry ? entry->kind == HW_ENTRY_ABSENT : is_made)
			note_listing(r, above, HW_LISTING_ALL, 0);
		entry = hw_tree_find(r->tree, above);
		is_made = entry && entry->kind == HW_ENTRY_DIRECTORY &&
			  entry->listing == HW_LISTING_ALL;
	}
}

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
		note(r, spot_path(at), HW_ENTRY_ABSENT, HW_NO_TEXT, 0);
		break;
	case -ENOTDIR:
		note(r, above, HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
		return;
	case -ENODATA:
		/* a recording itself, which does not know */
		return;
	default:
		note(r, spot_path(at), HW_ENTRY_UNREACHABLE_HIDDEN, HW_NO_TEXT, err);
		break;
	}
	if (parent)
		note_listing(r, above, HW_LISTING_NONE, 0);
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
		note_listing(w->recorder, (struct hw_text){at->path, parent},
			     HW_LISTING_NONE, 0);
	if (target.s) {
		note_link(w->recorder, spot_path(at), target);
		return last && !follow_last ? 0 : follow(at, target, parent);
	}
	note(w->recorder, spot_path(at), HW_ENTRY_UNKNOWN, HW_NO_TEXT, 0);
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
		note(r, spot_path(at), HW_ENTRY_BYTES, content, 0);
		break;
	case -EISDIR:
		note_listing(r, spot_path(at), HW_LISTING_NONE, 0);
		break;
	case -ENOMEM:
	case -ENODATA:
	case -ENOENT:
		break;
	default:
		note(r, spot_path(at), HW_ENTRY_UNREADABLE, HW_NO_TEXT, err);
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

/* A look at the start tells: a table of records has a NUL before its first newline. */
static char end_of_lines(struct hw_text text)
{
	struct hw_text head = hw_text_head(text, 4096);

	return hw_text_find(head, '\0') < hw_text_find(head, '\n') ? '\0' : '\n';
}

static bool overlap(struct hw_text a, struct hw_text b)
{
	return a.n && b.n && a.s < b.s + b.n && b.s < a.s + a.n;
}

/* What a file is mapped to. A text that was where this one is now is unmapped since. */
static void set_text(struct hw_recorder *r, struct mapped *m, struct hw_text text)
{
	for (size_t i = 0; i < r->n; i++) {
		if (overlap(r->mapped[i].text, text))
			r->mapped[i].text = HW_NO_TEXT;
		for (size_t k = 0; k < MAPPED_AGAIN; k++)
			if (overlap(r->mapped[i].again[k], text))
				r->mapped[i].again[k] = HW_NO_TEXT;
	}
	if (m->text.n) {
		memmove(m->again + 1, m->again, sizeof(m->again) - sizeof(m->again[0]));
		m->again[0] = text;
	} else {
		m->text = text;
	}
}

static bool holds(struct hw_text text, const char *at)
{
	return text.n && at >= text.s && at < text.s + text.n;
}

/* Whether the file is mapped around `at`. It is `text` then: that one is in use. */
static bool is_mapped_at(struct mapped *m, const char *at)
{
	for (size_t k = 0; k < MAPPED_AGAIN && !holds(m->text, at); k++) {
		const struct hw_text other = m->again[k];

		if (!holds(other, at) || (m->starts && other.n != m->size))
			continue;
		m->again[k] = m->text;
		m->text = other;
	}
	return holds(m->text, at);
}

static void note_mapped(struct wrapped *w, const struct spot *at, const char *path,
			struct hw_text text)
{
	struct hw_recorder *r = w->recorder;
	struct mapped *m = NULL;

	for (size_t i = 0; i < r->n && !m; i++)
		if (hw_text_eq(r->mapped[i].path, spot_path(at)))
			m = &r->mapped[i];
	if (!m && r->n == r->room) {
		size_t room = r->room ? 2 * r->room : 16;
		struct mapped *v = hw_reallocarray(r->mapped, room, sizeof(*v));

		if (!v) {
			r->failed = true;
			return;
		}
		r->mapped = v;
		r->room = room;
	}
	if (!m) {
		m = &r->mapped[r->n++];
		*m = (struct mapped){
			.asked = hw_arena_copy(&r->arena, hw_text_of(path)),
			.path = hw_arena_copy(&r->arena, spot_path(at)),
			.end = end_of_lines(text),
		};
	}
	set_text(r, m, text);
	if (text.n <= HW_RECORD_WHOLE_MAX)
		note_file(w, at, 0, text);
	else
		note(r, spot_path(at), HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
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
		make_parents(w->recorder, spot_path(&at));
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
		note_listing(r, (struct hw_text){path, n}, HW_LISTING_NONE, 0);
	else
		err = see(w, path, n, &target);
	if (err == -ENOMEM)
		r->failed = true;
	else if (err && err != -ENODATA)
		note(r, (struct hw_text){path, n}, HW_ENTRY_UNREACHABLE, HW_NO_TEXT, err);
	else if (err)
		note(r, (struct hw_text){path, n}, HW_ENTRY_UNKNOWN, HW_NO_TEXT, 0);
	else if (target.s)
		note_link(r, (struct hw_text){path, n}, target);
	else if (!is_dir)
		note(r, (struct hw_text){path, n}, HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
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
		note(w->recorder, spot_path(&at), HW_ENTRY_FILE_UNKNOWN, HW_NO_TEXT, 0);
	} else if (err) {
		note_listing(w->recorder, spot_path(&at), HW_LISTING_ERROR, err);
	} else {
		note_names(w, &at, only_dirs, *ret_names, *ret_count);
		note_listing(w->recorder, spot_path(&at),
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

static struct mapped *mapped_as(struct hw_recorder *r, const char *path)
{
	for (size_t i = r->n; i > 0; i--)
		if (hw_text_eq(r->mapped[i - 1].asked, hw_text_of(path)))
			return &r->mapped[i - 1];
	return NULL;
}

static void note_unpacked(void *self, const char *path, struct hw_text text)
{
	struct wrapped *w = self;
	struct mapped *m = mapped_as(w->recorder, path);

	if (!m)
		return;
	m->text = HW_NO_TEXT;
	set_text(w->recorder, m, text);
	m->end = end_of_lines(text);
}

static void note_given(void *self, const char *path, struct hw_text content, int err)
{
	struct wrapped *w = self;

	if (err < 0 && err != -ENOENT) {
		make_parents(w->recorder, hw_text_of(path));
		note(w->recorder, hw_text_of(path), HW_ENTRY_UNREADABLE, HW_NO_TEXT, err);
	} else if (err == 0) {
		hw_recorder_file(w->recorder, path, content);
	}
}

static void note_answered(void *self, const char *path)
{
	struct wrapped *w = self;
	struct mapped *m = mapped_as(w->recorder, path);

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

int hw_recorder_new(struct hw_recorder **ret)
{
	struct hw_recorder *r = hw_calloc(1, sizeof(*r));
	int err = r ? hw_tree_new(&r->tree) : -ENOMEM;

	if (err) {
		free(r);
		return err;
	}
	r->tree->snapshot->partial = true;
	*ret = r;
	return 0;
}

void hw_recorder_free(struct hw_recorder *recorder)
{
	if (!recorder)
		return;
	for (size_t i = 0; i < recorder->n; i++) {
		free(recorder->mapped[i].starts);
		free(recorder->mapped[i].lines);
	}
	free(recorder->mapped);
	hw_tree_free(recorder->tree);
	hw_text_set_done(&recorder->answers);
	hw_arena_done(&recorder->arena);
	free(recorder);
}

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

static int find_starts(struct mapped *m)
{
	struct hw_text rest = m->text;
	size_t count = 0;
	size_t i = 0;

	if (m->starts)
		return 0;
	for (; rest.s && rest.n; count++)
		hw_text_cut(&rest, m->end);
	m->starts = hw_calloc(count + 1, sizeof(*m->starts));
	if (!m->starts)
		return -ENOMEM;
	m->count = count;
	m->size = m->text.n;
	for (rest = m->text; i < count; i++) {
		m->starts[i] = (size_t)(rest.s - m->text.s);
		hw_text_cut(&rest, m->end);
	}
	return 0;
}

/* The line that byte `at` is in, from 1. */
static size_t line_at(const struct mapped *m, size_t at)
{
	size_t low = 0;
	size_t high = m->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->starts[mid] <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct hw_text text_of_line(const struct mapped *m, size_t number)
{
	struct hw_text text = hw_text_from(m->text, m->starts[number - 1]);

	return hw_text_head(text, hw_text_find(text, m->end));
}

static int add_line(struct hw_recorder *r, struct mapped *m, size_t number)
{
	struct hw_text text;

	if (m->n == m->room) {
		size_t room = m->room ? 2 * m->room : 16;
		struct known_line *v = hw_reallocarray(m->lines, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		m->lines = v;
		m->room = room;
	}
	text = hw_arena_copy(&r->arena, text_of_line(m, number));
	if (!text.s)
		return -ENOMEM;
	m->lines[m->n++] = (struct known_line){number, text};
	return 0;
}

static size_t tabs_of(struct hw_text line)
{
	size_t n = 0;

	while (n < line.n && line.s[n] == '\t')
		n++;
	return n;
}

static bool is_entry_line(struct hw_text line)
{
	return line.n && line.s[line.n > tabs_of(line) ? tabs_of(line) : 0] != '#';
}

static int record_slice(struct hw_recorder *r, struct hw_text text, bool nested)
{
	struct mapped *m = NULL;
	size_t number;
	size_t tabs;
	int err;

	for (size_t i = r->n; i > 0 && !m; i--)
		if (is_mapped_at(&r->mapped[i - 1], text.s))
			m = &r->mapped[i - 1];
	if (!m)
		return -ENOENT;
	err = find_starts(m);
	if (err)
		return err;
	number = line_at(m, (size_t)(text.s - m->text.s));
	err = add_line(r, m, number);
	tabs = tabs_of(text_of_line(m, number));
	while (!err && nested && tabs && --number) {
		struct hw_text line = text_of_line(m, number);

		if (!is_entry_line(line) || tabs_of(line) >= tabs)
			continue;
		tabs = tabs_of(line);
		err = add_line(r, m, number);
	}
	return err;
}

int hw_recorder_line(struct hw_recorder *recorder, struct hw_text text)
{
	return record_slice(recorder, text, false);
}

int hw_recorder_nested_line(struct hw_recorder *recorder, struct hw_text text)
{
	return record_slice(recorder, text, true);
}

int hw_recorder_line_number(struct hw_recorder *recorder, const char *path, size_t number)
{
	for (size_t i = 0; i < recorder->n; i++) {
		struct mapped *m = &recorder->mapped[i];
		int err;

		if (!hw_text_eq(m->asked, hw_text_of(path)))
			continue;
		err = find_starts(m);
		if (err)
			return err;
		return number && number <= m->count ? add_line(recorder, m, number)
						    : -ENOENT;
	}
	return -ENOENT;
}

void hw_recorder_file(struct hw_recorder *recorder, const char *path,
		      struct hw_text content)
{
	make_parents(recorder, hw_text_of(path));
	note(recorder, hw_text_of(path), HW_ENTRY_BYTES, content, 0);
}

static int by_number(const void *a, const void *b)
{
	const struct known_line *x = a;
	const struct known_line *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

struct output {
	struct hw_snapshot snapshot;
	const struct hw_record_filter *filter;
	struct hw_arena scratch;
};

static bool passes(struct output *o, struct hw_text *path, size_t line,
		   struct hw_text *value)
{
	return !o->filter ||
	       o->filter->entry(o->filter->arg, &o->snapshot.arena, path, line, value);
}

/*
 * The lines of a sparse entry as they stand in a snapshot, "27600\n|12 text\n…", in
 * ascending order, each once. Absent: no memory.
 */
static struct hw_text lines_text(struct output *o, struct mapped *m)
{
	struct hw_arena *arena = &o->snapshot.arena;
	struct hw_text *kept = HW_ARENA_NEW(arena, struct hw_text, m->n);
	size_t room = 32;
	size_t n;
	char *to;

	if (!kept)
		return HW_NO_TEXT;
	qsort(m->lines, m->n, sizeof(*m->lines), by_number);
	for (size_t i = 0; i < m->n; i++) {
		struct hw_text path = m->path;
		struct hw_text text = m->lines[i].text;

		if (i && m->lines[i].number == m->lines[i - 1].number)
			continue;
		if (!passes(o, &path, m->lines[i].number, &text))
			continue;
		hw_arena_reset(&o->scratch);
		kept[i] = hw_arena_copy(arena, hw_snapshot_escape(text, &o->scratch));
		if (!kept[i].s)
			return HW_NO_TEXT;
		room += kept[i].n + 32;
	}
	to = hw_arena_alloc(arena, room, 1);
	if (!to)
		return HW_NO_TEXT;
	n = (size_t)snprintf(to, room, "%zu", m->count);
	for (size_t i = 0; i < m->n; i++)
		if (kept[i].s)
			n += (size_t)snprintf(to + n, room - n, "\n|%zu %.*s",
					      m->lines[i].number, HW_TEXT_ARG(kept[i]));
	return (struct hw_text){to, n};
}

/* Entry `from` of the recording as it is to be written. False: it is left out. */
static bool convert(struct output *o, const struct hw_entry *from, struct mapped *m,
		    struct hw_entry *ret)
{
	struct hw_arena *arena = &o->snapshot.arena;
	struct hw_text value = HW_NO_TEXT;
	struct hw_text target;

	if (from->kind == HW_ENTRY_ABSENT &&
	    hw_text_starts(from->path, HW_TEXT(HW_RECORDED "/")))
		return false;
	*ret = *from;
	ret->content = HW_NO_TEXT;
	if (m && m->is_answered && from->kind == HW_ENTRY_BYTES) {
		ret->kind = HW_ENTRY_FILE_UNKNOWN;
		ret->raw = HW_NO_TEXT;
		return passes(o, &ret->path, 0, &value);
	}
	if (m && m->n && rank_of(from->kind) >= rank_of(HW_ENTRY_FILE_UNKNOWN)) {
		ret->kind = m->end ? HW_ENTRY_SPARSE : HW_ENTRY_SPARSE_NUL;
		ret->raw = lines_text(o, m);
		return passes(o, &ret->path, 0, &value);
	}
	if (from->kind == HW_ENTRY_BYTES)
		value = from->raw;
	else if (from->kind == HW_ENTRY_LINK &&
		 hw_entry_decode(from, arena, &target) == 0)
		value = target;
	if (!passes(o, &ret->path, 0, &value))
		return false;
	if (from->kind == HW_ENTRY_BYTES)
		ret->raw = value.s ? value : HW_TEXT("");
	else if (from->kind == HW_ENTRY_LINK && o->filter)
		ret->raw = hw_snapshot_escape(value, arena);
	return true;
}

static struct mapped *mapped_at(struct hw_recorder *r, struct hw_text path)
{
	for (size_t i = 0; i < r->n; i++)
		if (hw_text_eq(r->mapped[i].path, path))
			return &r->mapped[i];
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return hw_text_cmp(*(const struct hw_text *)a, *(const struct hw_text *)b);
}

/* Makes files of the lines that were given one by one. Those that a replay has are
 * complete already. */
static void write_answers(struct hw_recorder *r)
{
	struct hw_text *v = HW_ARENA_NEW(&r->arena, struct hw_text, r->answers.n);
	size_t i = 0;

	for (size_t k = 0; v && k < r->answers.n; k++)
		v[k] = r->answers.v[k];
	if (v && r->answers.n)
		qsort(v, r->answers.n, sizeof(*v), by_text);
	while (v && i < r->answers.n) {
		struct hw_text path = hw_text_head(v[i], hw_text_find(v[i], '\n'));
		struct hw_sink sink;
		struct hw_text content;
		int err = hw_sink_open(&sink);

		for (; i < r->answers.n && hw_text_starts(v[i], path) &&
		       v[i].s[path.n] == '\n';
		     i++) {
			struct hw_text line = hw_text_from(v[i], path.n + 1);

			if (!err)
				fprintf(sink.stream, "%.*s\n", HW_TEXT_ARG(line));
		}
		if (hw_sink_close(&sink, &content) < 0)
			r->failed = true;
		else
			hw_recorder_file(r, hw_arena_copy(&r->arena, path).s, content);
		free(sink.v);
	}
}

int hw_recorder_write(struct hw_recorder *recorder, const struct hw_record_filter *filter,
		      hw_record_sink *sink, void *arg)
{
	const struct hw_snapshot *from = recorder->tree->snapshot;
	struct output o = {.filter = filter};
	int err;

	write_answers(recorder);
	/* what a recording has of its own is all there is of that */
	if (hw_tree_find(recorder->tree, HW_TEXT(HW_RECORDED)))
		note_listing(recorder, HW_TEXT(HW_RECORDED), HW_LISTING_ALL, 0);
	err = recorder->tree->err;
	if (!err && (recorder->failed || hw_arena_failed(&recorder->arena)))
		err = -ENOMEM;
	if (err)
		return err;
	o.snapshot.partial = true;
	o.snapshot.top = from->top;
	o.snapshot.top_err = from->top_err;
	o.snapshot.v = hw_calloc(from->n + 1, sizeof(*o.snapshot.v));
	if (!o.snapshot.v)
		return -ENOMEM;
	for (size_t i = 0; i < from->n; i++)
		o.snapshot.n +=
			convert(&o, &from->v[i], mapped_at(recorder, from->v[i].path),
				&o.snapshot.v[o.snapshot.n]);
	if (o.snapshot.n)
		qsort(o.snapshot.v, o.snapshot.n, sizeof(*o.snapshot.v), hw_entry_cmp);
	err = hw_arena_failed(&o.snapshot.arena)
		      ? -ENOMEM
		      : hw_snapshot_write(&o.snapshot, sink, arg);
	hw_arena_done(&o.scratch);
	hw_arena_done(&o.snapshot.arena);
	free(o.snapshot.v);
	return err;
}
