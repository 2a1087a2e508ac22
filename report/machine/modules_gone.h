/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_MODULES_GONE_H
#define HWALIAS_REPORT_MACHINE_MODULES_GONE_H

#include "report/machine/machine.h"

/* Both are sentences: what is wrong, and a command that mends it. */
struct hw_modules_gone_answer {
	struct hw_text explanation;
	struct hw_text remedy;
};

/*
 * Whether the modules of the kernel that runs are gone while another's are installed: an
 * upgrade without a reboot. Only if certain, told in report/machine/modules_gone.c.
 * Lifetime: the machine's.
 */
bool hw_modules_gone(struct hw_machine *machine, struct hw_modules_gone_answer *ret);

/* The same as a warning "modules-gone", for reports that have no findings. */
void hw_modules_gone_warn(struct hw_machine *machine);

#endif
