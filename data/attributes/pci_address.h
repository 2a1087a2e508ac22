/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ATTRIBUTES_PCI_ADDRESS_H
#define HWALIAS_DATA_ATTRIBUTES_PCI_ADDRESS_H

#include "decoders/text/text.h"

struct hw_pci_address {
	unsigned domain, bus, device, function;
};

/*
 * Takes "0000:00:1f.6" apart, a device's name in sysfs (pci_setup_device(),
 * drivers/pci/probe.c). A domain has up to 8 digits; one that is no int is refused, since
 * libpci's is one.
 */
bool hw_pci_address_parse(struct hw_text name, struct hw_pci_address *ret);

#endif
