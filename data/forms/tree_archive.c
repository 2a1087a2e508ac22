// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An archive of a machine. Where its files belong is found by the folders of /sys:
 *
 *     sys/devices/…, ./sys/…, host-2024/sys/…    the root is what holds "sys"
 *     devices/…, bus/…                           it was packed within /sys
 *
 * An archive without a device in either is a collection of dumps: each of its files that
 * is of a known format is read as one, as of those that sos(1) and hw-probe make:
 *
 *     sosreport-host-2024/sos_commands/pci/lspci_-nnvv	a dump
 *     sosreport-host-2024/etc/modprobe.d/x.conf		the machine's own
 *     folder/lspci.txt.gz					a dump, too
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/forms/internal.h"

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
	/* of the archive, with the byte; absent: it is not known which */
	struct hw_text damage;
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

static void take_damage(void *arg, struct hw_text what)
{
	struct collection *c = arg;

	c->damage = hw_arena_copy(&c->arena, what);
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

/* Whether there is a device in the sys tree: sos has files of some that it asks about. */
static bool has_devices(const struct collection *c, struct hw_text top)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct hw_text path = c->v[i].path;

		if (c->v[i].kind == KIND_FILE && hw_text_starts(path, top) &&
		    find_sys(path) >= 0 &&
		    (hw_text_eq(hw_path_base(path), HW_TEXT("uevent")) ||
		     hw_text_eq(hw_path_base(path), HW_TEXT("modalias"))))
			return true;
	}
	return false;
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

/* Directories of a machine, in which is no dump but for logs. */
static const char *const machines_own[] = {"proc/", "etc/", "sys/",  "usr/",
					   "lib/",  "run/", "boot/", "var/lib/"};

/* What is above those, by the shallowest. Returns its length, -1: there are none. */
static long find_machine(const struct collection *c)
{
	long best = -1;

	for (size_t i = 0; i < c->n; i++) {
		const struct hw_text path = c->v[i].path;
		const size_t slash = hw_text_find(path, '/') + 1;

		for (size_t k = 0; k < 2 * HW_ARRAY_SIZE(machines_own); k++) {
			const size_t at = k % 2 ? slash : 0;

			if (at < path.n && (best < 0 || (long)at < best) &&
			    hw_text_starts(hw_text_from(path, at),
					   hw_text_of(machines_own[k / 2])))
				best = (long)at;
		}
	}
	return best;
}

/* The path below the machine's root; absent: it is no file of the machine's. */
static struct hw_text path_in_machine(struct hw_text path, long top)
{
	if (top < 0 || (size_t)top >= path.n)
		return HW_NO_TEXT;
	path = hw_text_from(path, (size_t)top);
	for (size_t i = 0; i < HW_ARRAY_SIZE(machines_own); i++)
		if (hw_text_starts(path, hw_text_of(machines_own[i])))
			return path;
	return HW_NO_TEXT;
}

/* What of the machine is told beside the dumps; a part of sys tells less than these. */
static void add_machine(struct collection *c, long top)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct hw_text path = path_in_machine(c->v[i].path, top);

		if (path.s && c->v[i].kind == KIND_FILE &&
		    !hw_text_starts(path, HW_TEXT("sys/")))
			hw_dump_file(c->dump, hw_arena_copy(&c->dump->arena, path).s,
				     hw_arena_copy(&c->dump->arena, c->v[i].value));
	}
}

/* What hostname(1) printed into a file of that name, "sos_commands/host/hostname". */
static void read_host(struct collection *c, const struct item *item)
{
	struct hw_text rest = item->value;
	const struct hw_text name = hw_text_cut(&rest, '\n');

	if (item->kind == KIND_FILE && !rest.n && name.n <= HOST_NAME_MAX &&
	    hw_text_find(name, ' ') == name.n &&
	    hw_text_eq(hw_path_base(item->path), HW_TEXT("hostname"))) {
		c->dump->name = hw_arena_printf(&c->dump->arena, "%s:%.*s", c->name,
						HW_TEXT_ARG(item->path));
		hw_dump_claim(c->dump, HW_DUMP_CLAIM_HOST, name);
	}
}

/* Larger compressed files are logs of months, and more of them a spool. */
#define PACKED_MAX   ((size_t)1024 * 1024)
#define PACKED_FILES 64

/* A text that is compressed by itself, in place of what it was; nothing where it is none.
 * Logs that were rotated are of other times. */
static int unpack_item(struct collection *c, struct item *item, size_t *packed)
{
	struct hw_map map = {.text = item->value};
	int err = -EFBIG;

	if (!hw_archive_is(item->value))
		return 0;
	if (memmem(item->path.s, item->path.n, "var/log/", 8)) {
		item->value = HW_NO_TEXT;
		return 0;
	}
	if (item->value.n <= PACKED_MAX && ++*packed <= PACKED_FILES)
		err = hw_archive_unpack(&map);
	if (!err && map.text.n > KEPT_MAX - c->bytes)
		err = -EFBIG;
	if (!err) {
		item->value = hw_arena_copy(&c->arena, map.text);
		c->bytes += map.text.n;
	} else {
		item->value = HW_NO_TEXT;
		take_refused(c, item->path,
			     err == -EISDIR  ? "it is an archive"
			     : err == -EFBIG ? "it is too big"
					     : "it cannot be unpacked");
	}
	if (map.base)
		hw_unmap(&map);
	return err == -ENOMEM || hw_arena_failed(&c->arena) ? -ENOMEM : 0;
}

static int read_dump(struct collection *c, const struct item *item, size_t *found)
{
	struct hw_text name =
		hw_arena_printf(&c->arena, "%s:%.*s", c->name, HW_TEXT_ARG(item->path));
	int err = name.s ? hw_dump_read_text(c->dump, item->value, name.s) : -ENOMEM;

	*found += err == 0;
	/* the others tell what they tell */
	if (err == -EILSEQ) {
		hw_warn(c->dump->warnings, "dump-incomplete", name, 0, "%.*s",
			HW_TEXT_ARG(c->dump->cut));
		return 0;
	}
	/* of another kind, or an answer of this program */
	return err == -EINVAL || err == -ENOMSG ? 0 : err;
}

/* Of several logs one is read: the kernel's buffer, then the journal of the last start,
 * as sos names what its commands print: "dmesg", "journalctl_--no-pager_--boot", and
 * "journalctl_--no-pager_--boot_-1" of the start before. */
enum { LOG_ORDERS = 3 };

static int log_order(struct hw_text path)
{
	const struct hw_text name = hw_path_base(path);

	if (hw_text_starts(name, HW_TEXT("dmesg")))
		return 0;
	return memmem(name.s, name.n, "boot", 4) && !memmem(name.s, name.n, "-1", 2)
		       ? 1
		       : LOG_ORDERS - 1;
}

/* Each file on its own, those first that know most of the machine. A text in which is
 * something like a modalias is a list of them only where there is nothing better. */
static int read_dumps(struct collection *c)
{
	const long top = find_machine(c);
	size_t *ranks = hw_calloc(c->n + 1, sizeof(*ranks));
	size_t packed = 0;
	size_t found = 0;
	int err = ranks ? 0 : -ENOMEM;

	for (size_t i = 0; i < c->n && !err; i++) {
		ranks[i] = SIZE_MAX;
		if (c->v[i].kind != KIND_FILE || !c->v[i].value.n ||
		    path_in_machine(c->v[i].path, top).s)
			continue;
		err = unpack_item(c, &c->v[i], &packed);
		if (!err && c->v[i].value.n)
			ranks[i] = hw_dump_rank(c->dump, c->v[i].value);
	}
	/* before logs, which a server of logs may have named otherwise */
	for (size_t i = 0; i < c->n && !err; i++)
		read_host(c, &c->v[i]);
	for (size_t step = 0; step < LOG_ORDERS * (HW_DUMP_RANK_MAX + 1) && !err; step++)
		for (size_t i = 0; i < c->n && !err; i++)
			if (ranks[i] == step / LOG_ORDERS &&
			    log_order(c->v[i].path) == (int)(step % LOG_ORDERS) &&
			    !hw_dump_is_list_rank(ranks[i]))
				err = read_dump(c, &c->v[i], &found);
	for (size_t i = 0; i < c->n && !err && !found; i++)
		if (hw_dump_is_list_rank(ranks[i]))
			err = read_dump(c, &c->v[i], &found);
	free(ranks);
	if (!err && found)
		add_machine(c, top);
	return err ? err : found ? 0 : -EINVAL;
}

static int read_collection(struct collection *c)
{
	struct hw_text top = HW_TEXT("");
	int err;

	if (c->read_text)
		return 0;
	if (find_root(c, &top) >= 0 && has_devices(c, top))
		return read_tree(c, top, false);
	if (is_inside_sys(c))
		return read_tree(c, HW_TEXT(""), true);
	err = read_dumps(c);
	/* nothing else is there either */
	return err == -EINVAL && find_root(c, &top) >= 0 ? read_tree(c, top, false) : err;
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
		.damaged = take_damage,
		.text = take_text,
	};
	int err = hw_archive_read(bytes, &sink);

	/* cut off, it still has what came before */
	if ((err == -EBADMSG || err == -ENOEXEC) && c.n) {
		hw_warn(dump->warnings, "archive-damaged", hw_text_of(name), 0,
			"the archive is damaged or cut off after %zu entr%s%s%.*s", c.n,
			c.n == 1 ? "y" : "ies",
			err == -ENOEXEC ? ", or libarchive crashed"
			: c.damage.n	? ": "
					: "",
			HW_TEXT_ARG(c.damage));
		err = 0;
	}
	if (!err)
		err = read_collection(&c);
	hw_arena_done(&c.arena);
	free(c.v);
	return err;
}

/* Larger files are logs of months. */
#define FILE_MAX ((size_t)16 * 1024 * 1024)
/* Deeper directories are no machine's. */
#define DEPTH_MAX 24

static int take_entry(struct collection *c, struct hw_root *root, struct hw_text path,
		      unsigned depth);

static int take_entries(struct collection *c, struct hw_root *root, struct hw_text path,
			unsigned depth)
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
static int take_file_of(struct collection *c, struct hw_root *root, struct hw_text path)
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

/* What cannot be read is left out. */
static int take_entry(struct collection *c, struct hw_root *root, struct hw_text path,
		      unsigned depth)
{
	struct hw_text value;
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_readlink(root, path.s, &c->arena, &value) == 0)
		return take_link(c, path, value);
	if (hw_root_list(root, path.s, &c->arena, &names, &n) == 0)
		return depth < DEPTH_MAX ? take_entries(c, root, path, depth) : 0;
	return take_file_of(c, root, path);
}

int hw_dump_read_directory(struct hw_dump *dump, struct hw_root *root, const char *name)
{
	struct collection c = {.dump = dump, .name = name};
	int err = take_entries(&c, root, HW_TEXT(""), 0);

	if (!err)
		err = read_collection(&c);
	hw_arena_done(&c.arena);
	free(c.v);
	return err;
}
