// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/page/page.h"
#include "data/base/memory.h"
#include "report/page/narrow.h"
#include "report/page/utf8.h"

#include <errno.h>
#include <stdlib.h>

struct hw_table *hw_page_table(struct hw_page *page, const char *const headings[],
			       size_t n)
{
	struct hw_table *t = hw_table_new(page->out, &page->options);

	for (size_t i = 0; t && i < n; i++)
		hw_table_add_column(t, headings[i], 0);
	return t;
}

int hw_page_end_table(struct hw_table *t)
{
	int r;

	hw_table_narrow(t);
	r = hw_table_print(t);
	hw_table_free(t);
	return r;
}

void hw_page_text(struct hw_page *page, struct hw_text text)
{
	text = hw_table_visible(text, &page->arena);
	fwrite(text.n ? text.s : "", 1, text.n, page->out);
}

void hw_page_whole(struct hw_page *page, struct hw_text text)
{
	hw_page_text(page, text);
	fputc('\n', page->out);
}

void hw_page_last_line(struct hw_page *page, const struct hw_report_tail *tail)
{
	struct hw_text line = tail->last_line;
	struct hw_text command = line;

	if (!line.n)
		return;
	while (command.n && !hw_text_starts(command, HW_TEXT(": hwalias ")))
		command = hw_text_from(command, 1);
	if (page->options.width && hw_utf8_width(line) > page->options.width &&
	    command.n) {
		hw_page_whole(page, hw_text_head(line, line.n - command.n + 1));
		fputs("  ", page->out);
		line = hw_text_from(command, 2);
	}
	hw_page_whole(page, line);
}

/* The bytes of a path that stand for themselves in an URI: RFC 3986, 3.3. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("/-._~:@!$&'()*+,=", c));
}

void hw_page_link(struct hw_page *page, struct hw_text text, struct hw_text path)
{
	if (!page->options.links || !path.n || path.s[0] != '/') {
		hw_page_text(page, text);
		return;
	}
	fputs("\033]8;;file://localhost", page->out);
	for (size_t i = 0; i < path.n; i++)
		if (is_plain(path.s[i]))
			fputc(path.s[i], page->out);
		else
			fprintf(page->out, "%%%02X", (unsigned char)path.s[i]);
	fputs("\033\\", page->out);
	hw_page_text(page, text);
	fputs("\033]8;;\033\\", page->out);
}

void hw_page_rest(struct hw_page *page, size_t used, size_t indent, struct hw_text text)
{
	size_t width = page->options.width;

	text = hw_table_visible(text, &page->arena);
	while (width && text.n) {
		struct hw_text part = hw_utf8_line(text, width > used ? width - used : 0);

		/* not even a word fits behind what is there */
		if (used > indent && hw_utf8_width(part) + used > width)
			part.n = 0;
		fwrite(part.s, 1, part.n, page->out);
		text = hw_text_trim_start(hw_text_from(text, part.n), " ");
		if (text.n)
			fprintf(page->out, "\n%*s", (int)indent, "");
		used = indent;
	}
	hw_page_whole(page, text);
}

void hw_page_line(struct hw_page *page, struct hw_text text)
{
	hw_page_rest(page, 0, 0, text);
}

void hw_page_wrapped(struct hw_page *page, const char *head, struct hw_text text)
{
	fputs(head, page->out);
	hw_page_rest(page, strlen(head), strlen(head), text);
}

struct hw_text hw_page_named(struct hw_page *page, struct hw_text value,
			     struct hw_text name)
{
	return name.n ? hw_arena_printf(&page->arena, "%.*s (%.*s)", HW_TEXT_ARG(value),
					HW_TEXT_ARG(name))
		      : hw_arena_copy(&page->arena, value);
}

void hw_page_cell(struct hw_table *t, size_t column, struct hw_text text)
{
	hw_table_set(t, column, text, HW_TABLE_PLAIN);
}

void *hw_page_writer_new(size_t size, FILE *out, const struct hw_write_options *options)
{
	struct hw_page_writer *w = hw_calloc(1, size);

	if (!w)
		return NULL;
	w->page.out = out;
	w->page.options = *options;
	return w;
}

int hw_page_writer_open(FILE *out, const struct hw_write_options *options,
			struct hw_arena *arena, void **ret_self,
			struct hw_text *ret_error)
{
	(void)arena;
	(void)ret_error;
	*ret_self = hw_page_writer_new(sizeof(struct hw_page_writer), out, options);
	return *ret_self ? 0 : -ENOMEM;
}

int hw_page_writer_begin(void *self, const struct hw_report_head *head)
{
	struct hw_page_writer *w = self;

	/* what is said of it is said of the aliases in it */
	w->directory = head->lacks_aliases ? HW_NO_TEXT : head->modules_directory;
	w->live = head->is_live;
	return 0;
}

void hw_page_writer_close(void *self)
{
	struct hw_page_writer *w = self;

	if (w)
		hw_arena_done(&w->page.arena);
	free(w);
}
