// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Writing a snapshot in the one way there is; the format, and what that way is, are drawn
 * at the top of data/snapshot/read.c.
 */
#include <errno.h>
#include <stdio.h>

#include "data/snapshot/internal.h"
#include "data/snapshot/snapshot.h"

/* Bytes of "x" on a line. */
enum { HEX_LINE = 32 };

struct writer {
	hw_snapshot_sink *sink;
	void *arg;
	const struct hw_snapshot *snapshot;
	struct hw_arena scratch;
	/* of contents that were decoded */
	struct hw_arena content;
	int err;
};

static void put(struct writer *w, struct hw_text text)
{
	if (!w->err && text.n)
		w->err = w->sink(w->arg, text);
}

/* Whether the byte is written as an escape, wherever it stands. */
static bool is_special(char c)
{
	return c == '\\' || ((c < 0x20 || c > 0x7e) && c != '\t');
}

/* Returns how many bytes it wrote to `to`, at most 4. */
static size_t escape_byte(char c, char *to)
{
	static const char digits[] = "0123456789abcdef";

	if (c == '\\') {
		memcpy(to, "\\\\", 2);
		return 2;
	}
	to[0] = '\\';
	to[1] = 'x';
	to[2] = digits[(unsigned char)c >> 4];
	to[3] = digits[(unsigned char)c & 15];
	return 4;
}

/* Escapes a text that ends a line, or a path: then blanks too. */
static struct hw_text escape(struct hw_text text, bool path, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, 4 * text.n + 1, 1);
	size_t n = 0;

	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];
		bool blank = c == ' ' || c == '\t';
		bool first = path && i == 0 && (c == '#' || c == '|');

		if (is_special(c) || first || (blank && (path || i + 1 == text.n)))
			n += escape_byte(c, to + n);
		else
			to[n++] = c;
	}
	return (struct hw_text){to, n};
}

struct hw_text hw_snapshot_escape(struct hw_text text, struct hw_arena *arena)
{
	return escape(text, false, arena);
}

static void put_escaped(struct writer *w, struct hw_text text, bool path)
{
	hw_arena_reset(&w->scratch);
	text = escape(text, path, &w->scratch);
	if (!text.s)
		w->err = -ENOMEM;
	put(w, text);
}

static void put_path(struct writer *w, struct hw_text path)
{
	/* the line "?/ ?" is about all directories */
	if (hw_text_eq(path, HW_TEXT("?")))
		put(w, HW_TEXT("\\x3f"));
	else
		put_escaped(w, path, true);
}

static void put_hex(struct writer *w, struct hw_text content)
{
	put(w, HW_TEXT(" x\n"));
	while (content.n && !w->err) {
		struct hw_text line = hw_text_head(content, HEX_LINE);
		char text[2 * HEX_LINE + 3] = "|";

		for (size_t i = 0; i < line.n; i++)
			snprintf(text + 1 + 2 * i, 3, "%02x", (unsigned char)line.s[i]);
		text[1 + 2 * line.n] = '\n';
		put(w, (struct hw_text){text, 2 * line.n + 2});
		content = hw_text_from(content, line.n);
	}
}

static void put_lines(struct writer *w, struct hw_text content)
{
	bool open = content.s[content.n - 1] != '\n';

	put(w, open ? HW_TEXT(" :-\n") : HW_TEXT(" :\n"));
	/* an open file that ends in an empty line cannot be: it would not be open */
	if (!open)
		content.n--;
	while (content.s && !w->err) {
		put(w, HW_TEXT("|"));
		put_escaped(w, hw_text_cut(&content, '\n'), false);
		put(w, HW_TEXT("\n"));
	}
}

static void put_content(struct writer *w, struct hw_text content)
{
	size_t newlines = 0;
	size_t special = 0;

	for (size_t i = 0; i < content.n; i++) {
		newlines += content.s[i] == '\n';
		special += content.s[i] != '\n' && is_special(content.s[i]);
	}
	if (4 * special > content.n) {
		put_hex(w, content);
	} else if (newlines > 1 || (newlines && content.s[content.n - 1] != '\n')) {
		put_lines(w, content);
	} else {
		put(w, newlines ? HW_TEXT(" =") : HW_TEXT(" =-"));
		content.n -= newlines;
		if (content.n) {
			put(w, HW_TEXT(" "));
			put_escaped(w, content, false);
		}
		put(w, HW_TEXT("\n"));
	}
}

static void put_file(struct writer *w, const struct hw_entry *entry)
{
	struct hw_text content;
	int err;

	hw_arena_reset(&w->content);
	err = hw_entry_decode(entry, &w->content, &content);
	if (err)
		w->err = err;
	else
		put_content(w, content);
}

static void put_sparse(struct writer *w, const struct hw_entry *entry)
{
	struct hw_text raw = entry->raw;
	struct hw_text text;
	char number[32];
	size_t count = 0;
	size_t line;
	int r = hw_sparse_count(&raw, &count);

	put(w, entry->kind == HW_ENTRY_SPARSE ? HW_TEXT(" @ ") : HW_TEXT(" @0 "));
	snprintf(number, sizeof(number), "%zu\n", count);
	put(w, hw_text_of(number));
	while (r >= 0 && !w->err && (r = hw_sparse_next(&raw, &line, &text)) > 0) {
		struct hw_text plain;

		snprintf(number, sizeof(number), "|%zu", line);
		put(w, hw_text_of(number));
		hw_arena_reset(&w->content);
		r = hw_snapshot_unescape(text, &w->content, &plain);
		if (r == 0 && plain.n) {
			put(w, HW_TEXT(" "));
			put_escaped(w, plain, false);
		}
		put(w, HW_TEXT("\n"));
	}
	if (r < 0)
		w->err = r;
}

static void put_error(struct writer *w, const char *mark, int err)
{
	char number[16];

	put(w, HW_TEXT(" "));
	put(w, hw_text_of(mark));
	put(w, HW_TEXT(" "));
	put(w, hw_errno_name(err, number));
	put(w, HW_TEXT("\n"));
}

static void put_listing(struct writer *w, enum hw_listing listing, int err)
{
	switch (listing) {
	case HW_LISTING_NONE:
		put(w, HW_TEXT("/ ?\n"));
		break;
	case HW_LISTING_DIRECTORIES:
		put(w, HW_TEXT("/ ?/\n"));
		break;
	case HW_LISTING_ERROR:
		put(w, HW_TEXT("/"));
		put_error(w, "!", err);
		break;
	case HW_LISTING_ALL:
	case HW_LISTING_DEFAULT:
		put(w, HW_TEXT("/\n"));
		break;
	}
}

static void put_value(struct writer *w, const struct hw_entry *entry)
{
	struct hw_text target;
	int err;

	switch (entry->kind) {
	case HW_ENTRY_LINK:
		hw_arena_reset(&w->content);
		err = hw_entry_decode(entry, &w->content, &target);
		put(w, HW_TEXT(" -> "));
		if (err)
			w->err = err;
		else
			put_escaped(w, target, false);
		put(w, HW_TEXT("\n"));
		break;
	case HW_ENTRY_DIRECTORY:
		put_listing(w, entry->listing, entry->err);
		break;
	case HW_ENTRY_SPARSE:
	case HW_ENTRY_SPARSE_NUL:
		put_sparse(w, entry);
		break;
	case HW_ENTRY_ABSENT:
		put(w, HW_TEXT(" -\n"));
		break;
	case HW_ENTRY_UNKNOWN:
		put(w, HW_TEXT(" ?\n"));
		break;
	case HW_ENTRY_FILE_UNKNOWN:
		put(w, HW_TEXT(" ?=\n"));
		break;
	case HW_ENTRY_UNREADABLE:
		put_error(w, "!", entry->err);
		break;
	case HW_ENTRY_UNREACHABLE:
		put_error(w, "!!", entry->err);
		break;
	case HW_ENTRY_UNREACHABLE_HIDDEN:
		put_error(w, "!?", entry->err);
		break;
	case HW_ENTRY_LINE:
	case HW_ENTRY_LINE_OPEN:
	case HW_ENTRY_LINES:
	case HW_ENTRY_LINES_OPEN:
	case HW_ENTRY_HEX:
	case HW_ENTRY_BYTES:
		put_file(w, entry);
		break;
	}
}

static enum hw_listing listing_of_parent(const struct hw_snapshot *s, struct hw_text path)
{
	size_t base = hw_path_base(path).n;
	struct hw_entry key = {.line = 0};
	size_t low = 0;
	size_t high = s->n;

	if (base == path.n)
		return s->top != HW_LISTING_DEFAULT ? s->top
		       : s->partial		    ? HW_LISTING_NONE
						    : HW_LISTING_ALL;
	key.path = hw_text_head(path, path.n - base - 1);
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (hw_text_cmp(s->v[mid].path, key.path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < s->n && hw_text_eq(s->v[low].path, key.path) &&
	    s->v[low].listing != HW_LISTING_DEFAULT)
		return s->v[low].listing;
	return s->partial ? HW_LISTING_NONE : HW_LISTING_ALL;
}

/* Whether some entry lies below the directory that is entry `i`. */
static bool has_below(const struct hw_snapshot *s, size_t i)
{
	struct hw_text path = s->v[i].path;

	/* "a-b" comes between "a" and "a/b" */
	for (size_t k = i + 1; k < s->n && hw_text_starts(s->v[k].path, path); k++)
		if (s->v[k].path.s[path.n] == '/')
			return true;
	return false;
}

/* Whether the other entries say the same. */
static bool is_implied(const struct hw_snapshot *s, size_t i)
{
	const struct hw_entry *entry = &s->v[i];
	enum hw_listing usual = s->partial ? HW_LISTING_NONE : HW_LISTING_ALL;

	if (entry->kind == HW_ENTRY_ABSENT)
		return listing_of_parent(s, entry->path) == HW_LISTING_ALL;
	return entry->kind == HW_ENTRY_DIRECTORY &&
	       (entry->listing == HW_LISTING_DEFAULT || entry->listing == usual) &&
	       has_below(s, i);
}

int hw_snapshot_write(const struct hw_snapshot *snapshot, hw_snapshot_sink *sink,
		      void *arg)
{
	struct writer w = {.sink = sink, .arg = arg, .snapshot = snapshot};

	put(&w, HW_TEXT("hwalias-snapshot 1\n" HW_SNAPSHOT_HAS_END "\n"));
	if (snapshot->partial)
		put(&w, HW_TEXT("?/ ?\n"));
	if (snapshot->top != HW_LISTING_DEFAULT) {
		put(&w, HW_TEXT("."));
		put_listing(&w, snapshot->top, snapshot->top_err);
	}
	for (size_t i = 0; i < snapshot->n && !w.err; i++) {
		if (is_implied(snapshot, i))
			continue;
		put_path(&w, snapshot->v[i].path);
		put_value(&w, &snapshot->v[i]);
	}
	put(&w, HW_TEXT(HW_SNAPSHOT_END "\n"));
	hw_arena_done(&w.scratch);
	hw_arena_done(&w.content);
	return w.err;
}
