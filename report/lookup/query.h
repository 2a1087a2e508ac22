/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_QUERY_H
#define HWALIAS_REPORT_LOOKUP_QUERY_H

#include "report/record.h"

/*
 * What people have at hand when they ask for an id:
 *
 *     8086:24db  8086:                    of PCI or USB, whichever has it
 *     8086:24db:103c:006a                 with the subsystem
 *     pci:8086:24db  usb 046d:c52b        of this bus; of any bus that has such ids
 *     class 0106  pci class 01:06:01      a class; "pci:class:0106" too
 *     acpi PNP0303  acpi:PNP0303          an ACPI or Plug and Play id
 *     usb:v046DpC52Bd…                    a whole modalias, or a pattern
 *     I219-V        webcam logitech       else: words of a name
 *
 * Blanks part words, whether the shell saw them or not. Words that are no id make one
 * query together, up to the next that is one.
 */
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
	/* of ids: NULL when no bus was named */
	const struct hw_bus *bus;
	struct hw_id ids[HW_ROLE_COUNT];
	/* ACPI: the id, in upper case; STRING: the string */
	struct hw_text text;
	/* TEXT */
	const struct hw_text *words;
	size_t word_count;
};

/* Operands parted into words. Lifetime: the operands' and the arena's. */
struct hw_query_words {
	struct hw_text *v;
	size_t n;
	/* the first that no query has taken */
	size_t at;
};

/* Errors: -ENOMEM. */
int hw_query_split(const char *const operands[], size_t n, struct hw_arena *arena,
		   struct hw_query_words *ret);

/* The next query; false at the end, or out of memory (sticky in the arena). */
bool hw_query_next(struct hw_query_words *words, struct hw_arena *arena,
		   struct hw_query *ret);

/*
 * Reads a word as an ACPI or Plug and Play id, "PNP0303", "ACPI0003"; false when it
 * cannot be one. Sets `kind` and `text` only. Lifetime: the arena's.
 */
bool hw_query_of_acpi(struct hw_text word, struct hw_arena *arena, struct hw_query *ret);

#endif
