// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids_line.h"

#include <errno.h>
#include <stdlib.h>

/* Where the pass stands. */
struct scan {
	struct hw_text text;
	struct hw_text path;
	enum hw_ids_kind kind;
	struct hw_warnings *warnings;
	struct hw_ids_blocks blocks;
	size_t line;
	/* the last block is still growing */
	bool in_block;
	/* below an unknown section or a bad head: nothing is looked at, or warned of */
	bool skipping;
	/* the last entry of the block, -1 when there is none, or it was bad */
	int64_t entry;
	/* the highest entry of the block so far, or -1 */
	int64_t highest;
	bool unsorted;
};

static void end_block(struct scan *s, const char *at)
{
	if (s->in_block)
		s->blocks.v[s->blocks.n - 1].end = (uint32_t)(at - s->text.s);
	s->in_block = false;
	s->entry = -1;
	s->highest = -1;
}

/* By section and id, and blocks of the same id in the file's order. */
static int compare(const void *left, const void *right)
{
	const struct hw_ids_block *a = left;
	const struct hw_ids_block *b = right;

	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

static int start_block(struct scan *s, const char *at, enum hw_ids_section section,
		       uint32_t id)
{
	struct hw_ids_blocks *blocks = &s->blocks;
	struct hw_ids_block *add;

	if (blocks->n == blocks->room) {
		size_t room = blocks->room ? blocks->room * 2 : 256;

		add = reallocarray(blocks->v, room, sizeof(*add));
		if (!add)
			return -ENOMEM;
		blocks->v = add;
		blocks->room = room;
	}
	add = &blocks->v[blocks->n++];
	*add = (struct hw_ids_block){
		.start = (uint32_t)(at - s->text.s),
		.line = (uint32_t)s->line,
		.id = (uint16_t)id,
		.section = (uint8_t)section,
		.ascending = true,
	};
	if (blocks->n > 1 && compare(add - 1, add) > 0)
		s->unsorted = true;
	s->in_block = true;
	s->skipping = false;
	return 0;
}

static void take_entry(struct scan *s, const struct hw_ids_line *line)
{
	if (line->id == s->entry)
		hw_warn(s->warnings, "ids-duplicate", s->path, s->line,
			"the id of the entry above again; the first name is used");
	if (line->id <= s->highest)
		s->blocks.v[s->blocks.n - 1].ascending = false;
	else
		s->highest = line->id;
	s->entry = line->id;
}

static void malformed(const struct scan *s, const char *what)
{
	hw_warn(s->warnings, "ids-malformed", s->path, s->line, "%s", what);
}

/* An indented line, outside of what is skipped. */
static void take_indented(struct scan *s, const struct hw_ids_line *line)
{
	if (!s->in_block) {
		malformed(s, "indented line before any vendor or class");
	} else if (line->kind == HW_IDS_LINE_ENTRY) {
		take_entry(s, line);
	} else if (line->kind == HW_IDS_LINE_BAD_ENTRY) {
		malformed(s, "expected a tab, an id, a blank and a name");
		s->entry = -1;
	} else if (line->kind == HW_IDS_LINE_BAD_SUBENTRY) {
		malformed(s, "expected two tabs, an id, a blank and a name");
	} else if (s->entry < 0) {
		malformed(s, "line with two tabs that is below no entry");
	}
}

static int take_line(struct scan *s, const char *p, const char *end)
{
	enum hw_ids_section section =
		s->in_block ? s->blocks.v[s->blocks.n - 1].section : HW_IDS_VENDORS;
	struct hw_ids_line line = hw_ids_line(p, end, s->kind, section);

	switch (line.kind) {
	case HW_IDS_LINE_NONE:
		return 0;
	case HW_IDS_LINE_VENDOR:
		end_block(s, p);
		return start_block(s, p, HW_IDS_VENDORS, line.id);
	case HW_IDS_LINE_CLASS:
		end_block(s, p);
		return start_block(s, p, HW_IDS_CLASSES, line.id);
	case HW_IDS_LINE_BAD_HEAD:
		malformed(s, "expected a vendor or class id, a blank and a name");
		end_block(s, p);
		s->skipping = true;
		return 0;
	case HW_IDS_LINE_OTHER:
		end_block(s, p);
		s->skipping = true;
		return 0;
	case HW_IDS_LINE_ENTRY:
	case HW_IDS_LINE_SUBENTRY:
	case HW_IDS_LINE_BAD_ENTRY:
	case HW_IDS_LINE_BAD_SUBENTRY:
		if (!s->skipping)
			take_indented(s, &line);
		return 0;
	}
	return 0;
}

/* Sorts the blocks, and warns of heads that come twice. */
static void sort_blocks(const struct scan *s)
{
	const struct hw_ids_block *v = s->blocks.v;

	if (s->unsorted)
		qsort(s->blocks.v, s->blocks.n, sizeof(*v), compare);
	for (size_t i = 1; i < s->blocks.n; i++) {
		if (v[i].section != v[i - 1].section || v[i].id != v[i - 1].id)
			continue;
		hw_warn(s->warnings, "ids-duplicate", s->path, v[i].line,
			"%s %0*x is also at line %u, whose name is used",
			v[i].section == HW_IDS_VENDORS ? "vendor" : "class",
			v[i].section == HW_IDS_VENDORS ? 4 : 2, (unsigned)v[i].id,
			(unsigned)v[i - 1].line);
	}
}

int hw_ids_scan(struct hw_text text, struct hw_text path, enum hw_ids_kind kind,
		struct hw_warnings *warnings, struct hw_ids_blocks *ret)
{
	struct scan s = {
		.text = text,
		.path = path,
		.kind = kind,
		.warnings = warnings,
		.entry = -1,
		.highest = -1,
	};
	const char *end = text.s + text.n;

	if (text.n > UINT32_MAX)
		return -EFBIG;
	for (const char *p = text.s; p < end;) {
		const char *line_end = hw_ids_line_end(p, end);
		int r;

		s.line++;
		r = take_line(&s, p, line_end);
		if (r < 0) {
			free(s.blocks.v);
			return r;
		}
		p = line_end < end ? line_end + 1 : end;
	}
	end_block(&s, end);
	sort_blocks(&s);
	*ret = s.blocks;
	return 0;
}
