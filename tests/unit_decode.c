// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The decoder against tests/samples (the file says the fields, the test only compares),
 * and properties that hold for every row: what is encoded from random values by the row
 * decodes to those values, slices lie inside the input and account for all of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <inttypes.h>
#include <json.h>
#include <stdio.h>
#include <stdlib.h>

#include "decoders/modalias.h"

/* Decodes a copy that ends where its page-sized heap block does: ASan sees overreads. */
static char *exact_copy(const char *s, size_t n)
{
	char *copy = malloc(n ? n : 1);

	assert_non_null(copy);
	memcpy(copy, s, n);
	return copy;
}

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

static bool is_list(const struct hw_field *f)
{
	return f->spec->kind == HW_KIND_LIST || f->spec->kind == HW_KIND_BITS;
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

/* Every slice inside the input. */
static void check_slices(const struct hw_modalias *m)
{
	const char *end = m->raw.s + m->raw.n;

	for (size_t i = 0; i < m->field_count; i++) {
		assert_true(m->fields[i].text.s >= m->raw.s);
		assert_true(m->fields[i].text.s + m->fields[i].text.n <= end);
	}
	if (m->extra.s)
		assert_true(m->extra.s >= m->raw.s && m->extra.s + m->extra.n <= end);
	assert_true(m->error_at <= m->raw.n);
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

/* A small generator of our own: the same numbers on every machine. */
static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 24;
}

struct encoded {
	char string[2048];
	size_t n;
	/* the value put in for each field of the row; empty = left out */
	char values[HW_FIELD_MAX][256];
	bool present[HW_FIELD_MAX];
};

static void put(struct encoded *e, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void put(struct encoded *e, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	e->n += (size_t)vsnprintf(e->string + e->n, sizeof(e->string) - e->n, format,
				  args);
	va_end(args);
	assert_true(e->n < sizeof(e->string));
}

/* A value as the kernel would print it for this field. */
static void make_value(const struct hw_field_spec *spec, uint64_t *seed, char *out,
		       size_t size)
{
	/* no tag letters of any row, no terminator */
	static const char text[] = "0123456789XQZ_-";
	unsigned width =
		spec->width ? spec->width : (unsigned)(1 + next_random(seed) % 6);
	unsigned items = (unsigned)(next_random(seed) % 5);
	size_t n = 0;

	out[0] = '\0';
	if ((spec->flags & HW_FIELD_EMPTY) && next_random(seed) % 2)
		return;
	switch (spec->kind) {
	case HW_KIND_HEX:
		for (unsigned i = 0; i < width; i++)
			n += (size_t)snprintf(out + n, size - n,
					      spec->flags & HW_FIELD_LOWER ? "%x" : "%X",
					      (unsigned)(next_random(seed) & 15));
		break;
	case HW_KIND_DEC:
		for (unsigned i = 0; i < width; i++)
			n += (size_t)snprintf(out + n, size - n, "%u",
					      (unsigned)(next_random(seed) % 10));
		break;
	case HW_KIND_BIN:
		for (unsigned i = 0; i < width; i++)
			n += (size_t)snprintf(out + n, size - n, "%u",
					      (unsigned)(next_random(seed) & 1));
		break;
	case HW_KIND_TEXT:
	case HW_KIND_REST:
		for (unsigned i = 0; i < width + 1; i++)
			out[n++] = text[next_random(seed) % (sizeof(text) - 1)];
		out[n] = '\0';
		break;
	case HW_KIND_LIST:
	case HW_KIND_BITS:
		for (unsigned i = 0; i < items; i++) {
			unsigned item = (unsigned)(next_random(seed) & 0xfff);

			if (spec->flags & HW_FIELD_LED)
				n += (size_t)snprintf(out + n, size - n, "%c%X",
						      spec->end, item);
			else
				n += (size_t)snprintf(out + n, size - n, "%X%c", item,
						      spec->end);
		}
		break;
	}
}

static void encode(const struct hw_bus *bus, uint64_t *seed, struct encoded *e)
{
	bool cut = false;

	memset(e, 0, sizeof(*e));
	put(e, "%s", bus->prefix);
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];

		if (spec->flags & HW_FIELD_OPTIONAL) {
			/* the kernel leaves optional parts out from the end, or (dmi,
			 * cpu) each with its tag; a part that continues another with it
			 */
			if (!spec->tag_n && !(spec->flags & HW_FIELD_SPLIT) &&
			    next_random(seed) % 3 == 0)
				cut = true;
			if (cut || (spec->tag_n && next_random(seed) % 3 == 0))
				continue;
		}
		make_value(spec, seed, e->values[i], sizeof(e->values[i]));
		e->present[i] = true;
		put(e, "%s%s", spec->tag, e->values[i]);
		if (spec->end && spec->kind != HW_KIND_LIST && spec->kind != HW_KIND_BITS)
			put(e, "%c", spec->end);
	}
}

/* The number printed as the kernel prints it is the slice again. */
static void check_reprint(const struct hw_field *f)
{
	char text[64];
	int width = f->spec->width;

	if (f->match != HW_MATCH_FIXED || !f->text.n || f->text.n > 16)
		return;
	if (f->spec->kind == HW_KIND_DEC)
		snprintf(text, sizeof(text), "%0*" PRIu64, (int)f->text.n, f->value);
	else if (f->spec->kind == HW_KIND_HEX && (f->spec->flags & HW_FIELD_LOWER))
		snprintf(text, sizeof(text), "%0*" PRIx64, width ? width : (int)f->text.n,
			 f->value);
	else if (f->spec->kind == HW_KIND_HEX)
		snprintf(text, sizeof(text), "%0*" PRIX64, width ? width : (int)f->text.n,
			 f->value);
	else
		return;
	if (!hw_text_eq(f->text, hw_text_of(text)))
		fail_msg("%.*s is printed as %s", HW_TEXT_ARG(f->text), text);
}

/* Prefix, tags, values and terminators put together are the string, no byte more. */
static void check_concatenation(const struct hw_modalias *m)
{
	char text[2048];
	size_t n = 0;

	n += (size_t)snprintf(text, sizeof(text), "%s", m->bus->prefix);
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		bool list =
			f->spec->kind == HW_KIND_LIST || f->spec->kind == HW_KIND_BITS;

		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%.*s", f->spec->tag,
				      HW_TEXT_ARG(f->text));
		if (f->spec->end && !list)
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%c",
					      f->spec->end);
	}
	if (!hw_text_eq(m->raw, (struct hw_text){text, n}))
		fail_msg("%.*s is put together as %s", HW_TEXT_ARG(m->raw), text);
}

static void check_round_trip(const struct hw_bus *bus, const struct encoded *e)
{
	char *copy = exact_copy(e->string, e->n);
	struct hw_modalias m;
	char explained[200];
	size_t at = 0;

	if (!hw_decode((struct hw_text){copy, e->n}, &m)) {
		hw_decode_explain(&m, explained, sizeof(explained));
		fail_msg("%s: %s", e->string, explained);
	}
	assert_ptr_equal(m.bus, bus);
	if (m.extra.n)
		fail_msg("%s: extra '%.*s'", e->string, HW_TEXT_ARG(m.extra));
	for (size_t i = 0; i < bus->field_count; i++) {
		const struct hw_field_spec *spec = &bus->fields[i];

		if (!e->present[i])
			continue;
		/* an empty list at the end leaves no bytes and may leave no field */
		if (!e->values[i][0] && !spec->tag_n &&
		    (at >= m.field_count || m.fields[at].spec != spec))
			continue;
		if (at >= m.field_count || m.fields[at].spec != spec ||
		    !hw_text_eq(m.fields[at].text, hw_text_of(e->values[i])))
			fail_msg("%s: field %s is not '%s'", e->string, spec->name,
				 e->values[i]);
		at++;
	}
	assert_int_equal(at, m.field_count);
	check_slices(&m);
	check_concatenation(&m);
	for (size_t i = 0; i < m.field_count; i++)
		check_reprint(&m.fields[i]);
	free(copy);
}

static void every_row_round_trips(void **state)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;
	uint64_t seed = 20240229;
	size_t rows = 0;

	(void)state;
	while ((bus = hw_bus_next(&cursor))) {
		rows++;
		/* a number that a class code could be, a word that could be all else */
		if (bus->flags & HW_BUS_WORD)
			continue;
		for (unsigned i = 0; i < 300; i++) {
			struct encoded e;

			encode(bus, &seed, &e);
			check_round_trip(bus, &e);
		}
	}
	assert_true(rows >= 79);
}

static void every_row_is_complete(void **state)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	(void)state;
	while ((bus = hw_bus_next(&cursor))) {
		struct hw_modalias m;

		assert_non_null(bus->prefix);
		assert_non_null(bus->title);
		assert_non_null(bus->looks_like);
		assert_true(bus->field_count > 0 && bus->field_count <= HW_FIELD_MAX);
		if (!hw_decode(hw_text_of(bus->example), &m) || m.bus != bus)
			fail_msg("%s: the row's own example does not decode", bus->name);
		for (size_t i = 0; i < bus->field_count; i++) {
			assert_int_equal(strlen(bus->fields[i].tag),
					 bus->fields[i].tag_n);
			assert_non_null(bus->fields[i].name);
			assert_non_null(bus->fields[i].title);
		}
	}
}

/* Sound strings, bytes changed, cut and doubled: always fields or an error position. */
static void mutations_never_break_the_decoder(void **state)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;
	uint64_t seed = 42;

	(void)state;
	while ((bus = hw_bus_next(&cursor))) {
		size_t n = strlen(bus->example);

		/* a million and more over all rows */
		for (unsigned i = 0; i < 7500; i++) {
			char *copy = exact_copy(bus->example, n);
			size_t length = n - next_random(&seed) % (n + 1);
			struct hw_modalias m;
			char explained[200];

			for (uint64_t k = next_random(&seed) % 4; k > 0 && length; k--)
				copy[next_random(&seed) % length] =
					(char)next_random(&seed);
			if (!hw_decode((struct hw_text){copy, length}, &m)) {
				assert_true(m.error != HW_DECODE_OK);
				assert_true(hw_decode_explain(&m, explained,
							      sizeof(explained)) > 0);
			}
			check_slices(&m);
			free(copy);
		}
	}
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_decode_as_written),
		cmocka_unit_test(every_row_round_trips),
		cmocka_unit_test(every_row_is_complete),
		cmocka_unit_test(mutations_never_break_the_decoder),
		cmocka_unit_test(a_final_newline_is_not_part_of_it),
		cmocka_unit_test(device_tree_parts_are_told),
		cmocka_unit_test(values_have_names),
		cmocka_unit_test(vocabularies_are_sorted),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
