/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_DETAILS_DETAILS_H
#define HWALIAS_REPORT_DETAILS_DETAILS_H

#include "report/machine/machine.h"

// clang-format off
/*
 * All about a PCI function or a USB device (show -v), as trees of report/detail.h:
 *
 *     layout.c     a block of registers or a descriptor -> its fields, by the rows of
 *                  decoders/layout
 *     attribute.c  a file of sysfs -> a field
 *     pci.c        resources, interrupts, power, neighbours
 *     config.c     the configuration space: header and capabilities
 *     usb.c        what the device says of itself, power, port
 *     node.c       what it answers when it is asked: strings, status of ports
 *     descriptors.c  configurations, interfaces, endpoints; BOS
 *
 * sysfs is asked first, so that a recorded machine and a user without rights get all that
 * it tells. The configuration space of a device of the live machine is read, and its USB
 * node opened, only when the device is awake, or with --wake. What identifies one device
 * (HW_LAYOUT_SERIAL) is null at all privacy levels but "full".
 */
// clang-format on

/*
 * Sets `record->pci` or `record->usb` when the device is one; to be called when
 * `machine->wants_details`. What is damaged or cannot be read is in the tree, and damage
 * is a warning too. Lifetime: the arena's. Errors: the arena records them.
 */
void hw_details_fill(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record);

#endif
