// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json.h"

#include <errno.h>
#include <json-c/json.h>

#include "report/utf8.h"

static struct json_object *made(struct hw_json *j, struct json_object *o)
{
	if (!o)
		j->failed = true;
	return o;
}

/*
 * json-c 0.16 breaks the line between the brackets of an empty array or object. Until
 * something is added they are printed by this.
 */
static int print_empty(struct json_object *o, struct printbuf *out, int level, int flags)
{
	bool is_array = json_object_is_type(o, json_type_array);

	(void)level;
	(void)flags;
	return printbuf_memappend(out, is_array ? "[]" : "{}", 2);
}

struct json_object *hw_json_object(struct hw_json *j)
{
	struct json_object *o = made(j, json_object_new_object());

	if (o)
		json_object_set_serializer(o, print_empty, NULL, NULL);
	return o;
}

struct json_object *hw_json_array(struct hw_json *j)
{
	struct json_object *o = made(j, json_object_new_array());

	if (o)
		json_object_set_serializer(o, print_empty, NULL, NULL);
	return o;
}

struct json_object *hw_json_literal(struct hw_json *j, const char *s)
{
	return s && *s ? made(j, json_object_new_string(s)) : NULL;
}

struct json_object *hw_json_raw(struct hw_json *j, struct hw_text t)
{
	struct hw_text clean = hw_utf8_clean(t, &j->arena);

	if (t.n && !clean.s)
		return made(j, NULL);
	return made(j, json_object_new_string_len(clean.n ? clean.s : "", (int)clean.n));
}

struct json_object *hw_json_text(struct hw_json *j, struct hw_text t)
{
	return t.n ? hw_json_raw(j, t) : NULL;
}

struct json_object *hw_json_number(struct hw_json *j, int64_t n)
{
	return made(j, json_object_new_int64(n));
}

struct json_object *hw_json_boolean(struct hw_json *j, bool b)
{
	return made(j, json_object_new_boolean(b));
}

void hw_json_add(struct hw_json *j, struct json_object *to, const char *key,
		 struct json_object *value)
{
	const unsigned how =
		JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY;

	if (!to || json_object_object_add_ex(to, key, value, how)) {
		j->failed = true;
		json_object_put(value);
	} else if (json_object_object_length(to) == 1) {
		json_object_set_serializer(to, NULL, NULL, NULL);
	}
}

void hw_json_append(struct hw_json *j, struct json_object *to, struct json_object *value)
{
	if (!to || json_object_array_add(to, value)) {
		j->failed = true;
		json_object_put(value);
	} else if (json_object_array_length(to) == 1) {
		json_object_set_serializer(to, NULL, NULL, NULL);
	}
}

struct json_object *hw_json_share(struct json_object *o)
{
	return json_object_get(o);
}

void hw_json_free(struct json_object *o)
{
	json_object_put(o);
}

static void print_lines(struct hw_text rest, int indent, FILE *out)
{
	while (rest.n) {
		size_t line = hw_text_find(rest, '\n');

		if (line < rest.n)
			line++;
		fwrite(rest.s, 1, line, out);
		rest = hw_text_from(rest, line);
		if (rest.n)
			fprintf(out, "%*s", indent, "");
	}
}

int hw_json_print(struct hw_json *j, struct json_object *o, enum hw_json_layout layout,
		  size_t skip, size_t cut, int indent, FILE *out)
{
	const int flags = layout == HW_JSON_LINE
				  ? JSON_C_TO_STRING_PLAIN
				  : JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED;
	struct hw_text text = {NULL, 0};

	if (!j->failed && o)
		text.s = json_object_to_json_string_length(
			o, flags | JSON_C_TO_STRING_NOSLASHESCAPE, &text.n);
	if (!text.s)
		j->failed = true;
	else if (text.n > skip + cut)
		print_lines((struct hw_text){text.s + skip, text.n - skip - cut}, indent,
			    out);
	json_object_put(o);
	hw_arena_reset(&j->arena);
	return j->failed ? -ENOMEM : 0;
}
