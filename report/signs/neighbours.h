/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SIGNS_NEIGHBOURS_H
#define HWALIAS_REPORT_SIGNS_NEIGHBOURS_H

#include "report/machine/machine.h"
#include "report/verdict/signs.h"

/*
 * Near misses: a USB interface that no module claims, while a driver claims other
 * products of the same maker by patterns that fit this one in all but the product. Only
 * of two kinds of devices, where such a driver mostly works: converters to a serial line
 * whose maker has one driver for all of them, and wireless sticks that say so in their
 * name. Makers of chips sell these to many, who give them ids of their own.
 *
 * Fills signs->neighbour_*. Lifetime: the arena's and the machine's.
 */
void hw_neighbours_find(struct hw_machine *machine, struct hw_arena *arena,
			const struct hw_signs_of *of, struct hw_signs *signs);

#endif
