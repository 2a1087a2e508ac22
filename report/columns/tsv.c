// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/tsv.h"

#include <errno.h>
#include <stdint.h>

#include "report/page/page.h"
#include "report/page/utf8.h"

/* Every byte of a word is c. */
#define EACH(c) (UINT64_C(0x0101010101010101) * (c))

/* Whether any byte of a word is less than n, which is at most 80h; the bytes are below
 * 80h.
 */
static bool any_below(uint64_t word, unsigned char n)
{
	return (word - EACH(n)) & ~word & EACH(0x80);
}

static bool is_plain_word(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	return !(word & EACH(0x80)) && !any_below(word, 0x20) &&
	       !any_below(word ^ EACH('\\'), 1) && !any_below(word ^ EACH(0x7f), 1);
}

static bool is_plain(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 0x20 && u < 0x7f && u != '\\';
}

/* Number of bytes at the start that need no escape. */
static size_t plain_length(struct hw_text t)
{
	size_t i = 0;

	while (t.n - i >= sizeof(uint64_t) && is_plain_word(t.s + i))
		i += sizeof(uint64_t);
	while (i < t.n && is_plain(t.s[i]))
		i++;
	return i;
}

static void add_escape(struct hw_buffer *out, char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char plain[] = "\t\n\r\\";
	static const char letters[] = "tnr\\";
	const char *at = c ? strchr(plain, c) : NULL;
	unsigned char u = (unsigned char)c;
	char escape[] = {'\\', 'x', hex[u >> 4], hex[u & 15]};

	if (at)
		escape[1] = letters[at - plain];
	hw_buffer_add(out, (struct hw_text){escape, at ? 2 : 4});
}

/*
 * The length of the character at the start, whose first byte is 80h or more; 0: it needs
 * an escape.
 */
static size_t kept_length(struct hw_text t)
{
	uint32_t code;
	size_t n = hw_utf8_next(t, &code);

	return n && hw_utf8_is_control(code) ? 0 : n;
}

void hw_tsv_add(struct hw_buffer *out, struct hw_text t)
{
	while (t.n) {
		size_t n = plain_length(t);

		hw_buffer_add(out, hw_text_head(t, n));
		t = hw_text_from(t, n);
		if (!t.n)
			break;
		n = (unsigned char)t.s[0] >= 0x80 ? kept_length(t) : 0;
		if (n)
			hw_buffer_add(out, hw_text_head(t, n));
		else
			add_escape(out, t.s[0]);
		t = hw_text_from(t, n ? n : 1);
	}
}

/* The writer: the columns of report/columns/columns.c, under their names. */

struct tsv {
	struct hw_page_writer base;
	const struct hw_column *columns[HW_COLUMN_MAX];
	size_t count;
	struct hw_buffer line;
};

int hw_tsv_add_record(struct hw_buffer *out, const struct hw_column *const *columns,
		      size_t count, const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			hw_buffer_add_char(out, '\t');
		hw_tsv_add(out, hw_column_text(columns[i], record, options, arena));
	}
	hw_buffer_add_char(out, '\n');
	return out->failed || hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int tsv_open(FILE *out, const struct hw_write_options *options,
		    struct hw_arena *arena, void **ret_self, struct hw_text *ret_error)
{
	struct tsv *w = hw_page_writer_new(sizeof(*w), out, options);
	int r;

	if (!w)
		return -ENOMEM;
	w->base.page.options.for_programs = true;
	r = hw_columns_select(&w->base.page.options, arena, w->columns, &w->count,
			      ret_error);
	if (r == 0)
		*ret_self = w;
	else
		hw_page_writer_close(w);
	return r;
}

static int print(struct tsv *w, int r)
{
	if (r == 0)
		fwrite(w->line.s, 1, w->line.n, w->base.page.out);
	w->line.n = 0;
	hw_arena_reset(&w->base.page.arena);
	return r;
}

static int tsv_begin(void *self, const struct hw_report_head *head)
{
	struct tsv *w = self;

	(void)head;
	if (w->base.page.options.no_headings)
		return 0;
	for (size_t i = 0; i < w->count; i++) {
		if (i)
			hw_buffer_add_char(&w->line, '\t');
		hw_tsv_add(&w->line, hw_text_of(w->columns[i]->name));
	}
	hw_buffer_add_char(&w->line, '\n');
	return print(w, w->line.failed ? -ENOMEM : 0);
}

static int tsv_record(void *self, const struct hw_record *record)
{
	struct tsv *w = self;

	return print(w, hw_tsv_add_record(&w->line, w->columns, w->count, record,
					  &w->base.page.options, &w->base.page.arena));
}

static void tsv_close(void *self)
{
	struct tsv *w = self;

	if (!w)
		return;
	hw_buffer_done(&w->line);
	hw_page_writer_close(w);
}

const struct hw_writer hw_writer_tsv = {
	.open = tsv_open,
	.begin = tsv_begin,
	.record = tsv_record,
	.close = tsv_close,
};
