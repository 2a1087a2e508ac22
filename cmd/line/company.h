/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_LINE_COMPANY_H
#define HWALIAS_CMD_LINE_COMPANY_H

#include "cmd/line/options.h"

/*
 * Whether each option that was given does something beside the others and the operands.
 * That the command heeds it at all, hw_options_allow() says. Prints the first that does
 * nothing to standard error.
 */
bool hw_company_allow(const struct hw_options *options, const char *command,
		      int operands);

/*
 * Whether an option does nothing beside those that a line has so far, `given`, by their
 * names: "tree" beside "json". `command` is that of the line.
 */
bool hw_company_refuses(const char *command, struct hw_text option,
			const struct hw_text *given, size_t n);

#endif
