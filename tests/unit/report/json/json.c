// SPDX-License-Identifier: GPL-2.0-or-later
/* A device as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>

#include "tests/lib/json_doc.h"

static void lines_stand_for_themselves(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode_record("acpi:PNP0A08:PNP0A03:", &d);
	struct output o;
	char *second;

	(void)state;
	r.in_detail = true;
	o = write_records(&hw_writer_ndjson_details, &r, 2, NULL);
	second = strchr(o.text, '\n');
	assert_non_null(second);
	*second++ = '\0';
	assert_ptr_equal(strchr(second, '\n') + 1, o.text + o.n);
	for (int i = 0; i < 2; i++) {
		const char *line = i ? second : o.text;
		json_object *doc =
			parse((struct output){i ? second : o.text, strlen(line)});

		assert_string_equal(string_at(doc, "/schema"), "hwalias.device");
		assert_string_equal(string_at(doc, "/generated"), "2026-10-14T17:46:40Z");
		assert_string_equal(string_at(doc, "/host/architecture"), "x86_64");
		assert_null(at(doc, "/host/key"));
		assert_string_equal(string_at(doc, "/privacy/level"), "public");
		assert_string_equal(plain(doc, "/kernel"),
				    "{\"release\":\"6.1.0\",\"tables\":\"6.1.0\"}");
		assert_string_equal(plain(doc, "/modalias/fields"),
				    "{\"ids\":[\"PNP0A08\",\"PNP0A03\"],"
				    "\"base_class\":null,\"subclass\":null,"
				    "\"interface\":null}");
		assert_int_equal(
			json_object_array_length(at(doc, "/modalias/parts/0/item_names")),
			2);
		assert_string_equal(plain(doc, "/modalias/parts/0/offset"), "5");
		json_object_put(doc);
	}
	free(o.text);
}

/* Keys never depend on the string, only on the bus. */
/* What threads take, each from a writer of its own, is what is printed. */
static void bytes_are_what_is_printed(void **state)
{
	struct hw_report_head head = make_head();
	struct hw_record r = {.device.id = HW_TEXT("pci:0000:00:1f.2"),
			      .verdict.state = HW_STATE_UNKNOWN};
	struct output o = write_records(&hw_writer_ndjson_details, &r, 2, NULL);
	const struct hw_writer *writer = &hw_writer_ndjson_details;
	struct hw_text error;
	void *self[2];
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(writer->open(NULL, &(struct hw_write_options){0}, NULL,
					      &self[i], &error),
				 0);
		assert_int_equal(hw_writer_begin(writer, self[i], &head), 0);
	}
	for (size_t i = 0; i < 2; i++) {
		struct hw_text line;

		assert_int_equal(writer->bytes(self[i], &r, &line), 0);
		assert_true(n + line.n <= o.n);
		assert_memory_equal(o.text + n, line.s, line.n);
		n += line.n;
	}
	assert_int_equal(n, o.n);
	for (size_t i = 0; i < 2; i++)
		writer->close(self[i]);
	free(o.text);
}

static void broken_strings_have_all_fields(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode_record("pci:v00008086d000024DBsv0000103CsX", &d);
	struct output o = write_records(&hw_writer_json, &r, 1, NULL);
	json_object *doc = parse(o);

	(void)state;
	assert_string_equal(plain(doc, "/devices/0/modalias/valid"), "false");
	assert_string_equal(plain(doc, "/devices/0/modalias/error"),
			    "{\"message\":\"expected 'sd' at byte 33\",\"byte\":33}");
	assert_int_equal(json_object_object_length(at(doc, "/devices/0/modalias/fields")),
			 7);
	assert_null(at(doc, "/devices/0/modalias/fields/interface"));
	json_object_put(doc);
	free(o.text);

	r = decode_record("dmi:bvnA:zz1:bvnB:zz2:", &d);
	o = write_records(&hw_writer_json, &r, 1, NULL);
	doc = parse(o);
	assert_string_equal(string_at(doc, "/devices/0/modalias/fields/bios_vendor"),
			    "A");
	assert_string_equal(plain(doc, "/devices/0/modalias/fields/unknown"),
			    "[\"zz1\",\"zz2\"]");
	json_object_put(doc);
	free(o.text);

	r = decode_record("", &d);
	o = write_records(&hw_writer_json, &r, 1, NULL);
	doc = parse(o);
	assert_string_equal(string_at(doc, "/devices/0/modalias/raw"), "");
	assert_null(at(doc, "/devices/0/modalias/type"));
	assert_string_equal(plain(doc, "/devices/0/modalias/fields"), "{}");
	json_object_put(doc);
	free(o.text);
}

/* What a string is, and what is not sure of it. */
static void kinds_of_strings(void **state)
{
	static const struct {
		const char *string;
		const char *kind;
		const char *ambiguous;
		const char *truncated;
	} rows[] = {
		{"platform:rtc_cmos", "device", "false", "[]"},
		{"acpi*:PNP0303:*", "pattern", "false", "[]"},
		{"sdw:m025Dp0711v03c01*", "pattern", "false", "[]"},
		{"fs-ext4", "alias", "false", "[]"},
		{"of:NxT(null)Ca,bCb", "device", "true", "[]"},
		{"of:NxT(null)Ca,bCb,c", "device", "false", "[]"},
		{"input:b0003v28DEp1142e0111-e0,1,3,k130,+,ra0,1,mlsfw", "device",
		 "false", "[\"key\"]"},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_decoded d;
		struct hw_record r = decode_record(rows[i].string, &d);
		json_object *doc;
		struct output o = write_records(&hw_writer_json, &r, 1, NULL);

		doc = parse(o);
		assert_string_equal(string_at(doc, "/devices/0/modalias/kind"),
				    rows[i].kind);
		assert_string_equal(plain(doc, "/devices/0/modalias/ambiguous"),
				    rows[i].ambiguous);
		assert_string_equal(plain(doc, "/devices/0/modalias/truncated"),
				    rows[i].truncated);
		json_object_put(doc);
		free(o.text);
	}
}

static void texts_are_always_valid(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode_record("x", &d);
	struct output o;
	json_object *doc;

	(void)state;
	r.device.driver_known = HW_DRIVER_BOUND;
	r.device.driver = HW_TEXT("a\"\\\b\xff\0\x1b");
	r.device.driver_module = HW_TEXT("");
	o = write_records(&hw_writer_json, &r, 1, NULL);
	assert_int_equal(strlen(o.text), o.n);
	doc = parse(o);
	assert_string_equal(string_at(doc, "/devices/0/driver/name"),
			    "a\"\\\b\xef\xbf\xbd\xef\xbf\xbd\x1b");
	assert_null(at(doc, "/devices/0/driver/module"));
	json_object_put(doc);
	free(o.text);
}

static void candidates(void **state)
{
	struct hw_candidate v[] = {
		{.module = HW_TEXT("e1000e"),
		 .pattern = HW_TEXT("pci:v00008086d000015B8sv*sd*bc*sc*i*"),
		 .source = HW_ALIAS_MODULES,
		 .line = 812,
		 .builtin = HW_NO,
		 .loaded = HW_UNKNOWN,
		 .available = HW_YES},
		{.module = HW_TEXT("igb"), .source = HW_ALIAS_BUILTIN},
	};
	struct hw_record r = {.candidates = v, .candidate_count = 2};
	struct output o = write_records(&hw_writer_json, &r, 1, NULL);
	json_object *doc = parse(o);

	(void)state;
	assert_string_equal(plain(doc, "/devices/0/candidates/0/builtin"), "false");
	assert_null(at(doc, "/devices/0/candidates/0/loaded"));
	assert_string_equal(plain(doc, "/devices/0/candidates/0/available"), "true");
	assert_string_equal(plain(doc, "/devices/0/candidates/0/line"), "812");
	assert_string_equal(string_at(doc, "/devices/0/candidates/0/file"),
			    "/lib/modules/6.1.0/modules.alias");
	assert_string_equal(string_at(doc, "/devices/0/candidates/1/file"),
			    "/lib/modules/6.1.0/modules.builtin.modinfo");
	assert_null(at(doc, "/devices/0/modalias"));
	json_object_put(doc);
	free(o.text);
}

static void numbers_do_not_know_the_locale(void **state)
{
	struct hw_arena arena = {0};
	struct hw_record r = {0};
	struct output o;
	json_object *doc;

	(void)state;
	setlocale(LC_ALL, "");
	hw_attribute_number(&r.attributes, &arena, "speed_kbps", 12345678);
	hw_attribute_text(&r.attributes, &arena, "serial", HW_TEXT(""));
	o = write_records(&hw_writer_json, &r, 1, NULL);
	doc = parse(o);
	assert_string_equal(plain(doc, "/devices/0/attributes"),
			    "{\"speed_kbps\":12345678,\"serial\":null}");
	json_object_put(doc);
	free(o.text);
	hw_arena_done(&arena);
	setlocale(LC_ALL, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stand_for_themselves),
		cmocka_unit_test(bytes_are_what_is_printed),
		cmocka_unit_test(broken_strings_have_all_fields),
		cmocka_unit_test(kinds_of_strings),
		cmocka_unit_test(texts_are_always_valid),
		cmocka_unit_test(candidates),
		cmocka_unit_test(numbers_do_not_know_the_locale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
