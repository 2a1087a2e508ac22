/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_FILTER_H
#define HWALIAS_CMD_FILTER_H

#include "cmd/options.h"
#include "report/stream/stream.h"

/*
 * Runs a filter over the operands, or over standard input when there are none, to
 * standard output. Says what went wrong on standard error.
 */
enum hw_exit hw_filter_run(const struct hw_options *options,
			   const struct hw_stream_filter *task, void *arg,
			   struct hw_warnings *warnings, int argc, char **argv);

/* Tells somebody who forgot the operands what is waited for. */
void hw_filter_say_terminal(void);

#endif
