/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_PAGER_H
#define HWALIAS_CMD_PRINT_PAGER_H

/*
 * What does not fit the window is shown by a pager, as git(1) and systemctl(1) do: that
 * of $HWALIAS_PAGER or $PAGER, else less(1); none if that is empty or "cat".
 *
 * Standard output is collected in memory and measured at its end. The pager reads it from
 * there, as a file: a pager that is left early is no broken pipe, and standard error and
 * the exit status stay the program's own.
 */

/* Begins to collect, if standard output is a terminal that a pager can use. */
void hw_pager_begin(void);

/*
 * Ends it, after stdout was flushed: shows what was collected, by the pager if that is
 * needed and can be run, and waits until the user leaves it. What is printed later goes
 * to the terminal at once. Errors: -errno of writing.
 */
int hw_pager_end(void);

#endif
