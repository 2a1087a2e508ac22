/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_WRAP_H
#define HWALIAS_CMD_PRINT_WRAP_H

#include <stdbool.h>
#include <stdio.h>

/* Paragraphs of help texts, 80 columns wide. */

/* Whether U+2026, the one character of help texts that is not ASCII, is printed as "...":
 * a terminal may know no better. */
void hw_wrap_ascii(bool is_ascii);

/*
 * Prints a paragraph whose first line begins at column `indent`, where the cursor is, and
 * the other ones too, and a newline. Blanks and newlines in it separate words.
 */
void hw_wrap(FILE *out, const char *paragraph, int indent);

#endif
