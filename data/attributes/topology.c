// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a tree of devices shows, from files that the kernel answers from memory:
 *
 *     pci_bus/0000:02     below a bridge           secondary_bus   02
 *     speed               "480" of a USB device    speed_kbps      480000
 *     bNumConfigurations  "1"                      configurations  1
 *     maxchild            "16" of a USB hub        ports           16
 *
 * pci_alloc_child_bus(), drivers/pci/probe.c, makes the directory. The attribute
 * secondary_bus_number resumes the bridge, and is not read.
 */
#include <errno.h>

#include "data/attributes/attributes.h"

/* The state of these sources is the root. */
static int topology_open(struct hw_root *root, struct hw_warnings *warnings,
			 void **ret_self)
{
	(void)warnings;
	*ret_self = root;
	return 0;
}

static void topology_close(void *self)
{
	(void)self;
}

/* PCI_CLASS=60400 of uevent: a bridge to PCI, or to CardBus. */
static bool is_bridge(const struct hw_device *device)
{
	struct hw_text class = hw_uevent_get(device->uevent, "PCI_CLASS");

	return hw_text_starts(class, HW_TEXT("604")) ||
	       hw_text_starts(class, HW_TEXT("607"));
}

static int bus_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list)
{
	struct hw_root *root = self;
	struct hw_text *names;
	struct hw_text dir;
	struct hw_text bus;
	size_t n;

	if (!device->syspath.n || !is_bridge(device))
		return 0;
	dir = hw_arena_printf(arena, "%.*s/pci_bus",
			      HW_TEXT_ARG(hw_text_from(device->syspath, 1)));
	if (!dir.s)
		return -ENOMEM;
	if (hw_root_list(root, dir.s, arena, &names, &n) < 0 || n == 0)
		return 0;
	bus = names[0];
	hw_text_cut(&bus, ':');
	if (bus.n == 2)
		hw_attribute_text(list, arena, "secondary_bus", bus);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* speed_show(), drivers/usb/core/sysfs.c: "1.5", "12", "480", "5000" … in Mbit/s */
static int64_t parse_speed(struct hw_text text)
{
	int64_t mbps;

	if (hw_text_eq(text, HW_TEXT("1.5")))
		return 1500;
	mbps = hw_text_decimal(text, 6);
	return mbps > 0 ? mbps * 1000 : 0;
}

static int64_t read_number(struct hw_root *root, const struct hw_device *device,
			   const char *name, struct hw_arena *arena)
{
	return hw_text_decimal(hw_root_read_attr(root, device->syspath, name, arena), 6);
}

static int usb_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list)
{
	struct hw_root *root = self;
	int64_t kbps;
	int64_t configurations;
	int64_t ports;

	if (!hw_bus_is_whole(device->bus, device->kind))
		return 0;
	kbps = parse_speed(hw_root_read_attr(root, device->syspath, "speed", arena));
	configurations = read_number(root, device, "bNumConfigurations", arena);
	ports = read_number(root, device, "maxchild", arena);
	if (kbps)
		hw_attribute_number(list, arena, "speed_kbps", kbps);
	if (configurations >= 0)
		hw_attribute_number(list, arena, "configurations", configurations);
	if (ports > 0)
		hw_attribute_number(list, arena, "ports", ports);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

const struct hw_source hw_source_pci_bus = {
	.name = "pci_bus",
	.subsystem = "pci",
	.open = topology_open,
	.enrich = bus_enrich,
	.close = topology_close,
};

const struct hw_source hw_source_usb_port = {
	.name = "usb_port",
	.subsystem = "usb",
	.open = topology_open,
	.enrich = usb_enrich,
	.close = topology_close,
};
