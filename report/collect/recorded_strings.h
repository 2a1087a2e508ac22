/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_COLLECT_RECORDED_STRINGS_H
#define HWALIAS_REPORT_COLLECT_RECORDED_STRINGS_H

#include "report/machine/machine.h"

/*
 * A recording has the alias lines that resolve its own devices: of their modaliases it
 * tells all modules that claim them, of other strings some at most.
 */

/* Reads the modaliases of the recorded devices, for hw_recorded_string_is_told(), which
 * does so at the first question; before the machine is cloned. */
void hw_recorded_strings_read(struct hw_machine *machine);

/* Whether the tables tell all modules that claim the string. Other tables than those of a
 * recording always do. */
bool hw_recorded_string_is_told(struct hw_machine *machine, struct hw_text string);

#endif
