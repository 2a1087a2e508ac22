// SPDX-License-Identifier: GPL-2.0-or-later
/* What all tables have in common: keys, units, bits, names, sources. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "decoders/layout/layout.h"

static void check_key(const char *key)
{
	assert_non_null(key);
	assert_in_range(key[0], 'a', 'z');
	for (const char *p = key; *p; p++)
		if (*p != '_' && !(*p >= '0' && *p <= '9'))
			assert_in_range(*p, 'a', 'z');
	assert_null(strstr(key, "__"));
	assert_int_not_equal(key[strlen(key) - 1], '_');
}

static void check_names(const struct hw_vocabulary *names)
{
	for (size_t i = 0; i < names->n; i++) {
		assert_non_null(memchr(names->v[i].name, '\0', sizeof(names->v[i].name)));
		assert_true(*names->v[i].name);
		if (i)
			assert_true(names->v[i - 1].value < names->v[i].value);
	}
}

/* A key that ends in the name of a unit has that unit, and the other way round. */
static void check_unit(const struct hw_layout_field *row)
{
	size_t n = strlen(row->key);

	for (unsigned u = HW_UNIT_BYTES; u < HW_UNIT_COUNT; u++) {
		const char *suffix;
		size_t m;

		hw_layout_unit(u, &suffix);
		m = strlen(suffix);
		if (row->unit == u)
			assert_true(n > m && !strcmp(row->key + n - m, suffix));
	}
	if (row->unit)
		assert_int_equal(row->kind, HW_LAYOUT_NUMBER);
}

static bool is_bits(const struct hw_layout_field *row)
{
	return !row->width && !row->repeat.repeats && row->kind != HW_LAYOUT_TABLE;
}

static void check_rows(const struct hw_layout *layout, unsigned register_bits);

static void check_row(const struct hw_layout *layout, unsigned i, unsigned *register_bits)
{
	struct hw_layout_field filled = {0};
	const struct hw_layout_field *row = &filled;
	char label[80];

	layout->row(i, &filled);
	assert_non_null(row->key);
	check_key(row->key);
	check_unit(row);
	assert_true(*hw_layout_label(row, label, sizeof(label)));
	if (row->kind == HW_LAYOUT_ENUM || row->kind == HW_LAYOUT_BITS) {
		assert_non_null(row->names);
		check_names(row->names);
	} else if (row->kind != HW_LAYOUT_REGISTER && row->kind != HW_LAYOUT_TABLE) {
		assert_null(row->names);
	}
	assert_true(row->kind != HW_LAYOUT_FLAG || row->bits == 1);
	assert_true(row->width <= 8 || row->kind == HW_LAYOUT_GUID ||
		    row->kind == HW_LAYOUT_RAW);
	if (is_bits(row)) {
		if (!row->bits || row->bit + row->bits > *register_bits)
			fail_msg("%s: %s is outside of its register", layout->key,
				 row->key);
		return;
	}
	if (row->width && row->width <= 8)
		assert_true(row->bit + row->bits <= row->width * 8);
	if (row->kind == HW_LAYOUT_REGISTER) {
		*register_bits = row->width * 8U;
		if (row->table)
			check_rows(row->table, row->width * 8U);
	}
	if (row->kind == HW_LAYOUT_TABLE) {
		assert_non_null(row->table);
		check_rows(row->table, 0);
	}
}

/* Siblings differ in their keys, unless a condition chooses between them. Siblings are
 * the rows of a table without the bits of its registers, and the bits of one register. */
static void check_siblings(const struct hw_layout *layout)
{
	for (unsigned i = 0; i < layout->field_count; i++) {
		struct hw_layout_field a;

		layout->row(i, &a);
		for (unsigned j = i + 1; j < layout->field_count; j++) {
			struct hw_layout_field b;

			layout->row(j, &b);
			if (is_bits(&a) && !is_bits(&b))
				break;
			if (is_bits(&a) == is_bits(&b) && !strcmp(a.key, b.key) &&
			    !(a.when[0].place.width && b.when[0].place.width))
				fail_msg("%s: %s twice", layout->key, a.key);
		}
	}
}

static void check_rows(const struct hw_layout *layout, unsigned register_bits)
{
	assert_true(layout->field_count && layout->row);
	for (unsigned i = 0; i < layout->field_count; i++)
		check_row(layout, i, &register_bits);
	check_siblings(layout);
}

static void every_table(void **state)
{
	size_t tables = 0;

	(void)state;
	assert_true(hw_layout_family_count >= 10);
	for (size_t i = 0; i < hw_layout_family_count; i++) {
		const struct hw_layout_family *family = hw_layout_families[i];

		check_key(family->key);
		assert_true(*family->title && family->count);
		for (size_t j = 0; j < family->count; j++) {
			const struct hw_layout *layout = family->layouts[j];

			check_key(layout->key);
			assert_true(layout->title && *layout->title);
			assert_true(layout->source && *layout->source);
			assert_true(!layout->row == !layout->field_count);
			if (layout->row)
				check_rows(layout, 0);
			tables++;
		}
	}
	assert_true(tables >= 230);
}

/* A key finds its own table: no two have the same. */
static void keys_find_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < hw_layout_family_count; i++)
		for (size_t j = 0; j < hw_layout_families[i]->count; j++) {
			const struct hw_layout *layout =
				hw_layout_families[i]->layouts[j];

			assert_ptr_equal(hw_layout_find(hw_text_of(layout->key)), layout);
		}
	assert_ptr_equal(hw_layout_find(HW_TEXT("pci-express")),
			 hw_layout_find(HW_TEXT("pci_express")));
	assert_null(hw_layout_find(HW_TEXT("pci_expres")));
	assert_null(hw_layout_find(HW_TEXT("pci_express_")));
	assert_null(hw_layout_find(HW_TEXT("")));
}

/* A block of the least size has at least a field; a block of nothing has none. */
static void least_sizes(void **state)
{
	static const uint8_t ones[4096] = {1, 1, 1, 1};

	(void)state;
	for (size_t i = 0; i < hw_layout_family_count; i++)
		for (size_t j = 0; j < hw_layout_families[i]->count; j++) {
			const struct hw_layout *layout =
				hw_layout_families[i]->layouts[j];
			struct hw_layout_walk walk;
			struct hw_layout_value value;
			struct hw_layout_field first = {0};

			hw_layout_begin(&walk, layout, (struct hw_bytes){ones, 0});
			while (hw_layout_next(&walk, &value))
				assert_int_not_equal(value.event, HW_LAYOUT_VALUE);
			hw_layout_begin(&walk, layout,
					(struct hw_bytes){ones, layout->size});
			if (layout->row)
				layout->row(0, &first);
			if (first.key && layout->size && !first.repeat.repeats)
				assert_true(hw_layout_next(&walk, &value));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table),
		cmocka_unit_test(keys_find_tables),
		cmocka_unit_test(least_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
