/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INSTALLED_PACKAGES_H
#define HWALIAS_REPORT_MACHINE_INSTALLED_PACKAGES_H

#include "report/machine/sources/sources.h"

/*
 * The removed package that left this file of modprobe's configuration behind,
 * "/etc/modprobe.d/x.conf"; absent: none is known. Lifetime: the machine's.
 */
struct hw_text hw_machine_removed_package(struct hw_machine *machine,
					  struct hw_text path);

/*
 * The packages of its distribution, of which nothing is read before the first question.
 * NULL: out of memory, or the machine is what others print of it. Lifetime: the
 * machine's.
 */
struct hw_packages *hw_machine_packages(struct hw_machine *machine);

#endif
