/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SHOW_FIELDS_H
#define HWALIAS_REPORT_SHOW_FIELDS_H

#include "report/page/page.h"

/* The parts of a modalias for people, as decode and show print them. */

/* The string, where it breaks, what it is about, and a table of its fields. Errors:
 * -ENOMEM. */
int hw_fields_decoded(struct hw_page *page, const struct hw_decoded *d);

/*
 * What the string is about. Of a pattern: "Pattern for any USB interface whose vendor is
 * 0403 (…), product is 6001 (…)"; what is open is not mentioned.
 */
void hw_fields_title(struct hw_page *page, const struct hw_decoded *d);

/* Whether its value is parts, each with a name of its own. */
bool hw_fields_is_list(const struct hw_field *field);

/* Of a recording, which has the modules of its own devices. */
#define HW_CLAIMS_NOT_KNOWN                                                              \
	"Which modules claim it is not known: the recording does not tell."

/* A table of candidates. Errors: -ENOMEM. */
int hw_fields_candidates(struct hw_page *page, const struct hw_candidate *candidates,
			 size_t n);

#endif
