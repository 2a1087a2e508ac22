// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Devices as the sys tree that they were told from. A device is a directory
 *
 *     sys/PLACE                        where its place in /sys is told; then there is a
 *                                      link in sys/bus/BUS/devices or sys/class/CLASS
 *     PARENT'S DIRECTORY/NAME          where only what it is behind is told, likewise
 *     sys/bus/BUS/devices/NAME         where nothing is told
 *     sys/devices/list/NAME            of a bare modalias: its bus is what that says
 *
 * which holds uevent, modalias, and the attributes and links that were told. Where the
 * driver is not told the directory is marked as known in part.
 */
#include <errno.h>
#include <stdio.h>

#include "data/base/path.h"
#include "data/base/text_set.h"
#include "data/dump/collector.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

/* Of one dump, to look for the bridge before a bus. */
struct emitter {
	struct hw_dump *dump;
	/* "0000:02" -> place in dump->v */
	struct hw_text_index bridges;
	/* modules that some list of the loaded ones has */
	struct hw_text_set loaded;
};

static struct hw_text emit_printf_bus(struct hw_arena *arena, struct hw_text slot,
				      int32_t bus)
{
	size_t colon = hw_text_find(slot, ':');

	return hw_arena_printf(arena, "%.*s:%02x", HW_TEXT_ARG(hw_text_head(slot, colon)),
			       (unsigned)bus);
}

static bool is_pci(const struct hw_dump_device *device)
{
	return hw_text_eq(device->subsystem, HW_TEXT("pci"));
}

static bool is_usb(const struct hw_dump_device *device)
{
	return hw_text_eq(device->subsystem, HW_TEXT("usb"));
}

/* The bus in "0000:02:00.0", or -1. */
static int32_t bus_of(struct hw_text slot)
{
	size_t colon = hw_text_find(slot, ':');

	return colon < slot.n ? hw_dump_hex(hw_text_from(slot, colon + 1), 2) : -1;
}

static int find_bridges(struct emitter *e)
{
	int err = 0;

	for (size_t i = 0; i < e->dump->n && !err; i++) {
		const struct hw_dump_device *device = e->dump->v[i];
		int32_t behind = device->n[HW_DUMP_SECONDARY];
		struct hw_text key;

		/* buses are numbered downwards, so nothing is behind itself */
		if (!is_pci(device) || behind <= bus_of(device->name))
			continue;
		key = emit_printf_bus(&e->dump->arena, device->name, behind);
		if (!key.s)
			err = -ENOMEM;
		else if (!hw_text_index_find(&e->bridges, key))
			err = hw_text_index_add(&e->bridges, key, i);
	}
	return err;
}

/* Of a USB device's name: that of what it is behind. */
static struct hw_dump_device *usb_parent(struct hw_dump *dump, struct hw_text name)
{
	char root[HW_DUMP_USB_ROOT_MAX];
	const struct hw_text above = hw_dump_usb_above(name, root);

	return above.n ? hw_dump_find_named(dump, "usb", above) : NULL;
}

static struct hw_dump_device *parent_of(struct emitter *e,
					const struct hw_dump_device *device)
{
	struct hw_text key;
	const size_t *at;

	if (device->parent)
		return device->parent;
	if (is_usb(device))
		return usb_parent(e->dump, device->name);
	if (!is_pci(device))
		return NULL;
	key = emit_printf_bus(&e->dump->arena, device->name, bus_of(device->name));
	at = key.s ? hw_text_index_find(&e->bridges, key) : NULL;
	return at ? e->dump->v[*at] : NULL;
}

/* Names those that only have numbers. */
static void name_device(struct hw_dump *dump, struct hw_dump_device *device)
{
	int32_t config = device->n[HW_DUMP_CONFIGURATION];

	if (device->name.s)
		return;
	if (!device->parent) {
		device->name = hw_arena_printf(&dump->arena, "bus%d-dev%d",
					       device->n[HW_DUMP_BUS_NUMBER],
					       device->n[HW_DUMP_DEVICE_NUMBER]);
		return;
	}
	name_device(dump, device->parent);
	if (config < 0)
		config = device->parent->n[HW_DUMP_CONFIGURATION];
	/* hubs: hub_configure() takes the only configuration of a root hub; usb1's
	 * interface is called 1-0:1.0 (usb_set_configuration()) */
	if (hw_text_starts(device->parent->name, HW_TEXT("usb")))
		device->name = hw_arena_printf(
			&dump->arena, "%.*s-0:%d.%d",
			HW_TEXT_ARG(hw_text_from(device->parent->name, 3)),
			config < 0 ? 1 : config, device->n[HW_DUMP_INTERFACE_NUMBER]);
	else
		device->name = hw_arena_printf(
			&dump->arena, "%.*s:%d.%d", HW_TEXT_ARG(device->parent->name),
			config < 0 ? 1 : config, device->n[HW_DUMP_INTERFACE_NUMBER]);
}

/* "sys/bus/usb/devices/NAME" or "sys/class/net/NAME". */
static struct hw_text entry_of(struct hw_dump *dump, const struct hw_dump_device *device)
{
	return hw_arena_printf(
		&dump->arena, "sys/%s/%.*s%s/%.*s", device->class_only ? "class" : "bus",
		HW_TEXT_ARG(device->subsystem), device->class_only ? "" : "/devices",
		HW_TEXT_ARG(device->name));
}

/* Parents first: a chain is as long as buses are deep. */
static void place_device(struct emitter *e, struct hw_dump_device *device, unsigned depth)
{
	struct hw_arena *arena = &e->dump->arena;
	struct hw_dump_device *parent;

	if (device->path.s || depth > 64)
		return;
	name_device(e->dump, device);
	if (device->place.s) {
		device->path =
			hw_arena_printf(arena, "sys/%.*s", HW_TEXT_ARG(device->place));
		return;
	}
	if (!device->subsystem.s) {
		device->path = hw_arena_printf(arena, "sys/devices/list/%.*s",
					       HW_TEXT_ARG(device->name));
		return;
	}
	parent = parent_of(e, device);
	if (parent)
		place_device(e, parent, depth + 1);
	device->path =
		parent && parent->path.s
			? hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(parent->path),
					  HW_TEXT_ARG(device->name))
			: entry_of(e->dump, device);
}

/* "../../.." from a directory, or from the one that a link is in, up to sys. */
static struct hw_text up_to_sys(struct hw_arena *arena, struct hw_text dir)
{
	size_t up = 0;
	char *to;

	for (size_t i = 0; i < dir.n; i++)
		up += dir.s[i] == '/';
	to = hw_arena_alloc(arena, 3 * up + 1, 1);
	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < up; i++)
		memcpy(to + 3 * i, "../", 3);
	return (struct hw_text){to, up ? 3 * up - 1 : 0};
}

static void add_link(struct emitter *e, const struct hw_dump_device *device,
		     const char *name, struct hw_text below_sys)
{
	struct hw_arena *arena = &e->dump->arena;

	hw_tree_link(e->dump->tree,
		     hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(device->path), name),
		     hw_arena_printf(arena, "%.*s/%.*s",
				     HW_TEXT_ARG(up_to_sys(arena, device->path)),
				     HW_TEXT_ARG(below_sys)));
}

/* A number as it stands in a modalias, '*' where it is not told. */
static struct hw_text id(struct hw_arena *arena, const struct hw_dump_device *device,
			 enum hw_dump_number which, int digits)
{
	int32_t value = device->n[which];

	if (value < 0)
		return HW_TEXT("*");
	return hw_arena_printf(arena, "%0*X", digits, (unsigned)value);
}

/* store_modalias of drivers/pci/pci-sysfs.c */
static struct hw_text pci_modalias(struct hw_arena *arena,
				   const struct hw_dump_device *device)
{
	int32_t class = device->n[HW_DUMP_CLASS];
	struct hw_text classes = HW_TEXT("bc*sc*");

	/* of a line that is cut off, the class and the maker tell something */
	if (device->n[HW_DUMP_VENDOR] < 0 && class < 0)
		return HW_NO_TEXT;
	if (class >= 0)
		classes = hw_arena_printf(arena, "bc%02Xsc%02X", (unsigned)class >> 8,
					  (unsigned)class & 0xff);
	return hw_arena_printf(
		arena, "pci:v%.*sd%.*ssv%.*ssd%.*s%.*si%.*s",
		HW_TEXT_ARG(id(arena, device, HW_DUMP_VENDOR, 8)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_DEVICE, 8)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_SUBSYSTEM_VENDOR, 8)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_SUBSYSTEM_DEVICE, 8)),
		HW_TEXT_ARG(classes),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_INTERFACE, 2)));
}

/* MODALIAS of an interface, usb_if_uevent() of drivers/usb/core/message.c */
static struct hw_text usb_modalias(struct hw_arena *arena,
				   const struct hw_dump_device *device)
{
	const struct hw_dump_device *parent = device->parent;

	/* the class of an interface alone finds most drivers */
	if (!parent ||
	    (parent->n[HW_DUMP_VENDOR] < 0 && device->n[HW_DUMP_INTERFACE_CLASS] < 0))
		return HW_NO_TEXT;
	return hw_arena_printf(
		arena, "usb:v%.*sp%.*sd%.*sdc%.*sdsc%.*sdp%.*sic%.*sisc%.*sip%.*sin%.*s",
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_VENDOR, 4)),
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_DEVICE, 4)),
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_RELEASE, 4)),
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_DEVICE_CLASS, 2)),
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_DEVICE_SUBCLASS, 2)),
		HW_TEXT_ARG(id(arena, parent, HW_DUMP_DEVICE_PROTOCOL, 2)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_INTERFACE_CLASS, 2)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_INTERFACE_SUBCLASS, 2)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_INTERFACE_PROTOCOL, 2)),
		HW_TEXT_ARG(id(arena, device, HW_DUMP_INTERFACE_NUMBER, 2)));
}

static void put(struct emitter *e, struct hw_dump_device *device, const char *key,
		struct hw_text value)
{
	if (value.n)
		hw_dump_pair(e->dump, &device->uevent, hw_text_of(key), value);
}

/* Whether all numbers are told. */
static bool has(const struct hw_dump_device *device, const enum hw_dump_number *which,
		size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (device->n[which[i]] < 0)
			return false;
	return true;
}

#define HAS(device, ...)                                                                 \
	has(device, (const enum hw_dump_number[]){__VA_ARGS__},                          \
	    sizeof((const enum hw_dump_number[]){__VA_ARGS__}) /                         \
		    sizeof(enum hw_dump_number))

/* In the order of pci_uevent(), drivers/pci/pci-driver.c. */
static void put_pci(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	const int32_t *n = device->n;

	if (HAS(device, HW_DUMP_CLASS, HW_DUMP_INTERFACE))
		put(e, device, "PCI_CLASS",
		    hw_arena_printf(arena, "%X",
				    (unsigned)n[HW_DUMP_CLASS] << 8 |
					    (unsigned)n[HW_DUMP_INTERFACE]));
	if (HAS(device, HW_DUMP_VENDOR, HW_DUMP_DEVICE))
		put(e, device, "PCI_ID",
		    hw_arena_printf(arena, "%04X:%04X", (unsigned)n[HW_DUMP_VENDOR],
				    (unsigned)n[HW_DUMP_DEVICE]));
	if (HAS(device, HW_DUMP_SUBSYSTEM_VENDOR, HW_DUMP_SUBSYSTEM_DEVICE))
		put(e, device, "PCI_SUBSYS_ID",
		    hw_arena_printf(arena, "%04X:%04X",
				    (unsigned)n[HW_DUMP_SUBSYSTEM_VENDOR],
				    (unsigned)n[HW_DUMP_SUBSYSTEM_DEVICE]));
	put(e, device, "PCI_SLOT_NAME", device->name);
	put(e, device, "MODALIAS", pci_modalias(arena, device));
}

/* usb_uevent() and usb_dev_uevent() of drivers/usb/core/usb.c and driver.c */
static void put_usb(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	const struct hw_dump_device *usb = device->parent ? device->parent : device;
	const int32_t *n = device->n;

	put(e, device, "DEVTYPE",
	    device->parent ? HW_TEXT("usb_interface") : HW_TEXT("usb_device"));
	if (HAS(usb, HW_DUMP_VENDOR, HW_DUMP_DEVICE, HW_DUMP_RELEASE))
		put(e, device, "PRODUCT",
		    hw_arena_printf(arena, "%x/%x/%x", (unsigned)usb->n[HW_DUMP_VENDOR],
				    (unsigned)usb->n[HW_DUMP_DEVICE],
				    (unsigned)usb->n[HW_DUMP_RELEASE]));
	if (HAS(usb, HW_DUMP_DEVICE_CLASS, HW_DUMP_DEVICE_SUBCLASS,
		HW_DUMP_DEVICE_PROTOCOL))
		put(e, device, "TYPE",
		    hw_arena_printf(arena, "%d/%d/%d", usb->n[HW_DUMP_DEVICE_CLASS],
				    usb->n[HW_DUMP_DEVICE_SUBCLASS],
				    usb->n[HW_DUMP_DEVICE_PROTOCOL]));
	if (!device->parent && HAS(device, HW_DUMP_BUS_NUMBER, HW_DUMP_DEVICE_NUMBER)) {
		put(e, device, "BUSNUM",
		    hw_arena_printf(arena, "%03d", n[HW_DUMP_BUS_NUMBER]));
		put(e, device, "DEVNUM",
		    hw_arena_printf(arena, "%03d", n[HW_DUMP_DEVICE_NUMBER]));
	}
	if (device->parent && HAS(device, HW_DUMP_INTERFACE_CLASS,
				  HW_DUMP_INTERFACE_SUBCLASS, HW_DUMP_INTERFACE_PROTOCOL))
		put(e, device, "INTERFACE",
		    hw_arena_printf(arena, "%d/%d/%d", n[HW_DUMP_INTERFACE_CLASS],
				    n[HW_DUMP_INTERFACE_SUBCLASS],
				    n[HW_DUMP_INTERFACE_PROTOCOL]));
	put(e, device, "MODALIAS", usb_modalias(arena, device));
}

/* The attributes that the kernel prints these numbers in. */
static const struct attribute {
	char subsystem[4];
	/* of an interface, not of a device */
	bool interface;
	enum hw_dump_number which;
	char name[20];
	char format[8];
} attributes[] = {
	{"pci", false, HW_DUMP_VENDOR, "vendor", "0x%04x\n"},
	{"pci", false, HW_DUMP_DEVICE, "device", "0x%04x\n"},
	{"pci", false, HW_DUMP_SUBSYSTEM_VENDOR, "subsystem_vendor", "0x%04x\n"},
	{"pci", false, HW_DUMP_SUBSYSTEM_DEVICE, "subsystem_device", "0x%04x\n"},
	{"pci", false, HW_DUMP_REVISION, "revision", "0x%02x\n"},
	{"usb", false, HW_DUMP_VENDOR, "idVendor", "%04x\n"},
	{"usb", false, HW_DUMP_DEVICE, "idProduct", "%04x\n"},
	{"usb", false, HW_DUMP_RELEASE, "bcdDevice", "%04x\n"},
	{"usb", false, HW_DUMP_DEVICE_CLASS, "bDeviceClass", "%02x\n"},
	{"usb", false, HW_DUMP_DEVICE_SUBCLASS, "bDeviceSubClass", "%02x\n"},
	{"usb", false, HW_DUMP_DEVICE_PROTOCOL, "bDeviceProtocol", "%02x\n"},
	{"usb", false, HW_DUMP_BUS_NUMBER, "busnum", "%u\n"},
	{"usb", false, HW_DUMP_DEVICE_NUMBER, "devnum", "%u\n"},
	{"usb", false, HW_DUMP_CONFIGURATION, "bConfigurationValue", "%u\n"},
	{"usb", true, HW_DUMP_INTERFACE_NUMBER, "bInterfaceNumber", "%02x\n"},
	{"usb", true, HW_DUMP_INTERFACE_CLASS, "bInterfaceClass", "%02x\n"},
	{"usb", true, HW_DUMP_INTERFACE_SUBCLASS, "bInterfaceSubClass", "%02x\n"},
	{"usb", true, HW_DUMP_INTERFACE_PROTOCOL, "bInterfaceProtocol", "%02x\n"},
};

static struct hw_text format_number(struct hw_arena *arena, const char *format,
				    unsigned value)
{
	/* the formats of the table above */
	if (strcmp(format, "0x%04x\n") == 0)
		return hw_arena_printf(arena, "0x%04x\n", value);
	if (strcmp(format, "0x%02x\n") == 0)
		return hw_arena_printf(arena, "0x%02x\n", value);
	if (strcmp(format, "%04x\n") == 0)
		return hw_arena_printf(arena, "%04x\n", value);
	if (strcmp(format, "%02x\n") == 0)
		return hw_arena_printf(arena, "%02x\n", value);
	return hw_arena_printf(arena, "%u\n", value);
}

static void add_numbers(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_dump *d = e->dump;

	for (size_t i = 0; i < HW_ARRAY_SIZE(attributes); i++) {
		const struct attribute *a = &attributes[i];

		if (hw_text_eq(device->subsystem, hw_text_of(a->subsystem)) &&
		    a->interface == (device->parent != NULL) && device->n[a->which] >= 0)
			hw_dump_attribute(d, device, a->name,
					  format_number(&d->arena, a->format,
							(unsigned)device->n[a->which]));
	}
	if (is_pci(device) && HAS(device, HW_DUMP_CLASS, HW_DUMP_INTERFACE))
		hw_dump_attribute(
			d, device, "class",
			hw_arena_printf(&d->arena, "0x%04x%02x\n",
					(unsigned)device->n[HW_DUMP_CLASS],
					(unsigned)device->n[HW_DUMP_INTERFACE]));
}

static void add_uevent(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	struct hw_text text = HW_TEXT("");
	struct hw_text path =
		hw_arena_printf(arena, "%.*s/uevent", HW_TEXT_ARG(device->path));
	struct hw_text modalias = hw_dump_find(&device->uevent, "MODALIAS");
	size_t room = 64;
	size_t n = 0;
	char *to;

	for (const struct hw_dump_pair *p = device->uevent.first; p; p = p->next)
		room += p->key.n + p->value.n + 2;
	to = hw_arena_alloc(arena, room + device->driver.n, 1);
	if (!to)
		return;
	if (device->told == HW_DUMP_BOUND && !hw_dump_find(&device->uevent, "DRIVER").s)
		n = (size_t)snprintf(to, room + device->driver.n, "DRIVER=%.*s\n",
				     HW_TEXT_ARG(device->driver));
	for (const struct hw_dump_pair *p = device->uevent.first; p; p = p->next) {
		memcpy(to + n, p->key.s, p->key.n);
		n += p->key.n;
		to[n++] = '=';
		memcpy(to + n, p->value.s, p->value.n);
		n += p->value.n;
		to[n++] = '\n';
	}
	text = (struct hw_text){to, n};
	hw_tree_file(e->dump->tree, path, text);
	hw_dump_attribute_line(e->dump, device, "modalias", modalias);
}

/* In sysfs a driver's '/' is written '!': kobject_set_name_vargs(). */
static struct hw_text file_name(struct hw_arena *arena, struct hw_text name)
{
	char *to = hw_arena_alloc(arena, name.n + 1, 1);

	if (!to)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++)
		to[i] = name.s[i] == '/' ? '!' : name.s[i];
	return (struct hw_text){to, name.n};
}

/* "e1000e, ptp" */
static bool names_module(struct hw_text list, struct hw_text name)
{
	while (list.s)
		if (hw_text_eq(hw_text_trim_start(hw_text_cut(&list, ','), " "), name))
			return true;
	return false;
}

/* By lsmod, or the file that it reads. */
static int find_loaded(struct emitter *e)
{
	struct hw_text lines;
	int err = hw_tree_read(e->dump->tree, HW_TEXT("proc/modules"), &e->dump->arena,
			       &lines);

	while (!err && lines.s) {
		struct hw_text line = hw_text_cut(&lines, '\n');
		const struct hw_text name = hw_text_cut(&line, ' ');

		if (name.n && hw_text_set_add(&e->loaded, name) < 0)
			return -ENOMEM;
	}
	return err == -ENOMEM ? err : 0;
}

/*
 * Neither lspci nor a report tells the module of a driver whose name it has. It is one
 * that claims the device and is loaded: one that is not may be built in, too, or another
 * driver's (xhci_hcd of xhci_pci).
 */
static struct hw_text module_of(const struct emitter *e,
				const struct hw_dump_device *device)
{
	struct hw_text rest = device->claimed_by;

	if (device->module.s)
		return device->module;
	while (rest.s) {
		struct hw_text name = hw_text_trim_start(hw_text_cut(&rest, ','), " ");

		if (name.n && hw_dump_is_same_driver(name, device->driver))
			return names_module(device->loaded, name) ||
					       hw_text_set_has(&e->loaded, name)
				       ? name
				       : HW_NO_TEXT;
	}
	return HW_NO_TEXT;
}

static void add_driver(struct emitter *e, const struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	struct hw_text name = file_name(arena, device->driver);
	struct hw_text module = module_of(e, device);
	struct hw_text below =
		hw_arena_printf(arena, "bus/%.*s/drivers/%.*s",
				HW_TEXT_ARG(device->subsystem), HW_TEXT_ARG(name));

	add_link(e, device, "driver", below);
	if (module.n)
		hw_tree_link(
			e->dump->tree,
			hw_arena_printf(arena, "sys/%.*s/module", HW_TEXT_ARG(below)),
			hw_arena_printf(arena, "../../../../module/%.*s",
					HW_TEXT_ARG(file_name(arena, module))));
}

/* A class device's link to the hardware behind it, and its entry among its like. */
static void add_entry(struct emitter *e, const struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	struct hw_text entry = entry_of(e->dump, device);
	struct hw_text dir = hw_text_head(
		entry, entry.n > device->name.n ? entry.n - device->name.n - 1 : 0);

	if (!hw_text_eq(entry, device->path))
		hw_tree_link(e->dump->tree, entry,
			     hw_arena_printf(arena, "%.*s/%.*s",
					     HW_TEXT_ARG(up_to_sys(arena, dir)),
					     HW_TEXT_ARG(hw_text_from(device->path, 4))));
	add_link(e, device, "subsystem",
		 hw_arena_printf(arena, "%s/%.*s", device->class_only ? "class" : "bus",
				 HW_TEXT_ARG(device->subsystem)));
}

static struct hw_text above(struct hw_text path)
{
	const size_t n = hw_path_base(path).n;

	return hw_text_head(path, path.n > n ? path.n - n - 1 : 0);
}

/* The directories that are listed to find what is at `path`: "sys/class/net" and
 * "sys/class", "sys/bus/usb/devices" and "sys/bus", but not "sys/bus/usb", which has the
 * drivers. */
static void list_above(struct emitter *e, struct hw_text path)
{
	const struct hw_text dir = above(path);
	struct hw_text top = above(dir);

	if (hw_text_starts(dir, HW_TEXT("sys/bus/")))
		top = HW_TEXT("sys/bus");
	hw_tree_join_listed(e->dump->tree, dir);
	hw_tree_join_listed(e->dump->tree, top);
}

/* What a snapshot says of a bus and of places, that there was nothing, is of its own
 * time: what is joined with it is found all the same. */
static void join_place(struct emitter *e, const struct hw_dump_device *device)
{
	struct hw_tree *tree = e->dump->tree;
	const bool is_told = device->told != HW_DUMP_NOT_TOLD || device->class_only;

	if (device->subsystem.s)
		list_above(e, entry_of(e->dump, device));
	else
		list_above(e, device->path);
	if (is_told)
		hw_tree_join_listed(tree, device->path);
	else
		hw_tree_join(tree, device->path);
}

/* All but its attributes. */
static void emit_itself(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_dump *d = e->dump;
	struct hw_arena *arena = &d->arena;

	if (d->is_snapshot)
		join_place(e, device);
	if (device->told == HW_DUMP_NOT_TOLD && !device->class_only) {
		/* what is below one whose place is told may be on a bus that is not */
		if (device->is_listed)
			hw_tree_partial_files(d->tree, device->path);
		else
			hw_tree_partial(d->tree, device->path);
	}
	/* what it is joined with may not know what is below its directories */
	if (!device->class_only && !hw_dump_find(&device->uevent, "MODALIAS").n &&
	    !hw_dump_find(&device->attributes, "modalias").n)
		hw_tree_absent(d->tree, hw_arena_printf(arena, "%.*s/modalias",
							HW_TEXT_ARG(device->path)));
	if (device->subsystem.s)
		add_entry(e, device);
	if (device->told == HW_DUMP_BOUND && device->subsystem.s && !device->class_only)
		add_driver(e, device);
	add_uevent(e, device);
	for (const struct hw_dump_pair *p = device->links.first; p; p = p->next)
		hw_tree_link(d->tree,
			     hw_arena_printf(arena, "%.*s/%.*s",
					     HW_TEXT_ARG(device->path),
					     HW_TEXT_ARG(p->key)),
			     p->value);
}

/* A directory or file that the devices joined with a snapshot have in common. */
static void add_common(struct emitter *e, struct hw_text path)
{
	if (e->dump->is_snapshot)
		hw_tree_join_listed(e->dump->tree, path);
	else
		hw_tree_directory(e->dump->tree, path);
}

/* sys/bus/pci/slots/NAME/address has no function: address_read_file(),
 * drivers/pci/slot.c. */
static void add_slot(struct emitter *e, const struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	const struct hw_text slots = HW_TEXT("sys/bus/pci/slots");
	const struct hw_text dir = hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(slots),
						   HW_TEXT_ARG(device->slot));
	const struct hw_text address =
		hw_text_head(device->name, hw_text_find(device->name, '.'));

	add_common(e, slots);
	add_common(e, dir);
	hw_tree_file(e->dump->tree,
		     hw_arena_printf(arena, "%.*s/address", HW_TEXT_ARG(dir)),
		     hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(address)));
}

/* A bridge has a directory for the bus behind it, pci_alloc_child_bus() of
 * drivers/pci/probe.c: "pci_bus/0000:02". */
static void add_bus(struct emitter *e, const struct hw_dump_device *device)
{
	struct hw_arena *arena = &e->dump->arena;
	const struct hw_text buses =
		hw_arena_printf(arena, "%.*s/pci_bus", HW_TEXT_ARG(device->path));
	const struct hw_text bus =
		emit_printf_bus(arena, device->name, device->n[HW_DUMP_SECONDARY]);

	add_common(e, buses);
	add_common(e, hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(buses),
				      HW_TEXT_ARG(bus)));
}

static void emit(struct emitter *e, struct hw_dump_device *device)
{
	struct hw_dump *d = e->dump;
	struct hw_arena *arena = &d->arena;

	if (!device->is_recorded)
		emit_itself(e, device);
	add_numbers(e, device);
	if (is_pci(device) && device->slot.s)
		add_slot(e, device);
	/* 00: the firmware has left the bridge without a bus */
	if (is_pci(device) && device->n[HW_DUMP_SECONDARY] > 0)
		add_bus(e, device);
	for (const struct hw_dump_pair *p = device->attributes.first; p; p = p->next)
		hw_tree_file(d->tree,
			     hw_arena_printf(arena, "%.*s/%.*s",
					     HW_TEXT_ARG(device->path),
					     HW_TEXT_ARG(p->key)),
			     p->value);
}

/* Beside the machine's own files, as data/root/note.h has what is in none of them. */
static void add_told(struct emitter *e, struct hw_dump_device *device)
{
	const struct hw_text lines = HW_TEXT("lines");
	struct hw_text told;

	if (e->dump->whole.s && !device->is_recorded) {
		hw_dump_tell(e->dump, device, "joined", &lines, e->dump->is_snapshot);
		hw_tree_file(e->dump->tree, HW_TEXT(HW_DUMP_JOINED), HW_TEXT(""));
	}
	if (device->kind_untold && !device->is_recorded && !device->class_only &&
	    !is_pci(device) && !is_usb(device) &&
	    !hw_dump_find(&device->uevent, "DEVTYPE").s)
		hw_dump_tell(e->dump, device, "kind-untold", NULL, 0);
	if (!device->told_lines.n)
		return;
	told = hw_list_text(&device->told_lines);
	if (told.n)
		hw_tree_file(e->dump->tree,
			     hw_arena_printf(&e->dump->arena, HW_RECORDED "/%.*s/told",
					     HW_TEXT_ARG(device->path)),
			     told);
}

/* Another file that is joined may have told them. */
static void count_without_ids(struct hw_dump *d, const struct hw_dump_device *device)
{
	if (!device->ids_by || device->is_recorded || hw_dump_has_ids(device))
		return;
	d->facts.without_ids++;
	if (!d->facts.ids_by || !*d->facts.ids_by)
		d->facts.ids_by = device->ids_by;
	else if (*device->ids_by && !strstr(d->facts.ids_by, device->ids_by))
		d->facts.ids_by = hw_arena_printf(&d->arena, "%s and %s", d->facts.ids_by,
						  device->ids_by)
					  .s;
}

/* By the lines of a log, or a file beside it, by a message, or by prompts, if these
 * agree: so that a report knows what of its texts is the name, and which words are
 * users'. */
static void put_names(struct hw_dump *d)
{
	const struct hw_text path = HW_TEXT("proc/sys/kernel/hostname");
	const struct hw_text hosts[] = {
		d->claimed[HW_DUMP_CLAIM_HOST].value,
		d->logged_host,
		d->other_prompt.s ? HW_NO_TEXT : d->prompt.value,
	};
	struct hw_text host = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(hosts) && !host.s; i++)
		host = hosts[i];
	if (d->users.n)
		hw_tree_file(d->tree, HW_TEXT(HW_PROMPT_USERS), hw_list_text(&d->users));
	if (host.s && !hw_tree_has(d->tree, path))
		hw_tree_file(d->tree, path,
			     hw_arena_printf(&d->arena, "%.*s\n", HW_TEXT_ARG(host)));
}

int hw_dump_emit(struct hw_dump *dump)
{
	struct emitter e = {.dump = dump};
	int err = find_bridges(&e);

	if (!err)
		err = find_loaded(&e);
	for (size_t i = 0; i < dump->n && !err; i++)
		place_device(&e, dump->v[i], 0);
	for (size_t i = 0; i < dump->n && !err && !hw_tree_full(dump->tree); i++) {
		struct hw_dump_device *device = dump->v[i];

		if (!device->path.s)
			continue;
		count_without_ids(dump, device);
		if (is_pci(device) && !device->is_recorded)
			put_pci(&e, device);
		/* what udev told of a device is whole */
		else if (is_usb(device) && !device->place.s)
			put_usb(&e, device);
		emit(&e, device);
		add_told(&e, device);
	}
	hw_text_index_done(&e.bridges);
	hw_text_set_done(&e.loaded);
	put_names(dump);
	if (dump->failed || hw_arena_failed(&dump->arena))
		err = -ENOMEM;
	else if (dump->is_full)
		err = -EFBIG;
	return err;
}
