/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SHOW_CONDITIONS_H
#define HWALIAS_REPORT_SHOW_CONDITIONS_H

#include "report/page/page.h"

/* "class 0101, subsystem 103c:006a": the values that the pattern has for the needed
 * fields; absent: none. Lifetime: the page's arena. */
struct hw_text hw_page_conditions(struct hw_page *page, struct hw_text pattern,
				  const struct hw_field_spec *const *needs, size_t count);

#endif
