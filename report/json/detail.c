// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json/json.h"

/* Members or items. Trees are as deep as report/details builds them: descriptors are
 * nested by their types, registers by tables of fields, decoders/layout. */
static void members(struct hw_json *j, const struct hw_detail *parent)
{
	for (const struct hw_detail *d = parent->first; d; d = d->next)
		hw_json_detail(j, d->key ? hw_json_key(d->key) : HW_ITEM, d);
}

void hw_json_detail(struct hw_json *j, struct hw_json_key key,
		    const struct hw_detail *detail)
{
	if (!detail) {
		hw_json_null(j, key);
		return;
	}
	switch (detail->kind) {
	case HW_DETAIL_OBJECT:
		hw_json_begin_object(j, key);
		members(j, detail);
		hw_json_end_object(j);
		break;
	case HW_DETAIL_LIST:
		hw_json_begin_array(j, key);
		members(j, detail);
		hw_json_end_array(j);
		break;
	case HW_DETAIL_TEXT:
		hw_json_text(j, key, detail->text);
		break;
	case HW_DETAIL_NUMBER:
		hw_json_number(j, key, detail->number);
		break;
	case HW_DETAIL_BOOLEAN:
		hw_json_boolean(j, key, detail->number != 0);
		break;
	}
}
