// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * udev's database and umockdev's recordings: blocks of lines, an empty line between them.
 *
 *     P: /devices/pci0000:00/0000:00:14.0/usb1/1-4
 *     E: SUBSYSTEM=usb
 *     E: DRIVER=usb
 *     A: idVendor=04f3                       umockdev: an attribute, with C's escapes
 *     A: busnum=1\n
 *     H: descriptors=12010002…               of bytes
 *     L: driver=../../../../../bus/usb/drivers/usb
 *
 * `udevadm info --export-db` (export_devices(), print_record() of
 * systemd/src/udev/udevadm-info.c) and umockdev's docs/script-format.txt and README.
 * The properties are the kernel's uevent file and what udev's rules added; the latter
 * are not of sysfs and left out, but for the driver of an interface.
 */
#include <limits.h>

#include "data/tools/internal.h"
#include "decoders/bus.h"
#include "decoders/text/ascii.h"

/* What udev's rules read of an attribute: builtin usb_id, ata_id, and
 * 60-persistent-storage. A name after the address, net_id's, has no colons. */
static const struct {
	const char *key;
	const char *subsystem;
	/* DEVTYPE; NULL: any */
	const char *type;
	const char *attribute;
} identities[] = {
	{"ID_SERIAL_SHORT", "usb", "usb_device", "serial"},
	{"ID_SERIAL_SHORT", "block", "disk", "serial"},
	{"ID_NET_NAME_MAC", "net", NULL, "address"},
	{"ID_VENDOR_ENC", "usb", "usb_device", "manufacturer"},
	{"ID_MODEL_ENC", "usb", "usb_device", "product"},
};

enum { IDENTITIES = HW_ARRAY_SIZE(identities) };

/*
 * By what a list of all devices is known: every machine has some below the first two, and
 * a udev that tells buses and drivers as well begins with these and ends with modules.
 * `udevadm info -p`, a part of a list and umockdev's recording of some devices lack one.
 */
static const char *const landmarks[] = {"/devices/system/cpu/", "/devices/virtual/",
					"/bus/", "/module/"};

enum { CPUS, VIRTUAL, BUSES, MODULES, LANDMARKS };

struct reader {
	struct hw_dump *dump;
	/* of the whole list, which of these it has */
	bool has[LANDMARKS];
	/* below sys, "devices/…"; absent: not in a block of a device */
	struct hw_text place;
	struct hw_text subsystem;
	/* of an interface, hw_net_driver() */
	struct hw_text net_driver;
	/* as in the table */
	struct hw_text identities[IDENTITIES];
	/* what came before the device was known: its subsystem is not in the first line
	 */
	struct hw_dump_pairs properties;
	struct hw_dump_pairs attributes;
	struct hw_dump_pairs links;
	/* the text ends within the device */
	bool is_cut;
	/* a line that begins a block was read, of whatever it is */
	bool is_begun;
	/* a block without that line was told of */
	bool is_told;
};

static bool is_device_line(struct hw_text line)
{
	return hw_text_starts(line, HW_TEXT("P: /"));
}

/* A property of each block that has the same as its first line. */
#define PATH_PROPERTY "E: DEVPATH="

static bool is_line(struct hw_text line)
{
	return is_device_line(line) || hw_text_starts(line, HW_TEXT(PATH_PROPERTY "/"));
}

/* Not of the kernel, or the kernel's words in another form. */
static bool is_udevs(struct hw_text key)
{
	static const char *const heads[] = {"ID_", "SYSTEMD_", "UDISKS_", "."};
	static const char *const keys[] = {
		"ACTION",	    "CURRENT_TAGS", "DEVLINKS", "DEVPATH",
		"SEQNUM",	    "SUBSYSTEM",    "TAGS",	"UDEV_DATABASE_VERSION",
		"USEC_INITIALIZED",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++)
		if (hw_text_starts(key, hw_text_of(heads[i])))
			return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(key, hw_text_of(keys[i])))
			return true;
	return false;
}

/*
 * Whether a device is on a class: its directory is below one of the class' name
 * (get_device_parent() of drivers/base/core.c makes it) or below another device of the
 * class. There are buses with such a directory too: their root device.
 */
static bool is_class(struct hw_text place, struct hw_text subsystem)
{
	static const char *const roots[] = {"platform", "faux",	 "workqueue",
					    "xen",	"vmbus", "ishtp"};
	struct hw_text rest = place;

	for (size_t i = 0; i < HW_ARRAY_SIZE(roots); i++)
		if (hw_text_eq(subsystem, hw_text_of(roots[i])))
			return false;
	if (hw_text_starts(place, HW_TEXT("devices/system/")))
		return false;
	while (rest.s) {
		struct hw_text part = hw_text_cut(&rest, '/');

		if (rest.s && hw_text_eq(part, subsystem))
			return true;
	}
	return false;
}

static void move(struct hw_dump_pairs *to, struct hw_dump_pairs *from)
{
	/* what another dump told before stays */
	if (!to->first) {
		*to = *from;
		if (!to->first)
			to->tail = NULL;
	}
	*from = (struct hw_dump_pairs){0};
}

static void finish_driver(struct reader *r, struct hw_dump_device *device)
{
	struct hw_text driver = hw_dump_find(&device->uevent, "DRIVER");

	if (!driver.n)
		driver = hw_path_base(hw_dump_find(&device->links, "driver"));
	/* the text ends before it */
	if (!driver.n && r->is_cut)
		device->is_cut = true;
	else if (!device->class_only)
		hw_dump_driver(r->dump, device, driver);
}

/* The directory of processors has the string of each of them, print_cpu_modalias() of
 * drivers/base/cpu.c, and no block of its own. */
static void tell_directory(struct reader *r, const struct hw_dump_device *device)
{
	const struct hw_bus *bus = hw_bus_of_subsystem(r->subsystem);
	const struct hw_bus_directory *directory = bus ? bus->directory : NULL;
	const struct hw_text modalias = hw_dump_find(&device->uevent, "MODALIAS");
	const struct hw_text name = hw_path_base(r->place);
	struct hw_arena *arena = &r->dump->arena;
	const struct hw_text above = hw_arena_printf(
		arena, "sys/%.*s",
		HW_TEXT_ARG(hw_text_head(r->place, r->place.n - name.n - 1)));

	if (directory && !directory->prefix && modalias.n &&
	    hw_text_eq(above, hw_text_of(directory->path)))
		hw_dump_file(r->dump,
			     hw_arena_printf(arena, "%s/modalias", directory->path).s,
			     hw_arena_printf(arena, "%.*s\n", HW_TEXT_ARG(modalias)));
}

/* A file of udev's database has it. */
static void tell_net_driver(struct reader *r, const struct hw_dump_device *device)
{
	const struct hw_text index = hw_dump_find(&device->uevent, "IFINDEX");
	struct hw_arena *arena = &r->dump->arena;

	if (!r->net_driver.n || !index.n || hw_text_find(index, '/') < index.n)
		return;
	hw_dump_file(r->dump,
		     hw_arena_printf(arena, "run/udev/data/n%.*s", HW_TEXT_ARG(index)).s,
		     hw_arena_printf(arena, "E:ID_NET_DRIVER=%.*s\n",
				     HW_TEXT_ARG(r->net_driver)));
}

/* "enx8c164512ab3f" */
static struct hw_text address_of(struct hw_arena *arena, struct hw_text name)
{
	const struct hw_text prefix = HW_TEXT("enx");
	struct hw_list bytes = {.arena = arena, .between = ":"};

	if (name.n < prefix.n + 12)
		return HW_NO_TEXT;
	/* "wlx", "slx", … */
	name = hw_text_from(name, name.n - 12);
	for (size_t i = 0; i < 12; i += 2) {
		if (hw_dump_hex(hw_text_from(name, i), 2) < 0)
			return HW_NO_TEXT;
		hw_list_add(&bytes, hw_text_head(hw_text_from(name, i), 2));
	}
	return hw_list_text(&bytes);
}

/* encode_devnode_name() of systemd/src/shared/device-nodes.c: "Linux\x206.12". Where the
 * device has no string, builtin usb_id has the four digits of the id there. */
static struct hw_text decode_name(struct hw_arena *arena, struct hw_text name)
{
	char *to = hw_arena_alloc(arena, name.n + 1, 1);
	size_t n = 0;

	if (!to || (name.n == 4 && hw_dump_hex(name, 4) >= 0))
		return HW_NO_TEXT;
	while (name.n) {
		const int32_t byte = hw_text_starts(name, HW_TEXT("\\x"))
					     ? hw_dump_hex(hw_text_from(name, 2), 2)
					     : -1;

		to[n++] = byte > 0 ? (char)byte : name.s[0];
		name = hw_text_from(name, byte > 0 ? 4 : 1);
	}
	return (struct hw_text){to, n};
}

static bool is_encoded(const char *key)
{
	const struct hw_text all = hw_text_of(key);

	return hw_text_eq(hw_text_from(all, all.n - 4), HW_TEXT("_ENC"));
}

static void tell_identities(struct reader *r, struct hw_dump_device *device)
{
	const struct hw_text type = hw_dump_find(&device->uevent, "DEVTYPE");

	for (size_t i = 0; i < IDENTITIES; i++) {
		struct hw_text value = r->identities[i];

		if (!value.n ||
		    !hw_text_eq(r->subsystem, hw_text_of(identities[i].subsystem)) ||
		    (identities[i].type &&
		     !hw_text_eq(type, hw_text_of(identities[i].type))))
			continue;
		if (hw_text_eq(r->subsystem, HW_TEXT("net")))
			value = address_of(&r->dump->arena, value);
		else if (is_encoded(identities[i].key))
			value = decode_name(&r->dump->arena, value);
		hw_dump_attribute_line(r->dump, device, identities[i].attribute, value);
	}
}

/* With what another dump told of it. */
static void compare(struct reader *r, struct hw_dump_device *device)
{
	static const struct {
		const char *key;
		const char *what;
	} keys[] = {
		{"PCI_ID", "id"},
		{"PCI_SUBSYS_ID", "subsystem"},
		{"PRODUCT", "id"},
		{"DRIVER", "driver"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		hw_dump_compare(r->dump, device, keys[i].what, keys[i].key,
				hw_dump_find(&r->properties, keys[i].key));
}

static void finish_device(struct reader *r)
{
	struct hw_dump_device *device;

	if (!r->place.s || !r->subsystem.n)
		return;
	device = hw_dump_device(r->dump, r->subsystem, hw_path_base(r->place));
	if (!device)
		return;
	if (device->place.s) {
		compare(r, device);
		return;
	}
	device->place = r->place;
	device->class_only = is_class(r->place, r->subsystem);
	move(&device->uevent, &r->properties);
	move(&device->attributes, &r->attributes);
	move(&device->links, &r->links);
	finish_driver(r, device);
	tell_directory(r, device);
	tell_net_driver(r, device);
	tell_identities(r, device);
	if (hw_text_eq(hw_dump_find(&device->uevent, "DEVTYPE"), HW_TEXT("usb_device")))
		hw_dump_usb_number(r->dump, device,
				   (int32_t)hw_text_decimal(
					   hw_dump_find(&device->uevent, "BUSNUM"), 9),
				   (int32_t)hw_text_decimal(
					   hw_dump_find(&device->uevent, "DEVNUM"), 9));
	r->dump->facts.places = true;
}

static bool is_of_all(const bool has[static LANDMARKS])
{
	return has[CPUS] && has[VIRTUAL] && has[BUSES] == has[MODULES];
}

/* Between two blocks; what is of the whole list stays. */
static void end_block(struct reader *r)
{
	finish_device(r);
	r->place = r->subsystem = r->net_driver = HW_NO_TEXT;
	memset(r->identities, 0, sizeof(r->identities));
	r->properties = r->attributes = r->links = (struct hw_dump_pairs){0};
	r->is_begun = false;
}

/* `path` is "/devices/…". */
static void start(struct reader *r, struct hw_text path)
{
	end_block(r);
	r->is_begun = true;
	for (size_t i = 0; i < LANDMARKS; i++)
		r->has[i] |= hw_text_starts(path, hw_text_of(landmarks[i]));
	path = hw_text_from(path, 1);
	/* modules, drivers and buses have blocks too */
	if (hw_text_starts(path, HW_TEXT("devices/")) && path.n < PATH_MAX - 64)
		r->place = hw_arena_copy(&r->dump->arena, path);
}

static void read_property(struct reader *r, struct hw_text line)
{
	struct hw_text value = line;
	struct hw_text key = hw_text_cut(&value, '=');

	if (!value.s || !key.n) {
		hw_dump_malformed(r->dump, "a property without a value");
		return;
	}
	if (hw_text_eq(key, HW_TEXT("SUBSYSTEM")) && !r->subsystem.s)
		r->subsystem = hw_arena_copy(&r->dump->arena, value);
	if (hw_text_eq(key, HW_TEXT("ID_NET_DRIVER")))
		r->net_driver = hw_arena_copy(&r->dump->arena, value);
	for (size_t i = 0; i < IDENTITIES; i++)
		if (hw_text_eq(key, hw_text_of(identities[i].key)))
			r->identities[i] = hw_arena_copy(&r->dump->arena, value);
	if (is_udevs(key))
		return;
	/* devnode names are without /dev in the kernel's */
	if (hw_text_eq(key, HW_TEXT("DEVNAME")) &&
	    hw_text_starts(value, HW_TEXT("/dev/")))
		value = hw_text_from(value, strlen("/dev/"));
	hw_dump_pair(r->dump, &r->properties, key, value);
}

/* One character of g_strescape(): \n, \\, \", and octal \303. */
static size_t unescape_one(struct hw_text t, char *to)
{
	static const char from[] = "bfnrtv\\\"";
	static const char into[] = "\b\f\n\r\t\v\\\"";
	const char *at = t.n > 1 ? memchr(from, t.s[1], sizeof(from) - 1) : NULL;
	unsigned value = 0;
	size_t n = 1;

	if (at) {
		*to = into[at - from];
		return 2;
	}
	for (; n < t.n && n < 4 && t.s[n] >= '0' && t.s[n] <= '7'; n++)
		value = value * 8 + (unsigned)(t.s[n] - '0');
	*to = n > 1 ? (char)value : '\\';
	return n;
}

static struct hw_text unescape(struct hw_arena *arena, struct hw_text t)
{
	char *to = hw_arena_alloc(arena, t.n + 1, 1);
	size_t n = 0;

	if (!to)
		return HW_NO_TEXT;
	while (t.n) {
		size_t used = 1;

		if (t.s[0] == '\\')
			used = unescape_one(t, &to[n]);
		else
			to[n] = t.s[0];
		n++;
		t = hw_text_from(t, used);
	}
	return (struct hw_text){to, n};
}

static struct hw_text from_hex(struct hw_arena *arena, struct hw_text t)
{
	char *to = hw_arena_alloc(arena, t.n / 2 + 1, 1);
	size_t n = 0;

	if (!to || t.n % 2)
		return HW_NO_TEXT;
	for (; t.n; t = hw_text_from(t, 2)) {
		int32_t byte = hw_dump_hex(t, 2);

		if (byte < 0)
			return HW_NO_TEXT;
		to[n++] = (char)byte;
	}
	return (struct hw_text){to, n};
}

static void read_attribute(struct reader *r, char kind, struct hw_text line)
{
	struct hw_text value = line;
	struct hw_text key = hw_text_cut(&value, '=');

	if (!value.s || !key.n) {
		hw_dump_malformed(r->dump, "an attribute without a value");
		return;
	}
	if (kind == 'L') {
		hw_dump_pair(r->dump, &r->links, key, value);
		return;
	}
	value = kind == 'H' ? from_hex(&r->dump->arena, value)
			    : unescape(&r->dump->arena, value);
	if (!value.s)
		hw_dump_malformed(r->dump, "digits that are not hexadecimal");
	else if (!hw_text_eq(key, HW_TEXT("uevent")))
		hw_dump_pair(r->dump, &r->attributes, key, value);
}

/* A block that begins in its midst, as where the text was cut: which device it is of only
 * a property tells, if that is there. */
static void tell_headless(struct reader *r)
{
	if (!r->is_told)
		hw_dump_partial(r->dump, false);
	r->is_told = true;
}

/* The property of another device than that of the block: `grep ^E:` leaves no other line
 * between two. */
static void start_anew(struct reader *r, struct hw_text path)
{
	if (r->place.s && hw_text_eq(r->place, hw_text_from(path, 1)))
		return;
	start(r, path);
}

static void read_line(struct reader *r, struct hw_text line)
{
	/* the end of --tree */
	if (line.n > 13 &&
	    hw_text_eq(hw_text_from(line, line.n - 13), HW_TEXT(" items shown.")))
		return;
	if (line.n < 3 || line.s[1] != ':' || line.s[2] != ' ' || line.s[0] < 'A' ||
	    line.s[0] > 'Z') {
		hw_dump_malformed(r->dump, "not a line of udev");
		return;
	}
	if (is_device_line(line)) {
		start(r, hw_text_from(line, strlen("P: ")));
		return;
	}
	if (!r->is_begun)
		tell_headless(r);
	if (hw_text_starts(line, HW_TEXT(PATH_PROPERTY "/")))
		start_anew(r, hw_text_from(line, strlen(PATH_PROPERTY)));
	if (!r->place.s)
		return;
	switch (line.s[0]) {
	case 'E':
		read_property(r, hw_text_from(line, 3));
		break;
	case 'A':
	case 'H':
	case 'L':
		/* udevadm's L is the priority of links, a number */
		if (hw_text_find(line, '=') < line.n)
			read_attribute(r, line.s[0], hw_text_from(line, 3));
		break;
	default:
		break;
	}
}

/* "E: ", "N: ", and the like. */
static enum hw_line_kind kind_of(struct hw_text line)
{
	if (!line.n)
		return HW_LINE_APART;
	if (is_device_line(line))
		return HW_LINE_FIRST;
	return line.n > 2 && line.s[1] == ':' && line.s[2] == ' ' ? HW_LINE_OWN
								  : HW_LINE_OTHER;
}

static int read_udev(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct reader r = {.dump = dump};
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		if (line.n) {
			read_line(&r, line);
			continue;
		}
		end_block(&r);
	}
	r.is_cut = dump->ends_within;
	finish_device(&r);
	dump->facts.all_buses |= is_of_all(r.has);
	return 0;
}

const struct hw_dump_format hw_dump_udev = {
	.name = "udev",
	.is_line = is_line,
	.read = read_udev,
	.fact = offsetof(struct hw_dump_facts, places),
	.is_list = true,
};
