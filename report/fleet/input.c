// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines, and documents of several lines:
 *
 *	{"schema":"hwalias.device",…}		a line
 *	{					a document: a line of one brace begins it,
 *	  "schema": "hwalias.report",		and one of one brace without an indent
 *	  …					ends it, as json-c, jq and Python print
 *	}					them
 */
#include <errno.h>
#include <unistd.h>

#include "report/fleet/internal.h"

#define READ_SIZE ((size_t)1 << 20)
/* Of a document, or a line. */
#define JSON_MAX ((size_t)256 << 20)

struct reader {
	int in;
	struct hw_buffer text;
	/* what is not cut off yet */
	size_t at;
	/* where the search for a newline goes on */
	size_t searched;
	size_t line;
	/* the document that is open: its first line; 0: none */
	size_t document;
	bool has_ended;
};

/* Reads more, behind what is not cut off yet. */
static int fill(struct reader *r)
{
	ssize_t got;
	char *end;

	if (r->at) {
		memmove(r->text.s, r->text.s + r->at, r->text.n - r->at);
		r->text.n -= r->at;
		r->searched -= r->at;
		r->at = 0;
	}
	if (r->text.n > JSON_MAX)
		return -EFBIG;
	end = hw_buffer_end(&r->text, READ_SIZE);
	if (!end)
		return -ENOMEM;
	do
		got = read(r->in, end, READ_SIZE);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return -errno;
	r->text.n += (size_t)got;
	r->has_ended = got == 0;
	return 0;
}

/* Up to the next newline, or the end of the input: 1, and 0 behind the last one. */
static int next_line(struct reader *r, struct hw_text *ret)
{
	for (;;) {
		const char *from = r->text.s + r->searched;
		size_t rest = r->text.n - r->searched;
		const char *newline = rest ? memchr(from, '\n', rest) : NULL;
		int error;

		if (newline || (r->has_ended && rest)) {
			size_t end = newline ? (size_t)(newline - r->text.s) : r->text.n;

			*ret = (struct hw_text){from, end - r->searched};
			r->searched = newline ? end + 1 : end;
			r->line++;
			return 1;
		}
		if (r->has_ended)
			return 0;
		/* the line is searched again from its beginning: it may move */
		error = fill(r);
		if (error < 0)
			return error;
	}
}

/* Gives the caller a line, or the document that ends with it. */
static int pass_line(struct reader *r, struct hw_text line, hw_fleet_json_fn *fn,
		     void *arg)
{
	struct hw_text bare = hw_text_trim_end(line, "\r \t");
	bool is_brace = bare.n == 1 && bare.s[0] == (r->document ? '}' : '{');
	struct hw_text json = bare;
	size_t first = r->line;

	if (!r->document && is_brace) {
		r->document = r->line;
		return 0;
	}
	if (r->document && !is_brace)
		return 0;
	if (r->document) {
		first = r->document;
		json = (struct hw_text){r->text.s + r->at, r->searched - r->at};
		json = hw_text_trim_end(json, "\r\n \t");
		r->document = 0;
	}
	r->at = r->searched;
	return json.n ? fn(arg, json, first) : 0;
}

static int read_all(struct reader *r, hw_fleet_json_fn *fn, void *arg)
{
	struct hw_text line;
	int result;

	while ((result = next_line(r, &line)) > 0) {
		result = pass_line(r, line, fn, arg);
		if (result < 0)
			return result;
	}
	if (result == 0 && r->document) {
		struct hw_text rest = {r->text.s + r->at, r->text.n - r->at};

		result = fn(arg, rest, r->document);
	}
	return result;
}

int hw_fleet_read_json(int in, struct hw_text begin, hw_fleet_json_fn *fn, void *arg)
{
	struct reader r = {.in = in};
	int result;

	hw_buffer_add(&r.text, begin);
	result = r.text.failed ? -ENOMEM : read_all(&r, fn, arg);
	hw_buffer_done(&r.text);
	return result;
}
