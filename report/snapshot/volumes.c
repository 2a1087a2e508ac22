// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What people call file systems and what these are on: mount points, mappings, files.
 * Each name has one that stands for it wherever it is, and no other name has that:
 *
 *	/media/alice/A  /media/alice/B		/media/withheld  /media/withheld-2
 *	/dev/mapper/alice-home			/dev/mapper/withheld
 */
#include "data/base/list.h"
#include "data/base/path.h"
#include "data/running/hidden_volume.h"
#include "data/running/mounts.h"
#include "decoders/text/ascii.h"
#include "report/snapshot/internal.h"

/* In place of the name of a mapping, the same one wherever it is: "withheld" of the first
 * that is seen, "withheld-2" of the next one. */
static struct hw_text public_mapping(struct hw_snapshot_filter *f, struct hw_text name,
				     struct hw_arena *arena)
{
	size_t i = 0;

	while (i < f->mappings.n && !hw_text_eq(f->mappings.v[i], name))
		i++;
	if (i == f->mappings.n &&
	    hw_text_set_add(&f->mappings, hw_arena_copy(&f->arena, name)) < 0)
		f->arena.failed = true;
	return i ? hw_arena_printf(arena, "withheld-%zu", i + 1) : HW_TEXT("withheld");
}

/* "host--vg" of "host-vg": build_dm_name(), libdm/libdm-string.c of lvm2. */
static void add_volume_part(struct hw_list *to, struct hw_text part)
{
	for (size_t i = 0; i < part.n; i++) {
		if (part.s[i] == '-')
			hw_list_add(to, HW_TEXT("-"));
		hw_list_add(to, hw_text_head(hw_text_from(part, i), 1));
	}
}

/*
 * Names of volumes are people's words, or UUIDs: "/dev/mapper/luks-UUID", and
 * "/dev/host-vg/root", which is of the mapping "host--vg-root". What is no device hides
 * the file system around it.
 */
static struct hw_text public_disk(struct hw_snapshot_filter *f, struct hw_text source,
				  struct hw_arena *arena)
{
	const struct hw_text dev = HW_TEXT("/dev/"), mapper = HW_TEXT("/dev/mapper/");
	struct hw_list name = {.arena = arena, .between = ""};
	struct hw_text rest;

	if (!hw_text_starts(source, dev))
		return HW_TEXT("none");
	rest = hw_text_from(source, dev.n);
	if (hw_text_find(rest, '/') == rest.n)
		return source;
	if (hw_text_starts(source, mapper)) {
		hw_list_add(&name, hw_text_from(source, mapper.n));
	} else {
		add_volume_part(&name, hw_text_cut(&rest, '/'));
		hw_list_add(&name, HW_TEXT("-"));
		add_volume_part(&name, rest);
	}
	return hw_arena_printf(
		arena, "%.*s%.*s", HW_TEXT_ARG(mapper),
		HW_TEXT_ARG(public_mapping(f, hw_list_text(&name), arena)));
}

/* What a file system is on: bcachefs has all its disks, "/dev/sda1:/dev/sdb1". */
static struct hw_text public_source(struct hw_snapshot_filter *f, struct hw_text source,
				    struct hw_arena *arena)
{
	struct hw_list disks = {.arena = arena, .between = ":"};

	if (!hw_text_starts(source, HW_TEXT("/dev/")))
		return HW_TEXT("none");
	while (source.n)
		hw_list_add(&disks, public_disk(f, hw_text_cut(&source, ':'), arena));
	return hw_list_text(&disks);
}

struct hw_text hw_snapshot_filter_node(struct hw_snapshot_filter *f, struct hw_text node,
				       struct hw_arena *arena)
{
	const struct hw_text path = hw_text_trim_end(node, "\n");
	struct hw_text told = path;

	if (hw_text_starts(path, HW_TEXT("/dev/")))
		told = public_disk(f, path, arena);
	else if (hw_text_starts(path, HW_TEXT("/")))
		told = HW_TEXT("/dev/withheld");
	return hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(told));
}

/* Names of mappings are people's words, or UUIDs: what LVM calls hidden volumes stays. */
struct hw_text hw_snapshot_filter_mapping(struct hw_snapshot_filter *f,
					  struct hw_text name, struct hw_arena *arena)
{
	const struct hw_text given = hw_text_trim_end(name, "\n");
	const struct hw_text told = public_mapping(f, given, arena);
	const struct hw_hidden_volume *hidden = hw_hidden_volume_of(given);
	const char *mark = hidden ? hidden->mark : "";

	return hidden && hidden->is_start
		       ? hw_arena_printf(arena, "%.*s-%s0\n", HW_TEXT_ARG(told), mark)
		       : hw_arena_printf(arena, "%.*s%s\n", HW_TEXT_ARG(told), mark);
}

/* In place of a path what hw_privacy_mount() makes of it, and of further ones of which
 * that is the same "/media/withheld-2"; the path itself, if its name may be told. */
static struct hw_text public_point(struct hw_snapshot_filter *f, struct hw_text point,
				   struct hw_arena *arena)
{
	const struct hw_text told = hw_privacy_mount(f->privacy, point, arena);
	const size_t *known = hw_text_index_find(&f->points, point);
	size_t *count;
	size_t number = 1;

	if (told.s == point.s)
		return point;
	if (known) {
		number = *known;
	} else {
		count = hw_text_index_find(&f->places, told);
		if (count)
			number = ++*count;
		else if (hw_text_index_add(&f->places, hw_arena_copy(&f->arena, told),
					   number) < 0)
			f->arena.failed = true;
		if (hw_text_index_add(&f->points, hw_arena_copy(&f->arena, point),
				      number) < 0)
			f->arena.failed = true;
	}
	return number > 1 ? hw_arena_printf(arena, "%.*s-%zu", HW_TEXT_ARG(told), number)
			  : told;
}

/* "437", "iso8859-1", "4.2": a short word, no path, name or address. */
static bool is_plain_value(struct hw_text value)
{
	for (size_t i = 0; i < value.n; i++)
		if (!hw_is_alnum(value.s[i]) && !memchr("-_.", value.s[i], 3))
			return false;
	return value.n && value.n <= 16;
}

/* Those that tell which modules a file system loads by their names: tables of characters,
 * versions and transports. */
static bool is_public_option(struct hw_text option)
{
	static const char *const keys[] = {
		"codepage", "iocharset", "nls", "charset", "vers",
		"trans",    "proto",	 "sec", "xprtsec",
	};
	struct hw_text value = option;
	const struct hw_text key = hw_text_cut(&value, '=');

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(key, hw_text_of(keys[i])))
			return is_plain_value(value);
	return false;
}

/* Those that name further disks of a file system. */
static bool is_disk_option(struct hw_text key)
{
	static const char *const keys[] = {"logdev", "rtdev", "jdev"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(key, hw_text_of(keys[i])))
			return true;
	return false;
}

static struct hw_text public_options(struct hw_snapshot_filter *f, struct hw_text options,
				     struct hw_arena *arena)
{
	struct hw_list kept = {.arena = arena, .between = ","};

	hw_list_add(&kept, HW_TEXT("rw"));
	while (options.n) {
		const struct hw_text option = hw_text_cut(&options, ',');
		struct hw_text value = option;
		const struct hw_text key = hw_text_cut(&value, '=');

		if (is_disk_option(key) && value.n) {
			value = public_disk(f, value, arena);
			hw_list_add(&kept,
				    hw_arena_printf(arena, "%.*s=%.*s", HW_TEXT_ARG(key),
						    HW_TEXT_ARG(value)));
		} else if (is_public_option(option)) {
			hw_list_add(&kept, option);
		}
	}
	return hw_list_text(&kept);
}

/* A line of mountinfo; of one that is malformed no more than that. */
static struct hw_text public_mount(struct hw_snapshot_filter *f, struct hw_text line,
				   struct hw_arena *arena)
{
	struct hw_mounts mounts;
	struct hw_text id, parent, path, shown, given, source, options;

	if (hw_mounts_parse(line, arena, &mounts) < 0)
		return HW_NO_TEXT;
	id = hw_text_cut(&line, ' ');
	parent = hw_text_cut(&line, ' ');
	/* the number and the root in the file system */
	hw_text_cut(&line, ' ');
	hw_text_cut(&line, ' ');
	given = hw_text_cut(&line, ' ');
	if (!mounts.n)
		return HW_TEXT("malformed");
	while (!hw_text_eq(hw_text_cut(&line, ' '), HW_TEXT("-")))
		;
	hw_text_cut(&line, ' ');
	path = mounts.v[0].point;
	shown = public_point(f, path, arena);
	if (shown.s == path.s)
		shown = given;
	options = public_options(f, mounts.v[0].options, arena);
	/* the number tells the device, but not that of btrfs */
	source = public_source(f, hw_text_cut(&line, ' '), arena);
	return hw_arena_printf(
		arena, "%.*s %.*s %.*s / %.*s rw - %.*s %.*s %.*s", HW_TEXT_ARG(id),
		HW_TEXT_ARG(parent), HW_TEXT_ARG(mounts.v[0].number), HW_TEXT_ARG(shown),
		HW_TEXT_ARG(mounts.v[0].type), HW_TEXT_ARG(source), HW_TEXT_ARG(options));
}

struct hw_text hw_snapshot_filter_mounts(struct hw_snapshot_filter *f,
					 struct hw_text text, struct hw_arena *arena)
{
	struct hw_list lines = {.arena = arena, .between = "\n"};

	while (text.n) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		if (line.n)
			hw_list_add(&lines, public_mount(f, line, arena));
	}
	if (!lines.n)
		return HW_TEXT("");
	text = hw_list_text(&lines);
	return hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(text));
}

/* What a file is below of the mounts whose names are withheld, the nearest one; absent:
 * none. */
static struct hw_text withheld_mount(const struct hw_snapshot_filter *f,
				     struct hw_text file)
{
	for (size_t n = file.n; n-- > 1;) {
		const struct hw_text above = hw_text_head(file, n);

		if (file.s[n] == '/' && hw_text_index_find(&f->points, above))
			return above;
	}
	return HW_NO_TEXT;
}

/* A person named the file; its folder tells the file system that it is in. */
struct hw_text hw_snapshot_filter_file(struct hw_snapshot_filter *f, struct hw_text file,
				       struct hw_arena *arena)
{
	const struct hw_text path = hw_text_trim_end(file, "\n");
	const struct hw_text folder = hw_text_head(path, path.n - hw_path_base(path).n);
	const struct hw_text mount = withheld_mount(f, path);
	const size_t *mounts;
	struct hw_text shown;

	if (mount.n) {
		shown = public_point(f, mount, arena);
		return hw_arena_printf(arena, "%.*s/withheld\n", HW_TEXT_ARG(shown));
	}
	shown = hw_arena_printf(arena, "%.*swithheld", HW_TEXT_ARG(folder));
	shown = hw_privacy_mount(f->privacy, shown, arena);
	/* what is mounted there is another one */
	mounts = hw_text_index_find(&f->places, shown);
	return mounts ? hw_arena_printf(arena, "%.*s-%zu\n", HW_TEXT_ARG(shown),
					*mounts + 1)
		      : hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(shown));
}
