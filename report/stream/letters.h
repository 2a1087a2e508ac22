/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_STREAM_LETTERS_H
#define HWALIAS_REPORT_STREAM_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "decoders/text/text.h"

/*
 * hw_modalias_has_other_case() of many strings, most of which are in the kernel's case
 * and differ from one before in digits only: 0-9 and A-F where that has them too. Such a
 * string is in the kernel's case as well, and need not be decoded.
 */

/* Longer strings are decoded each time. */
#define HW_LETTERS_MAX ((size_t)96)

/* Strings of one bus have a length or two. */
#define HW_LETTERS_SLOTS 8

struct hw_letters_known {
	/* 0: none */
	size_t n;
	uint64_t text[HW_LETTERS_MAX / sizeof(uint64_t)];
	/* all bits of the bytes that are digits or A-F */
	uint64_t digits[HW_LETTERS_MAX / sizeof(uint64_t)];
};

struct hw_letters {
	/* each was decoded, and is of a bus that prints upper case */
	struct hw_letters_known known[HW_LETTERS_SLOTS];
};

bool hw_letters_are_other(struct hw_letters *letters, struct hw_text string);

#endif
