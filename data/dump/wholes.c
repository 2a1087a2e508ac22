// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * USB devices of which only interfaces are listed: the kernel has no file "modalias" for
 * a device as a whole (drivers/usb/core/sysfs.c), so no list of modaliases has any. What
 * the string of an interface tells of the device is the device's own:
 *
 *     1-3/1-3:1.0/modalias	usb:v0424p2514d0000dc09dsc00dp02ic09isc00ip02in00
 *     1-3/uevent		PRODUCT=424/2514/0, TYPE=9/0/2
 *
 * Where another file of the machine has the device by its numbers alone, as lsusb, it is
 * that one, and gets its name.
 */
#include "data/base/path.h"
#include "data/dump/collector.h"
#include "decoders/modalias.h"

/* A machine has some dozens: lsusb lists 127 a bus at most. */
#define NUMBERED_MAX 512

/* The devices that are told by their numbers alone. */
struct numbered {
	struct hw_dump_device *v[NUMBERED_MAX];
	size_t n;
};

/* What its interface tells of a device. */
struct whole {
	struct hw_dump *dump;
	struct hw_text name;
	/* absent: not told */
	struct hw_text place;
	/* "usb:v0424p2514", which two of a kind have */
	struct hw_text ids;
	int32_t n[HW_DUMP_NUMBERS];
};

static void set_number(struct whole *w, const struct hw_field *field)
{
	static const struct {
		const char *name;
		enum hw_dump_number number;
	} numbers[] = {
		{"vendor", HW_DUMP_VENDOR},
		{"product", HW_DUMP_DEVICE},
		{"bcd_device", HW_DUMP_RELEASE},
		{"device_class", HW_DUMP_DEVICE_CLASS},
		{"device_subclass", HW_DUMP_DEVICE_SUBCLASS},
		{"device_protocol", HW_DUMP_DEVICE_PROTOCOL},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(numbers); i++)
		if (strcmp(field->spec->name, numbers[i].name) == 0 &&
		    field->match == HW_MATCH_FIXED && field->value <= 0xffff)
			w->n[numbers[i].number] = (int32_t)field->value;
}

/* false: `device` is no interface, or tells too little. */
static bool find_whole(struct hw_dump *dump, const struct hw_dump_device *device,
		       char root[static HW_DUMP_USB_ROOT_MAX], struct whole *ret)
{
	const struct hw_text place = hw_text_head(
		device->place, device->place.n - hw_path_base(device->place).n);
	struct hw_modalias m;

	if (!device->is_listed || device->parent || !device->name.s ||
	    hw_text_find(device->name, ':') == device->name.n ||
	    !hw_decode_device(hw_dump_find(&device->uevent, "MODALIAS"), &m))
		return false;
	*ret = (struct whole){.dump = dump,
			      .name = hw_dump_usb_above(device->name, root)};
	for (size_t i = 0; i < HW_DUMP_NUMBERS; i++)
		ret->n[i] = -1;
	for (size_t i = 0; i < m.field_count; i++)
		set_number(ret, &m.fields[i]);
	ret->ids = hw_text_head(m.raw, strlen("usb:v0424p2514"));
	ret->place = hw_text_trim_end(place, "/");
	if (!hw_text_eq(hw_path_base(ret->place), ret->name))
		ret->place = HW_NO_TEXT;
	return ret->name.n && ret->n[HW_DUMP_VENDOR] >= 0 && ret->n[HW_DUMP_DEVICE] >= 0;
}

static bool is_same(const struct whole *w, const struct hw_dump_device *device)
{
	struct hw_text rest = w->name;

	return !device->name.s && !device->parent &&
	       hw_text_eq(device->subsystem, HW_TEXT("usb")) &&
	       device->n[HW_DUMP_BUS_NUMBER] == hw_dump_cut_decimal(&rest) &&
	       device->n[HW_DUMP_VENDOR] == w->n[HW_DUMP_VENDOR] &&
	       device->n[HW_DUMP_DEVICE] == w->n[HW_DUMP_DEVICE];
}

/* Another device that is listed without its whole: two of a kind. */
static bool is_twin(const struct whole *w, const struct hw_dump_device *device)
{
	char root[HW_DUMP_USB_ROOT_MAX];
	struct whole other;
	struct hw_text a = w->name;
	struct hw_text b;

	if (!hw_text_starts(hw_dump_find(&device->uevent, "MODALIAS"), w->ids))
		return false;
	if (!find_whole(w->dump, device, root, &other))
		return false;
	b = other.name;
	return !hw_text_eq(a, b) && hw_dump_cut_decimal(&a) == hw_dump_cut_decimal(&b) &&
	       other.n[HW_DUMP_VENDOR] == w->n[HW_DUMP_VENDOR] &&
	       other.n[HW_DUMP_DEVICE] == w->n[HW_DUMP_DEVICE];
}

/* The device that has these numbers, *ret; NULL: none has. False: there are several, and
 * which is which is not told. */
static bool find_numbered(const struct whole *w, const struct numbered *numbered,
			  struct hw_dump_device **ret)
{
	bool has_twin = false;
	size_t n = 0;

	*ret = NULL;
	for (size_t i = 0; i < numbered->n; i++) {
		if (!is_same(w, numbered->v[i]))
			continue;
		*ret = numbered->v[i];
		n++;
	}
	for (size_t i = 0; n == 1 && !has_twin && i < w->dump->n; i++)
		has_twin = is_twin(w, w->dump->v[i]);
	return n == 0 || (n == 1 && !has_twin);
}

static void add_whole(struct whole *w, const struct numbered *numbered)
{
	struct hw_dump *dump = w->dump;
	struct hw_arena *arena = &dump->arena;
	struct hw_dump_device *device;

	if (!find_numbered(w, numbered, &device))
		return;
	if (device)
		hw_dump_name_usb(dump, device, w->name);
	else
		device = hw_dump_device(dump, HW_TEXT("usb"), w->name);
	if (!device)
		return;
	device->is_listed = true;
	if (!device->place.s && w->place.n)
		device->place = hw_arena_copy(arena, w->place);
	for (enum hw_dump_number k = 0; k < HW_DUMP_NUMBERS; k++)
		if (device->n[k] < 0)
			device->n[k] = w->n[k];
	hw_dump_pair(dump, &device->uevent, HW_TEXT("DEVTYPE"), HW_TEXT("usb_device"));
	if (w->n[HW_DUMP_RELEASE] >= 0)
		hw_dump_pair(dump, &device->uevent, HW_TEXT("PRODUCT"),
			     hw_arena_printf(arena, "%x/%x/%x",
					     (unsigned)w->n[HW_DUMP_VENDOR],
					     (unsigned)w->n[HW_DUMP_DEVICE],
					     (unsigned)w->n[HW_DUMP_RELEASE]));
	if (w->n[HW_DUMP_DEVICE_CLASS] >= 0 && w->n[HW_DUMP_DEVICE_SUBCLASS] >= 0 &&
	    w->n[HW_DUMP_DEVICE_PROTOCOL] >= 0)
		hw_dump_pair(dump, &device->uevent, HW_TEXT("TYPE"),
			     hw_arena_printf(arena, "%d/%d/%d",
					     w->n[HW_DUMP_DEVICE_CLASS],
					     w->n[HW_DUMP_DEVICE_SUBCLASS],
					     w->n[HW_DUMP_DEVICE_PROTOCOL]));
}

/* False: there are too many. */
static bool find_all_numbered(const struct hw_dump *dump, struct numbered *ret)
{
	for (size_t i = 0; i < dump->n; i++) {
		struct hw_dump_device *device = dump->v[i];

		if (device->name.s || device->parent)
			continue;
		if (ret->n == NUMBERED_MAX)
			return false;
		ret->v[ret->n++] = device;
	}
	return true;
}

void hw_dump_add_wholes(struct hw_dump *dump)
{
	const size_t n = dump->n;
	struct numbered numbered = {.n = 0};

	if (!find_all_numbered(dump, &numbered))
		return;
	for (size_t i = 0; i < n; i++) {
		char root[HW_DUMP_USB_ROOT_MAX];
		struct hw_dump_device *known;
		struct whole whole;

		if (!find_whole(dump, dump->v[i], root, &whole))
			continue;
		known = hw_dump_find_named(dump, "usb", whole.name);
		if (!known)
			add_whole(&whole, &numbered);
		else if (!known->place.s && whole.place.n)
			known->place = hw_arena_copy(&dump->arena, whole.place);
	}
}
