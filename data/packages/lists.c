// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/packages/internal.h"

static void count_lines(struct hw_records *s, struct hw_text record)
{
	if (s->reader->source->end == '\n')
		return;
	while (record.n) {
		size_t at = hw_text_find(record, '\n');

		if (at == record.n)
			return;
		s->reader->line++;
		record = hw_text_from(record, at + 1);
	}
}

static void give(struct hw_records *s, struct hw_text record)
{
	if (s->reader->source->end == '\n')
		s->reader->line++;
	else
		count_lines(s, record);
	s->reader->source->record(s->reader, record);
}

static void fault_too_long(struct hw_records *s)
{
	hw_list_fault(s->reader, s->reader->source->end == '\n'
					 ? "a line is longer than 1 MiB"
					 : "an element is longer than 1 MiB");
}

/* Keeps the start of a record whose end is in a piece to come. */
static void carry(struct hw_records *s, struct hw_text piece)
{
	if (s->is_too_long || s->n + piece.n > HW_RECORD_MAX) {
		s->is_too_long = true;
		count_lines(s, (struct hw_text){s->carry, s->n});
		count_lines(s, piece);
		s->n = 0;
		return;
	}
	if (s->n + piece.n > s->room) {
		size_t room = 2 * (s->n + piece.n);
		char *more = hw_realloc(s->carry, room);

		if (!more) {
			s->reader->claims->is_short = true;
			s->is_too_long = true;
			return;
		}
		s->carry = more;
		s->room = room;
	}
	if (piece.n)
		memcpy(s->carry + s->n, piece.s, piece.n);
	s->n += piece.n;
}

void hw_records_feed(struct hw_records *s, struct hw_text piece)
{
	char end = s->reader->source->end;

	while (piece.n && !s->reader->is_cut) {
		size_t at = hw_text_find(piece, end);
		struct hw_text head = hw_text_head(piece, at);

		if (at == piece.n) {
			carry(s, piece);
			return;
		}
		if (s->n || s->is_too_long) {
			carry(s, head);
			head = (struct hw_text){s->carry, s->n};
		}
		if (s->is_too_long || head.n > HW_RECORD_MAX) {
			s->reader->line += end == '\n';
			fault_too_long(s);
		} else {
			give(s, head);
		}
		s->n = 0;
		s->is_too_long = false;
		piece = hw_text_from(piece, at + 1);
	}
}

void hw_records_end(struct hw_records *s)
{
	struct hw_list_reader *r = s->reader;
	struct hw_text rest = {s->carry, s->n};

	if (s->is_too_long) {
		r->line += r->source->end == '\n';
		fault_too_long(s);
	} else if (r->source->end == '\n' && rest.n) {
		give(s, rest);
		/* as the tools of all distributions do */
		if (r->source->ends_lines || r->component.n)
			hw_list_fault(r, "its last line has no end");
	} else if (rest.n) {
		count_lines(s, rest);
		if (hw_text_trim_start(rest, " \t\r\n").n)
			hw_list_fault(r, "it ends in the middle of an element");
	}
	/* what is held back until more of it comes */
	r->source->record(r, HW_NO_TEXT);
	free(s->carry);
	s->carry = NULL;
	s->n = s->room = 0;
}

static int take_file(void *arg, struct hw_text path, struct hw_text content)
{
	struct hw_records *s = arg;

	if (s->reader->source->entry)
		s->reader->source->entry(s->reader, path, content);
	return s->reader->is_cut ? -EFBIG : 0;
}

static int begin_member(void *arg, struct hw_text path)
{
	struct hw_records *s = arg;

	s->is_elsewhere = !hw_text_eq(path, hw_text_of(s->reader->source->member));
	s->has_member |= !s->is_elsewhere;
	return 0;
}

static int take_piece(void *arg, struct hw_text piece)
{
	struct hw_records *s = arg;

	if (!s->reader->source->entry && !s->is_elsewhere)
		hw_records_feed(s, piece);
	return s->reader->is_cut ? -EFBIG : 0;
}

/* dnf's lists may be in zchunk, which libarchive does not read (zchunk_format.txt). */
static bool is_zchunk(struct hw_text bytes)
{
	return hw_text_starts(bytes, HW_TEXT("\0ZCK1"));
}

int hw_list_read(struct hw_list_reader *reader, struct hw_text bytes)
{
	struct hw_records s = {.reader = reader};
	const struct hw_archive_sink sink = {
		.arg = &s,
		.file = take_file,
		.piece = take_piece,
		.entry = reader->source->member ? begin_member : NULL,
	};
	int r = 0;

	if (hw_archive_is(bytes))
		r = hw_archive_read(bytes, &sink);
	else if (is_zchunk(bytes))
		r = -EPROTONOSUPPORT;
	else if (reader->source->entry || reader->source->member)
		r = -EBADMSG;
	else
		hw_records_feed(&s, bytes);
	if (r == 0 && reader->source->member && !s.has_member)
		r = -EBADMSG;
	if (!reader->source->entry && r == 0)
		hw_records_end(&s);
	free(s.carry);
	return r == 0 && reader->is_cut ? -EFBIG : r;
}
