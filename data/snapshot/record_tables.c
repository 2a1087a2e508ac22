// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/memory.h"
#include "data/snapshot/recorder.h"

/* A look at the start tells: a table of records has a NUL before its first newline. */
static char end_of_lines(struct hw_text text)
{
	struct hw_text head = hw_text_head(text, 4096);

	return hw_text_find(head, '\0') < hw_text_find(head, '\n') ? '\0' : '\n';
}

static bool overlap(struct hw_text a, struct hw_text b)
{
	return a.n && b.n && a.s < b.s + b.n && b.s < a.s + a.n;
}

/* What a file is mapped to. A text that was where this one is now is unmapped since. */
static void set_text(struct hw_recorder *r, struct hw_record_table *m,
		     struct hw_text text)
{
	for (size_t i = 0; i < r->n; i++) {
		if (overlap(r->tables[i].text, text))
			r->tables[i].text = HW_NO_TEXT;
		for (size_t k = 0; k < HW_RECORD_AGAIN; k++)
			if (overlap(r->tables[i].again[k], text))
				r->tables[i].again[k] = HW_NO_TEXT;
	}
	if (m->text.n) {
		memmove(m->again + 1, m->again, sizeof(m->again) - sizeof(m->again[0]));
		m->again[0] = text;
	} else {
		m->text = text;
	}
}

static bool holds(struct hw_text text, const char *at)
{
	return text.n && at >= text.s && at < text.s + text.n;
}

/* Whether the file is mapped around `at`. It is `text` then: that one is in use. */
static bool is_mapped_at(struct hw_record_table *m, const char *at)
{
	for (size_t k = 0; k < HW_RECORD_AGAIN && !holds(m->text, at); k++) {
		const struct hw_text other = m->again[k];

		if (!holds(other, at) || (m->starts && other.n != m->size))
			continue;
		m->again[k] = m->text;
		m->text = other;
	}
	return holds(m->text, at);
}

struct hw_record_table *hw_record_table_asked(struct hw_recorder *r, const char *asked)
{
	for (size_t i = r->n; i > 0; i--)
		if (hw_text_eq(r->tables[i - 1].asked, hw_text_of(asked)))
			return &r->tables[i - 1];
	return NULL;
}

struct hw_record_table *hw_record_table_at(struct hw_recorder *r, struct hw_text path)
{
	for (size_t i = 0; i < r->n; i++)
		if (hw_text_eq(r->tables[i].path, path))
			return &r->tables[i];
	return NULL;
}

static struct hw_record_table *add_table(struct hw_recorder *r)
{
	if (r->n == r->room) {
		size_t room = r->room ? 2 * r->room : 16;
		struct hw_record_table *v = hw_reallocarray(r->tables, room, sizeof(*v));

		if (!v)
			return NULL;
		r->tables = v;
		r->room = room;
	}
	return &r->tables[r->n++];
}

void hw_record_mapped(struct hw_recorder *r, const char *asked, struct hw_text path,
		      struct hw_text text)
{
	struct hw_record_table *m = hw_record_table_at(r, path);

	if (!m) {
		m = add_table(r);
		if (!m) {
			r->failed = true;
			return;
		}
		*m = (struct hw_record_table){
			.asked = hw_arena_copy(&r->arena, hw_text_of(asked)),
			.path = hw_arena_copy(&r->arena, path),
			.end = end_of_lines(text),
		};
	}
	set_text(r, m, text);
}

void hw_record_unpacked(struct hw_recorder *r, const char *asked, struct hw_text text)
{
	struct hw_record_table *m = hw_record_table_asked(r, asked);

	if (!m)
		return;
	m->text = HW_NO_TEXT;
	set_text(r, m, text);
	m->end = end_of_lines(text);
}

/* --- Lines --- */

static int find_starts(struct hw_record_table *m)
{
	struct hw_text rest = m->text;
	size_t count = 0;
	size_t i = 0;

	if (m->starts)
		return 0;
	for (; rest.s && rest.n; count++)
		hw_text_cut(&rest, m->end);
	m->starts = hw_calloc(count + 1, sizeof(*m->starts));
	if (!m->starts)
		return -ENOMEM;
	m->count = count;
	m->size = m->text.n;
	for (rest = m->text; i < count; i++) {
		m->starts[i] = (size_t)(rest.s - m->text.s);
		hw_text_cut(&rest, m->end);
	}
	return 0;
}

/* The line that byte `at` is in, from 1. */
static size_t line_at(const struct hw_record_table *m, size_t at)
{
	size_t low = 0;
	size_t high = m->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->starts[mid] <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct hw_text text_of_line(const struct hw_record_table *m, size_t number)
{
	struct hw_text text = hw_text_from(m->text, m->starts[number - 1]);

	return hw_text_head(text, hw_text_find(text, m->end));
}

static int add_line(struct hw_recorder *r, struct hw_record_table *m, size_t number)
{
	struct hw_text text;

	if (m->n == m->room) {
		size_t room = m->room ? 2 * m->room : 16;
		struct hw_record_line *v = hw_reallocarray(m->lines, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		m->lines = v;
		m->room = room;
	}
	text = hw_arena_copy(&r->arena, text_of_line(m, number));
	if (!text.s)
		return -ENOMEM;
	m->lines[m->n++] = (struct hw_record_line){number, text};
	return 0;
}

static size_t tabs_of(struct hw_text line)
{
	size_t n = 0;

	while (n < line.n && line.s[n] == '\t')
		n++;
	return n;
}

static bool is_entry_line(struct hw_text line)
{
	return line.n && line.s[line.n > tabs_of(line) ? tabs_of(line) : 0] != '#';
}

static int record_slice(struct hw_recorder *r, struct hw_text text, bool nested)
{
	struct hw_record_table *m = NULL;
	size_t number;
	size_t tabs;
	int err;

	for (size_t i = r->n; i > 0 && !m; i--)
		if (is_mapped_at(&r->tables[i - 1], text.s))
			m = &r->tables[i - 1];
	if (!m)
		return -ENOENT;
	err = find_starts(m);
	if (err)
		return err;
	number = line_at(m, (size_t)(text.s - m->text.s));
	err = add_line(r, m, number);
	tabs = tabs_of(text_of_line(m, number));
	while (!err && nested && tabs && --number) {
		struct hw_text line = text_of_line(m, number);

		if (!is_entry_line(line) || tabs_of(line) >= tabs)
			continue;
		tabs = tabs_of(line);
		err = add_line(r, m, number);
	}
	return err;
}

int hw_recorder_line(struct hw_recorder *recorder, struct hw_text text)
{
	return record_slice(recorder, text, false);
}

int hw_recorder_nested_line(struct hw_recorder *recorder, struct hw_text text)
{
	return record_slice(recorder, text, true);
}

/* A small file of which no line was asked for by itself. */
static bool is_whole(const struct hw_recorder *r, const struct hw_record_table *m)
{
	const struct hw_entry *entry = hw_tree_find(r->tree, m->path);

	return !m->n && entry && entry->kind == HW_ENTRY_BYTES;
}

int hw_recorder_line_number(struct hw_recorder *recorder, const char *path, size_t number)
{
	for (size_t i = 0; i < recorder->n; i++) {
		struct hw_record_table *m = &recorder->tables[i];
		int err;

		if (!hw_text_eq(m->asked, hw_text_of(path)))
			continue;
		if (is_whole(recorder, m))
			return 0;
		err = find_starts(m);
		if (err)
			return err;
		return number && number <= m->count ? add_line(recorder, m, number)
						    : -ENOENT;
	}
	return -ENOENT;
}
