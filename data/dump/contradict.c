// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Whether the files that are joined can be of one machine: each tells something of it,
 *
 *     the kernel that runs		proc/sys/kernel/osrelease, "Linux
 * version 6.1.0-13-amd64"
 *     the host's name			proc/sys/kernel/hostname, "Nov 28 07:07:52 HOST
 * kernel: "
 *     the model			sys/devices/virtual/dmi/id, "DMI: VENDOR
 * PRODUCT/BOARD, BIOS" the card in a slot		8086:15b8 at 0000:00:1f.6
 *
 * and what another one tells otherwise is of another machine, or of another state of it.
 */
#include <errno.h>

#include "data/dump/collector.h"
#include "decoders/text/ascii.h"

static const char *const titles[HW_DUMP_CLAIMS] = {
	[HW_DUMP_CLAIM_KERNEL] = "the kernel",
	[HW_DUMP_CLAIM_HOST] = "the host",
	[HW_DUMP_CLAIM_VENDOR] = "the maker",
	[HW_DUMP_CLAIM_PRODUCT] = "the model",
};

static const struct {
	const char *path;
	enum hw_dump_claim claim;
} files[] = {
	{"proc/sys/kernel/osrelease", HW_DUMP_CLAIM_KERNEL},
	{"proc/sys/kernel/hostname", HW_DUMP_CLAIM_HOST},
	{"sys/devices/virtual/dmi/id/sys_vendor", HW_DUMP_CLAIM_VENDOR},
	{"sys/devices/virtual/dmi/id/product_name", HW_DUMP_CLAIM_PRODUCT},
	{"sys/class/dmi/id/sys_vendor", HW_DUMP_CLAIM_VENDOR},
	{"sys/class/dmi/id/product_name", HW_DUMP_CLAIM_PRODUCT},
};

/* "web1" and "web1.example.org" are one. */
static struct hw_text comparable(enum hw_dump_claim claim, struct hw_text value)
{
	return claim == HW_DUMP_CLAIM_HOST ? hw_text_head(value, hw_text_find(value, '.'))
					   : value;
}

/* Or nobody's, as a log has it until the host has its name. */
static bool is_withheld(struct hw_text value)
{
	return hw_text_eq(value, HW_TEXT("localhost")) ||
	       memmem(value.s, value.n, "withheld", strlen("withheld")) != NULL;
}

/* `was` absent: the values are nobody's concern. */
static void contradict(struct hw_dump *d, struct hw_text other, const char *what,
		       struct hw_text was, struct hw_text now)
{
	struct hw_text values = HW_TEXT("has two names");

	if (d->contradiction.s)
		return;
	if (was.s)
		values = hw_arena_printf(&d->arena,
					 "is '%.*s' by the one and '%.*s' by the other",
					 HW_TEXT_ARG(was), HW_TEXT_ARG(now));
	d->contradiction = hw_arena_printf(
		&d->arena,
		"cannot join '%.*s' and '%.*s': they are of two machines, or of two "
		"states of one: %s %.*s; 'hwalias diff' compares two",
		HW_TEXT_ARG(other), HW_TEXT_ARG(d->operand), what, HW_TEXT_ARG(values));
}

void hw_dump_claim(struct hw_dump *d, enum hw_dump_claim claim, struct hw_text value)
{
	struct hw_dump_claimed *known = &d->claimed[claim];

	value = hw_text_trim_start(hw_text_trim_end(value, " \n"), " ");
	if (!value.n || is_withheld(value))
		return;
	if (!known->value.s) {
		*known = (struct hw_dump_claimed){hw_arena_copy(&d->arena, value),
						  d->name};
		return;
	}
	if (!hw_text_eq(comparable(claim, known->value), comparable(claim, value)) &&
	    !hw_text_eq(known->file, d->operand))
		contradict(d, known->file, titles[claim],
			   claim == HW_DUMP_CLAIM_HOST ? HW_NO_TEXT : known->value,
			   value);
}

void hw_dump_claim_file(struct hw_dump *d, struct hw_text path, struct hw_text content)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++)
		if (hw_text_eq(path, hw_text_of(files[i].path)))
			hw_dump_claim(d, files[i].claim, content);
}

void hw_dump_claim_tree(struct hw_dump *d)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		struct hw_text content;

		if (hw_tree_read(d->tree, hw_text_of(files[i].path), &d->arena,
				 &content) == 0)
			hw_dump_claim(d, files[i].claim, content);
	}
}

/* "8086:15B8" of a uevent file. */
static int32_t recorded_id(struct hw_dump *d, const struct hw_dump_device *device,
			   size_t at)
{
	struct hw_text uevent = HW_NO_TEXT;
	struct hw_text ids = HW_NO_TEXT;
	const char *key;

	for (const struct hw_dump_pair *pair = device->uevent.first; pair && !ids.n;
	     pair = pair->next)
		if (hw_text_eq(pair->key, HW_TEXT("PCI_ID")))
			ids = pair->value;
	if (!ids.n && device->place.s &&
	    hw_tree_read(d->tree,
			 hw_arena_printf(&d->arena, "sys/%.*s/uevent",
					 HW_TEXT_ARG(device->place)),
			 &d->arena, &uevent) == 0) {
		key = memmem(uevent.s, uevent.n, "PCI_ID=", 7);
		if (key)
			ids = hw_text_from(uevent, (size_t)(key - uevent.s) + 7);
	}
	return ids.n >= 9 ? hw_dump_hex(hw_text_from(ids, at), 4) : -1;
}

static void check_device(struct hw_dump *d, const struct hw_dump_device *device)
{
	static const struct {
		enum hw_dump_number number;
		size_t at;
	} ids[] = {{HW_DUMP_VENDOR, 0}, {HW_DUMP_DEVICE, 5}};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ids); i++) {
		const int32_t told = device->n[ids[i].number];
		int32_t other = device->other[i];

		if (other < 0)
			other = recorded_id(d, device, ids[i].at);
		if (told < 0 || other < 0 || told == other)
			continue;
		d->operand = device->last_file;
		contradict(d, device->is_recorded ? d->whole : device->first_file,
			   hw_arena_printf(&d->arena, "the id of %.*s",
					   HW_TEXT_ARG(device->name))
				   .s,
			   hw_arena_printf(&d->arena, "%04x", (unsigned)told),
			   hw_arena_printf(&d->arena, "%04x", (unsigned)other));
	}
}

int hw_dump_check(struct hw_dump *d)
{
	for (size_t i = 0; i < d->n && !d->contradiction.s; i++)
		if (hw_text_eq(d->v[i]->subsystem, HW_TEXT("pci")))
			check_device(d, d->v[i]);
	return d->contradiction.s ? -EEXIST : 0;
}
