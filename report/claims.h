/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_CLAIMS_H
#define HWALIAS_REPORT_CLAIMS_H

#include <stdio.h>

#include "report/writer.h"

/*
 * The candidates of looked-up ids for people: those without conditions first, then those
 * that also ask for what the ids leave open, with what that is. Many of the latter are
 * summed up by module, unless options->verbose.
 *
 * `directory` is that of the alias tables. Texts are made in `arena`. Errors: -ENOMEM.
 */
int hw_claims_print(FILE *out, const struct hw_write_options *options,
		    struct hw_text directory, const struct hw_record *record,
		    struct hw_arena *arena);

#endif
