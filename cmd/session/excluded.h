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

/* Prints such an error of a selection that has no device; false: there is no such device.
 */
bool hw_excluded_say(struct hw_machine *machine, const struct hw_selection *selection);

/* The same of one of several -s, which -b leaves out. */
bool hw_excluded_say_address(struct hw_machine *machine,
			     const struct hw_selection *selection, const char *address);

/* Says of each of several -b that no device of the machine is one. Returns whether it had
 * to. */
bool hw_excluded_say_kinds(struct hw_machine *machine,
			   const struct hw_selection *selection);

/* The same of several -d. */
bool hw_excluded_say_ids(struct hw_machine *machine,
			 const struct hw_selection *selection);

/* The next of several -s that names no device; `*at` starts as 0. NULL: no more. */
const char *hw_excluded_next_address(struct hw_machine *machine,
				     const struct hw_selection *selection, size_t *at);

#endif
