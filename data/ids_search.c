// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids_line.h"

/* Below this many bytes walking lines is as fast as bisecting. */
#define BISECT_MIN 512

/* A span of lines: where to read on, where lines must start before, where all ends. */
struct span {
	const char *at;
	const char *limit;
	const char *end;
	enum hw_ids_section section;
};

/* Reads the next line. False at the limit. */
static bool next_line(const struct hw_ids *ids, struct span *span,
		      struct hw_ids_line *ret)
{
	const char *end;

	if (span->at >= span->limit)
		return false;
	end = hw_ids_line_end(span->at, span->end);
	*ret = hw_ids_line(span->at, end, ids->kind, span->section);
	span->at = end < span->end ? end + 1 : end;
	return true;
}

static bool next_entry(const struct hw_ids *ids, struct span *span,
		       struct hw_ids_line *ret)
{
	while (next_line(ids, span, ret))
		if (ret->kind == HW_IDS_LINE_ENTRY)
			return true;
	return false;
}

/*
 * Narrows a span whose entries ascend to a few lines around the entry `id`: all entries
 * before span->at are lower, all that start at span->limit or later are higher.
 */
static void bisect(const struct hw_ids *ids, struct span *span, uint32_t id)
{
	while (span->limit - span->at > BISECT_MIN) {
		const char *middle = span->at + (span->limit - span->at) / 2;
		/* the byte before: a line may start right at the middle */
		const char *nl = hw_ids_line_end(middle - 1, span->limit);
		const char *from = nl < span->limit ? nl + 1 : nl;
		struct span upper = *span;
		struct hw_ids_line line;

		upper.at = from;
		if (!next_entry(ids, &upper, &line) || line.id > id) {
			span->limit = middle;
		} else if (line.id < id) {
			span->at = upper.at;
		} else {
			span->at = from;
			return;
		}
	}
}

/* The subentry `id` of the entry that ends before `span`. */
static bool find_subentry(const struct hw_ids *ids, struct span span, uint32_t id,
			  struct hw_ids_line *ret)
{
	span.limit = span.end;
	while (next_line(ids, &span, ret)) {
		if (ret->kind == HW_IDS_LINE_SUBENTRY && ret->id == id)
			return true;
		if (ret->kind == HW_IDS_LINE_ENTRY || ret->kind == HW_IDS_LINE_BAD_ENTRY)
			return false;
	}
	return false;
}

/* What a look-up is for: its ids and how many of them count. */
struct query {
	enum hw_ids_section section;
	/* 1: the head; 2: the entry; 3: the subentry */
	int depth;
	uint32_t head;
	uint32_t entry;
	uint32_t subentry;
};

/* Searches one block. In one that does not ascend an entry may come twice. */
static bool search_block(const struct hw_ids *ids, const struct hw_ids_block *block,
			 const struct query *query, struct hw_ids_line *ret)
{
	struct span span = {
		.at = ids->text.s + block->start,
		.limit = ids->text.s + block->end,
		.end = ids->text.s + block->end,
		.section = query->section,
	};

	if (!next_line(ids, &span, ret))
		return false;
	if (query->depth == 1)
		return true;
	if (block->ascending)
		bisect(ids, &span, query->entry);
	while (next_entry(ids, &span, ret)) {
		if (ret->id != query->entry)
			continue;
		if (query->depth == 2)
			return true;
		if (find_subentry(ids, span, query->subentry, ret))
			return true;
	}
	return false;
}

/* The first block that does not come before the queried head; blocks.n if none. */
static size_t first_block(const struct hw_ids_blocks *blocks, const struct query *query)
{
	size_t low = 0;
	size_t high = blocks->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hw_ids_block *block = &blocks->v[middle];

		if (block->section < query->section ||
		    (block->section == query->section && block->id < query->head))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct hw_text search(const struct hw_ids *ids, const struct query *query)
{
	struct hw_ids_line line;

	if (!ids)
		return HW_NO_TEXT;
	for (size_t i = first_block(&ids->blocks, query); i < ids->blocks.n; i++) {
		const struct hw_ids_block *block = &ids->blocks.v[i];

		if (block->section != query->section || block->id != query->head)
			break;
		if (search_block(ids, block, query, &line))
			return hw_ids_line_name(&line);
	}
	return HW_NO_TEXT;
}

struct hw_text hw_ids_vendor(const struct hw_ids *ids, uint16_t vendor)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_VENDORS,
				   .depth = 1,
				   .head = vendor,
			   });
}

struct hw_text hw_ids_device(const struct hw_ids *ids, uint16_t vendor, uint16_t device)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_VENDORS,
				   .depth = 2,
				   .head = vendor,
				   .entry = device,
			   });
}

struct hw_text hw_ids_subsystem(const struct hw_ids *ids, uint16_t vendor,
				uint16_t device, uint16_t subsystem_vendor,
				uint16_t subsystem_device)
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

struct hw_text hw_ids_class(const struct hw_ids *ids, uint8_t base)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_CLASSES,
				   .depth = 1,
				   .head = base,
			   });
}

struct hw_text hw_ids_subclass(const struct hw_ids *ids, uint8_t base, uint8_t sub)
{
	return search(ids, &(struct query){
				   .section = HW_IDS_CLASSES,
				   .depth = 2,
				   .head = base,
				   .entry = sub,
			   });
}

struct hw_text hw_ids_interface(const struct hw_ids *ids, uint8_t base, uint8_t sub,
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
