/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_JSON_STRICT_H
#define HWALIAS_TESTS_LIB_JSON_STRICT_H

/* JSON read by json-c, which forgives much unless it is told not to. */
#include <json-c/json.h>
#include <stdlib.h>

static inline json_object *json_parse_with(const char *text, size_t n, int flags)
{
	struct json_tokener *tok = json_tokener_new();
	json_object *ret;

	if (!tok)
		abort();
	json_tokener_set_flags(tok, flags);
	ret = json_tokener_parse_ex(tok, text, (int)n);
	json_tokener_free(tok);
	return ret;
}

/*
 * NULL unless the text is JSON, strictly, and valid UTF-8. Two passes, as json-c 0.18
 * with JSON_TOKENER_STRICT takes every byte from 0x80 on for a control character where
 * char is signed: the strict pass reads an 'x' in its place.
 */
static inline json_object *json_parse_strict(const char *text, size_t n)
{
	char *ascii = malloc(n + 1);
	json_object *strict;

	if (!ascii)
		abort();
	for (size_t i = 0; i < n; i++)
		ascii[i] = (unsigned char)text[i] < 0x80 ? text[i] : 'x';
	ascii[n] = '\0';
	strict = json_parse_with(ascii, n, JSON_TOKENER_STRICT);
	free(ascii);
	if (!strict)
		return NULL;
	json_object_put(strict);
	return json_parse_with(text, n, JSON_TOKENER_VALIDATE_UTF8);
}

#endif
