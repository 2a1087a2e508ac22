// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/reports/json_values.h"

struct hw_text hw_report_json_text(json_object *object, const char *key)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value) ||
	    !hw_jsonc.object_is_type(value, json_type_string))
		return HW_NO_TEXT;
	return (struct hw_text){hw_jsonc.object_get_string(value),
				(size_t)hw_jsonc.object_get_string_len(value)};
}

json_object *hw_report_json_at(json_object *object, const char *key, enum json_type type)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value) ||
	    !hw_jsonc.object_is_type(value, type))
		return NULL;
	return value;
}

struct lh_entry *hw_report_json_members(json_object *object)
{
	return object ? lh_table_head(hw_jsonc.object_get_object(object)) : NULL;
}

struct hw_text hw_report_json_part(struct hw_dump *d, json_object *object,
				   const char *key)
{
	json_object *value;

	if (!hw_jsonc.object_is_type(object, json_type_object) ||
	    !hw_jsonc.object_object_get_ex(object, key, &value))
		return HW_NO_TEXT;
	if (hw_jsonc.object_is_type(value, json_type_boolean))
		return hw_jsonc.object_get_boolean(value) ? HW_TEXT("1") : HW_TEXT("0");
	if (hw_jsonc.object_is_type(value, json_type_int))
		return hw_arena_printf(&d->arena, "%lld",
				       (long long)hw_jsonc.object_get_int64(value));
	return hw_report_json_text(object, key);
}
