// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/text/ascii.h"
#include "report/names/names.h"

void hw_ids_of_modalias(const struct hw_modalias *m, struct hw_id ret_ids[HW_ROLE_COUNT])
{
	for (size_t i = 0; i < HW_ROLE_COUNT; i++)
		ret_ids[i] = (struct hw_id){0};
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		const struct hw_field_spec *spec = f->spec;

		if (spec->role == HW_ROLE_NONE || spec->kind != HW_KIND_HEX ||
		    f->match != HW_MATCH_FIXED || f->value > UINT32_MAX)
			continue;
		ret_ids[spec->role] = (struct hw_id){
			.present = true,
			.digits = spec->digits ? spec->digits : spec->width,
			.value = (uint32_t)f->value,
		};
	}
}

/* The number up to the next '/', which is cut off `rest`; false when there is none. */
static bool cut_number(struct hw_text *rest, unsigned base, uint32_t *ret)
{
	struct hw_text item = rest->s ? hw_text_cut(rest, '/') : HW_NO_TEXT;
	uint32_t value = 0;

	if (!item.n || item.n > 4)
		return false;
	for (size_t i = 0; i < item.n; i++) {
		int d = hw_hex_value(item.s[i]);

		if (d < 0 || (unsigned)d >= base)
			return false;
		value = value * base + (unsigned)d;
	}
	*ret = value;
	return true;
}

void hw_ids_of_usb_device(struct hw_text uevent, struct hw_id ret_ids[HW_ROLE_COUNT])
{
	static const struct {
		const char *key;
		unsigned base;
		unsigned char digits;
		enum hw_role roles[3];
	} keys[] = {
		{"PRODUCT", 16, 4, {HW_ROLE_VENDOR, HW_ROLE_DEVICE, HW_ROLE_NONE}},
		{"TYPE", 10, 2, {HW_ROLE_CLASS, HW_ROLE_SUBCLASS, HW_ROLE_INTERFACE}},
	};

	for (size_t i = 0; i < HW_ROLE_COUNT; i++)
		ret_ids[i] = (struct hw_id){0};
	for (size_t k = 0; k < HW_ARRAY_SIZE(keys); k++) {
		struct hw_text rest = hw_uevent_get(uevent, keys[k].key);
		uint32_t value;

		for (size_t i = 0; i < 3 && cut_number(&rest, keys[k].base, &value); i++)
			if (keys[k].roles[i] != HW_ROLE_NONE)
				ret_ids[keys[k].roles[i]] =
					(struct hw_id){true, keys[k].digits, value};
	}
}
