// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/pasted_ids.h"

#include <strings.h>

#include "data/base/list.h"
#include "decoders/text/ascii.h"

/* Cuts `prefix`, in any case, off the start; false if it is not there. */
static bool cut(struct hw_text *t, const char *prefix)
{
	size_t n = strlen(prefix);

	if (t->n < n || strncasecmp(t->s, prefix, n) != 0)
		return false;
	*t = hw_text_from(*t, n);
	return true;
}

/* Cuts four hexadecimal digits off; absent if they are not there. */
static struct hw_text cut_id(struct hw_text *t)
{
	struct hw_text id = hw_text_head(*t, 4);

	for (size_t i = 0; i < id.n; i++)
		if (!hw_is_hex(id.s[i]))
			return HW_NO_TEXT;
	if (id.n < 4)
		return HW_NO_TEXT;
	*t = hw_text_from(*t, 4);
	return id;
}

/* "&SUBSYS_86721043": the subsystem's device before its vendor. */
static struct hw_text subsystem_of(struct hw_text rest, struct hw_arena *arena)
{
	struct hw_text device = cut(&rest, "&SUBSYS_") ? cut_id(&rest) : HW_NO_TEXT;
	struct hw_text vendor = device.n ? cut_id(&rest) : HW_NO_TEXT;

	return vendor.n ? hw_arena_printf(arena, ":%.*s:%.*s", HW_TEXT_ARG(vendor),
					  HW_TEXT_ARG(device))
			: HW_NO_TEXT;
}

static struct hw_text upper_id(struct hw_text t, struct hw_arena *arena)
{
	char upper[4];

	for (size_t i = 0; i < t.n && i < sizeof(upper); i++)
		upper[i] = t.s[i] >= 'a' ? (char)(t.s[i] - 'a' + 'A') : t.s[i];
	return hw_arena_copy(arena, (struct hw_text){upper, t.n});
}

/* Hexadecimal digits, `n` at most. */
static struct hw_text cut_digits(struct hw_text *t, size_t n)
{
	size_t i = 0;

	while (i < n && i < t->n && hw_is_hex(t->s[i]))
		i++;
	*t = hw_text_from(*t, i);
	return (struct hw_text){t->s - i, i};
}

/* What follows "PCI\CC_", or "USB\Class_": "03", "0300", "030000"; "03&SubClass_01". */
static struct hw_text class_of_windows(struct hw_text rest, bool is_usb,
				       struct hw_arena *arena)
{
	struct hw_text class = cut_digits(&rest, is_usb ? 2 : 6);
	struct hw_text subclass, protocol;

	if (!is_usb)
		return class.n && class.n % 2 == 0 && !rest.n
			       ? hw_arena_printf(arena, "pci:class:%.*s",
						 HW_TEXT_ARG(class))
			       : HW_NO_TEXT;
	subclass = cut(&rest, "&SubClass_") ? cut_digits(&rest, 2) : HW_NO_TEXT;
	protocol = cut(&rest, "&Prot_") ? cut_digits(&rest, 2) : HW_NO_TEXT;
	return class.n == 2 && !rest.n
		       ? hw_arena_printf(arena, "usb:class:%.*s%.*s%.*s",
					 HW_TEXT_ARG(class), HW_TEXT_ARG(subclass),
					 HW_TEXT_ARG(protocol))
		       : HW_NO_TEXT;
}

/* "&CC_0200" behind ids, in a word of its own: " pci:class:0200". */
static struct hw_text class_behind(struct hw_text rest, struct hw_arena *arena)
{
	struct hw_text class = HW_NO_TEXT;

	while (rest.n && !cut(&rest, "&CC_"))
		rest = hw_text_from(rest, 1);
	rest = hw_text_head(rest, hw_text_find(rest, '\\'));
	if (rest.n)
		class = class_of_windows(rest, false, arena);
	return class.n ? hw_arena_printf(arena, " %.*s", HW_TEXT_ARG(class)) : HW_NO_TEXT;
}

/* "ACPI\VEN_PNP&DEV_0501", "ACPI\PNP0501\1" */
static struct hw_text acpi_of_windows(struct hw_text rest, struct hw_arena *arena)
{
	struct hw_text vendor = rest;
	struct hw_text device;

	if (!cut(&rest, "VEN_"))
		device = hw_text_head(rest, hw_text_find(rest, '\\'));
	else
		device = rest;
	if (device.s == vendor.s)
		return hw_arena_printf(arena, "acpi:%.*s", HW_TEXT_ARG(device));
	vendor = hw_text_head(rest, hw_text_find(rest, '&'));
	rest = hw_text_from(rest, vendor.n);
	if (!cut(&rest, "&DEV_"))
		return HW_NO_TEXT;
	device = hw_text_head(rest, hw_text_find(rest, '&'));
	device = hw_text_head(device, hw_text_find(device, '\\'));
	return hw_arena_printf(arena, "acpi:%.*s%.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(device));
}

/*
 * Windows: "PCI\VEN_8086&DEV_15B8&SUBSYS_86721043", "USB\VID_514C&PID_8842",
 * "HDAUDIO\FUNC_01&VEN_10EC&DEV_0256", "PCI\CC_030000" ("Identifiers for PCI Devices",
 * "Standard USB Identifiers", "ACPI Device Identifiers" and "HD Audio Hardware IDs" of
 * Microsoft's driver documentation). A HID device has the ids of USB or Bluetooth.
 */
static struct hw_text of_windows(struct hw_text word, struct hw_arena *arena)
{
	bool is_hda = cut(&word, "HDAUDIO\\FUNC_01&");
	bool is_usb = !is_hda && (cut(&word, "USB\\") || cut(&word, "HID\\"));
	bool is_pci = !is_hda && !is_usb && cut(&word, "PCI\\");
	struct hw_text subsystem = HW_NO_TEXT;
	struct hw_text class = HW_NO_TEXT;
	struct hw_text vendor, device;

	if (!is_hda && !is_usb && !is_pci && cut(&word, "ACPI\\"))
		return acpi_of_windows(word, arena);
	if ((is_pci && cut(&word, "CC_")) || (is_usb && cut(&word, "Class_")))
		return class_of_windows(word, is_usb, arena);
	is_usb = !is_hda && !is_pci && cut(&word, "VID_");
	if (!is_usb && !cut(&word, "VEN_"))
		return HW_NO_TEXT;
	/* "VEN_8086&CC_0200", without the bus before it */
	is_pci = !is_hda && !is_usb;
	vendor = cut_id(&word);
	device = cut(&word, is_usb ? "&PID_" : "&DEV_") ? cut_id(&word) : HW_NO_TEXT;
	if (is_pci)
		class = class_behind(word, arena);
	if (!vendor.n || (!device.n && word.n && !class.n))
		return HW_NO_TEXT;
	/* snd_hdac_codec_modalias(), sound/hda: type 1 is audio */
	if (is_hda)
		return device.n ? hw_arena_printf(arena, "hdaudio:v%.*s%.*sr*a01*",
						  HW_TEXT_ARG(upper_id(vendor, arena)),
						  HW_TEXT_ARG(upper_id(device, arena)))
				: HW_NO_TEXT;
	if (!is_usb && device.n)
		subsystem = subsystem_of(word, arena);
	return hw_arena_printf(arena, "%s:%.*s:%.*s%.*s%.*s", is_usb ? "usb" : "pci",
			       HW_TEXT_ARG(vendor), HW_TEXT_ARG(device),
			       HW_TEXT_ARG(subsystem), HW_TEXT_ARG(class));
}

/* What stands around ids: brackets, quotation marks (U+2018 to U+201D beyond ASCII), and
 * what follows in a sentence. */
#define BEFORE "[({<\"'`\342\200\230\234"
#define BEHIND "])}>,.;:\"'`\342\200\231\235"

static bool has_digit(struct hw_text id)
{
	for (size_t i = 0; i < id.n; i++)
		if (hw_is_digit(id.s[i]))
			return true;
	return false;
}

/* Two ids with a colon, in brackets or with 0x perhaps; with a slash, a hyphen or a
 * comma if both have a digit, or else they are words. */
static struct hw_text of_pair(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_trim_start(word, BEFORE);
	struct hw_text vendor, device;
	bool is_colon;

	cut(&rest, "0x");
	vendor = cut_id(&rest);
	is_colon = cut(&rest, ":");
	if (!vendor.n ||
	    (!is_colon && !cut(&rest, "/") && !cut(&rest, "-") && !cut(&rest, ",")))
		return HW_NO_TEXT;
	cut(&rest, "0x");
	device = cut_id(&rest);
	if (!device.n || hw_text_trim_start(rest, BEHIND).n ||
	    (!is_colon && (!has_digit(vendor) || !has_digit(device))))
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(device));
}

/* "PCI_ID=8086:15B8" and the like, but not PCI_SUBSYS_ID, which are of another maker's
 * list. */
static struct hw_text of_property(struct hw_text word, struct hw_arena *arena)
{
	static const char *const keys[] = {
		"PCI_ID=", "PCIID=", "pciid:", "usbid:", "id=", "hwid="};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (cut(&word, keys[i]))
			return of_pair(word, arena);
	return HW_NO_TEXT;
}

/*
 * "pci:8086-15b8-1043-8672" of hw-probe and linux-hardware.org, and the last part of
 * https://pci-ids.ucw.cz/read/PC/8086/15b8, which has UD for those of USB. What stands
 * before them is of an address in the web.
 */
static struct hw_text of_web(struct hw_text word, struct hw_arena *arena)
{
	static const struct {
		const char *before;
		const char *bus;
		char between;
	} forms[] = {
		{"pci:", "pci", '-'},
		{"usb:", "usb", '-'},
		{"/PC/", "pci", '/'},
		{"/UD/", "usb", '/'},
	};
	const bool is_web = hw_text_starts(word, HW_TEXT("http"));

	for (size_t i = 0; i < HW_ARRAY_SIZE(forms); i++) {
		struct hw_list ids = {.arena = arena, .between = ":"};
		const char *at = memmem(word.s, word.n, forms[i].before, 4);
		struct hw_text rest, id;

		if (!at || (at != word.s && !is_web))
			continue;
		rest = hw_text_from(word, (size_t)(at - word.s) + 4);
		while ((id = cut_id(&rest)).n) {
			hw_list_add(&ids, id);
			if (!rest.n || rest.s[0] != forms[i].between)
				break;
			rest = hw_text_from(rest, 1);
		}
		if (!rest.n && (ids.n == 2 || ids.n == 4))
			return hw_arena_printf(arena, "%s:%.*s", forms[i].bus,
					       HW_TEXT_ARG(hw_list_text(&ids)));
	}
	return HW_NO_TEXT;
}

/* "pci8086,15b8", "usb46d,c52b": IEEE 1275, "PCI Bus Binding" and "Universal Serial Bus",
 * without leading zeros. */
static struct hw_text of_firmware(struct hw_text word, struct hw_arena *arena)
{
	static const char zeros[] = "000";
	bool is_usb = cut(&word, "usb");
	struct hw_text vendor, device;

	if (!is_usb && !cut(&word, "pci"))
		return HW_NO_TEXT;
	vendor = cut_digits(&word, 4);
	if (!vendor.n || !cut(&word, ","))
		return HW_NO_TEXT;
	device = cut_digits(&word, 4);
	return device.n && !word.n
		       ? hw_arena_printf(arena, "%s:%.*s%.*s:%.*s%.*s",
					 is_usb ? "usb" : "pci", (int)(4 - vendor.n),
					 zeros, HW_TEXT_ARG(vendor), (int)(4 - device.n),
					 zeros, HW_TEXT_ARG(device))
		       : HW_NO_TEXT;
}

/* The name of a HID device, "0003:046D:C52B.0001": hid_add_device(), where 3 is BUS_USB
 * (linux/input.h). */
static struct hw_text of_hid(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text vendor, device;

	if (!cut(&word, "0003:"))
		return HW_NO_TEXT;
	vendor = cut_id(&word);
	if (!vendor.n || !cut(&word, ":"))
		return HW_NO_TEXT;
	device = cut_id(&word);
	return device.n && word.n == 5 && word.s[0] == '.'
		       ? hw_arena_printf(arena, "usb:%.*s:%.*s", HW_TEXT_ARG(vendor),
					 HW_TEXT_ARG(device))
		       : HW_NO_TEXT;
}

/* "0x8086", "[8086]", "0x8086:" */
static struct hw_text of_single(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_trim_start(word, BEFORE);
	struct hw_text id;
	bool is_vendor, is_in_brackets;

	cut(&rest, "0x");
	if (rest.n == word.n)
		return HW_NO_TEXT;
	id = cut_id(&rest);
	is_in_brackets = id.n && word.s[0] == '[' && rest.n && rest.s[0] == ']';
	is_vendor = id.n && cut(&rest, ":");
	if (!id.n || hw_text_trim_start(rest, BEHIND).n)
		return HW_NO_TEXT;
	if (is_in_brackets)
		return hw_arena_printf(arena, "[%.*s]", HW_TEXT_ARG(id));
	/* with the colon, letters are an id too */
	return has_digit(id) && !is_vendor
		       ? id
		       : hw_arena_printf(arena, "%.*s:", HW_TEXT_ARG(id));
}

struct hw_text hw_pasted_ids(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text ids = of_windows(word, arena);

	if (!ids.n)
		ids = of_pair(word, arena);
	if (!ids.n)
		ids = of_property(word, arena);
	if (!ids.n)
		ids = of_web(word, arena);
	if (!ids.n)
		ids = of_firmware(word, arena);
	if (!ids.n)
		ids = of_hid(word, arena);
	if (!ids.n)
		ids = of_single(word, arena);
	return ids.n ? ids : word;
}
