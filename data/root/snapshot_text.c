// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Decodes values of a snapshot: escapes, lines and hexadecimal digits, as drawn at the
 * top of data/root/snapshot_read.c.
 */
#include <errno.h>
#include <sys/types.h>

#include "data/root/internal.h"

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte of the two digits that t begins with, or -1. */
static int hex_byte(struct hw_text t)
{
	int high = t.n >= 2 ? digit(t.s[0]) : -1;
	int low = t.n >= 2 ? digit(t.s[1]) : -1;

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Cuts off what follows a backslash. Returns the byte, or -1: malformed. */
static int cut_escape(struct hw_text *t)
{
	char c = t->n ? t->s[0] : '\0';
	int byte;

	if (t->n)
		*t = hw_text_from(*t, 1);
	switch (c) {
	case '\\':
		return '\\';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	case 'x':
		byte = hex_byte(*t);
		if (byte >= 0)
			*t = hw_text_from(*t, 2);
		return byte;
	default:
		return -1;
	}
}

/* Writes at most raw.n bytes. Returns their number, or -EINVAL. */
static ssize_t unescape(struct hw_text raw, char *to)
{
	size_t n = 0;

	while (raw.n) {
		size_t plain = hw_text_find(raw, '\\');
		int byte;

		memcpy(to + n, raw.s, plain);
		n += plain;
		raw = hw_text_from(raw, plain);
		if (!raw.n)
			break;
		raw = hw_text_from(raw, 1);
		byte = cut_escape(&raw);
		if (byte < 0)
			return -EINVAL;
		to[n++] = (char)byte;
	}
	return (ssize_t)n;
}

/* Lines led by '|'. The first line is the rest of the entry's own, others without '|' are
 * comments or empty. */
static ssize_t decode_lines(struct hw_text raw, bool open, char *to)
{
	size_t n = 0;

	while (raw.s) {
		struct hw_text line = hw_text_cut(&raw, '\n');
		ssize_t got;

		if (!line.n || line.s[0] != '|')
			continue;
		if (line.s[line.n - 1] == '\r')
			line.n--;
		got = unescape(hw_text_from(line, 1), to + n);
		if (got < 0)
			return got;
		n += (size_t)got;
		to[n++] = '\n';
	}
	return (ssize_t)(open && n ? n - 1 : n);
}

static ssize_t decode_hex(struct hw_text raw, char *to)
{
	size_t n = 0;

	for (size_t at = 0; raw.s; at++) {
		struct hw_text line = hw_text_cut(&raw, '\n');

		/* the first is the rest of the entry's own line */
		if (at && (!line.n || line.s[0] != '|'))
			continue;
		line = hw_text_from(line, at ? 1 : 0);
		while (line.n) {
			int byte = hex_byte(line);

			if (line.s[0] == ' ' || line.s[0] == '\r') {
				line = hw_text_from(line, 1);
				continue;
			}
			if (byte < 0)
				return -EINVAL;
			to[n++] = (char)byte;
			line = hw_text_from(line, 2);
		}
	}
	return (ssize_t)n;
}

static ssize_t decode(const struct hw_entry *entry, char *to)
{
	ssize_t n;

	switch (entry->kind) {
	case HW_ENTRY_LINES:
	case HW_ENTRY_LINES_OPEN:
		return decode_lines(entry->raw, entry->kind == HW_ENTRY_LINES_OPEN, to);
	case HW_ENTRY_HEX:
		return decode_hex(entry->raw, to);
	case HW_ENTRY_LINE:
		n = unescape(entry->raw, to);
		if (n >= 0)
			to[n++] = '\n';
		return n;
	case HW_ENTRY_LINK:
		n = unescape(entry->raw, to);
		/* the target of a link is a C string */
		return n > 0 && memchr(to, '\0', (size_t)n) ? -EINVAL : n;
	case HW_ENTRY_LINE_OPEN:
		return unescape(entry->raw, to);
	case HW_ENTRY_DIRECTORY:
		return 0;
	}
	return -EINVAL;
}

int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret)
{
	/* a value is not longer than its raw form, newline and NUL aside */
	char *to = hw_arena_alloc(arena, entry->raw.n + 2, 1);
	ssize_t n;

	if (!to)
		return -ENOMEM;
	n = decode(entry, to);
	if (n < 0)
		return (int)n;
	to[n] = '\0';
	*ret = (struct hw_text){to, (size_t)n};
	return 0;
}

int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret)
{
	struct hw_entry line = {.kind = HW_ENTRY_LINE_OPEN, .raw = raw};

	return hw_entry_decode(&line, arena, ret);
}
