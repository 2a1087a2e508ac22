// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/snapshot/recorder.h"
#include "data/snapshot/snapshot.h"

unsigned hw_record_rank(enum hw_entry_kind kind)
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

struct hw_entry *hw_record_note(struct hw_recorder *r, struct hw_text path,
				enum hw_entry_kind kind, struct hw_text raw, int err)
{
	struct hw_entry *entry = hw_tree_find(r->tree, path);
	bool fresh = !entry;

	if (fresh)
		entry = hw_tree_add(r->tree, path);
	if (!entry || (!fresh && hw_record_rank(kind) <= hw_record_rank(entry->kind)))
		return entry;
	entry->err = err;
	if (kind == HW_ENTRY_DIRECTORY)
		entry->listing = HW_LISTING_NONE;
	hw_tree_set(r->tree, entry, kind, raw);
	return entry;
}

void hw_record_link(struct hw_recorder *r, struct hw_text path, struct hw_text target)
{
	struct hw_entry *entry = hw_tree_find(r->tree, path);
	struct hw_arena scratch = {0};
	struct hw_text raw;

	if (entry && entry->kind == HW_ENTRY_LINK)
		return;
	raw = hw_snapshot_escape(target, &scratch);
	if (raw.s)
		hw_record_note(r, path, HW_ENTRY_LINK, raw, 0);
	else
		r->failed = true;
	hw_arena_done(&scratch);
}

void hw_record_listing(struct hw_recorder *r, struct hw_text path,
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
	entry = hw_record_note(r, path, HW_ENTRY_DIRECTORY, HW_NO_TEXT, 0);
	if (entry && entry->kind == HW_ENTRY_DIRECTORY && listing > entry->listing) {
		entry->listing = listing;
		entry->err = err;
	}
}

void hw_record_parents(struct hw_recorder *r, struct hw_text path)
{
	bool is_made = false;

	for (size_t n = 0; n < path.n; n++) {
		struct hw_text above = hw_text_head(path, n);
		struct hw_entry *entry;

		if (path.s[n] != '/')
			continue;
		entry = hw_tree_find(r->tree, above);
		if (entry ? entry->kind == HW_ENTRY_ABSENT : is_made)
			hw_record_listing(r, above, HW_LISTING_ALL, 0);
		entry = hw_tree_find(r->tree, above);
		is_made = entry && entry->kind == HW_ENTRY_DIRECTORY &&
			  entry->listing == HW_LISTING_ALL;
	}
}

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
		free(recorder->tables[i].starts);
		free(recorder->tables[i].lines);
	}
	free(recorder->tables);
	hw_tree_free(recorder->tree);
	hw_text_set_done(&recorder->answers);
	hw_arena_done(&recorder->arena);
	free(recorder);
}

void hw_recorder_file(struct hw_recorder *recorder, const char *path,
		      struct hw_text content)
{
	struct hw_entry *entry;

	hw_record_parents(recorder, hw_text_of(path));
	entry = hw_record_note(recorder, hw_text_of(path), HW_ENTRY_BYTES, content, 0);
	/* of a recording that is recorded again, its own was read before */
	if (entry && entry->kind == HW_ENTRY_BYTES && !hw_text_eq(entry->raw, content))
		hw_tree_set(recorder->tree, entry, HW_ENTRY_BYTES, content);
}
