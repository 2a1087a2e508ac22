/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_REGISTERS_TABLES_H
#define HWALIAS_DECODERS_REGISTERS_TABLES_H

/* Tables that the walk chooses by more than a capability id, and what files of PCI tables
 * share. */

#include "decoders/layout/tables.h"

extern const struct hw_layout hw_pci_header_device;
extern const struct hw_layout hw_pci_header_bridge;
extern const struct hw_layout hw_pci_header_cardbus;
extern const struct hw_layout hw_pci_header_other;

/* One base address register; use with a stride of 4 and this condition. */
extern const struct hw_layout hw_pci_bar;
bool hw_pci_bar_present(const struct hw_layout_scope *scope);

extern const struct hw_layout hw_pci_unknown;
extern const struct hw_layout hw_pci_express;
extern const struct hw_layout hw_pci_pcix_device;
extern const struct hw_layout hw_pci_pcix_bridge;
extern const struct hw_layout hw_pci_virtio;
extern const struct hw_layout hw_pci_ea_device;
extern const struct hw_layout hw_pci_ea_bridge;
extern const struct hw_layout hw_pci_aer;
extern const struct hw_layout hw_pci_aer_root;

extern const struct hw_layout hw_pci_secondary;
extern const struct hw_layout hw_pci_data_link_feature;
extern const struct hw_layout hw_pci_16gt;
extern const struct hw_layout hw_pci_32gt;
extern const struct hw_layout hw_pci_64gt;
extern const struct hw_layout hw_pci_margining;
extern const struct hw_layout hw_pci_dvsec;

/* The HyperTransport table of a capability's command register. */
const struct hw_layout *hw_pci_ht_layout(unsigned command);

/* The table of a DVSEC, by its vendor and id; a general one when unknown. */
const struct hw_layout *hw_pci_dvsec_layout(unsigned vendor, unsigned id);

/* Shared values: link speeds, 1 = 2.5 GT/s; and as bits of a vector, 0 = 2.5 GT/s. */
extern const struct hw_vocabulary hw_pci_link_speeds;
extern const struct hw_vocabulary hw_pci_speed_vector;

#endif
