/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SHOW_PACKAGES_H
#define HWALIAS_REPORT_SHOW_PACKAGES_H

#include "report/page/page.h"

/* The packages of the record as a table below an empty line; nothing if it has none.
 * Errors: -ENOMEM. */
int hw_page_packages(struct hw_page *page, const struct hw_record *record);

/* "Package libfprint-2-2 (not installed): usb:v27C6p55B4*, Packages:7". Lifetime: the
 * page's arena. */
struct hw_text hw_page_package(struct hw_page *page, const struct hw_package *package);

#endif
