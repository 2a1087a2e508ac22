// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "decoders/ascii.h"
#include "decoders/modalias.h"

const struct hw_field *hw_field_of_role(const struct hw_modalias *m, enum hw_role role)
{
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].spec->role == role)
			return &m->fields[i];
	return NULL;
}

/* "635161f8 3edf c546 …" is f8615163-df3e-46c5-…: order of the digit pairs, '-' between
 */
static struct hw_text print_guid(struct hw_text digits, char buf[static HW_VALUE_MAX])
{
	static const signed char order[] = {3,	2, 1, 0,  -1, 5,  4,  -1, 7,  6,
					    -1, 8, 9, -1, 10, 11, 12, 13, 14, 15};
	size_t n = 0;

	for (size_t i = 0; i < HW_ARRAY_SIZE(order); i++) {
		if (order[i] < 0) {
			buf[n++] = '-';
			continue;
		}
		buf[n++] = hw_lower(digits.s[2 * order[i]]);
		buf[n++] = hw_lower(digits.s[2 * order[i] + 1]);
	}
	return (struct hw_text){buf, n};
}

struct hw_text hw_field_value(const struct hw_field *field, char buf[static HW_VALUE_MAX])
{
	static const char hex[] = "0123456789abcdef";
	const struct hw_field_spec *spec = field->spec;
	size_t digits = spec->digits ? spec->digits : spec->width;
	size_t n = 0;

	if ((spec->flags & HW_FIELD_NULL) &&
	    (hw_text_eq(field->text, HW_TEXT("(null)")) ||
	     hw_text_eq(field->text, HW_TEXT("<NULL>"))))
		return HW_NO_TEXT;
	if ((spec->flags & HW_FIELD_GUID) && field->match == HW_MATCH_FIXED &&
	    field->text.n == 32)
		return print_guid(field->text, buf);
	if (spec->kind != HW_KIND_HEX || field->match != HW_MATCH_FIXED ||
	    field->text.n > 16 || !field->text.n)
		return field->text;
	if (!digits)
		digits = field->text.n;
	while (digits < 16 && field->value >> (4 * digits))
		digits = digits < 8 ? 8 : 16;
	for (size_t i = digits; i-- > 0;)
		buf[n++] = hex[(field->value >> (4 * i)) & 0xf];
	return (struct hw_text){buf, n};
}

bool hw_field_next(const struct hw_field *field, struct hw_text *cursor,
		   struct hw_text *ret_item)
{
	if (!cursor->n)
		return false;
	if ((field->spec->flags & HW_FIELD_LED) && cursor->s[0] == field->spec->end)
		*cursor = hw_text_from(*cursor, 1);
	if (field->spec->flags & HW_FIELD_LED) {
		*ret_item =
			hw_text_head(*cursor, hw_text_find(*cursor, field->spec->end));
		*cursor = hw_text_from(*cursor, ret_item->n);
		return true;
	}
	*ret_item = hw_text_cut(cursor, field->spec->end);
	return true;
}

size_t hw_decode_explain(const struct hw_modalias *m, char *buf, size_t size)
{
	size_t at = m->error_at + 1;
	int n = 0;

	switch (m->error) {
	case HW_DECODE_OK:
		n = snprintf(buf, size, "%s", "");
		break;
	case HW_DECODE_EMPTY:
		n = snprintf(buf, size, "the string is empty");
		break;
	case HW_DECODE_UNKNOWN_BUS:
		n = snprintf(buf, size, "no bus is known by the prefix '%.*s'",
			     HW_TEXT_ARG(hw_text_head(m->prefix, 40)));
		break;
	case HW_DECODE_EXPECTED_TEXT:
		n = snprintf(buf, size, "expected '%.*s' at byte %zu",
			     HW_TEXT_ARG(m->expected), at);
		break;
	case HW_DECODE_EXPECTED_HEX:
	case HW_DECODE_EXPECTED_DEC:
	case HW_DECODE_EXPECTED_BIN: {
		const char *base = m->error == HW_DECODE_EXPECTED_HEX	? "hexadecimal"
				   : m->error == HW_DECODE_EXPECTED_DEC ? "decimal"
									: "binary";

		if (m->expected_digits)
			n = snprintf(buf, size,
				     "expected %u %s digit%s, broken at byte %zu",
				     m->expected_digits, base,
				     m->expected_digits == 1 ? "" : "s", at);
		else
			n = snprintf(buf, size, "expected %s digits at byte %zu", base,
				     at);
		break;
	}
	case HW_DECODE_CONTROL:
		n = snprintf(buf, size, "a line break or NUL at byte %zu", at);
		break;
	}
	if (n < 0 || !size)
		return 0;
	return (size_t)n < size ? (size_t)n : size - 1;
}
