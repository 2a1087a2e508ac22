// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's files "uevent", one behind the other (`cat
 * /sys/bus/pci/devices/…/uevent`), with a path before each line (grep) or above them
 * (tail), and properties of udev's
 * (`udevadm info -q property`, `udevadm monitor -p`):
 *
 *     DRIVER=e1000e
 *     PCI_CLASS=20000
 *     PCI_ID=8086:15FB
 *     PCI_SUBSYS_ID=17AA:22D8
 *     PCI_SLOT_NAME=0000:00:1f.6
 *     MODALIAS=pci:v00008086d000015FB…
 *
 * A file ends at an empty line, at another path, at a key that it has, and behind
 * MODALIAS, which is the last one of the kernel's; udev has its own order. dev_uevent(),
 * drivers/base/core.c: DRIVER is there if one is bound, and comes before what the bus
 * adds.
 */
#include "data/base/array.h"
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

/* "KEY=VALUE": the length of the key, or 0. */
static size_t key_length(struct hw_text line)
{
	const size_t n = hw_text_find(line, '=');

	for (size_t i = 0; i < n; i++)
		if (!(line.s[i] >= 'A' && line.s[i] <= 'Z') && !hw_is_digit(line.s[i]) &&
		    line.s[i] != '_')
			return 0;
	return n < line.n ? n : 0;
}

static struct hw_text find(const struct hw_dump_uevents *u, const char *key)
{
	for (size_t i = 0; i < u->n; i++)
		if (hw_text_eq(u->pairs[i].key, hw_text_of(key)))
			return u->pairs[i].value;
	return HW_NO_TEXT;
}

/* What is the kernel's of a device, not of an event or the rules of udev. */
static bool is_kept(struct hw_text key)
{
	static const char *const keys[] = {"MODALIAS", "DRIVER", "DEVTYPE", "PRODUCT",
					   "TYPE",     "BUSNUM", "DEVNUM",  "INTERFACE"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		if (hw_text_eq(key, hw_text_of(keys[i])))
			return true;
	return hw_text_starts(key, HW_TEXT("PCI_")) ||
	       hw_text_starts(key, HW_TEXT("HID_")) ||
	       hw_text_starts(key, HW_TEXT("OF_"));
}

/* A line MODALIAS=… alone is one of a list, and so is called after it. */
static struct hw_dump_device *device_of(const struct hw_dump_uevents *u)
{
	const struct hw_text modalias = find(u, "MODALIAS");
	const struct hw_text path = find(u, "DEVPATH");
	struct hw_text slot = find(u, "PCI_SLOT_NAME");
	struct hw_text bus = find(u, "BUSNUM");
	struct hw_text number = find(u, "DEVNUM");
	struct hw_dump_device *device = NULL;

	if (path.n)
		device = hw_dump_device_at(
			u->dump,
			hw_arena_printf(&u->dump->arena, "/sys%.*s", HW_TEXT_ARG(path)),
			modalias);
	if (!device && u->place.n)
		device = hw_dump_device_at(u->dump, u->place, modalias);
	if (!device && slot.n) {
		slot = hw_dump_cut_slot(u->dump, &slot);
		device = slot.s ? hw_dump_device(u->dump, HW_TEXT("pci"), slot) : NULL;
	}
	if (!device && hw_text_eq(find(u, "DEVTYPE"), HW_TEXT("usb_device")) && bus.n &&
	    number.n)
		device = hw_dump_usb_device(u->dump, hw_dump_cut_decimal(&bus),
					    hw_dump_cut_decimal(&number));
	if (!device && modalias.n)
		device = hw_dump_device(
			u->dump, HW_NO_TEXT,
			hw_arena_printf(&u->dump->arena, "line-%zu", u->line));
	return device;
}

/* The beginning of the first one may be cut off, and its driver with that. */
static void note_driver(struct hw_dump_uevents *u, struct hw_dump_device *device)
{
	const struct hw_text driver = find(u, "DRIVER");

	u->has_events |= find(u, "ACTION").n;
	if (driver.n) {
		u->has_drivers = true;
		hw_dump_driver(u->dump, device, driver);
		return;
	}
	/* the rest of one may be cut off as well */
	if (u->n < 2 || !find(u, "MODALIAS").n || !(u->place.n || u->has_before))
		return;
	if (HW_ARENA_GROW(&u->dump->arena, struct hw_dump_device *, u->without,
			  u->without_count, &u->without_room, 16) >= 0)
		u->without[u->without_count++] = device;
}

/* Of lines that look so and are of no device. */
static void complain(const struct hw_dump_uevents *u)
{
	const size_t line = u->dump->line;

	u->dump->line = u->line;
	hw_dump_malformed(u->dump, "no modalias in it");
	u->dump->line = line;
}

void hw_dump_uevents_end(struct hw_dump_uevents *u)
{
	struct hw_dump_device *device = u->n ? device_of(u) : NULL;

	for (size_t i = 0; device && i < u->n; i++)
		if (is_kept(u->pairs[i].key))
			hw_dump_pair(u->dump, &device->uevent, u->pairs[i].key,
				     u->pairs[i].value);
	if (device)
		note_driver(u, device);
	else if (u->n)
		complain(u);
	u->has_before |= u->n;
	u->n = 0;
}

bool hw_dump_uevents_line(struct hw_dump_uevents *u, struct hw_text place,
			  struct hw_text line)
{
	const size_t n = key_length(line);
	const struct hw_text key = hw_text_head(line, n);
	const struct hw_text value = hw_text_trim_end(
		hw_text_trim_start(hw_text_from(line, n + 1), "'\""), "'\" ");
	const bool is_modalias = hw_text_eq(key, HW_TEXT("MODALIAS"));
	const bool is_whole = !place.n && !find(u, "DEVPATH").n && find(u, "MODALIAS").n;
	bool is_new =
		is_whole || !hw_text_eq(place, u->place) || u->n == HW_DUMP_UEVENT_MAX;

	for (size_t i = 0; i < u->n; i++)
		is_new |= hw_text_eq(key, u->pairs[i].key);
	if (!n || is_new)
		hw_dump_uevents_end(u);
	if (!n || (is_modalias && !hw_dump_is_modalias(value)))
		return false;
	if (!u->n || is_modalias)
		u->line = u->dump->line;
	u->place = place;
	u->pairs[u->n++] = (struct hw_dump_pair){.key = key, .value = value};
	return true;
}

void hw_dump_uevents_settle(struct hw_dump_uevents *u)
{
	hw_dump_uevents_end(u);
	for (size_t i = 0; u->has_drivers && !u->has_events && i < u->without_count; i++)
		hw_dump_driver(u->dump, u->without[i], HW_NO_TEXT);
}
