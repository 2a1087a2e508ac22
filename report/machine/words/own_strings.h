/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_OWN_STRINGS_H
#define HWALIAS_REPORT_MACHINE_WORDS_OWN_STRINGS_H

#include "report/machine/sources/sources.h"

/* What the firmware says of the machine: a directory as that of a device. */
#define HW_DMI "/sys/class/dmi/id"

/*
 * A USB device's serial number, as it has it; absent without one, and of a root hub,
 * whose number is the address of its controller (usb_add_hcd(), drivers/usb/core/hcd.c),
 * which is no secret. Lifetime: the arena's.
 */
struct hw_text hw_machine_usb_serial(struct hw_machine *machine, struct hw_text syspath,
				     struct hw_arena *arena);

/*
 * What a USB device, whose directory this is, calls itself: makers put the serial number
 * in there, too, which is replaced. Lifetime: the text's or the arena's. Errors: the
 * arena's.
 */
struct hw_text hw_machine_own_string(struct hw_machine *machine, struct hw_text syspath,
				     struct hw_text text, struct hw_arena *arena);

/* The same of a text that may be a version. */
struct hw_text hw_machine_own_text(struct hw_machine *machine, struct hw_text syspath,
				   struct hw_text text, enum hw_own_text what,
				   struct hw_arena *arena);

/* What that made of a text with the same ends, if it lost something while the machine was
 * recorded; absent: it did not. Lifetime: the machine's. */
struct hw_text hw_machine_told_string(const struct hw_machine *machine,
				      struct hw_text text, enum hw_own_text what);

/* The same of a text in which what the firmware says is joined, the modalias and uevent
 * of DMI: without the private words, and hardware addresses. Lifetime: the text's or the
 * arena's. Errors: the arena's. */
struct hw_text hw_machine_firmware_string(struct hw_privacy *privacy,
					  const struct hw_private_words *words,
					  struct hw_text text, struct hw_arena *arena);

/* Gives all that is private of the machine its number, in the natural order of the
 * devices. Errors: -ENOMEM. */
int hw_machine_number(struct hw_machine *machine, struct hw_privacy *privacy);

/* Whether one of the texts of the host has something private of its own. */
bool hw_machine_has_own(const struct hw_machine *machine, struct hw_host *host);

/* From now on machine->privacy asks for these numbers when the first one is needed. */
void hw_machine_number_on_demand(struct hw_machine *machine);

#endif
