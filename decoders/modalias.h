/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_MODALIAS_H
#define HWALIAS_DECODERS_MODALIAS_H

#include <stdint.h>

#include "decoders/bus.h"

// clang-format off
/*
 * decoders/ splits what the kernel prints into named fields: here a modalias, in layout/
 * registers and descriptors, in log/ messages of the kernel log. It is pure: nothing
 * allocates, reads a file or depends on the locale.
 *
 *     pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A
 *     \__/|\______/|\______/                              |\_ value, 2 hexadecimal digits
 *  prefix|  value|  value                                \_ tag "i", field "interface"
 *        tag     tag
 *
 *     bus.h       what a row is: prefix, fields, what devices of the bus are like
 *     bus/        the rows, a file a family
 *     decode.c    walks the fields of a row along a string
 *     value.c     reads one value of each kind
 *     field.c     prints, names and finds the fields of a result
 *     vocabulary/ names of values that no database on the machine has
 *     text/       slices of text, ASCII
 *
 * A string is what a device exports, values only, or a pattern of modules.alias, where a
 * value may be '*' or hold ? and [...].
 *
 * Slices in a result lie inside the string that was decoded, and live as long as it does.
 */
// clang-format on

/* The longest row (dmi) has 16 fields; unknown ones may follow. */
#define HW_FIELD_MAX 24

/* What a value is in a pattern. In a device's own string all are HW_MATCH_FIXED. */
enum hw_match {
	/* a literal value */
	HW_MATCH_FIXED,
	/* '*': any value */
	HW_MATCH_ANY,
	/* a glob: ?, [...] or text beside a star */
	HW_MATCH_GLOB,
};

struct hw_field {
	const struct hw_field_spec *spec;
	/* the value without tag and terminator; a slice of the input */
	struct hw_text text;
	enum hw_match match;
	/* set if HW_MATCH_FIXED and the kind is HEX, DEC or BIN, or a TEXT with names.
	 * UINT64_MAX: more than 64 bits, or a text that is no number */
	uint64_t value;
	/* of a list: its items if hw_of_resolve() has split it, else NULL; slices of
	 * `text`, in order */
	const struct hw_text *items;
	size_t item_count;
};

enum hw_decode_error {
	HW_DECODE_OK,
	/* the string is empty */
	HW_DECODE_EMPTY,
	/* no bus has this prefix */
	HW_DECODE_UNKNOWN_BUS,
	/* `expected` (a tag or terminator) was not there */
	HW_DECODE_EXPECTED_TEXT,
	/* `expected_digits` digits were not there */
	HW_DECODE_EXPECTED_HEX,
	HW_DECODE_EXPECTED_DEC,
	HW_DECODE_EXPECTED_BIN,
	/* a NUL or a line break inside */
	HW_DECODE_CONTROL,
	/* a caller cut the string after `raw`, and sets this */
	HW_DECODE_TOO_LONG,
	/* modprobe does not look up such a string: an unmatched bracket, or more than
	 * 4095 bytes; the caller that looks strings up sets this */
	HW_DECODE_REFUSED,
};

struct hw_modalias {
	/* the whole input, without one final newline */
	struct hw_text raw;
	/* NULL when no bus has the prefix */
	const struct hw_bus *bus;
	/* the text before the first ':', or all of it if there is none */
	struct hw_text prefix;
	struct hw_field fields[HW_FIELD_MAX];
	size_t field_count;
	/* what follows the last known field: an addition of a newer kernel */
	struct hw_text extra;
	enum hw_decode_error error;
	/* a device has it: '*', '?' and brackets are letters, hw_decode_device() */
	bool is_exported;
	/* the items of a list may be split at the wrong places (device tree) */
	bool ambiguous;
	/* where the error is: offset into raw, from 0 */
	size_t error_at;
	/* of HW_DECODE_EXPECTED_*: a literal of the row, and the number of digits */
	struct hw_text expected;
	unsigned expected_digits;
};

/*
 * Splits `text`, one line. Returns whether it is well-formed. Always fills *ret: if the
 * string is malformed, with the error and the fields before it.
 * Lifetime: slices of `text`.
 */
bool hw_decode(struct hw_text text, struct hw_modalias *ret);

/*
 * The same for the string of a device, which is never a pattern: firmware puts its texts
 * into it as they are, "pnSystemx3550M5-[5463AC1]-".
 */
bool hw_decode_device(struct hw_text text, struct hw_modalias *ret);

/*
 * Writes the error to `buf` of `size` bytes: "expected 'sd' at byte 33", where bytes
 * count from 1; "" if there is none. Returns the length.
 */
size_t hw_decode_explain(const struct hw_modalias *m, char *buf, size_t size);

/* The field with this role, or NULL. Its value may be a pattern: see `match`. */
const struct hw_field *hw_field_of_role(const struct hw_modalias *m, enum hw_role role);

/*
 * The value as JSON and tables print it: a fixed number in lower case with at least
 * `digits` (or `width`) digits, a text as it is, no text for a HW_FIELD_NULL value.
 * Lifetime: that of `buf` or of the input.
 */
#define HW_VALUE_MAX 40
struct hw_text hw_field_value(const struct hw_field *field,
			      char buf[static HW_VALUE_MAX]);

/*
 * Iterates over the items of a LIST or BITS field. Start with *cursor = field->text;
 * returns false at the end. An item is a slice of the input.
 */
bool hw_field_next(const struct hw_field *field, struct hw_text *cursor,
		   struct hw_text *ret_item);

/*
 * Whether a hexadecimal value is in lower case where the kernel prints upper case, or the
 * other way round. Patterns do not match it then: modprobe tells the case of letters
 * apart. False of a broken string.
 */
bool hw_modalias_has_other_case(const struct hw_modalias *m);

/* Writes the string in the kernel's case to `buf`, which has room for raw.n bytes. */
void hw_modalias_fix_case(const struct hw_modalias *m, char *buf);

enum hw_modalias_kind {
	/* a device exports it */
	HW_IS_DEVICE,
	/* a driver claims devices by it: some value is no literal */
	HW_IS_PATTERN,
	/* an alias that has nothing to do with devices */
	HW_IS_ALIAS,
};
enum hw_modalias_kind hw_modalias_kind(const struct hw_modalias *m);

/* Whether the kernel had no room for all items of this list. */
bool hw_field_is_cut(const struct hw_field *field);

/*
 * The built-in name of a field's value, or of one item of a list; or NULL. It is from the
 * vocabulary of the row; names of a processor's features depend on its architecture.
 */
const char *hw_field_item_name(const struct hw_modalias *m, const struct hw_field *field,
			       struct hw_text item);

/*
 * Splits an "of:" string by its parts, which the kernel prints one by one as well
 * (OF_NAME, OF_TYPE and OF_COMPATIBLE_n of the same uevent). hw_decode() has to guess
 * which T or C is a tag. `type` is absent if the node has none. `compatible` and
 * `storage` have `n` items; `storage` receives the items and must live as long as `m`.
 * Returns false, and changes nothing, if this is no "of:" string of these parts.
 */
bool hw_of_resolve(struct hw_modalias *m, struct hw_text name, struct hw_text type,
		   const struct hw_text *compatible, size_t n, struct hw_text *storage);

/* The row of what devices with this string are like: that of the string, or of a
 * driver's name the bus it is written for. NULL for an unknown bus. */
const struct hw_bus *hw_bus_of_modalias(const struct hw_modalias *m);

#endif
