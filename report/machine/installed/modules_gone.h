/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_MODULES_GONE_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_MODULES_GONE_H

#include "report/machine/sources/sources.h"
#include "report/record.h"

/*
 * Whether the modules of the kernel that runs are gone while another's are installed: an
 * upgrade without a reboot. Only if certain: report/machine/installed/modules_gone.c has
 * the conditions. *ret is the verdict "modules-gone". Lifetime: the machine's.
 */
bool hw_modules_gone(struct hw_machine *machine, struct hw_verdict *ret);

/* The same, and a warning "modules-gone", for reports whose readers see no findings. */
bool hw_modules_gone_warn(struct hw_machine *machine, struct hw_verdict *ret);

#endif
