// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/internal.h"

#include <stdio.h>

#include "decoders/text/ascii.h"

/* Most compatibles of a device tree node. If it has more, the items that hw_decode() has
 * guessed stay. */
#define OF_MAX 32

/*
 * The kernel also prints the parts of an "of:" string one by one: of_device_uevent(),
 * drivers/of/device.c.
 */
static void resolve_of(struct hw_arena *arena, struct hw_decoded *d,
		       struct hw_text uevent)
{
	struct hw_text name = hw_uevent_get(uevent, "OF_NAME");
	struct hw_text compatible[OF_MAX];
	struct hw_text *items;
	size_t n = 0;

	if (!name.s)
		return;
	for (; n < OF_MAX; n++) {
		char key[32];

		snprintf(key, sizeof(key), "OF_COMPATIBLE_%zu", n);
		compatible[n] = hw_uevent_get(uevent, key);
		if (!compatible[n].s)
			break;
	}
	items = HW_ARENA_NEW(arena, struct hw_text, n);
	if (items)
		hw_of_resolve(&d->modalias, name, hw_uevent_get(uevent, "OF_TYPE"),
			      compatible, n, items);
}

/* Decodes each line of a modalias text; ACPI devices may have two. */
static struct hw_decoded *decode_lines(struct hw_arena *arena,
				       const struct hw_device *device)
{
	struct hw_text lines = device->modalias;
	struct hw_decoded *first = NULL;
	struct hw_decoded **tail = &first;

	while (lines.s) {
		struct hw_text line = hw_text_cut(&lines, '\n');

		if (!line.n)
			continue;
		*tail = HW_ARENA_NEW(arena, struct hw_decoded, 1);
		if (!*tail)
			break;
		hw_decode_device(line, &(*tail)->modalias);
		resolve_of(arena, *tail, device->uevent);
		tail = &(*tail)->next;
	}
	return first;
}

/* An attribute in hexadecimal digits, "046d"; absent if it cannot be read. */
static struct hw_id read_hex(struct hw_root *root, struct hw_arena *arena,
			     struct hw_text syspath, const char *name,
			     unsigned char digits)
{
	struct hw_text text = hw_root_read_attr(root, syspath, name, arena);
	struct hw_id id = {.digits = digits};

	for (size_t i = 0; i < text.n && i < 8; i++) {
		int d = hw_hex_value(text.s[i]);

		if (d < 0)
			break;
		id.value = id.value * 16 + (unsigned)d;
		id.present = true;
	}
	return id;
}

/* For a recorded USB device without uevent. */
static void read_usb_ids(struct hw_machine *m, struct hw_arena *arena,
			 const struct hw_device *device, struct hw_id ids[HW_ROLE_COUNT])
{
	static const struct {
		enum hw_role role;
		const char *name;
		unsigned char digits;
	} files[] = {
		{HW_ROLE_VENDOR, "idVendor", 4},
		{HW_ROLE_DEVICE, "idProduct", 4},
		{HW_ROLE_CLASS, "bDeviceClass", 2},
		{HW_ROLE_SUBCLASS, "bDeviceSubClass", 2},
		{HW_ROLE_INTERFACE, "bDeviceProtocol", 2},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++)
		ids[files[i].role] = read_hex(m->root, arena, device->syspath,
					      files[i].name, files[i].digits);
}

static void fill_ids(struct hw_machine *m, struct hw_arena *arena,
		     struct hw_record *record)
{
	if (record->modalias) {
		hw_ids_of_modalias(&record->modalias->modalias, record->ids);
		return;
	}
	if (!hw_bus_is_whole(record->device.bus, record->device.kind))
		return;
	hw_ids_of_usb_device(record->device.uevent, record->ids);
	if (!record->ids[HW_ROLE_VENDOR].present)
		read_usb_ids(m, arena, &record->device, record->ids);
}

/* The modalias of the firmware quotes its names of products, in which some vendors have
 * the machine's number. */
static void filter_firmware(struct hw_machine *m, struct hw_arena *arena,
			    struct hw_device *device)
{
	if (!device->syspath.n || !hw_text_eq(device->subsystem, HW_TEXT("dmi")) ||
	    hw_privacy_is_off(&m->privacy) ||
	    m->privacy.level_of_source < HW_PRIVACY_FULL || hw_machine_words(m) < 0)
		return;
	device->modalias = hw_machine_firmware_string(&m->privacy, &m->words,
						      device->modalias, arena);
	device->uevent =
		hw_machine_firmware_string(&m->privacy, &m->words, device->uevent, arena);
}

void hw_identify(struct hw_machine *machine, struct hw_arena *arena,
		 struct hw_record *record)
{
	filter_firmware(machine, arena, &record->device);
	record->modalias = decode_lines(arena, &record->device);
	fill_ids(machine, arena, record);
}
