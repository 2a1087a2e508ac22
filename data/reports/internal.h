/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_REPORTS_INTERNAL_H
#define HWALIAS_DATA_REPORTS_INTERNAL_H

#include "data/reports/reports.h"

/* findings.c: tells of the problems that a report for people has. */
void hw_dump_report_findings(struct hw_dump *dump, struct hw_text text);

#endif
