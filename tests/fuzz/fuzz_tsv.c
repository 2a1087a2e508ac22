// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a cell: valid UTF-8 in one line and one column, nothing in it that
 * controls a terminal, and the bytes can be had back.
 */
#include "report/columns/tsv.h"
#include "tests/fuzz/fuzz.h"

static void check_characters(struct hw_text t)
{
	while (t.n) {
		uint32_t code;
		size_t n = next_character(t, &code);

		require(n > 0);
		require(code >= 0x20 && (code < 0x7f || code >= 0xa0));
		t = hw_text_from(t, n);
	}
}

static unsigned digit(char c)
{
	static const char hex[] = "0123456789abcdef";
	const char *at = c ? strchr(hex, c) : NULL;

	require(at != NULL);
	return (unsigned)(at - hex);
}

/* The byte of an escape, cut off `t`, as report/columns/tsv.h defines it. */
static char cut_escape(struct hw_text *t)
{
	static const char letters[] = "tnr\\";
	static const char bytes[] = "\t\n\r\\";
	const char *at;
	char c;

	require(t->n >= 2 && t->s[1]);
	at = strchr(letters, t->s[1]);
	if (at) {
		c = bytes[at - letters];
		*t = hw_text_from(*t, 2);
		return c;
	}
	require(t->n >= 4 && t->s[1] == 'x');
	c = (char)(digit(t->s[2]) << 4 | digit(t->s[3]));
	*t = hw_text_from(*t, 4);
	return c;
}

static void check_reversible(struct hw_text cell, struct hw_text in)
{
	while (cell.n) {
		char c = cell.s[0];

		if (c == '\\')
			c = cut_escape(&cell);
		else
			cell = hw_text_from(cell, 1);
		require(in.n && in.s[0] == c);
		in = hw_text_from(in, 1);
	}
	require(in.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text in = {(const char *)data, size};
	struct hw_buffer out = {0};
	struct hw_text cell;

	if (!size)
		return 0;
	/* the reader looks at words: each place in a word is tried */
	in = hw_text_from(in, (size_t)data[0] % 8 % size);
	hw_tsv_add(&out, in);
	cell = (struct hw_text){out.s, out.n};
	check_characters(cell);
	check_reversible(cell, in);
	hw_buffer_done(&out);
	return 0;
}
