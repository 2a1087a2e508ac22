// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The devices of a machine that was recorded whole, a snapshot or an archive of its sys
 * tree, for the texts that are joined with it: what a tool tells of one of them is told
 * of the device that is there.
 *
 *     sys/bus/pci/devices/0000:00:1f.6 -> ../../../devices/pci0000:00/0000:00:1f.6
 */
#include <errno.h>
#include <limits.h>

#include "data/base/path.h"
#include "data/dump/collector.h"

/* Cuts "sys/bus/pci/devices/" off a path: subsystem and name, and whether it is a class.
 */
static bool cut_entry(struct hw_text *path, struct hw_text *ret_subsystem,
		      struct hw_text *ret_name, bool *ret_is_class)
{
	struct hw_text head;

	*ret_is_class = hw_text_starts(*path, HW_TEXT("sys/class/"));
	if (!*ret_is_class && !hw_text_starts(*path, HW_TEXT("sys/bus/")))
		return false;
	hw_text_cut(path, '/');
	hw_text_cut(path, '/');
	*ret_subsystem = hw_text_cut(path, '/');
	head = *ret_is_class ? HW_TEXT("devices") : hw_text_cut(path, '/');
	*ret_name = hw_text_cut(path, '/');
	return hw_text_eq(head, HW_TEXT("devices")) && ret_name->n;
}

/* Where a link of sys/bus/BUS/devices or sys/class/CLASS leads, below sys; absent: not to
 * a device. */
static struct hw_text place_of(struct hw_text target)
{
	if (hw_text_starts(target, HW_TEXT("/sys/")))
		target = hw_text_from(target, strlen("/sys/"));
	while (hw_text_starts(target, HW_TEXT("../")))
		target = hw_text_from(target, 3);
	return hw_text_starts(target, HW_TEXT("devices/")) && hw_path_is_plain(target)
		       ? target
		       : HW_NO_TEXT;
}

static struct hw_text value_in(struct hw_text uevent, const char *key)
{
	while (uevent.s) {
		struct hw_text value = hw_text_cut(&uevent, '\n');

		if (hw_text_eq(hw_text_cut(&value, '='), hw_text_of(key)))
			return value;
	}
	return HW_NO_TEXT;
}

/* BUSNUM and DEVNUM of usb_uevent(), drivers/usb/core/usb.c, are what lsusb prints. */
static void adopt_numbers(struct hw_dump *d, struct hw_dump_device *device)
{
	struct hw_text uevent;
	int64_t bus;
	int64_t number;

	if (hw_tree_read(d->tree,
			 hw_arena_printf(&d->arena, "sys/%.*s/uevent",
					 HW_TEXT_ARG(device->place)),
			 &d->arena, &uevent) < 0)
		return;
	bus = hw_text_decimal(value_in(uevent, "BUSNUM"), 6);
	number = hw_text_decimal(value_in(uevent, "DEVNUM"), 6);
	if (bus > 0 && number > 0)
		hw_dump_usb_number(d, device, (int32_t)bus, (int32_t)number);
}

static void adopt(struct hw_dump *d, struct hw_text path, struct hw_text target)
{
	struct hw_text rest = path;
	struct hw_text subsystem;
	struct hw_text name;
	bool is_class;
	struct hw_dump_device *device;

	if (!cut_entry(&rest, &subsystem, &name, &is_class) || (is_class && !target.s))
		return;
	/* a device, or a file below one that is no link */
	rest = target.s ? place_of(target)
			: hw_text_from(
				  hw_text_head(path, (size_t)(name.s - path.s) + name.n),
				  strlen("sys/"));
	device = rest.s ? hw_dump_device(d, subsystem, name) : NULL;
	if (!device || device->is_recorded)
		return;
	device->is_recorded = true;
	device->class_only = is_class;
	device->place = hw_arena_copy(&d->arena, rest);
	if (hw_text_eq(subsystem, HW_TEXT("usb")))
		adopt_numbers(d, device);
}

void hw_dump_adopt(struct hw_dump *dump)
{
	const struct hw_text name = dump->name;
	struct hw_text path;
	struct hw_text target;

	if (dump->is_adopted)
		return;
	dump->is_adopted = true;
	dump->name = dump->whole;
	hw_dump_claim_tree(dump);
	for (size_t i = 0; hw_tree_entry(dump->tree, i, &dump->arena, &path, &target);
	     i++)
		adopt(dump, path, target);
	dump->name = name;
	dump->touched_count = 0;
}
