/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_REGISTERS_REGISTERS_H
#define HWALIAS_DECODERS_REGISTERS_REGISTERS_H

#include "decoders/layout/layout.h"

// clang-format off
/*
 * The configuration space of a PCI function.
 *
 *       0 +--------------------------------+
 *         | header, by its type (0, 1, 2)  |
 *      40 +--------------------------------+
 *         | capabilities: id, next, ...    |   chained from the pointer at 34 (14 for
 *         |                                |   CardBus)
 *     100 +--------------------------------+
 *         | extended capabilities:         |   PCI Express and PCI-X 2.0 only, chained
 *    1000 |   id, version, next, ...       |   from 100
 *         +--------------------------------+
 *
 * sysfs shows 64 bytes of it without root. A list may loop or lead astray: the walk says
 * so and goes on with the next list.
 */
// clang-format on

#define HW_PCI_CONFIG_MAX 4096

enum hw_pci_kind {
	HW_PCI_HEADER,
	HW_PCI_CAPABILITY,
	HW_PCI_EXTENDED,
};

struct hw_pci_block {
	/* what is wrong at `at`; a block may be there all the same */
	enum hw_layout_problem problem;
	enum hw_pci_kind kind;
	/* offset in the configuration space */
	uint16_t at;
	/* capability id; of the header its type */
	uint16_t id;
	/* of extended capabilities */
	uint8_t version;
	/* NULL when a problem leaves no block; without rows when the id is known by name
	 * only or not at all */
	const struct hw_layout *layout;
	/* from `at` to the next block or the end of its area; rows end where they end */
	struct hw_bytes bytes;
};

/* Private to the walk. */
struct hw_pci_walk {
	struct hw_bytes config;
	enum hw_pci_kind kind;
	uint16_t next;
	bool is_done;
	bool has_extended;
	uint64_t seen[HW_PCI_CONFIG_MAX / 4 / 64];
};

/* Begins with the header. Lifetime: `config`, at most 4096 bytes of it, outlives the
 * walk. */
void hw_pci_begin(struct hw_pci_walk *walk, struct hw_bytes config);

/* The next block or problem; false at the end. */
bool hw_pci_next(struct hw_pci_walk *walk, struct hw_pci_block *ret);

/* The table of a capability, or NULL: for `formats` and tests. */
const struct hw_layout *hw_pci_capability_layout(unsigned id);
const struct hw_layout *hw_pci_extended_layout(unsigned id);

#endif
