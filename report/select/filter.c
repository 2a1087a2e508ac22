// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/select/filter.h"

#include <errno.h>
#include <stdio.h>
#include <strings.h>

#include "decoders/text/ascii.h"

/* "8086", "0x8086", "80x", "*", "" -> digits, with zeros in front up to `width`; of "80*"
 * what follows is any. */
static bool parse_digits(struct hw_text text, size_t width, struct hw_digits *ret)
{
	bool is_start;
	size_t pad;

	*ret = (struct hw_digits){0};
	if (!text.n || hw_text_eq(text, HW_TEXT("*")))
		return true;
	if (text.n > 2 && text.s[0] == '0' && hw_lower(text.s[1]) == 'x')
		text = hw_text_from(text, 2);
	if (text.n > width)
		return false;
	is_start = text.s[text.n - 1] == '*';
	text.n -= is_start;
	pad = is_start ? 0 : width - text.n;
	memset(ret->c, '0', pad);
	for (size_t i = 0; i < text.n; i++) {
		char c = hw_lower(text.s[i]);

		if (c != 'x' && !hw_is_hex(c))
			return false;
		ret->c[pad + i] = c;
	}
	memset(ret->c + pad + text.n, 'x', width - pad - text.n);
	return true;
}

/* A class code is compared from the left, so it is not padded. */
static bool parse_class(struct hw_text text, struct hw_digits *ret)
{
	if (text.n > 2 && text.s[0] == '0' && hw_lower(text.s[1]) == 'x')
		text = hw_text_from(text, 2);
	if (text.n > 6 || text.n % 2)
		return hw_text_eq(text, HW_TEXT("*")) && parse_digits(text, 6, ret);
	return parse_digits(text, text.n, ret);
}

int hw_filter_by_id(const char *text, struct hw_filter *filter)
{
	struct hw_text rest = hw_text_of(text);
	struct hw_text vendor = hw_text_cut(&rest, ':');
	struct hw_text device = HW_TEXT("");
	struct hw_text class_code = HW_TEXT("");
	const struct hw_bus *bus = hw_bus_of_word(vendor);

	if (bus && rest.s && hw_bus_has(bus, HW_BUS_NUMERIC_IDS))
		vendor = hw_text_cut(&rest, ':');
	else
		bus = NULL;

	/* as lspci and lsusb: without the colon "8086" could be either id */
	if (!rest.s)
		return -EINVAL;
	device = hw_text_cut(&rest, ':');
	if (rest.s)
		class_code = rest;
	if (!parse_digits(vendor, 4, &filter->vendor) ||
	    !parse_digits(device, 4, &filter->device) ||
	    !parse_class(class_code, &filter->class_code))
		return -EINVAL;
	filter->by_id = true;
	filter->bus = bus;
	filter->ids = text;
	return 0;
}

/* All of the text as a number of at most `max`; -1 = any, -2 = malformed. */
static int64_t parse_part(struct hw_text text, unsigned base, int64_t max)
{
	int64_t value = 0;

	if (!text.n || hw_text_eq(text, HW_TEXT("*")))
		return -1;
	for (size_t i = 0; i < text.n; i++) {
		int d = hw_hex_value(text.s[i]);

		if (d < 0 || (unsigned)d >= base)
			return -2;
		value = value * base + d;
		if (value > max)
			return -2;
	}
	return value;
}

/* Cuts the part behind the last `c` off `text`, or all of it if there is no `c`. */
static struct hw_text cut_last(struct hw_text *text, char c)
{
	size_t at = text->n;

	while (at > 0 && text->s[at - 1] != c)
		at--;
	if (at == 0) {
		struct hw_text all = *text;

		*text = HW_NO_TEXT;
		return all;
	} else {
		struct hw_text tail = hw_text_from(*text, at);

		*text = hw_text_head(*text, at - 1);
		return tail;
	}
}

static struct hw_pci_slot parse_slot(struct hw_text text)
{
	struct hw_text function = HW_TEXT("");
	struct hw_text head = text;
	struct hw_text device;
	struct hw_text bus = HW_TEXT("");
	struct hw_pci_slot slot;
	size_t dot = hw_text_find(text, '.');

	if (dot < text.n) {
		function = hw_text_from(text, dot + 1);
		head = hw_text_head(text, dot);
	}
	device = cut_last(&head, ':');
	if (head.s)
		bus = cut_last(&head, ':');
	slot.function = (int)parse_part(function, 16, 7);
	slot.device = (int)parse_part(device, 16, 0x1f);
	slot.bus = (int)parse_part(bus, 16, 0xff);
	slot.domain = head.s ? parse_part(head, 16, UINT32_MAX) : -1;
	slot.valid = slot.function != -2 && slot.device != -2 && slot.bus != -2 &&
		     slot.domain != -2;
	return slot;
}

static struct hw_usb_number parse_usb(struct hw_text text)
{
	struct hw_text rest = text;
	struct hw_text first = hw_text_cut(&rest, ':');
	struct hw_usb_number n = {
		.bus = rest.s ? (int)parse_part(first, 10, 999) : -1,
		.device = (int)parse_part(rest.s ? rest : first, 10, 127),
	};

	n.valid = n.bus != -2 && n.device != -2;
	return n;
}

static bool cut_head(struct hw_text *t, const char *head)
{
	if (!hw_text_starts(*t, hw_text_of(head)))
		return false;
	*t = hw_text_from(*t, strlen(head));
	return true;
}

/* The same in any case of letters, as people type it. */
static bool cut_typed(struct hw_text *t, const char *head)
{
	const size_t n = strlen(head);

	if (t->n < n || strncasecmp(t->s, head, n) != 0)
		return false;
	*t = hw_text_from(*t, n);
	return true;
}

/* BusID of xorg.conf(5): "PCI:bus@domain:device:function", decimal. */
static bool parse_xorg(struct hw_text text, struct hw_pci_slot *ret)
{
	struct hw_text device = text;
	struct hw_text domain = hw_text_cut(&device, ':');
	struct hw_text bus = hw_text_cut(&domain, '@');
	struct hw_text function = device;

	device = hw_text_cut(&function, ':');
	if (!bus.n || !device.n || !function.n)
		return false;
	*ret = (struct hw_pci_slot){
		.domain = domain.s ? parse_part(domain, 10, UINT32_MAX) : 0,
		.bus = (int)parse_part(bus, 10, 0xff),
		.device = (int)parse_part(device, 10, 0x1f),
		.function = (int)parse_part(function, 10, 7),
		.valid = true,
	};
	return ret->domain >= 0 && ret->bus >= 0 && ret->device >= 0 &&
	       ret->function >= 0;
}

/* "Bus 001 Device 003: ID 046d:0825 …" */
static bool parse_lsusb(struct hw_text text, struct hw_usb_number *ret)
{
	struct hw_text bus = hw_text_cut(&text, ' ');

	if (!cut_typed(&text, "Device ") || !bus.n)
		return false;
	text = hw_text_head(text, hw_text_find(text, ':'));
	text = hw_text_head(text, hw_text_find(text, ' '));
	*ret = (struct hw_usb_number){
		.bus = (int)parse_part(bus, 10, 999),
		.device = (int)parse_part(text, 10, 127),
		.valid = true,
	};
	return ret->bus >= 0 && ret->device >= 0;
}

/* "usb@1:1.2" of lshw is 1-1.2, "usb@1" usb1: get_device_bus() of usb.cc, lshw. */
static bool name_lshw(struct hw_text text, char name[static 32])
{
	struct hw_text port = text;
	struct hw_text bus = hw_text_cut(&port, ':');
	int n;

	if (!bus.n || parse_part(bus, 10, 999) < 0)
		return false;
	n = port.s ? snprintf(name, 32, "%.*s-%.*s", HW_TEXT_ARG(bus), HW_TEXT_ARG(port))
		   : snprintf(name, 32, "usb%.*s", HW_TEXT_ARG(bus));
	return n > 0 && n < 32;
}

/* "0000:00:1f.6", and nothing shorter. */
static bool parse_full_slot(struct hw_text text, struct hw_pci_slot *ret)
{
	*ret = parse_slot(text);
	return text.n >= sizeof("0000:00:1f.6") - 1 && ret->valid && ret->domain >= 0 &&
	       ret->bus >= 0 && ret->device >= 0 && ret->function >= 0;
}

/* "1-1.2", "1-1.2:1.0" */
static bool name_usb(struct hw_text text, char name[static 32])
{
	struct hw_text port = text;
	struct hw_text bus = hw_text_cut(&port, '-');

	if (!port.n || !hw_is_digit(port.s[0]) || parse_part(bus, 10, 999) < 0 ||
	    text.n >= 32)
		return false;
	for (size_t i = 0; i < port.n; i++)
		if (!hw_is_digit(port.s[i]) && port.s[i] != '.' && port.s[i] != ':')
			return false;
	memcpy(name, text.s, text.n);
	name[text.n] = '\0';
	return true;
}

/* What tells ids of another device, perhaps, is no address: "[8086:15b8]", "idVendor=".
 */
static bool has_ids(struct hw_text text)
{
	if (memmem(text.s, text.n, "idVendor", 8))
		return true;
	for (size_t i = 0; i + 11 <= text.n; i++)
		if (text.s[i] == '[' && text.s[i + 5] == ':' && text.s[i + 10] == ']')
			return true;
	return false;
}

/* What stands before a message of the kernel log: "<6>", the time of dmesg, and that of
 * journalctl and syslog with the host, up to "kernel:". */
static struct hw_text skip_time(struct hw_text text)
{
	static const char kernel[] = " kernel: ";
	const char *at = memmem(text.s, text.n, kernel, sizeof(kernel) - 1);

	if (at)
		text = hw_text_from(text, (size_t)(at - text.s) + sizeof(kernel) - 1);
	text = hw_text_trim_start(text, " ");
	if (text.n > 2 && text.s[0] == '<' && hw_is_digit(text.s[1]))
		text = hw_text_from(text, hw_text_find(text, '>') < text.n
						  ? hw_text_find(text, '>') + 1
						  : 0);
	if (text.n && text.s[0] == '[')
		text = hw_text_from(text, hw_text_find(text, ']') < text.n
						  ? hw_text_find(text, ']') + 1
						  : text.n);
	return hw_text_trim_start(text, " ");
}

/* Whether the text has this form, in which h stands for a hexadecimal digit, and d for
 * decimal ones. */
static bool has_form(struct hw_text text, const char *form)
{
	for (; *form; form++) {
		if (!text.n || (*form == 'h'   ? !hw_is_hex(text.s[0])
				: *form == 'd' ? !hw_is_digit(text.s[0])
					       : text.s[0] != *form))
			return false;
		text = *form == 'd' ? hw_text_trim_start(text, "0123456789")
				    : hw_text_from(text, 1);
	}
	return !text.n;
}

/* The name of a device of another bus, behind the name of the bus or of the driver:
 * "acpi PNP0A08:00", "hid-generic 0003:046D:C52B.0001", "sd 0:0:0:0", "i2c i2c-0". */
static bool name_other(struct hw_text word, struct hw_text device, char name[static 32])
{
	static const char *const buses[] = {"acpi", "pnp",  "platform", "i2c",
					    "spi",  "sdio", "mmc",	"virtio"};
	bool is_name = has_form(device, "hhhh:hhhh:hhhh.hhhh") ||
		       has_form(device, "d:d:d:d") || has_form(device, "usbd");

	for (size_t i = 0; i < HW_ARRAY_SIZE(buses) && !is_name; i++)
		is_name = hw_text_eq(word, hw_text_of(buses[i])) &&
			  hw_is_digit(device.s[device.n - 1]) &&
			  (i > 1 || hw_text_find(device, ':') < device.n);
	if (!is_name || device.n >= 32)
		return false;
	memcpy(name, device.s, device.n);
	name[device.n] = '\0';
	return true;
}

/*
 * A message of the kernel log, "e1000e 0000:00:1f.6 eth0: …" and "usb 1-1.2: …" behind
 * its time, as __dev_printk() (drivers/base/core.c) begins it: with the driver, or the
 * bus, and the device.
 */
static bool parse_message(struct hw_text text, struct hw_filter *f)
{
	struct hw_text device, word;

	if (has_ids(text))
		return false;
	device = skip_time(text);
	word = hw_text_cut(&device, ' ');
	device = hw_text_head(device, hw_text_find(device, ' '));
	text = device;
	device = hw_text_trim_end(device, ":,;");
	if (!word.n || !device.n)
		return false;
	return parse_full_slot(device, &f->pci) ||
	       (hw_text_eq(word, HW_TEXT("usb")) && name_usb(device, f->name)) ||
	       (device.n < text.n && name_other(word, device, f->name));
}

/* "pci0000:00", as the tree shows a root bus: all that is on it. */
static bool parse_root_bus(struct hw_text text, struct hw_pci_slot *ret)
{
	struct hw_text bus = text;
	struct hw_text domain = hw_text_cut(&bus, ':');

	if (domain.n < 4 || bus.n != 2)
		return false;
	*ret = (struct hw_pci_slot){
		.domain = parse_part(domain, 16, UINT32_MAX),
		.bus = (int)parse_part(bus, 16, 0xff),
		.device = -1,
		.function = -1,
		.valid = true,
	};
	return ret->domain >= 0 && ret->bus >= 0;
}

/*
 * An address alone, with what stands around it in a sentence or a message: " 00:1f.6",
 * "0000:00:1f.6:", "1-1.2,". `text` is without blanks, commas and semicolons around it.
 */
static bool parse_in_sentence(struct hw_text text, bool is_trimmed, struct hw_filter *f)
{
	bool has_mark = text.n && strchr(":.", text.s[text.n - 1]);

	if (hw_text_find(text, ' ') < text.n || (!is_trimmed && !has_mark))
		return false;
	if (has_mark)
		text.n--;
	f->pci = parse_slot(text);
	if (f->pci.valid && f->pci.function >= 0 && f->pci.device >= 0)
		return true;
	f->pci.valid = false;
	return name_usb(text, f->name);
}

/* 'BusID "PCI:0:31:6"' of xorg.conf(5), whose keywords are in any case. */
static void cut_bus_id(struct hw_text *text)
{
	struct hw_text rest = *text;
	static const char key[] = "busid";

	for (size_t i = 0; key[i]; i++)
		if (i >= text->n || hw_lower(text->s[i]) != key[i])
			return;
	rest = hw_text_from(rest, sizeof(key) - 1);
	if (rest.n && strchr(" \t\":", rest.s[0]))
		*text = hw_text_trim_end(hw_text_trim_start(rest, " \t\":"), "\" \t");
}

/*
 * "PCI bus 0, device 31, function 6", the location of Windows' device manager, which is
 * in the language of the system, "PCI-Bus 0, Gerät 31, Funktion 6": three decimal numbers
 * behind words, with commas between.
 */
static bool parse_location(struct hw_text text, struct hw_pci_slot *ret)
{
	static const int64_t most[] = {0xff, 0x1f, 7};
	int64_t value[HW_ARRAY_SIZE(most)];
	struct hw_text rest = text;

	if (!hw_text_starts(text, HW_TEXT("PCI")))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(most); i++) {
		struct hw_text words = hw_text_cut(&rest, ',');
		struct hw_text number = cut_last(&words, ' ');

		value[i] = words.n && number.n ? parse_part(number, 10, most[i]) : -1;
		if (value[i] < 0)
			return false;
	}
	*ret = (struct hw_pci_slot){
		.domain = -1,
		.bus = (int)value[0],
		.device = (int)value[1],
		.function = (int)value[2],
		.valid = true,
	};
	return !rest.s;
}

/* An address as other tools print it; false: it is none of theirs. */
static bool parse_pasted(struct hw_text text, struct hw_filter *f)
{
	const struct hw_text line = text;
	struct hw_text first;

	f->pci = (struct hw_pci_slot){.valid = false};
	f->usb = (struct hw_usb_number){.valid = false};
	f->name[0] = '\0';
	/* of a sentence, or of a line that is indented */
	text = hw_text_trim_end(hw_text_trim_start(text, " \t\""), ",;\"");
	first = hw_text_head(text, hw_text_find(text, ' '));
	if (parse_in_sentence(text, text.n != line.n, f) || parse_message(text, f))
		return true;
	if (parse_location(text, &f->pci))
		return true;
	f->pci.valid = false;
	/* lspci -vmm, and a uevent */
	if (cut_head(&text, "Slot:") || cut_head(&text, "PCI_SLOT_NAME=")) {
		f->pci = parse_slot(hw_text_trim_start(text, " \t"));
		return f->pci.valid;
	}
	/* virsh nodedev-list of libvirt */
	if (has_form(text, "pci_hhhh_hh_hh_h")) {
		char slot[] = "0000:00:00.0";

		for (size_t i = 0; i < sizeof(slot) - 1; i++)
			if (slot[i] == '0')
				slot[i] = text.s[i + 4];
		f->pci = parse_slot(hw_text_of(slot));
		return f->pci.valid;
	}
	if (hw_text_starts(text, HW_TEXT("pci")) &&
	    parse_root_bus(hw_text_from(text, 3), &f->pci))
		return true;
	f->pci.valid = false;
	if (cut_head(&text, "pci:")) {
		f->pci = parse_slot(text);
		return f->pci.valid && f->pci.bus >= 0 && f->pci.function >= 0;
	}
	/* ID_PATH of udev, and the links in by-path */
	if (cut_head(&text, "pci-")) {
		f->pci = parse_slot(hw_text_head(text, hw_text_find(text, '-')));
		return f->pci.valid && f->pci.function >= 0;
	}
	/* lshw -businfo has more words behind it */
	if (cut_head(&text, "pci@")) {
		f->pci = parse_slot(hw_text_head(text, hw_text_find(text, ' ')));
		return f->pci.valid;
	}
	if (cut_head(&text, "usb@"))
		return name_lshw(hw_text_head(text, hw_text_find(text, ' ')), f->name);
	cut_bus_id(&text);
	if (cut_head(&text, "PCI:"))
		return parse_xorg(text, &f->pci);
	if (cut_typed(&text, "Bus "))
		return parse_lsusb(text, &f->usb);
	/* a line of lspci: at least bus, device and function, and more words */
	if (first.n == text.n || hw_text_find(first, ':') == first.n ||
	    hw_text_find(first, '.') == first.n)
		return false;
	f->pci = parse_slot(first);
	return f->pci.valid;
}

/* What stands behind such a name of a value, in any case; `text` itself: there is none.
 */
static const char *behind_key(const char *text)
{
	/* udevadm info, of which E: is a uevent's property, lshw, hwinfo, and inxi */
	static const char keys[][14] = {
		"P:",		"M:",		"N:",	     "DEVPATH=",      "DEVNAME=",
		"INTERFACE=",	"ID_PATH=",	"bus info:", "logical name:", "SysFS ID:",
		"SysFS BusID:", "Device File:", "bus-ID:",   "KERNELS==",     "KERNEL==",
		"host=",
	};
	const char *rest = text + strspn(text, " \t");
	const char *value = NULL;

	if (strncmp(rest, "E:", 2) == 0)
		rest += 2 + strspn(rest + 2, " \t");
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys) && !value; i++)
		if (strncasecmp(rest, keys[i], strlen(keys[i])) == 0)
			value = rest + strlen(keys[i]);
	/* inxi has all of a device in one line */
	if (!value && strstr(rest, " bus-ID: "))
		value = strstr(rest, " bus-ID: ") + strlen(" bus-ID: ");
	if (!value)
		return strncmp(rest, "PCI_SLOT_NAME=", 14) == 0 ? rest : text;
	value += strspn(value, " \t");
	/* ID_PATH=pci-0000:00:1f.6 */
	if (value[-1] == '=' && strncmp(value, "pci-", 4) == 0)
		value += 4;
	return *value ? value : text;
}

bool hw_filter_is_keyed(const char *text)
{
	return behind_key(text) != text;
}

bool hw_filter_is_pasted(const char *text)
{
	struct hw_filter filter;

	return hw_filter_is_keyed(text) || parse_pasted(hw_text_of(text), &filter);
}

void hw_filter_by_address(const char *text, struct hw_filter *filter)
{
	text = behind_key(text);
	filter->address = text;
	if (parse_pasted(hw_text_of(text), filter))
		return;
	filter->name[0] = '\0';
	filter->pci = parse_slot(hw_text_of(text));
	filter->usb = parse_usb(hw_text_of(text));
}

bool hw_filter_is_same(const struct hw_filter *a, const struct hw_filter *b)
{
	if (a->pci.valid != b->pci.valid || a->usb.valid != b->usb.valid ||
	    strcmp(a->name, b->name) != 0)
		return false;
	if (a->pci.valid &&
	    (a->pci.domain != b->pci.domain || a->pci.bus != b->pci.bus ||
	     a->pci.device != b->pci.device || a->pci.function != b->pci.function))
		return false;
	return !a->usb.valid ||
	       (a->usb.bus == b->usb.bus && a->usb.device == b->usb.device);
}

static bool is_slot(const struct hw_pci_slot *want, struct hw_text name)
{
	struct hw_pci_slot have = parse_slot(name);

	return want->valid && have.valid &&
	       (want->domain == -1 || want->domain == have.domain) &&
	       (want->bus == -1 || want->bus == have.bus) &&
	       (want->device == -1 || want->device == have.device) &&
	       (want->function == -1 || want->function == have.function);
}

static bool is_usb_number(const struct hw_usb_number *want,
			  const struct hw_device *device)
{
	struct hw_text bus = hw_uevent_get(device->uevent, "BUSNUM");
	struct hw_text number = hw_uevent_get(device->uevent, "DEVNUM");

	return want->valid && bus.n && number.n &&
	       (want->bus == -1 || want->bus == parse_part(bus, 10, 999)) &&
	       (want->device == -1 || want->device == parse_part(number, 10, 127));
}

/* "1-6" also names the interfaces of the device: "1-6:1.0". */
static bool is_usb_path(struct hw_text want, const struct hw_device *device)
{
	return hw_text_starts(device->name, want) && device->name.n > want.n &&
	       device->name.s[want.n] == ':' && hw_text_find(want, ':') == want.n;
}

static bool is_called(const struct hw_device *device, struct hw_text want)
{
	return hw_text_eq(want, device->name) || hw_text_eq(want, device->id) ||
	       hw_text_eq(want, device->syspath);
}

bool hw_filter_device(const struct hw_filter *filter, const struct hw_device *device)
{
	struct hw_text typed = hw_text_of(filter->address);
	struct hw_text want = filter->name[0] ? hw_text_of(filter->name) : typed;

	if (!filter->address)
		return true;
	/* as it was typed, too: a name may look like one in a sentence, "1-6." */
	if (is_called(device, want) || is_called(device, typed))
		return true;
	switch (hw_bus_address(device->bus)) {
	case HW_ADDRESS_PCI:
		return is_slot(&filter->pci, device->name);
	case HW_ADDRESS_USB:
		return is_usb_path(want, device) || is_usb_number(&filter->usb, device);
	case HW_ADDRESS_NAME:
		break;
	}
	return false;
}

static bool match_digits(const struct hw_digits *want, const char *have)
{
	for (size_t i = 0; want->c[i]; i++)
		if (want->c[i] != 'x' && want->c[i] != have[i])
			return false;
	return true;
}

static bool match_id(const struct hw_digits *want, struct hw_id id)
{
	char have[16];

	if (!want->c[0])
		return true;
	if (!id.present)
		return false;
	snprintf(have, sizeof(have), "%04x", (unsigned)id.value);
	return strlen(have) == 4 && match_digits(want, have);
}

bool hw_filter_ids(const struct hw_filter *filter, const struct hw_id ids[HW_ROLE_COUNT])
{
	char have[32];

	if (!filter->by_id)
		return true;
	if (!match_id(&filter->vendor, ids[HW_ROLE_VENDOR]) ||
	    !match_id(&filter->device, ids[HW_ROLE_DEVICE]))
		return false;
	if (!filter->class_code.c[0])
		return true;
	if (!ids[HW_ROLE_CLASS].present)
		return false;
	snprintf(have, sizeof(have), "%02x%02x%02x",
		 (unsigned)ids[HW_ROLE_CLASS].value & 0xff,
		 (unsigned)ids[HW_ROLE_SUBCLASS].value & 0xff,
		 (unsigned)ids[HW_ROLE_INTERFACE].value & 0xff);
	return match_digits(&filter->class_code, have);
}

bool hw_filter_has_bus(const struct hw_filter *filter, const struct hw_bus *bus)
{
	return !filter->by_id || !filter->bus ||
	       (bus && strcmp(bus->name, filter->bus->name) == 0);
}

bool hw_filter_record(const struct hw_filter *filter, const struct hw_record *record)
{
	const struct hw_bus *bus = record->device.bus;
	enum hw_class_codes codes = hw_bus_class_codes(bus);
	bool may_be_usb = filter->class_of_usb || filter->bus;

	if (!hw_filter_has_bus(filter, bus))
		return false;
	if (filter->by_id && filter->class_code.c[0] && codes != HW_CLASS_CODES_PCI &&
	    !(may_be_usb && codes == HW_CLASS_CODES_USB))
		return false;
	return hw_filter_ids(filter, record->ids);
}
