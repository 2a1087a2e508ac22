// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What stands between two '>' of XML: text, and a tag. Enough for lists that programs
 * write, element by element; what is in comments and in CDATA may be found too, and is
 * then a claim like any other.
 */
#include "data/packages/internal.h"

struct hw_xml hw_xml_read(struct hw_text record)
{
	struct hw_xml xml = {.content = HW_NO_TEXT};
	size_t at = record.n;
	size_t n = 0;

	while (at && record.s[at - 1] != '<')
		at--;
	if (!at)
		return xml;
	xml.content = hw_text_trim_start(
		hw_text_trim_end(hw_text_head(record, at - 1), " \t\r\n"), " \t\r\n");
	record = hw_text_from(record, at);
	if (record.n && (record.s[0] == '!' || record.s[0] == '?'))
		return xml;
	while (n < record.n && !memchr(" \t\r\n", record.s[n], 4))
		n++;
	xml.tag = hw_text_head(record, n);
	xml.attributes = hw_text_from(record, n);
	return xml;
}

struct hw_text hw_xml_attribute(const struct hw_xml *xml, const char *name)
{
	struct hw_text rest = xml->attributes;
	struct hw_text wanted = hw_text_of(name);

	while (rest.n) {
		struct hw_text key, value;
		size_t equals;
		char quote;

		rest = hw_text_trim_start(rest, " \t\r\n/");
		equals = hw_text_find(rest, '=');
		if (equals == rest.n)
			break;
		key = hw_text_trim_end(hw_text_head(rest, equals), " \t\r\n");
		rest = hw_text_trim_start(hw_text_from(rest, equals + 1), " \t\r\n");
		if (!rest.n || (rest.s[0] != '"' && rest.s[0] != '\''))
			break;
		quote = rest.s[0];
		rest = hw_text_from(rest, 1);
		value = hw_text_head(rest, hw_text_find(rest, quote));
		if (hw_text_eq(key, wanted))
			return value;
		rest = hw_text_from(rest, value.n < rest.n ? value.n + 1 : value.n);
	}
	return HW_NO_TEXT;
}
