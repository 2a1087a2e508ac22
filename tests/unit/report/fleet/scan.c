// SPDX-License-Identifier: GPL-2.0-or-later
/* What report/fleet/scan.c takes of JSON, and what it calls wrong (RFC 8259). */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include <errno.h>

#include "report/fleet/internal.h"

static void is(struct hw_text text, const char *expected)
{
	struct hw_text wanted = hw_text_of(expected);

	assert_int_equal(text.n, wanted.n);
	assert_true(hw_text_eq(text, wanted) && !text.s == !wanted.s);
}

static int scan(const char *json, struct hw_arena *arena, struct hw_fleet_line *ret,
		struct hw_fleet_scan_error *reterr)
{
	return hw_fleet_scan(hw_text_of(json), arena, ret, reterr);
}

static void line(void **state)
{
	static const char json[] =
		"{\"schema\":\"hwalias.device\",\"generated\":\"2024-11-01T08:00:00Z\","
		"\"host\":{\"key\":\"k\",\"x\":[{\"key\":\"no\"}],\"dmi\":null},"
		"\"kernel\":{\"release\":\"6.1\"},\"id\":\"pci:1\",\"ids\":{\"vendor\":"
		"\"8086\",\"device\":\"15b8\"},\"driver\":null,\"candidates\":["
		"{\"module\":\"a\",\"source\":\"modules.alias\",\"available\":true},"
		"{\"module\":\"a\",\"source\":\"modules.alias\"},"
		"{\"module\":\"b\",\"source\":\"modprobe.d\"},"
		"{\"module\":\"c\",\"available\":false},"
		"{\"module\":\"d\",\"builtin\":true,\"available\":false}],"
		"\"other_modaliases\":[{\"raw\":\"x:1\"},{\"raw\":\"x:2\"}]}";
	struct hw_fleet_scan_error error;
	struct hw_arena arena = {0};
	struct hw_fleet_line l;

	(void)state;
	assert_int_equal(scan(json, &arena, &l, &error), 0);
	is(l.head.schema, "hwalias.device");
	is(l.head.key, "k");
	is(l.head.kernel, "6.1");
	is(l.head.product, NULL);
	is(l.device.id, "pci:1");
	is(l.device.device_id, "15b8");
	is(l.device.driver, NULL);
	is(l.device.modules, "a,d");
	assert_true(l.device.is_builtin);
	is(l.device.more_modaliases, "x:1\nx:2");
	assert_int_equal(l.split, strstr(json, ",\"id\"") - json);
	assert_int_equal(l.devices, -1);
	hw_arena_done(&arena);
}

static void escapes(void **state)
{
	struct hw_fleet_scan_error error;
	struct hw_arena arena = {0};
	struct hw_fleet_line l;

	(void)state;
	assert_int_equal(scan("{\"id\":\"\\\"\\\\\\/"
			      "\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\udca1\"}",
			      &arena, &l, &error),
			 0);
	is(l.device.id, "\"\\/\b\f\n\r\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\xa1");
	/* neither NUL nor half a pair is text that a database holds */
	assert_int_equal(scan("{\"id\":\"a\\u0000b\\ud83dc\"}", &arena, &l, &error), 0);
	is(l.device.id, "a\xef\xbf\xbd"
			"b\xef\xbf\xbd"
			"c");
	hw_arena_done(&arena);
}

static void documents(void **state)
{
	struct hw_fleet_scan_error error;
	struct hw_arena arena = {0};
	struct hw_fleet_line l;
	struct hw_text item;

	(void)state;
	assert_int_equal(
		scan("{\"devices\": [ {\"id\":\"a\"} , {} ], \"host\": {\"key\": null}}",
		     &arena, &l, &error),
		0);
	assert_true(l.has_devices);
	is(l.head.key, NULL);
	assert_true(hw_fleet_scan_item(&l.all_devices, &item, &error));
	is(item, "{\"id\":\"a\"}");
	assert_true(hw_fleet_scan_item(&l.all_devices, &item, &error));
	is(item, "{}");
	assert_false(hw_fleet_scan_item(&l.all_devices, &item, &error));
	assert_null(error.message);
	assert_int_equal(
		scan("{\"schema\":\"hwalias.end\",\"devices\":51}", &arena, &l, &error),
		0);
	assert_int_equal(l.devices, 51);
	assert_int_equal(scan("{\"devices\":-1}", &arena, &l, &error), 0);
	assert_int_equal(l.devices, -1);
	/* the head goes on behind the device: nothing is compared by its beginning */
	assert_int_equal(scan("{\"id\":\"a\",\"host\":{}}", &arena, &l, &error), 0);
	assert_int_equal(l.split, 0);
	hw_arena_done(&arena);
}

static void wrong(void **state)
{
	static const char *const texts[] = {
		"",
		"[]",
		"x",
		"{",
		"{\"a\"",
		"{\"a\":",
		"{\"a\":}",
		"{\"a\":1",
		"{\"a\":1,}",
		"{\"a\":[1}",
		"{\"a\":\"b}",
		"{\"id\":\"\\x\"}",
		"{\"id\":\"\\u12g4\"}",
		"{\"id\":\"a\nb\"}",
		"{\"id\":\"a\" \"b\":1}",
		"{\"a\":1} {}",
		"{\"candidates\":[{}",
	};
	struct hw_fleet_scan_error error;
	struct hw_arena arena = {0};
	struct hw_fleet_line l;

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		error.message = NULL;
		assert_int_equal(scan(texts[i], &arena, &l, &error), -EINVAL);
		assert_non_null(error.message);
		assert_true(error.at <= strlen(texts[i]));
	}
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line),
		cmocka_unit_test(escapes),
		cmocka_unit_test(documents),
		cmocka_unit_test(wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
