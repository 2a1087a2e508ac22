/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_DIAG_H
#define HWALIAS_CMD_PRINT_DIAG_H

#include "report/writer.h"

/* Messages on standard error, and errors of standard output. */

/* "hwalias: MESSAGE\n" */
__attribute__((format(printf, 1, 2))) void hw_error(const char *format, ...);

/* Whether a library without which there is no output is not installed, which is said
 * then: asked where memory would be said to be short. */
bool hw_say_missing_library(void);

/*
 * Prints warnings as "hwalias: path:line: message". The warning that module tables are
 * missing is left out if no device of `tail` depends on them: all are bound or need no
 * driver.
 */
void hw_print_warnings(const struct hw_warnings *warnings,
		       const struct hw_report_tail *tail);

/* Whether a write to standard output has failed. Asked right after it, it keeps the
 * reason for hw_close_stdout(). */
bool hw_stdout_failed(void);

/*
 * Flushes standard output, and shows what the pager has collected. Returns false, after
 * an error message, if this or any earlier write failed: the error flag of stdio is
 * sticky. A closed pipe has no message.
 */
bool hw_close_stdout(void);

/* Holds the numbers of standard files that are closed, so that no file that is opened
 * later gets one and is written to: they stay unreadable and unwritable. */
void hw_hold_standard_files(void);

/* False: nothing can be written to standard output, which was said. */
bool hw_stdout_is_open(void);

/* Prints why standard output cannot be written, unless it is a closed pipe. */
void hw_say_write_error(int error);

#endif
