// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The files of an archive, or of a folder that is what an archive was, unpacked. What is
 * packed in it is unpacked, an archive into a folder of its name:
 *
 *     logs/lspci.txt.gz			logs/lspci.txt.gz, the text
 *     both.zip:a.tar:sys/devices/...	both.zip:a.tar/sys/devices/...
 *
 * They are in the order of their paths, whatever order they were packed in, so that it
 * decides nothing. Of a path that is there twice the last one counts, as for tar(1),
 * which unpacks it over the one before. A hard link has what the other path has.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/forms/internal.h"

/* Bytes of all files of an archive: a whole /sys has some thirty million. Logs of months
 * leave room for the rest, whatever order they come in. */
#define KEPT_MAX   ((size_t)128 * 1024 * 1024)
#define LARGE	   ((size_t)256 * 1024)
#define LARGE_KEPT (KEPT_MAX / 4 * 3)

/* Whether there is room for a file of `n` bytes. */
static bool has_room(const struct hw_collection *c, size_t n)
{
	const size_t max = n > LARGE ? LARGE_KEPT : KEPT_MAX;

	return c->bytes <= max && n <= max - c->bytes;
}

static struct hw_text outer_path(struct hw_collection *c, struct hw_text path)
{
	return c->inner.n ? hw_arena_printf(&c->arena, "%.*s/%.*s", HW_TEXT_ARG(c->inner),
					    HW_TEXT_ARG(path))
			  : hw_arena_copy(&c->arena, path);
}

static int add(struct hw_collection *c, enum hw_item_kind kind, struct hw_text path,
	       struct hw_text value)
{
	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 256;
		struct hw_item *v = hw_reallocarray(c->v, room, sizeof(*v));

		if (!v)
			return -ENOMEM;
		c->v = v;
		c->room = room;
	}
	if (!has_room(c, value.n)) {
		if (!c->without_room++)
			c->first_without_room = outer_path(c, path);
		return 0;
	}
	c->bytes += value.n;
	c->v[c->n] = (struct hw_item){.kind = kind,
				      .path = outer_path(c, path),
				      .value = hw_arena_copy(&c->arena, value),
				      .inner = c->inner.n,
				      .order = c->n};
	c->n++;
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
	return add(arg, HW_ITEM_FILE, path, without_padding(content));
}

static int take_link(void *arg, struct hw_text path, struct hw_text target)
{
	return add(arg, HW_ITEM_LINK, path, target);
}

static int take_hard_link(void *arg, struct hw_text path, struct hw_text target)
{
	struct hw_collection *c = arg;
	size_t n;
	int err;

	if (c->inner.n)
		target = hw_arena_printf(&c->arena, "%.*s/%.*s", HW_TEXT_ARG(c->inner),
					 HW_TEXT_ARG(target));
	n = c->n;
	err = add(c, HW_ITEM_FILE, path, target);
	if (!err && c->n > n)
		c->v[n].is_hard_link = true;
	return err;
}

static int take_directory(void *arg, struct hw_text path)
{
	return add(arg, HW_ITEM_DIRECTORY, path, HW_NO_TEXT);
}

static void take_refused(void *arg, struct hw_text path, const char *why)
{
	const struct hw_collection *c = arg;

	hw_warn(c->dump->warnings, "archive-refused", hw_text_of(c->name), 0,
		"'%.*s%s%.*s' is left out: %s", HW_TEXT_ARG(c->inner),
		c->inner.n ? "/" : "", (int)(path.n < 200 ? path.n : 200), path.s, why);
}

static void take_damage(void *arg, struct hw_text what)
{
	struct hw_collection *c = arg;

	c->damage = hw_arena_copy(&c->arena, what);
}

static int take_text(void *arg, struct hw_text content)
{
	struct hw_collection *c = arg;

	/* a bomb in a bomb, or an archive compressed twice */
	if (hw_archive_is(content))
		return -EINVAL;
	if (content.n > KEPT_MAX)
		return -EFBIG;
	if (content.n > KEPT_MAX - c->bytes)
		return -E2BIG;
	c->bytes += content.n;
	c->text = hw_arena_copy(&c->arena, content.s ? content : HW_TEXT(""));
	return c->text.s ? 0 : -ENOMEM;
}

/* Of one that is too big, or cut off, what came before is there. */
static int unpack(struct hw_collection *c, struct hw_text bytes)
{
	const struct hw_archive_sink sink = {
		.arg = c,
		.file = take_file,
		.link = take_link,
		.directory = take_directory,
		.hard_link = take_hard_link,
		.refused = take_refused,
		.damaged = take_damage,
		.text = take_text,
	};
	const size_t before = c->n;
	int err = hw_archive_read(bytes, &sink);
	const size_t n = c->n - before;

	if (err == -EFBIG && n && !c->inner.n) {
		hw_warn(c->dump->warnings, "dump-incomplete", hw_text_of(c->name), 0,
			"the archive is too big: what follows its entry %zu, '%.*s', is "
			"left out",
			n, HW_TEXT_ARG(c->v[c->n - 1].path));
		return 0;
	}
	if ((err != -EBADMSG && err != -ENOEXEC) || !n)
		return err;
	hw_warn(c->dump->warnings, "archive-damaged", hw_text_of(c->name), 0,
		"%s%.*s%s is damaged or cut off after %zu entr%s%s%.*s",
		c->inner.n ? "'" : "the archive", HW_TEXT_ARG(c->inner),
		c->inner.n ? "'" : "", n, n == 1 ? "y" : "ies",
		err == -ENOEXEC ? ", or libarchive crashed"
		: c->damage.n	? ": "
				: "",
		HW_TEXT_ARG(c->damage));
	return 0;
}

/* Directories of a machine, in which is no dump but for logs. */
static const char *const machines_own[] = {"proc/", "etc/", "sys/",  "usr/",
					   "lib/",  "run/", "boot/", "var/lib/"};

bool hw_is_machines_own(struct hw_text path)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(machines_own); i++)
		if (hw_text_starts(path, hw_text_of(machines_own[i])))
			return true;
	return false;
}

/* Larger compressed files are logs of months, and more of them a spool. */
#define PACKED_MAX   ((size_t)4 * 1024 * 1024)
#define PACKED_FILES 64
/* Each bomb takes seconds. */
#define BOMBS_MAX 3

/* Whether somebody packed it beside the others: no file of the machine's own, however
 * deep that is, and no log that was rotated, which is of another time. */
static bool is_sent(const struct hw_item *item)
{
	static const char *const own[] = {
		"/proc/",	  "/sys/",  "/etc/",	"/usr/",    "/lib/modules/",
		"/lib/firmware/", "/boot/", "var/lib/", "var/log/",
	};
	const struct hw_text path = hw_item_path(item);

	if (item->kind != HW_ITEM_FILE || item->is_hard_link ||
	    !hw_archive_is(item->value))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++)
		if (memmem(path.s, path.n, own[i], strlen(own[i])))
			return false;
	return !hw_is_machines_own(path) &&
	       !hw_is_machines_own(hw_text_from(path, hw_text_find(path, '/') + 1));
}

static bool is_plain_archive(struct hw_text bytes)
{
	return hw_text_starts(bytes, HW_TEXT("PK\3\4")) ||
	       (bytes.n >= 512 && memcmp(bytes.s + 257, "ustar", 5) == 0);
}

static const char *why_packed(int err)
{
	return err == -EISDIR  ? "it is an archive in an archive of it"
	       : err == -EFBIG ? "it is too big"
	       : err == -E2BIG ? "too many are compressed, or all are too big"
			       : "it cannot be unpacked";
}

/* Puts what is in the file in its place: a text, or a folder. */
static int unpack_item(struct hw_collection *c, size_t i)
{
	const struct hw_text bytes = c->v[i].value;
	const size_t before = c->n;
	struct hw_text path = c->v[i].path;
	int err = bytes.n <= PACKED_MAX ? -E2BIG : -EFBIG;

	c->text = c->damage = HW_NO_TEXT;
	if (c->v[i].inner && is_plain_archive(bytes)) {
		err = -EISDIR;
	} else if ((bytes.n <= PACKED_MAX || is_plain_archive(bytes)) &&
		   c->packed < PACKED_FILES && c->bombs < BOMBS_MAX) {
		c->packed++;
		c->inner = path;
		err = unpack(c, bytes);
		c->inner = HW_NO_TEXT;
	}
	/* a compressed one that is in another */
	if (!err && c->v[i].inner && c->n > before)
		err = -EISDIR;
	if (err) {
		c->n = before;
		c->text = HW_NO_TEXT;
		hw_warn(c->dump->warnings, "dump-incomplete", hw_text_of(c->name), 0,
			"'%.*s' is left out: %s", HW_TEXT_ARG(path), why_packed(err));
		c->bombs += err == -EFBIG && bytes.n <= PACKED_MAX;
	}
	c->v[i].kind = c->text.s || err ? HW_ITEM_FILE : HW_ITEM_DIRECTORY;
	c->v[i].value = c->text;
	c->text = HW_NO_TEXT;
	return err == -ENOMEM ? err : 0;
}

static int compare(const void *a, const void *b)
{
	const struct hw_item *one = a;
	const struct hw_item *other = b;
	const int order = hw_text_cmp(one->path, other->path);

	return order ? order : one->order < other->order ? -1 : one->order > other->order;
}

const struct hw_item *hw_collection_find(const struct hw_collection *c,
					 struct hw_text path)
{
	size_t low = 0;
	size_t high = c->n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int order = hw_text_cmp(c->v[middle].path, path);

		if (!order)
			return &c->v[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Of a link to a link, which tar(1) does not write. */
#define LINKS_MAX 8

/* The file that a hard link is; NULL: it is not there. */
static const struct hw_item *file_of(const struct hw_collection *c,
				     const struct hw_item *item)
{
	for (size_t i = 0; i < LINKS_MAX && item && item->is_hard_link; i++)
		item = hw_collection_find(c, item->value);
	return item && !item->is_hard_link && item->kind == HW_ITEM_FILE ? item : NULL;
}

/* Without hard links whose files are not there, and those that there is no room for. */
static void leave_out_hard_links(struct hw_collection *c, size_t without_room)
{
	const size_t all = c->n;
	size_t left_out;

	c->n = 0;
	for (size_t i = 0; i < all; i++)
		if (!c->v[i].is_hard_link)
			c->v[c->n++] = c->v[i];
	left_out = all - c->n - without_room;
	if (left_out)
		hw_warn(c->dump->warnings, "archive-refused", hw_text_of(c->name), 0,
			"%zu hard link%s left out: the file%s not in it", left_out,
			left_out == 1 ? " is" : "s are", left_out == 1 ? " is" : "s are");
}

/* Gives hard links the content of their files, which then counts again, as it is read
 * again. */
static void follow_hard_links(struct hw_collection *c)
{
	size_t without_room = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct hw_item *item = &c->v[i];
		const struct hw_item *file = item->is_hard_link ? file_of(c, item) : NULL;

		if (!file)
			continue;
		if (!has_room(c, file->value.n)) {
			if (!c->without_room++)
				c->first_without_room = item->path;
			without_room++;
			continue;
		}
		c->bytes += file->value.n;
		item->value = file->value;
		item->is_hard_link = false;
	}
	leave_out_hard_links(c, without_room);
}

static void tell_without_room(const struct hw_collection *c)
{
	if (c->without_room)
		hw_warn(c->dump->warnings, "dump-incomplete", hw_text_of(c->name), 0,
			"%zu file%s left out, '%.*s' the first: all together are too big",
			c->without_room, c->without_room == 1 ? " is" : "s are",
			HW_TEXT_ARG(c->first_without_room));
}

/* In order, and of each path the last one. */
static int finish(struct hw_collection *c)
{
	size_t n = 0;
	int err = 0;

	for (size_t i = 0; i < c->n && !err; i++)
		if (is_sent(&c->v[i]))
			err = unpack_item(c, i);
	if (err || !c->n)
		return err;
	qsort(c->v, c->n, sizeof(*c->v), compare);
	for (size_t i = 0; i < c->n; i++)
		if (i + 1 == c->n || !hw_text_eq(c->v[i].path, c->v[i + 1].path))
			c->v[n++] = c->v[i];
	c->n = n;
	follow_hard_links(c);
	tell_without_room(c);
	return 0;
}

int hw_collection_of_archive(struct hw_dump *dump, struct hw_text bytes, const char *name,
			     struct hw_collection *ret)
{
	int err;

	*ret = (struct hw_collection){.dump = dump, .name = name};
	err = unpack(ret, bytes);
	return err || ret->text.s ? err : finish(ret);
}

/* Larger files are logs of months. */
#define FILE_MAX ((size_t)16 * 1024 * 1024)
/* Deeper directories are no machine's. */
#define DEPTH_MAX 24

static int take_entry(struct hw_collection *c, struct hw_root *root, struct hw_text path,
		      unsigned depth);

static int take_entries(struct hw_collection *c, struct hw_root *root,
			struct hw_text path, unsigned depth)
{
	struct hw_text *names;
	size_t n = 0;
	int err = hw_root_list(root, path.n ? path.s : ".", &c->arena, &names, &n);

	for (size_t i = 0; i < n && !err; i++) {
		struct hw_text entry =
			hw_arena_printf(&c->arena, "%.*s%s%.*s", HW_TEXT_ARG(path),
					path.n ? "/" : "", HW_TEXT_ARG(names[i]));

		err = entry.s ? take_entry(c, root, entry, depth + 1) : -ENOMEM;
	}
	return err;
}

/* A dump is longer than an attribute of sysfs, which hw_root_read() is for. */
static int take_file_of(struct hw_collection *c, struct hw_root *root,
			struct hw_text path)
{
	struct hw_map map;
	int err = hw_root_map(root, path.s, &map);

	if (err == -EACCES || err == -EPERM || err == -EIO)
		hw_warn(c->dump->warnings, "unreadable",
			hw_arena_printf(&c->arena, "%s/%s", c->name, path.s), 0,
			"%s; it is left out", strerror(-err));
	if (err == -EFBIG || (err == 0 && map.text.n > FILE_MAX))
		take_refused(c, path, "it is too big");
	if (err < 0)
		return err == -ENOMEM ? err : 0;
	if (map.text.n <= FILE_MAX)
		err = take_file(c, path, map.text);
	hw_unmap(&map);
	return err;
}

/* A directory of a machine's root; in that of a whole system all are. */
static bool is_of_machine(struct hw_root *root, struct hw_text name)
{
	static const char *const own[] = {"bin", "dev", "lib32", "lib64", "sbin", "var"};
	char path[NAME_MAX + 2];

	snprintf(path, sizeof(path), "%.*s/", HW_TEXT_ARG(name));
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++)
		if (hw_text_eq(name, hw_text_of(own[i])))
			return true;
	return hw_is_machines_own(hw_text_of(path)) || hw_root_exists(root, "usr");
}

/* What cannot be read is left out. */
static int take_entry(struct hw_collection *c, struct hw_root *root, struct hw_text path,
		      unsigned depth)
{
	struct hw_text value;
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_readlink(root, path.s, &c->arena, &value) == 0)
		return take_link(c, path, value);
	if (depth == 1 && c->is_beside && is_of_machine(root, path) &&
	    hw_root_list(root, path.s, &c->arena, &names, &n) == 0)
		return 0;
	if (hw_root_list(root, path.s, &c->arena, &names, &n) == 0)
		return depth < DEPTH_MAX ? take_entries(c, root, path, depth) : 0;
	return take_file_of(c, root, path);
}

int hw_collection_of_directory(struct hw_dump *dump, struct hw_root *root,
			       const char *name, bool is_beside,
			       struct hw_collection *ret)
{
	int err;

	*ret = (struct hw_collection){.dump = dump, .name = name, .is_beside = is_beside};
	err = take_entries(ret, root, HW_TEXT(""), 0);
	return err ? err : finish(ret);
}

void hw_collection_done(struct hw_collection *c)
{
	hw_arena_done(&c->arena);
	free(c->v);
	*c = (struct hw_collection){.dump = NULL};
}
