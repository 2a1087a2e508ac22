/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_LAYOUT_TABLES_H
#define HWALIAS_DECODERS_LAYOUT_TABLES_H

/*
 * For the files that hold tables. A table is a list of rows between clang-format fences
 * and a struct hw_layout that names it. To add a capability or a descriptor: write the
 * table, list it in the family of its file; a new family in families.c.
 *
 * Rows of whole fields name their offset and width in bytes, rows of bits their lowest
 * bit and how many. What these macros do not say follows as a designated initialiser:
 * BITS(8, 2, "scale"), .names = &scales.
 */

#include "decoders/layout/layout.h"

/* clang-format off */

/* whole fields: offset, width in bytes, key */
#define NUMBER(o, w, k)  .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_NUMBER
#define HEX(o, w, k)     .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_HEX
#define ADDRESS(o, w, k) .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_ADDRESS
#define BCD(o, k)        .key = (k), .at = (o), .width = 2, .kind = HW_LAYOUT_BCD
#define STRING(o, k)     .key = (k), .at = (o), .width = 1, .kind = HW_LAYOUT_STRING
#define ENUM(o, w, k, v) .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_ENUM, \
			 .names = &(v)
#define SET(o, w, k, v)  .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_BITS, \
			 .names = &(v)
#define RAW(o, w, k)     .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_RAW
#define RAW_REST(o, k)   .key = (k), .at = (o), .kind = HW_LAYOUT_RAW, \
			 .flags = HW_LAYOUT_REST, .width = 1
#define GUID(o, k)       .key = (k), .at = (o), .width = 16, .kind = HW_LAYOUT_GUID

/* bits of a register that is no object of its own: offset, width, lowest bit, how many */
#define PART(o, w, b, n, k)     .key = (k), .at = (o), .width = (w), .bit = (b), \
				.bits = (n), .kind = HW_LAYOUT_NUMBER
#define PART_HEX(o, w, b, n, k) .key = (k), .at = (o), .width = (w), .bit = (b), \
				.bits = (n), .kind = HW_LAYOUT_HEX
#define PART_FLAG(o, w, b, k)   .key = (k), .at = (o), .width = (w), .bit = (b), \
				.bits = 1, .kind = HW_LAYOUT_FLAG
#define PART_ENUM(o, w, b, n, k, v) .key = (k), .at = (o), .width = (w), .bit = (b), \
				.bits = (n), .kind = HW_LAYOUT_ENUM, .names = &(v)

/* a register whose bits follow, and one whose bits are the rows of a table */
#define REGISTER(o, w, k) .key = (k), .at = (o), .width = (w), .kind = HW_LAYOUT_REGISTER
#define SAME(o, w, k, t)  REGISTER(o, w, k), .table = &(t)
/* a nested table */
#define TABLE(o, k, t)    .key = (k), .at = (o), .kind = HW_LAYOUT_TABLE, .table = &(t)

/* bits of the register above: lowest bit, how many, key */
#define FLAG(b, k)         .key = (k), .bit = (b), .bits = 1, .kind = HW_LAYOUT_FLAG
#define BITS(b, n, k)      .key = (k), .bit = (b), .bits = (n), .kind = HW_LAYOUT_NUMBER
#define HEX_BITS(b, n, k)  .key = (k), .bit = (b), .bits = (n), .kind = HW_LAYOUT_HEX
#define NAMED(b, n, k, v)  .key = (k), .bit = (b), .bits = (n), .kind = HW_LAYOUT_ENUM, \
			   .names = &(v)
#define SET_BITS(b, n, k, v) .key = (k), .bit = (b), .bits = (n), .kind = HW_LAYOUT_BITS, \
			   .names = &(v)

/* a place, a condition on the number there, repetition, displacement */
#define PLACE(o, w, b, n) {.at = (o), .width = (w), .bit = (b), .bits = (n)}
#define WHEN(o, w, b, n, op, v) \
	{.place = PLACE(o, w, b, n), .is = (op), .value = (v)}
#define REPEAT(...) {.repeats = true, __VA_ARGS__}
#define SKIP(...)   {__VA_ARGS__}

/*
 * The rows of a table stand between these two, a row in each ROW(): a function that fills
 * the row of a number. Rows are code, as those that hold addresses would be relocated as
 * data at each start of the program, page by page, also where nothing is decoded. ROW()
 * counts when it is expanded: an argument of a macro is what a row has, ROW(type), and
 * never a ROW() itself, which would be counted before those above it.
 */
#define ROWS_BEGIN(name) \
	enum { name##_first = __COUNTER__ + 1 }; \
	static void name(unsigned index, struct hw_layout_field *ret) \
	{ \
		switch (index + name##_first) {
#define ROW(...) \
		case __COUNTER__: \
			*ret = (struct hw_layout_field){__VA_ARGS__}; \
			break;
#define ROWS_END(name) \
		} \
	} \
	enum { name##_count = __COUNTER__ - name##_first };

#define ROWS(name) .row = (name), .field_count = name##_count

/* A vocabulary of its own, named `id`, of {value, name} pairs sorted by value. */
#define VOCABULARY(id, ...) \
	static const struct hw_value_name id##_names[] = {__VA_ARGS__}; \
	static const struct hw_vocabulary id = HW_NAMES(id##_names)

/* clang-format on */

/* Writes formatted text to value->text. */
__attribute__((format(printf, 2, 3))) void hw_layout_say(struct hw_layout_value *value,
							 const char *format, ...);

/* The little-endian number of 1 to 8 bytes at `at`; 0 where it does not lie inside. */
uint64_t hw_layout_le(struct hw_bytes bytes, size_t at, unsigned width);

/* The families that families.c lists. */
extern const struct hw_layout_family hw_pci_header_family;
extern const struct hw_layout_family hw_pci_capability_family;
extern const struct hw_layout_family hw_pci_extended_family;
extern const struct hw_layout_family hw_pci_dvsec_family;
extern const struct hw_layout_family hw_usb_descriptor_family;
extern const struct hw_layout_family hw_usb_bos_family;
extern const struct hw_layout_family hw_usb_cdc_family;
extern const struct hw_layout_family hw_usb_video_family;
extern const struct hw_layout_family hw_usb_audio_family;
extern const struct hw_layout_family hw_usb_audio_3_family;
extern const struct hw_layout_family hw_usb_class_family;
extern const struct hw_layout_family hw_usb_status_family;

#endif
