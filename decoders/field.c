// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "decoders/modalias.h"
#include "decoders/text/ascii.h"

const char *hw_space_database(enum hw_id_space space)
{
	switch (space) {
	case HW_SPACE_PCI:
		return "pci.ids";
	case HW_SPACE_USB:
		return "usb.ids";
	case HW_SPACE_OUI:
		return "hwdb";
	case HW_SPACE_PNP:
	case HW_SPACE_ATTACHED_BY:
	case HW_SPACE_NONE:
		break;
	}
	return NULL;
}

const struct hw_field *hw_field_of_role(const struct hw_modalias *m, enum hw_role role)
{
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].spec->role == role)
			return &m->fields[i];
	return NULL;
}

/* As the kernel prints it: "%08X" of the buses' uevent functions and of
 * scripts/mod/file2alias.c, or "%x", which is HW_FIELD_LOWER. */
static char in_case(const struct hw_field *f, char c)
{
	if (f->spec->kind != HW_KIND_HEX)
		return c;
	return f->spec->flags & HW_FIELD_LOWER ? hw_lower(c) : hw_upper(c);
}

bool hw_modalias_has_other_case(const struct hw_modalias *m)
{
	/* of a broken string nobody knows what is a digit and what a tag */
	for (size_t i = 0; i < m->field_count && !m->error; i++) {
		const struct hw_field *f = &m->fields[i];

		for (size_t k = 0; k < f->text.n; k++)
			if (in_case(f, f->text.s[k]) != f->text.s[k])
				return true;
	}
	return false;
}

void hw_modalias_fix_case(const struct hw_modalias *m, char *buf)
{
	memcpy(buf, m->raw.s, m->raw.n);
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];

		for (size_t k = 0; k < f->text.n; k++)
			buf[f->text.s - m->raw.s + (ptrdiff_t)k] =
				in_case(f, f->text.s[k]);
	}
}

/* "635161f83edfc546…" is f8615163-df3e-46c5-…: the order of the bytes, -1 is '-'. */
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

/* The next of the items of hw_of_resolve(); the cursor is in `text`. */
static bool next_resolved(const struct hw_field *field, struct hw_text *cursor,
			  struct hw_text *ret_item)
{
	for (size_t i = 0; i < field->item_count; i++) {
		struct hw_text item = field->items[i];

		if (item.s < cursor->s)
			continue;
		*ret_item = item;
		*cursor = hw_text_from(*cursor, (size_t)(item.s + item.n - cursor->s));
		return true;
	}
	return false;
}

static bool is_between(const struct hw_field *field, char c)
{
	return c == field->spec->end ||
	       (field->spec->kind == HW_KIND_BITS && (c == '*' || c == '+'));
}

/* Skips what is before the next item. Bit numbers are never empty. Other items may be:
 * skip only the separator before the first one. */
static void skip_between(const struct hw_field *field, struct hw_text *cursor)
{
	if (field->spec->kind == HW_KIND_BITS)
		while (cursor->n && is_between(field, cursor->s[0]))
			*cursor = hw_text_from(*cursor, 1);
	else if ((field->spec->flags & HW_FIELD_LED) && cursor->s == field->text.s &&
		 cursor->n && cursor->s[0] == field->spec->end)
		*cursor = hw_text_from(*cursor, 1);
}

bool hw_field_next(const struct hw_field *field, struct hw_text *cursor,
		   struct hw_text *ret_item)
{
	size_t n = 0;

	if (field->items)
		return next_resolved(field, cursor, ret_item);
	skip_between(field, cursor);
	if (!cursor->n)
		return false;
	while (n < cursor->n && !is_between(field, cursor->s[n]))
		n++;
	*ret_item = hw_text_head(*cursor, n);
	*cursor = hw_text_from(*cursor, n < cursor->n ? n + 1 : n);
	return true;
}

bool hw_field_is_cut(const struct hw_field *field)
{
	return (field->spec->flags & HW_FIELD_CUT) &&
	       hw_text_find(field->text, '+') < field->text.n;
}

enum hw_modalias_kind hw_modalias_kind(const struct hw_modalias *m)
{
	if (m->bus && (m->bus->flags & HW_BUS_ALIAS))
		return HW_IS_ALIAS;
	if (m->is_exported)
		return HW_IS_DEVICE;
	/* stars that are no field's: "acpi*:", "sdw:m025Dp0711v03c01*" */
	if (m->prefix.n && m->prefix.s[m->prefix.n - 1] == '*')
		return HW_IS_PATTERN;
	if (m->raw.n && m->raw.s[m->raw.n - 1] == '*')
		return HW_IS_PATTERN;
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].match != HW_MATCH_FIXED)
			return HW_IS_PATTERN;
	return HW_IS_DEVICE;
}

/* An item as a number, or UINT64_MAX. */
static uint64_t hex_number(struct hw_text item)
{
	uint64_t number = 0;

	if (!item.n || item.n > 8)
		return UINT64_MAX;
	for (size_t i = 0; i < item.n; i++) {
		int d = hw_hex_value(item.s[i]);

		if (d < 0)
			return UINT64_MAX;
		number = number * 16 + (unsigned)d;
	}
	return number;
}

/*
 * Bit numbers of a processor mean something else on each architecture, which is another
 * field of the string. Those of arm64 are bits of ELF's AT_HWCAP.
 */
static const struct hw_vocabulary *names_in_context(const struct hw_modalias *m,
						    const struct hw_field_spec *spec)
{
	const struct hw_field *architecture;

	if (spec->kind != HW_KIND_BITS || !hw_bus_field(m->bus, HW_ROLE_ARCHITECTURE))
		return spec->names;
	architecture = hw_field_of_role(m, HW_ROLE_ARCHITECTURE);
	if (architecture && hw_text_eq(architecture->text, HW_TEXT("x86")))
		return spec->names;
	if (architecture && hw_text_eq(architecture->text, HW_TEXT("aarch64")))
		return &hw_arm64_features;
	return NULL;
}

const char *hw_field_item_name(const struct hw_modalias *m, const struct hw_field *field,
			       struct hw_text item)
{
	const struct hw_vocabulary *names;

	if (!field->spec->names || !m->bus)
		return NULL;
	names = names_in_context(m, field->spec);
	if (!names)
		return NULL;
	if (names->t)
		return hw_vocabulary_find_text(names, item);
	if (field->spec->kind == HW_KIND_BITS || field->spec->kind == HW_KIND_LIST)
		return hw_vocabulary_find(names, hex_number(item));
	return field->match == HW_MATCH_FIXED ? hw_vocabulary_find(names, field->value)
					      : NULL;
}

/* "PCI": in lower case it is known. */
static bool is_in_upper_case(struct hw_text prefix)
{
	char lower[32];
	bool has_upper = false;

	if (prefix.n > sizeof(lower))
		return false;
	for (size_t i = 0; i < prefix.n; i++) {
		lower[i] = hw_lower(prefix.s[i]);
		has_upper = has_upper || lower[i] != prefix.s[i];
	}
	return has_upper && hw_bus_find((struct hw_text){lower, prefix.n});
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
		n = snprintf(buf, size, "no bus is known by the prefix '%.*s'%s",
			     HW_TEXT_ARG(hw_text_head(m->prefix, 40)),
			     is_in_upper_case(m->prefix)
				     ? ", which the kernel writes in lower case"
				     : "");
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
	case HW_DECODE_TOO_LONG:
		n = snprintf(buf, size, "it is too long and cut off at byte %zu", at);
		break;
	case HW_DECODE_REFUSED:
		n = snprintf(buf, size,
			     "modprobe refuses to look it up: a bracket without its "
			     "other half, or too long, at byte %zu",
			     at);
		break;
	}
	if (n < 0 || !size)
		return 0;
	return (size_t)n < size ? (size_t)n : size - 1;
}
