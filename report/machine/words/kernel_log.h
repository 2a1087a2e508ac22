/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_KERNEL_LOG_H
#define HWALIAS_REPORT_MACHINE_WORDS_KERNEL_LOG_H

#include "report/machine/sources/sources.h"

/*
 * The kernel log, read when it is asked for first. NULL: it cannot be read; hw_machine.
 * log_error says why, -EPERM or -EACCES where it needs root, -ENOENT where none was
 * recorded. Lifetime: the machine's.
 */
const struct hw_kernel_log *hw_machine_log(struct hw_machine *machine);

/* The same as it was read, until hw_machine_log() is called: its messages may be looked
 * through, and not quoted. */
const struct hw_kernel_log *hw_machine_log_as_read(struct hw_machine *machine);

#endif
