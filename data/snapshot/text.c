// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Decodes values of a snapshot: escapes, lines and hexadecimal digits, as drawn at the
 * top of data/snapshot/read.c.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/types.h>

#include "data/snapshot/internal.h"

/* The byte of the two digits that t begins with, or -1. */
static int hex_byte(struct hw_text t)
{
	uint64_t byte;

	return t.n >= 2 && hw_text_hex(hw_text_head(t, 2), 2, &byte) ? (int)byte : -1;
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

/* A number of at most nine digits. Returns false when there is none. */
static bool cut_number(struct hw_text *t, size_t *ret)
{
	size_t n = 0;
	size_t value = 0;

	for (; n < t->n && n < 10 && t->s[n] >= '0' && t->s[n] <= '9'; n++)
		value = value * 10 + (size_t)(t->s[n] - '0');
	*t = hw_text_from(*t, n);
	*ret = value;
	return n && n < 10;
}

int hw_sparse_count(struct hw_text *raw, size_t *ret_count)
{
	struct hw_text line = hw_text_cut(raw, '\n');

	if (!cut_number(&line, ret_count) || hw_text_trim_end(line, " \r").n)
		return -EINVAL;
	return *ret_count <= HW_SPARSE_MAX ? 0 : -EINVAL;
}

int hw_sparse_next(struct hw_text *raw, size_t *ret_number, struct hw_text *ret_text)
{
	while (raw->s) {
		struct hw_text line = hw_text_cut(raw, '\n');

		/* comments may come in between */
		if (!line.n || line.s[0] != '|')
			continue;
		if (line.s[line.n - 1] == '\r')
			line.n--;
		line = hw_text_from(line, 1);
		if (!cut_number(&line, ret_number) || (line.n && line.s[0] != ' '))
			return -EINVAL;
		*ret_text = line.n ? hw_text_from(line, 1) : line;
		return 1;
	}
	return 0;
}

static bool escapes_are_sound(struct hw_text t)
{
	for (;;) {
		t = hw_text_from(t, hw_text_find(t, '\\'));
		if (!t.n)
			return true;
		t = hw_text_from(t, 1);
		if (cut_escape(&t) < 0)
			return false;
	}
}

int hw_sparse_check(const struct hw_entry *entry)
{
	struct hw_text raw = entry->raw;
	struct hw_text text;
	size_t count;
	size_t number;
	size_t last = 0;
	int r = hw_sparse_count(&raw, &count);

	while (r == 0 && (r = hw_sparse_next(&raw, &number, &text)) > 0) {
		r = number > last && number <= count && escapes_are_sound(text) ? 0
										: -EINVAL;
		last = number;
	}
	return r;
}

/* Lines that are not known are empty. */
static ssize_t decode_sparse(const struct hw_entry *entry, char end, char *to)
{
	struct hw_text raw = entry->raw;
	struct hw_text text;
	size_t count;
	size_t number;
	size_t line = 1;
	size_t n = 0;
	int r = hw_sparse_count(&raw, &count);

	while (r == 0 && (r = hw_sparse_next(&raw, &number, &text)) > 0) {
		ssize_t got;

		if (number < line || number > count)
			return -EINVAL;
		memset(to + n, end, number - line);
		n += number - line;
		got = unescape(text, to + n);
		if (got < 0)
			return got;
		n += (size_t)got;
		to[n++] = end;
		line = number + 1;
		r = 0;
	}
	if (r < 0)
		return r;
	memset(to + n, end, count + 1 - line);
	return (ssize_t)(n + count + 1 - line);
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
	case HW_ENTRY_BYTES:
		memcpy(to, entry->raw.s, entry->raw.n);
		return (ssize_t)entry->raw.n;
	case HW_ENTRY_SPARSE:
		return decode_sparse(entry, '\n', to);
	case HW_ENTRY_SPARSE_NUL:
		return decode_sparse(entry, '\0', to);
	case HW_ENTRY_DIRECTORY:
		return 0;
	case HW_ENTRY_ABSENT:
		return -ENOENT;
	case HW_ENTRY_UNKNOWN:
	case HW_ENTRY_FILE_UNKNOWN:
		return -ENODATA;
	case HW_ENTRY_UNREADABLE:
	case HW_ENTRY_UNREACHABLE:
	case HW_ENTRY_UNREACHABLE_HIDDEN:
		return entry->err;
	}
	return -EINVAL;
}

static size_t room_for(const struct hw_entry *entry)
{
	struct hw_text raw = entry->raw;
	size_t lines = 0;

	if ((entry->kind == HW_ENTRY_SPARSE || entry->kind == HW_ENTRY_SPARSE_NUL) &&
	    hw_sparse_count(&raw, &lines) < 0)
		lines = 0;
	/* no other form is shorter than what it stands for, but for a newline */
	return entry->raw.n + lines + 2;
}

int hw_entry_decode(const struct hw_entry *entry, struct hw_arena *arena,
		    struct hw_text *ret)
{
	char *to = hw_arena_alloc(arena, room_for(entry), 1);
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

static const struct {
	const char *name;
	int err;
} errors[] = {
	{"EACCES", EACCES},
	{"EAGAIN", EAGAIN},
	{"EBADF", EBADF},
	{"EBUSY", EBUSY},
	{"EFBIG", EFBIG},
	{"EINVAL", EINVAL},
	{"EIO", EIO},
	{"ELOOP", ELOOP},
	{"ENAMETOOLONG", ENAMETOOLONG},
	{"ENODATA", ENODATA},
	{"ENODEV", ENODEV},
	{"ENOTSUP", ENOTSUP},
	{"ENXIO", ENXIO},
	{"EOVERFLOW", EOVERFLOW},
	{"EPERM", EPERM},
	{"ERANGE", ERANGE},
	{"EROFS", EROFS},
	{"ESTALE", ESTALE},
	{"ETIMEDOUT", ETIMEDOUT},
};

struct hw_text hw_errno_name(int err, char buf[static 16])
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(errors); i++)
		if (errors[i].err == -err)
			return hw_text_of(errors[i].name);
	snprintf(buf, 16, "%d", -err);
	return hw_text_of(buf);
}

int hw_errno_of(struct hw_text name)
{
	size_t value;

	name = hw_text_trim_end(name, " ");
	for (size_t i = 0; i < HW_ARRAY_SIZE(errors); i++)
		if (hw_text_eq(name, hw_text_of(errors[i].name)))
			return -errors[i].err;
	/* MAX_ERRNO of include/linux/err.h */
	return cut_number(&name, &value) && !name.n && value < 4096 ? -(int)value : 0;
}

int hw_snapshot_unescape(struct hw_text raw, struct hw_arena *arena, struct hw_text *ret)
{
	struct hw_entry line = {.kind = HW_ENTRY_LINE_OPEN, .raw = raw};

	return hw_entry_decode(&line, arena, ret);
}
