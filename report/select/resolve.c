// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/select/resolve.h"

#include <errno.h>
#include <strings.h>

#include "data/sysfs/devnode.h"
#include "decoders/text/ascii.h"

/* Most links that are followed for one name. */
#define STEPS_MAX 1000
/* Most levels of disks or interfaces: partitions of a mapping of a RAID of mappings … */
#define STACK_MAX 8

#define VIRTUAL "sys/devices/virtual/"

/* The classes whose devices people name, searched first, and the title of a device. */
static const struct class
{
	const char *name;
	const char *title;
} classes[] = {
	{"net", "a network interface"}, {"block", "a block device"},
	{"tty", "a terminal"},		{"drm", "a graphics device"},
	{"sound", "a sound device"},	{"hidraw", "a raw HID device"},
	{"input", "an input device"},	{"video4linux", "a video device"},
	{"nvme", "an NVMe controller"}, {"scsi_host", "a SCSI host"},
};

struct search {
	struct hw_root *root;
	const struct hw_device_list *list;
	struct hw_arena *arena;
	/* the subject of the sentences: as typed, until its directory is found */
	struct hw_text name;
	unsigned steps;
	struct hw_found_list found;
};

static int add(struct search *s, const struct hw_device *device, struct hw_text how)
{
	size_t n = s->found.n;

	for (size_t i = 0; how.s && i < n; i++)
		if (s->found.v[i].device == device)
			return 0;
	/* full at every power of two */
	if (!(n & (n - 1))) {
		struct hw_found *v =
			HW_ARENA_NEW(s->arena, struct hw_found, n ? 2 * n : 1);

		if (!v)
			return -ENOMEM;
		if (n)
			memcpy(v, s->found.v, n * sizeof(*v));
		s->found.v = v;
	}
	s->found.v[s->found.n++] = (struct hw_found){device, how};
	return 0;
}

static bool is_below(struct hw_text path, struct hw_text dir)
{
	return hw_text_starts(path, dir) && (path.n == dir.n || path.s[dir.n] == '/');
}

static bool is_hardware(const struct hw_device *d)
{
	return !d->class_only && !hw_bus_has(d->bus, HW_BUS_LINKS);
}

/* The device on a bus whose directory is `path` or the nearest one above it. A device
 * that is no hardware only if its directory is `path`. */
static const struct hw_device *find_nearest(const struct hw_device_list *list,
					    struct hw_text path)
{
	const struct hw_device *best = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct hw_device *d = &list->v[i];
		/* without the leading slash */
		struct hw_text dir = hw_text_from(d->syspath, d->syspath.n ? 1 : 0);

		if (dir.n && is_below(path, dir) && (is_hardware(d) || dir.n == path.n) &&
		    (!best || d->syspath.n > best->syspath.n))
			best = d;
	}
	return best;
}

/* "a network interface" */
static struct hw_text title_of_class(struct hw_text class, struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		if (hw_text_eq(class, hw_text_of(classes[i].name)))
			return hw_text_of(classes[i].title);
	return hw_arena_printf(arena, "a device of class %.*s", HW_TEXT_ARG(class));
}

struct hw_text hw_resolve_how(struct hw_text name, struct hw_text class,
			      struct hw_arena *arena)
{
	const struct hw_text title = title_of_class(class, arena);

	return hw_arena_printf(arena, "%.*s is %.*s", HW_TEXT_ARG(name),
			       HW_TEXT_ARG(title));
}

/* "a network interface"; absent if the directory is not that of a class device. */
static struct hw_text title_of(struct search *s, struct hw_text path,
			       struct hw_text class)
{
	if (!class.s) {
		struct hw_text link =
			hw_arena_printf(s->arena, "%.*s/subsystem", HW_TEXT_ARG(path));
		struct hw_text target;

		if (!link.s || hw_root_readlink(s->root, link.s, s->arena, &target) ||
		    !memmem(target.s, target.n, "class/", 6))
			return HW_NO_TEXT;
		class = hw_path_base(target);
	}
	return title_of_class(class, s->arena);
}

static int add_at(struct search *s, const struct hw_device *device, struct hw_text path,
		  struct hw_text title)
{
	if (path.n + 1 == device->syspath.n)
		return add(s, device, HW_NO_TEXT);
	return add(s, device,
		   hw_arena_printf(s->arena, "%.*s is %.*s", HW_TEXT_ARG(s->name),
				   HW_TEXT_ARG(title.n ? title : HW_TEXT("part"))));
}

static int add_link(struct search *s, struct hw_text dir, const char *sub,
		    struct hw_text name, struct hw_text title, unsigned depth);
static int add_lower(struct search *s, struct hw_text dir, struct hw_text title,
		     unsigned depth);

/* Adds the device of a directory without links, or those that it is made of. */
static int add_path(struct search *s, struct hw_text path, struct hw_text title,
		    unsigned depth)
{
	const struct hw_device *device = find_nearest(s->list, path);
	size_t before = s->found.n;
	int r = 0;

	if (device)
		return add_at(s, device, path, title);
	/* a partition has no links to other devices, its disk may have */
	while (!r && s->found.n == before && hw_text_starts(path, HW_TEXT(VIRTUAL)) &&
	       path.n > strlen(VIRTUAL)) {
		r = add_lower(s, path, title, depth);
		path.n -= hw_path_base(path).n + 1;
	}
	/* of old kernels (data/sysfs/classes.h), also of a partition */
	while (!r && s->found.n == before &&
	       (hw_text_starts(path, HW_TEXT("sys/block/")) ||
		hw_text_starts(path, HW_TEXT("sys/class/")))) {
		r = add_link(s, path, "", HW_TEXT("device"), title, depth);
		if (!r && s->found.n == before)
			r = add_lower(s, path, title, depth);
		path.n -= hw_path_base(path).n + 1;
	}
	return r;
}

static int add_link(struct search *s, struct hw_text dir, const char *sub,
		    struct hw_text name, struct hw_text title, unsigned depth)
{
	struct hw_text link = hw_arena_printf(s->arena, "%.*s%s/%.*s", HW_TEXT_ARG(dir),
					      sub, HW_TEXT_ARG(name));
	struct hw_text target;
	int r;

	if (!link.s)
		return -ENOMEM;
	if (++s->steps > STEPS_MAX ||
	    hw_root_readlink(s->root, link.s, s->arena, &target))
		return 0;
	r = hw_path_follow(s->root, link, s->arena, &target);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	return add_path(s, target, title, depth + 1);
}

/*
 * Adds what a device without hardware of its own is made of:
 *     block/md0/slaves/sda                    bd_link_disk_holder(), block/holder.c
 *     net/bond0/lower_eth0                    __netdev_adjacent_dev_insert(), net/core
 *     nvme-subsystem/nvme-subsys0/nvme0       nvme_init_subsystem(), drivers/nvme/host
 */
static int add_lower(struct search *s, struct hw_text dir, struct hw_text title,
		     unsigned depth)
{
	struct hw_text slaves =
		hw_arena_printf(s->arena, "%.*s/slaves", HW_TEXT_ARG(dir));
	struct hw_text path = hw_arena_copy(s->arena, dir);
	struct hw_text *names;
	size_t n;
	int r = 0;

	if (!slaves.s || !path.s)
		return -ENOMEM;
	if (depth >= STACK_MAX)
		return 0;
	if (hw_root_list(s->root, slaves.s, s->arena, &names, &n) == 0)
		for (size_t i = 0; i < n && !r; i++)
			r = add_link(s, path, "/slaves", names[i], title, depth);
	if (hw_root_list(s->root, path.s, s->arena, &names, &n) == 0)
		for (size_t i = 0; i < n && !r; i++)
			if (hw_text_starts(names[i], HW_TEXT("lower_")) ||
			    hw_text_starts(names[i], HW_TEXT("nvme")))
				r = add_link(s, path, "", names[i], title, depth);
	return r;
}

/*
 * The kernel's name of a class device. A report must not repeat what was typed: a link in
 * /dev/disk/by-id holds a serial number. Nor the name of a network interface that is its
 * MAC address: NamePolicy=mac, systemd.net-naming-scheme(7).
 */
static struct hw_text name_of(struct hw_text path, struct hw_text title)
{
	struct hw_text name = hw_path_base(path);
	bool is_mac =
		hw_text_starts(name, HW_TEXT("enx")) && name.n == strlen("enx") + 12;

	return title.n && !is_mac ? name : HW_TEXT("This");
}

/* Adds what is behind `path`, a device of `class`; absent: its link `subsystem` tells. */
static int add_followed(struct search *s, struct hw_text path, struct hw_text class)
{
	size_t before = s->found.n;
	struct hw_text end;
	struct hw_text title;
	int r = hw_path_follow(s->root, path, s->arena, &end);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	title = title_of(s, end, class);
	s->name = name_of(end, title);
	r = add_path(s, end, title, 0);
	if (!r && s->found.n == before && title.n)
		s->found.but = hw_arena_printf(s->arena, "it is %.*s without hardware",
					       HW_TEXT_ARG(title));
	return r;
}

static int add_class_device(struct search *s, struct hw_text class, struct hw_text name)
{
	struct hw_text path = hw_arena_printf(s->arena, "sys/class/%.*s/%.*s",
					      HW_TEXT_ARG(class), HW_TEXT_ARG(name));

	if (!path.s)
		return -ENOMEM;
	if (!hw_root_exists(s->root, path.s))
		return 0;
	return add_followed(s, path, class);
}

static bool is_first_class(struct hw_text name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		if (hw_text_eq(name, hw_text_of(classes[i].name)))
			return true;
	return false;
}

/* Disks, and partitions in their directories, if sys/class/block is not recorded. */
static int add_block_device(struct search *s, struct hw_text name)
{
	struct hw_text *disks;
	size_t n;
	int r = 0;

	if (hw_root_exists(s->root, "sys/class/block") ||
	    hw_root_list(s->root, "sys/block", s->arena, &disks, &n) != 0)
		return 0;
	for (size_t i = 0; i < n && !r; i++) {
		bool whole = hw_text_eq(disks[i], name);
		struct hw_text path;

		if (!hw_text_starts(name, disks[i]))
			continue;
		path = hw_arena_printf(s->arena, "sys/block/%.*s%s%.*s",
				       HW_TEXT_ARG(disks[i]), whole ? "" : "/",
				       whole ? 0 : (int)name.n, name.s);
		r = path.s ? add_followed(s, path, HW_TEXT("block")) : -ENOMEM;
	}
	return r;
}

static int add_name(struct search *s, struct hw_text name)
{
	struct hw_text rest = name;
	struct hw_text class;
	struct hw_text *others;
	size_t n = 0;
	int r = 0;

	if (!name.n || name.s[0] == '.' || hw_text_find(name, '/') < name.n)
		return 0;
	for (size_t i = 0; i < HW_ARRAY_SIZE(classes) && !r; i++)
		r = add_class_device(s, hw_text_of(classes[i].name), name);
	if (!r)
		r = add_block_device(s, name);
	if (!r && hw_root_list(s->root, "sys/class", s->arena, &others, &n) != 0)
		n = 0;
	for (size_t i = 0; i < n && !r; i++)
		if (!is_first_class(others[i]))
			r = add_class_device(s, others[i], name);
	class = hw_text_cut(&rest, ':');
	if (!r && !s->found.n && class.n && rest.n)
		r = add_class_device(s, class, rest);
	return r;
}

static int add_direct(struct search *s, const struct hw_filter *filter)
{
	int r = 0;

	for (size_t i = 0; i < s->list->n && !r; i++)
		if (hw_filter_device(filter, &s->list->v[i]))
			r = add(s, &s->list->v[i], HW_NO_TEXT);
	return r;
}

/* A device node by its number. A recorded machine has no nodes: there by its name. */
static int add_node(struct search *s, const char *node)
{
	const struct hw_text usb = HW_TEXT("/dev/bus/usb/");
	struct hw_text text = hw_text_of(node);
	struct hw_text path;
	int r = hw_devnode_path(s->root, node, s->arena, &path);

	if (r == 0)
		return add_followed(s, path, HW_NO_TEXT);
	if (r == -ENODEV)
		s->found.but = HW_TEXT("it is no device node");
	if (r != -ENOTSUP)
		return r == -ENOMEM ? r : 0;
	if (hw_text_starts(text, usb)) {
		struct hw_text number = hw_text_from(text, usb.n);
		struct hw_text bus = hw_text_cut(&number, '/');
		struct hw_filter filter = {0};

		path = hw_arena_printf(s->arena, "%.*s:%.*s", HW_TEXT_ARG(bus),
				       HW_TEXT_ARG(number));
		if (!path.s)
			return -ENOMEM;
		hw_filter_by_address(path.s, &filter);
		filter.pci.valid = false;
		return add_direct(s, &filter);
	}
	return add_name(s, hw_path_base(text));
}

/* "net" of "/sys/class/net/eth0"; a recorded directory may lack its link `subsystem`. */
static struct hw_text class_of_path(struct hw_text path)
{
	const struct hw_text dir = HW_TEXT("/sys/class/");
	struct hw_text rest;
	struct hw_text class;

	if (!hw_text_starts(path, dir))
		return HW_NO_TEXT;
	rest = hw_text_from(path, dir.n);
	class = hw_text_cut(&rest, '/');
	return rest.n && hw_text_find(rest, '/') == rest.n ? class : HW_NO_TEXT;
}

/* "/devices/pci0000:00/0000:00:1f.6", as udevadm and a uevent have it. */
static int add_devpath(struct search *s)
{
	struct hw_text path = hw_arena_printf(s->arena, "/sys%.*s", HW_TEXT_ARG(s->name));

	return path.s ? add_followed(s, path, HW_NO_TEXT) : -ENOMEM;
}

/* "/sys/bus/pci/drivers/nouveau/0000:01:00.0", a link that a recording lacks. */
static int add_of_driver(struct search *s, struct hw_text path)
{
	const struct hw_text drivers = HW_TEXT("/drivers/");
	struct hw_text bus = HW_TEXT("/sys/bus/");
	struct hw_text name = hw_path_base(path);
	struct hw_text rest;

	if (!hw_text_starts(path, bus))
		return 0;
	rest = hw_text_from(path, bus.n);
	bus = hw_text_cut(&rest, '/');
	if (!hw_text_starts(rest, hw_text_from(drivers, 1)))
		return 0;
	for (size_t i = 0; i < s->list->n; i++)
		if (hw_text_eq(s->list->v[i].name, name) &&
		    hw_text_eq(s->list->v[i].subsystem, bus))
			return add(s, &s->list->v[i], HW_NO_TEXT);
	return 0;
}

/* A directory, or an attribute of it, which a recording may lack. */
static int add_sys_path(struct search *s)
{
	const struct hw_text path = s->name;
	struct hw_text dir = path;
	int r = add_followed(s, path, class_of_path(path));

	if (r || s->found.n || s->found.but.n)
		return r;
	dir.n -= hw_path_base(path).n + 1;
	s->name = path;
	if (hw_text_eq(hw_path_base(path), HW_TEXT("modalias")) ||
	    hw_text_eq(hw_path_base(path), HW_TEXT("uevent")))
		r = add_followed(s, hw_arena_copy(s->arena, dir), class_of_path(dir));
	return r || s->found.n ? r : add_of_driver(s, path);
}

/*
 * The name that a line begins with: "eth0" of "2: eth0: <UP> mtu 1500" and
 * "3: eth0.5@eth0: …" of ip-link(8), "eth0: flags=4163" of ifconfig(8), and "nvme0n1:" of
 * the kernel log. Absent: it begins with none.
 */
static struct hw_text name_of_line(struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, " \t");
	size_t digits = 0;
	struct hw_text name;

	while (digits < rest.n && hw_is_digit(rest.s[digits]))
		digits++;
	if (digits && hw_text_starts(hw_text_from(rest, digits), HW_TEXT(": ")))
		rest = hw_text_from(rest, digits + 2);
	name = hw_text_head(rest, hw_text_find(rest, ':'));
	if (name.n == rest.n || (name.n + 1 < rest.n && rest.s[name.n + 1] != ' ') ||
	    hw_text_find(name, ' ') < name.n)
		return HW_NO_TEXT;
	return hw_text_head(name, hw_text_find(name, '@'));
}

/* "LNXPWRBN", as "LNXPWRBN:00" is called without the number of such devices, in any case
 * of letters. */
static int add_numbered(struct search *s)
{
	int r = 0;

	for (size_t i = 0; i < s->list->n && !r; i++) {
		struct hw_text number = s->list->v[i].name;
		struct hw_text name = hw_text_cut(&number, ':');

		if (s->name.n && number.n == 2 && name.n == s->name.n &&
		    strncasecmp(name.s, s->name.s, name.n) == 0 &&
		    hw_bus_has(s->list->v[i].bus, HW_BUS_PNP_IDS))
			r = add(s, &s->list->v[i], HW_NO_TEXT);
	}
	return r;
}

/*
 * "hid:0003…2B.0001", as a table that lacked room has cut the address of a device, with
 * three dots in a C locale; "platform…mailbox" may be of several, and is then of none.
 */
static int add_shortened(struct search *s)
{
	static const char *const marks[] = {"\342\200\246", "..."};
	const struct hw_device *found = NULL;
	const char *mark = NULL;
	size_t length = 0;
	struct hw_text head, tail;
	bool is_one = true;

	for (size_t i = 0; i < HW_ARRAY_SIZE(marks) && !mark; i++) {
		length = strlen(marks[i]);
		mark = memmem(s->name.s, s->name.n, marks[i], length);
	}
	if (!mark)
		return 0;
	head = hw_text_head(s->name, (size_t)(mark - s->name.s));
	tail = hw_text_from(s->name, head.n + length);
	for (size_t i = 0; head.n && i < s->list->n; i++) {
		struct hw_text id = s->list->v[i].id;

		if (head.n + tail.n > id.n || !hw_text_starts(id, head) ||
		    !hw_text_eq(hw_text_from(id, id.n - tail.n), tail))
			continue;
		is_one = is_one && !found;
		found = &s->list->v[i];
	}
	if (found && !is_one)
		s->found.but =
			HW_TEXT("several devices begin and end so; -o ADDRESS prints "
				"them whole");
	return found && is_one ? add(s, found, HW_NO_TEXT) : 0;
}

int hw_resolve(struct hw_root *root, const struct hw_device_list *list,
	       const struct hw_filter *filter, struct hw_arena *arena,
	       struct hw_found_list *ret)
{
	struct search s = {
		.root = root,
		.list = list,
		.arena = arena,
		.name = hw_text_of(filter->address),
	};
	char upper[HW_PNP_ID_MAX + 1];
	int r;

	/* in lspci's syntax "." is every slot */
	if (hw_text_eq(s.name, HW_TEXT(".")) || hw_text_eq(s.name, HW_TEXT(".."))) {
		s.found.but = HW_TEXT("a path begins with /sys/ or /dev/");
		*ret = s.found;
		return 0;
	}
	r = add_direct(&s, filter);
	if (!r && !s.found.n) {
		if (hw_text_starts(s.name, HW_TEXT("/dev/")))
			r = add_node(&s, filter->address);
		else if (hw_text_starts(s.name, HW_TEXT("/sys/")))
			r = add_sys_path(&s);
		else if (hw_text_starts(s.name, HW_TEXT("/devices/")))
			r = add_devpath(&s);
		else if (!filter->pci.valid && !filter->usb.valid)
			r = add_name(&s, s.name);
	}
	if (!r && !s.found.n && !s.found.but.n && name_of_line(s.name).n)
		r = add_name(&s, name_of_line(s.name));
	if (!r && !s.found.n && !s.found.but.n && !hw_pnp_id_read(s.name, upper))
		r = add_numbered(&s);
	if (!r && !s.found.n && !s.found.but.n)
		r = add_shortened(&s);
	if (!r && hw_arena_failed(arena))
		r = -ENOMEM;
	if (!r)
		*ret = s.found;
	return r;
}

static bool is_on_branch(const struct hw_device *d, const struct hw_found_list *found)
{
	for (size_t i = 0; i < found->n; i++) {
		struct hw_text path = found->v[i].device->syspath;

		if (d->syspath.n && path.n &&
		    (is_below(d->syspath, path) || is_below(path, d->syspath)))
			return true;
	}
	return false;
}

int hw_resolve_narrow(struct hw_root *root, const struct hw_filter *filter,
		      bool with_branches, struct hw_arena *arena,
		      struct hw_device_list *list)
{
	struct hw_found_list found;
	struct hw_device *v;
	size_t n = 0;
	int r = hw_resolve(root, list, filter, arena, &found);

	if (r < 0)
		return r;
	v = HW_ARENA_NEW(arena, struct hw_device, with_branches ? list->n : found.n);
	if (found.n && !v)
		return -ENOMEM;
	for (size_t i = 0; !with_branches && i < found.n; i++)
		v[n++] = *found.v[i].device;
	for (size_t i = 0; with_branches && found.n && i < list->n; i++)
		if (is_on_branch(&list->v[i], &found))
			v[n++] = list->v[i];
	*list = (struct hw_device_list){v, n};
	return 0;
}
