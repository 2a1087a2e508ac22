// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/ids/internal.h"
#include "data/ids/search.h"

int hw_ids_list_add(struct hw_ids_list *list, uint32_t id, uint32_t offset)
{
	int r = HW_ARRAY_GROW(list->v, list->n, &list->room, 512);

	if (r == 0)
		list->v[list->n++] = hw_ids_item(id, offset);
	return r;
}

static int compare(const void *left, const void *right)
{
	const uint64_t *a = left;
	const uint64_t *b = right;

	return (*a > *b) - (*a < *b);
}

void hw_ids_list_sort(struct hw_ids_list *list, size_t first)
{
	for (size_t i = first + 1; i < list->n; i++) {
		if (list->v[i] > list->v[i - 1])
			continue;
		qsort(list->v + first, list->n - first, sizeof(*list->v), compare);
		return;
	}
}

/*
 * Bisection without a branch that depends on the ids: the processor would mispredict it
 * at half of the dozen steps, which takes longer than the rest of a look-up.
 */
size_t hw_ids_list_find(const uint64_t *v, size_t n, uint32_t id)
{
	const uint64_t want = hw_ids_item(id, 0);
	size_t at = 0;

	if (!n)
		return 0;
	while (n > 1) {
		size_t half = n / 2;

		at = v[at + half - 1] < want ? at + half : at;
		n -= half;
	}
	return at + (v[at] < want);
}

/* Reads the line at p, but not always where it ends. False: it is no head, or malformed.
 */
static bool read_head(struct hw_ids *ids, const struct hw_part *part, const char *p,
		      enum hw_ids_section *ret_section, struct hw_ids_line *ret)
{
	uint32_t id;

	*ret_section = HW_IDS_VENDORS;
	if (!hw_ids_is_head(*p))
		return false;
	if (part->end - p >= HW_IDS_PLAIN_MIN && hw_ids_plain_16(p, &id)) {
		*ret = (struct hw_ids_line){
			.kind = HW_IDS_LINE_VENDOR,
			.id = id,
			.name = p + HW_IDS_PLAIN_NAME,
		};
		return true;
	}
	*ret = hw_ids_line(p, hw_ids_line_end(p, part->end), ids->kind, HW_IDS_VENDORS);
	if (ret->kind == HW_IDS_LINE_CLASS)
		*ret_section = HW_IDS_CLASSES;
	if (ret->kind == HW_IDS_LINE_BAD_HEAD)
		hw_ids_malformed(ids, hw_part_offset(part, p),
				 "expected a vendor or class id, a blank and a name");
	return ret->kind == HW_IDS_LINE_VENDOR || ret->kind == HW_IDS_LINE_CLASS;
}

/* Reads the lines before the first head. */
static void skip_preamble(struct hw_ids *ids, struct hw_part *part)
{
	while (hw_part_more(part) && !hw_ids_is_head(*part->p)) {
		const char *line_end = hw_ids_line_end(part->p, part->end);
		struct hw_ids_line line =
			hw_ids_line(part->p, line_end, ids->kind, HW_IDS_VENDORS);

		if (line.kind != HW_IDS_LINE_NONE)
			hw_ids_malformed(ids, hw_part_offset(part, part->p),
					 "indented line before any vendor or class");
		part->p = line_end < part->end ? line_end + 1 : part->end;
	}
}

static void warn_of_duplicates(struct hw_ids *ids)
{
	const char *code = "ids-duplicate";

	for (size_t i = 1; i < ids->heads.n; i++) {
		uint64_t above = ids->heads.v[i - 1];
		uint64_t head = ids->heads.v[i];
		uint32_t key = (uint32_t)(head >> 32);
		bool is_class = key >> 16 == HW_IDS_CLASSES;

		if (above >> 32 == key)
			hw_warn(ids->warnings, code, hw_text_of(ids->path),
				hw_ids_line_number(ids, code, (uint32_t)head),
				"%s %0*x is also at line %zu, whose name is used",
				is_class ? "class" : "vendor", is_class ? 2 : 4,
				(unsigned)(key & 0xffff),
				hw_ids_line_number(ids, code, (uint32_t)above));
	}
}

/* State of reading a block. */
struct reader {
	struct hw_ids *ids;
	enum hw_ids_section section;
	/* id of the entry above; -1: there is none, or it is malformed */
	int64_t entry;
};

static void malformed(const struct reader *r, uint32_t at, const char *what)
{
	hw_ids_malformed(r->ids, at, what);
}

static int take_entry(struct reader *r, uint32_t at, const struct hw_ids_line *line)
{
	const uint32_t id = line->id;
	struct hw_ids *ids = r->ids;
	const char *code = "ids-duplicate";

	if (id == r->entry)
		hw_warn(ids->warnings, code, hw_text_of(ids->path),
			hw_ids_line_number(ids, code, at),
			"the id of the entry above again; the first name is used");
	r->entry = id;
	return hw_ids_list_add(&ids->entries, id, at);
}

/* The line from p to `end`, which is at the offset `at`. */
static int take_line(struct reader *r, const char *p, const char *end, uint32_t at)
{
	struct hw_ids_line line = hw_ids_line(p, end, r->ids->kind, r->section);

	switch (line.kind) {
	case HW_IDS_LINE_ENTRY:
		return take_entry(r, at, &line);
	case HW_IDS_LINE_SUBENTRY:
		if (r->entry < 0)
			malformed(r, at, "line with two tabs that is below no entry");
		break;
	case HW_IDS_LINE_BAD_ENTRY:
		malformed(r, at, "expected a tab, an id, a blank and a name");
		r->entry = -1;
		break;
	case HW_IDS_LINE_BAD_SUBENTRY:
		malformed(r, at, "expected two tabs, an id, a blank and a name");
		break;
	case HW_IDS_LINE_NONE:
	case HW_IDS_LINE_VENDOR:
	case HW_IDS_LINE_CLASS:
	case HW_IDS_LINE_OTHER:
	case HW_IDS_LINE_BAD_HEAD:
		break;
	}
	return 0;
}

/*
 * Fast path for lines of the usual form, ">24db  N" or ">>103c 006a  N". The processor
 * cannot predict which of the two comes, so there is no branch on it: the number of an
 * entry is read twice. False: use take_line().
 */
#define PLAIN_MIN (2 + 5 + HW_IDS_PLAIN_MIN)
static inline bool is_plain(const char *p, bool *ret_is_entry, uint32_t *ret_id)
{
	bool is_entry = p[1] != '\t';
	const char *first = p + (is_entry ? 1 : 2);
	const char *last = first + (is_entry ? 0 : 5);
	uint32_t id;

	*ret_is_entry = is_entry;
	return (*p == '\t') & (int)hw_ids_read_16(first, &id) & (first[4] == ' ') &
	       hw_ids_plain_16(last, ret_id);
}

/* Adds the heads from the line at part->p to the end of the part. */
static int add_heads(struct hw_ids *ids, const struct hw_part *part)
{
	const char *p = part->p;
	int r = 0;

	while (r == 0 && p < part->end) {
		enum hw_ids_section section;
		struct hw_ids_line line;

		if (read_head(ids, part, p, &section, &line))
			r = hw_ids_list_add(&ids->heads,
					    hw_ids_head_key(section, line.id),
					    hw_part_offset(part, p));
		p = hw_ids_next_head(p, part->end);
	}
	return r;
}

static int find_heads(struct hw_ids *ids)
{
	struct hw_part part;
	int r = hw_ids_part_open(ids, 0, HW_IDS_ALL, &part);

	if (r == 0)
		skip_preamble(ids, &part);
	while (r == 0 && hw_part_more(&part)) {
		r = add_heads(ids, &part);
		part.p = part.end;
	}
	if (r == 0)
		r = part.error;
	hw_part_done(&part);
	if (r < 0)
		return r;
	hw_ids_list_sort(&ids->heads, 0);
	return 0;
}

int hw_ids_scan(struct hw_ids *ids)
{
	int r = 0;

	if (ids->is_scanned)
		return 0;
	ids->is_scanned = true;
	r = find_heads(ids);
	if (r < 0) {
		ids->heads.n = 0;
		return r;
	}
	warn_of_duplicates(ids);
	return 0;
}

/* Reads the lines from part->p to the end of the part, or to the next head: then
 * *ret_ended. */
static int read_entries(struct reader *r, struct hw_part *part, bool *ret_ended)
{
	struct hw_ids_list *list = &r->ids->entries;
	const char *end = part->end;
	const char *p = part->p;
	/* of the file, had it been read to there */
	const uintptr_t start = (uintptr_t)part->s - part->at;
	bool may_be_plain = r->section == HW_IDS_VENDORS;

	while (p < end) {
		const char *line = p;
		bool is_entry;
		uint32_t id;
		int ret;

		if (hw_ids_is_head(*p)) {
			*ret_ended = true;
			return 0;
		}
		/* other lines need a warning, or more room in the list */
		if (may_be_plain && end - p >= PLAIN_MIN && is_plain(p, &is_entry, &id) &&
		    r->entry >= 0 && id != r->entry && list->n < list->room) {
			list->v[list->n] =
				hw_ids_item(id, (uint32_t)((uintptr_t)line - start));
			list->n += is_entry;
			r->entry = is_entry ? (int64_t)id : r->entry;
			p = hw_ids_next_line(p + HW_IDS_PLAIN_MIN, end);
			continue;
		}
		p = hw_ids_line_end(p, end);
		ret = take_line(r, line, p, hw_part_offset(part, line));
		if (ret < 0)
			return ret;
		p += p < end;
	}
	return 0;
}

/* Reads the block whose head is at the offset `at`. */
static int read_block(struct reader *r, uint32_t at)
{
	struct hw_part part;
	bool has_ended = false;
	int ret = hw_ids_part_open(r->ids, at, HW_IDS_A_BLOCK, &part);

	if (part.p < part.end)
		part.p = hw_ids_next_line(part.p, part.end);
	while (ret == 0 && !has_ended && hw_part_more(&part)) {
		ret = read_entries(r, &part, &has_ended);
		part.p = part.end;
	}
	if (ret == 0)
		ret = part.error;
	hw_part_done(&part);
	return ret;
}

/* Place 0 of a list stays unused: a block whose first item is 0 is not read yet. Errors:
 * -ENOMEM. */
static int skip_first(struct hw_ids_list *list)
{
	return list->n ? 0 : hw_ids_list_add(list, 0, 0);
}

/* Makes a block of the items from `first` on, or forgets them after an error. */
static int end_block(struct hw_ids_list *list, size_t first, int error,
		     struct hw_ids_block *ret)
{
	if (error < 0) {
		list->n = first;
		return error;
	}
	hw_ids_list_sort(list, first);
	ret->first = (uint32_t)first;
	ret->n = (uint32_t)(list->n - first);
	return 0;
}

int hw_ids_read_block(struct hw_ids *ids, size_t i)
{
	const struct hw_ids_list *heads = &ids->heads;
	const uint32_t key = (uint32_t)(heads->v[i] >> 32);
	const size_t block = i;
	size_t first;
	int ret;

	if (!ids->blocks)
		ids->blocks = hw_calloc(heads->n, sizeof(*ids->blocks));
	if (!ids->blocks)
		return -ENOMEM;
	if (ids->blocks[block].first)
		return 0;
	ret = skip_first(&ids->entries);
	if (ret < 0)
		return ret;
	first = ids->entries.n;
	do {
		struct reader r = {
			.ids = ids,
			.section = (enum hw_ids_section)(key >> 16),
			.entry = -1,
		};

		ret = read_block(&r, (uint32_t)heads->v[i]);
		i++;
	} while (ret == 0 && i < heads->n && hw_ids_is_again(heads, i));
	return end_block(&ids->entries, first, ret, &ids->blocks[block]);
}

/* Adds what is below the entry at the offset `at`, up to the next entry or a malformed
 * one. */
static int read_subentries(struct hw_ids *ids, enum hw_ids_section section, uint32_t at)
{
	struct hw_part part;
	bool is_entry = true;
	int r = hw_ids_part_open(ids, at, HW_IDS_A_BLOCK, &part);

	while (r == 0 && hw_part_more(&part) && (is_entry || !hw_ids_is_head(*part.p))) {
		const uint32_t offset = hw_part_offset(&part, part.p);
		struct hw_ids_line line = hw_ids_part_line(ids, &part, section);

		if (!is_entry && (line.kind == HW_IDS_LINE_ENTRY ||
				  line.kind == HW_IDS_LINE_BAD_ENTRY))
			break;
		if (!is_entry && line.kind == HW_IDS_LINE_SUBENTRY)
			r = hw_ids_list_add(&ids->subentries, line.id, offset);
		is_entry = false;
	}
	if (r == 0)
		r = part.error;
	hw_part_done(&part);
	return r;
}

/* Makes subblocks for all entries that are read. */
static int grow_subblocks(struct hw_ids *ids)
{
	size_t room = ids->entries.room;
	struct hw_ids_block *v;

	if (ids->subblock_room >= ids->entries.n)
		return 0;
	v = hw_reallocarray(ids->subblocks, room, sizeof(*v));
	if (!v)
		return -ENOMEM;
	memset(v + ids->subblock_room, 0, (room - ids->subblock_room) * sizeof(*v));
	ids->subblocks = v;
	ids->subblock_room = room;
	return 0;
}

int hw_ids_read_subblock(struct hw_ids *ids, enum hw_ids_section section, size_t i,
			 size_t n)
{
	size_t first;
	int r = grow_subblocks(ids);

	if (r == 0)
		r = skip_first(&ids->subentries);
	if (r < 0)
		return r;
	first = ids->subentries.n;
	for (size_t k = i; k < i + n && r == 0; k++)
		r = read_subentries(ids, section, (uint32_t)ids->entries.v[k]);
	return end_block(&ids->subentries, first, r, &ids->subblocks[i]);
}

int hw_ids_index(struct hw_ids *ids)
{
	int r = hw_ids_map(ids);

	if (ids && r == 0)
		r = hw_ids_scan(ids);
	for (size_t i = 0; ids && r == 0 && i < ids->heads.n; i++)
		if (!hw_ids_is_again(&ids->heads, i))
			r = hw_ids_read_block(ids, i);
	return r;
}
