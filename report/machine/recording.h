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
 *     hwalias/dump         of a dump: what it tells (data/dump/facts.c)
 *     hwalias/user         "root" or "user": who may not read all
 *     hwalias/privacy      the level that it was made at (report/level.h)
 *     hwalias/withheld     values of the host that it lost for that
 *     hwalias/mixed-level  that of what it was joined with, if it is lower
 *     hwalias/report-levels
 *                          those of the reports that it was made of
 *     hwalias/key          the machine's key, which the machine id is not there for
 *     hwalias/sys/devices/…/attributes
 *                          of a device: what the sources told
 *     hwalias/sys/devices/…/usb
 *                          what a USB device answered itself
 */

/* Reads that of m->root. Errors: -ENOMEM. */
int hw_recording_open(struct hw_machine *m);

/* The level that the recording was made at; "full" of all else, which has what there is,
 * and of what is joined. */
void hw_recording_find_level(struct hw_machine *m);

/* Whether it is of a report that was made at a higher level than it is read at: such
 * holds sentences, of which nobody knows what they tell. */
bool hw_recording_tells_too_much(const struct hw_machine *m);

/* The machine's key that was recorded (data/host/identity.h). Absent: none was. */
struct hw_text hw_recording_key(struct hw_machine *m);

/* Records it, for a machine that is opened with a recorder; `generated` -1: the time is
 * not told. */
void hw_recording_note(struct hw_machine *m, int64_t generated);

/* Records the attributes of a device from `first` on. */
void hw_recording_note_attributes(struct hw_machine *m, struct hw_text syspath,
				  const struct hw_attribute *first);

/* Records what a USB device was asked and answered, or with `err` < 0 why it was not. */
void hw_recording_note_answers(struct hw_machine *m, struct hw_text syspath,
			       const struct hw_usb_answers *answers, int err);

/* What was recorded of that. Errors: what was recorded; -ENODATA: nothing was. */
int hw_recording_answers(struct hw_machine *m, struct hw_text syspath,
			 struct hw_arena *arena, struct hw_usb_answers *ret);

/* Adds those that were recorded. Errors: the arena's. */
void hw_recording_attributes(struct hw_machine *m, struct hw_text syspath,
			     struct hw_arena *arena, struct hw_attributes *list);

/* Whether the modules that are known are those of the recorded devices: of others nothing
 * is known, not even that there is no module. */
bool hw_recording_has_own_modules(const struct hw_machine *m);

#endif
