// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/internal.h"
#include "data/root/note.h"

/* The ids of a look-up, and how many of them it has. */
struct query {
	enum hw_ids_section section;
	/* 1: the head; 2: the entry; 3: the subentry */
	int depth;
	uint32_t head;
	uint32_t entry;
	uint32_t subentry;
};

/* Reads the line at p. Returns the start of the next one, or the end of the text. */
static const char *read_line(const struct hw_ids *ids, const struct query *query,
			     const char *p, struct hw_ids_line *ret)
{
	const char *end = hw_ids_end(ids);
	const char *line_end = hw_ids_line_end(p, end);

	*ret = hw_ids_line(p, line_end, ids->kind, query->section);
	return line_end < end ? line_end + 1 : end;
}

/* Most lines that are read one by one in search of a subentry. Nearly all entries have
 * fewer; the subentries of the others are sorted. */
#define FEW_LINES ((size_t)64)

enum found {
	FOUND,
	FOUND_NONE,
	/* it may be further down */
	FOUND_NOT_YET,
};

/* Searches below the entry at p, up to the next entry or a malformed one; *lines are left
 * of FEW_LINES. */
static enum found read_few(const struct hw_ids *ids, const struct query *query,
			   const char *p, size_t *lines, struct hw_ids_line *ret)
{
	p = read_line(ids, query, p, ret);
	while (p < hw_ids_end(ids) && !hw_ids_is_head(*p)) {
		if (!(*lines)--)
			return FOUND_NOT_YET;
		p = read_line(ids, query, p, ret);
		if (ret->kind == HW_IDS_LINE_SUBENTRY && ret->id == query->subentry)
			return FOUND;
		if (ret->kind == HW_IDS_LINE_ENTRY || ret->kind == HW_IDS_LINE_BAD_ENTRY)
			return FOUND_NONE;
	}
	return FOUND_NONE;
}

/* Searches the entries from number i on, n of the same id. Errors: -ENOMEM. */
static int find_subentry(struct hw_ids *ids, const struct query *query, size_t i,
			 size_t n, bool *ret_found, struct hw_ids_line *ret)
{
	size_t lines = FEW_LINES;
	const struct hw_ids_block *block;
	enum found found = FOUND_NONE;
	const uint64_t *v;
	size_t at;

	for (size_t k = i; found == FOUND_NONE && k < i + n; k++) {
		if (hw_ids_has_subblock(ids, i) || !lines--)
			found = FOUND_NOT_YET;
		else
			found = read_few(ids, query, hw_ids_at(ids, ids->entries.v[k]),
					 &lines, ret);
	}
	*ret_found = found == FOUND;
	if (found != FOUND_NOT_YET)
		return 0;
	if (!hw_ids_has_subblock(ids, i)) {
		int r = hw_ids_read_subblock(ids, query->section, i, n);

		if (r < 0)
			return r;
	}
	block = &ids->subblocks[i];
	v = ids->subentries.v + block->first;
	at = hw_ids_list_find(v, block->n, query->subentry);
	*ret_found = at < block->n && v[at] >> 32 == query->subentry;
	if (*ret_found) {
		read_line(ids, query, hw_ids_at(ids, v[at]), ret);
		/* not so in a file that was written to since */
		*ret_found =
			ret->kind == HW_IDS_LINE_SUBENTRY && ret->id == query->subentry;
	}
	return 0;
}

/* Searches block i, in which an entry may come more than once. Errors: -ENOMEM. */
static int search_block(struct hw_ids *ids, size_t i, const struct query *query,
			bool *ret_found, struct hw_ids_line *ret)
{
	const uint64_t *v;
	size_t first, n, at, end;
	int r = hw_ids_read_block(ids, i);

	*ret_found = false;
	if (r < 0)
		return r;
	first = ids->blocks[i].first;
	v = ids->entries.v + first;
	n = ids->blocks[i].n;
	at = hw_ids_list_find(v, n, query->entry);
	if (at == n || v[at] >> 32 != query->entry)
		return 0;
	if (query->depth == 2) {
		read_line(ids, query, hw_ids_at(ids, v[at]), ret);
		/* not so in a file that was written to since */
		*ret_found = ret->kind == HW_IDS_LINE_ENTRY && ret->id == query->entry;
		return 0;
	}
	end = at + 1;
	if (end < n && v[end] >> 32 == query->entry)
		end += hw_ids_list_find(v + end, n - end, query->entry + 1);
	return find_subentry(ids, query, first + at, end - at, ret_found, ret);
}

static bool read_head(const struct hw_ids *ids, size_t i, const struct query *query,
		      struct hw_ids_line *ret)
{
	read_line(ids, query, hw_ids_at(ids, ids->heads.v[i]), ret);
	return ret->id == query->head;
}

static struct hw_text search(struct hw_ids *ids, const struct query *query)
{
	uint32_t key = hw_ids_head_key(query->section, query->head);
	struct hw_ids_line line;
	bool found = true;
	int r = ids ? hw_ids_scan(ids) : 0;
	size_t i;

	if (!ids)
		return HW_NO_TEXT;
	i = hw_ids_list_find(ids->heads.v, ids->heads.n, key);
	if (r == 0 && (i == ids->heads.n || ids->heads.v[i] >> 32 != key))
		return HW_NO_TEXT;
	if (r == 0 && query->depth == 1)
		found = read_head(ids, i, query, &line);
	else if (r == 0)
		r = search_block(ids, i, query, &found, &line);
	if (r < 0)
		hw_ids_failed(ids, r);
	if (r < 0 || !found)
		return HW_NO_TEXT;
	if (ids->root)
		hw_root_note_line(ids->root,
				  hw_text_head((struct hw_text){line.name, 1}, 1), true);
	return hw_ids_line_name(&line);
}

struct hw_text hw_ids_vendor(struct hw_ids *ids, uint16_t vendor)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_VENDORS,
				   .depth = 1,
				   .head = vendor,
			   });
}

struct hw_text hw_ids_device(struct hw_ids *ids, uint16_t vendor, uint16_t device)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_VENDORS,
				   .depth = 2,
				   .head = vendor,
				   .entry = device,
			   });
}

struct hw_text hw_ids_subsystem(struct hw_ids *ids, uint16_t vendor, uint16_t device,
				uint16_t subsystem_vendor, uint16_t subsystem_device)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_VENDORS,
				   .depth = 3,
				   .head = vendor,
				   .entry = device,
				   .subentry = (uint32_t)subsystem_vendor << 16 |
					       subsystem_device,
			   });
}

struct hw_text hw_ids_class(struct hw_ids *ids, uint8_t base)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_CLASSES,
				   .depth = 1,
				   .head = base,
			   });
}

struct hw_text hw_ids_subclass(struct hw_ids *ids, uint8_t base, uint8_t sub)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_CLASSES,
				   .depth = 2,
				   .head = base,
				   .entry = sub,
			   });
}

struct hw_text hw_ids_interface(struct hw_ids *ids, uint8_t base, uint8_t sub,
				uint8_t interface)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_CLASSES,
				   .depth = 3,
				   .head = base,
				   .entry = sub,
				   .subentry = interface,
			   });
}

static void walk_vendor(const struct hw_ids *ids, uint64_t head, hw_ids_entry_fn *fn,
			void *arg)
{
	const char *end = hw_ids_end(ids);
	struct hw_ids_entry entry = {.vendor = (uint16_t)(head >> 32)};
	const char *p = hw_ids_at(ids, head);
	bool is_head = true;

	while (p < end && (is_head || !hw_ids_is_head(*p))) {
		const char *line_end = hw_ids_line_end(p, end);
		struct hw_ids_line line =
			hw_ids_line(p, line_end, ids->kind, HW_IDS_VENDORS);

		p = line_end < end ? line_end + 1 : end;
		if (!is_head && line.kind != HW_IDS_LINE_ENTRY)
			continue;
		entry.name = hw_ids_line_name(&line);
		if (is_head) {
			entry.vendor_name = entry.name;
		} else {
			entry.is_device = true;
			entry.device = (uint16_t)line.id;
		}
		is_head = false;
		fn(arg, &entry);
	}
}

void hw_ids_each(struct hw_ids *ids, hw_ids_entry_fn *fn, void *arg)
{
	/* reads all lines, and adds all warnings */
	int r = hw_ids_index(ids);

	if (r < 0)
		hw_ids_failed(ids, r);
	for (size_t i = 0; ids && r == 0 && i < ids->heads.n; i++)
		if (ids->heads.v[i] >> 48 == HW_IDS_VENDORS)
			walk_vendor(ids, ids->heads.v[i], fn, arg);
}
