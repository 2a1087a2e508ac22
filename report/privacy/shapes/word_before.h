/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_SHAPES_WORD_BEFORE_H
#define HWALIAS_REPORT_PRIVACY_SHAPES_WORD_BEFORE_H

#include <stdbool.h>

#include "decoders/text/text.h"

/* What a word before a number says of it. */
enum hw_word_before {
	/* "at 10.1.2.3", "user@10.1.2.3": it is the address of a host */
	HW_BEFORE_HOST,
	/* "MAC 525400123456": it is a hardware address */
	HW_BEFORE_HARDWARE,
	/* "firmware 1.2.3.4", "v1.2.3.4": it is a version */
	HW_BEFORE_VERSION,
};

/* Whether the number at `at` stands behind a word that says so. */
bool hw_word_is_before(struct hw_text text, size_t at, enum hw_word_before what);

#endif
