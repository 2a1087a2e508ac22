// SPDX-License-Identifier: GPL-2.0-or-later
/* The decoder against tests/samples: the file says the fields, the test only compares. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <json.h>
#include <stdio.h>

#include "tests/lib/decoded.h"

static const struct hw_field *field_named(const struct hw_modalias *m, const char *name)
{
	for (size_t i = 0; i < m->field_count; i++)
		if (strcmp(m->fields[i].spec->name, name) == 0)
			return &m->fields[i];
	return NULL;
}

static bool is_lower_bits(const struct hw_field *f)
{
	return f->spec->kind == HW_KIND_BITS || strcmp(f->spec->name, "features") == 0;
}

static bool same_item(const struct hw_field *f, struct hw_text item, const char *want)
{
	if (item.n != strlen(want))
		return false;
	return is_lower_bits(f) ? strncasecmp(item.s, want, item.n) == 0
				: memcmp(item.s, want, item.n) == 0;
}

/* Says what differs, so that one run shows all samples that do. */
__attribute__((format(printf, 1, 2))) static size_t differs(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprint_error(format, args);
	va_end(args);
	print_error("\n");
	return 1;
}

static size_t compare_list(const char *string, const struct hw_field *f,
			   json_object *want)
{
	struct hw_text cursor = f->text;
	struct hw_text item;
	size_t n = 0;

	while (hw_field_next(f, &cursor, &item)) {
		if (n >= json_object_array_length(want))
			return differs("%s: %s has more items than expected", string,
				       f->spec->name);
		if (!same_item(
			    f, item,
			    json_object_get_string(json_object_array_get_idx(want, n))))
			return differs("%s: %s[%zu] is '%.*s'", string, f->spec->name, n,
				       HW_TEXT_ARG(item));
		n++;
	}
	if (n != json_object_array_length(want))
		return differs("%s: %s has %zu items", string, f->spec->name, n);
	return 0;
}

/* A list of one stands for a field that could be there several times. */
static const char *as_text(json_object *want)
{
	return json_object_get_string(json_object_is_type(want, json_type_array)
					      ? json_object_array_get_idx(want, 0)
					      : want);
}

static size_t compare_field(const char *string, const struct hw_modalias *m,
			    const char *name, json_object *want)
{
	const struct hw_field *f = field_named(m, name);
	char buf[HW_VALUE_MAX];
	struct hw_text value = f ? hw_field_value(f, buf) : HW_NO_TEXT;

	if (!want)
		return value.n ? differs("%s: %s is not absent", string, name) : 0;
	/* a list that is not in the string is an empty one */
	if (!f && json_object_is_type(want, json_type_array) &&
	    json_object_array_length(want) == 0)
		return 0;
	if (!f)
		return differs("%s: no field %s", string, name);
	if (is_list(f) && json_object_is_type(want, json_type_array))
		return compare_list(string, f, want);
	if (!hw_text_eq(value, hw_text_of(as_text(want))))
		return differs("%s: %s is '%.*s', expected %s", string, name,
			       HW_TEXT_ARG(value), json_object_get_string(want));
	return 0;
}

static size_t unexpected_fields(const char *string, const struct hw_modalias *m,
				json_object *want)
{
	size_t bad = 0;

	for (size_t i = 0; i < m->field_count; i++) {
		const char *name = m->fields[i].spec->name;
		char buf[HW_VALUE_MAX];

		if (!is_list(&m->fields[i]) && hw_field_value(&m->fields[i], buf).n &&
		    !json_object_object_get_ex(want, name, NULL))
			bad += differs("%s: field %s is not expected", string, name);
	}
	return bad;
}

static size_t check_sample(char *line)
{
	char *rest = line;
	const char *string = strsep(&rest, "\t");
	const char *fields = strsep(&rest, "\t");
	const char *extra = rest ? strsep(&rest, "\t") : "";
	const char *error = rest ? rest : "";
	json_object *want = json_tokener_parse(fields ? fields : "");
	char *copy = exact_copy(string, strlen(string));
	struct hw_modalias m;
	char explained[200];
	bool sound = hw_decode((struct hw_text){copy, strlen(string)}, &m);
	size_t bad = 0;

	if (!want)
		return differs("the fields of %s are not JSON", string);
	check_slices(&m);
	hw_decode_explain(&m, explained, sizeof(explained));
	if (strcmp(explained, error) != 0 || sound != (error[0] == '\0'))
		bad += differs("%s: '%s'", string, explained);
	if (!hw_text_eq(m.extra, hw_text_of(extra)))
		bad += differs("%s: extra is '%.*s'", string, HW_TEXT_ARG(m.extra));
	json_object_object_foreach(want, name, value)
	{
		bad += compare_field(string, &m, name, value);
	}
	bad += unexpected_fields(string, &m, want);
	json_object_put(want);
	free(copy);
	return bad;
}

static void samples_decode_as_written(void **state)
{
	glob_t files = {0};
	char pattern[4096];
	size_t count = 0;
	size_t bad = 0;

	(void)state;
	assert_non_null(getenv("HWALIAS_SOURCE"));
	snprintf(pattern, sizeof(pattern), "%s/tests/samples/*.tsv",
		 getenv("HWALIAS_SOURCE"));
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		FILE *in = fopen(files.gl_pathv[i], "r");
		char *line = NULL;
		size_t size = 0;
		ssize_t n;

		assert_non_null(in);
		while ((n = getline(&line, &size, in)) > 0) {
			if (line[0] == '#')
				continue;
			if (line[n - 1] == '\n')
				line[n - 1] = '\0';
			bad += check_sample(line);
			count++;
		}
		free(line);
		fclose(in);
	}
	globfree(&files);
	assert_true(count > 250);
	assert_int_equal(bad, 0);
}

static void a_final_newline_is_not_part_of_it(void **state)
{
	struct hw_modalias m;

	(void)state;
	assert_true(hw_decode(HW_TEXT("platform:Fixed MDIO bus\n"), &m));
	assert_true(hw_text_eq(m.raw, HW_TEXT("platform:Fixed MDIO bus")));
	assert_false(hw_decode(HW_TEXT("platform:a\nb"), &m));
	assert_int_equal(m.error, HW_DECODE_CONTROL);
	assert_int_equal(m.error_at, 10);
	assert_false(hw_decode(HW_TEXT("platform:a\0b"), &m));
	assert_int_equal(m.error, HW_DECODE_CONTROL);
	assert_false(hw_decode(HW_TEXT(""), &m));
	assert_int_equal(m.error, HW_DECODE_EMPTY);
}

/* What uevent tells outright is taken, and only when it makes up the string. */
static void device_tree_parts_are_told(void **state)
{
	const struct hw_text told[] = {HW_TEXT("acmeCorp,xCoreCam"), HW_TEXT("a b,C")};
	struct hw_text storage[2];
	struct hw_modalias m;
	struct hw_text cursor;
	struct hw_text item;

	(void)state;
	hw_decode(HW_TEXT("of:NmyTypeT(null)CacmeCorp,xCoreCamCa_b,C"), &m);
	assert_true(m.ambiguous);
	assert_true(hw_of_resolve(&m, HW_TEXT("myType"), HW_NO_TEXT, told, 2, storage));
	assert_false(m.ambiguous);
	assert_true(hw_text_eq(m.fields[0].text, HW_TEXT("myType")));
	assert_true(hw_text_eq(m.fields[1].text, HW_TEXT("(null)")));
	cursor = m.fields[2].text;
	assert_true(hw_field_next(&m.fields[2], &cursor, &item));
	assert_true(hw_text_eq(item, HW_TEXT("acmeCorp,xCoreCam")));
	assert_true(hw_field_next(&m.fields[2], &cursor, &item));
	/* a slice of the string, where blanks are underscores */
	assert_true(hw_text_eq(item, HW_TEXT("a_b,C")));
	assert_false(hw_field_next(&m.fields[2], &cursor, &item));

	hw_decode(HW_TEXT("of:NmemoryTmemory"), &m);
	assert_true(hw_of_resolve(&m, HW_TEXT("memory"), HW_TEXT("memory"), told, 0,
				  storage));
	assert_int_equal(m.field_count, 2);
	/* told of another string: nothing changes */
	hw_decode(HW_TEXT("of:NgpuT(null)Cx,y"), &m);
	assert_false(hw_of_resolve(&m, HW_TEXT("gpu"), HW_NO_TEXT, told, 1, storage));
	assert_false(hw_of_resolve(&m, HW_TEXT("gpuT"), HW_NO_TEXT, told, 0, storage));
	assert_int_equal(m.field_count, 3);
	assert_null(m.fields[2].items);
}

/* The name of the item `n` of a field, or of its value. */
static const char *item_name(const char *string, const char *field, size_t n)
{
	struct hw_modalias m;
	const struct hw_field *f;
	struct hw_text cursor;
	struct hw_text item = HW_NO_TEXT;

	hw_decode(hw_text_of(string), &m);
	f = field_named(&m, field);
	assert_non_null(f);
	cursor = f->text;
	if (!is_list(f))
		return hw_field_item_name(&m, f, f->text);
	for (size_t i = 0; i <= n; i++)
		assert_true(hw_field_next(f, &cursor, &item));
	return hw_field_item_name(&m, f, item);
}

/* Facts of the kernel's headers, not of our tables. */
static void values_have_names(void **state)
{
	(void)state;
	/* X86_FEATURE_AES is 4*32+25, X86_FEATURE_VMX 4*32+5 */
	assert_string_equal(
		item_name("cpu:type:x86,ven0000fam0006mod00A7:feature:,0085,0099",
			  "features", 1),
		"aes");
	/* the same number is another bit on arm64, HWCAP_AES is 1 << 3 */
	assert_string_equal(
		item_name("cpu:type:aarch64:feature:,0000,0003", "features", 1), "aes");
	assert_null(item_name("cpu:type:v7l:feature:,0000,0003", "features", 1));
	assert_string_equal(
		item_name("input:b0019v0000p0001e0000-e0,1,k74,ramlsfw", "key", 0),
		"KEY_POWER");
	assert_string_equal(
		item_name("input:b0019v0000p0001e0000-e0,1,k74,ramlsfw", "ev", 1),
		"EV_KEY");
	assert_string_equal(
		item_name("input:b0019v0000p0001e0000-e0,1,k74,ramlsfw", "bus", 0),
		"host");
	assert_string_equal(item_name("virtio:d00000013v00001AF4", "device", 0),
			    "socket");
	assert_string_equal(item_name("dmi:ct10:", "chassis_type", 0), "notebook");
	assert_string_equal(item_name("typec:idFF01m01", "svid", 0),
			    "DisplayPort alternate mode");
	assert_null(item_name("dmi:ctother:", "chassis_type", 0));
	assert_non_null(item_name("acpi:PNP0303:PNP030B:", "ids", 0));
	assert_non_null(item_name("wmi:05901221-d566-11d1-b2f0-00a0c9062910", "guid", 0));
}

static void vocabularies_are_sorted(void **state)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	(void)state;
	while ((bus = hw_bus_next(&cursor))) {
		for (size_t i = 0; i < bus->field_count; i++) {
			const struct hw_vocabulary *names = bus->fields[i].names;

			/* of texts see unit_vocabulary */
			if (!names || names->t)
				continue;
			for (size_t k = 1; k < names->n; k++)
				assert_true(names->v[k - 1].value < names->v[k].value);
			if (names->n)
				assert_string_equal(
					hw_vocabulary_find(names, names->v[0].value),
					names->v[0].name);
		}
	}
	assert_null(hw_vocabulary_find(NULL, 0));
}

/* Firmware puts its texts into the string as they are: an IBM x3550 M5. */
static void a_device_is_no_pattern(void **state)
{
	const struct hw_text string =
		HW_TEXT("dmi:bvnLENOVO:bvr-[TBE132I-2.50]-:bd10/11/2017:svnA*B?:");
	struct hw_modalias m;

	(void)state;
	assert_true(hw_decode(string, &m));
	assert_int_equal(hw_modalias_kind(&m), HW_IS_PATTERN);
	assert_true(hw_decode_device(string, &m));
	assert_int_equal(hw_modalias_kind(&m), HW_IS_DEVICE);
	for (size_t i = 0; i < m.field_count; i++)
		assert_int_equal(m.fields[i].match, HW_MATCH_FIXED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_device_is_no_pattern),
		cmocka_unit_test(samples_decode_as_written),
		cmocka_unit_test(a_final_newline_is_not_part_of_it),
		cmocka_unit_test(device_tree_parts_are_told),
		cmocka_unit_test(values_have_names),
		cmocka_unit_test(vocabularies_are_sorted),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
