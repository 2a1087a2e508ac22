// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/wrap.h"

#include <string.h>

/* Terminals are at least that wide. */
#define WIDTH 80

/* Characters of UTF-8: help texts have no wide and no combining ones. */
static int columns_of(const char *s, size_t n)
{
	int columns = 0;

	for (size_t i = 0; i < n; i++)
		columns += ((unsigned char)s[i] & 0xc0) != 0x80;
	return columns;
}

void hw_wrap(FILE *out, const char *paragraph, int indent)
{
	int at = indent;

	while (*paragraph) {
		const size_t n = strcspn(paragraph, " \n");
		const int columns = columns_of(paragraph, n);

		if (at > indent && at + 1 + columns > WIDTH) {
			fprintf(out, "\n%*s", indent, "");
			at = indent;
		} else if (at > indent) {
			fputc(' ', out);
			at++;
		}
		fwrite(paragraph, 1, n, out);
		at += columns;
		paragraph += n + (paragraph[n] != '\0');
	}
	fputc('\n', out);
}
