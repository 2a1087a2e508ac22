// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Properties that hold for every row: what is encoded from random values by the row
 * decodes to those values, slices lie inside the input and account for all of it, and no
 * mutation breaks the decoder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>

#include "tests/lib/decoded.h"

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

/* What code relies on when it asks a row what its devices are like. */
static void traits_fit_the_fields(void **state)
{
	struct hw_bus_cursor cursor = {0};
	const struct hw_bus *bus;

	(void)state;
	while ((bus = hw_bus_next(&cursor))) {
		bool has_ids = hw_bus_field(bus, HW_ROLE_VENDOR) &&
			       hw_bus_field(bus, HW_ROLE_DEVICE);

		if (hw_bus_has(bus, HW_BUS_NUMERIC_IDS) || hw_bus_has(bus, HW_BUS_MAIN))
			assert_true(has_ids);
		if (bus->class_codes != HW_CLASS_CODES_NONE)
			assert_non_null(hw_bus_field(bus, HW_ROLE_INTERFACE));
		/* no device is of a row that is only read by name, or an alias */
		if (bus->flags & (HW_BUS_BY_NAME | HW_BUS_ALIAS))
			assert_int_equal(bus->traits, 0);
		if (bus->parts) {
			assert_non_null(bus->parts->whole);
			assert_non_null(bus->parts->part);
			assert_non_null(bus->parts->whole_title);
			assert_non_null(bus->parts->own_vendor);
			assert_non_null(bus->parts->own_name);
			assert_non_null(bus->parts->vendor_id);
			assert_non_null(bus->parts->device_id);
		}
		if (bus->directory)
			assert_true(!bus->directory->prefix != !bus->directory->name);
	}
}

static void buses_are_found(void **state)
{
	const struct hw_bus *pci = hw_bus_find(HW_TEXT("pci"));
	const struct hw_bus *usb = hw_bus_find(HW_TEXT("usb"));
	struct hw_modalias m;

	(void)state;
	assert_ptr_equal(hw_bus_of_subsystem(HW_TEXT("pci")), pci);
	/* no string is of these, and nobody can ask for one */
	assert_null(hw_bus_find(HW_TEXT("w1")));
	assert_int_equal(hw_bus_of_subsystem(HW_TEXT("w1"))->identity,
			 HW_IDENTITY_SERIAL);
	assert_true(hw_bus_is(HW_TEXT("memory"), HW_BUS_BOOKKEEPING));
	assert_null(hw_bus_of_subsystem(HW_TEXT("none")));
	assert_null(hw_bus_of_subsystem(HW_NO_TEXT));
	assert_false(hw_bus_is(HW_TEXT("none"), HW_BUS_MAIN));

	/* of two rows with the prefix the one whose devices exist */
	assert_true(hw_decode(HW_TEXT("pci:hns-nic"), &m));
	assert_ptr_not_equal(m.bus, pci);
	assert_ptr_equal(hw_bus_of_modalias(&m), pci);
	assert_false(hw_decode(HW_TEXT("none:x"), &m));
	assert_null(hw_bus_of_modalias(&m));

	assert_ptr_equal(hw_bus_next_with(HW_BUS_MAIN, NULL), pci);
	assert_ptr_equal(hw_bus_next_with(HW_BUS_MAIN, pci), usb);
	assert_null(hw_bus_next_with(HW_BUS_MAIN, usb));

	assert_true(hw_bus_is_whole(usb, HW_TEXT("usb_device")));
	assert_false(hw_bus_is_whole(usb, HW_TEXT("usb_interface")));
	assert_true(hw_bus_is_part(usb, HW_TEXT("usb_interface")));
	assert_false(hw_bus_is_part(pci, HW_TEXT("usb_interface")));
	assert_false(hw_bus_is_part(NULL, HW_TEXT("usb_interface")));
	assert_int_equal(hw_bus_address(NULL), HW_ADDRESS_NAME);
	assert_int_equal(hw_bus_class_codes(NULL), HW_CLASS_CODES_NONE);
	assert_null(hw_bus_field(NULL, HW_ROLE_VENDOR));
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

/* JSON prints lists as arrays: a key is either an array on every bus or on none. */
static bool is_printed_as_list(const struct hw_field_spec *f)
{
	return f->kind == HW_KIND_LIST || f->kind == HW_KIND_BITS;
}

static void assert_same_types(const struct hw_bus *a, const struct hw_bus *b)
{
	for (size_t i = 0; i < a->field_count; i++)
		for (size_t k = 0; k < b->field_count; k++)
			if (strcmp(a->fields[i].name, b->fields[k].name) == 0 &&
			    is_printed_as_list(&a->fields[i]) !=
				    is_printed_as_list(&b->fields[k]))
				fail_msg("%s of %s and of %s", a->fields[i].name, a->name,
					 b->name);
}

static void one_name_one_type(void **state)
{
	const struct hw_bus *a, *b;

	(void)state;
	for (struct hw_bus_cursor at = {0}; (a = hw_bus_next(&at));)
		for (struct hw_bus_cursor then = at; (b = hw_bus_next(&then));)
			assert_same_types(a, b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_round_trips),
		cmocka_unit_test(every_row_is_complete),
		cmocka_unit_test(traits_fit_the_fields),
		cmocka_unit_test(one_name_one_type),
		cmocka_unit_test(buses_are_found),
		cmocka_unit_test(mutations_never_break_the_decoder),
	};

	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
