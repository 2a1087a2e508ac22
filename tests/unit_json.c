// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <locale.h>
#include <stdlib.h>

#include "report/check.h"
#include "report/driver.h"
#include "report/schema.h"
#include "report/writer.h"

struct output {
	char *text;
	size_t n;
};

static struct hw_report_head make_head(void)
{
	return (struct hw_report_head){
		.generated = 1792000000, /* date -u -d @1792000000 */
		.source_kind = "live",
		.source_root = HW_TEXT("/"),
		.host = {.architecture = HW_TEXT("x86_64"),
			 .os_id = HW_TEXT("debian"),
			 .chassis_type = 3,
			 .kernel_release = HW_TEXT("6.1.0"),
			 .kernel_taint = -1},
		.modules_release = HW_TEXT("6.1.0"),
		.modules_directory = HW_TEXT("/lib/modules/6.1.0"),
		.alias_count = 26222,
		.databases = {{"pci.ids", HW_TEXT("/usr/share/misc/pci.ids"),
			       HW_NO_TEXT}},
		.database_count = 1,
	};
}

/* What a writer prints for `count` times the record. */
static struct output write_records(const struct hw_writer *writer,
				   const struct hw_record *record, size_t count,
				   const struct hw_warnings *warnings)
{
	struct hw_report_head head = make_head();
	struct hw_report_tail tail = {.warnings = warnings};
	struct output ret = {0};
	FILE *out = open_memstream(&ret.text, &ret.n);
	struct hw_text error;
	void *self;

	assert_non_null(out);
	assert_int_equal(
		writer->open(out, &(struct hw_write_options){0}, NULL, &self, &error), 0);
	assert_int_equal(writer->begin(self, &head), 0);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(writer->record(self, record), 0);
		tail.by_state[record->verdict.state]++;
	}
	assert_int_equal(writer->end(self, &tail), 0);
	writer->close(self);
	assert_int_equal(fclose(out), 0);
	return ret;
}

static json_object *parse(struct output o)
{
	struct json_tokener *tok = json_tokener_new();
	json_object *ret;

	json_tokener_set_flags(tok, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	ret = json_tokener_parse_ex(tok, o.text, (int)o.n);
	assert_int_equal(json_tokener_get_error(tok), json_tokener_success);
	json_tokener_free(tok);
	return ret;
}

/* The value at a path such as "/devices/0/names/vendor", which must exist. */
static json_object *at(json_object *o, const char *path)
{
	json_object *ret = NULL;

	if (json_pointer_get(o, path, &ret))
		fail_msg("no %s", path);
	return ret;
}

static const char *string_at(json_object *o, const char *path)
{
	json_object *s = at(o, path);

	assert_true(json_object_is_type(s, json_type_string));
	return json_object_get_string(s);
}

static const char *plain(json_object *o, const char *path)
{
	return json_object_to_json_string_ext(at(o, path), JSON_C_TO_STRING_PLAIN);
}

static struct hw_record decode_record(const char *string, struct hw_decoded *d)
{
	*d = (struct hw_decoded){0};
	hw_decode(hw_text_of(string), &d->modalias);
	return (struct hw_record){
		.device = {.id = hw_text_of(string), .kind = HW_TEXT("modalias")},
		.modalias = d,
		.verdict = {.state = HW_STATE_UNKNOWN,
			    .reason = "not-a-device",
			    .explanation = HW_TEXT("A string.")},
	};
}

static void document(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode_record(
		"pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A", &d);
	struct output o;
	json_object *doc;

	(void)state;
	r.ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, 0x8086};
	r.ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, 0x10000};
	r.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, 1};
	r.names[HW_NAME_VENDOR] = (struct hw_name){HW_TEXT("Intel/AMD"), "pci.ids"};
	o = write_records(&hw_writer_json, &r, 2, NULL);
	doc = parse(o);
	assert_string_equal(string_at(doc, "/schema"), "hwalias.report");
	assert_string_equal(string_at(doc, "/generated"), "2026-10-14T17:46:40Z");
	assert_string_equal(plain(doc, "/host/os"),
			    "{\"id\":\"debian\",\"version_id\":null,\"name\":null}");
	assert_string_equal(plain(doc, "/host/dmi/chassis_type"), "3");
	assert_null(at(doc, "/host/device_tree"));
	assert_null(at(doc, "/kernel/taint"));
	assert_int_equal(json_object_array_length(at(doc, "/devices")), 2);
	assert_string_equal(plain(doc, "/summary/devices"), "2");
	assert_string_equal(plain(doc, "/summary/unknown"), "2");
	assert_string_equal(plain(doc, "/warnings"), "[]");
	/* 4 digits, 8 when it needs more, 2 for a byte of a class */
	assert_string_equal(string_at(doc, "/devices/1/ids/vendor"), "8086");
	assert_string_equal(string_at(doc, "/devices/1/ids/device"), "00010000");
	assert_string_equal(string_at(doc, "/devices/1/ids/class"), "01");
	assert_null(at(doc, "/devices/1/ids/subclass"));
	assert_string_equal(string_at(doc, "/devices/1/name_sources/vendor"), "pci.ids");
	assert_null(at(doc, "/devices/1/name_sources/device"));
	assert_string_equal(
		plain(doc, "/devices/1/modalias/fields"),
		"{\"vendor\":\"8086\",\"device\":\"24db\",\"subsystem_vendor\":\"103c\","
		"\"subsystem_device\":\"006a\",\"base_class\":\"01\",\"subclass\":\"01\","
		"\"interface\":\"8a\"}");
	assert_null(at(doc, "/devices/1/modalias/parts"));
	/* slashes are not escaped */
	assert_non_null(strstr(o.text, "\"Intel/AMD\""));
	json_object_put(doc);
	free(o.text);
}

/* What is streamed is what json-c prints for the whole document at once. */
static void document_reads_as_printed_at_once(void **state)
{
	struct hw_decoded d;
	struct hw_record r =
		decode_record("usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip02in01", &d);
	struct hw_candidate candidate = {.module = HW_TEXT("usbhid"),
					 .pattern = HW_TEXT("usb:v*p*d*dc*dsc*dp*ic03*"),
					 .line = 5};

	(void)state;
	r.candidates = &candidate;
	r.candidate_count = 1;
	r.in_detail = true;
	for (size_t devices = 0; devices < 3; devices++) {
		struct output o = write_records(&hw_writer_json, &r, devices, NULL);
		json_object *doc = parse(o);
		struct hw_text rest = {o.text, o.n};
		const char *again = json_object_to_json_string_ext(
			doc, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
				     JSON_C_TO_STRING_NOSLASHESCAPE);

		/* json-c 0.16 breaks lines inside "[]" and "{}": compare all but these */
		while (rest.n) {
			struct hw_text line = hw_text_cut(&rest, '\n');
			char first[512];

			if (memchr(line.s, '[', line.n) || memchr(line.s, '{', line.n) ||
			    !line.n)
				continue;
			assert_in_range(line.n, 1, sizeof(first) - 2);
			snprintf(first, sizeof(first), "\n%.*s", HW_TEXT_ARG(line));
			if (line.n > 1 && !strstr(again, first))
				fail_msg("not as printed at once:%s", first);
		}
		assert_int_equal(o.text[o.n - 1], '\n');
		json_object_put(doc);
		free(o.text);
	}
}

static void lines_stand_for_themselves(void **state)
{
	struct hw_decoded d;
	struct hw_record r = decode_record("acpi:PNP0A08:PNP0A03:", &d);
	struct output o;
	char *second;

	(void)state;
	r.in_detail = true;
	o = write_records(&hw_writer_ndjson, &r, 2, NULL);
	second = strchr(o.text, '\n');
	assert_non_null(second);
	*second++ = '\0';
	assert_ptr_equal(strchr(second, '\n') + 1, o.text + o.n);
	for (int i = 0; i < 2; i++) {
		const char *line = i ? second : o.text;
		json_object *doc =
			parse((struct output){i ? second : o.text, strlen(line)});

		assert_string_equal(string_at(doc, "/schema"), "hwalias.device");
		assert_string_equal(plain(doc, "/host"),
				    "{\"machine_id\":null,\"name\":null,"
				    "\"architecture\":\"x86_64\"}");
		assert_string_equal(plain(doc, "/kernel"), "{\"release\":\"6.1.0\"}");
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
	struct output o = write_records(&hw_writer_ndjson, &r, 2, NULL);
	const struct hw_writer *writer = &hw_writer_ndjson;
	struct hw_text error;
	void *self[2];
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(writer->open(NULL, &(struct hw_write_options){0}, NULL,
					      &self[i], &error),
				 0);
		assert_int_equal(writer->begin(self[i], &head), 0);
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

static struct output print_check(const struct hw_warnings *w)
{
	struct hw_machine machine = {.kernel = {.root = NULL}};
	struct output ret = {0};
	FILE *out = open_memstream(&ret.text, &ret.n);
	struct hw_check check;

	assert_non_null(out);
	assert_int_equal(hw_check_open(&machine, true, &check), 0);
	assert_int_equal(hw_check_print_json(&check, w, out), 0);
	hw_check_close(&check);
	assert_int_equal(fclose(out), 0);
	return ret;
}

static struct output print_drivers(const struct hw_warnings *w)
{
	const struct hw_machine machine = {.kernel = {.root = NULL}};
	const struct hw_drivers drivers = {.n = 0};
	struct output ret = {0};
	FILE *out = open_memstream(&ret.text, &ret.n);

	assert_non_null(out);
	assert_int_equal(hw_drivers_print_json(out, &machine, &drivers, w), 0);
	assert_int_equal(fclose(out), 0);
	return ret;
}

/* Those that are kept, and one that counts the two that are not. */
static void assert_warnings(struct output o)
{
	json_object *doc = parse(o);

	assert_int_equal(json_object_array_length(at(doc, "/warnings")),
			 HW_WARNINGS_PER_FILE + 1);
	assert_null(at(doc, "/warnings/0/line"));
	assert_string_equal(plain(doc, "/warnings/1"),
			    "{\"code\":\"ids-malformed\",\"path\":\"pci.ids\","
			    "\"line\":1,\"message\":\"line 1\"}");
	assert_string_equal(plain(doc, "/warnings/10"),
			    "{\"code\":\"warnings-dropped\",\"path\":null,"
			    "\"line\":null,\"message\":\"2 more of the same kinds\"}");
	json_object_put(doc);
	free(o.text);
}

static void warnings_are_in_every_document(void **state)
{
	struct hw_warnings w = {0};

	(void)state;
	for (size_t i = 0; i < HW_WARNINGS_PER_FILE + 2; i++)
		hw_warn(&w, "ids-malformed", HW_TEXT("pci.ids"), i, "line %zu", i);
	assert_warnings(write_records(&hw_writer_json, NULL, 0, &w));
	assert_warnings(print_check(&w));
	assert_warnings(print_drivers(&w));
	hw_warnings_done(&w);
}

static void a_document_without_devices(void **state)
{
	struct output o = write_records(&hw_writer_json, NULL, 0, NULL);
	json_object *doc = parse(o);

	(void)state;
	assert_string_equal(plain(doc, "/devices"), "[]");
	assert_string_equal(plain(doc, "/warnings"), "[]");
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

static void schema_is_embedded(void **state)
{
	json_object *schema = json_tokener_parse(hw_report_schema);

	(void)state;
	assert_string_equal(string_at(schema, "/properties/schema/const"),
			    "hwalias.report");
	json_object_put(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(document),
		cmocka_unit_test(document_reads_as_printed_at_once),
		cmocka_unit_test(lines_stand_for_themselves),
		cmocka_unit_test(bytes_are_what_is_printed),
		cmocka_unit_test(broken_strings_have_all_fields),
		cmocka_unit_test(kinds_of_strings),
		cmocka_unit_test(texts_are_always_valid),
		cmocka_unit_test(candidates),
		cmocka_unit_test(warnings_are_in_every_document),
		cmocka_unit_test(a_document_without_devices),
		cmocka_unit_test(numbers_do_not_know_the_locale),
		cmocka_unit_test(schema_is_embedded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
