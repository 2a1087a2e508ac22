/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_LEAKS_H
#define HWALIAS_REPORT_MACHINE_LEAKS_H

#include "report/machine/machine.h"

// clang-format off
/*
 * The last look at what is about to be printed below the level "full": none of the values
 * that were read and replaced may be in it, in whatever spelling,
 *
 *	52:54:00:AB:CD:EF	525400abcdef	efcdab005452	CN-8374-XYZ
 *
 * That would be an error of this program. Values of less than 8 letters and digits,
 * placeholders that makers leave, and what is also the name of a module, an entry of an id
 * database or the model of the machine are no secrets.
 */
// clang-format on

/* Whether any value was read that might be found; most reports read none. */
bool hw_leaks_are_possible(const struct hw_machine *machine);

/* The first secret in the text, absent: none. Lifetime: the machine's or the arena's.
 * Errors: the arena's. */
struct hw_text hw_leaks_find(const struct hw_machine *machine, struct hw_text text,
			     struct hw_arena *arena);

#endif
