/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_QUERY_H
#define HWALIAS_REPORT_LOOKUP_QUERY_H

#include "report/record.h"

// clang-format off
/*
 * What people ask for:
 *
 *     8086:24db  8086:                    of each bus that has it
 *     8086:24db:103c:006a                 with the subsystem
 *     pci:8086:24db  usb 046d:c52b        of this bus
 *     8086  8086 24db  [8086:24db]        as people paste them (pasted_ids.h)
 *     8086:24db,10ec:8168                 each of them
 *     class 0106  pci class 01:06:01      a class; "pci:class:0106" too
 *     acpi PNP0303  acpi:PNP0303          an ACPI or Plug and Play id
 *     usb:v046DpC52Bd…                    a whole modalias, or a pattern
 *     I219-V        webcam logitech       all else: words of a name
 *
 * Blanks separate words, also inside an operand. Words that are no id make one query, up
 * to the next word that is an id. The case of "pci", "class" and the like does not count.
 */
// clang-format on
enum hw_query_kind {
	HW_QUERY_TEXT,
	HW_QUERY_ID,
	HW_QUERY_CLASS,
	HW_QUERY_ACPI,
	HW_QUERY_STRING,
};

struct hw_query {
	enum hw_query_kind kind;
	/* as typed, words joined by a blank */
	struct hw_text raw;
	/* of ids: the bus that was named, or NULL */
	const struct hw_bus *bus;
	struct hw_id ids[HW_ROLE_COUNT];
	/* "[0300]" of lspci -nn: a vendor, or a class; hw_lookup_brackets() tells */
	bool in_brackets;
	/* ACPI: the id, in upper case; STRING: the string */
	struct hw_text text;
	/* TEXT */
	const struct hw_text *words;
	size_t word_count;
	/* the number of the line, which is an operand, that its first word is of */
	size_t line;
};

/* The words of the operands. Lifetime: the operands' and the arena's. */
struct hw_query_words {
	struct hw_text *v;
	/* of each word the number of its operand; one number if they are a line that was
	 * pasted without quotation marks */
	size_t *lines;
	size_t n;
	/* the first word of the next query */
	size_t at;
	/* the number that the last device of a list has, counted from the end */
	size_t line_of_list;
};

/* Errors: -ENOMEM. */
int hw_query_split(const char *const operands[], size_t n, struct hw_arena *arena,
		   struct hw_query_words *ret);

/* The next query; false at the end, or when the arena has failed. */
bool hw_query_next(struct hw_query_words *words, struct hw_arena *arena,
		   struct hw_query *ret);

/*
 * Takes out the words of a name that stand in a line with the ids of a device, or with
 * an id in brackets, which tell what it is: "Realtek [10ec:8168]". Returns how many
 * queries are left.
 */
size_t hw_query_drop_prose(struct hw_query *queries, size_t n);

/*
 * Reads a word as an ACPI or Plug and Play id, "PNP0303", "ACPI0003"; false if it is
 * none, or when the arena has failed. Sets only `kind` and `text`. Lifetime: the arena's.
 */
bool hw_query_of_acpi(struct hw_text word, struct hw_arena *arena, struct hw_query *ret);

#endif
