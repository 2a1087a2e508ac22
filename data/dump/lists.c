// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lists of one machine's devices have the same ones, or one is a part of the other. Two
 * of PCI that are no parts that were chosen, as a recording, a report that says so, and
 * what begins at 0000:00:00.0, and of which each has a device that the other lacks, are
 * of two machines, or of two states of one; so is a root hub whose controller is in none
 * of them:
 *
 *     a	00:00.0  00:1f.2		b	00:00.0  00:1f.6
 *     lsusb -v	iSerial 1 0000:00:14.0	lspci	00:00.0  02:00.0
 */
#include "data/dump/collector.h"

/* The root hub is the first device of its bus. */
enum { LINUX_FOUNDATION = 0x1d6b, USB_ROOT = 1 };

#define RECORDED HW_DUMP_LISTS_MAX

void hw_dump_begin_list(struct hw_dump *d)
{
	if (d->list_count == HW_DUMP_LISTS_MAX)
		return;
	d->lists[d->list_count++] = d->name;
	d->list = d->list_count;
}

void hw_dump_end_list(struct hw_dump *d)
{
	d->list = 0;
}

void hw_dump_list_is_whole(struct hw_dump *d)
{
	if (d->list)
		d->whole_lists |= UINT32_C(1) << (d->list - 1);
}

void hw_dump_has_none(struct hw_dump *d)
{
	hw_tree_directory(d->tree, HW_TEXT("sys/devices"));
}

/* Lists in which the device is. */
static uint32_t lists_of(const struct hw_dump_device *device)
{
	return device->lists | (device->is_recorded ? UINT32_C(1) << RECORDED : 0);
}

static bool is_pci(const struct hw_dump_device *device)
{
	return hw_text_eq(device->subsystem, HW_TEXT("pci"));
}

/* Of the lists `whole`, those that would have the device if it were in the machine. */
static uint32_t pci_lists(const struct hw_dump *d, const struct hw_dump_device *device,
			  uint32_t whole)
{
	(void)d;
	return is_pci(device) ? whole : 0;
}

/* The same of a USB device: by its number, which all that list a bus tell. */
static uint32_t usb_lists(const struct hw_dump *d, const struct hw_dump_device *device,
			  uint32_t whole)
{
	const int32_t bus = device->n[HW_DUMP_BUS_NUMBER];
	const struct hw_dump_device *root =
		bus < 0 || device->n[HW_DUMP_DEVICE_NUMBER] < 0
			? NULL
			: hw_dump_find_usb(d, bus, USB_ROOT);

	return root ? lists_of(root) & whole : 0;
}

/* What lists of a bus are compared by. */
struct kind {
	const char *name;
	uint32_t (*lists)(const struct hw_dump *d, const struct hw_dump_device *device,
			  uint32_t whole);
};

static const struct kind pci = {"PCI", pci_lists};
static const struct kind usb = {"USB", usb_lists};

static struct hw_text name_of(const struct hw_dump *d, size_t list)
{
	return list == RECORDED ? d->whole : d->lists[list];
}

/* Of the lists `whole`, those that have a device which the list lacks. */
static uint32_t that_have_more(const struct hw_dump *d, const struct kind *kind,
			       uint32_t whole, size_t list)
{
	const uint32_t bit = UINT32_C(1) << list;
	uint32_t more = 0;

	for (size_t i = 0; i < d->n; i++)
		if (!(lists_of(d->v[i]) & bit) && kind->lists(d, d->v[i], whole) & bit)
			more |= lists_of(d->v[i]);
	return more & whole;
}

/* The first two of which each has more than the other; false: there are none. */
static bool find_two(const struct hw_dump *d, const struct kind *kind, uint32_t whole,
		     size_t *ret_one, size_t *ret_other)
{
	uint32_t more[HW_DUMP_LISTS_MAX + 1] = {0};

	for (size_t i = 0; i <= HW_DUMP_LISTS_MAX; i++) {
		if (!(whole & UINT32_C(1) << i))
			continue;
		more[i] = that_have_more(d, kind, whole, i);
		for (size_t k = 0; k < i; k++)
			if (more[i] & UINT32_C(1) << k && more[k] & UINT32_C(1) << i) {
				*ret_one = k;
				*ret_other = i;
				return true;
			}
	}
	return false;
}

/* A root hub, by its serial number that of a controller which none of the lists has. */
static const struct hw_dump_device *find_hub(struct hw_dump *d)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct hw_dump_device *hub = d->v[i];
		const struct hw_text at =
			hw_text_trim_end(hw_dump_find(&hub->attributes, "serial"), "\n ");

		if (hub->n[HW_DUMP_VENDOR] == LINUX_FOUNDATION && at.n == 12 &&
		    hw_text_starts(at, HW_TEXT("0000:")) &&
		    !hw_dump_find_named(d, "pci", at))
			return hub;
	}
	return NULL;
}

/* False: there are no two of which each has more than the other. */
static bool warn_of_two(struct hw_dump *d, const struct kind *kind, uint32_t whole)
{
	size_t one;
	size_t other;

	if (!find_two(d, kind, whole, &one, &other))
		return false;
	hw_warn(d->warnings, "hosts-differ", name_of(d, other), 0,
		"it has %s devices that '%.*s' lacks, and lacks some that it has: if "
		"these are two machines, they are mixed up here",
		kind->name, HW_TEXT_ARG(name_of(d, one)));
	return true;
}

void hw_dump_compare_lists(struct hw_dump *d)
{
	const uint32_t recorded = UINT32_C(1) << RECORDED;
	const uint32_t lists = ((UINT32_C(1) << d->list_count) - 1) | recorded;
	const struct hw_dump_device *hub;
	uint32_t have_root = 0;

	for (size_t i = 0; i < d->n; i++)
		if (is_pci(d->v[i]) && hw_text_eq(d->v[i]->name, HW_TEXT("0000:00:00.0")))
			have_root |= lists_of(d->v[i]);
	if (warn_of_two(d, &pci, d->whole_lists | recorded | have_root) ||
	    warn_of_two(d, &usb, lists))
		return;
	hub = have_root ? find_hub(d) : NULL;
	if (hub)
		hw_warn(d->warnings, "hosts-differ", hub->first_file, 0,
			"it has a USB controller that the list of PCI devices lacks: if "
			"these are two machines, they are mixed up here");
}
