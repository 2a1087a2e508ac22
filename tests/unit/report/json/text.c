// SPDX-License-Identifier: GPL-2.0-or-later
/* The events of report/json/json.h against json-c, which builds and prints the same
 * values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <json-c/json.h>
#include <limits.h>
#include <stdlib.h>

#include "report/json/json.h"
#include "report/page/utf8.h"

#define LINE (JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)
#define PRETTY                                                                           \
	(JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |                             \
	 JSON_C_TO_STRING_NOSLASHESCAPE)

/* xorshift64, Marsaglia 2003: the same everywhere */
static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static struct hw_text take(struct hw_json *j)
{
	struct hw_text ret = HW_NO_TEXT;

	assert_int_equal(hw_json_finish(j, &ret), 0);
	return ret;
}

/* What was emitted is `o` and a line feed; frees `o`. */
static void assert_printed(struct hw_json *j, struct json_object *o)
{
	struct hw_text is = take(j);
	size_t n;
	const char *s = json_object_to_json_string_length(
		o, j->layout == HW_JSON_LINE ? LINE : PRETTY, &n);

	assert_int_equal(is.n, n + 1);
	assert_memory_equal(is.s, s, n);
	assert_int_equal(is.s[n], '\n');
	json_object_put(o);
}

/* Bytes that are likely to matter, pieces of sequences, and any. */
static size_t random_text(uint64_t *seed, char *buf, size_t max)
{
	static const char *const pieces[] = {
		"\"",	      "\\",	      "/",
		"\b",	      "\n",	      "\x01",
		"\x1f",	      "\x7f",	      "<&>'",
		"\xc3\xa9",   "\xe2\x82",     "\xed\xa0\x80",
		"\xc0\xaf",   "\xe2\x82\xac", "\xf0\x9f\x98\x80",
		"\xff",	      "\xf4\x90\x80", "Intel ",
		"0123456789",
	};
	size_t want = next(seed) % (next(seed) % 64 == 0 ? max : 40);
	bool any = next(seed) % 4 == 0;
	size_t n = 0;

	while (n < want) {
		const char *piece = pieces[next(seed) % HW_ARRAY_SIZE(pieces)];

		if (any || next(seed) % 4)
			buf[n++] = any ? (char)next(seed) : (char)(' ' + next(seed) % 95);
		else
			for (; *piece && n < want; piece++)
				buf[n++] = *piece;
	}
	return n;
}

static void texts_are_those_of_json_c(void **state)
{
	static char buf[9000];
	struct hw_json j = {0};
	struct hw_arena arena = {0};
	uint64_t seed = 88172645463325252;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const struct hw_text t = {buf, random_text(&seed, buf, sizeof(buf))};
		struct hw_text clean = hw_utf8_clean(t, &arena);
		json_object *list = json_object_new_array();
		json_object *string =
			json_object_new_string_len(t.n ? clean.s : "", (int)clean.n);

		json_object_array_add(list, string);
		hw_json_begin_array(&j, HW_ITEM);
		hw_json_raw(&j, HW_ITEM, t);
		hw_json_end_array(&j);
		assert_printed(&j, list);
		hw_arena_reset(&arena);
	}
	hw_arena_done(&arena);
	hw_json_done(&j);
}

/* Each byte at each place of texts whose ends are looked at in several ways. */
static void every_byte_at_every_place(void **state)
{
	struct hw_json j = {0};
	struct hw_arena arena = {0};

	(void)state;
	for (size_t n = 1; n <= 20; n++)
		for (size_t at = 0; at < n; at++)
			for (unsigned c = 0; c < 0x100; c++) {
				char s[] = "aaaaaaaaaaaaaaaaaaaa";
				const struct hw_text t = {s, n};
				json_object *list = json_object_new_array();
				struct hw_text clean;

				s[at] = (char)c;
				clean = hw_utf8_clean(t, &arena);
				json_object_array_add(
					list, json_object_new_string_len(clean.s,
									 (int)clean.n));
				hw_json_begin_array(&j, HW_ITEM);
				hw_json_text(&j, HW_ITEM, t);
				hw_json_end_array(&j);
				assert_printed(&j, list);
				hw_arena_reset(&arena);
			}
	hw_arena_done(&arena);
	hw_json_done(&j);
}

static void numbers_are_those_of_json_c(void **state)
{
	static const int64_t edges[] = {0, 9, 10, 99, 100, INT64_MAX, INT64_MIN};
	struct hw_json j = {0};
	json_object *list = json_object_new_array();
	uint64_t seed = 1;

	(void)state;
	hw_json_begin_array(&j, HW_ITEM);
	for (size_t i = 0; i < 2000; i++) {
		int64_t n = i < HW_ARRAY_SIZE(edges)
				    ? edges[i]
				    : (int64_t)next(&seed) >> next(&seed) % 64;

		hw_json_number(&j, HW_ITEM, n);
		json_object_array_add(list, json_object_new_int64(n));
	}
	hw_json_end_array(&j);
	assert_printed(&j, list);
	hw_json_done(&j);
}

static void add_value(struct hw_json *j, struct json_object *to, struct hw_json_key key,
		      const char *name, uint64_t *seed, int depth);

/* json-c 0.16 breaks the line of what is empty; there is always something here. */
static void add_some(struct hw_json *j, struct json_object *to, uint64_t *seed, int depth)
{
	static const struct {
		struct hw_json_key key;
		const char *name;
	} keys[] = {{HW_KEY_INIT("a"), "a"}, {HW_KEY_INIT("two words"), "two words"}};
	size_t n = 1 + next(seed) % 2;

	for (size_t i = 0; i < n; i++) {
		if (json_object_is_type(to, json_type_array))
			add_value(j, to, HW_ITEM, NULL, seed, depth);
		else
			add_value(j, to, keys[i].key, keys[i].name, seed, depth);
	}
	if (json_object_is_type(to, json_type_object))
		add_value(j, to, hw_json_key("bare"), "bare", seed, depth);
}

static void add_value(struct hw_json *j, struct json_object *to, struct hw_json_key key,
		      const char *name, uint64_t *seed, int depth)
{
	struct json_object *o = NULL;

	switch (next(seed) % (depth ? 6 : 4)) {
	case 0:
		hw_json_null(j, key);
		break;
	case 1:
		hw_json_boolean(j, key, depth & 1);
		o = json_object_new_boolean(depth & 1);
		break;
	case 2:
		hw_json_number(j, key, depth);
		o = json_object_new_int(depth);
		break;
	case 3:
		hw_json_literal(j, key, "a \"text\"");
		o = json_object_new_string("a \"text\"");
		break;
	case 4:
		o = json_object_new_array();
		hw_json_begin_array(j, key);
		add_some(j, o, seed, depth - 1);
		hw_json_end_array(j);
		break;
	default:
		o = json_object_new_object();
		hw_json_begin_object(j, key);
		add_some(j, o, seed, depth - 1);
		hw_json_end_object(j);
		break;
	}
	if (name)
		json_object_object_add(to, name, o);
	else
		json_object_array_add(to, o);
}

static void documents_are_those_of_json_c(void **state)
{
	uint64_t seed = 42;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct hw_json j = {.layout = i & 1 ? HW_JSON_PRETTY : HW_JSON_LINE};
		json_object *o = json_object_new_object();

		/* more than one after the other */
		for (int k = 0; k < 2; k++) {
			hw_json_begin_object(&j, HW_ITEM);
			add_some(&j, o, &seed, 8);
			hw_json_end_object(&j);
			assert_printed(&j, json_object_get(o));
			json_object_put(o);
			o = json_object_new_object();
		}
		json_object_put(o);
		hw_json_done(&j);
	}
}

static void deep_nesting(void **state)
{
	struct hw_json j = {.layout = HW_JSON_PRETTY};
	json_object *outer = json_object_new_array();
	json_object *inner = outer;

	(void)state;
	for (int i = 0; i < 500; i++) {
		json_object *o = json_object_new_array();

		hw_json_begin_array(&j, HW_ITEM);
		json_object_array_add(inner, o);
		inner = o;
	}
	json_object_array_add(inner, NULL);
	hw_json_begin_array(&j, HW_ITEM);
	hw_json_null(&j, HW_ITEM);
	for (int i = 0; i <= 500; i++)
		hw_json_end_array(&j);
	assert_printed(&j, outer);
	hw_json_done(&j);
}

/* Members of each depth, with prepared keys. */
static void deep_members(void **state)
{
	static const enum hw_json_layout layouts[] = {HW_JSON_LINE, HW_JSON_PRETTY};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(layouts); i++) {
		struct hw_json j = {.layout = layouts[i]};
		json_object *outer = json_object_new_object();
		json_object *inner = outer;

		hw_json_begin_object(&j, HW_ITEM);
		for (int depth = 0; depth < 40; depth++) {
			json_object *o = json_object_new_object();

			hw_json_number(&j, HW_KEY("depth"), depth);
			json_object_object_add(inner, "depth",
					       json_object_new_int(depth));
			hw_json_begin_object(&j, HW_KEY("in"));
			json_object_object_add(inner, "in", o);
			inner = o;
		}
		hw_json_null(&j, HW_KEY("last"));
		json_object_object_add(inner, "last", NULL);
		for (int depth = 0; depth <= 40; depth++)
			hw_json_end_object(&j);
		assert_printed(&j, outer);
		hw_json_done(&j);
	}
}

static void nothing_is_short(void **state)
{
	static const enum hw_json_layout layouts[] = {HW_JSON_LINE, HW_JSON_PRETTY};
	static const char *const want[] = {
		"{\"a\":[],\"o\":{},\"t\":null,\"r\":\"\"}\n",
		"{\n  \"a\": [],\n  \"o\": {},\n  \"t\": null,\n  \"r\": \"\"\n}\n",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(layouts); i++) {
		struct hw_json j = {.layout = layouts[i]};
		struct hw_text is;

		hw_json_begin_object(&j, HW_ITEM);
		hw_json_begin_array(&j, HW_KEY("a"));
		hw_json_end_array(&j);
		hw_json_begin_object(&j, HW_KEY("o"));
		hw_json_end_object(&j);
		hw_json_text(&j, HW_KEY("t"), HW_TEXT(""));
		hw_json_raw(&j, HW_KEY("r"), HW_NO_TEXT);
		hw_json_end_object(&j);
		is = take(&j);
		assert_int_equal(is.n, strlen(want[i]));
		assert_memory_equal(is.s, want[i], is.n);
		hw_json_done(&j);
	}
}

/* More than a buffer can hold: it is not looked at. */
static void emit_too_much(struct hw_json *j)
{
	hw_json_append(j, (struct hw_text){"", SIZE_MAX / 2});
}

static void what_failed_was_never_there(void **state)
{
	static const char want[] = "[\n  1,\n  {\n    \"b\": 3\n  }\n]\n";
	struct hw_json j = {.layout = HW_JSON_PRETTY};
	char got[sizeof(want)];
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct hw_text t = HW_TEXT("unchanged");

		if (i == 0) {
			hw_json_begin_array(&j, HW_ITEM);
			hw_json_number(&j, HW_ITEM, 1);
		} else if (i == 1) {
			hw_json_begin_object(&j, HW_ITEM);
			hw_json_number(&j, HW_KEY("a"), 2);
			emit_too_much(&j);
			hw_json_begin_array(&j, HW_KEY("left open"));
		} else {
			if (i == 2)
				hw_json_begin_object(&j, HW_ITEM);
			hw_json_number(&j, i == 2 ? HW_KEY("b") : HW_ITEM, 3);
			if (i == 2)
				hw_json_end_object(&j);
			/* of scratch memory */
			j.arena.failed = i == 3;
		}
		if (i & 1) {
			assert_int_equal(hw_json_finish(&j, &t), -ENOMEM);
			assert_true(hw_text_eq(t, HW_TEXT("unchanged")));
			continue;
		}
		assert_int_equal(hw_json_finish(&j, &t), 0);
		assert_true(n + t.n < sizeof(got));
		memcpy(got + n, t.s, t.n);
		n += t.n;
	}
	hw_json_end_array(&j);
	assert_int_equal(take(&j).n, sizeof(want) - 1 - n);
	assert_memory_equal(got, want, n);
	hw_json_done(&j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_those_of_json_c),
		cmocka_unit_test(every_byte_at_every_place),
		cmocka_unit_test(numbers_are_those_of_json_c),
		cmocka_unit_test(documents_are_those_of_json_c),
		cmocka_unit_test(deep_nesting),
		cmocka_unit_test(deep_members),
		cmocka_unit_test(nothing_is_short),
		cmocka_unit_test(what_failed_was_never_there),
	};

	return cmocka_run_group_tests_name("json_text", tests, NULL, NULL);
}
