/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_REPORTS_REPORTS_H
#define HWALIAS_DATA_REPORTS_REPORTS_H

#include "data/dump/format.h"

/* The program's own reports, read back: JSON, and those for people. */
extern const struct hw_dump_format hw_dump_report, hw_dump_report_text;

/* Whether a text begins as an object of JSON, or a list of such. */
bool hw_dump_is_json(struct hw_text text);

/* "hwalias.report", "hwalias.check": the schema of the first document of this program's
 * in JSON, however it is laid out; absent: there is none. Lifetime: the text's. */
struct hw_text hw_dump_report_schema(struct hw_text text);

/* Whether it is a report as a page, and the page as text.
 * Lifetime: the dump's. */
bool hw_dump_is_page(struct hw_text text);
struct hw_text hw_dump_page_text(struct hw_dump *dump, struct hw_text html);

#endif
