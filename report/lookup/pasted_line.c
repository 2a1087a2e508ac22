// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/pasted_line.h"

#include <strings.h>

#include "data/base/list.h"
#include "decoders/bus.h"
#include "decoders/text/ascii.h"

/* What may stand between the name of a value and the value. */
#define BETWEEN " \t:=\"'#}]"

/* The names of the two ids, and the bus that both of them tell, or "". */
static const struct pair {
	const char *vendor;
	const char *device;
	const char *bus;
	/* the one that the vendor alone tells; NULL: a pair below tells */
	const char *bus_of_vendor;
} pairs[] = {
	{"idVendor", "idProduct", "usb:", "usb:"},
	{"vid", "pid", "usb:", "usb:"},
	{"ID_VENDOR_ID", "ID_MODEL_ID", "", ""},
	{"Vendor", "ProdID", "usb:", NULL},
	{"vendor_id", "product_id", "usb:", NULL},
	{"vendor_id", "device_id", "", ""},
	/* "Product ID" of PCI is what pcidump(8) of OpenBSD has */
	{"vendor", "product", "", NULL},
	{"vendor", "device", "", ""},
	{"ven", "dev", "", NULL},
};

/* Windows' in words of their own: "VID_046D PID_C52B". */
static const struct pair windows_pairs[] = {
	{"VID_", "PID_", "usb:", "usb:"},
	{"VEN_", "DEV_", "pci:", "pci:"},
};

/* Those of one value, in the kernel's macros. */
static const struct macro {
	const char *name;
	const char *bus;
} macros[] = {
	{"HID_USB_DEVICE(", "usb:"},
	{"USB_DEVICE(", "usb:"},
	{"PCI_DEVICE(", "pci:"},
};

static bool is_of_name(char c)
{
	return hw_is_alnum(c) || c == '_';
}

/* What stands behind the name, in any case, as a word of its own. Absent: it is not
 * there. */
static struct hw_text behind(struct hw_text line, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i + n <= line.n; i++)
		if (strncasecmp(line.s + i, name, n) == 0 &&
		    (i == 0 || !is_of_name(line.s[i - 1])) &&
		    (i + n == line.n || !is_of_name(line.s[i + n]) ||
		     !hw_is_alnum(name[n - 1])))
			return hw_text_from(line, i + n);
	return HW_NO_TEXT;
}

/* Cuts up to eight hexadecimal digits, with 0x perhaps, off the start; absent: there are
 * none, more, or letters behind them, so they are of a word. */
static struct hw_text cut_hex(struct hw_text *rest)
{
	struct hw_text t = *rest;
	size_t n = 0;

	if (hw_text_starts(t, HW_TEXT("0x")) || hw_text_starts(t, HW_TEXT("0X")))
		t = hw_text_from(t, 2);
	while (n < t.n && hw_is_hex(t.s[n]))
		n++;
	if (!n || n > 8 || (n < t.n && is_of_name(t.s[n])))
		return HW_NO_TEXT;
	*rest = hw_text_from(t, n);
	t = hw_text_head(t, n);
	/* "0000046D" */
	while (t.n > 4 && t.s[0] == '0')
		t = hw_text_from(t, 1);
	return t.n <= 4 ? t : HW_NO_TEXT;
}

/* The id behind the name. */
static struct hw_text id_of(struct hw_text line, const char *name)
{
	struct hw_text rest = behind(line, name);
	struct hw_text id;

	if (!rest.n)
		return HW_NO_TEXT;
	rest = hw_text_trim_start(rest, BETWEEN);
	/* "Vendor ID: 0x8086" */
	if (rest.n > 3 && strncasecmp(rest.s, "id", 2) == 0 && strchr(BETWEEN, rest.s[2]))
		rest = hw_text_trim_start(hw_text_from(rest, 2), BETWEEN);
	id = cut_hex(&rest);
	/* the kernel and udev print four digits; fewer are a number of something else */
	return id.n == 4 ? id : HW_NO_TEXT;
}

/* "046d:c52b" of "46d" and "c52b", behind the bus; the vendor alone without a device. */
static struct hw_text query_of(const char *bus, struct hw_text vendor,
			       struct hw_text device, struct hw_arena *arena)
{
	static const char zeros[] = "000";

	return hw_arena_printf(arena, "%s%.*s%.*s:%.*s%.*s", bus, (int)(4 - vendor.n),
			       zeros, HW_TEXT_ARG(vendor),
			       device.n ? (int)(4 - device.n) : 0, zeros,
			       HW_TEXT_ARG(device));
}

static struct hw_text of_pairs(struct hw_text line, const struct pair *v, size_t n,
			       struct hw_arena *arena)
{
	struct hw_text found = HW_NO_TEXT;

	for (size_t i = 0; i < n; i++) {
		struct hw_text vendor = id_of(line, v[i].vendor);
		struct hw_text device = vendor.n ? id_of(line, v[i].device) : HW_NO_TEXT;

		if (device.n)
			return query_of(v[i].bus, vendor, device, arena);
		if (vendor.n && !found.n && v[i].bus_of_vendor)
			found = query_of(v[i].bus_of_vendor, vendor, HW_NO_TEXT, arena);
	}
	return found;
}

static struct hw_text of_names(struct hw_text line, struct hw_arena *arena)
{
	return of_pairs(line, pairs, HW_ARRAY_SIZE(pairs), arena);
}

/* One word tells more than the two ids: hw_pasted_ids(). */
static struct hw_text of_windows(struct hw_text line, struct hw_arena *arena)
{
	if (hw_text_find(line, '&') < line.n || hw_text_find(line, '\\') < line.n)
		return HW_NO_TEXT;
	return of_pairs(line, windows_pairs, HW_ARRAY_SIZE(windows_pairs), arena);
}

struct hw_text hw_pasted_subsystem(struct hw_text line)
{
	static const char *const keys[] = {"PCI_SUBSYS_ID=", "Subsystem:"};
	struct hw_text rest = HW_NO_TEXT;

	line = hw_text_trim_start(line, " \t");
	if (hw_text_starts(line, HW_TEXT("E: ")))
		line = hw_text_from(line, 3);
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_starts(line, hw_text_of(keys[i])))
			rest = hw_text_from(line, strlen(keys[i]));
	for (size_t i = 0; i + 9 <= rest.n; i++) {
		struct hw_text ids = {rest.s + i, 9};
		bool are_ids = (i == 0 || !is_of_name(rest.s[i - 1])) &&
			       (i + 9 == rest.n || !is_of_name(rest.s[i + 9]));

		for (size_t k = 0; k < ids.n && are_ids; k++)
			are_ids = k == 4 ? ids.s[k] == ':' : hw_is_hex(ids.s[k]);
		if (are_ids)
			return ids;
	}
	return HW_NO_TEXT;
}

/* Of a subsystem alone the vendor is known. */
static struct hw_text of_subsystem(struct hw_text line, struct hw_arena *arena)
{
	struct hw_text ids = hw_pasted_subsystem(line);

	return ids.n ? query_of("pci:", hw_text_head(ids, 4), HW_NO_TEXT, arena)
		     : HW_NO_TEXT;
}

static struct hw_text of_macros(struct hw_text line, struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(macros); i++) {
		struct hw_text rest = behind(line, macros[i].name);
		struct hw_text vendor = cut_hex(&rest);
		struct hw_text device;

		if (!vendor.n)
			continue;
		rest = hw_text_trim_start(rest, ", \t");
		device = cut_hex(&rest);
		if (device.n)
			return query_of(macros[i].bus, vendor, device, arena);
	}
	return HW_NO_TEXT;
}

/*
 * "46d/c52b/1211" of usb_if_uevent(), "3/46d/c52b/111" of input_dev_uevent(), behind the
 * bus, of which 3 is BUS_USB (linux/input.h); "0003:0000046D:0000C52B" of hid_uevent().
 */
static struct hw_text of_uevent(struct hw_text line, struct hw_arena *arena)
{
	struct hw_text rest = behind(line, "PRODUCT=");
	struct hw_text part[4] = {0};
	size_t n = 0;
	size_t at = 0;

	if (!rest.n)
		rest = behind(line, "HID_ID=");
	while (n < HW_ARRAY_SIZE(part) && rest.n) {
		part[n] = cut_hex(&rest);
		if (!part[n].n)
			break;
		n++;
		rest = hw_text_trim_start(rest, "/:\"'");
	}
	if (n == 4 || behind(line, "HID_ID=").n)
		at = 1;
	if (n < 3 || (at && part[0].s[part[0].n - 1] != '3'))
		return HW_NO_TEXT;
	return query_of("usb:", part[at], part[at + 1], arena);
}

/* "ids=10de:1401,10de:0fba" of vfio-pci and pci-stub, "quirks=046d:c52b:k" of usbcore
 * and usb-storage. */
static struct hw_text of_ids(struct hw_text line, struct hw_arena *arena)
{
	bool is_usb = behind(line, "quirks=").n;
	struct hw_text rest = behind(line, is_usb ? "quirks=" : "ids=");
	struct hw_text all = HW_NO_TEXT;

	rest = hw_text_head(rest, hw_text_find(rest, ' '));
	while (rest.n) {
		struct hw_text one = hw_text_cut(&rest, ',');
		struct hw_text vendor = cut_hex(&one);
		struct hw_text device = HW_NO_TEXT;

		if (one.n && one.s[0] == ':') {
			one = hw_text_from(one, 1);
			device = cut_hex(&one);
		}
		if (!device.n)
			return HW_NO_TEXT;
		all = hw_arena_printf(
			arena, "%.*s%s%.*s", HW_TEXT_ARG(all), all.n ? " " : "",
			HW_TEXT_ARG(query_of(is_usb ? "usb:" : "pci:", vendor, device,
					     arena)));
	}
	return all;
}

/* Cuts a value in quotation marks off; absent: none follows. */
static struct hw_text cut_quoted(struct hw_text *rest)
{
	struct hw_text t = hw_text_from(*rest, hw_text_find(*rest, '"'));
	struct hw_text value;

	if (!t.n)
		return HW_NO_TEXT;
	t = hw_text_from(t, 1);
	value = hw_text_head(t, hw_text_find(t, '"'));
	*rest = hw_text_from(t, value.n < t.n ? value.n + 1 : t.n);
	return value;
}

/* "15b8", or "Ethernet Connection (2) I219-V [15b8]" */
static struct hw_text id_of_value(struct hw_text value)
{
	struct hw_text rest = value;
	struct hw_text id;

	if (rest.n > 6 && rest.s[rest.n - 1] == ']' && rest.s[rest.n - 6] == '[')
		rest = (struct hw_text){value.s + value.n - 5, 4};
	id = cut_hex(&rest);
	return id.n == 4 && !rest.n ? id : HW_NO_TEXT;
}

struct hw_text hw_pasted_lspci_mm(struct hw_text line, struct hw_arena *arena)
{
	struct hw_text rest = line;
	struct hw_text id[5] = {0};
	struct hw_text query;

	for (size_t i = 0; i < HW_ARRAY_SIZE(id); i++)
		id[i] = id_of_value(cut_quoted(&rest));
	if (!id[0].n || !id[1].n || !id[2].n)
		return HW_NO_TEXT;
	query = query_of("pci:", id[1], id[2], arena);
	return id[3].n && id[4].n
		       ? query_of(hw_arena_printf(arena, "%.*s:", HW_TEXT_ARG(query)).s,
				  id[3], id[4], arena)
		       : query;
}

/* The ids of one device of lspci -vmm. */
static struct hw_text vmm_query(const struct hw_text id[static 4], struct hw_arena *arena)
{
	struct hw_text query;

	if (!id[0].n || !id[1].n)
		return HW_NO_TEXT;
	query = query_of("pci:", id[0], id[1], arena);
	return id[2].n && id[3].n
		       ? hw_arena_printf(arena, "%.*s:%.*s:%.*s", HW_TEXT_ARG(query),
					 HW_TEXT_ARG(id[2]), HW_TEXT_ARG(id[3]))
		       : query;
}

/*
 * lspci -vmmn and -vmmnn, a fact a line, and perhaps several devices with an empty line
 * between them:
 *	Vendor:	8086
 *	Device:	Ethernet Connection (2) I219-V [15b8]
 */
static struct hw_text of_lspci_vmm(struct hw_text text, struct hw_arena *arena)
{
	static const char *const keys[] = {"Vendor:", "Device:", "SVendor:", "SDevice:"};
	struct hw_list all = {.arena = arena, .between = " "};
	struct hw_text id[HW_ARRAY_SIZE(keys)] = {0};
	struct hw_text rest = text;

	if (hw_text_find(text, '\n') == text.n)
		return HW_NO_TEXT;
	while (rest.s) {
		struct hw_text line = hw_text_trim_end(hw_text_cut(&rest, '\n'), " \t\r");

		for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
			if (hw_text_starts(line, hw_text_of(keys[i])))
				id[i] = id_of_value(hw_text_trim_start(
					hw_text_from(line, strlen(keys[i])), " \t"));
		if (line.n && rest.s)
			continue;
		if (id[0].n && id[1].n)
			hw_list_add(&all, vmm_query(id, arena));
		memset(id, 0, sizeof(id));
	}
	return hw_list_text(&all);
}

/* "card=0x86721043 chip=0x15b88086" of pciconf(8) of FreeBSD: the second id before the
 * first one. */
static struct hw_text of_pciconf(struct hw_text line, struct hw_arena *arena)
{
	static const char *const keys[] = {"chip=", "card="};
	struct hw_text id[4] = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text digits = behind(line, keys[i]);
		size_t n = 0;

		if (hw_text_starts(digits, HW_TEXT("0x")))
			digits = hw_text_head(hw_text_from(digits, 2), 8);
		while (n < digits.n && hw_is_hex(digits.s[n]))
			n++;
		if (n != 8)
			break;
		id[2 * i] = hw_text_from(digits, 4);
		id[2 * i + 1] = hw_text_head(digits, 4);
	}
	return vmm_query(id, arena);
}

struct hw_text hw_pasted_codec(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text rest = word;
	char id[9] = {0};
	size_t n = 0;

	if (rest.n > 2 && rest.s[0] == '0' && hw_lower(rest.s[1]) == 'x')
		rest = hw_text_from(rest, 2);
	for (; rest.n && n < 8; rest = hw_text_from(rest, 1)) {
		if (rest.s[0] == ':' && n == 4)
			continue;
		if (!hw_is_hex(rest.s[0]))
			return HW_NO_TEXT;
		id[n++] = hw_upper(rest.s[0]);
	}
	/* the subsystem and the revision behind commas say no more of it */
	if (n < 8 || (rest.n && is_of_name(rest.s[0])))
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "hdaudio:v%sr*a01*", id);
}

/* "Vendor Id: 0x10ec0892" of /proc/asound/card0/codec#0, "HDA:10ec0892,10438698,00100302"
 * of components in ALSA, and "0x10ec0892". */
static struct hw_text of_codec(struct hw_text line, struct hw_arena *arena)
{
	static const char *const keys[] = {"Vendor Id:", "HDA:"};
	struct hw_text rest = hw_text_trim_start(line, " \t");

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text id = behind(rest, keys[i]);

		if (id.n)
			return hw_pasted_codec(hw_text_trim_start(id, " \t"), arena);
	}
	return rest.n == 10 && hw_text_starts(rest, HW_TEXT("0x"))
		       ? hw_pasted_codec(rest, arena)
		       : HW_NO_TEXT;
}

/* "8086:15b8" at `at`, and no more of a word. */
static bool are_ids_at(struct hw_text line, size_t at)
{
	if (at + 9 > line.n ||
	    (at && (is_of_name(line.s[at - 1]) || line.s[at - 1] == ':')))
		return false;
	for (size_t i = 0; i < 9; i++)
		if (i == 4 ? line.s[at + i] != ':' : !hw_is_hex(line.s[at + i]))
			return false;
	return at + 9 == line.n || (!is_of_name(line.s[at + 9]) && line.s[at + 9] != ':');
}

/*
 * The ids that lspci -nn has in brackets, and lsusb behind "ID": of the words around them
 * some look like ids, "Radeon HD 7970/8970". None, if others stand beside them, or the
 * name of a bus before them.
 */
static struct hw_text of_marked_ids(struct hw_text line, struct hw_arena *arena)
{
	const struct hw_text id = HW_TEXT("ID ");
	struct hw_text all = HW_NO_TEXT;

	for (size_t i = 0; i < line.n; i++) {
		struct hw_text before = hw_text_head(line, i);
		bool is_in_brackets;

		if (!are_ids_at(line, i))
			continue;
		is_in_brackets = i && line.s[i - 1] == '[' && i + 9 < line.n &&
				 line.s[i + 9] == ']';
		if (is_in_brackets)
			before = hw_text_trim_end(hw_text_head(line, i - 1), " ");
		else if (i < id.n || !hw_text_starts(hw_text_from(line, i - id.n), id))
			return HW_NO_TEXT;
		if (hw_bus_of_word(before))
			return HW_NO_TEXT;
		all = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
				      all.n ? " " : "", 9, line.s + i);
	}
	return all;
}

struct hw_text hw_pasted_line(struct hw_text line, struct hw_arena *arena)
{
	static struct hw_text (*const readers[])(struct hw_text, struct hw_arena *) = {
		of_uevent,	    of_ids,	  of_macros,	 of_windows, of_subsystem,
		hw_pasted_lspci_mm, of_lspci_vmm, of_marked_ids, of_names,   of_codec,
		of_pciconf,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(readers); i++) {
		struct hw_text ids = readers[i](line, arena);

		if (ids.n)
			return ids;
	}
	return line;
}
