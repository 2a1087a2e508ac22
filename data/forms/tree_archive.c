// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An archive of a machine. Where its files belong is found by the folders of /sys:
 *
 *     sys/devices/…, ./sys/…, host-2024/sys/…    the root is what holds "sys"
 *     devices/…, bus/…                           it was packed within /sys
 *
 * Of two of these trees, one that has all that is in the other counts; else they are two
 * machines, or two states of one. All else is a collection of dumps: each of its files
 * that is of a known format is read as one, as of those that sos(1) and hw-probe make:
 *
 *     sosreport-host-2024/sos_commands/pci/lspci_-nnvv	a dump
 *     sosreport-host-2024/etc/modprobe.d/x.conf		the machine's own
 *     folder/lspci.txt.gz					a dump, too
 */
#include <errno.h>
#include <limits.h>

#include "data/base/path.h"
#include "data/forms/internal.h"

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

/* What is above the sys tree in which a file is; false: it is in none. */
static bool find_top(struct hw_text path, struct hw_text *ret)
{
	const long at = find_sys(path);

	if (at >= 0)
		*ret = hw_text_head(path, (size_t)at);
	return at >= 0;
}

/* A device in the tree: sos has files of some that it asks about. */
static bool is_of_device(const struct hw_item *item)
{
	const struct hw_text name = hw_path_base(item->path);

	return item->kind == HW_ITEM_FILE && (hw_text_eq(name, HW_TEXT("uevent")) ||
					      hw_text_eq(name, HW_TEXT("modalias")));
}

/* Packed within /sys. */
static bool is_inside_sys(const struct hw_collection *c)
{
	bool devices = false;
	bool bus = false;

	for (size_t i = 0; i < c->n; i++) {
		devices |= hw_text_starts(c->v[i].path, HW_TEXT("devices/"));
		bus |= hw_text_starts(c->v[i].path, HW_TEXT("bus/"));
	}
	return devices && bus;
}

/* Whether all that a machine's directories below `part` have is below `whole` as well. */
static bool has_all(struct hw_collection *c, struct hw_text whole, struct hw_text part)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct hw_item *item = &c->v[i];
		const struct hw_item *other;
		struct hw_text rest;

		if (item->kind == HW_ITEM_DIRECTORY || !hw_text_starts(item->path, part))
			continue;
		rest = hw_text_from(item->path, part.n);
		if (!hw_is_machines_own(rest))
			continue;
		other = hw_collection_find(c, hw_arena_printf(&c->arena, "%.*s%.*s",
							      HW_TEXT_ARG(whole),
							      HW_TEXT_ARG(rest)));
		if (!other || other->kind != item->kind ||
		    !hw_text_eq(other->value, item->value))
			return false;
	}
	return true;
}

static struct hw_text name_of_tree(const struct hw_collection *c, struct hw_text top)
{
	return hw_arena_printf(&c->dump->arena, "%s:%.*ssys", c->name, HW_TEXT_ARG(top));
}

static size_t count_devices(const struct hw_collection *c, struct hw_text top)
{
	struct hw_text at;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += is_of_device(&c->v[i]) && find_top(c->v[i].path, &at) &&
		     hw_text_eq(at, top);
	return n;
}

/* A copy tells nothing else. What lacks devices may be of another time. */
static void warn_of_less(struct hw_collection *c, struct hw_text whole,
			 struct hw_text part)
{
	const struct hw_text read = name_of_tree(c, whole);

	if (count_devices(c, part) < count_devices(c, whole))
		hw_warn(c->dump->warnings, "hosts-differ", name_of_tree(c, part), 0,
			"it has some of the devices of '%.*s' and is not read: if these "
			"are two states of a machine, 'hwalias diff' compares them, each "
			"in an archive of its own",
			HW_TEXT_ARG(read));
}

/* Notes one more tree. Errors: -EEXIST: it is another machine's. */
static int add_tree(struct hw_collection *c, struct hw_text top)
{
	const struct hw_text before = c->top;

	if (!c->has_tree) {
		c->top = top;
	} else if (has_all(c, top, before)) {
		c->top = top;
		warn_of_less(c, top, before);
	} else if (has_all(c, before, top)) {
		warn_of_less(c, before, top);
	} else {
		c->dump->whole = name_of_tree(c, before);
		c->dump->name = name_of_tree(c, top);
		return -EEXIST;
	}
	c->has_tree = true;
	return 0;
}

/* All trees in which is a device; the files of one follow each other. */
static int find_trees(struct hw_collection *c)
{
	struct hw_text last = HW_NO_TEXT;
	int err = 0;

	for (size_t i = 0; i < c->n && !err; i++) {
		struct hw_text top;

		if (!is_of_device(&c->v[i]) || !find_top(c->v[i].path, &top) ||
		    (last.s && hw_text_eq(last, top)))
			continue;
		last = top;
		err = add_tree(c, top);
	}
	if (!err && !c->has_tree && is_inside_sys(c))
		c->has_tree = c->is_inside = true;
	return err;
}

static void add_item(struct hw_collection *c, const struct hw_item *item,
		     struct hw_text path)
{
	struct hw_tree *tree = c->dump->tree;

	switch (item->kind) {
	case HW_ITEM_FILE:
		hw_tree_file(tree, path, item->value);
		break;
	case HW_ITEM_LINK:
		hw_tree_link(tree, path, item->value);
		break;
	case HW_ITEM_DIRECTORY:
		hw_tree_directory(tree, path);
		break;
	}
}

static int read_tree(struct hw_collection *c)
{
	const struct hw_text top = c->top;

	c->dump->name = hw_arena_copy(&c->dump->arena, hw_text_of(c->name));
	if (c->dump->whole.s)
		return -EEXIST;
	c->dump->whole = c->dump->name;
	for (size_t i = 0; i < c->n; i++) {
		struct hw_text path = c->v[i].path;

		if (!hw_text_starts(path, top) || path.n == top.n)
			continue;
		path = hw_text_from(path, top.n);
		if (c->is_inside)
			path = hw_arena_printf(&c->arena, "sys/%.*s", HW_TEXT_ARG(path));
		add_item(c, &c->v[i], path);
	}
	hw_dump_add_format(c->dump, "archive");
	return hw_tree_full(c->dump->tree) ? -EFBIG : 0;
}

/* Where the machine's directories are, below what is packed in a folder of its own: 0, or
 * 1 in a folder; -1: there are none. */
static int find_machine(const struct hw_collection *c)
{
	int best = -1;

	for (size_t i = 0; i < c->n && best; i++) {
		const struct hw_text path = hw_item_path(&c->v[i]);

		if (hw_is_machines_own(path))
			best = 0;
		else if (hw_is_machines_own(
				 hw_text_from(path, hw_text_find(path, '/') + 1)))
			best = 1;
	}
	return best;
}

/* The path below the machine's root; absent: it is no file of the machine's. */
static struct hw_text path_in_machine(const struct hw_item *item, int depth)
{
	struct hw_text path = hw_item_path(item);

	if (depth)
		path = hw_text_from(path, hw_text_find(path, '/') + 1);
	return depth >= 0 && hw_is_machines_own(path) ? path : HW_NO_TEXT;
}

/* Of the tree that is read as it is, its logs included. */
static bool is_of_tree(const struct hw_collection *c, struct hw_text path)
{
	static const char within_sys[][10] = {
		"block/",    "bus/", "class/",	"dev/",	   "devices/",
		"firmware/", "fs/",  "kernel/", "module/", "power/"};
	static const char *const logs[] = {"var/log/dmesg", "var/log/kern.log"};
	const struct hw_text rest = hw_text_from(path, c->top.n);

	if (!c->has_tree || !hw_text_starts(path, c->top))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(within_sys) && c->is_inside; i++)
		if (hw_text_starts(path, hw_text_of(within_sys[i])))
			return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(logs); i++)
		if (hw_text_eq(rest, hw_text_of(logs[i])))
			return true;
	return hw_is_machines_own(rest);
}

static void find_ranks(struct hw_collection *c)
{
	const int depth = find_machine(c);

	for (size_t i = 0; i < c->n; i++) {
		struct hw_item *item = &c->v[i];

		item->rank = HW_DUMP_RANK_NONE;
		if (item->kind == HW_ITEM_FILE && item->value.n &&
		    !path_in_machine(item, depth).s && !is_of_tree(c, item->path) &&
		    !(c->has_tree && find_sys(item->path) >= 0))
			item->rank = hw_dump_rank(c->dump, item->value);
	}
}

/* What tells one machine, or one start of it, from another. */
static bool is_identity(struct hw_text path)
{
	static const char *const files[] = {
		"etc/machine-id",
		"etc/hostname",
		"proc/sys/kernel/hostname",
		"proc/sys/kernel/osrelease",
		"proc/version",
		"proc/cmdline",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++)
		if (hw_text_eq(path, hw_text_of(files[i])))
			return true;
	return false;
}

static struct hw_text name_of_item(const struct hw_collection *c,
				   const struct hw_item *item)
{
	return hw_arena_printf(&c->dump->arena, "%s:%.*s", c->name,
			       HW_TEXT_ARG(item->path));
}

/* Folders that have files of a machine each. Errors: -EEXIST: of two machines. */
static int check_machines(struct hw_collection *c)
{
	const int depth = find_machine(c);

	for (size_t i = 0; i < c->n; i++) {
		const struct hw_text path = path_in_machine(&c->v[i], depth);

		if (!path.s || c->v[i].kind != HW_ITEM_FILE || !is_identity(path))
			continue;
		for (size_t k = 0; k < i; k++) {
			if (c->v[k].kind != HW_ITEM_FILE ||
			    !hw_text_eq(path_in_machine(&c->v[k], depth), path) ||
			    hw_text_eq(c->v[k].value, c->v[i].value))
				continue;
			c->dump->whole = name_of_item(c, &c->v[k]);
			c->dump->name = name_of_item(c, &c->v[i]);
			return -EEXIST;
		}
	}
	return 0;
}

/* What of the machine is told beside the dumps; a part of sys tells less than these. */
static void add_machine(struct hw_collection *c)
{
	const int depth = find_machine(c);

	for (size_t i = 0; i < c->n; i++) {
		const struct hw_text path = path_in_machine(&c->v[i], depth);

		if (path.s && c->v[i].kind == HW_ITEM_FILE &&
		    !hw_text_starts(path, HW_TEXT("sys/")))
			hw_dump_file(c->dump, hw_arena_copy(&c->dump->arena, path).s,
				     hw_arena_copy(&c->dump->arena, c->v[i].value));
	}
}

/* What hostname(1) printed into a file of that name, "sos_commands/host/hostname". */
static void read_host(struct hw_collection *c, const struct hw_item *item)
{
	struct hw_text rest = item->value;
	const struct hw_text name = hw_text_cut(&rest, '\n');

	if (item->kind == HW_ITEM_FILE && !rest.n && name.n <= HOST_NAME_MAX &&
	    hw_text_find(name, ' ') == name.n &&
	    hw_text_eq(hw_path_base(item->path), HW_TEXT("hostname"))) {
		c->dump->name = name_of_item(c, item);
		hw_dump_claim(c->dump, HW_DUMP_CLAIM_HOST, name);
	}
}

static int read_dump(struct hw_collection *c, const struct hw_item *item)
{
	const struct hw_text name = name_of_item(c, item);
	int err = name.s ? hw_dump_read_text(c->dump, item->value, name.s) : -ENOMEM;

	c->found += err == 0;
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
static int read_dumps(struct hw_collection *c)
{
	int err = 0;

	/* before logs, which a server of logs may have named otherwise */
	for (size_t i = 0; i < c->n; i++)
		if (!c->has_tree || c->v[i].rank != HW_DUMP_RANK_NONE)
			read_host(c, &c->v[i]);
	for (size_t step = LOG_ORDERS; step < LOG_ORDERS * (HW_DUMP_RANK_MAX + 1) && !err;
	     step++)
		for (size_t i = 0; i < c->n && !err; i++)
			if (c->v[i].rank == step / LOG_ORDERS &&
			    log_order(c->v[i].path) == (int)(step % LOG_ORDERS) &&
			    !hw_dump_is_list_rank(c->v[i].rank))
				err = read_dump(c, &c->v[i]);
	for (size_t i = 0; i < c->n && !err && !c->found; i++)
		if (hw_dump_is_list_rank(c->v[i].rank))
			err = read_dump(c, &c->v[i]);
	if (!err && c->found && !c->has_tree)
		add_machine(c);
	return err;
}

bool hw_collection_is_known(struct hw_collection *c)
{
	if (find_trees(c) < 0 || c->has_tree)
		return true;
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].kind == HW_ITEM_FILE && c->v[i].value.n &&
		    hw_dump_is_known(c->dump, c->v[i].value))
			return true;
	return false;
}

int hw_collection_read_wholes(struct hw_collection *c)
{
	int err = find_trees(c);

	if (!err && c->has_tree)
		err = read_tree(c);
	if (err)
		return err;
	c->found = c->has_tree;
	find_ranks(c);
	for (size_t i = 0; i < c->n && !err; i++)
		if (c->v[i].rank == 0)
			err = read_dump(c, &c->v[i]);
	if (err == -EEXIST && c->has_tree)
		c->dump->whole = name_of_tree(c, c->is_inside ? HW_TEXT("") : c->top);
	return err;
}

int hw_collection_read_parts(struct hw_collection *c)
{
	int err = check_machines(c);

	if (!err)
		err = read_dumps(c);
	if (err || c->found)
		return err;
	/* nothing else is there either */
	for (size_t i = 0; i < c->n; i++) {
		struct hw_text top;

		if (!find_top(c->v[i].path, &top) || (c->has_tree && top.n >= c->top.n))
			continue;
		c->top = top;
		c->has_tree = true;
	}
	return c->has_tree ? read_tree(c) : -EINVAL;
}
