/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_CLAIMS_H
#define HWALIAS_REPORT_LOOKUP_CLAIMS_H

#include "report/record.h"
#include "report/text/page.h"

/*
 * The candidates of looked-up ids for people: those without conditions first, then those
 * that also ask for what the ids leave open, with what that is. Many of the latter are
 * summed up by module, unless the page is verbose.
 *
 * `directory` is that of the alias tables. Errors: -ENOMEM.
 */
int hw_claims_print(struct hw_page *page, struct hw_text directory,
		    const struct hw_record *record);

#endif
