/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_EXCLUDED_H
#define HWALIAS_CMD_SESSION_EXCLUDED_H

#include "report/collect/collect.h"

/*
 * Devices that -s or -d select and another of -b, -d and -s leaves out: "no such device"
 * would be wrong of them.
 */

/* Whether the selection, on any bus, has a device. */
bool hw_excluded_has_device(struct hw_machine *machine,
			    const struct hw_selection *selection);

/*
 * "device '00:1f.6' is here, but -b usb leaves it out": of an -s of the selection that
 * names no device. Absent: there is no such device. Lifetime: the arena's.
 */
struct hw_text hw_excluded_address(struct hw_machine *machine,
				   const struct hw_selection *selection,
				   const char *address, struct hw_arena *arena);

/* Prints such an error of -d, of a selection that has no device; false: there is no such
 * device. */
bool hw_excluded_say_all_ids(struct hw_machine *machine,
			     const struct hw_selection *selection);

/* Says of each of several -b that no device of the machine is one. Returns whether it had
 * to. */
bool hw_excluded_say_kinds(struct hw_machine *machine,
			   const struct hw_selection *selection);

/* The same of several -d. */
bool hw_excluded_say_ids(struct hw_machine *machine,
			 const struct hw_selection *selection);

/* The next -s of the selection that names no device; `*at` starts as 0. NULL: no more. */
const char *hw_excluded_next_address(struct hw_machine *machine,
				     const struct hw_selection *selection, size_t *at);

#endif
