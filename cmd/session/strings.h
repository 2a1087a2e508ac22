/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_STRINGS_H
#define HWALIAS_CMD_SESSION_STRINGS_H

#include "cmd/session/session.h"

/*
 * Puts what a file of sysfs holds in the place of each operand that is a path of one:
 * /sys/…/modalias, /sys/…/uevent, or the directory of a device. Other operands, and paths
 * of what cannot be read, stay. Lifetime: the operands' and the arena's. Errors: -ENOMEM.
 */
int hw_strings_read(const struct hw_session *session, int argc, char ***argv,
		    struct hw_arena *arena);

#endif
