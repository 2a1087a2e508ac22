// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What tells one device of a list of modaliases from another: the string itself, and the
 * path of its directory from wherever the shell was,
 *
 *     /sys/devices/pci0000:00/0000:00:1f.6    ./devices/pci0000:00/0000:00:1f.6
 *     /sys/bus/pci/devices/0000:00:1f.6       pci/devices/0000:00:1f.6
 *     0000:00:1f.6                            1-8:1.0
 */
#include <limits.h>

#include "data/base/path.h"
#include "data/tools/internal.h"
#include "decoders/modalias.h"
#include "decoders/text/ascii.h"

bool hw_dump_is_address(struct hw_text text)
{
	return (hw_text_starts(text, HW_TEXT("pci:")) ||
		hw_text_starts(text, HW_TEXT("usb:"))) &&
	       (text.n < 5 || text.s[4] != 'v');
}

bool hw_dump_is_modalias(struct hw_text text)
{
	struct hw_modalias m;

	/* what only starts like one is somebody's prose, and a word may be a module's
	 * other name */
	return hw_text_find(text, ':') < text.n && text.n <= 4096 &&
	       !hw_dump_is_address(text) && hw_decode(text, &m) && m.bus;
}

/* "/sys/devices/…", "./devices/…": as a place below sys; absent: it is none. */
static struct hw_text place_of(struct hw_text path)
{
	static const char *const starts[] = {"/sys/", "./", "sys/"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++)
		if (hw_text_starts(path, hw_text_of(starts[i])))
			path = hw_text_from(path, strlen(starts[i]));
	return hw_text_starts(path, HW_TEXT("devices/")) && path.n <= PATH_MAX - 64 &&
			       hw_path_is_plain(path)
		       ? path
		       : HW_NO_TEXT;
}

/* "…/pci/devices/0000:00:1f.6": the bus, or absent. */
static struct hw_text bus_of(struct hw_text path)
{
	const struct hw_text dir = HW_TEXT("/devices");
	const struct hw_text base = hw_path_base(path);
	struct hw_text above = hw_text_head(path, path.n - base.n);

	above = hw_text_trim_end(above, "/");
	if (above.n <= dir.n || !hw_text_eq(hw_text_from(above, above.n - dir.n), dir))
		return HW_NO_TEXT;
	above = hw_path_base(hw_text_head(above, above.n - dir.n));
	return hw_text_eq(above, HW_TEXT("sys")) || hw_text_eq(above, HW_TEXT("."))
		       ? HW_NO_TEXT
		       : above;
}

/* Of a device that is told by its place: PCI and USB have addresses of their own. */
static struct hw_text bus_of_address(struct hw_text name, struct hw_text modalias)
{
	size_t n;

	if (hw_text_starts(modalias, HW_TEXT("pci:")))
		return hw_dump_is_slot(name, &n) && n == name.n ? HW_TEXT("pci")
								: HW_NO_TEXT;
	return hw_text_starts(modalias, HW_TEXT("usb:")) && name.n &&
			       (hw_is_digit(name.s[0]) ||
				hw_text_starts(name, HW_TEXT("usb")))
		       ? HW_TEXT("usb")
		       : HW_NO_TEXT;
}

/* Firmware describes devices of several buses, so its strings do not tell which: its own
 * nodes are below LNXSYSTM (drivers/acpi/scan.c), and what is directly in "platform" is
 * on that bus (platform_device_add()). */
static struct hw_text bus_of_place(struct hw_text place, struct hw_text modalias)
{
	const struct hw_text platform = HW_TEXT("devices/platform/");

	if (hw_text_starts(modalias, HW_TEXT("acpi")) &&
	    hw_text_starts(place, HW_TEXT("devices/LNXSYSTM:00")))
		return HW_TEXT("acpi");
	if ((hw_text_starts(modalias, HW_TEXT("acpi:")) ||
	     hw_text_starts(modalias, HW_TEXT("of:"))) &&
	    hw_text_starts(place, platform) &&
	    hw_path_base(place).n == place.n - platform.n)
		return HW_TEXT("platform");
	return HW_NO_TEXT;
}

bool hw_dump_is_broken_at(struct hw_text path, struct hw_text text)
{
	const struct hw_text place = place_of(path);
	struct hw_modalias m;

	if (!place.s || !text.n || text.n > 4096 || hw_text_find(text, ':') == text.n)
		return false;
	return !hw_decode_device(text, &m) && (m.bus || bus_of_place(place, text).s);
}

struct hw_dump_device *hw_dump_device_at(struct hw_dump *dump, struct hw_text path,
					 struct hw_text modalias)
{
	const struct hw_text name = hw_path_base(path);
	struct hw_text bus = bus_of(path);
	struct hw_dump_device *device;

	if (!bus.s)
		bus = bus_of_address(name, modalias);
	if (!bus.s)
		bus = bus_of_place(place_of(path), modalias);
	if (!bus.s && !place_of(path).s)
		return NULL;
	device = hw_dump_device(dump, bus, name);
	if (device && !device->place.s && place_of(path).s)
		device->place = hw_arena_copy(&dump->arena, place_of(path));
	if (device)
		device->is_listed = device->kind_untold = true;
	if (device && hw_text_eq(bus, HW_TEXT("usb")))
		hw_dump_pair(dump, &device->uevent, HW_TEXT("DEVTYPE"),
			     hw_text_find(name, ':') < name.n ? HW_TEXT("usb_interface")
							      : HW_TEXT("usb_device"));
	return device;
}
