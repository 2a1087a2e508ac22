// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <json-c/json.h>

#include "report/formats/formats.h"

static struct hw_formats all(struct hw_arena *arena)
{
	struct hw_formats f;

	assert_int_equal(hw_formats_all(arena, &f), 0);
	return f;
}

static void every_row_once_in_order(void **state)
{
	struct hw_bus_cursor cursor = {0};
	struct hw_arena arena = {0};
	struct hw_formats f = all(&arena);
	const struct hw_bus *bus;
	size_t n = 0;

	(void)state;
	for (; (bus = hw_bus_next(&cursor)); n++) {
		size_t hits = 0;

		for (size_t i = 0; i < f.n; i++)
			hits += f.v[i] == bus;
		assert_int_equal(hits, 1);
	}
	assert_int_equal(n, f.n);
	for (size_t i = 1; i < f.n; i++) {
		bool alias[2] = {f.v[i - 1]->flags & HW_BUS_ALIAS,
				 f.v[i]->flags & HW_BUS_ALIAS};

		assert_true(alias[0] <= alias[1]);
		if (alias[0] == alias[1])
			assert_true(strcmp(f.v[i - 1]->name, f.v[i]->name) <= 0);
	}
	hw_arena_done(&arena);
}

/* The description of a field, by the names of bus and field. */
static void is_value(const char *name, const char *field, const char *want)
{
	const struct hw_bus *bus = hw_bus_find(hw_text_of(name));
	struct hw_arena arena = {0};
	struct hw_text got = HW_NO_TEXT;

	assert_non_null(bus);
	for (size_t i = 0; i < bus->field_count; i++)
		if (strcmp(bus->fields[i].name, field) == 0)
			got = hw_formats_value(bus, i, &arena);
	if (!hw_text_eq(got, hw_text_of(want)))
		fail_msg("%s.%s: '%.*s'", name, field, HW_TEXT_ARG(got));
	hw_arena_done(&arena);
}

/* Against the kernel's format strings, file2alias.c and the buses' own printf(). */
static void values_in_words(void **state)
{
	(void)state;
	/* "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02Xi%02X" */
	is_value("pci", "vendor", "8 hex digits, upper case, printed as 4");
	is_value("pci", "base_class", "2 hex digits, upper case");
	/* "…ip%02Xin%02X", the last since 3.7 */
	is_value("usb", "interface_number", "2 hex digits, upper case, optional");
	/* "scsi:t-0x%02x" */
	is_value("scsi", "type", "2 hex digits, lower case");
	/* "mcb:16z%03d" */
	is_value("mcb", "device", "3 decimal digits");
	is_value("ps3", "match_id", "decimal digits, then ':'");
	/* "of:N%pOFn%c%s", 'T', then "C%s" each */
	is_value("of", "name", "text up to 'T'");
	is_value("of", "type", "text up to 'C', (null) for none");
	is_value("of", "compatible", "list, each led by 'C', optional");
	is_value("input", "key", "list of hex bit numbers, each followed by ','");
	is_value("mdio", "oui_bits", "22 binary digits");
	is_value("platform", "name", "text to the end");
	is_value("tbsvc", "protocol_key", "text up to the last 'p'");
	is_value("auxiliary", "module", "text up to '.' or the end");
	is_value("vmbus", "guid",
		 "32 hex digits, lower case, a GUID as it lies in memory");
}

static void is_found(const char *name, const char *first_prefix, size_t n)
{
	struct hw_arena arena = {0};
	struct hw_formats f;

	assert_int_equal(hw_formats_named(hw_text_of(name), &arena, &f), 0);
	if (f.n != n)
		fail_msg("%s: %zu rows", name, f.n);
	if (n)
		assert_string_equal(f.v[0]->prefix, first_prefix);
	hw_arena_done(&arena);
}

static void rows_by_name(void **state)
{
	(void)state;
	is_found("usb", "usb:", 1);
	is_found("usb:", "usb:", 1);
	is_found("usb:v046DpC52Bd*", "usb:", 1);
	is_found("ipack", "ipack:", 2);
	is_found("ipac", "ipac:", 1);
	is_found("soundbus", "sound-layout-", 2);
	is_found("char-major", "char-major-", 1);
	is_found("fs-ext4", "fs-", 1);
	is_found("nosuchbus", NULL, 0);
	is_found("", NULL, 0);
}

static const char *nearest(const char *name)
{
	const char *found = hw_formats_nearest(hw_text_of(name));

	return found ? found : "";
}

static void spelling(void **state)
{
	char longest[100];

	(void)state;
	assert_string_equal(nearest("pic"), "pci");
	assert_string_equal(nearest("usbb"), "usb");
	assert_string_equal(nearest("PCI"), "pci");
	assert_string_equal(nearest("platfrom"), "platform");
	assert_string_equal(nearest("virtoi"), "virtio");
	assert_string_equal(nearest("hdadio"), "hdaudio");
	assert_string_equal(nearest("zzzzzzz"), "");
	assert_string_equal(nearest(""), "");
	memset(longest, 'p', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_string_equal(nearest(longest), "");
}

/* What a printing function writes; freed by the caller. */
static char *printed(int (*print)(const struct hw_formats *, const struct hw_output *),
		     const struct hw_write_options *options, const char *name)
{
	struct hw_arena arena = {0};
	struct hw_formats f = all(&arena);
	const struct hw_report_head head = {.generated = 0};
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	if (name)
		assert_int_equal(hw_formats_named(hw_text_of(name), &arena, &f), 0);
	assert_int_equal(
		print(&f,
		      &(struct hw_output){.out = out, .head = &head, .options = options}),
		0);
	assert_int_equal(fclose(out), 0);
	hw_arena_done(&arena);
	return text;
}

static void table_has_three_groups(void **state)
{
	const struct hw_write_options options = {.width = 100};
	char *text = printed(hw_formats_print_text, &options, NULL);
	const char *split = strstr(text, "\nAliases that are no devices\n");

	(void)state;
	assert_non_null(split);
	assert_true(strstr(text, "\npci ") < split);
	assert_true(strstr(text, "\nfs ") > split);
	split = strstr(text, "\nPCI capabilities and USB descriptors\n");
	assert_non_null(split);
	assert_true(strstr(text, "\nusb_endpoint ") > split);
	/* a narrow terminal cuts what is long, and no line wraps */
	for (const char *p = text; *p; p = strchr(p, '\n') + 1)
		assert_true(strchr(p, '\n') - p <= 100);
	free(text);
}

static void format_in_full(void **state)
{
	struct hw_write_options options = {.width = 0};
	char *text = printed(hw_formats_print_text, &options, "hid");

	(void)state;
	assert_non_null(strstr(text, "hid: HID device\n"));
	assert_non_null(strstr(text, "file modalias of a device, and in its uevent"));
	/* BUS_USB, include/uapi/linux/input.h */
	assert_non_null(strstr(text, "0003 (USB)\n"));
	assert_null(strstr(text, "Bluetooth"));
	free(text);
	options.verbose = 1;
	text = printed(hw_formats_print_text, &options, "hid");
	assert_non_null(strstr(text, "\n0005  Bluetooth\n"));
	free(text);
}

/* PCI Express Base 6.0, 7.5.3.2: bits 3:0 of the register at 02 are the version, bits 7:4
 * the type, of which 4 is a Root Port. */
static void capability_in_full(void **state)
{
	struct hw_write_options options = {.width = 0, .verbose = 1};
	char *text = printed(hw_formats_print_text, &options, "pci-express");

	(void)state;
	assert_non_null(strstr(text, "pci_express: PCI Express, a PCI capability\n"));
	assert_non_null(strstr(text, "\n02 2     0-3   flags.version "));
	assert_non_null(strstr(text, "\n02 2     4-7   flags.type "));
	assert_non_null(strstr(text, "\nValues of flags.type\n0 Endpoint\n"));
	assert_non_null(strstr(text, "\n4 Root Port\n"));
	free(text);
	/* a list of nested tables: Resizable BAR */
	text = printed(hw_formats_print_text, &options, "resizable_bar");
	assert_non_null(strstr(text, " bars[].size_mib "));
	free(text);
}

static struct json_object *get(struct json_object *o, const char *key)
{
	struct json_object *found = NULL;

	assert_true(json_object_object_get_ex(o, key, &found));
	return found;
}

static void json_has_every_row_and_field(void **state)
{
	struct hw_arena arena = {0};
	struct hw_formats f = all(&arena);
	char *text = printed(hw_formats_print_json, NULL, NULL);
	struct json_object *o = json_tokener_parse(text);
	struct json_object *list;

	(void)state;
	assert_non_null(o);
	assert_string_equal(json_object_get_string(get(o, "schema")), "hwalias.formats");
	list = get(o, "formats");
	assert_int_equal(json_object_array_length(list), f.n);
	for (size_t i = 0; i < f.n; i++) {
		struct json_object *row = json_object_array_get_idx(list, i);
		struct json_object *fields = get(row, "fields");

		assert_string_equal(json_object_get_string(get(row, "bus")),
				    f.v[i]->name);
		assert_string_equal(json_object_get_string(get(row, "example")),
				    f.v[i]->example);
		assert_int_equal(json_object_array_length(fields), f.v[i]->field_count);
		for (size_t k = 0; k < f.v[i]->field_count; k++)
			assert_string_equal(
				json_object_get_string(get(
					json_object_array_get_idx(fields, k), "name")),
				f.v[i]->fields[k].name);
	}
	json_object_put(o);
	free(text);
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_once_in_order),
		cmocka_unit_test(values_in_words),
		cmocka_unit_test(rows_by_name),
		cmocka_unit_test(spelling),
		cmocka_unit_test(table_has_three_groups),
		cmocka_unit_test(format_in_full),
		cmocka_unit_test(capability_in_full),
		cmocka_unit_test(json_has_every_row_and_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
