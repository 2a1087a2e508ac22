// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An archive of a machine. Where its files belong is found by the folders of /sys:
 *
 *     sys/devices/…, ./sys/…, host-2024/sys/…    the root is what holds "sys"
 *     devices/…, bus/…                           it was packed within /sys
 *
 * An archive without either is a collection of dumps: each of its files that is of a
 * known format is read as one.
 */
#include <errno.h>
#include <stdlib.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/dump/internal.h"

/* Bytes of all files of an archive: a whole /sys has some thirty million. */
#define KEPT_MAX ((size_t)128 * 1024 * 1024)

enum kind { KIND_FILE, KIND_LINK, KIND_DIRECTORY };

struct item {
	enum kind kind;
	struct hw_text path;
	/* content or target */
	struct hw_text value;
};

struct collection {
	struct hw_dump *dump;
	const char *name;
	struct hw_arena arena;
	struct item *v;
	size_t n;
	size_t room;
	size_t bytes;
	bool read_text;
};

static int add(struct collection *c, enum kind kind, struct hw_text path,
	       struct hw_text value)
{
	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 256;
		struct item *v = hw_reallocarray(c->v, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		c->v = v;
		c->room = room;
	}
	if (value.n > KEPT_MAX - c->bytes)
		return -EFBIG;
	c->bytes += value.n;
	c->v[c->n++] = (struct item){kind, hw_arena_copy(&c->arena, path),
				     hw_arena_copy(&c->arena, value)};
	return hw_arena_failed(&c->arena) ? -ENOMEM : 0;
}

/* tar pads a file of sysfs, whose size is said to be a page, with zeros. */
static struct hw_text without_padding(struct hw_text content)
{
	size_t end = content.n;

	if (content.n != 4096)
		return content;
	while (end && content.s[end - 1] == '\0')
		end--;
	/* one of bytes, such as config, has zeros elsewhere too */
	return hw_text_find(hw_text_head(content, end), '\0') == end
		       ? hw_text_head(content, end)
		       : content;
}

static int take_file(void *arg, struct hw_text path, struct hw_text content)
{
	return add(arg, KIND_FILE, path, without_padding(content));
}

static int take_link(void *arg, struct hw_text path, struct hw_text target)
{
	return add(arg, KIND_LINK, path, target);
}

static int take_directory(void *arg, struct hw_text path)
{
	return add(arg, KIND_DIRECTORY, path, HW_NO_TEXT);
}

static void take_refused(void *arg, struct hw_text path, const char *why)
{
	const struct collection *c = arg;

	hw_warn(c->dump->warnings, "archive-refused", hw_text_of(c->name), 0,
		"'%.*s' is left out: %s", (int)(path.n < 200 ? path.n : 200), path.s,
		why);
}

static int take_text(void *arg, struct hw_text content)
{
	struct collection *c = arg;

	c->read_text = true;
	/* a bomb in a bomb, or an archive compressed twice */
	if (hw_archive_is(content))
		return -EINVAL;
	return hw_dump_read_text(c->dump, content, c->name);
}

/*
 * The place of "sys/bus/", "sys/devices/" or "sys/class/" in a path that starts there or
 * at a slash. -1: there is none.
 */
static long find_sys(struct hw_text path)
{
	static const char *const heads[] = {"sys/bus/", "sys/devices/", "sys/class/"};

	for (size_t i = 0; i < path.n; i++) {
		if (i && path.s[i - 1] != '/')
			continue;
		for (size_t k = 0; k < HW_ARRAY_SIZE(heads); k++)
			if (hw_text_starts(hw_text_from(path, i), hw_text_of(heads[k])))
				return (long)i;
	}
	return -1;
}

/* How much of each path is above the root; -1: there is no sys tree. */
static long find_root(const struct collection *c, struct hw_text *ret_top)
{
	long best = -1;

	for (size_t i = 0; i < c->n; i++) {
		long at = find_sys(c->v[i].path);

		if (at >= 0 && (best < 0 || at < best)) {
			best = at;
			*ret_top = hw_text_head(c->v[i].path, (size_t)at);
		}
	}
	return best;
}

/* Packed within /sys. */
static bool is_inside_sys(const struct collection *c)
{
	bool devices = false;
	bool bus = false;

	for (size_t i = 0; i < c->n; i++) {
		devices |= hw_text_starts(c->v[i].path, HW_TEXT("devices/"));
		bus |= hw_text_starts(c->v[i].path, HW_TEXT("bus/"));
	}
	return devices && bus;
}

static void add_item(struct collection *c, const struct item *item, struct hw_text path)
{
	struct hw_tree *tree = c->dump->tree;

	switch (item->kind) {
	case KIND_FILE:
		hw_tree_file(tree, path, item->value);
		break;
	case KIND_LINK:
		hw_tree_link(tree, path, item->value);
		break;
	case KIND_DIRECTORY:
		hw_tree_directory(tree, path);
		break;
	}
}

static int read_tree(struct collection *c, struct hw_text top, bool inside)
{
	if (c->dump->whole.s)
		return -EEXIST;
	c->dump->whole = hw_arena_copy(&c->dump->arena, hw_text_of(c->name));
	for (size_t i = 0; i < c->n; i++) {
		struct hw_text path = c->v[i].path;

		if (!hw_text_starts(path, top) || path.n == top.n)
			continue;
		path = hw_text_from(path, top.n);
		if (inside)
			path = hw_arena_printf(&c->arena, "sys/%.*s", HW_TEXT_ARG(path));
		add_item(c, &c->v[i], path);
	}
	hw_dump_add_format(c->dump, "archive");
	return hw_tree_full(c->dump->tree) ? -EFBIG : 0;
}

/* Each file on its own: one of another kind is passed over. */
static int read_dumps(struct collection *c)
{
	size_t found = 0;
	int err = 0;

	for (size_t i = 0; i < c->n && !err; i++) {
		const struct item *item = &c->v[i];
		struct hw_text name;

		if (item->kind != KIND_FILE || !item->value.n)
			continue;
		name = hw_arena_printf(&c->arena, "%s:%.*s", c->name,
				       HW_TEXT_ARG(item->path));
		if (!name.s)
			return -ENOMEM;
		err = hw_dump_read_text(c->dump, item->value, name.s);
		found += err == 0;
		if (err == -EINVAL)
			err = 0;
	}
	return err ? err : found ? 0 : -EINVAL;
}

static int read_collection(struct collection *c)
{
	struct hw_text top = HW_TEXT("");

	if (c->read_text)
		return 0;
	if (find_root(c, &top) >= 0)
		return read_tree(c, top, false);
	if (is_inside_sys(c))
		return read_tree(c, HW_TEXT(""), true);
	return read_dumps(c);
}

int hw_dump_read_archive(struct hw_dump *dump, struct hw_text bytes, const char *name)
{
	struct collection c = {.dump = dump, .name = name};
	const struct hw_archive_sink sink = {
		.arg = &c,
		.file = take_file,
		.link = take_link,
		.directory = take_directory,
		.refused = take_refused,
		.text = take_text,
	};
	int err = hw_archive_read(bytes, &sink);

	/* cut off, it still has what came before */
	if ((err == -EBADMSG || err == -ENOEXEC) && c.n) {
		hw_warn(dump->warnings, "archive-damaged", hw_text_of(name), 0,
			"the archive is damaged or cut off after %zu entries%s", c.n,
			err == -ENOEXEC ? ", or libarchive crashed" : "");
		err = 0;
	}
	if (!err)
		err = read_collection(&c);
	hw_arena_done(&c.arena);
	free(c.v);
	return err;
}
