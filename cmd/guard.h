/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_GUARD_H
#define HWALIAS_CMD_GUARD_H

#include <stdio.h>

#include "report/machine/machine.h"

/*
 * A stream to standard output that lets nothing private pass (report/machine/leaks.h).
 * What is written to it is kept until it is closed, at most 1 MiB at a time, once
 * something private was read; until then it passes at once. The machine is that of a
 * session, and may be opened after the stream.
 */
struct hw_guard;

/* Errors: -ENOMEM. */
int hw_guard_open(const struct hw_machine *machine, struct hw_guard **ret);

FILE *hw_guard_stream(struct hw_guard *guard);

/* Prints what is kept, unless something private is in it: then an error, on standard
 * error, and nothing from there on. False: that was so, or memory was short. NULL is
 * fine. */
bool hw_guard_close(struct hw_guard *guard);

#endif
