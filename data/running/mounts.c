// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/running/mounts.h"

#include <errno.h>

#include "data/base/text_set.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* mangle(), fs/proc_namespace.c: blank, tab, line feed, backslash and '#' are \040 … */
struct hw_text hw_mounts_unescape(struct hw_text t, struct hw_arena *arena)
{
	char *s;
	size_t n = 0;

	if (hw_text_find(t, '\\') == t.n)
		return t;
	s = HW_ARENA_NEW(arena, char, t.n + 1);
	if (!s)
		return HW_NO_TEXT;
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] == '\\' && i + 3 < t.n && is_octal(t.s[i + 1]) &&
		    is_octal(t.s[i + 2]) && is_octal(t.s[i + 3])) {
			s[n++] = (char)((t.s[i + 1] - '0') << 6 |
					(t.s[i + 2] - '0') << 3 | (t.s[i + 3] - '0'));
			i += 3;
		} else {
			s[n++] = t.s[i];
		}
	return (struct hw_text){s, n};
}

struct hw_text hw_mounts_disk(struct hw_text *rest)
{
	const struct hw_text node = hw_text_cut(rest, ':');

	return hw_text_starts(node, HW_TEXT("/dev/")) ? hw_path_base(node) : HW_NO_TEXT;
}

struct hw_text hw_mounts_option(const struct hw_mount *mount, const char *name)
{
	struct hw_text options = mount->options;

	while (options.n) {
		struct hw_text value = hw_text_cut(&options, ',');

		if (hw_text_eq(hw_text_cut(&value, '='), hw_text_of(name)))
			return value;
	}
	return HW_NO_TEXT;
}

static void set_source(struct hw_mount *mount, struct hw_text source)
{
	mount->origin = source;
	mount->more = source;
	mount->source = hw_mounts_disk(&mount->more);
}

/* No type is called ".foo": what is behind a dot is the program of a file system of FUSE
 * (register_filesystem(), fs/filesystems.c). */
static bool is_type(struct hw_text type)
{
	return type.n && type.s[0] != '.';
}

/* False: the line is malformed. */
typedef bool parse_fn(struct hw_text line, struct hw_arena *arena, struct hw_mount *ret);

/* A parse_fn, of mountinfo. */
static bool parse_line(struct hw_text line, struct hw_arena *arena, struct hw_mount *ret)
{
	hw_text_cut(&line, ' ');
	hw_text_cut(&line, ' ');
	if (!line.s)
		return false;
	ret->number = hw_text_cut(&line, ' ');
	if (!line.s)
		return false;
	hw_text_cut(&line, ' ');
	if (!line.s)
		return false;
	ret->point = hw_mounts_unescape(hw_text_cut(&line, ' '), arena);
	/* any number of optional fields, then "-", type, source */
	while (line.s && !hw_text_eq(hw_text_cut(&line, ' '), HW_TEXT("-")))
		;
	if (!line.s)
		return false;
	ret->type = hw_text_cut(&line, ' ');
	if (!line.s)
		return false;
	set_source(ret, hw_mounts_unescape(hw_text_cut(&line, ' '), arena));
	ret->options = hw_text_cut(&line, ' ');
	return hw_text_starts(ret->point, HW_TEXT("/")) && ret->number.n &&
	       is_type(ret->type);
}

/* A parse_fn, of mounts. */
static bool parse_short(struct hw_text line, struct hw_arena *arena, struct hw_mount *ret)
{
	ret->number = HW_NO_TEXT;
	set_source(ret, hw_mounts_unescape(hw_text_cut(&line, ' '), arena));
	ret->point = hw_mounts_unescape(hw_text_cut(&line, ' '), arena);
	ret->type = hw_text_cut(&line, ' ');
	ret->options = hw_text_cut(&line, ' ');
	return hw_text_starts(ret->point, HW_TEXT("/")) && is_type(ret->type);
}

static int parse(struct hw_text text, parse_fn *parse_one, struct hw_arena *arena,
		 struct hw_mounts *ret)
{
	struct hw_mounts mounts = {0};
	size_t lines = 1;

	for (size_t i = 0; i < text.n; i++)
		lines += text.s[i] == '\n';
	mounts.v = HW_ARENA_NEW(arena, struct hw_mount, lines);
	if (!mounts.v)
		return -ENOMEM;
	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		if (!line.n)
			continue;
		if (parse_one(line, arena, &mounts.v[mounts.n]))
			mounts.n++;
		else
			mounts.malformed++;
	}
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret = mounts;
	return 0;
}

int hw_mounts_parse(struct hw_text text, struct hw_arena *arena, struct hw_mounts *ret)
{
	return parse(text, parse_line, arena, ret);
}

int hw_mounts_parse_short(struct hw_text text, struct hw_arena *arena,
			  struct hw_mounts *ret)
{
	return parse(text, parse_short, arena, ret);
}

/* Of a list that is too long to be recorded whole: what is on block devices, "/", and the
 * first of each type of the others and of those that are malformed. Errors: -ENOMEM. */
static int note_mounts(struct hw_root *root, struct hw_text text, parse_fn *parse_one,
		       struct hw_arena *arena)
{
	struct hw_text_set types = {0};
	bool has_malformed = false;
	int r = 0;

	while (text.n && r == 0) {
		const struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_mount mount;

		if (!parse_one(line, arena, &mount)) {
			if (line.n && !has_malformed)
				hw_root_note_line(root, line, false);
			has_malformed = has_malformed || line.n;
			continue;
		}
		if (mount.source.n || hw_text_eq(mount.point, HW_TEXT("/")) ||
		    !hw_text_set_has(&types, mount.type))
			hw_root_note_line(root, line, false);
		r = hw_text_set_add(&types, mount.type);
	}
	hw_text_set_done(&types);
	return r < 0 ? r : 0;
}

/* A host of containers has thousands. Errors: -ENOENT: it is not there; -ENOMEM. */
static int read_text(struct hw_root *root, const char *path, parse_fn *parse_one,
		     struct hw_arena *arena, struct hw_text *ret)
{
	struct hw_map map;
	int r = 0;

	*ret = HW_NO_TEXT;
	if (hw_root_map(root, path, &map) < 0)
		return -ENOENT;
	if (map.text.n > HW_RECORD_WHOLE_MAX && hw_root_records(root))
		r = note_mounts(root, map.text, parse_one, arena);
	if (map.text.n)
		*ret = hw_arena_copy(arena, map.text);
	hw_unmap(&map);
	return hw_arena_failed(arena) ? -ENOMEM : r;
}

int hw_mounts_read(struct hw_root *root, struct hw_arena *arena, struct hw_mounts *ret)
{
	static const struct {
		const char *path;
		parse_fn *parse;
	} files[] = {
		{"proc/self/mountinfo", parse_line},
		{"proc/self/mounts", parse_short},
		{"proc/mounts", parse_short},
	};
	struct hw_mounts found = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(files) && !found.n; i++) {
		struct hw_mounts mounts = {0};
		struct hw_text text;
		int r = read_text(root, files[i].path, files[i].parse, arena, &text);

		if (r == -ENOENT)
			continue;
		if (r == 0)
			r = parse(text, files[i].parse, arena, &mounts);
		if (r < 0)
			return r;
		mounts.path = files[i].path;
		/* of files without any, the first is told */
		if (mounts.n || !found.path)
			found = mounts;
	}
	*ret = found;
	return 0;
}
