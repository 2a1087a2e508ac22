/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_DRIVER_LINKS_H
#define HWALIAS_REPORT_MACHINE_DRIVER_LINKS_H

#include "report/machine/machine.h"

/*
 * Whether one who recorded the machine left the modules of its drivers out: no driver has
 * the link to its module, sys/bus/pci/drivers/nvidia/module (module_add_driver(),
 * drivers/base/module.c), so that a driver without one may have a module all the same.
 */
bool hw_machine_tells_no_modules(struct hw_machine *machine);

#endif
