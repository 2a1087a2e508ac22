// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/sources/provides.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "data/running/mounts.h"
#include "data/sysfs/classes.h"
#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"

/* Most holders above each other: a mapping of a RAID of mappings … */
#define STACK_MAX 8

struct hw_provides {
	struct hw_arena arena;
	struct hw_class_devices classes;
	struct hw_mounts mounts;
	/* the classes are in the order of what is told of their paths */
	bool is_sorted;
};

/* Classes of the kernel's own objects, which nobody uses by name. */
static const char hidden[][12] = {
	"ata_device",  "ata_link",  "ata_port",	 "bdi",	       "bsg",	  "devlink",
	"i2c-adapter", "iommu",	    "mdio_bus",	 "pci_bus",    "pci_epc", "regulator",
	"scsi_device", "scsi_disk", "scsi_host", "sas_device", "sas_phy", "sas_port",
	"spi_master",  "usb_role",  "vtconsole", "wakeup",
};

static bool is_hidden(struct hw_text class)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(hidden); i++)
		if (hw_text_eq(class, hw_text_of(hidden[i])))
			return true;
	return false;
}

/*
 * A component of a path that is a PCI function ("0000:02:00.0"), a USB device ("1-6.2")
 * or a root hub ("usb1"): pci_setup_device(), usb_alloc_dev(). A part of a USB device has
 * a colon.
 */
static bool is_boundary(struct hw_text name)
{
	const struct hw_text usb = HW_TEXT("usb");
	size_t colons = 0;
	size_t dots = 0;
	size_t dashes = 0;

	if (hw_text_starts(name, usb) && name.n > usb.n && hw_is_digit(name.s[usb.n]))
		return true;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.s[i];

		if (c != ':' && c != '.' && c != '-' && !hw_is_hex(c))
			return false;
		colons += c == ':';
		dots += c == '.';
		dashes += c == '-';
	}
	if (!colons)
		return dashes == 1;
	/* "…:02:00.0", not "0003:046D:C52B.0001" of hid_add_device() */
	return colons == 2 && dots == 1 && !dashes && name.n > 8 &&
	       name.s[name.n - 2] == '.' && name.s[name.n - 5] == ':' &&
	       name.s[name.n - 8] == ':';
}

/* Whether the class device whose place is `path` is below `dir` with no other device
 * between them that would rather be said to provide it. */
static bool belongs(struct hw_text path, struct hw_text dir, const struct hw_device *d)
{
	struct hw_text rest;
	size_t levels = 0;

	if (!dir.n || !hw_text_starts(path, dir) || path.n <= dir.n ||
	    path.s[dir.n] != '/')
		return false;
	rest = hw_text_from(path, dir.n + 1);
	while (rest.s) {
		if (is_boundary(hw_text_cut(&rest, '/')) && rest.s)
			return false;
		levels++;
	}
	/* the firmware's nodes are below each other without regard to use */
	return levels <= 2 || !hw_bus_has(d->bus, HW_BUS_FIRMWARE_NODES);
}

static int open_provides(struct hw_machine *m)
{
	struct hw_provides *p = hw_calloc(1, sizeof(*p));
	int r = p ? hw_class_devices_list(m->root, &p->arena, &p->classes) : -ENOMEM;

	if (r == 0)
		r = hw_mounts_read(m->root, &p->arena, &p->mounts);
	if (r < 0) {
		hw_provides_close(p);
		return r;
	}
	m->provides = p;
	return 0;
}

struct told {
	struct hw_text path;
	struct hw_class_device device;
};

static int by_told_path(const void *a, const void *b)
{
	const struct told *x = a;
	const struct told *y = b;
	const int c = hw_text_cmp(x->path, y->path);

	return c ? c : hw_text_cmp(x->device.path, y->device.path);
}

/* In the order of the paths as they are told: a recording has "enxmac-1" alone, not
 * the address that is in the name, and has to list the same. */
static int sort_as_told(struct hw_machine *m)
{
	struct hw_class_devices *all = &m->provides->classes;
	struct hw_arena scratch = {0};
	bool has_failed;
	struct told *v;

	if (m->provides->is_sorted)
		return 0;
	/* the paths are numbered meanwhile, in the order that they have */
	m->provides->is_sorted = true;
	if (hw_privacy_is_off(&m->privacy) || !all->n)
		return 0;
	v = HW_ARENA_NEW(&scratch, struct told, all->n);
	for (size_t i = 0; v && i < all->n; i++)
		v[i] = (struct told){
			.path = hw_privacy_path(&m->privacy, all->v[i].path, &scratch),
			.device = all->v[i],
		};
	has_failed = hw_arena_failed(&scratch);
	if (!has_failed)
		qsort(v, all->n, sizeof(*v), by_told_path);
	for (size_t i = 0; !has_failed && i < all->n; i++)
		all->v[i] = v[i].device;
	hw_arena_done(&scratch);
	return has_failed ? -ENOMEM : 0;
}

void hw_provides_close(struct hw_provides *provides)
{
	if (!provides)
		return;
	hw_arena_done(&provides->arena);
	free(provides);
}

struct points {
	struct hw_text *v;
	size_t n;
	size_t room;
};

static void add_point(struct points *points, struct hw_text point)
{
	for (size_t i = 0; i < points->n; i++)
		if (hw_text_eq(points->v[i], point))
			return;
	if (points->n < points->room)
		points->v[points->n++] = point;
}

static void find_parts(struct hw_machine *m, struct hw_arena *arena, struct hw_text whole,
		       unsigned depth, struct points *points);

/* Where a disk is mounted, and what holds it: sda2/holders/dm-0 of bd_link_disk_holder(),
 * block/holder.c. */
static void find_mounts(struct hw_machine *m, struct hw_arena *arena, struct hw_text path,
			unsigned depth, struct points *points)
{
	const struct hw_mounts *mounts = &m->provides->mounts;
	struct hw_text name = hw_path_base(path);
	struct hw_text number = hw_root_read_attr(m->root, path, "dev", arena);
	struct hw_text holders =
		hw_arena_printf(arena, "%.*s/holders", HW_TEXT_ARG(path));
	struct hw_text *names;
	size_t n;

	for (size_t i = 0; i < mounts->n; i++)
		if ((number.n && hw_text_eq(mounts->v[i].number, number)) ||
		    hw_text_eq(mounts->v[i].source, name))
			add_point(points, mounts->v[i].point);
	if (depth >= STACK_MAX || !holders.s ||
	    hw_root_list(m->root, holders.s, arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct hw_text above = hw_arena_printf(
			arena, "sys/devices/virtual/block/%.*s", HW_TEXT_ARG(names[i]));

		find_mounts(m, arena, above, depth + 1, points);
		find_parts(m, arena, above, depth + 1, points);
	}
}

/* The partitions of what holds a disk, as of an array: md126/md126p2. */
static void find_parts(struct hw_machine *m, struct hw_arena *arena, struct hw_text whole,
		       unsigned depth, struct points *points)
{
	const struct hw_text name = hw_path_base(whole);
	struct hw_text *names;
	size_t n;

	if (!whole.s || hw_root_list(m->root, whole.s, arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (names[i].n > name.n && hw_text_starts(names[i], name))
			find_mounts(m, arena,
				    hw_arena_printf(arena, "%.*s/%.*s",
						    HW_TEXT_ARG(whole),
						    HW_TEXT_ARG(names[i])),
				    depth + 1, points);
}

static struct hw_text node_of(struct hw_machine *m, struct hw_arena *arena,
			      struct hw_text path)
{
	struct hw_text uevent = hw_root_read_attr(m->root, path, "uevent", arena);
	struct hw_text name = hw_uevent_get(uevent, "DEVNAME");

	return name.n ? hw_arena_printf(arena, "/dev/%.*s", HW_TEXT_ARG(name))
		      : HW_NO_TEXT;
}

/* An address of zeros is that of an interface without one: loopback, tunnels. */
static bool is_none(struct hw_text value)
{
	for (size_t i = 0; i < value.n; i++)
		if (value.s[i] != '0' && value.s[i] != ':' && value.s[i] != '-')
			return false;
	return true;
}

static bool is_component_of(struct hw_text path, struct hw_text name)
{
	while (path.s)
		if (hw_text_eq(hw_text_cut(&path, '/'), name))
			return true;
	return false;
}

/* Of the classes whose attributes of these names are identities. */
static void read_identities(struct hw_machine *m, struct hw_arena *arena,
			    struct hw_text path, struct hw_provided *to)
{
	static const char *const classes[] = {"net", "block", "nvme", "ieee80211"};
	bool has = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		has = has || hw_text_eq(to->class, hw_text_of(classes[i]));
	for (size_t i = 0; has && i < HW_PROVIDED_IDENTITIES; i++)
		for (size_t k = 0; k < 2 && !to->identities[i].n; k++) {
			const char *file = hw_provided_identities[i].files[k];
			struct hw_text value =
				file ? hw_root_read_attr(m->root, path, file, arena)
				     : HW_NO_TEXT;

			value = hw_text_trim_end(hw_text_trim_start(value, " "), " \n");
			/* of NVMe on PCI the slot, which is a directory of the path,
			 * too: nvme_pci_get_address(), drivers/nvme/host/pci.c; not
			 * of an interface that is called by its address, "mac-1" */
			if (!is_none(value) && (hw_private_is_replaced(value) ||
						!is_component_of(path, value)))
				to->identities[i] = value;
		}
}

static struct hw_provided describe(struct hw_machine *m, struct hw_arena *arena,
				   const struct hw_class_device *c)
{
	struct hw_provided provided = {
		.class = c->class,
		.name = c->name,
		.node = node_of(m, arena, c->path),
	};
	struct points points = {.room = m->provides->mounts.n};

	read_identities(m, arena, c->path, &provided);
	if (!hw_text_eq(c->class, HW_TEXT("block")) || !points.room)
		return provided;
	points.v = HW_ARENA_NEW(arena, struct hw_text, points.room);
	if (points.v)
		find_mounts(m, arena, c->path, 0, &points);
	provided.mounts = points.v;
	provided.mount_count = points.n;
	return provided;
}

int hw_provides_fill(struct hw_machine *m, struct hw_arena *arena,
		     struct hw_record *record)
{
	struct hw_text dir =
		hw_text_from(record->device.syspath, record->device.syspath.n ? 1 : 0);
	const struct hw_class_devices *classes;
	struct hw_provided *v;
	size_t count = 0;
	int r = m->provides ? 0 : open_provides(m);

	if (r == 0)
		r = sort_as_told(m);
	if (r < 0)
		return r;
	/* all there is may be of a class itself, and not provided by anything */
	classes = &m->provides->classes;
	for (size_t i = 0; i < classes->n; i++)
		count += belongs(classes->v[i].place, dir, &record->device);
	v = HW_ARENA_NEW(arena, struct hw_provided, count);
	for (size_t i = 0; v && i < classes->n; i++) {
		const struct hw_class_device *c = &classes->v[i];

		if (is_hidden(c->class) || !belongs(c->place, dir, &record->device))
			continue;
		v[record->provide_count] = describe(m, arena, c);
		/* "input3" is only the directory of its nodes */
		if (v[record->provide_count].node.n ||
		    !hw_text_eq(c->class, HW_TEXT("input")))
			record->provide_count++;
	}
	record->provides = v;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

int hw_provides_number(struct hw_machine *m, struct hw_privacy *privacy)
{
	const struct hw_class_devices *classes;
	int r = m->provides ? 0 : open_provides(m);

	if (r < 0)
		return r;
	classes = &m->provides->classes;
	for (size_t i = 0; i < classes->n; i++) {
		struct hw_provided provided = {.class = classes->v[i].class};
		struct hw_arena scratch = {0};

		hw_privacy_path(privacy, classes->v[i].path, &scratch);
		read_identities(m, &scratch, classes->v[i].path, &provided);
		for (size_t k = 0; k < HW_PROVIDED_IDENTITIES; k++)
			hw_privacy_value(privacy, hw_provided_identities[k].kind,
					 provided.identities[k], &scratch);
		hw_arena_done(&scratch);
	}
	return 0;
}
