// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * usb-devices of usbutils, and the file that it is made after, /sys/kernel/debug/usb/
 * devices (drivers/usb/core/devices.c): a block of lines a device, those behind a hub
 * after it.
 *
 *     T:  Bus=01 Lev=01 Prnt=01 Port=06 Cnt=01 Dev#=  5 Spd=12   MxCh= 0
 *     D:  Ver= 2.01 Cls=e0(wlcon) Sub=01 Prot=01 MxPS=64 #Cfgs=  1
 *     P:  Vendor=8087 ProdID=0a2a Rev= 0.01
 *     S:  Product=…
 *     C:* #Ifs= 2 Cfg#= 1 Atr=e0 MxPwr=100mA
 *     I:* If#= 0 Alt= 0 #EPs= 3 Cls=e0(wlcon) Sub=01 Prot=01 Driver=btusb
 *     E:  Ad=81(I) Atr=03(Int.) MxPS=  16 Ivl=1ms
 *
 * Level 0 are root hubs; ports are counted from 0. The kernel marks what is active with a
 * star, usb-devices tells nothing else and has none.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* USB 3.2, 10.2: five hubs between the root hub and a device */
enum { LEVEL_MAX = 8 };

/* A device that others may be behind. */
struct hub {
	/* "usb1", "1-7", "1-7.2"; absent: none was read */
	struct hw_text name;
	int32_t bus;
	int32_t number;
};

struct reader {
	struct hw_dump *dump;
	/* the last one of each level; those above the device lead to it */
	struct hub above[LEVEL_MAX + 1];
	struct hw_dump_device *device;
	/* the kernel's, which marks what is active */
	bool has_stars;
	bool is_active;
	/* interfaces that the active configuration has, and those that were read; -1:
	 * none was told */
	int32_t told;
	int32_t seen;
};

static bool is_line(struct hw_text line)
{
	return (hw_text_starts(line, HW_TEXT("T:  Bus=")) &&
		memmem(line.s, line.n, " Lev=", 5) != NULL) ||
	       (hw_text_starts(line, HW_TEXT("P:  Vendor=")) &&
		memmem(line.s, line.n, " ProdID=", 8) != NULL);
}

/* What is behind "KEY=" and blanks; absent: it is not there. */
static struct hw_text value_of(struct hw_text line, const char *key)
{
	const char *at = memmem(line.s, line.n, key, strlen(key));

	return at ? hw_text_trim_start(
			    hw_text_from(line, (size_t)(at - line.s) + strlen(key)), " ")
		  : HW_NO_TEXT;
}

static int32_t decimal_of(struct hw_text line, const char *key)
{
	struct hw_text value = value_of(line, key);

	return value.s ? hw_dump_cut_decimal(&value) : -1;
}

static int32_t hex_of(struct hw_text line, const char *key, size_t digits)
{
	return hw_dump_hex(value_of(line, key), digits);
}

static struct hw_text name_of(struct reader *r, int32_t bus, int32_t level, int32_t port)
{
	struct hw_arena *arena = &r->dump->arena;

	if (level == 0)
		return hw_arena_printf(arena, "usb%d", bus);
	if (level == 1)
		return hw_arena_printf(arena, "%d-%d", bus, port + 1);
	return hw_arena_printf(arena, "%.*s.%d", HW_TEXT_ARG(r->above[level - 1].name),
			       port + 1);
}

/* Where a device is whose hub was not pasted is not known; but for the root hub. */
static bool has_place(const struct reader *r, int32_t bus, int32_t level, int32_t parent)
{
	const struct hub *hub = level > 1 ? &r->above[level - 1] : NULL;

	return !hub || (hub->name.s && hub->bus == bus && hub->number == parent);
}

/* An attribute of sysfs that is a decimal number. */
static void read_number(struct reader *r, const char *name, struct hw_text value)
{
	const int32_t n = value.s ? hw_dump_cut_decimal(&value) : -1;

	if (n >= 0)
		hw_dump_attribute_line(r->dump, r->device, name,
				       hw_arena_printf(&r->dump->arena, "%d", n));
}

/* "T:", where it is */
static void read_place(struct reader *r, struct hw_text line)
{
	const int32_t bus = decimal_of(line, "Bus=");
	const int32_t level = decimal_of(line, "Lev=");
	const int32_t port = decimal_of(line, "Port=");
	const int32_t number = decimal_of(line, "Dev#=");
	struct hw_text speed = value_of(line, "Spd=");
	const struct hw_text ports = value_of(line, "MxCh=");

	r->device = NULL;
	r->is_active = false;
	r->told = -1;
	r->seen = 0;
	if (bus <= 0 || number <= 0 || port < 0 || level < 0 || level > LEVEL_MAX ||
	    !has_place(r, bus, level, decimal_of(line, "Prnt="))) {
		hw_dump_partial(r->dump, true);
		return;
	}
	r->above[level] = (struct hub){name_of(r, bus, level, port), bus, number};
	for (int32_t i = level + 1; i <= LEVEL_MAX; i++)
		r->above[i].name = HW_NO_TEXT;
	r->device = hw_dump_device(r->dump, HW_TEXT("usb"), r->above[level].name);
	hw_dump_usb_number(r->dump, r->device, bus, number);
	/* megabits a second */
	speed = hw_text_head(speed, hw_text_find(speed, ' '));
	if (speed.n && hw_is_digit(speed.s[0]))
		hw_dump_attribute_line(r->dump, r->device, "speed", speed);
	read_number(r, "maxchild", ports);
}

/* "D:", what is of the device whatever configuration it has */
static void read_class(struct reader *r, struct hw_text line)
{
	const struct hw_text version = value_of(line, "Ver=");

	/* version_show() of drivers/usb/core/sysfs.c: "%2x.%02x" */
	if (version.n && hw_is_digit(version.s[0]))
		hw_dump_attribute_line(r->dump, r->device, "version",
				       hw_arena_printf(&r->dump->arena, "%5.*s",
						       (int)hw_text_find(version, ' '),
						       version.s));
	read_number(r, "bNumConfigurations", value_of(line, "#Cfgs="));
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE_CLASS, hex_of(line, "Cls=", 2));
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE_SUBCLASS, hex_of(line, "Sub=", 2));
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE_PROTOCOL,
		    hex_of(line, "Prot=", 2));
}

/* "Rev= 0.01", "Rev=06.01": binary coded decimal */
static int32_t release_of(struct hw_text line)
{
	const struct hw_text value = value_of(line, "Rev=");
	const size_t dot = hw_text_find(value, '.');
	const bool has_dot = dot && dot <= 2 && dot < value.n;
	const int32_t high = has_dot ? hw_dump_hex(value, dot) : -1;
	const int32_t low = has_dot ? hw_dump_hex(hw_text_from(value, dot + 1), 2) : -1;

	return high < 0 || low < 0 ? -1 : high << 8 | low;
}

static void read_ids(struct reader *r, struct hw_text line)
{
	hw_dump_set(r->dump, r->device, HW_DUMP_VENDOR, hex_of(line, "Vendor=", 4));
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE, hex_of(line, "ProdID=", 4));
	hw_dump_set(r->dump, r->device, HW_DUMP_RELEASE, release_of(line));
}

static void read_string(struct reader *r, struct hw_text line)
{
	static const struct {
		const char *key;
		const char *attribute;
	} strings[] = {
		{"Manufacturer", "manufacturer"},
		{"Product", "product"},
		{"SerialNumber", "serial"},
	};
	struct hw_text value = hw_text_trim_start(hw_text_from(line, 2), " ");
	const struct hw_text key = hw_text_cut(&value, '=');

	for (size_t i = 0; i < HW_ARRAY_SIZE(strings); i++)
		if (hw_text_eq(key, hw_text_of(strings[i].key)))
			hw_dump_attribute_line(r->dump, r->device, strings[i].attribute,
					       value);
}

static bool has_star(struct hw_text line)
{
	return line.n > 2 && line.s[2] == '*';
}

static void read_configuration(struct reader *r, struct hw_text line)
{
	struct hw_text power = value_of(line, "MxPwr=");

	r->is_active = has_star(line) || !r->has_stars;
	if (r->told < 0 || r->is_active)
		r->told = r->is_active ? decimal_of(line, "#Ifs=") : 0;
	if (!r->is_active)
		return;
	hw_dump_set(r->dump, r->device, HW_DUMP_CONFIGURATION, decimal_of(line, "Cfg#="));
	power = hw_text_trim_end(power, " ");
	if (power.n && hw_is_digit(power.s[0]))
		hw_dump_attribute_line(r->dump, r->device, "bMaxPower", power);
	/* it is configured by usb */
	hw_dump_driver(r->dump, r->device, HW_TEXT("usb"));
}

static void read_interface(struct reader *r, struct hw_text line)
{
	struct hw_text driver = value_of(line, "Driver=");
	struct hw_dump_device *interface;

	if (!r->is_active || (r->has_stars && !has_star(line)))
		return;
	r->seen++;
	interface = hw_dump_usb_interface(r->dump, r->device, decimal_of(line, "If#="));
	hw_dump_set(r->dump, interface, HW_DUMP_INTERFACE_CLASS, hex_of(line, "Cls=", 2));
	hw_dump_set(r->dump, interface, HW_DUMP_INTERFACE_SUBCLASS,
		    hex_of(line, "Sub=", 2));
	hw_dump_set(r->dump, interface, HW_DUMP_INTERFACE_PROTOCOL,
		    hex_of(line, "Prot=", 2));
	driver = hw_text_trim_end(driver, " ");
	if (driver.s)
		hw_dump_driver(r->dump, interface,
			       hw_text_eq(driver, HW_TEXT("(none)")) ? HW_TEXT("")
								     : driver);
}

/* "T: ", which begins a device, "I:* ", and the like. */
static enum hw_line_kind kind_of(struct hw_text line)
{
	if (!line.n)
		return HW_LINE_APART;
	if (line.n < 3 || line.s[1] != ':' || line.s[0] < 'A' || line.s[0] > 'Z')
		return HW_LINE_OTHER;
	return line.s[0] == 'T' ? HW_LINE_FIRST : HW_LINE_OWN;
}

static int read_usb_devices(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct reader r = {.dump = dump,
			   .has_stars =
				   memmem(text.s, text.n, "\nC:* #Ifs=", 10) != NULL};
	struct hw_text line;

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		if (line.n < 3 || line.s[1] != ':' || line.s[0] < 'A' ||
		    line.s[0] > 'Z') {
			if (line.n)
				hw_dump_malformed(dump, "not a line of usb-devices");
			continue;
		}
		if (line.s[0] == 'T')
			read_place(&r, line);
		if (!r.device) {
			if (line.s[0] != 'T')
				hw_dump_partial(dump, false);
			continue;
		}
		switch (line.s[0]) {
		case 'D':
			read_class(&r, line);
			break;
		case 'P':
			read_ids(&r, line);
			break;
		case 'S':
			read_string(&r, line);
			break;
		case 'C':
			read_configuration(&r, line);
			break;
		case 'I':
			read_interface(&r, line);
			break;
		default:
			break;
		}
	}
	/* the last one may be cut off */
	if (r.device && (r.told < 0 || r.seen < r.told))
		hw_dump_partial(dump, true);
	dump->facts.places = true;
	return 0;
}

const struct hw_dump_format hw_dump_usb_devices = {
	.name = "usb-devices",
	.is_line = is_line,
	.read = read_usb_devices,
	.fact = offsetof(struct hw_dump_facts, places),
	.is_list = true,
};
