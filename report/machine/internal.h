/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_INTERNAL_H
#define HWALIAS_REPORT_MACHINE_INTERNAL_H

#include "report/machine/sources/sources.h"

/* The id databases (databases.c). An id file that the user named, "pci:FILE" or FILE. On
 * failure *ret_error is a sentence. Errors: -errno. */
int hw_machine_open_ids(struct hw_machine *machine, const char *given,
			struct hw_text *ret_error);

/* Searches for the databases that the user has not named. A missing id file is a warning.
 * Errors: -ENOMEM. */
int hw_machine_find_databases(struct hw_machine *machine);

/* The words of the databases, which are nobody's names. Errors: -ENOMEM. */
int hw_machine_find_words(struct hw_machine *machine);

/* Adds the databases that are there to the head. Lifetime: the machine's. */
void hw_machine_tell_databases(const struct hw_machine *machine,
			       struct hw_report_head *ret);

/* What who opens the machine is warned of (lacks.c): the part of a list that a recording
 * was made from, lines that a log may lack, and all that a dump cannot tell. */
void hw_machine_warn_part(struct hw_machine *machine);
void hw_machine_warn_log(struct hw_machine *machine);
void hw_machine_warn_facts(struct hw_machine *machine);

#endif
