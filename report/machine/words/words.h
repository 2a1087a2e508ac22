/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_WORDS_WORDS_H
#define HWALIAS_REPORT_MACHINE_WORDS_WORDS_H

#include "report/machine/sources/sources.h"

/*
 * The machine's modprobe configuration, read when it is asked for first, since reports
 * without a modalias need none of its files. *ret is the machine's. With it come the
 * words that are private here, unless these wait: then call hw_machine_words() before a
 * directive is quoted. Errors: -ENOMEM.
 */
int hw_machine_modprobe(struct hw_machine *machine, const struct hw_modprobe **ret);

/*
 * Reads the words that are private here, machine->words: names of users and of the host,
 * and what directives and the kernel command line have to hide. From then on the texts of
 * directives are those that may be quoted. Later calls do nothing. Errors: -ENOMEM.
 */
int hw_machine_words(struct hw_machine *machine);

#endif
