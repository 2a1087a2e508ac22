/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_CONFIGURATIONS_H
#define HWALIAS_REPORT_SIGNS_CONFIGURATIONS_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"

/*
 * Other configurations of a USB device (attribute `descriptors`,
 * Documentation/ABI/stable/ sysfs-bus-usb). Network adapters and modems offer one that
 * any system has a driver for, and their maker's own, which does more; one of them is in
 * use at a time.
 *
 * For the first interface of a device whose driver is one of the class: fills
 * signs->better_configuration and signs->better_module. Lifetime: the machine's.
 */
void hw_configurations_find(struct hw_machine *machine, struct hw_arena *arena,
			    const struct hw_signs_of *of, struct hw_signs *signs);

#endif
