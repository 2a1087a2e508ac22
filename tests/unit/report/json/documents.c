// SPDX-License-Identifier: GPL-2.0-or-later
/* JSON documents: what is around the devices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/check/check.h"
#include "report/driver/driver.h"
#include "report/schema.h"
#include "tests/lib/json_doc.h"

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
	assert_null(at(doc, "/host/taint"));
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

static struct output print_check(const struct hw_warnings *w)
{
	struct hw_warnings none = {0};
	struct hw_machine machine = {.kernel = {.root = NULL}, .warnings = &none};
	struct output ret = {0};
	FILE *out = open_memstream(&ret.text, &ret.n);
	const struct hw_report_head head = make_head();
	const struct hw_output output = {.out = out, .head = &head, .warnings = w};
	struct hw_check check;

	assert_non_null(out);
	assert_int_equal(hw_check_open(&machine, &head, &hw_check_json, &check), 0);
	/* it has been looked at, without a tree */
	check.devices = 1;
	assert_int_equal(hw_check_json.print(&check, &output), 0);
	hw_check_close(&check);
	assert_int_equal(fclose(out), 0);
	return ret;
}

static struct output print_drivers(const struct hw_warnings *w)
{
	const struct hw_machine machine = {.kernel = {.root = NULL}};
	const struct hw_drivers drivers = {.machine = &machine};
	struct output ret = {0};
	FILE *out = open_memstream(&ret.text, &ret.n);
	const struct hw_report_head head = make_head();
	const struct hw_output output = {.out = out, .head = &head, .warnings = w};

	assert_non_null(out);
	assert_int_equal(hw_drivers_print_json(&drivers, &output), 0);
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

static void schema_is_embedded(void **state)
{
	json_object *schema = json_tokener_parse(hw_report_schema);

	(void)state;
	assert_string_equal(string_at(schema, "/$defs/report/properties/schema/const"),
			    "hwalias.report");
	json_object_put(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(document),
		cmocka_unit_test(document_reads_as_printed_at_once),
		cmocka_unit_test(warnings_are_in_every_document),
		cmocka_unit_test(a_document_without_devices),
		cmocka_unit_test(schema_is_embedded),
	};

	return cmocka_run_group_tests_name("json_documents", tests, NULL, NULL);
}
