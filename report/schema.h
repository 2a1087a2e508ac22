/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SCHEMA_H
#define HWALIAS_REPORT_SCHEMA_H

/* report/schema/report-1.schema.json, NUL-terminated; the build embeds it. */
extern const char hw_report_schema[];

#endif
