// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Answers the look-ups that are known (data/ids/ahead.c) in one pass over a file whose
 * lines are sorted and well-formed, as published ones are, without an index.
 *
 *	8086  Intel Corporation		each head is compared with the one above
 *	>24db  82801EB ...		likewise each entry below a head looked up
 *	>>103c 006a  NX9500		below an entry that something is looked up of
 *
 * Lines that are not read are skipped in the search of the next one (data/ids/search.h):
 * heads are one line in 15. In a sorted file nothing is listed twice. Another file has
 * lines to warn of, or two for one id: it is left to the index (data/ids/index.c).
 */
#include <errno.h>

#include "data/ids/internal.h"
#include "data/ids/search.h"

enum place {
	/* of the file, or in a block that nothing is looked up in */
	OUTSIDE,
	IN_BLOCK,
	IN_ENTRY,
};

struct pass {
	struct hw_ids *ids;
	struct hw_ids_ahead_set *wanted;
	enum hw_ids_kind kind;
	enum place place;
	enum hw_ids_section section;
	/* of the head and the entry that were read last; -1: there is none */
	int64_t head;
	int64_t entry;
};

/* Reads a head. Errors: -EBADMSG: the index is needed. */
static int take_head(struct pass *s, const char *p, const char *end)
{
	struct hw_ids_line line = {.kind = HW_IDS_LINE_VENDOR};
	int64_t key;

	s->place = OUTSIDE;
	s->section = HW_IDS_VENDORS;
	if (end - p < HW_IDS_PLAIN_MIN || !hw_ids_plain_16(p, &line.id))
		line = hw_ids_line(p, hw_ids_line_end(p, end), s->kind, HW_IDS_VENDORS);
	if (line.kind == HW_IDS_LINE_OTHER)
		return 0;
	if (line.kind == HW_IDS_LINE_CLASS)
		s->section = HW_IDS_CLASSES;
	else if (line.kind != HW_IDS_LINE_VENDOR)
		return -EBADMSG;
	key = hw_ids_head_key(s->section, line.id);
	if (key <= s->head)
		return -EBADMSG;
	s->head = key;
	s->entry = -1;
	if (!hw_ids_bit(s->wanted->heads, (uint32_t)key))
		return 0;
	line = hw_ids_line(p, hw_ids_line_end(p, end), s->kind, HW_IDS_VENDORS);
	if (hw_ids_ahead_head(s->ids, s->section, &line))
		s->place = IN_BLOCK;
	return 0;
}

/* Reads an entry, or another line that is no head and no subentry. Errors: as above. */
static int take_entry(struct pass *s, const char *p, const char *end)
{
	struct hw_ids_line line = {.kind = HW_IDS_LINE_ENTRY};

	if (s->section != HW_IDS_VENDORS || *p != '\t' ||
	    end - p < HW_IDS_PLAIN_MIN + 1 || !hw_ids_plain_16(p + 1, &line.id))
		line = hw_ids_line(p, hw_ids_line_end(p, end), s->kind, s->section);
	if (line.kind == HW_IDS_LINE_NONE)
		return 0;
	if (line.kind != HW_IDS_LINE_ENTRY || line.id <= s->entry)
		return -EBADMSG;
	s->entry = line.id;
	s->place = IN_BLOCK;
	if (!hw_ids_bit(s->wanted->entries, line.id))
		return 0;
	line = hw_ids_line(p, hw_ids_line_end(p, end), s->kind, s->section);
	hw_ids_ahead_entry(s->ids, (uint32_t)s->head, &line);
	if (s->wanted->is_below)
		s->place = IN_ENTRY;
	return 0;
}

static int take_subentry(struct pass *s, const char *p, const char *end)
{
	const struct hw_ids_line line =
		hw_ids_line(p, hw_ids_line_end(p, end), s->kind, s->section);

	if (line.kind == HW_IDS_LINE_SUBENTRY)
		hw_ids_ahead_subentry(s->ids, &line);
	return line.kind == HW_IDS_LINE_SUBENTRY || line.kind == HW_IDS_LINE_NONE
		       ? 0
		       : -EBADMSG;
}

/* Reads the line at p. Errors: as above. */
static int take_line(struct pass *s, const char *p, const char *end)
{
	if (hw_ids_is_head(*p))
		return take_head(s, p, end);
	if (s->place == OUTSIDE)
		/* an indented line before any head is malformed */
		return s->head < 0 && *p == '\t' ? -EBADMSG : 0;
	if (end - p > 1 && p[0] == '\t' && p[1] == '\t')
		return s->place == IN_ENTRY ? take_subentry(s, p, end) : 0;
	return take_entry(s, p, end);
}

/* Bytes that a line in the chunk at p, and the id in it, may go up to. */
#define AHEAD (HW_IDS_CHUNK + 1 + (size_t)HW_IDS_PLAIN_MIN)

/* Goes on from the line at p to the next one that is to be read: not a plain head that
 * nothing is looked up of. Usual ones take this way. */
static const char *skip_heads(struct pass *s, const char *p, const char *end)
{
	for (; (size_t)(end - p) > AHEAD; p += HW_IDS_CHUNK) {
		uint64_t found = hw_ids_outer(p, 1);

		for (; found; found &= found - 1) {
			const char *line = p + __builtin_ctzll(found) + 1;
			uint32_t id;

			if (!hw_ids_plain_16(line, &id) || id <= s->head ||
			    hw_ids_bit(s->wanted->heads, id))
				return line;
			s->head = id;
		}
	}
	return hw_ids_next_head(p, end);
}

/* Likewise, not a plain entry or a subentry. */
static const char *skip_entries(struct pass *s, const char *p, const char *end)
{
	for (; (size_t)(end - p) > AHEAD; p += HW_IDS_CHUNK) {
		uint64_t found = hw_ids_outer(p, 2);

		for (; found; found &= found - 1) {
			const char *line = p + __builtin_ctzll(found) + 1;
			uint32_t id;

			if (*line != '\t' || !hw_ids_plain_16(line + 1, &id) ||
			    id <= s->entry || hw_ids_bit(s->wanted->entries, id))
				return line;
			s->entry = id;
		}
	}
	return hw_ids_next_entry(p, end);
}

static const char *next_line(struct pass *s, const char *p, const char *end)
{
	switch (s->place) {
	case OUTSIDE:
		return skip_heads(s, p, end);
	case IN_BLOCK:
		return s->section == HW_IDS_VENDORS ? skip_entries(s, p, end)
						    : hw_ids_next_entry(p, end);
	case IN_ENTRY:
		break;
	}
	return hw_ids_next_line(p, end);
}

int hw_ids_pass(struct hw_ids *ids)
{
	struct pass pass = {
		.ids = ids,
		.wanted = hw_ids_ahead_set(ids->ahead),
		.kind = ids->kind,
		.head = -1,
	};
	struct hw_part part;
	int r = hw_ids_part_open(ids, 0, HW_IDS_ALL, &part);

	while (r == 0 && hw_part_more(&part)) {
		const char *p = part.p;

		while (r == 0 && p < part.end) {
			r = take_line(&pass, p, part.end);
			p = next_line(&pass, p, part.end);
		}
		part.p = part.end;
	}
	if (r == 0)
		r = part.error;
	hw_part_done(&part);
	return r;
}
