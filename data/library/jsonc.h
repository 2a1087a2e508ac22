/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_LIBRARY_JSONC_H
#define HWALIAS_DATA_LIBRARY_JSONC_H

#include <json-c/json_object.h>
#include <json-c/json_tokener.h>
#include <json-c/linkhash.h>

/*
 * json-c, opened when JSON is first read: its functions, without the "json_" of their
 * names. The macro json_object_object_foreach() calls them by these, so objects are
 * walked by lh_table_head() of object_get_object() and lh_entry_next().
 */
struct hw_jsonc {
	__typeof__(json_object_array_get_idx) *object_array_get_idx;
	__typeof__(json_object_array_length) *object_array_length;
	__typeof__(json_object_get_boolean) *object_get_boolean;
	__typeof__(json_object_get_int64) *object_get_int64;
	__typeof__(json_object_get_object) *object_get_object;
	__typeof__(json_object_get_string) *object_get_string;
	__typeof__(json_object_get_string_len) *object_get_string_len;
	__typeof__(json_object_is_type) *object_is_type;
	__typeof__(json_object_object_get_ex) *object_object_get_ex;
	__typeof__(json_object_put) *object_put;
	__typeof__(json_tokener_free) *tokener_free;
	__typeof__(json_tokener_get_error) *tokener_get_error;
	__typeof__(json_tokener_get_parse_end) *tokener_get_parse_end;
	__typeof__(json_tokener_new_ex) *tokener_new_ex;
	__typeof__(json_tokener_parse_ex) *tokener_parse_ex;
	__typeof__(json_tokener_reset) *tokener_reset;
};

/* Usable after hw_jsonc_open() has returned 0. */
extern struct hw_jsonc hw_jsonc;

/*
 * Opens json-c unless it is open; threads may call it. It stays open.
 * Errors: those of hw_library_require().
 */
int hw_jsonc_open(void);

#endif
