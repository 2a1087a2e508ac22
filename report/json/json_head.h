/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_JSON_JSON_HEAD_H
#define HWALIAS_REPORT_JSON_JSON_HEAD_H

#include "report/json/json.h"
#include "report/writer.h"

/* What is told of the machine and of the report, before the devices. */

/* Of report/schema/report-1.schema.json: its documents and its lines. */
#define HW_JSON_SCHEMA_VERSION "1.0"

struct hw_json_member {
	struct hw_json_key key;
	struct hw_text text;
};

/* Members of the open object. */
void hw_json_members(struct hw_json *j, const struct hw_json_member *v, size_t n);

/* An object of them, or null when all are absent: it would tell nothing. */
void hw_json_told(struct hw_json *j, struct hw_json_key key,
		  const struct hw_json_member *v, size_t n);
bool hw_json_is_told(const struct hw_json_member *v, size_t n);

/* "host" and "kernel". */
void hw_json_host(struct hw_json *j, const struct hw_host *host);

/* All members of a document that come before its devices. */
void hw_json_head(struct hw_json *j, const struct hw_report_head *head);

#endif
