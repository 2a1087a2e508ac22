/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PEERS_UDEV_RULE_H
#define HWALIAS_REPORT_PEERS_UDEV_RULE_H

#include "report/machine/machine.h"

/* By what a rule of udev(7) matches a device. */
enum hw_udev_match {
	HW_UDEV_NO_RULE,
	/* all devices of the model */
	HW_UDEV_IDS,
	/* whatever is at the address, or on the port */
	HW_UDEV_PATH,
	/* this very device, wherever it is */
	HW_UDEV_SERIAL,
	/* the model at the address */
	HW_UDEV_BOTH,
};

/* "ids", "path", "serial", "both"; NULL is HW_UDEV_BOTH. HW_UDEV_NO_RULE: none of them.
 */
enum hw_udev_match hw_udev_match_of(const char *word);

/*
 * *ret: a rule for the device, and one for each class of what it provides, with comments.
 * `record` has ids, names and provides. The rules add the tag "hwalias", since one
 * without effect is an error (udevadm verify). Lifetime: the arena's. Errors: -ENODATA:
 * it tells no serial number; -EACCES: the privacy level withholds it; -ENOMEM.
 */
int hw_udev_rules(struct hw_machine *machine, const struct hw_record *record,
		  enum hw_udev_match by, struct hw_arena *arena, struct hw_text *ret);

#endif
