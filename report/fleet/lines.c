// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines, documents of several lines, and arrays of both:
 *
 *	{"schema":"hwalias.device",…}		a line
 *	{					a document: a line of one brace begins it,
 *	  "schema": "hwalias.report",		and one of one brace that stands as far
 *	  …					left ends it, as json-c, jq and Python
 *	}					print them
 *	[{…},{…}]				an array in a line, or with lines and
 *	[					documents between its brackets, as
 *	  {					"jq -s" prints them
 *	  …
 *
 * What a document has stands further to the right than its brace. So another brace as far
 * left as its own begins the next one: the first was cut off. A mark of the byte order
 * may stand before any line, and a line may end with CR LF.
 */
#include <errno.h>

#include "report/fleet/internal.h"

/* Of a document, or a line. */
#define JSON_MAX ((size_t)256 << 20)

#define TOO_LONG "over 256 MiB without an end: passed over"

static struct hw_text without_mark(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("\xef\xbb\xbf")) ? hw_text_from(line, 3)
							     : line;
}

static size_t indent_of(struct hw_text line)
{
	return line.n - hw_text_trim_start(line, " \t").n;
}

/* All items of an array that are in this line, or what is wrong with it. */
static int pass_items(struct hw_fleet_lines *l, struct hw_text line, struct hw_text items)
{
	const struct hw_fleet_lines_sink *sink = l->sink;
	struct hw_fleet_scan_error error = {.message = NULL};
	struct hw_text item;
	size_t n = 0;
	int r = 0;

	while (r == 0 && hw_fleet_scan_item(&items, &item, &error)) {
		n++;
		r = sink->json(sink->arg, item, l->line);
	}
	if (r == 0 && (error.message || !n))
		r = sink->json(sink->arg, n ? items : line, l->line);
	return r;
}

/* A line of an array: its first one, one of many, or the last one. */
static int pass_array(struct hw_fleet_lines *l, struct hw_text line)
{
	struct hw_text items = line;
	bool ends;

	if (items.s[0] == '[') {
		items = hw_text_from(items, 1);
		l->is_array = true;
	}
	items = hw_text_trim_end(items, ", \t");
	ends = l->is_array && items.n && items.s[items.n - 1] == ']';
	if (ends)
		items = hw_text_head(items, items.n - 1);
	/* a bracket alone */
	if (l->is_array && !hw_text_trim_start(items, ", \t").n &&
	    (line.n == 1 || line.s[0] != '[')) {
		l->is_array = !ends;
		return 0;
	}
	if (ends)
		l->is_array = false;
	return pass_items(l, line, items);
}

/* A line that is of no document; false: it begins one. */
static bool pass_outer(struct hw_fleet_lines *l, struct hw_text line, int *ret)
{
	struct hw_text bare = hw_text_trim_start(line, " \t");

	*ret = 0;
	if (!bare.n)
		return true;
	if (bare.n == 1 && bare.s[0] == '{') {
		l->document = l->line;
		l->indent = indent_of(line);
		return false;
	}
	if (bare.s[0] == '{' && bare.s[bare.n - 1] == '}')
		*ret = l->sink->json(l->sink->arg, bare, l->line);
	else if (bare.s[0] == '[' || l->is_array)
		*ret = pass_array(l, bare);
	else
		*ret = l->sink->json(l->sink->arg, bare, l->line);
	return true;
}

/* The document up to `end`. */
static int pass_document(struct hw_fleet_lines *l, size_t end)
{
	struct hw_text json = {l->text.s + l->at, end - l->at};
	size_t line = l->document;

	l->document = 0;
	if (l->is_lost) {
		l->is_lost = false;
		return 0;
	}
	return l->sink->json(l->sink->arg,
			     hw_text_trim_end(without_mark(json), ", \t\r\n"), line);
}

/* A line of the document that is open; false: it is not of it, which ended before. */
static bool take_inner(struct hw_fleet_lines *l, struct hw_text line, size_t end,
		       int *ret)
{
	size_t indent = indent_of(without_mark(line));
	struct hw_text bare =
		hw_text_trim_end(hw_text_from(without_mark(line), indent), ", \t");

	*ret = 0;
	if (indent <= l->indent && bare.n && (bare.s[0] == '{' || bare.s[0] == '[')) {
		*ret = pass_document(l, l->line_at);
		return false;
	}
	if (indent == l->indent && bare.n == 1 && bare.s[0] == '}') {
		*ret = pass_document(l, end);
		l->at = end;
	} else if (l->is_lost) {
		l->at = end;
	} else if (end - l->at > JSON_MAX) {
		*ret = l->sink->bad(l->sink->arg, l->document, TOO_LONG);
		l->is_lost = true;
		l->at = end;
	}
	return true;
}

/* A line of the text, up to `end`, with its newline; the next one begins at `next`. */
static int take_line(struct hw_fleet_lines *l, size_t end, size_t next)
{
	struct hw_text line = {l->text.s + l->line_at, end - l->line_at};
	int r = 0;

	l->line++;
	line = hw_text_trim_end(line, "\r \t");
	if (l->is_skipping) {
		l->is_skipping = false;
		l->at = next;
	} else if (!l->document || !take_inner(l, line, next, &r)) {
		l->at = l->line_at;
		if (r == 0 && pass_outer(l, without_mark(line), &r))
			l->at = next;
	}
	l->line_at = next;
	return r;
}

char *hw_fleet_lines_room(struct hw_fleet_lines *l, size_t n)
{
	if (l->at) {
		memmove(l->text.s, l->text.s + l->at, l->text.n - l->at);
		l->text.n -= l->at;
		l->line_at -= l->at;
		l->searched -= l->at;
		l->at = 0;
	}
	return hw_buffer_end(&l->text, n);
}

/* A line without an end so far: what is too long is forgotten. */
static int limit_line(struct hw_fleet_lines *l)
{
	int r = 0;

	if (!l->is_skipping && l->text.n - l->line_at <= JSON_MAX)
		return 0;
	if (!l->is_skipping)
		r = l->sink->bad(l->sink->arg, l->line + 1, TOO_LONG);
	l->is_skipping = true;
	l->document = 0;
	l->text.n = 0;
	l->at = l->line_at = l->searched = 0;
	return r;
}

int hw_fleet_lines_added(struct hw_fleet_lines *l, size_t n)
{
	int r = 0;

	l->text.n += n;
	while (r == 0) {
		const char *from = l->text.s + l->searched;
		size_t rest = l->text.n - l->searched;
		const char *newline = rest ? memchr(from, '\n', rest) : NULL;
		size_t end = newline ? (size_t)(newline - l->text.s) : l->text.n;

		l->searched = newline ? end + 1 : end;
		if (!newline)
			return limit_line(l);
		r = take_line(l, end, end + 1);
	}
	return r;
}

int hw_fleet_lines_end(struct hw_fleet_lines *l)
{
	int r = 0;

	if (l->text.n > l->line_at)
		r = take_line(l, l->text.n, l->text.n);
	if (r == 0 && l->document)
		r = pass_document(l, l->text.n);
	return r;
}

void hw_fleet_lines_done(struct hw_fleet_lines *l)
{
	hw_buffer_done(&l->text);
}

/* "{", "{}" or "{"…; "[", "[]" or "[{"…: what JSON of objects begins with. */
static bool is_json(struct hw_text line, bool is_whole)
{
	struct hw_text next;

	line = hw_text_trim_start(without_mark(line), " \t");
	if (!line.n || (line.s[0] != '{' && line.s[0] != '['))
		return false;
	next = hw_text_trim_start(hw_text_from(line, 1), " \t\r");
	if (!next.n)
		return is_whole;
	return line.s[0] == '{' ? next.s[0] == '"' || next.s[0] == '}'
				: next.s[0] == '{' || next.s[0] == ']';
}

bool hw_fleet_lines_are_in(struct hw_text text, bool is_whole)
{
	/* a snapshot may have files with such lines, a page scripts */
	if (hw_text_starts(text, HW_TEXT("hwalias-snapshot ")) ||
	    hw_text_starts(hw_text_trim_start(without_mark(text), " \t\r\n"),
			   HW_TEXT("<")))
		return false;
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if (is_json(line, is_whole || text.s))
			return true;
	}
	return false;
}
