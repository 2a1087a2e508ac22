// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A PCI device in sysfs, from files that the kernel answers from memory:
 *
 *     devices/0000:00:1f.6/revision       "0x00"             revision     "00"
 *     devices/0000:00:1f.6/numa_node      "0", "-1" = none   numa_node    0
 *     slots/4/address                     "0000:03:00"       slot         "4"
 *
 * pci-sysfs.c (pci_config_attr(revision), numa_node_show()), address_read_file() of
 * drivers/pci/slot.c. An address without a device, "0000:03", is
 * that of a placeholder, which may be one of many: pci_create_slot().
 */
#include <errno.h>
#include <stdlib.h>

#include "data/attributes/attributes.h"
#include "data/base/memory.h"
#include "decoders/text/ascii.h"

#define SLOTS "sys/bus/pci/slots"

struct slot {
	struct hw_text name;
	struct hw_text address;
};

struct source {
	struct hw_root *root;
	struct hw_arena arena;
	struct slot *slots;
	size_t count;
};

static int read_slots(struct source *self)
{
	struct hw_text *names;
	size_t n;

	/* what is there and cannot be listed, the root tells */
	if (hw_root_list(self->root, SLOTS, &self->arena, &names, &n) < 0)
		return hw_arena_failed(&self->arena) ? -ENOMEM : 0;
	self->slots = HW_ARENA_NEW(&self->arena, struct slot, n);
	for (size_t i = 0; self->slots && i < n; i++) {
		struct hw_text dir = hw_arena_printf(&self->arena, SLOTS "/%.*s",
						     HW_TEXT_ARG(names[i]));

		self->slots[i] = (struct slot){
			.name = names[i],
			.address = hw_root_read_attr(self->root, dir, "address",
						     &self->arena),
		};
		self->count++;
	}
	return hw_arena_failed(&self->arena) ? -ENOMEM : 0;
}

static void device_close(void *data)
{
	struct source *self = data;

	hw_arena_done(&self->arena);
	free(self);
}

static int device_open(struct hw_root *root, struct hw_warnings *warnings,
		       void **ret_self)
{
	struct source *self = hw_calloc(1, sizeof(*self));
	int r;

	(void)warnings;
	if (!self)
		return -ENOMEM;
	self->root = root;
	r = read_slots(self);
	if (r < 0) {
		device_close(self);
		return r;
	}
	*ret_self = self;
	return 0;
}

/* "0x0a" -> "0a"; absent if it is something else. */
static struct hw_text parse_revision(struct hw_text text)
{
	struct hw_text hex;

	if (text.n != 4 || !hw_text_starts(text, HW_TEXT("0x")))
		return HW_NO_TEXT;
	hex = hw_text_from(text, 2);
	if (hw_hex_value(hex.s[0]) < 0 || hw_hex_value(hex.s[1]) < 0)
		return HW_NO_TEXT;
	return hex;
}

/* A slot is of all functions of a device. */
static struct hw_text find_slot(const struct source *self, struct hw_text name)
{
	struct hw_text address = hw_text_cut(&name, '.');

	for (size_t i = 0; i < self->count; i++)
		if (address.n && hw_text_eq(self->slots[i].address, address))
			return self->slots[i].name;
	return HW_NO_TEXT;
}

static int device_enrich(void *data, const struct hw_device *device,
			 struct hw_arena *arena, struct hw_attributes *list)
{
	struct source *self = data;
	struct hw_text dir = device->syspath;
	struct hw_text revision;
	struct hw_text slot;
	int64_t node;

	if (!dir.n)
		return 0;
	revision = parse_revision(hw_root_read_attr(self->root, dir, "revision", arena));
	slot = find_slot(self, device->name);
	/* NUMA_NO_NODE, -1, is no number here */
	node = hw_text_decimal(hw_root_read_attr(self->root, dir, "numa_node", arena), 6);
	if (revision.n)
		hw_attribute_text(list, arena, "revision", revision);
	if (slot.n)
		hw_attribute_text(list, arena, "slot", slot);
	if (node >= 0)
		hw_attribute_number(list, arena, "numa_node", node);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

const struct hw_source hw_source_pci_device = {
	.name = "pci_device",
	.subsystem = "pci",
	.open = device_open,
	.enrich = device_enrich,
	.close = device_close,
};
