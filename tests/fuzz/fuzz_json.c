// SPDX-License-Identifier: GPL-2.0-or-later
/* Any text is printed as a string that json-c reads back as the text, made valid. */
#include <json-c/json.h>
#include <stdlib.h>

#include "report/json/json.h"
#include "report/page/utf8.h"
#include "tests/lib/json_strict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_arena arena = {0};
	struct hw_json j = {.layout = HW_JSON_PRETTY};
	const struct hw_text t = {(const char *)data, size};
	struct hw_text clean = hw_utf8_clean(t, &arena);
	struct hw_text printed;
	struct json_object *list;
	struct json_object *string;

	hw_json_begin_array(&j, HW_ITEM);
	hw_json_raw(&j, HW_ITEM, t);
	hw_json_end_array(&j);
	if (hw_json_finish(&j, &printed) < 0)
		abort();
	list = json_parse_strict(printed.s, printed.n);
	string = list ? json_object_array_get_idx(list, 0) : NULL;
	if (!string || (size_t)json_object_get_string_len(string) != clean.n ||
	    (clean.n && memcmp(json_object_get_string(string), clean.s, clean.n) != 0))
		abort();
	json_object_put(list);
	hw_json_done(&j);
	hw_arena_done(&arena);
	return 0;
}
