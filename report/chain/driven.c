// SPDX-License-Identifier: GPL-2.0-or-later
/* The devices on the way to a disk that do not work without a driver. */
#include "report/chain/finder.h"

#include "decoders/text/ascii.h"

bool hw_name_is_like(struct hw_text name, const char *pattern)
{
	size_t at = 0;

	for (; *pattern; pattern++) {
		const char kind = *pattern;
		const size_t start = at;
		const size_t most = pattern[1] == '+' ? name.n : at + 1;

		while (at < name.n && at < most &&
		       (kind == '0'   ? hw_is_digit(name.s[at])
			: kind == 'x' ? hw_is_hex(name.s[at])
				      : name.s[at] == kind))
			at++;
		if (at == start)
			return false;
		pattern += pattern[1] == '+';
	}
	return at == name.n;
}

/* "0000:00:14.0" of pci_setup_device(), drivers/pci/probe.c. */
static bool is_pci(struct hw_text name)
{
	return hw_name_is_like(name, "x+:xx:xx.0");
}

/* "1-1.2:1.0" of usb_set_configuration(), drivers/usb/core/message.c. */
static bool is_usb_interface(struct hw_text name)
{
	const size_t colon = hw_text_find(name, ':');

	return colon < name.n && hw_text_find(name, '-') < colon &&
	       hw_name_is_like(hw_text_from(name, colon), ":0+.0+") &&
	       hw_is_digit(name.s[0]);
}

/*
 * What is below a device is there by its driver: "0:0:0:1" of
 * scsi_sysfs_device_initialize(), drivers/scsi/scsi_sysfs.c; "virtio6" of
 * register_virtio_device(), drivers/virtio/virtio.c. A PCI bridge needs none for what is
 * on its bus.
 */
static bool needs_driver(struct hw_text name, struct hw_text below)
{
	if (is_pci(name))
		return !is_pci(below);
	return is_usb_interface(name) || hw_name_is_like(name, "virtio0+") ||
	       hw_name_is_like(name, "0+:0+:0+:0+");
}

/*
 * Whether the list has the device, and a driver or that it is not known: that is told of
 * the device itself. A dump may have it without its place in /sys, by its address alone.
 */
static bool is_told(struct hw_finder *f, struct hw_text path)
{
	const struct hw_text name = hw_path_base(path);

	for (size_t i = 0; i < f->list->n; i++) {
		const struct hw_device *d = &f->list->v[i];
		const bool is_it = hw_text_eq(hw_text_from(d->syspath, 1), path);

		if (!is_it &&
		    !(is_pci(name) && hw_text_eq(d->subsystem, HW_TEXT("pci")) &&
		      hw_text_eq(hw_path_base(d->syspath), name)))
			continue;
		f->chain->is_in[i] = true;
		return d->driver_known != HW_DRIVER_NONE;
	}
	return false;
}

void hw_finder_count_undriven(struct hw_finder *f, struct hw_text path)
{
	for (size_t n = 0; n < path.n; n++) {
		const struct hw_text above = hw_text_head(path, n);
		const struct hw_text rest = hw_text_from(path, n + 1);

		if (path.s[n] == '/' &&
		    needs_driver(hw_path_base(above),
				 hw_text_head(rest, hw_text_find(rest, '/'))) &&
		    !is_told(f, above) && hw_text_set_add(&f->counted, above) < 0)
			f->arena->failed = true;
	}
}

bool hw_finder_is_driven(struct hw_finder *f, struct hw_text path, size_t end)
{
	for (size_t n = 0; n < end; n++) {
		const struct hw_text above = hw_text_head(path, n);
		const struct hw_text rest = hw_text_from(path, n + 1);

		if (path.s[n] != '/')
			continue;
		if (needs_driver(hw_path_base(above),
				 hw_text_head(rest, hw_text_find(rest, '/'))))
			return true;
		for (size_t i = 0; i < f->list->n; i++)
			if (hw_text_eq(hw_text_from(f->list->v[i].syspath, 1), above) &&
			    f->list->v[i].driver_known != HW_DRIVER_NONE)
				return true;
	}
	return false;
}
