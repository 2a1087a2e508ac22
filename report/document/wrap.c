// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/document/internal.h"

#include "report/page/utf8.h"

/*
 * Characters that take two columns: those that East Asian Width calls wide or fullwidth
 * (Unicode Standard Annex #11), in blocks; and the pictures. What has no width of its own
 * counts as one column: too many are harmless.
 */
static bool is_wide(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} ranges[] = {
		{0x1100, 0x115f},   {0x2e80, 0x303e},	{0x3041, 0xa4cf},
		{0xa960, 0xa97c},   {0xac00, 0xd7a3},	{0xf900, 0xfaff},
		{0xfe30, 0xfe6f},   {0xff00, 0xff60},	{0xffe0, 0xffe6},
		{0x1f300, 0x1f64f}, {0x1f680, 0x1f9ff}, {0x20000, 0x3fffd},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

size_t hw_unit_of_character(struct hw_text t, size_t *ret_columns)
{
	uint32_t code;
	size_t n = hw_utf8_next(t, &code);

	*ret_columns = n && is_wide(code) ? 2 : 1;
	return n ? n : 1;
}

size_t hw_columns_of(struct hw_text t)
{
	size_t all = 0;

	while (t.n) {
		size_t columns;

		t = hw_text_from(t, hw_unit_of_character(t, &columns));
		all += columns;
	}
	return all;
}

static void new_line(struct hw_wrap *w)
{
	hw_buffer_add_char(w->out, '\n');
	hw_buffer_add(w->out, hw_text_of(w->indent));
	w->column = strlen(w->indent);
}

static size_t unit(const struct hw_wrap *w, struct hw_text t, size_t *ret_columns)
{
	return w->unit ? w->unit(t, ret_columns) : hw_unit_of_character(t, ret_columns);
}

static size_t columns_of(const struct hw_wrap *w, struct hw_text t)
{
	size_t all = 0;

	while (t.n) {
		size_t columns;

		t = hw_text_from(t, unit(w, t, &columns));
		all += columns;
	}
	return all;
}

static void add_word(struct hw_wrap *w, struct hw_text word)
{
	while (word.n) {
		size_t columns;
		size_t n = unit(w, word, &columns);

		if (w->column + columns > HW_DOCUMENT_COLUMNS)
			new_line(w);
		hw_buffer_add(w->out, hw_text_head(word, n));
		w->column += columns;
		word = hw_text_from(word, n);
	}
}

/* Blanks before a word are dropped where the line ends. */
void hw_wrap_text(struct hw_wrap *w, struct hw_text t)
{
	while (t.n) {
		struct hw_text word = hw_text_trim_start(t, " ");
		const char *guard;

		w->blanks += t.n - word.n;
		t = word;
		word = hw_text_head(t, hw_text_find(t, ' '));
		t = hw_text_from(t, word.n);
		if (!word.n)
			break;
		if (w->blanks && w->column > strlen(w->indent) &&
		    w->column + w->blanks + columns_of(w, word) > HW_DOCUMENT_COLUMNS) {
			guard = w->guard ? w->guard(word) : NULL;
			new_line(w);
			hw_buffer_add(w->out, hw_text_of(guard));
			w->column += guard ? strlen(guard) : 0;
			w->blanks = 0;
		}
		if (w->column + w->blanks >= HW_DOCUMENT_COLUMNS)
			w->blanks = 0;
		for (; w->blanks; w->blanks--, w->column++)
			hw_buffer_add_char(w->out, ' ');
		add_word(w, word);
	}
}

void hw_wrap_end(struct hw_wrap *w)
{
	hw_buffer_add_char(w->out, '\n');
	w->column = 0;
	w->blanks = 0;
}
