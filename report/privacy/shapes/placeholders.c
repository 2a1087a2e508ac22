// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shapes/placeholders.h"

#include "decoders/text/ascii.h"

bool hw_is_left_by_maker(struct hw_text value)
{
	static const char *const left[] = {
		"0123456789",	"1234567890",	       "123456789",
		"tobefilledby", "defaultstring",       "systemserialnumber",
		"notspecified", "chassisserialnumber", "notapplicable",
	};
	bool is_same = true;

	for (size_t i = 0; i < value.n; i++)
		is_same = is_same && value.s[i] == value.s[0];
	for (size_t i = 0; i < HW_ARRAY_SIZE(left); i++)
		if (memmem(value.s, value.n, left[i], strlen(left[i])))
			return true;
	return is_same;
}

bool hw_is_placeholder(struct hw_text value)
{
	bool has_digit = false;

	for (size_t i = 0; i < value.n; i++)
		has_digit = has_digit || hw_is_digit(value.s[i]);
	return !has_digit || hw_is_left_by_maker(value);
}
