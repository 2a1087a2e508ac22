// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Time to print one line of NDJSON, a PCI device with its fields one by one and a
 * candidate: as it is done, and the same values through json-c in other ways. Medians of
 * interleaved rounds, in nanoseconds; the last three have a tree to walk in common.
 *
 * Usage: bench_json [ROUNDS]
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "report/json/json.h"

#define ROUNDS_MAX  101
#define CALLS_ROUND 300

struct bench {
	struct hw_record record;
	struct hw_candidate candidate;
	struct hw_decoded decoded;
	struct hw_json json;
	/* the line, parsed */
	struct json_object *tree;
	struct printbuf *out;
	struct json_object *string;
};

static void make_record(struct bench *b)
{
	const struct hw_text raw =
		HW_TEXT("pci:v00008086d000015B8sv00001028sd00000236bc02sc00i00");
	static const char *const names[] = {"Intel Corporation",
					    "Ethernet Connection (2) I219-V",
					    "Dell",
					    "OptiPlex 7050",
					    "Network controller",
					    "Ethernet controller"};
	struct hw_record *r = &b->record;

	if (!hw_decode(raw, &b->decoded.modalias))
		exit(1);
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		r->names[i].text = hw_text_of(names[i]);
		r->names[i].source = "pci.ids";
		b->decoded.names[i] = r->names[i];
	}
	for (size_t i = 0; i < HW_ROLE_COUNT; i++)
		r->ids[i] = (struct hw_id){true, 4, 0x8086};
	b->candidate = (struct hw_candidate){
		.module = HW_TEXT("e1000e"),
		.pattern = HW_TEXT("pci:v00008086d000015B8sv*sd*bc*sc*i*"),
		.line = 10774,
		.path = HW_TEXT("kernel/drivers/net/ethernet/intel/e1000e/e1000e.ko.xz"),
	};
	r->device.id = raw;
	r->device.subsystem = HW_TEXT("pci");
	r->device.bus = hw_bus_find(r->device.subsystem);
	r->device.kind = HW_TEXT("modalias");
	r->modalias = &b->decoded;
	r->candidates = &b->candidate;
	r->candidate_count = 1;
	r->verdict = (struct hw_verdict){
		.state = HW_STATE_UNKNOWN,
		.reason = "not-a-device",
		.explanation = HW_TEXT(
			"A string alone does not tell whether a driver is bound."),
	};
	r->in_detail = true;
}

static struct hw_text line_of_record(struct bench *b)
{
	static const struct hw_json_files files;
	struct hw_text line = HW_NO_TEXT;

	hw_json_begin_object(&b->json, HW_ITEM);
	hw_json_device(&b->json, &files, &b->record);
	hw_json_end_object(&b->json);
	return hw_json_finish(&b->json, &line) < 0 ? HW_NO_TEXT : line;
}

static size_t print_record(struct bench *b)
{
	return line_of_record(b).n;
}

static size_t make_tree(struct bench *b)
{
	struct json_tokener *tok = json_tokener_new();
	struct hw_text line = line_of_record(b);

	b->tree = json_tokener_parse_ex(tok, line.s, (int)line.n);
	json_tokener_free(tok);
	return line.n;
}

static void emit(struct hw_json *j, struct hw_json_key key, struct json_object *o)
{
	switch (json_object_get_type(o)) {
	case json_type_object:
		hw_json_begin_object(j, key);
		json_object_object_foreach(o, name, value)
			emit(j, hw_json_key(name), value);
		hw_json_end_object(j);
		break;
	case json_type_array:
		hw_json_begin_array(j, key);
		for (size_t i = 0; i < json_object_array_length(o); i++)
			emit(j, HW_ITEM, json_object_array_get_idx(o, i));
		hw_json_end_array(j);
		break;
	case json_type_string:
		hw_json_text(j, key,
			     (struct hw_text){json_object_get_string(o),
					      (size_t)json_object_get_string_len(o)});
		break;
	case json_type_int:
		hw_json_number(j, key, json_object_get_int64(o));
		break;
	case json_type_boolean:
		hw_json_boolean(j, key, json_object_get_boolean(o));
		break;
	case json_type_double:
	case json_type_null:
		hw_json_null(j, key);
		break;
	}
}

static size_t print_events(struct bench *b)
{
	struct hw_text line;

	emit(&b->json, HW_ITEM, b->tree);
	return hw_json_finish(&b->json, &line) < 0 ? 0 : line.n;
}

static void append(struct bench *b, struct json_object *o)
{
	const char *s;
	const char *comma = "";
	size_t n;

	switch (json_object_get_type(o)) {
	case json_type_object:
		printbuf_strappend(b->out, "{");
		json_object_object_foreach(o, name, value)
		{
			printbuf_memappend(b->out, comma, *comma != '\0');
			printbuf_strappend(b->out, "\"");
			printbuf_memappend(b->out, name, (int)strlen(name));
			printbuf_strappend(b->out, "\":");
			append(b, value);
			comma = ",";
		}
		printbuf_strappend(b->out, "}");
		return;
	case json_type_array:
		printbuf_strappend(b->out, "[");
		for (size_t i = 0; i < json_object_array_length(o); i++) {
			printbuf_memappend(b->out, comma, *comma != '\0');
			append(b, json_object_array_get_idx(o, i));
			comma = ",";
		}
		printbuf_strappend(b->out, "]");
		return;
	case json_type_string:
		json_object_set_string_len(b->string, json_object_get_string(o),
					   json_object_get_string_len(o));
		s = json_object_to_json_string_length(
			b->string,
			JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &n);
		break;
	case json_type_int:
	case json_type_boolean:
	case json_type_double:
	case json_type_null:
	default:
		s = json_object_to_json_string_length(o, JSON_C_TO_STRING_PLAIN, &n);
		break;
	}
	printbuf_memappend(b->out, s, (int)n);
}

static size_t print_strings(struct bench *b)
{
	printbuf_reset(b->out);
	append(b, b->tree);
	printbuf_strappend(b->out, "\n");
	return (size_t)printbuf_length(b->out);
}

static struct json_object *build(struct json_object *o)
{
	const unsigned how =
		JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY;
	struct json_object *to = NULL;

	switch (json_object_get_type(o)) {
	case json_type_object:
		to = json_object_new_object();
		json_object_object_foreach(o, name, value)
			json_object_object_add_ex(to, name, build(value), how);
		break;
	case json_type_array:
		to = json_object_new_array();
		for (size_t i = 0; i < json_object_array_length(o); i++)
			json_object_array_add(to, build(json_object_array_get_idx(o, i)));
		break;
	case json_type_string:
		to = json_object_new_string_len(json_object_get_string(o),
						json_object_get_string_len(o));
		break;
	case json_type_int:
		to = json_object_new_int64(json_object_get_int64(o));
		break;
	case json_type_boolean:
		to = json_object_new_boolean(json_object_get_boolean(o));
		break;
	case json_type_double:
	case json_type_null:
		break;
	}
	return to;
}

static size_t print_objects(struct bench *b)
{
	struct json_object *o = build(b->tree);
	size_t n = 0;

	json_object_to_json_string_length(
		o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &n);
	json_object_put(o);
	/* and a line feed */
	return n + 1;
}

static const struct {
	const char *name;
	size_t (*print)(struct bench *b);
} rows[] = {
	{"hw_json_device", print_record},
	{"the same from a tree", print_events},
	{"json-c: a string object for each text", print_strings},
	{"json-c: objects, built and printed", print_objects},
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	static double times[HW_ARRAY_SIZE(rows)][ROUNDS_MAX];
	static struct bench b;
	int rounds = argc > 1 ? atoi(argv[1]) : 21;
	size_t bytes;

	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 2;
	make_record(&b);
	bytes = make_tree(&b);
	b.out = printbuf_new();
	b.string = json_object_new_string("");
	for (int r = 0; r < rounds; r++) {
		for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
			double start = now();

			for (int n = 0; n < CALLS_ROUND; n++)
				if (rows[i].print(&b) != bytes)
					return 1;
			times[i][r] = (now() - start) / CALLS_ROUND;
		}
	}
	printf("a line of %zu bytes\n", bytes);
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		qsort(times[i], (size_t)rounds, sizeof(double), compare);
		printf("%-38s %7.0f ns  (%.0f to %.0f)\n", rows[i].name,
		       times[i][rounds / 2], times[i][0], times[i][rounds - 1]);
	}
	json_object_put(b.string);
	json_object_put(b.tree);
	printbuf_free(b.out);
	hw_json_done(&b.json);
	return 0;
}
