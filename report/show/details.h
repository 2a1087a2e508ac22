/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SHOW_DETAILS_H
#define HWALIAS_REPORT_SHOW_DETAILS_H

#include "report/detail.h"
#include "report/page/page.h"

/* Adds a row for each value of the tree's root. NULL is fine. */
void hw_page_detail_rows(struct hw_page *page, struct hw_table *t,
			 const struct hw_detail *root);

/*
 * Prints all that the root has but these values:
 *
 *     [40] Power Management
 *       Capabilities: Version 3, PME clock-, D1-, D2-, AUX current 375 mA
 *
 * A flag is "Name+" when it is set, "Name-" when not. Long lines go on in the next one.
 * Whether there is anything to print: NULL has nothing.
 */
bool hw_page_has_details(const struct hw_detail *root);
void hw_page_details(struct hw_page *page, const struct hw_detail *root);

#endif
