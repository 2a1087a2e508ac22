// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * lsusb and lsusb -v (usbutils/lsusb.c, dumpdev() and what it calls):
 *
 *     Bus 003 Device 002: ID 13fe:3d00 Phison Electronics Corp. Flash Drive
 *     Bus 020 Device 005: ID 05ac:8262 Apple Inc. Keyboard  Serial: X         of macOS
 *     Device Descriptor:
 *       bcdUSB               2.00
 *       bDeviceClass          239 Miscellaneous Device
 *       idVendor           0x13fe Phison Electronics Corp.
 *       bcdDevice            5.0d
 *       iProduct                2 Flash Drive
 *       Configuration Descriptor:
 *         bConfigurationValue     1
 *         Interface Descriptor:
 *           bInterfaceNumber        0
 *           bAlternateSetting       0
 *           bInterfaceClass        14 Video
 *
 * Drivers and ports are not told, nor which configuration is active: of several the
 * first one's interfaces are taken. Other descriptors are passed over.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

enum section {
	SECTION_DEVICE,
	SECTION_CONFIGURATION,
	SECTION_INTERFACE,
	SECTION_HUB,
	SECTION_OTHER
};

struct reader {
	struct hw_dump *dump;
	struct hw_dump_device *device;
	struct hw_dump_device *interface;
	enum section section;
	/* configuration descriptors so far */
	unsigned configurations;
	int32_t interface_number;
	/* the lines have lost the blanks before them; the titles tell the sections */
	bool is_flat;
};

/* "Bus 003 Device 002: ID 13fe:3d00" and the name behind it. */
static bool parse_device(struct hw_text line, int32_t ret[static 4])
{
	if (!hw_text_starts(line, HW_TEXT("Bus ")))
		return false;
	line = hw_text_from(line, 4);
	ret[0] = hw_dump_cut_decimal(&line);
	if (!hw_text_starts(line, HW_TEXT(" Device ")))
		return false;
	line = hw_text_from(line, 8);
	ret[1] = hw_dump_cut_decimal(&line);
	if (!hw_text_starts(line, HW_TEXT(": ID ")) || line.n < 14 || line.s[9] != ':')
		return false;
	ret[2] = hw_dump_hex(hw_text_from(line, 5), 4);
	ret[3] = hw_dump_hex(hw_text_from(line, 10), 4);
	return ret[0] > 0 && ret[1] > 0 && ret[2] >= 0 && ret[3] >= 0;
}

static bool is_device_line(struct hw_text line)
{
	int32_t n[4];

	return parse_device(line, n);
}

void hw_dump_usb_name(struct hw_dump *dump, struct hw_dump_device *device,
		      struct hw_text name)
{
	const bool lacks_product = name.n && name.s[name.n - 1] == ' ';

	hw_dump_tell_name(dump, device, lacks_product ? "vendor" : "device",
			  hw_text_trim_start(name, " "));
}

/* What is behind the ids: maker and product in one, and on macOS the serial number. */
static void read_name(struct reader *r, struct hw_text name)
{
	static const char serial[] = "  Serial: ";
	const char *at = name.n ? memmem(name.s, name.n, serial, strlen(serial)) : NULL;
	const size_t n = at ? (size_t)(at - name.s) : name.n;

	hw_dump_usb_name(r->dump, r->device, hw_text_head(name, n));
	if (at)
		hw_dump_attribute_line(
			r->dump, r->device, "serial",
			hw_text_trim_end(hw_text_from(name, n + strlen(serial)), " "));
}

static void read_device(struct reader *r, struct hw_text line, const int32_t n[static 4])
{
	const char *name = memmem(line.s, line.n, ": ID ", 5);

	r->device = hw_dump_usb_device(r->dump, n[0], n[1]);
	hw_dump_set(r->dump, r->device, HW_DUMP_VENDOR, n[2]);
	hw_dump_set(r->dump, r->device, HW_DUMP_DEVICE, n[3]);
	if (name)
		read_name(r, hw_text_from(line, (size_t)(name - line.s) + 14));
	r->section = SECTION_OTHER;
	r->interface = NULL;
	r->configurations = 0;
	r->is_flat = false;
}

static enum section section_of(struct hw_text title)
{
	if (hw_text_eq(title, HW_TEXT("Device Descriptor:")))
		return SECTION_DEVICE;
	if (hw_text_eq(title, HW_TEXT("Configuration Descriptor:")))
		return SECTION_CONFIGURATION;
	if (hw_text_eq(title, HW_TEXT("Interface Descriptor:")))
		return SECTION_INTERFACE;
	if (hw_text_eq(title, HW_TEXT("Hub Descriptor:")))
		return SECTION_HUB;
	return SECTION_OTHER;
}

/* "5.0d" is 0x050d: %x.%02x of a binary coded decimal. */
static int32_t release_of(struct hw_text value)
{
	size_t dot = hw_text_find(value, '.');
	int32_t high = hw_dump_hex(value, dot);
	int32_t low = dot < value.n ? hw_dump_hex(hw_text_from(value, dot + 1), 2) : -1;

	return dot && high >= 0 && high < 256 && low >= 0 ? high << 8 | low : -1;
}

/* "2 Flash Drive": the index of a string and the string, as far as it could be read. */
static void read_string(struct reader *r, struct hw_dump_device *device, const char *name,
			struct hw_text value)
{
	if (hw_dump_cut_decimal(&value) <= 0)
		return;
	value = hw_text_trim_end(hw_text_trim_start(value, " "), " ");
	/* "(error)": lsusb could not open the device */
	if (value.n && !hw_text_eq(value, HW_TEXT("(error)")))
		hw_dump_attribute_line(r->dump, device, name, value);
}

static void read_device_key(struct reader *r, struct hw_text key, struct hw_text value)
{
	static const struct {
		const char *key;
		enum hw_dump_number which;
	} numbers[] = {
		{"bDeviceClass", HW_DUMP_DEVICE_CLASS},
		{"bDeviceSubClass", HW_DUMP_DEVICE_SUBCLASS},
		{"bDeviceProtocol", HW_DUMP_DEVICE_PROTOCOL},
	};
	static const struct {
		const char *key;
		const char *name;
	} strings[] = {
		{"iManufacturer", "manufacturer"},
		{"iProduct", "product"},
		{"iSerial", "serial"},
	};
	struct hw_text number = value;

	for (size_t i = 0; i < HW_ARRAY_SIZE(numbers); i++)
		if (hw_text_eq(key, hw_text_of(numbers[i].key)))
			hw_dump_set(r->dump, r->device, numbers[i].which,
				    hw_dump_cut_decimal(&number));
	for (size_t i = 0; i < HW_ARRAY_SIZE(strings); i++)
		if (hw_text_eq(key, hw_text_of(strings[i].key)))
			read_string(r, r->device, strings[i].name, value);
	if (hw_text_eq(key, HW_TEXT("bcdDevice")))
		hw_dump_set(r->dump, r->device, HW_DUMP_RELEASE, release_of(value));
	else if (hw_text_eq(key, HW_TEXT("bcdUSB")))
		/* version_show() of drivers/usb/core/sysfs.c: "%2x.%02x" */
		hw_dump_attribute_line(
			r->dump, r->device, "version",
			hw_arena_printf(&r->dump->arena, "%5.*s", HW_TEXT_ARG(value)));
	else if (hw_text_eq(key, HW_TEXT("bNumConfigurations")))
		hw_dump_attribute_line(r->dump, r->device, "bNumConfigurations", value);
}

static void read_interface_key(struct reader *r, struct hw_text key, struct hw_text value)
{
	static const struct {
		const char *key;
		enum hw_dump_number which;
	} numbers[] = {
		{"bInterfaceClass", HW_DUMP_INTERFACE_CLASS},
		{"bInterfaceSubClass", HW_DUMP_INTERFACE_SUBCLASS},
		{"bInterfaceProtocol", HW_DUMP_INTERFACE_PROTOCOL},
	};
	struct hw_text number = value;

	if (hw_text_eq(key, HW_TEXT("bInterfaceNumber"))) {
		r->interface_number = hw_dump_cut_decimal(&number);
		r->interface = NULL;
	} else if (hw_text_eq(key, HW_TEXT("bAlternateSetting"))) {
		/* the kernel makes devices of setting 0 of the active configuration */
		if (r->configurations == 1 && hw_dump_cut_decimal(&number) == 0 &&
		    r->interface_number >= 0)
			r->interface = hw_dump_usb_interface(r->dump, r->device,
							     r->interface_number);
	} else if (hw_text_eq(key, HW_TEXT("iInterface"))) {
		read_string(r, r->interface, "interface", value);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(numbers); i++)
		if (hw_text_eq(key, hw_text_of(numbers[i].key)))
			hw_dump_set(r->dump, r->interface, numbers[i].which,
				    hw_dump_cut_decimal(&number));
}

static void read_configuration_key(struct reader *r, struct hw_text key,
				   struct hw_text value)
{
	if (r->configurations != 1)
		return;
	if (hw_text_eq(key, HW_TEXT("bConfigurationValue")))
		hw_dump_set(r->dump, r->device, HW_DUMP_CONFIGURATION,
			    hw_dump_cut_decimal(&value));
	else if (hw_text_eq(key, HW_TEXT("MaxPower")))
		hw_dump_attribute_line(r->dump, r->device, "bMaxPower", value);
}

static void read_detail(struct reader *r, struct hw_text line)
{
	struct hw_text key;

	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t");
	if (line.n && line.s[line.n - 1] == ':') {
		r->section = section_of(line);
		r->configurations += r->section == SECTION_CONFIGURATION;
		r->interface_number = -1;
		if (r->section == SECTION_INTERFACE)
			r->interface = NULL;
		return;
	}
	key = hw_text_cut(&line, ' ');
	if (!line.s)
		return;
	line = hw_text_trim_start(line, " ");
	switch (r->section) {
	case SECTION_DEVICE:
		read_device_key(r, key, line);
		break;
	case SECTION_CONFIGURATION:
		read_configuration_key(r, key, line);
		break;
	case SECTION_INTERFACE:
		read_interface_key(r, key, line);
		break;
	case SECTION_HUB:
		/* hub_configure() of drivers/usb/core/hub.c takes it so */
		if (hw_text_eq(key, HW_TEXT("nNbrPorts")))
			hw_dump_attribute_line(r->dump, r->device, "maxchild", line);
		break;
	case SECTION_OTHER:
		break;
	}
}

/*
 * "Negotiated speed: Full Speed (12Mbps)" of usbutils 016 and newer; speed_show() of
 * drivers/usb/core/sysfs.c has megabits a second.
 */
static void read_speed(struct reader *r, struct hw_text line)
{
	static const struct {
		const char *printed;
		const char *speed;
	} speeds[] = {
		{"(1Mbps)", "1.5"},    {"(1.5Mbps)", "1.5"}, {"(12Mbps)", "12"},
		{"(480Mbps)", "480"},  {"(5Gbps)", "5000"},  {"(10Gbps)", "10000"},
		{"(20Gbps)", "20000"},
	};

	if (!hw_text_starts(line, HW_TEXT("Negotiated speed: ")))
		return;
	for (size_t i = 0; i < HW_ARRAY_SIZE(speeds); i++)
		if (memmem(line.s, line.n, speeds[i].printed, strlen(speeds[i].printed)))
			hw_dump_attribute_line(r->dump, r->device, "speed",
					       hw_text_of(speeds[i].speed));
}

/* "bLength                18", "Endpoint Descriptor:", "(Bus Powered)" */
static bool is_like_detail(struct hw_text line)
{
	static const char starts[][15] = {
		"Remote Wakeup",
		"Self Powered",
		"Bus Powered",
		"Transfer Type",
		"Synch Type",
		"Usage Type",
		"MaxPower ",
		"bcd",
		"bm",
		"id",
		"Report Desc",
		"** UNAVAILABLE",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
		if (hw_text_starts(line, hw_text_of(starts[i])))
			return true;
	return line.s[line.n - 1] == ':' || line.s[0] == '(' ||
	       memmem(line.s, line.n, "  ", 2) ||
	       (line.n > 2 && strchr("biw", line.s[0]) && !hw_is_digit(line.s[1]) &&
		hw_lower(line.s[1]) != line.s[1]);
}

static bool is_detail(struct reader *r, struct hw_text line)
{
	if (!r->device)
		return false;
	if (line.s[0] == ' ' || line.s[0] == '\t')
		return true;
	if (hw_text_eq(line, HW_TEXT("Device Descriptor:")))
		return true;
	/* the first line behind that title */
	if (r->section == SECTION_DEVICE && hw_text_starts(line, HW_TEXT("bLength ")))
		r->is_flat = true;
	return r->is_flat && is_like_detail(line);
}

/* Titles that stand at the start of a line, and remarks. */
static bool is_flush(struct hw_text line)
{
	static const char heads[][20] = {
		"Device Status:",
		"Binary Object Store",
		"Hub Descriptor",
		"Device Qualifier",
		"Couldn't",
		"can't ",
		"cannot ",
		"Hub Port Status",
		"Debug descriptor",
		"Binary",
		"** UNRECOGNIZED",
		"FIXME",
		/* usbutils 016 and newer: dump_device(), lsusb.c */
		"Negotiated speed",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++)
		if (hw_text_starts(line, hw_text_of(heads[i])))
			return true;
	return false;
}

static enum hw_line_kind kind_of(struct hw_text line)
{
	if (!hw_text_trim_start(line, " ").n)
		return HW_LINE_APART;
	if (is_device_line(line))
		return HW_LINE_FIRST;
	/* a line that is broken before a blank goes on with that */
	return hw_text_starts(line, HW_TEXT("  ")) || is_flush(line) ||
			       line.s[line.n - 1] == ':'
		       ? HW_LINE_OWN
		       : HW_LINE_OTHER;
}

static int read_lsusb(struct hw_dump *dump, struct hw_text text)
{
	const struct hw_dump_wrapping wrapping = hw_dump_find_wrapping(text, kind_of);
	struct reader r = {.dump = dump, .section = SECTION_OTHER};
	struct hw_text line;
	size_t unknown = 0;
	int32_t n[4];

	while (hw_dump_wrapped_line(dump, &wrapping, &text, &line)) {
		if (parse_device(line, n)) {
			read_device(&r, line, n);
		} else if (!line.n) {
			r.section = SECTION_OTHER;
		} else if (is_detail(&r, line)) {
			read_detail(&r, line);
		} else if (is_flush(line)) {
			r.section = section_of(line);
			if (r.device)
				read_speed(&r, line);
		} else {
			/* one may be the end of a line that a mail has wrapped */
			if (dump->line == unknown + 1)
				r.device = NULL;
			if (!r.device)
				r.section = SECTION_OTHER;
			unknown = dump->line;
			hw_dump_malformed(dump, "not a line of lsusb");
		}
	}
	return 0;
}

const struct hw_dump_format hw_dump_lsusb = {
	.name = "lsusb",
	.is_line = is_device_line,
	.read = read_lsusb,
	.fact = offsetof(struct hw_dump_facts, is_dump),
	.is_list = true,
};
