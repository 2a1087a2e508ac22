// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/wrap.h"

#include <string.h>

/* Terminals are at least that wide. */
#define WIDTH 80

static const char ellipsis[] = "\u2026";
static bool is_ascii;

void hw_wrap_ascii(bool is)
{
	is_ascii = is;
}

/* Characters of UTF-8: help texts have no wide and no combining ones. */
static int columns_of(const char *s, size_t n)
{
	int columns = 0;

	for (size_t i = 0; i < n; i++)
		if (is_ascii && strncmp(s + i, ellipsis, strlen(ellipsis)) == 0)
			columns += (int)strlen("...");
		else
			columns += ((unsigned char)s[i] & 0xc0) != 0x80;
	return columns;
}

static void print_word(FILE *out, const char *word, size_t n)
{
	const char *end = word + n;

	while (word < end) {
		const char *mark = is_ascii ? strstr(word, ellipsis) : NULL;
		size_t before =
			mark && mark < end ? (size_t)(mark - word) : (size_t)(end - word);

		fwrite(word, 1, before, out);
		word += before;
		if (word == end)
			break;
		fputs("...", out);
		word += strlen(ellipsis);
	}
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
		print_word(out, paragraph, n);
		at += columns;
		paragraph += n + (paragraph[n] != '\0');
	}
	fputc('\n', out);
}
