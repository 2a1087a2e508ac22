// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whether the root of a bus is not in the list of its devices: it may be a part, as of
 * `lspci | grep VGA` without the command before it, and of inxi(1), which chooses; and a
 * report of such a list.
 *
 *     pci	0000:00:00.0 is the host bridge or a root port, and others are behind it
 *     usb	usb1, "Bus 001 Device 001", is the root hub of the others of bus 1, as of
 *		bus1-dev3, which our own report calls those whose port is not told
 */
#include "data/dump/collector.h"
#include "decoders/text/ascii.h"

enum { HOST_BRIDGE = 0x0600, BUSES_MAX = 256 };

/* In other domains than the first, of virtual machines and of some controllers, there is
 * none. */
static bool lacks_host_bridge(const struct hw_dump *d)
{
	bool has_devices = false;

	for (size_t i = 0; i < d->n; i++) {
		const struct hw_dump_device *device = d->v[i];

		if (!hw_text_eq(device->subsystem, HW_TEXT("pci")) ||
		    !hw_text_starts(device->name, HW_TEXT("0000:")))
			continue;
		if (hw_text_eq(device->name, HW_TEXT("0000:00:00.0")) ||
		    device->n[HW_DUMP_CLASS] == HOST_BRIDGE)
			return false;
		has_devices = true;
	}
	return has_devices;
}

/* "1-4", "1-4:1.0" and "bus1-dev3" are on bus 1; -1: the device does not tell it. */
static int32_t usb_bus_of(const struct hw_dump_device *device)
{
	struct hw_text name = device->name;
	int32_t bus;

	if (!hw_text_eq(device->subsystem, HW_TEXT("usb")) || device->parent)
		return -1;
	if (device->n[HW_DUMP_BUS_NUMBER] >= 0)
		return device->n[HW_DUMP_BUS_NUMBER];
	if (hw_text_starts(name, HW_TEXT("usb")))
		return hw_text_decimal(hw_text_from(name, 3), 4) < 0
			       ? -1
			       : (int32_t)hw_text_decimal(hw_text_from(name, 3), 4);
	if (hw_text_starts(name, HW_TEXT("bus")))
		name = hw_text_from(name, 3);
	bus = hw_dump_cut_decimal(&name);
	return hw_text_starts(name, HW_TEXT("-")) ? bus : -1;
}

static bool lacks_root_hub(const struct hw_dump *d)
{
	bool has_devices[BUSES_MAX] = {false};
	bool has_root[BUSES_MAX] = {false};

	for (size_t i = 0; i < d->n; i++) {
		const struct hw_dump_device *device = d->v[i];
		const int32_t bus = usb_bus_of(device);

		if (bus < 0 || bus >= BUSES_MAX)
			continue;
		has_devices[bus] = true;
		if (device->n[HW_DUMP_DEVICE_NUMBER] == 1 ||
		    hw_text_starts(device->name, HW_TEXT("usb")))
			has_root[bus] = true;
	}
	for (size_t i = 0; i < BUSES_MAX; i++)
		if (has_devices[i] && !has_root[i])
			return true;
	return false;
}

void hw_dump_find_roots(struct hw_dump *d)
{
	/* of a machine's own tree, and of a report of all of it, it is known */
	const bool may_be_part = d->has_lists && !d->whole.s && !d->facts.is_whole;

	d->facts.lacks_host_bridge = may_be_part && lacks_host_bridge(d);
	d->facts.lacks_root_hub = may_be_part && lacks_root_hub(d);
}
