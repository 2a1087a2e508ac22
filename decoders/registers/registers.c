// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/registers/registers.h"
#include "decoders/registers/tables.h"

/* The walk over a configuration space: header, then both lists of capabilities. */

#define HEADER_SIZE    64u
#define LEGACY_SIZE    256u
#define STATUS_AT      0x06
#define CAP_LIST_BIT   0x10
#define VIRTIO_VENDOR  0x1af4u
#define CAP_PCIX       0x07
#define CAP_HT	       0x08
#define CAP_VENDOR     0x09
#define CAP_EXPRESS    0x10
#define CAP_EA	       0x14
#define EXT_AER	       0x01
#define EXT_VSEC       0x0b
#define EXT_MULTICAST  0x12
#define EXT_SECONDARY  0x19
#define EXT_DVSEC      0x23
#define EXT_16GT       0x26
#define EXT_MARGINING  0x27
#define EXT_32GT       0x2a
#define EXT_64GT       0x31
#define MULTICAST_SIZE 40
#define EXPRESS_2_SIZE 0x3c

static unsigned le(struct hw_bytes config, size_t at, unsigned width)
{
	return (unsigned)hw_layout_le(config, at, width);
}

static unsigned header_type(struct hw_bytes config)
{
	return le(config, 0x0e, 1) & 0x7f;
}

static unsigned first_capability(struct hw_bytes config)
{
	if (!(le(config, STATUS_AT, 2) & CAP_LIST_BIT))
		return 0;
	return le(config, header_type(config) == 2 ? 0x14 : 0x34, 1) & 0xfc;
}

/* Where the entry at `at` says the next one is; 0 at the end. */
static unsigned next_of(struct hw_bytes config, unsigned at, bool extended)
{
	return extended ? le(config, at, 4) >> 20 & 0xffc : le(config, at + 1, 1) & 0xfc;
}

/* Walks a list for the first entry behind `at`, which may be earlier in the list; `end`
 * when there is none. Gives up on a loop after as many steps as there can be entries. */
static size_t end_of(struct hw_bytes config, unsigned at, bool extended, size_t end)
{
	unsigned entry = extended ? LEGACY_SIZE : first_capability(config);

	for (unsigned steps = 0; entry && entry < config.n && steps < 1024; steps++) {
		if (entry > at && entry < end)
			end = entry;
		entry = next_of(config, entry, extended);
	}
	return end;
}

/* The first capability with this id, or 0. */
static unsigned find(struct hw_bytes config, unsigned id)
{
	unsigned entry = first_capability(config);

	for (unsigned steps = 0; entry && entry + 1 < config.n && steps < 64; steps++) {
		if (le(config, entry, 1) == id)
			return entry;
		entry = next_of(config, entry, false);
	}
	return 0;
}

/* Device/port type of the PCI Express capability; 16 without one. */
static unsigned port_type(struct hw_bytes config)
{
	unsigned at = find(config, CAP_EXPRESS);

	return at ? le(config, at + 2, 2) >> 4 & 0xf : 16;
}

static size_t lanes(struct hw_bytes config)
{
	unsigned at = find(config, CAP_EXPRESS);
	size_t width = at ? le(config, at + 0x0c, 4) >> 4 & 0x3f : 0;

	return width <= 32 ? width : 32;
}

static bool is_virtio(struct hw_bytes config)
{
	unsigned device = le(config, 2, 2);

	return le(config, 0, 2) == VIRTIO_VENDOR && device >= 0x1000 && device <= 0x107f;
}

static const struct hw_layout *header_layout(unsigned type)
{
	switch (type) {
	case 0:
		return &hw_pci_header_device;
	case 1:
		return &hw_pci_header_bridge;
	case 2:
		return &hw_pci_header_cardbus;
	default:
		return &hw_pci_header_other;
	}
}

static const struct hw_layout *capability_layout(struct hw_bytes config, unsigned at,
						 unsigned id)
{
	const struct hw_layout *layout;
	bool bridge = header_type(config) == 1;

	switch (id) {
	case CAP_PCIX:
		return bridge ? &hw_pci_pcix_bridge : &hw_pci_pcix_device;
	case CAP_HT:
		return hw_pci_ht_layout(le(config, at + 2, 2));
	case CAP_EA:
		return bridge ? &hw_pci_ea_bridge : &hw_pci_ea_device;
	case CAP_VENDOR:
		if (is_virtio(config) && le(config, at + 2, 1) >= hw_pci_virtio.size)
			return &hw_pci_virtio;
		break;
	default:
		break;
	}
	layout = hw_pci_capability_layout(id);
	return layout ? layout : &hw_pci_unknown;
}

static const struct hw_layout *extended_layout(struct hw_bytes config, unsigned at,
					       unsigned id)
{
	const struct hw_layout *layout;
	unsigned type;

	if (id == EXT_DVSEC)
		return hw_pci_dvsec_layout(le(config, at + 4, 2), le(config, at + 8, 2));
	if (id == EXT_AER) {
		type = port_type(config);
		return type == 4 || type == 10 ? &hw_pci_aer_root : &hw_pci_aer;
	}
	layout = hw_pci_extended_layout(id);
	return layout ? layout : &hw_pci_unknown;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Where the rows end: a capability that says its length, or has an entry a lane. */
static size_t length_of(struct hw_bytes config, const struct hw_pci_block *block,
			size_t n)
{
	unsigned type;

	if (block->kind == HW_PCI_CAPABILITY)
		return block->id == CAP_VENDOR && le(config, block->at + 2U, 1) >= 3
			       ? least(n, le(config, block->at + 2U, 1))
			       : n;
	switch (block->id) {
	case EXT_VSEC:
	case EXT_DVSEC:
		return least(n, le(config, block->at + 4U, 4) >> 20);
	case EXT_MULTICAST:
		type = port_type(config);
		return type != 0 && type != 9 && type <= 10 ? n
							    : least(n, MULTICAST_SIZE);
	case EXT_SECONDARY:
		return least(n, 12 + 2 * lanes(config));
	case EXT_16GT:
	case EXT_32GT:
		return least(n, 0x20 + lanes(config));
	case EXT_64GT:
		return least(n, 0x10 + lanes(config));
	case EXT_MARGINING:
		return least(n, 8 + 4 * lanes(config));
	default:
		return n;
	}
}

/* The shortest sound block. The second version of PCI Express has all registers, also
 * those that a type of port does not need (PCI Express Base 6.0, 7.5.3). */
static size_t least_size(struct hw_bytes config, const struct hw_pci_block *block)
{
	if (block->kind == HW_PCI_CAPABILITY && block->id == CAP_EXPRESS &&
	    (le(config, block->at + 2U, 2) & 0xf) >= 2)
		return EXPRESS_2_SIZE;
	return block->layout->size;
}

/* The block's bytes: up to the next one, but not less than its type needs. */
static void set_bytes(struct hw_bytes config, struct hw_pci_block *block)
{
	bool extended = block->kind == HW_PCI_EXTENDED;
	size_t limit = extended ? config.n : least(config.n, LEGACY_SIZE);
	size_t end = end_of(config, block->at, extended, limit);
	size_t n = length_of(config, block, end - block->at);

	if (n < least_size(config, block))
		n = least(least_size(config, block), limit - block->at);
	block->bytes = (struct hw_bytes){config.p + block->at, n};
	if (n < block->layout->size)
		block->problem = HW_LAYOUT_CUT_OFF;
}

void hw_pci_begin(struct hw_pci_walk *walk, struct hw_bytes config)
{
	*walk = (struct hw_pci_walk){.config = config, .kind = HW_PCI_HEADER};
	walk->config.n = least(config.n, HW_PCI_CONFIG_MAX);
	walk->is_done = config.n == 0;
}

static bool is_seen(struct hw_pci_walk *walk, unsigned at)
{
	uint64_t bit = UINT64_C(1) << at / 4 % 64;
	bool seen = walk->seen[at / 4 / 64] & bit;

	walk->seen[at / 4 / 64] |= bit;
	return seen;
}

/* Fills *ret with trouble at `at`, where no block is. Returns true. */
static bool trouble(struct hw_pci_block *ret, enum hw_layout_problem problem,
		    enum hw_pci_kind kind, unsigned at)
{
	*ret = (struct hw_pci_block){
		.problem = problem,
		.kind = kind,
		.at = (uint16_t)at,
	};
	return true;
}

static bool take_header(struct hw_pci_walk *walk, struct hw_pci_block *ret)
{
	struct hw_bytes config = walk->config;
	unsigned type = header_type(config);

	walk->kind = HW_PCI_CAPABILITY;
	walk->next = (uint16_t)first_capability(config);
	if (le(config, 0, 4) == 0xffffffff) {
		walk->is_done = true;
		return trouble(ret, HW_LAYOUT_NO_ANSWER, HW_PCI_HEADER, 0);
	}
	*ret = (struct hw_pci_block){
		.kind = HW_PCI_HEADER,
		.id = (uint16_t)type,
		.layout = header_layout(type),
		.bytes = {config.p, least(config.n, type == 2 ? 0x80 : HEADER_SIZE)},
	};
	if (config.n < HEADER_SIZE)
		ret->problem = HW_LAYOUT_CUT_OFF;
	return true;
}

/* The next entry of the list of capabilities; false at its end. */
static bool take_capability(struct hw_pci_walk *walk, struct hw_pci_block *ret)
{
	struct hw_bytes config = walk->config;
	unsigned at = walk->next;
	unsigned id;

	if (!at)
		return false;
	walk->next = 0;
	if (at < 0x40)
		return trouble(ret, HW_LAYOUT_BAD_POINTER, HW_PCI_CAPABILITY, at);
	if (config.n <= HEADER_SIZE)
		return trouble(ret, HW_LAYOUT_HEADER_ONLY, HW_PCI_CAPABILITY, at);
	if (at + 2 > config.n)
		return trouble(ret, HW_LAYOUT_CUT_OFF, HW_PCI_CAPABILITY, at);
	if (is_seen(walk, at))
		return trouble(ret, HW_LAYOUT_LOOP, HW_PCI_CAPABILITY, at);
	id = le(config, at, 1);
	if (id == 0xff)
		return trouble(ret, HW_LAYOUT_NO_ANSWER, HW_PCI_CAPABILITY, at);
	*ret = (struct hw_pci_block){
		.kind = HW_PCI_CAPABILITY,
		.at = (uint16_t)at,
		.id = (uint16_t)id,
		.layout = capability_layout(config, at, id),
	};
	walk->next = (uint16_t)next_of(config, at, false);
	walk->has_extended |= id == CAP_EXPRESS || id == CAP_PCIX;
	set_bytes(config, ret);
	return true;
}

static bool take_extended(struct hw_pci_walk *walk, struct hw_pci_block *ret)
{
	struct hw_bytes config = walk->config;
	unsigned at = walk->next;
	unsigned header;

	walk->next = 0;
	if (!at || at == config.n)
		return false;
	if (at < LEGACY_SIZE)
		return trouble(ret, HW_LAYOUT_BAD_POINTER, HW_PCI_EXTENDED, at);
	if (at + 4 > config.n)
		return trouble(ret, HW_LAYOUT_CUT_OFF, HW_PCI_EXTENDED, at);
	header = le(config, at, 4);
	if (header == 0 || header == 0xffffffff)
		return false;
	if (is_seen(walk, at))
		return trouble(ret, HW_LAYOUT_LOOP, HW_PCI_EXTENDED, at);
	*ret = (struct hw_pci_block){
		.kind = HW_PCI_EXTENDED,
		.at = (uint16_t)at,
		.id = (uint16_t)(header & 0xffff),
		.version = (uint8_t)(header >> 16 & 0xf),
		.layout = extended_layout(config, at, header & 0xffff),
	};
	walk->next = (uint16_t)next_of(config, at, true);
	set_bytes(config, ret);
	return true;
}

bool hw_pci_next(struct hw_pci_walk *walk, struct hw_pci_block *ret)
{
	if (walk->is_done)
		return false;
	if (walk->kind == HW_PCI_HEADER)
		return take_header(walk, ret);
	if (walk->kind == HW_PCI_CAPABILITY) {
		if (take_capability(walk, ret))
			return true;
		walk->kind = HW_PCI_EXTENDED;
		walk->next = walk->has_extended && walk->config.n > LEGACY_SIZE
				     ? LEGACY_SIZE
				     : 0;
	}
	walk->is_done = !take_extended(walk, ret);
	return !walk->is_done;
}
