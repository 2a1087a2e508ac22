/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_RIVALS_H
#define HWALIAS_REPORT_SIGNS_RIVALS_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"

/*
 * Modules in each other's way: fills own_rival and foreign_rival, replacing_file and
 * replaced_file of a device with a driver; and kept_away and removed_package of any.
 * Lifetime: the machine's or the candidates'.
 */
void hw_rivals_find(struct hw_machine *machine, struct hw_arena *arena,
		    const struct hw_signs_of *of, struct hw_signs *signs);

#endif
