// SPDX-License-Identifier: GPL-2.0-or-later
/* The interpreter on tables of its own: what each sort of row means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "decoders/layout/tables.h"
#include "tests/lib/layout_fields.h"

#define BYTES_OF(...)                                                                    \
	((struct hw_bytes){(const uint8_t[]){__VA_ARGS__},                               \
			   sizeof((uint8_t[]){__VA_ARGS__})})

static const char *text_of(const struct hw_layout *layout, struct hw_bytes bytes,
			   const char *path)
{
	static char buf[300];

	return layout_text(layout, bytes, path, buf, sizeof(buf));
}

/* clang-format off */
VOCABULARY(colours, {0, "red"}, {2, "blue"});
VOCABULARY(wires, {0, "one"}, {1, "two"}, {3, "four"});

ROWS_BEGIN(pair_rows)
	ROW(NUMBER(0, 1, "first"))
	ROW(NUMBER(1, 1, "second"))
ROWS_END(pair_rows)
static const struct hw_layout pair = {.key = "pair", ROWS(pair_rows)};

ROWS_BEGIN(status_rows)
	ROW(FLAG(0, "ready"))
	ROW(BITS(1, 3, "level"))
ROWS_END(status_rows)
static const struct hw_layout status = {.key = "status", ROWS(status_rows)};

ROWS_BEGIN(rows)
	ROW(HEX(0, 2, "id"))
	ROW(REGISTER(2, 2, "control"))
	ROW(FLAG(0, "on"))
	ROW(NAMED(1, 2, "colour", colours))
	ROW(SET_BITS(4, 4, "wires", wires))
	ROW(BITS(8, 3, "size_bytes"), .unit = HW_UNIT_BYTES, .times = 16, .flags = HW_LAYOUT_POWER)
	ROW(FLAG(15, "only_blue"), .when = {WHEN(2, 2, 1, 2, HW_WHEN_EQUAL, 2)})
	ROW(SAME(4, 1, "first_status", status))
	ROW(SAME(5, 1, "second_status", status))
	ROW(NUMBER(6, 1, "count"), .add = 1)
	ROW(TABLE(7, "pairs", pair),
	    .repeat = REPEAT(.from = {.at = 6, .width = 1}, .add = 1, .stride = 2, .first = 1))
	ROW(NUMBER(9, 1, "behind"), .skip = {SKIP(.place = {.at = 6, .width = 1}, .times = 2)})
	ROW(NUMBER(1, 1, "last"), .flags = HW_LAYOUT_FROM_END)
ROWS_END(rows)
static const struct hw_layout layout = {.key = "test", ROWS(rows)};
/* clang-format on */

static void fields_and_bits(void **state)
{
	struct hw_bytes b =
		BYTES_OF(0x34, 0x12, 0xd5, 0x82, 0x07, 0x0a, 1, 10, 11, 20, 21, 99);

	(void)state;
	assert_string_equal(text_of(&layout, b, "id"), "1234");
	assert_string_equal(text_of(&layout, b, "control.on"), "yes");
	assert_string_equal(text_of(&layout, b, "control.colour"), "blue");
	assert_string_equal(text_of(&layout, b, "control.wires"), "one, bit 2, four");
	assert_string_equal(text_of(&layout, b, "control.size_bytes"), "64 bytes");
	assert_string_equal(text_of(&layout, b, "control.only_blue"), "yes");
	assert_string_equal(text_of(&layout, b, "first_status.ready"), "yes");
	assert_string_equal(text_of(&layout, b, "first_status.level"), "3");
	assert_string_equal(text_of(&layout, b, "second_status.ready"), "no");
	assert_string_equal(text_of(&layout, b, "second_status.level"), "5");
	assert_string_equal(text_of(&layout, b, "count"), "2");
	assert_string_equal(text_of(&layout, b, "pairs.1.first"), "10");
	assert_string_equal(text_of(&layout, b, "pairs.2.second"), "21");
	assert_string_equal(text_of(&layout, b, "pairs.3.first"), "-");
	assert_string_equal(text_of(&layout, b, "behind"), "99");
	assert_string_equal(text_of(&layout, b, "last"), "99");
}

static void conditions(void **state)
{
	struct hw_bytes red = BYTES_OF(0, 0, 0, 0x80);
	struct hw_bytes other = BYTES_OF(0, 0, 0x02, 0x80);

	(void)state;
	assert_string_equal(text_of(&layout, red, "control.colour"), "red");
	assert_string_equal(text_of(&layout, red, "control.only_blue"), "-");
	assert_string_equal(text_of(&layout, other, "control.colour"), "1");
	assert_string_equal(text_of(&layout, other, "control.wires"), "none");
}

/* Whatever the length, events are balanced, and no field lies outside. */
static void cut_anywhere(void **state)
{
	struct hw_bytes b =
		BYTES_OF(0x34, 0x12, 0xd5, 0x82, 7, 0x0a, 200, 10, 11, 20, 21, 99);
	size_t all = b.n;

	(void)state;
	for (b.n = 0; b.n <= all; b.n++) {
		struct hw_layout_walk walk;
		struct hw_layout_value v;
		int open = 0;

		hw_layout_begin(&walk, &layout, b);
		while (hw_layout_next(&walk, &v)) {
			if (v.event == HW_LAYOUT_OPEN || v.event == HW_LAYOUT_OPEN_LIST)
				assert_int_equal(v.depth, open++);
			else if (v.event == HW_LAYOUT_VALUE)
				assert_int_equal(v.depth, open);
			else
				assert_int_equal(v.depth, --open);
			assert_true(v.at <= b.n && v.bytes.n <= b.n - v.at);
		}
		assert_int_equal(open, 0);
		assert_string_equal(text_of(&layout, b, "control.on"),
				    b.n < 4 ? "-" : "yes");
		assert_string_equal(text_of(&layout, b, "pairs.2.first"),
				    b.n < 11 ? "-" : "20");
	}
}

static const struct {
	enum hw_layout_unit unit;
	uint64_t number;
	const char *text;
} quantities[] = {
	{HW_UNIT_BYTES, 1, "1 byte"},
	{HW_UNIT_BYTES, 128, "128 bytes"},
	{HW_UNIT_MW, 999, "999 mW"},
	{HW_UNIT_MW, 75000, "75 W"},
	{HW_UNIT_MW, 6500, "6.5 W"},
	{HW_UNIT_MW, 1001, "1.001 W"},
	{HW_UNIT_MV, 5000, "5 V"},
	{HW_UNIT_KIB, 4, "4 KiB"},
	{HW_UNIT_KIB, 2048, "2 MiB"},
	{HW_UNIT_MIB, 1024, "1 GiB"},
	{HW_UNIT_MIB, 256, "256 MiB"},
	{HW_UNIT_NS, 0, "0 ns"},
	{HW_UNIT_MA, 500, "500 mA"},
	{HW_UNIT_NONE, 7, "7"},
	{HW_UNIT_HZ, 48000000, "48000000 Hz"},
};

static void units(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(quantities); i++) {
		const struct hw_layout_field field = {.key = "x"};
		struct hw_layout_value value = {
			.field = field,
			.kind = HW_LAYOUT_NUMBER,
			.unit = quantities[i].unit,
			.number = quantities[i].number,
		};
		char buf[40];

		assert_int_equal(hw_layout_format(&value, buf, sizeof(buf)),
				 strlen(quantities[i].text));
		assert_string_equal(buf, quantities[i].text);
		/* never more than there is room */
		hw_layout_format(&value, buf, 3);
		assert_int_equal(strlen(buf), strlen(quantities[i].text) < 2 ? 1 : 2);
	}
}

static const struct {
	struct hw_layout_field field;
	const char *label;
} labels[] = {
	{{.key = "max_payload_bytes", .unit = HW_UNIT_BYTES}, "Max payload"},
	{{.key = "max_payload_bytes"}, "Max payload bytes"},
	{{.key = "ecrc_check_enabled"}, "ECRC check enabled"},
	{{.key = "pme_from_d3hot"}, "PME from D3hot"},
	{{.key = "io_space"}, "IO space"},
	{{.key = "x", .label = "GPU"}, "GPU"},
	{{.key = "usb_version"}, "USB version"},
	{{.key = "total_vfs"}, "Total VFs"},
};

static void words(void **state)
{
	char buf[40];
	char small[4];

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(labels); i++)
		assert_string_equal(hw_layout_label(&labels[i].field, buf, sizeof(buf)),
				    labels[i].label);
	assert_string_equal(hw_layout_label(&labels[0].field, small, sizeof(small)),
			    "Max");
}

/* clang-format off */
ROWS_BEGIN(kinds)
	ROW(BCD(0, "version"))
	ROW(GUID(2, "guid"))
	ROW(ADDRESS(18, 8, "address"))
	ROW(RAW_REST(26, "rest"))
ROWS_END(kinds)
/* clang-format on */

static void other_kinds(void **state)
{
	static const struct hw_layout table = {.key = "kinds", ROWS(kinds)};
	struct hw_bytes b = BYTES_OF(0x10, 0x02, 0x59, 0x55, 0x59, 0x32, 0, 0, 0x10, 0,
				     0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71, 0, 0, 0xe0,
				     0xfe, 1, 0, 0, 0, 0xde, 0xad);

	(void)state;
	assert_string_equal(text_of(&table, b, "version"), "2.10");
	assert_string_equal(text_of(&table, b, "guid"),
			    "32595559-0000-0010-8000-00aa00389b71");
	assert_string_equal(text_of(&table, b, "address"), "0x1fee00000");
	assert_string_equal(text_of(&table, b, "rest"), "dead");
	b.n = 26;
	assert_string_equal(text_of(&table, b, "rest"), "-");
}

static void places(void **state)
{
	struct hw_bytes b = BYTES_OF(1, 2, 3, 4);
	uint64_t value = 77;

	(void)state;
	assert_true(
		hw_layout_read(b, (struct hw_layout_place){.at = 1, .width = 3}, &value));
	assert_int_equal(value, 0x040302);
	assert_true(hw_layout_read(
		b, (struct hw_layout_place){.at = 0, .width = 4, .bit = 8, .bits = 4},
		&value));
	assert_int_equal(value, 2);
	assert_false(
		hw_layout_read(b, (struct hw_layout_place){.at = 1, .width = 4}, &value));
	assert_false(
		hw_layout_read(b, (struct hw_layout_place){.at = 9, .width = 1}, &value));
	assert_false(
		hw_layout_read(b, (struct hw_layout_place){.at = 0, .width = 0}, &value));
	assert_int_equal(value, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_bits), cmocka_unit_test(conditions),
		cmocka_unit_test(cut_anywhere),	   cmocka_unit_test(units),
		cmocka_unit_test(words),	   cmocka_unit_test(other_kinds),
		cmocka_unit_test(places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
