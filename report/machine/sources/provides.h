/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_SOURCES_PROVIDES_H
#define HWALIAS_REPORT_MACHINE_SOURCES_PROVIDES_H

#include "report/machine/sources/sources.h"

/*
 * What a device is to its user: the network interfaces, disks, terminals, sound cards and
 * so on that its driver makes of it, and where the disks are mounted.
 *
 *     pci:0000:02:00.0   nvme0, nvme0n1, nvme0n1p1 on /boot, nvme0n1p2 on /
 *
 * A device of a class belongs to every device above it, up to the first PCI function or
 * USB device; a controller does not provide what is plugged into it. A file system on a
 * mapping or a RAID is mounted by the disks that it is made of (`holders`).
 */
struct hw_provides;

/* Fills `record->provides`. The class devices and mounts are read at the first call.
 * Lifetime: the machine's and the arena's. Errors: -ENOMEM. */
int hw_provides_fill(struct hw_machine *machine, struct hw_arena *arena,
		     struct hw_record *record);

/* NULL is fine. */
void hw_provides_close(struct hw_provides *provides);

/* Gives the identities of all class devices their numbers, in the order of the classes
 * and names. Errors: -ENOMEM. */
int hw_provides_number(struct hw_machine *machine, struct hw_privacy *privacy);

#endif
