// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/attributes/pci_errors.h"
#include "data/attributes/pcie_link.h"
#include "decoders/descriptors/descriptors.h"
#include "report/signs/internal.h"

/*
 * Signs that a device runs slower than it could, or with errors. Silent where it may well
 * be in order:
 *
 *     graphics             changes speed and width with its load
 *     functions but 0      share the link of function 0
 *     behind Thunderbolt   has links that are none, with made-up speeds
 *     a USB hub            has a half for USB 2 beside that for USB 3
 *     a fixed USB device   is wired as its maker chose
 */

#define DISPLAY_CLASS 0x03
#define BRIDGE_CLASS  0x06

#define USB_HUB_CLASS	    0x09
#define USB_BILLBOARD_CLASS 0x11

static bool is_function_0(struct hw_text name)
{
	return name.n > 2 && name.s[name.n - 2] == '.' && name.s[name.n - 1] == '0';
}

static bool is_external(struct hw_machine *m, struct hw_arena *arena,
			struct hw_text directory)
{
	return hw_text_eq(hw_root_read_attr(m->root, directory, "removable", arena),
			  HW_TEXT("removable"));
}

static struct hw_text say_rate(struct hw_arena *arena, const struct hw_pcie_rate *speed,
			       int width)
{
	struct hw_text text = hw_text_head(speed->speed, hw_text_find(speed->speed, 'P'));

	return hw_arena_printf(arena, "%.*s x%d",
			       HW_TEXT_ARG(hw_text_trim_end(text, " ")), width);
}

/* Mbit/s a lane. */
static int64_t lane(const struct hw_pcie_rate *rate)
{
	return rate->width ? rate->mbps / rate->width : 0;
}

static void find_link(struct hw_machine *m, struct hw_arena *arena,
		      const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text above = hw_pcie_port_above(of->directory);
	struct hw_pcie_link link = hw_pcie_link_read(m->root, of->directory, arena);
	struct hw_pcie_link port;
	const struct hw_pcie_rate *slower;
	int width;

	if (!link.now.mbps || !link.most.mbps || !above.n)
		return;
	port = hw_pcie_link_read(m->root, above, arena);
	if (!port.most.mbps || is_external(m, arena, of->directory))
		return;
	width = link.most.width < port.most.width ? link.most.width : port.most.width;
	slower = lane(&link.most) < lane(&port.most) ? &link.most : &port.most;
	if (link.now.width >= width && lane(&link.now) >= lane(slower))
		return;
	signs->link_now = say_rate(arena, &link.now, link.now.width);
	signs->link_could = say_rate(arena, slower, width);
}

static void find_errors(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	signs->errors_fatal = hw_pci_errors_sum(
		hw_pci_errors_read(m->root, of->directory, HW_PCI_FATAL, arena));
	signs->errors_nonfatal = hw_pci_errors_sum(
		hw_pci_errors_read(m->root, of->directory, HW_PCI_NONFATAL, arena));
}

/* USB 3.2, 9.6.2.2: bDevCapabilityType 3 with bit 3 of wSpeedsSupported, 5 Gb/s. */
static bool is_superspeed(struct hw_text bytes)
{
	struct hw_usb_walk walk;
	struct hw_usb_descriptor u;

	hw_usb_begin_bos(&walk, (struct hw_bytes){(const uint8_t *)bytes.s, bytes.n});
	while (hw_usb_next(&walk, &u))
		if (u.layout && u.type == 0x10 && u.subtype == 3 && u.bytes.n >= 10 &&
		    u.bytes.p[4] & 1 << 3)
			return true;
	return false;
}

static void find_usb_speed(struct hw_machine *m, struct hw_arena *arena,
			   const struct hw_signs_of *of, struct hw_signs *signs)
{
	struct hw_text speed = hw_root_read_attr(m->root, of->directory, "speed", arena);
	struct hw_text path =
		hw_arena_printf(arena, "%.*s/bos_descriptors",
				HW_TEXT_ARG(hw_text_from(of->directory, 1)));
	struct hw_text bytes;

	if (of->base_class == USB_HUB_CLASS || of->base_class == USB_BILLBOARD_CLASS ||
	    !(hw_text_eq(speed, HW_TEXT("480")) || hw_text_eq(speed, HW_TEXT("12"))) ||
	    !hw_text_eq(
		    hw_root_read_attr(m->root, of->directory, "port/connect_type", arena),
		    HW_TEXT("hotplug")))
		return;
	if (path.s && hw_root_read(m->root, path.s, arena, &bytes) == 0 &&
	    is_superspeed(bytes))
		signs->below_superspeed = speed;
}

void hw_signs_find_slow(struct hw_machine *m, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs)
{
	if (!of->driver.s || !of->directory.n || !of->bus)
		return;
	if (strcmp(of->bus->name, "usb") == 0 && hw_bus_is_whole(of->bus, of->kind))
		find_usb_speed(m, arena, of, signs);
	if (strcmp(of->bus->name, "pci") != 0)
		return;
	find_errors(m, arena, of, signs);
	if (is_function_0(of->name) && of->base_class != DISPLAY_CLASS &&
	    of->base_class != BRIDGE_CLASS)
		find_link(m, arena, of, signs);
}
