/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_FLEET_SCHEMA_H
#define HWALIAS_REPORT_FLEET_SCHEMA_H

#include "report/page/buffer.h"

/* The texts of schema.sql and drift.sql, as the build embeds them. */
extern const char hw_fleet_schema_sql[];
extern const char hw_fleet_drift_sql[];

/* Adds drift.sql of the pairs of reports that a view, or a query in brackets, has. */
void hw_fleet_add_drift(struct hw_buffer *to, const char *pairs);

#endif
