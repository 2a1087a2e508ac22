// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/ids/ids_line.h"

/* Where the reading of a block stands. */
struct reader {
	struct hw_ids *ids;
	enum hw_ids_section section;
	/* the entry above, -1 when there is none, or it was bad */
	int64_t entry;
};

static int take_entry(struct reader *r, const char *p, uint32_t id)
{
	struct hw_ids *ids = r->ids;
	const char *code = "ids-duplicate";

	if (id == r->entry)
		hw_warn(ids->warnings, code, hw_text_of(ids->path),
			hw_ids_line_number(ids, code, p),
			"the id of the entry above again; the first name is used");
	r->entry = id;
	return hw_ids_list_add(&ids->entries, id, (uint32_t)(p - ids->text.s));
}

static int take_line(struct reader *r, const char *p, const char *end)
{
	struct hw_ids_line line = hw_ids_line(p, end, r->ids->kind, r->section);

	switch (line.kind) {
	case HW_IDS_LINE_ENTRY:
		return take_entry(r, p, line.id);
	case HW_IDS_LINE_SUBENTRY:
		if (r->entry < 0)
			hw_ids_malformed(r->ids, p,
					 "line with two tabs that is below no entry");
		break;
	case HW_IDS_LINE_BAD_ENTRY:
		hw_ids_malformed(r->ids, p, "expected a tab, an id, a blank and a name");
		r->entry = -1;
		break;
	case HW_IDS_LINE_BAD_SUBENTRY:
		hw_ids_malformed(r->ids, p,
				 "expected two tabs, an id, a blank and a name");
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
 * A line of the usual form, ">24db  N" or ">>103c 006a  N". Which of the two it is cannot
 * be predicted, so there is no branch on it: of an entry the one number is read twice.
 * False says nothing: then take_line() has to read it.
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

static int read_entries(struct reader *r, const char *head)
{
	struct hw_ids_list *list = &r->ids->entries;
	const char *end = hw_ids_end(r->ids);
	const char *p = hw_ids_line_end(head, end);
	bool may_be_plain = r->section == HW_IDS_VENDORS;

	/* p is at the end of a line */
	while (p < end && ++p < end && !hw_ids_is_head(*p)) {
		const char *line = p;
		bool is_entry;
		uint32_t id;
		int ret;

		/* the rest is what take_line() would warn of, or needs room for */
		if (may_be_plain && end - p >= PLAIN_MIN && is_plain(p, &is_entry, &id) &&
		    r->entry >= 0 && id != r->entry && list->n < list->room) {
			list->v[list->n] =
				hw_ids_item(id, (uint32_t)(line - r->ids->text.s));
			list->n += is_entry;
			r->entry = is_entry ? (int64_t)id : r->entry;
			p = hw_ids_line_end(p + HW_IDS_PLAIN_MIN, end);
			continue;
		}
		p = hw_ids_line_end(p, end);
		ret = take_line(r, line, p);
		if (ret < 0)
			return ret;
	}
	return 0;
}

int hw_ids_read_block(struct hw_ids *ids, size_t i)
{
	uint64_t head = ids->heads.v[i];
	struct hw_ids_block *block = &ids->blocks[i];
	struct reader r = {
		.ids = ids,
		.section = (enum hw_ids_section)(head >> 48),
		.entry = -1,
	};
	size_t first;
	int ret = 0;

	if (block->first)
		return 0;
	if (!ids->entries.n)
		ret = hw_ids_list_add(&ids->entries, 0, 0);
	if (ret < 0)
		return ret;
	first = ids->entries.n;
	ret = read_entries(&r, hw_ids_at(ids, head));
	if (ret < 0) {
		ids->entries.n = first;
		return ret;
	}
	hw_ids_list_sort(&ids->entries, first);
	block->first = (uint32_t)first;
	block->n = (uint32_t)(ids->entries.n - first);
	return 0;
}

int hw_ids_index(struct hw_ids *ids)
{
	int r = ids ? hw_ids_scan(ids) : 0;

	for (size_t i = 0; ids && r == 0 && i < ids->heads.n; i++)
		r = hw_ids_read_block(ids, i);
	return r;
}
