/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_DIAG_H
#define HWALIAS_CMD_DIAG_H

#include "report/writer.h"

/* What goes to standard error, and the end of standard output. */

/* "hwalias: MESSAGE\n" */
__attribute__((format(printf, 1, 2))) void hw_error(const char *format, ...);

/*
 * Prints warnings as "hwalias: path:line: message". Those that change nothing of what is
 * shown are left out: a machine without module tables whose devices all have their
 * driver, or need none, is in order.
 */
void hw_print_warnings(const struct hw_warnings *warnings,
		       const struct hw_report_tail *tail);

/*
 * Flushes standard output. stdio's error flag is sticky, so one look at the end sees any
 * write that failed. Says so, once, and returns false then; a closed pipe is silent.
 */
bool hw_close_stdout(void);

/* Says why standard output cannot be written; of a closed pipe nothing. */
void hw_say_write_error(int error);

#endif
