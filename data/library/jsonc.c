// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/library/jsonc.h"

#include <pthread.h>

#include "data/base/array.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

#define FUNCTION(prefix, name) HW_LIBRARY_FUNCTION(struct hw_jsonc, prefix, name)

static const struct hw_library_function functions[] = {
	FUNCTION("json_", object_array_get_idx),
	FUNCTION("json_", object_array_length),
	FUNCTION("json_", object_get_boolean),
	FUNCTION("json_", object_get_int64),
	FUNCTION("json_", object_get_object),
	FUNCTION("json_", object_get_string),
	FUNCTION("json_", object_get_string_len),
	FUNCTION("json_", object_is_type),
	FUNCTION("json_", object_new_string_len),
	FUNCTION("json_", object_object_get_ex),
	FUNCTION("json_", object_put),
	FUNCTION("json_", object_to_json_string_length),
	FUNCTION("json_", tokener_free),
	FUNCTION("json_", tokener_get_error),
	FUNCTION("json_", tokener_get_parse_end),
	FUNCTION("json_", tokener_new_ex),
	FUNCTION("json_", tokener_parse_ex),
	FUNCTION("json_", tokener_reset),
	FUNCTION("", printbuf_free),
	FUNCTION("", printbuf_memset),
	FUNCTION("", printbuf_new),
};

struct hw_jsonc hw_jsonc;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int opened;

static void open_it(void)
{
	opened = hw_library_require(HW_SONAME_LIBJSONC, functions,
				    HW_ARRAY_SIZE(functions), &hw_jsonc);
}

int hw_jsonc_open(void)
{
	pthread_once(&once, open_it);
	return opened;
}
