/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_JSON_DOC_H
#define HWALIAS_TESTS_LIB_JSON_DOC_H

/* What the JSON writers print, and json-c reads of it. Include after cmocka.h. */
#include <json-c/json.h>
#include <stdlib.h>

#include "report/writer.h"
#include "tests/lib/json_strict.h"

struct output {
	char *text;
	size_t n;
};

static inline struct hw_report_head make_head(void)
{
	return (struct hw_report_head){
		.generated = 1792000000, /* date -u -d @1792000000 */
		.source_kind = "live",
		.source_root = HW_TEXT("/"),
		.has_host = true,
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
static inline struct output write_records(const struct hw_writer *writer,
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
	assert_int_equal(hw_writer_begin(writer, self, &head), 0);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(writer->record(self, record), 0);
		tail.by_state[record->verdict.state]++;
	}
	assert_int_equal(hw_writer_end(writer, self, &tail), 0);
	writer->close(self);
	assert_int_equal(fclose(out), 0);
	return ret;
}

static inline json_object *parse(struct output o)
{
	json_object *ret = json_parse_strict(o.text, o.n);

	assert_non_null(ret);
	return ret;
}

/* The value at a path such as "/devices/0/names/vendor", which must exist. */
static inline json_object *at(json_object *o, const char *path)
{
	json_object *ret = NULL;

	if (json_pointer_get(o, path, &ret))
		fail_msg("no %s", path);
	return ret;
}

static inline const char *string_at(json_object *o, const char *path)
{
	json_object *s = at(o, path);

	assert_true(json_object_is_type(s, json_type_string));
	return json_object_get_string(s);
}

static inline const char *plain(json_object *o, const char *path)
{
	return json_object_to_json_string_ext(at(o, path), JSON_C_TO_STRING_PLAIN);
}

static inline struct hw_record decode_record(const char *string, struct hw_decoded *d)
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

#endif
