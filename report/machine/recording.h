/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_RECORDING_H
#define HWALIAS_REPORT_MACHINE_RECORDING_H

#include "report/machine/machine.h"

/*
 * A recording that `snapshot` has made, and how it is told from other snapshots: it has
 * hwalias/source (the directory of data/root/note.h).
 *
 *     hwalias/source       "live", "sysroot" or "snapshot", and the directory that was
 *                          shown before its paths
 *     hwalias/generated    seconds since the epoch
 *     hwalias/user         "root" or "user": who may not read all
 *     hwalias/sys/devices/…/attributes
 *                          of a device: what libpci and libusb told
 */

/* Reads that of m->root. Errors: -ENOMEM. */
int hw_recording_open(struct hw_machine *m);

/* Records it, for a machine that is opened with a recorder. */
void hw_recording_note(struct hw_machine *m, int64_t generated);

/* Records the attributes of a device from `first` on. */
void hw_recording_note_attributes(struct hw_machine *m, struct hw_text syspath,
				  const struct hw_attribute *first);

/* Adds those that were recorded. Errors: the arena's. */
void hw_recording_attributes(struct hw_machine *m, struct hw_text syspath,
			     struct hw_arena *arena, struct hw_attributes *list);

#endif
