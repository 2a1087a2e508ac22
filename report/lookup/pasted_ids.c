// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/pasted_ids.h"

#include <strings.h>

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

/* Windows: "PCI\VEN_8086&DEV_15B8&SUBSYS_86721043", the subsystem's device before its
 * vendor; "USB\VID_514C&PID_8842" ("Standard PCI Identifiers", "Standard USB
 * Identifiers" of Microsoft's driver documentation). */
static struct hw_text of_windows(struct hw_text word, struct hw_arena *arena)
{
	bool is_usb = cut(&word, "USB\\VID_");
	struct hw_text vendor, device, subdevice, subvendor;

	if (!is_usb && !cut(&word, "PCI\\VEN_"))
		return HW_NO_TEXT;
	vendor = cut_id(&word);
	device = cut(&word, is_usb ? "&PID_" : "&DEV_") ? cut_id(&word) : HW_NO_TEXT;
	if (!vendor.n || !device.n)
		return HW_NO_TEXT;
	if (is_usb)
		return hw_arena_printf(arena, "usb:%.*s:%.*s", HW_TEXT_ARG(vendor),
				       HW_TEXT_ARG(device));
	subdevice = cut(&word, "&SUBSYS_") ? cut_id(&word) : HW_NO_TEXT;
	subvendor = subdevice.n ? cut_id(&word) : HW_NO_TEXT;
	return hw_arena_printf(arena, "pci:%.*s:%.*s%s%.*s%s%.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(device), subvendor.n ? ":" : "",
			       HW_TEXT_ARG(subvendor), subvendor.n ? ":" : "",
			       HW_TEXT_ARG(subvendor.n ? subdevice : HW_NO_TEXT));
}

/* Two ids with a colon, in brackets or with 0x perhaps. */
static struct hw_text of_pair(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_trim_start(word, "[(");
	struct hw_text vendor, device;

	cut(&rest, "0x");
	vendor = cut_id(&rest);
	if (!vendor.n || !cut(&rest, ":"))
		return HW_NO_TEXT;
	cut(&rest, "0x");
	device = cut_id(&rest);
	if (!device.n || hw_text_trim_start(rest, "]),.;").n)
		return HW_NO_TEXT;
	return hw_arena_printf(arena, "%.*s:%.*s", HW_TEXT_ARG(vendor),
			       HW_TEXT_ARG(device));
}

/* "0x8086", "[8086]" */
static struct hw_text of_single(struct hw_text word)
{
	struct hw_text rest = hw_text_trim_start(word, "[(");
	struct hw_text id;

	cut(&rest, "0x");
	if (rest.n == word.n)
		return HW_NO_TEXT;
	id = cut_id(&rest);
	return hw_text_trim_start(rest, "]),.;").n ? HW_NO_TEXT : id;
}

struct hw_text hw_pasted_ids(struct hw_text word, struct hw_arena *arena)
{
	struct hw_text ids = of_windows(word, arena);

	if (!ids.n)
		ids = of_pair(word, arena);
	if (!ids.n)
		ids = of_single(word);
	return ids.n ? ids : word;
}
