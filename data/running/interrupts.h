/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_RUNNING_INTERRUPTS_H
#define HWALIAS_DATA_RUNNING_INTERRUPTS_H

#include "data/root/root.h"

/*
 * Interrupts in use, of proc/interrupts (show_interrupts(), kernel/irq/proc.c):
 *
 *                CPU0       CPU1
 *      27:          0      12345   IO-APIC   27-fasteoi   idma64.0, i2c_designware.0
 *     130:       1234          0  INTC1055:00   34  ELAN0001:00
 *                                 |                 |
 *                                 chip              users
 */

/* `users` is "idma64.0, i2c_designware.0". True: the answer rests on the line. */
typedef bool hw_interrupt_fn(void *arg, struct hw_text chip, struct hw_text users);

/* Calls `fn` for each, in the order of the file; those that have no number, as NMI, are
 * left out. None if the file cannot be read. Lifetime of the texts: the call. */
void hw_interrupts_each(struct hw_root *root, hw_interrupt_fn *fn, void *arg);

#endif
