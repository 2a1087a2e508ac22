// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lsusb -t, with -v too (usbutils/lsusb-t.c):
 *
 *     /:  Bus 03.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M
 *         ID 1d6b:0002 Linux Foundation 2.0 root hub
 *         /sys/bus/usb/devices/usb3  /dev/bus/usb/003/001
 *         |__ Port 1: Dev 2, If 0, Class=Hub, Driver=hub/4p, 480M
 *             |__ Port 4: Dev 5, If 0, Class=Video, Driver=uvcvideo, 480M
 *
 * Newer ones write "Bus 003.Port 001", and "[none]" for no driver. Each level of hubs is
 * four columns further right. A root hub's driver is the host controller's.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* USB 3.2, 10.2: five hubs between the root hub and a device */
enum { DEPTH_MAX = 8 };

struct reader {
	struct hw_dump *dump;
	int32_t bus;
	/* names of the devices above: "usb3", "3-1", "3-1.4" */
	struct hw_text above[DEPTH_MAX + 1];
	size_t depth;
	/* of the root hub's line */
	size_t indent;
	struct hw_dump_device *device;
};

/* Cuts the word off; false when it is not there. */
static bool cut_word(struct hw_text *text, const char *word)
{
	if (!hw_text_starts(*text, hw_text_of(word)))
		return false;
	*text = hw_text_from(*text, strlen(word));
	return true;
}

/* The value of "KEY=" up to the comma; absent when it is not there, or the line ends
 * within it: the speed is behind all of them. */
static struct hw_text value_of(struct hw_text line, const char *key)
{
	const char *at = memmem(line.s, line.n, key, strlen(key));
	struct hw_text value;

	if (!at)
		return HW_NO_TEXT;
	value = hw_text_from(line, (size_t)(at - line.s) + strlen(key));
	return hw_text_find(value, ',') < value.n
		       ? hw_text_head(value, hw_text_find(value, ','))
		       : HW_NO_TEXT;
}

/* Web pages and trackers indent all of it. */
static bool is_root(struct hw_text line)
{
	line = hw_text_trim_start(line, " ");
	return hw_text_starts(line, HW_TEXT("/:  Bus ")) &&
	       memmem(line.s, line.n, "Class=root_hub", 14);
}

static bool is_tree_line(struct hw_text line)
{
	struct hw_text rest = hw_text_trim_start(line, " ");

	return is_root(line) ||
	       (cut_word(&rest, "|__ Port ") && memmem(rest.s, rest.n, ": Dev ", 6));
}

/*
 * Class codes by the names of usb.ids, and by those that usbutils had before 0.89
 * (usb_class_tab of lsusb-t.c).
 */
static const struct {
	char name[32];
	int32_t class;
} classes[] = {
	{"(Defined at Interface level)", 0x00},
	{">ifc", 0x00},
	{"Audio", 0x01},
	{"audio", 0x01},
	{"Communications", 0x02},
	{"comm.", 0x02},
	{"Human Interface Device", 0x03},
	{"HID", 0x03},
	{"Physical Interface Device", 0x05},
	{"PID", 0x05},
	{"Imaging", 0x06},
	{"still", 0x06},
	{"Printer", 0x07},
	{"print", 0x07},
	{"Mass Storage", 0x08},
	{"stor.", 0x08},
	{"Hub", 0x09},
	{"hub", 0x09},
	{"CDC Data", 0x0a},
	{"data", 0x0a},
	{"Chip/SmartCard", 0x0b},
	{"scard", 0x0b},
	{"Content Security", 0x0d},
	{"c-sec", 0x0d},
	{"Video", 0x0e},
	{"Xbox", 0x58},
	{"Diagnostic", 0xdc},
	{"Wireless", 0xe0},
	{"wcon", 0xe0},
	{"Miscellaneous Device", 0xef},
	{"misc.", 0xef},
	{"Application Specific Interface", 0xfe},
	{"app.", 0xfe},
	{"Vendor Specific Class", 0xff},
	{"vend.", 0xff},
};

static int32_t class_of(struct hw_text name)
{
	struct hw_text hex = name;

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		if (hw_text_eq(name, hw_text_of(classes[i].name)))
			return classes[i].class;
	/* 'bInterfaceClass 0x0e not yet handled' */
	return cut_word(&hex, "'bInterfaceClass 0x") ? hw_dump_hex(hex, 2) : -1;
}

/* The number of megabits before the last 'M', "1.5", "480", "20000/x2". */
static void read_speed(struct reader *r, struct hw_text line)
{
	size_t end = line.n;
	size_t start;

	while (end && line.s[end - 1] != 'M')
		end--;
	if (!end)
		return;
	for (start = --end;
	     start && (hw_is_digit(line.s[start - 1]) || line.s[start - 1] == '.');)
		start--;
	hw_dump_attribute_line(r->dump, r->device, "speed",
			       hw_text_from(hw_text_head(line, end), start));
}

/*
 * Cuts the ports off "hub/4p"; false: there are none. They are those that the driver hub
 * has made: hub_configure() of drivers/usb/core/hub.c sets the number, which sysfs has as
 * maxchild and lsusb-t.c prints.
 */
static bool cut_ports(struct reader *r, struct hw_text *driver)
{
	const size_t slash = hw_text_find(*driver, '/');
	struct hw_text ports = hw_text_from(*driver, slash);
	int32_t n;

	if (!cut_word(&ports, "/"))
		return false;
	n = hw_dump_cut_decimal(&ports);
	if (!hw_text_eq(ports, HW_TEXT("p")))
		return false;
	/* --lsusb of a recording without the number has none */
	if (n >= 0)
		hw_dump_attribute_line(r->dump, r->device, "maxchild",
				       hw_arena_printf(&r->dump->arena, "%d", n));
	*driver = hw_text_head(*driver, slash);
	return true;
}

/* The one interface of a root hub has no line. */
static void read_root_interface(struct reader *r, struct hw_text line)
{
	struct hw_dump_device *interface = hw_dump_usb_interface(r->dump, r->device, 0);
	struct hw_text driver = value_of(line, "Driver=");

	if (!interface)
		return;
	hw_dump_set(r->dump, interface, HW_DUMP_INTERFACE_CLASS, 0x09);
	hw_dump_imply(interface, HW_DUMP_INTERFACE_SUBCLASS, 0);
	if (cut_ports(r, &driver))
		hw_dump_driver(r->dump, interface, HW_TEXT("hub"));
}

static void read_root(struct reader *r, struct hw_text text)
{
	const struct hw_text line = hw_text_trim_start(text, " ");
	struct hw_text rest = line;
	const char *at = memmem(line.s, line.n, ": Dev ", 6);
	int32_t number;

	r->device = NULL;
	r->depth = 0;
	r->indent = text.n - line.n;
	cut_word(&rest, "/:  Bus ");
	r->bus = hw_dump_cut_decimal(&rest);
	rest = at ? hw_text_from(line, (size_t)(at - line.s) + 6) : HW_NO_TEXT;
	number = rest.s ? hw_dump_cut_decimal(&rest) : -1;
	if (r->bus <= 0 || number <= 0) {
		hw_dump_malformed(r->dump, "a root hub without numbers");
		return;
	}
	r->above[0] = hw_arena_printf(&r->dump->arena, "usb%d", r->bus);
	r->device = hw_dump_device(r->dump, HW_TEXT("usb"), r->above[0]);
	hw_dump_usb_number(r->dump, r->device, r->bus, number);
	if (r->device)
		r->device->ids_by = "lsusb";
	/* configured hubs are usb's own */
	hw_dump_driver(r->dump, r->device, HW_TEXT("usb"));
	read_root_interface(r, line);
	read_speed(r, line);
}

static void read_interface(struct reader *r, struct hw_text line, int32_t number)
{
	struct hw_dump_device *interface =
		hw_dump_usb_interface(r->dump, r->device, number);
	struct hw_text driver = value_of(line, "Driver=");
	struct hw_text class = value_of(line, "Class=");

	if (!interface)
		return;
	if (class.s)
		hw_dump_set(r->dump, interface, HW_DUMP_INTERFACE_CLASS, class_of(class));
	if (!driver.s)
		return;
	cut_ports(r, &driver);
	if (hw_text_eq(driver, HW_TEXT("[none]")))
		driver = HW_TEXT("");
	hw_dump_driver(r->dump, interface, driver);
}

/* "|__ Port 1: Dev 2, If 0, Class=…" */
static void read_device(struct reader *r, struct hw_text line, size_t indent)
{
	struct hw_text rest = line;
	size_t depth = indent / 4;
	struct hw_text parent;
	struct hw_text name;
	int32_t port;
	int32_t number;

	r->device = NULL;
	cut_word(&rest, "|__ Port ");
	port = hw_dump_cut_decimal(&rest);
	number = cut_word(&rest, ": Dev ") ? hw_dump_cut_decimal(&rest) : -1;
	if (port <= 0 || number <= 0 || !depth || depth > r->depth + 1 ||
	    depth > DEPTH_MAX || !r->above[0].s) {
		hw_dump_partial(r->dump, true);
		return;
	}
	parent = r->above[depth - 1];
	name = depth == 1 ? hw_arena_printf(&r->dump->arena, "%d-%d", r->bus, port)
			  : hw_arena_printf(&r->dump->arena, "%.*s.%d",
					    HW_TEXT_ARG(parent), port);
	r->above[depth] = name;
	r->depth = depth;
	r->device = hw_dump_device(r->dump, HW_TEXT("usb"), name);
	hw_dump_usb_number(r->dump, r->device, r->bus, number);
	if (r->device)
		r->device->ids_by = "lsusb";
	read_speed(r, line);
	if (!cut_word(&rest, ", If "))
		return;
	/* a device has interfaces once the driver usb has configured it */
	hw_dump_driver(r->dump, r->device, HW_TEXT("usb"));
	read_interface(r, line, hw_dump_cut_decimal(&rest));
}

/* -v: "ID 1d6b:0002 …". */
static bool read_ids(struct reader *r, struct hw_text line)
{
	if (!cut_word(&line, "ID ") || line.n < 9 || line.s[4] != ':')
		return false;
	if (!r->device)
		hw_dump_partial(r->dump, false);
	hw_dump_set(r->dump, r->device, HW_DUMP_VENDOR, hw_dump_hex(line, 4));
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE,
		    hw_dump_hex(hw_text_from(line, 5), 4));
	hw_dump_usb_name(r->dump, r->device, hw_text_from(line, 9));
	return true;
}

static enum hw_line_kind kind_of(struct hw_text line)
{
	const struct hw_text bare = hw_text_trim_start(line, " ");

	if (!bare.n)
		return HW_LINE_APART;
	if (is_tree_line(line))
		return HW_LINE_FIRST;
	return hw_text_starts(bare, HW_TEXT("ID ")) ||
			       hw_text_starts(bare, HW_TEXT("/sys/"))
		       ? HW_LINE_OWN
		       : HW_LINE_OTHER;
}

static int read_tree(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct reader r = {.dump = dump};
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		struct hw_text rest = hw_text_trim_start(line, " ");

		if (is_root(line))
			read_root(&r, line);
		else if (is_tree_line(line))
			read_device(&r, rest,
				    line.n - rest.n > r.indent
					    ? line.n - rest.n - r.indent
					    : 0);
		else if (rest.n && !read_ids(&r, rest) &&
			 !hw_text_starts(rest, HW_TEXT("/sys/")))
			hw_dump_malformed(dump, "not a line of lsusb -t");
	}
	dump->facts.places = true;
	return 0;
}

const struct hw_dump_format hw_dump_lsusb_tree = {
	.name = "lsusb -t",
	.is_line = is_tree_line,
	.read = read_tree,
	.fact = offsetof(struct hw_dump_facts, places),
	.is_list = true,
};
