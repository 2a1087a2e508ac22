// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What devices and the firmware call themselves may have a hardware address,
 * "Adapter-001122AABB77", a serial number, "Widget S/N: ZK4471902", or another thing that
 * no attribute has and that gets a number all the same. All such texts are read for it,
 * in one order: what the firmware says of the machine, devices in their natural order,
 * slots.
 */
#include "report/machine/words/own_texts.h"

#include <errno.h>

#include "report/machine/sources/all_devices.h"
#include "report/machine/words/public_words.h"
#include "report/machine/words/words.h"

struct reader {
	struct hw_machine *machine;
	void (*each)(void *arg, struct hw_text text, enum hw_own_text what);
	void *arg;
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

static void read_host(struct reader *r)
{
	struct hw_host_text texts[HW_HOST_TEXTS];
	struct hw_host host;

	hw_host_read(r->machine->root, &r->arena, &host);
	hw_machine_host_texts(&host, texts);
	for (size_t i = 0; i < HW_HOST_TEXTS; i++)
		r->each(r->arg, *texts[i].text, texts[i].what);
}

/* Whether the attribute is there and not empty. */
static bool read_file(struct reader *r, const struct hw_device *d, const char *file)
{
	const struct hw_text text = hw_text_trim_end(
		hw_root_read_attr_once(r->machine->root, d->syspath, file, &r->arena),
		"\n ");

	r->each(r->arg, text, HW_OWN_NAME);
	return text.n;
}

/* Of a bus, what it has; in the order in which they are printed. */
static void read_names(struct reader *r, const struct hw_device *d)
{
	/* input_dev_uevent(), drivers/input/input.c; hid_uevent(), drivers/hid/hid-core.c
	 */
	static const char *const keys[] = {"NAME", "HID_NAME"};
	const struct hw_bus_parts *parts = d->bus ? d->bus->parts : NULL;
	const struct hw_bus_own_name *own = d->bus ? d->bus->own : NULL;

	if (parts && hw_bus_is_whole(d->bus, d->kind)) {
		read_file(r, d, parts->own_vendor);
		read_file(r, d, parts->own_name);
	} else if (parts && hw_bus_is_part(d->bus, d->kind)) {
		read_file(r, d, "interface");
	}
	if (own && own->name && read_file(r, d, own->name) && own->vendor)
		read_file(r, d, own->vendor);
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		r->each(r->arg, hw_uevent_get(d->uevent, keys[i]), HW_OWN_NAME);
}

/* Versions of firmware. */
static void read_firmware(struct reader *r, const struct hw_device *d)
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
			r->each(r->arg, a->text,
				hw_machine_is_version(hw_text_of(a->key)) ? HW_OWN_VERSION
									  : HW_OWN_NAME);
	}
}

static bool has_override(const struct hw_device *d)
{
	return d->syspath.n && (!d->bus || hw_bus_has(d->bus, HW_BUS_DRIVER_OVERRIDE));
}

static void read_device(struct reader *r, const struct hw_device *d)
{
	if (!d->syspath.n)
		return;
	read_names(r, d);
	/* "Onboard LAN" of SMBIOS: drivers/pci/pci-label.c */
	if (hw_text_eq(d->subsystem, HW_TEXT("pci")))
		read_file(r, d, "label");
	/* that of a bound device: hw_machine_number_overrides() */
	if (d->driver_known != HW_DRIVER_BOUND && has_override(d))
		read_file(r, d, "driver_override");
	read_firmware(r, d);
}

static void read_slots(struct reader *r)
{
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(r->machine->root, "sys/bus/pci/slots", &r->arena, &names, &n) <
	    0)
		return;
	for (size_t i = 0; i < n; i++)
		r->each(r->arg, names[i], HW_OWN_NAME);
}

/* Errors: -ENOMEM. */
static int read_all(struct reader *reader)
{
	struct hw_arena scratch = {0};
	struct hw_device_list list;
	bool has_failed = false;
	int r;

	read_host(reader);
	r = hw_all_devices_read(reader->machine, &scratch, &list);
	for (size_t i = 0; r == 0 && i < list.n; i++) {
		has_failed = has_failed || hw_arena_failed(&reader->arena);
		hw_arena_reset(&reader->arena);
		read_device(reader, &list.v[i]);
	}
	read_slots(reader);
	has_failed = has_failed || hw_arena_failed(&reader->arena);
	hw_arena_done(&reader->arena);
	hw_arena_done(&scratch);
	return r == 0 && has_failed ? -ENOMEM : r;
}

static void number_text(void *arg, struct hw_text text, enum hw_own_text what)
{
	hw_privacy_number_text(arg, text, what);
}

int hw_machine_number_texts(struct hw_machine *m, struct hw_privacy *privacy)
{
	struct reader reader = {.machine = m, .each = number_text, .arg = privacy};

	/* not while it is done */
	privacy->has_numbered_texts = true;
	return read_all(&reader);
}

int hw_machine_number_overrides(struct hw_machine *m, struct hw_privacy *privacy)
{
	struct reader reader = {.machine = m, .each = number_text, .arg = privacy};
	struct hw_arena scratch = {0};
	struct hw_device_list list;
	bool has_failed;
	int r = 0;

	if (!privacy->has_numbered_texts)
		r = hw_machine_number_texts(m, privacy);
	/* not while it is done */
	privacy->has_numbered_overrides = true;
	if (r == 0)
		r = hw_all_devices_read(m, &scratch, &list);
	for (size_t i = 0; r == 0 && i < list.n; i++)
		if (has_override(&list.v[i]) && list.v[i].driver_known == HW_DRIVER_BOUND)
			read_file(&reader, &list.v[i], "driver_override");
	has_failed = hw_arena_failed(&reader.arena);
	hw_arena_done(&reader.arena);
	hw_arena_done(&scratch);
	return r == 0 && has_failed ? -ENOMEM : r;
}

/* As hw_machine_own_text() asks it; what is left of the text is not of interest. */
static void ask_text(void *arg, struct hw_text text, enum hw_own_text what)
{
	struct hw_arena scratch = {0};

	(void)what;
	hw_free_text_owner(hw_text_trim_end(text, "\n "), arg, &scratch);
	hw_arena_done(&scratch);
}

/* As the search of a document asks it. */
static void ask_name(const struct hw_machine *m, struct hw_text name)
{
	struct hw_arena scratch = {0};
	const struct hw_text forms[] = {name, hw_public_normal(name, &scratch)};

	for (size_t i = 0; i < HW_ARRAY_SIZE(forms); i++)
		for (size_t k = 0; k < HW_ARRAY_SIZE(m->words.databases); k++) {
			hw_ids_have_word(m->words.databases[k], forms[i]);
			hw_ids_mention(m->words.databases[k], forms[i]);
		}
	hw_arena_done(&scratch);
}

int hw_machine_ask_words(struct hw_machine *m)
{
	struct hw_private_words words;
	struct reader reader = {.machine = m, .each = ask_text, .arg = &words};
	int r = hw_machine_words(m);

	if (r < 0)
		return r;
	words = m->words;
	words.shows_all = false;
	words.withheld = NULL;
	ask_name(m, words.host);
	ask_name(m, hw_free_text_host_alone(words.host));
	for (size_t i = 0; i < words.user_count; i++)
		ask_name(m, words.users[i]);
	return read_all(&reader);
}
