// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json_escape.h"

#include <json-c/json.h>
#include <limits.h>

#include "report/utf8.h"

void hw_json_escape(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	struct hw_text clean = hw_utf8_clean(t, &j->arena);
	struct hw_text json = HW_NO_TEXT;
	struct json_object *o = NULL;

	if (clean.s && clean.n <= INT_MAX)
		o = json_object_new_string_len(clean.s, (int)clean.n);
	if (o)
		json.s = json_object_to_json_string_length(
			o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE,
			&json.n);
	if (json.s)
		hw_json_value(j, key, json);
	else
		j->failed = true;
	json_object_put(o);
}
