// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What devices and the firmware call themselves may have a hardware address,
 * "Adapter-001122AABB77", a serial number, "Widget S/N: ZK4471902", or another thing that
 * no attribute has and that gets a number all the same. All such texts are read for it,
 * in one order: what the firmware says of the machine, devices in their natural order,
 * slots.
 */
#include <errno.h>

#include "report/machine/machine.h"

struct reader {
	struct hw_machine *machine;
	struct hw_privacy *privacy;
	/* of one device */
	struct hw_arena arena;
};

void hw_machine_host_texts(struct hw_host *h, struct hw_host_text ret[HW_HOST_TEXTS])
{
	const struct hw_host_text texts[HW_HOST_TEXTS] = {
		{&h->sys_vendor, HW_OWN_NAME},
		{&h->product_name, HW_OWN_NAME},
		{&h->product_version, HW_OWN_VERSION},
		{&h->board_vendor, HW_OWN_NAME},
		{&h->board_name, HW_OWN_NAME},
		{&h->bios_vendor, HW_OWN_NAME},
		{&h->bios_version, HW_OWN_VERSION},
		{&h->device_tree_model, HW_OWN_NAME},
		{&h->device_tree_compatible, HW_OWN_NAME},
		{&h->os_name, HW_OWN_VERSION},
		{&h->kernel_version, HW_OWN_VERSION},
	};

	memcpy(ret, texts, sizeof(texts));
}

bool hw_machine_is_version(struct hw_text name)
{
	/* of the firmware of disks: drivers/nvme/host/sysfs.c, drivers/scsi/scsi_sysfs.c,
	 * drivers/mmc/core/mmc.c */
	static const char *const others[] = {"firmware_rev", "rev", "fwrev", "hwrev",
					     "revision"};
	const struct hw_text end = HW_TEXT("version");

	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		if (hw_text_eq(name, hw_text_of(others[i])))
			return true;
	/* "bios_version", "firmware_version" */
	return name.n >= end.n && hw_text_eq(hw_text_from(name, name.n - end.n), end);
}

static void number_host(struct reader *r)
{
	struct hw_host_text texts[HW_HOST_TEXTS];
	struct hw_host host;

	hw_host_read(r->machine->root, &r->arena, &host);
	hw_machine_host_texts(&host, texts);
	for (size_t i = 0; i < HW_HOST_TEXTS; i++)
		hw_privacy_number_text(r->privacy, *texts[i].text, texts[i].what);
}

/* Whether the attribute is there and not empty. */
static bool number_file(struct reader *r, const struct hw_device *d, const char *file)
{
	const struct hw_text text = hw_text_trim_end(
		hw_root_read_attr(r->machine->root, d->syspath, file, &r->arena), "\n ");

	hw_privacy_number_text(r->privacy, text, HW_OWN_NAME);
	return text.n;
}

/* Of a bus, what it has; in the order in which they are printed. */
static void number_names(struct reader *r, const struct hw_device *d)
{
	/* input_dev_uevent(), drivers/input/input.c; hid_uevent(), drivers/hid/hid-core.c
	 */
	static const char *const keys[] = {"NAME", "HID_NAME"};
	const struct hw_bus_parts *parts = d->bus ? d->bus->parts : NULL;
	const struct hw_bus_own_name *own = d->bus ? d->bus->own : NULL;

	if (parts && hw_bus_is_whole(d->bus, d->kind)) {
		number_file(r, d, parts->own_vendor);
		number_file(r, d, parts->own_name);
	} else if (parts && hw_bus_is_part(d->bus, d->kind)) {
		number_file(r, d, "interface");
	}
	if (own && own->name && number_file(r, d, own->name) && own->vendor)
		number_file(r, d, own->vendor);
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		hw_privacy_number_text(r->privacy, hw_uevent_get(d->uevent, keys[i]),
				       HW_OWN_NAME);
}

/* Versions of firmware. */
static void number_firmware(struct reader *r, const struct hw_device *d)
{
	static const struct hw_source *const sources[] = {
		&hw_source_nvme_firmware,
		&hw_source_scsi_firmware,
		&hw_source_mmc_firmware,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(sources); i++) {
		struct hw_attributes told = {0};
		void *self;

		if (!hw_text_eq(d->subsystem, hw_text_of(sources[i]->subsystem)) ||
		    sources[i]->open(r->machine->root, NULL, &self) < 0)
			continue;
		sources[i]->enrich(self, d, &r->arena, &told);
		sources[i]->close(self);
		for (const struct hw_attribute *a = told.first; a; a = a->next)
			hw_privacy_number_text(r->privacy, a->text,
					       hw_machine_is_version(hw_text_of(a->key))
						       ? HW_OWN_VERSION
						       : HW_OWN_NAME);
	}
}

static void number_device(struct reader *r, const struct hw_device *d)
{
	if (!d->syspath.n)
		return;
	number_names(r, d);
	/* "Onboard LAN" of SMBIOS: drivers/pci/pci-label.c */
	if (hw_text_eq(d->subsystem, HW_TEXT("pci")))
		number_file(r, d, "label");
	number_file(r, d, "driver_override");
	number_firmware(r, d);
}

static void number_slots(struct reader *r)
{
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(r->machine->root, "sys/bus/pci/slots", &r->arena, &names, &n) <
	    0)
		return;
	for (size_t i = 0; i < n; i++)
		hw_privacy_number_text(r->privacy, names[i], HW_OWN_NAME);
}

int hw_machine_number_texts(struct hw_machine *m, struct hw_privacy *privacy)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct reader reader = {.machine = m, .privacy = privacy};
	struct hw_arena scratch = {0};
	struct hw_device_list list;
	bool has_failed = false;
	int r;

	/* not while it is done */
	privacy->has_numbered_texts = true;
	number_host(&reader);
	r = hw_sysfs_scan(m->root, &scan, &scratch, NULL, &list);
	for (size_t i = 0; r == 0 && i < list.n; i++) {
		has_failed = has_failed || hw_arena_failed(&reader.arena);
		hw_arena_reset(&reader.arena);
		number_device(&reader, &list.v[i]);
	}
	number_slots(&reader);
	has_failed = has_failed || hw_arena_failed(&reader.arena);
	hw_arena_done(&reader.arena);
	hw_arena_done(&scratch);
	return r == 0 && has_failed ? -ENOMEM : r;
}
