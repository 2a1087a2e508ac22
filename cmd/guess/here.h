/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_GUESS_HERE_H
#define HWALIAS_CMD_GUESS_HERE_H

#include "report/machine/machine.h"

/*
 * Whether a device of the machine is called so, as the column DEVICE has it:
 * "platform:pcspkr". False also when the machine cannot be read, or is on standard input,
 * which can be read once.
 */
bool hw_here_is_device(const struct hw_machine_options *options, const char *name);

#endif
