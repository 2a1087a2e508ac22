// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/snapshot/tree.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/base/path.h"
#include "data/snapshot/internal.h"
#include "data/snapshot/snapshot.h"

int hw_tree_new(struct hw_tree **ret)
{
	struct hw_tree *tree = hw_calloc(1, sizeof(*tree));
	struct hw_snapshot *snapshot = hw_calloc(1, sizeof(*snapshot));

	if (!tree || !snapshot) {
		free(tree);
		free(snapshot);
		return -ENOMEM;
	}
	tree->snapshot = snapshot;
	*ret = tree;
	return 0;
}

void hw_tree_free(struct hw_tree *tree)
{
	if (!tree)
		return;
	hw_text_index_done(&tree->index);
	if (tree->snapshot)
		hw_snapshot_ops.close(tree->snapshot);
	free(tree);
}

bool hw_tree_full(const struct hw_tree *tree)
{
	return tree->err;
}

/* Takes `bytes` more; false when they are too many, from then on for ever. */
static bool take(struct hw_tree *tree, size_t bytes)
{
	if (!tree->err && hw_arena_failed(&tree->snapshot->arena))
		tree->err = -ENOMEM;
	if (!tree->err && (tree->snapshot->n >= HW_TREE_ENTRIES_MAX ||
			   bytes > HW_TREE_BYTES_MAX - tree->bytes))
		tree->err = -EFBIG;
	if (!tree->err)
		tree->bytes += bytes;
	return !tree->err;
}

/* Of a directory that has no entry of its own. */
#define IMPLIED SIZE_MAX

struct hw_entry *hw_tree_find(const struct hw_tree *tree, struct hw_text path)
{
	const size_t *at = hw_text_index_find(&tree->index, path);

	return at && *at != IMPLIED ? &tree->snapshot->v[*at] : NULL;
}

bool hw_tree_has(const struct hw_tree *tree, struct hw_text path)
{
	return hw_tree_find(tree, path);
}

bool hw_tree_entry(const struct hw_tree *tree, size_t i, struct hw_arena *arena,
		   struct hw_text *ret_path, struct hw_text *ret_target)
{
	const struct hw_entry *entry;

	if (i >= tree->snapshot->n)
		return false;
	entry = &tree->snapshot->v[i];
	*ret_path = entry->path;
	if (entry->kind != HW_ENTRY_LINK ||
	    hw_snapshot_unescape(entry->raw, arena, ret_target) < 0)
		*ret_target = HW_NO_TEXT;
	return true;
}

int hw_tree_read(const struct hw_tree *tree, struct hw_text path, struct hw_arena *arena,
		 struct hw_text *ret)
{
	const struct hw_entry *entry = path.s ? hw_tree_find(tree, path) : NULL;

	if (!entry || entry->kind == HW_ENTRY_ABSENT ||
	    entry->kind == HW_ENTRY_DIRECTORY || entry->kind == HW_ENTRY_LINK)
		return -ENOENT;
	return hw_entry_decode(entry, arena, ret);
}

static bool is_sound(struct hw_text path)
{
	if (path.n >= PATH_MAX || hw_text_find(path, '\0') < path.n ||
	    !hw_path_is_plain(path))
		return false;
	while (path.s)
		if (hw_text_cut(&path, '/').n > NAME_MAX)
			return false;
	return true;
}

static int enter(struct hw_tree *tree, struct hw_text path, size_t value)
{
	size_t *at = hw_text_index_find(&tree->index, path);

	if (!at)
		return hw_text_index_add(&tree->index, path, value);
	*at = value;
	return 0;
}

static struct hw_text parent_of(struct hw_text path)
{
	size_t base = hw_path_base(path).n;

	return hw_text_head(path, base < path.n ? path.n - base - 1 : 0);
}

static int imply_parents(struct hw_tree *tree, struct hw_text path)
{
	int err = 0;

	for (path = parent_of(path);
	     !err && path.n && !hw_text_index_find(&tree->index, path);
	     path = parent_of(path))
		err = hw_text_index_add(&tree->index, path, IMPLIED);
	return err;
}

/* Whether an entry can be where it is said to be: below directories only, and what has
 * entries below it must be one. */
static bool fits(const struct hw_tree *tree, struct hw_text path, enum hw_entry_kind kind)
{
	const size_t *at = hw_text_index_find(&tree->index, path);

	if (at && *at != IMPLIED)
		return false;
	if (at && kind != HW_ENTRY_DIRECTORY)
		return false;
	for (path = parent_of(path); path.n && !at; path = parent_of(path)) {
		at = hw_text_index_find(&tree->index, path);
		if (at && *at != IMPLIED &&
		    tree->snapshot->v[*at].kind != HW_ENTRY_DIRECTORY)
			return false;
	}
	return true;
}

struct hw_entry *hw_tree_add(struct hw_tree *tree, struct hw_text path)
{
	struct hw_snapshot *s = tree->snapshot;
	struct hw_text copy;

	if (!is_sound(path) || !take(tree, path.n))
		return NULL;
	if (s->n == tree->room) {
		size_t room = tree->room ? 2 * tree->room : 256;
		struct hw_entry *v = hw_reallocarray(s->v, room, sizeof(*v));

		if (!v) {
			tree->err = -ENOMEM;
			return NULL;
		}
		s->v = v;
		tree->room = room;
	}
	copy = hw_arena_copy(&s->arena, path);
	if (!copy.s || enter(tree, copy, s->n) < 0 || imply_parents(tree, copy) < 0) {
		tree->err = -ENOMEM;
		return NULL;
	}
	s->v[s->n] = (struct hw_entry){.path = copy, .kind = HW_ENTRY_UNKNOWN};
	return &s->v[s->n++];
}

void hw_tree_set(struct hw_tree *tree, struct hw_entry *entry, enum hw_entry_kind kind,
		 struct hw_text raw)
{
	if (raw.s && !take(tree, raw.n))
		return;
	entry->raw = hw_arena_copy(&tree->snapshot->arena, raw);
	entry->kind = kind;
	if (hw_arena_failed(&tree->snapshot->arena))
		tree->err = -ENOMEM;
}

static void add(struct hw_tree *tree, struct hw_text path, enum hw_entry_kind kind,
		struct hw_text raw)
{
	struct hw_entry *entry = fits(tree, path, kind) ? hw_tree_add(tree, path) : NULL;

	if (entry)
		hw_tree_set(tree, entry, kind, raw);
}

void hw_tree_file(struct hw_tree *tree, struct hw_text path, struct hw_text content)
{
	add(tree, path, HW_ENTRY_BYTES, content.s ? content : HW_TEXT(""));
}

/* Of what a snapshot says was not there, or was not looked into. */
static bool is_open(const struct hw_entry *entry)
{
	return entry->kind == HW_ENTRY_ABSENT || entry->kind == HW_ENTRY_UNREADABLE ||
	       entry->kind == HW_ENTRY_UNKNOWN;
}

static void make_directory(struct hw_tree *tree, struct hw_entry *entry,
			   enum hw_listing listing)
{
	hw_tree_set(tree, entry, HW_ENTRY_DIRECTORY, HW_NO_TEXT);
	entry->listing = listing;
}

/* Directories above, which a snapshot says were not there or not to be read: of each no
 * more than the file is known. */
static void fill_parents(struct hw_tree *tree, struct hw_text path)
{
	for (path = parent_of(path); path.n; path = parent_of(path)) {
		struct hw_entry *entry = hw_tree_find(tree, path);

		if (entry && is_open(entry))
			make_directory(tree, entry, HW_LISTING_NONE);
	}
}

void hw_tree_join(struct hw_tree *tree, struct hw_text path)
{
	struct hw_entry *entry = hw_tree_find(tree, path);

	fill_parents(tree, path);
	if (entry && is_open(entry))
		make_directory(tree, entry, HW_LISTING_DEFAULT);
}

void hw_tree_join_listed(struct hw_tree *tree, struct hw_text path)
{
	struct hw_entry *entry;

	hw_tree_join(tree, path);
	hw_tree_directory(tree, path);
	entry = hw_tree_find(tree, path);
	if (entry && entry->kind == HW_ENTRY_DIRECTORY &&
	    (entry->listing == HW_LISTING_DEFAULT || entry->listing == HW_LISTING_NONE))
		entry->listing = HW_LISTING_ALL;
}

void hw_tree_fill(struct hw_tree *tree, struct hw_text path, struct hw_text content)
{
	struct hw_entry *entry = hw_tree_find(tree, path);

	fill_parents(tree, path);

	if (entry &&
	    (entry->kind == HW_ENTRY_ABSENT || entry->kind == HW_ENTRY_UNREADABLE))
		hw_tree_set(tree, entry, HW_ENTRY_BYTES,
			    content.s ? content : HW_TEXT(""));
}

void hw_tree_link(struct hw_tree *tree, struct hw_text path, struct hw_text target)
{
	struct hw_arena scratch = {0};
	struct hw_text raw;

	/* a link's target is a C string, and no empty one */
	if (!target.n || hw_text_find(target, '\0') < target.n)
		return;
	raw = hw_snapshot_escape(target, &scratch);
	if (raw.s)
		add(tree, path, HW_ENTRY_LINK, raw);
	else
		tree->err = -ENOMEM;
	hw_arena_done(&scratch);
}

void hw_tree_directory(struct hw_tree *tree, struct hw_text path)
{
	add(tree, path, HW_ENTRY_DIRECTORY, HW_NO_TEXT);
}

static void add_partial(struct hw_tree *tree, struct hw_text path,
			enum hw_listing listing)
{
	struct hw_entry *entry;

	hw_tree_directory(tree, path);
	entry = hw_tree_find(tree, path);
	if (entry && entry->kind == HW_ENTRY_DIRECTORY &&
	    entry->listing == HW_LISTING_DEFAULT)
		entry->listing = listing;
}

void hw_tree_partial(struct hw_tree *tree, struct hw_text path)
{
	add_partial(tree, path, HW_LISTING_NONE);
}

void hw_tree_partial_files(struct hw_tree *tree, struct hw_text path)
{
	add_partial(tree, path, HW_LISTING_DIRECTORIES);
}

void hw_tree_absent(struct hw_tree *tree, struct hw_text path)
{
	add(tree, path, HW_ENTRY_ABSENT, HW_NO_TEXT);
}

void hw_tree_copy(struct hw_tree *tree, const struct hw_snapshot *from)
{
	tree->snapshot->partial |= from->partial;
	if (tree->snapshot->top == HW_LISTING_DEFAULT) {
		tree->snapshot->top = from->top;
		tree->snapshot->top_err = from->top_err;
	}
	for (size_t i = 0; i < from->n; i++) {
		const struct hw_entry *entry = &from->v[i];
		struct hw_entry *to;

		if (!fits(tree, entry->path, entry->kind))
			continue;
		to = hw_tree_add(tree, entry->path);
		if (!to)
			continue;
		hw_tree_set(tree, to, entry->kind, entry->raw);
		to->listing = entry->listing;
		to->err = entry->err;
	}
}

int hw_tree_open(struct hw_tree *tree, const char *name, struct hw_root **ret)
{
	struct hw_snapshot *s = tree->snapshot;
	int err = tree->err;

	if (!err) {
		if (s->n)
			qsort(s->v, s->n, sizeof(*s->v), hw_entry_cmp);
		tree->snapshot = NULL;
		err = hw_root_new(&hw_snapshot_ops, s, name, ret);
	}
	hw_tree_free(tree);
	return err;
}
