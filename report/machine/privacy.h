/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_PRIVACY_H
#define HWALIAS_REPORT_MACHINE_PRIVACY_H

#include "data/base/text_index.h"
#include "report/machine/free_text.h"
#include "report/writer.h"

// clang-format off
/*
 * The level "public", the only one so far: what a report may show to strangers. Host name,
 * machine id, boot id and serial numbers are never read. The rest is filtered here, in the
 * final record, by its type:
 *
 *     what                                    becomes
 *     names that identify a machine           "withheld-1", numbered in order
 *     (enum hw_identity of decoders/bus.h):
 *       vmbus  UUID; of a network card its MAC  vmbus:withheld-1
 *       mdev   UUID chosen by the administrator mdev:withheld-2
 *       w1     serial number of the chip        w1:28-withheld-3
 *     the same as a component of a path       the same "withheld-N"
 *     a Bluetooth device's own name,          absent
 *       often "Alice's Keyboard", and uevent
 *     attribute "serial"                      absent
 *     hardware address in the name of what    enxwithheld-4
 *       a device provides
 *     where a disk is mounted, below /home,   /media/withheld
 *       /media, /mnt
 *     home directory in a path, /home/alice   ~
 *     what quoted text tells                  report/machine/free_text.h
 */
// clang-format on

/* The value of "privacy.level". */
#define HW_PRIVACY_LEVEL "public"

/* JSON paths that are null at this level, NULL at the end. */
extern const char *const hw_privacy_withheld[];

/*
 * The names withheld, with their numbers. A zeroed struct is valid. `number_all`, if it
 * is set, is called before the first name gets a number: it passes all devices of the
 * machine to hw_privacy_number(), so that a name has the same number in every report.
 */
struct hw_privacy {
	struct hw_arena arena;
	/* their numbers */
	struct hw_text_index numbers;
	void (*number_all)(void *arg);
	void *arg;
	bool is_numbered;
};

void hw_privacy_done(struct hw_privacy *privacy);

/* Changes the record in place. Lifetime of new texts: the arena's. Errors: -ENOMEM. */
int hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *record,
		     struct hw_arena *arena);

/* Gives the names that would be withheld of a device their numbers. */
void hw_privacy_number(struct hw_privacy *privacy, const struct hw_device *device);

/* A path below the root, or a link's target, without them. Lifetime: that of `path` or
 * the arena's. Errors: the arena's. */
struct hw_text hw_privacy_path(struct hw_privacy *privacy, struct hw_text path,
			       struct hw_arena *arena);

/* Whether people give such a device its name: the record is of one on Bluetooth. */
bool hw_privacy_is_named_by_people(const struct hw_record *record);

/* The same for the paths that a report's head and its warnings name, and for what the
 * warnings quote. `words` may be NULL. */
void hw_privacy_apply_head(struct hw_report_head *head,
			   const struct hw_private_words *words, struct hw_arena *arena);
void hw_privacy_apply_warnings(struct hw_warnings *warnings,
			       const struct hw_private_words *words);

/* A mount point: names of people and of their disks are in "/media/alice/HOLIDAYS". Of
 * its own result, that. Lifetime: the point's or the arena's. */
struct hw_text hw_privacy_mount(struct hw_text point, struct hw_arena *arena);

#endif
