// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/library/jsonc.h"

#include <pthread.h>

#include "data/base/array.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

#define FUNCTION(name) HW_LIBRARY_FUNCTION(struct hw_jsonc, "json_", name)

/* clang-format off */
static const struct hw_library_function functions[] = {
	FUNCTION(object_array_get_idx),
	FUNCTION(object_array_length),
	FUNCTION(object_get_boolean),
	FUNCTION(object_get_int64),
	FUNCTION(object_get_object),
	FUNCTION(object_get_string),
	FUNCTION(object_get_string_len),
	FUNCTION(object_is_type),
	FUNCTION(object_object_get_ex),
	FUNCTION(object_put),
	FUNCTION(tokener_free),
	FUNCTION(tokener_get_error),
	FUNCTION(tokener_get_parse_end),
	FUNCTION(tokener_new_ex),
	FUNCTION(tokener_parse_ex),
	FUNCTION(tokener_reset),
};
/* clang-format on */

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
