/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMMANDS_EXPECT_H
#define HWALIAS_CMD_COMMANDS_EXPECT_H

#include "cmd/line/options.h"

/* The file of --expect: its argument, or the only operand; NULL, after a message, where
 * there is none or another operand. */
const char *hw_expect_file(const struct hw_options *options, const char *command,
			   int argc, char **argv);

/* `check --expect FILE`. */
enum hw_exit hw_expect_check(const struct hw_options *options, int argc, char **argv);

/* `snapshot --expect [FILE]`: *ret is the baseline of the machine, in `arena`; absent: it
 * would look whole, or there is none. One that lacks devices is HW_EXIT_FAILED too, after
 * a message. */
enum hw_exit hw_expect_baseline(const struct hw_options *options, struct hw_arena *arena,
				struct hw_text *ret);

#endif
