/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_SOURCES_DEFERRED_H
#define HWALIAS_REPORT_MACHINE_SOURCES_DEFERRED_H

#include "report/machine/sources/sources.h"

/*
 * sys/kernel/debug/devices_deferred, the devices whose probe the kernel deferred, read
 * when it is asked for first: it lists all devices. Absent: there are none, or it cannot
 * be read, which needs root. Lifetime: the machine's.
 */
struct hw_text hw_machine_deferred(struct hw_machine *machine);

#endif
