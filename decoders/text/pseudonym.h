/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DECODERS_TEXT_PSEUDONYM_H
#define HWALIAS_DECODERS_TEXT_PSEUDONYM_H

#include "decoders/text/text.h"

/* What stands for a value that identifies a machine: a word for its kind, and a number,
 * "serial-3". By enum hw_private_kind (report/privacy/shapes/kinds.h). */
#define HW_PSEUDONYMS 7

extern const char *const hw_pseudonym_words[HW_PSEUDONYMS];

/* Whether the whole text is one. */
bool hw_is_pseudonym(struct hw_text text);

/* Raises the numbers to those that the text has, "enxmac-2" too. */
void hw_pseudonym_numbers(struct hw_text text, size_t numbers[static HW_PSEUDONYMS]);

#endif
