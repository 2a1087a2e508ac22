/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMMANDS_CHECK_H
#define HWALIAS_CMD_COMMANDS_CHECK_H

#include "cmd/line/options.h"

/*
 * `check` with the kernel `old` in place of the machine's own: what becomes of each
 * device under options->machine.kernel (`diff -S OLD -S NEW`). Any change ends with
 * HW_EXIT_NOT_FOUND. NULL: `check` itself.
 */
enum hw_exit hw_check_run(const struct hw_options *options, const char *old, int argc,
			  char **argv);

#endif
