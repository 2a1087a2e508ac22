/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_JSON_ESCAPE_H
#define HWALIAS_REPORT_JSON_ESCAPE_H

#include "report/json.h"

/* The seldom half of hw_json_raw(), apart so that it costs the other half nothing. */

/* Any text as a string: made valid UTF-8 without NUL, and escaped by json-c. */
void hw_json_escape(struct hw_json *j, struct hw_json_key key, struct hw_text t);

/* A value that is JSON already. */
void hw_json_value(struct hw_json *j, struct hw_json_key key, struct hw_text json);

#endif
