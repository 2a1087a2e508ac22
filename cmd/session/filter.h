/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_FILTER_H
#define HWALIAS_CMD_SESSION_FILTER_H

#include "cmd/line/options.h"
#include "report/stream/stream.h"

/*
 * Filters the operands, or standard input if there are none, to standard output. Prints
 * errors to standard error.
 */
enum hw_exit hw_filter_run(const struct hw_options *options,
			   const struct hw_stream_filter *task, void *arg,
			   struct hw_warnings *warnings, int argc, char **argv);

/* If standard input is a terminal, prints that modalias strings are read from it. */
void hw_filter_say_terminal(void);

/* If there are any, says how many strings hw_modalias_has_other_case(). */
void hw_filter_say_case(size_t strings);

#endif
