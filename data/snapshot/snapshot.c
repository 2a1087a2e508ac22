// SPDX-License-Identifier: GPL-2.0-or-later
// clang-format off
/*
 * The entries of a snapshot as a file system. Directories are implied by the paths below
 * them; links are followed as the kernel does. Entries are sorted by path, so those below
 * a directory are neighbours:
 *
 *	sys/bus/pci/devices/0000:00:1f.6 -> ...		\
 *	sys/bus/pci/devices/0000:00:1f.7 -> ...		 > sys/bus/pci, sys/bus, sys
 *	sys/bus/pci/drivers/				/
 *	sys/devices/pci0000:00/0000:00:1f.6/uevent
 */
// clang-format on
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "data/snapshot/internal.h"

/* MAXSYMLINKS of include/linux/namei.h */
#define LINKS_MAX 40

int hw_entry_cmp(const void *a, const void *b)
{
	const struct hw_entry *x = a;
	const struct hw_entry *y = b;
	int c = hw_text_cmp(x->path, y->path);

	return c ? c : (x->line > y->line) - (x->line < y->line);
}

/* The first entry whose path is not before `path`, or s->n. */
static size_t lower_bound(const struct hw_snapshot *s, struct hw_text path)
{
	size_t low = 0;
	size_t high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (hw_text_cmp(s->v[mid].path, path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct hw_entry *find(struct hw_snapshot *s, struct hw_text path)
{
	size_t i = lower_bound(s, path);

	return i < s->n && hw_text_eq(s->v[i].path, path) ? &s->v[i] : NULL;
}

/* The state of resolving a path, and its result. */
struct spot {
	/* the path so far, without links */
	size_t n;
	char path[2 * PATH_MAX];
	/* NULL: an implied directory */
	struct hw_entry *entry;
	/* the rest of the path, at the end of `buffer`: targets of links are put before
	 * it
	 */
	char *todo;
	char buffer[2 * PATH_MAX];
	unsigned links;
};

/* The spot's path and a '/': the head of all paths below it. */
static struct hw_text below(struct spot *at)
{
	at->path[at->n] = '/';
	return (struct hw_text){at->path, at->n ? at->n + 1 : 0};
}

/* Whether an entry is below the spot, so that this is an implied directory. */
static bool has_entries(struct hw_snapshot *s, struct spot *at)
{
	struct hw_text head = below(at);
	size_t i = lower_bound(s, head);

	return i < s->n && hw_text_starts(s->v[i].path, head);
}

/* Puts the target of the link at the spot before the rest of the path. */
static int follow(struct spot *at, size_t parent)
{
	struct hw_arena scratch = {0};
	struct hw_text target;
	int err = hw_entry_decode(at->entry, &scratch, &target);

	if (!err && ++at->links > LINKS_MAX)
		err = -ELOOP;
	if (!err && target.n + 1 > (size_t)(at->todo - at->buffer))
		err = -ENAMETOOLONG;
	if (!err) {
		at->n = hw_text_starts(target, HW_TEXT("/")) ? 0 : parent;
		at->entry = NULL;
		*--at->todo = '/';
		at->todo -= target.n;
		memcpy(at->todo, target.s, target.n);
	}
	hw_arena_done(&scratch);
	return err;
}

/* How much is known of the directory `path`, "" being the root. */
static enum hw_listing listing_of(struct hw_snapshot *s, struct hw_text path,
				  int *ret_err)
{
	const struct hw_entry *entry = path.n ? find(s, path) : NULL;
	enum hw_listing listing = path.n ? HW_LISTING_DEFAULT : s->top;

	*ret_err = path.n ? 0 : s->top_err;
	if (entry && entry->kind == HW_ENTRY_DIRECTORY) {
		listing = entry->listing;
		*ret_err = entry->err;
	}
	if (listing == HW_LISTING_DEFAULT)
		listing = s->partial ? HW_LISTING_NONE : HW_LISTING_ALL;
	return listing;
}

/* What an entry that a path leads to, or through, has to say against it. */
static int check_entry(const struct hw_entry *entry, bool last)
{
	switch (entry->kind) {
	case HW_ENTRY_ABSENT:
		return -ENOENT;
	case HW_ENTRY_UNREACHABLE:
	case HW_ENTRY_UNREACHABLE_HIDDEN:
		return entry->err;
	case HW_ENTRY_UNKNOWN:
		return last ? 0 : -ENODATA;
	case HW_ENTRY_DIRECTORY:
		return 0;
	case HW_ENTRY_LINE:
	case HW_ENTRY_LINE_OPEN:
	case HW_ENTRY_LINES:
	case HW_ENTRY_LINES_OPEN:
	case HW_ENTRY_HEX:
	case HW_ENTRY_LINK:
	case HW_ENTRY_BYTES:
	case HW_ENTRY_SPARSE:
	case HW_ENTRY_SPARSE_NUL:
	case HW_ENTRY_FILE_UNKNOWN:
	case HW_ENTRY_UNREADABLE:
		break;
	}
	return last ? 0 : -ENOTDIR;
}

static int go_to(struct hw_snapshot *s, struct spot *at, const char *part, bool last,
		 bool follow_last)
{
	size_t parent = at->n;
	size_t n = strlen(part);
	int err;

	if (at->n + n + 2 > PATH_MAX)
		return -ENAMETOOLONG;
	if (at->n)
		at->path[at->n++] = '/';
	memcpy(at->path + at->n, part, n);
	at->n += n;
	at->entry = find(s, (struct hw_text){at->path, at->n});
	if (!at->entry && !has_entries(s, at))
		return listing_of(s,
				  hw_text_head((struct hw_text){at->path, at->n}, parent),
				  &err) == HW_LISTING_ALL
			       ? -ENOENT
			       : -ENODATA;
	if (!at->entry)
		return 0;
	if (at->entry->kind == HW_ENTRY_LINK && (!last || follow_last))
		return follow(at, parent);
	return check_entry(at->entry, last);
}

static void go_up(struct spot *at)
{
	while (at->n && at->path[--at->n] != '/')
		;
	at->entry = NULL;
}

/*
 * A path that is an entry's own needs no walk; most are. Errors: -ENOENT, -ENOTDIR,
 * -ELOOP, -ENAMETOOLONG, -ENOMEM; -ENODATA: it is not known; what was recorded of it.
 */
static int resolve(struct hw_snapshot *s, const char *path, bool follow_last,
		   struct spot *at)
{
	size_t n = strlen(path);
	int err = 0;

	if (!n || n >= PATH_MAX)
		return n ? -ENAMETOOLONG : -ENOENT;
	at->n = n;
	memcpy(at->path, path, n);
	at->entry = find(s, (struct hw_text){path, n});
	if (at->entry && (at->entry->kind != HW_ENTRY_LINK || !follow_last))
		return check_entry(at->entry, true);
	at->n = 0;
	at->entry = NULL;
	at->links = 0;
	at->todo = at->buffer + sizeof(at->buffer) - n - 1;
	memcpy(at->todo, path, n + 1);
	while (!err && *at->todo) {
		char *part = at->todo + strspn(at->todo, "/");
		char *end = part + strcspn(part, "/");

		at->todo = end + strspn(end, "/");
		*end = '\0';
		if (strcmp(part, "..") == 0)
			go_up(at);
		else if (*part && strcmp(part, ".") != 0)
			err = go_to(s, at, part, *at->todo == '\0', follow_last);
	}
	return err;
}

static bool is_directory(const struct hw_entry *entry)
{
	return !entry || entry->kind == HW_ENTRY_DIRECTORY;
}

static int find_file(struct hw_snapshot *s, const char *path, struct hw_entry **ret)
{
	struct spot at;
	int err = resolve(s, path, true, &at);

	if (err)
		return err;
	if (is_directory(at.entry))
		return -EISDIR;
	*ret = at.entry;
	return 0;
}

static int snapshot_read(void *self, const char *path, struct hw_arena *arena,
			 struct hw_text *ret)
{
	struct hw_entry *entry;
	struct hw_text text;
	int err = find_file(self, path, &entry);

	if (!err)
		err = hw_entry_decode(entry, arena, &text);
	if (!err && text.n > HW_ATTR_MAX)
		err = -EFBIG;
	if (!err)
		*ret = text;
	return err;
}

static int snapshot_map(void *self, const char *path, struct hw_map *ret)
{
	struct hw_snapshot *s = self;
	struct hw_entry *entry;
	int err = find_file(s, path, &entry);

	if (!err && !entry->content.s)
		err = hw_entry_decode(entry, &s->arena, &entry->content);
	if (!err)
		*ret = (struct hw_map){.text = entry->content};
	return err;
}

static int snapshot_readlink(void *self, const char *path, struct hw_arena *arena,
			     struct hw_text *ret)
{
	struct spot at;
	int err = resolve(self, path, false, &at);

	if (!err && (!at.entry || at.entry->kind != HW_ENTRY_LINK))
		err = -EINVAL;
	return err ? err : hw_entry_decode(at.entry, arena, ret);
}

static int snapshot_access(void *self, const char *path)
{
	struct spot at;

	return resolve(self, path, true, &at);
}

static bool is_listed(const struct hw_entry *entry)
{
	return entry->kind != HW_ENTRY_ABSENT &&
	       entry->kind != HW_ENTRY_UNREACHABLE_HIDDEN;
}

/*
 * The names in the directory `head` ("sys/bus/"). Writes them to `names`, unless that is
 * NULL. Returns their number.
 */
static size_t list_run(struct hw_snapshot *s, struct hw_text head, bool only_dirs,
		       struct hw_text *names)
{
	size_t count = 0;
	size_t i = lower_bound(s, head);

	while (i < s->n && hw_text_starts(s->v[i].path, head)) {
		const struct hw_entry *entry = &s->v[i];
		struct hw_text name = hw_text_from(entry->path, head.n);
		struct hw_text child;
		bool emit;

		name.n = hw_text_find(name, '/');
		child = hw_text_head(entry->path, head.n + name.n);
		i++;
		if (child.n == entry->path.n) {
			emit = entry->kind == HW_ENTRY_DIRECTORY ||
			       (!only_dirs && is_listed(entry));
		} else {
			/* if the child has an entry of its own, that lists it */
			emit = !find(s, child);
			while (i < s->n && s->v[i].path.n > child.n &&
			       s->v[i].path.s[child.n] == '/' &&
			       hw_text_starts(s->v[i].path, child))
				i++;
		}
		if (emit && names)
			names[count] = name;
		count += emit;
	}
	return count;
}

static int snapshot_list(void *self, const char *path, bool only_dirs,
			 struct hw_arena *arena, struct hw_text **ret_names,
			 size_t *ret_count)
{
	struct spot at;
	enum hw_listing listing;
	struct hw_text *names;
	size_t count;
	int err = resolve(self, path, true, &at);

	if (err)
		return err;
	if (!is_directory(at.entry))
		return at.entry->kind == HW_ENTRY_UNKNOWN ? -ENODATA : -ENOTDIR;
	listing = listing_of(self, (struct hw_text){at.path, at.n}, &err);
	if (listing == HW_LISTING_ERROR)
		return err;
	if (listing == HW_LISTING_NONE ||
	    (listing == HW_LISTING_DIRECTORIES && !only_dirs))
		return -ENODATA;
	count = list_run(self, below(&at), only_dirs, NULL);
	names = HW_ARENA_NEW(arena, struct hw_text, count);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	list_run(self, below(&at), only_dirs, names);
	for (size_t i = 0; i < count; i++)
		names[i] = hw_arena_copy(arena, names[i]);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret_names = names;
	*ret_count = count;
	return 0;
}

static void snapshot_close(void *self)
{
	struct hw_snapshot *s = self;

	hw_arena_done(&s->arena);
	hw_unmap(&s->map);
	free(s->v);
	free(s);
}

const struct hw_root_ops hw_snapshot_ops = {
	.kind = HW_ROOT_SNAPSHOT,
	.read = snapshot_read,
	.map = snapshot_map,
	.readlink = snapshot_readlink,
	.list = snapshot_list,
	.access = snapshot_access,
	.close = snapshot_close,
};
