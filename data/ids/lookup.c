// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/ids/internal.h"
#include "data/root/note.h"

/* Most lines that are read one by one in search of a subentry. Nearly all entries have
 * fewer; the subentries of the others are sorted. */
#define FEW_LINES ((size_t)64)

enum found {
	FOUND,
	FOUND_NONE,
	/* it may be further down */
	FOUND_NOT_YET,
};

/* Searches below the entry at part->p, up to the next entry or a malformed one; *lines
 * are left of FEW_LINES. */
static enum found read_few(struct hw_ids *ids, const struct hw_ids_query *query,
			   struct hw_part *part, size_t *lines, struct hw_ids_line *ret)
{
	if (!hw_part_more(part))
		return FOUND_NONE;
	*ret = hw_ids_part_line(ids, part, query->section);
	while (hw_part_more(part) && !hw_ids_is_head(*part->p)) {
		if (!(*lines)--)
			return FOUND_NOT_YET;
		*ret = hw_ids_part_line(ids, part, query->section);
		if (ret->kind == HW_IDS_LINE_SUBENTRY && ret->id == query->subentry)
			return FOUND;
		if (ret->kind == HW_IDS_LINE_ENTRY || ret->kind == HW_IDS_LINE_BAD_ENTRY)
			return FOUND_NONE;
	}
	return FOUND_NONE;
}

/* Goes to the line of an item of a list; the part is open. Errors: those of the part. */
static int go_to(struct hw_ids *ids, struct hw_part *part, uint64_t item)
{
	hw_part_done(part);
	return hw_ids_part_open(ids, (uint32_t)item, HW_IDS_A_LINE, part);
}

/* Reads the line of an item; none is there in a file that was cut since. */
static int read_item(struct hw_ids *ids, const struct hw_ids_query *query,
		     struct hw_part *part, uint64_t item, struct hw_ids_line *ret)
{
	int r = go_to(ids, part, item);

	*ret = (struct hw_ids_line){.kind = HW_IDS_LINE_NONE};
	if (r == 0 && hw_part_more(part))
		*ret = hw_ids_part_line(ids, part, query->section);
	return r;
}

/* Searches the entries from number i on, n of the same id. Errors: -ENOMEM and those of
 * the part. */
static int find_subentry(struct hw_ids *ids, const struct hw_ids_query *query, size_t i,
			 size_t n, struct hw_part *part, bool *ret_found,
			 struct hw_ids_line *ret)
{
	size_t lines = FEW_LINES;
	const struct hw_ids_block *block;
	enum found found = FOUND_NONE;
	const uint64_t *v;
	size_t at;
	int r = 0;

	for (size_t k = i; r == 0 && found == FOUND_NONE && k < i + n; k++) {
		if (hw_ids_has_subblock(ids, i) || !lines--) {
			found = FOUND_NOT_YET;
			break;
		}
		r = go_to(ids, part, ids->entries.v[k]);
		if (r == 0)
			found = read_few(ids, query, part, &lines, ret);
		if (r == 0)
			r = part->error;
	}
	*ret_found = found == FOUND;
	if (r < 0 || found != FOUND_NOT_YET)
		return r;
	if (!hw_ids_has_subblock(ids, i)) {
		r = hw_ids_read_subblock(ids, query->section, i, n);
		if (r < 0)
			return r;
	}
	block = &ids->subblocks[i];
	v = ids->subentries.v + block->first;
	at = hw_ids_list_find(v, block->n, query->subentry);
	if (at == block->n || v[at] >> 32 != query->subentry)
		return 0;
	r = read_item(ids, query, part, v[at], ret);
	/* not so in a file that was written to since */
	*ret_found =
		r == 0 && ret->kind == HW_IDS_LINE_SUBENTRY && ret->id == query->subentry;
	return r;
}

/* Searches block i, in which an entry may come more than once. Errors: -ENOMEM and those
 * of the part. */
static int search_block(struct hw_ids *ids, size_t i, const struct hw_ids_query *query,
			struct hw_part *part, bool *ret_found, struct hw_ids_line *ret)
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
		r = read_item(ids, query, part, v[at], ret);
		/* not so in a file that was written to since */
		*ret_found = r == 0 && ret->kind == HW_IDS_LINE_ENTRY &&
			     ret->id == query->entry;
		return r;
	}
	end = at + 1;
	if (end < n && v[end] >> 32 == query->entry)
		end += hw_ids_list_find(v + end, n - end, query->entry + 1);
	return find_subentry(ids, query, first + at, end - at, part, ret_found, ret);
}

/* Searches below head i, or it alone. */
static int search_head(struct hw_ids *ids, size_t i, const struct hw_ids_query *query,
		       struct hw_part *part, bool *ret_found, struct hw_ids_line *ret)
{
	const enum hw_ids_line_kind kind =
		query->section == HW_IDS_CLASSES ? HW_IDS_LINE_CLASS : HW_IDS_LINE_VENDOR;
	int r;

	if (query->depth > 1)
		return search_block(ids, i, query, part, ret_found, ret);
	r = read_item(ids, query, part, ids->heads.v[i], ret);
	*ret_found = r == 0 && ret->kind == kind && ret->id == query->head;
	return r;
}

/* The name in the line, as long as the file is open. */
static struct hw_text keep(struct hw_ids *ids, const struct hw_ids_query *query,
			   const struct hw_ids_line *line)
{
	struct hw_text name = line ? hw_ids_line_name(line) : HW_NO_TEXT;

	if (!ids->pages)
		return name;
	name = hw_ids_answers_put(&ids->answers, query, name);
	/* otherwise it stays as it is */
	if (hw_ids_answers_are_many(&ids->answers))
		hw_ids_map(ids);
	return name;
}

static struct hw_text search(struct hw_ids *ids, const struct hw_ids_query *query)
{
	uint32_t key = hw_ids_head_key(query->section, query->head);
	struct hw_part part;
	struct hw_ids_line line;
	struct hw_text name = HW_NO_TEXT;
	bool found = false;
	size_t i;
	int r;

	if (!ids)
		return HW_NO_TEXT;
	if (ids->ahead) {
		hw_ids_ahead_note(ids->ahead, query);
		return HW_NO_TEXT;
	}
	if (hw_ids_answers_get(&ids->answers, query, &name))
		return name;
	hw_part_init(&part);
	r = hw_ids_scan(ids);
	i = hw_ids_list_find(ids->heads.v, ids->heads.n, key);
	if (r == 0 && (i == ids->heads.n || ids->heads.v[i] >> 32 != key))
		return HW_NO_TEXT;
	if (r == 0)
		r = search_head(ids, i, query, &part, &found, &line);
	if (r < 0)
		hw_ids_failed(ids, r);
	else
		name = keep(ids, query, found ? &line : NULL);
	if (found && ids->root)
		hw_root_note_line(ids->root,
				  hw_text_head((struct hw_text){line.name, 1}, 1), true);
	hw_part_done(&part);
	return name;
}

void hw_ids_answer(struct hw_ids *ids)
{
	int r = 0;

	if (!ids || !ids->ahead)
		return;
	if (hw_ids_ahead_sort(ids->ahead)) {
		r = hw_ids_pass(ids);
		if (r == 0)
			hw_ids_ahead_finish(ids);
		else if (r != -EBADMSG)
			hw_ids_failed(ids, r);
	}
	hw_ids_ahead_free(ids->ahead);
	ids->ahead = NULL;
}

struct hw_text hw_ids_vendor(struct hw_ids *ids, uint16_t vendor)
{
	return search(ids, &(struct hw_ids_query){
				   .section = HW_IDS_VENDORS,
				   .depth = 1,
				   .head = vendor,
			   });
}

struct hw_text hw_ids_device(struct hw_ids *ids, uint16_t vendor, uint16_t device)
{
	return search(ids, &(struct hw_ids_query){
				   .section = HW_IDS_VENDORS,
				   .depth = 2,
				   .head = vendor,
				   .entry = device,
			   });
}

struct hw_text hw_ids_subsystem(struct hw_ids *ids, uint16_t vendor, uint16_t device,
				uint16_t subsystem_vendor, uint16_t subsystem_device)
{
	return search(ids, &(struct hw_ids_query){
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
	return search(ids, &(struct hw_ids_query){
				   .section = HW_IDS_CLASSES,
				   .depth = 1,
				   .head = base,
			   });
}

struct hw_text hw_ids_subclass(struct hw_ids *ids, uint8_t base, uint8_t sub)
{
	return search(ids, &(struct hw_ids_query){
				   .section = HW_IDS_CLASSES,
				   .depth = 2,
				   .head = base,
				   .entry = sub,
			   });
}

struct hw_text hw_ids_interface(struct hw_ids *ids, uint8_t base, uint8_t sub,
				uint8_t interface)
{
	return search(ids, &(struct hw_ids_query){
				   .section = HW_IDS_CLASSES,
				   .depth = 3,
				   .head = base,
				   .entry = sub,
				   .subentry = interface,
			   });
}

/* Of a text in memory. */
static void walk_vendor(const struct hw_ids *ids, uint64_t head, hw_ids_entry_fn *fn,
			void *arg)
{
	const char *end = hw_ids_end(ids);
	struct hw_ids_entry entry = {.vendor = (uint16_t)(head >> 32)};
	const char *p = ids->text.s + (uint32_t)head;
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
