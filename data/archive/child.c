// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The library works in a child process, so that neither a hostile archive nor an
 * allocation that it does not check ends this one: archive_read_next_header() of 3.6
 * writes through a null pointer when memory is short. The child writes what the sink is
 * to get, one after the other:
 *
 *	struct event	what it is, and how long the texts are
 *	path
 *	content		of a link, and a hard one, its target, of a refused one the
 *reason, of a damage what it is
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "data/archive/internal.h"
#include "data/base/child.h"
#include "data/base/memory.h"

enum kind {
	KIND_FILE,
	KIND_LINK,
	KIND_HARD_LINK,
	KIND_DIRECTORY,
	KIND_REFUSED,
	KIND_TEXT,
	KIND_PIECE,
	KIND_ENTRY,
	KIND_DAMAGED,
};

struct event {
	enum kind kind;
	size_t path;
	size_t content;
};

struct writer {
	int out;
	/* of a refused one or a damage: the sink's function cannot tell */
	int err;
};

static int put(const struct writer *w, enum kind kind, struct hw_text path,
	       struct hw_text content)
{
	struct event event;
	int r;

	memset(&event, 0, sizeof(event));
	event.kind = kind;
	event.path = path.n;
	event.content = content.n;
	r = hw_child_write(w->out, &event, sizeof(event));
	if (r == 0)
		r = hw_child_write(w->out, path.s, path.n);
	return r < 0 ? r : hw_child_write(w->out, content.s, content.n);
}

static int put_file(void *arg, struct hw_text path, struct hw_text content)
{
	return put(arg, KIND_FILE, path, content);
}

static int put_link(void *arg, struct hw_text path, struct hw_text target)
{
	return put(arg, KIND_LINK, path, target);
}

static int put_hard_link(void *arg, struct hw_text path, struct hw_text target)
{
	return put(arg, KIND_HARD_LINK, path, target);
}

static int put_directory(void *arg, struct hw_text path)
{
	return put(arg, KIND_DIRECTORY, path, HW_NO_TEXT);
}

static void put_refused(void *arg, struct hw_text path, const char *why)
{
	struct writer *w = arg;
	int r = put(w, KIND_REFUSED, hw_text_head(path, PATH_MAX), hw_text_of(why));

	if (w->err == 0)
		w->err = r;
}

static int put_text(void *arg, struct hw_text content)
{
	return put(arg, KIND_TEXT, HW_NO_TEXT, content);
}

static int put_piece(void *arg, struct hw_text piece)
{
	return put(arg, KIND_PIECE, HW_NO_TEXT, piece);
}

static int put_entry(void *arg, struct hw_text path)
{
	return put(arg, KIND_ENTRY, path, HW_NO_TEXT);
}

static void put_damaged(void *arg, struct hw_text what)
{
	struct writer *w = arg;
	int r = put(w, KIND_DAMAGED, HW_NO_TEXT, what);

	if (w->err == 0)
		w->err = r;
}

struct work {
	struct hw_text bytes;
	const struct hw_archive_sink *sink;
};

/* A hw_child_work */
static int write_events(void *arg, int out)
{
	const struct work *work = arg;
	struct writer writer = {.out = out};
	const struct hw_archive_sink sink = {
		.arg = &writer,
		.file = put_file,
		.link = put_link,
		.directory = put_directory,
		.hard_link = work->sink->hard_link ? put_hard_link : NULL,
		.refused = put_refused,
		.damaged = put_damaged,
		.text = put_text,
		.piece = work->sink->piece ? put_piece : NULL,
		.entry = work->sink->entry ? put_entry : NULL,
		.is_endless = work->sink->is_endless,
	};
	int r = hw_libarchive_read(work->bytes, &sink);

	return r < 0 ? r : writer.err;
}

struct reader {
	const struct hw_archive_sink *sink;
	char *buffer;
	size_t room;
};

/* Ends `path` and `content` with NUL: the sink takes a reason as a string. */
static int make_room(struct reader *r, const struct event *event)
{
	size_t need = event->path + event->content + 2;
	char *more;

	/* a child that hostile bytes have taken over */
	if (event->path > PATH_MAX || event->content > HW_FILE_MAX)
		return -EBADMSG;
	if (need <= r->room)
		return 0;
	more = hw_realloc(r->buffer, need);
	if (!more)
		return -ENOMEM;
	r->buffer = more;
	r->room = need;
	return 0;
}

static int pass_on(const struct reader *r, const struct event *event)
{
	const struct hw_archive_sink *sink = r->sink;
	struct hw_text path = {r->buffer, event->path};
	struct hw_text content = {r->buffer + event->path + 1, event->content};

	switch (event->kind) {
	case KIND_FILE:
		return sink->file ? sink->file(sink->arg, path, content) : -EBADMSG;
	case KIND_LINK:
		return sink->link ? sink->link(sink->arg, path, content) : 0;
	case KIND_HARD_LINK:
		return sink->hard_link ? sink->hard_link(sink->arg, path, content)
				       : -EBADMSG;
	case KIND_DIRECTORY:
		return sink->directory ? sink->directory(sink->arg, path) : 0;
	case KIND_REFUSED:
		if (sink->refused)
			sink->refused(sink->arg, path, content.s);
		return 0;
	case KIND_TEXT:
		return sink->text ? sink->text(sink->arg, content) : -EBADMSG;
	case KIND_PIECE:
		return sink->piece ? sink->piece(sink->arg, content) : -EBADMSG;
	case KIND_ENTRY:
		return sink->entry ? sink->entry(sink->arg, path) : -EBADMSG;
	case KIND_DAMAGED:
		if (sink->damaged)
			sink->damaged(sink->arg, content);
		return 0;
	}
	return -EBADMSG;
}

/* A hw_child_reader */
static int read_events(void *arg, int in)
{
	struct reader *r = arg;
	struct event event;

	for (;;) {
		bool whole;
		int err = hw_child_read(in, &event, sizeof(event), &whole);

		if (err < 0 || !whole)
			return err;
		err = make_room(r, &event);
		if (err < 0)
			return err;
		err = hw_child_read(in, r->buffer, event.path, &whole);
		if (err == 0 && whole)
			err = hw_child_read(in, r->buffer + event.path + 1, event.content,
					    &whole);
		if (err < 0 || !whole)
			return err;
		r->buffer[event.path] = '\0';
		r->buffer[event.path + 1 + event.content] = '\0';
		err = pass_on(r, &event);
		if (err < 0)
			return err;
	}
}

int hw_archive_read(struct hw_text bytes, const struct hw_archive_sink *sink)
{
	struct reader reader = {.sink = sink};
	struct work work = {.bytes = bytes, .sink = sink};
	int r = hw_child_stream(write_events, &work, read_events, &reader);

	free(reader.buffer);
	return r;
}
