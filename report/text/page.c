// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/page.h"

struct hw_table *hw_page_table(struct hw_page *page, const char *const headings[],
			       size_t n)
{
	struct hw_table *t = hw_table_new(page->out, &page->options);

	for (size_t i = 0; t && i < n; i++)
		hw_table_add_column(t, headings[i], 0, 0);
	return t;
}

int hw_page_end_table(struct hw_table *t)
{
	int r = hw_table_print(t);

	hw_table_free(t);
	return r;
}

void hw_page_text(struct hw_page *page, struct hw_text text)
{
	text = hw_table_visible(text, &page->arena);
	fwrite(text.n ? text.s : "", 1, text.n, page->out);
}

void hw_page_line(struct hw_page *page, struct hw_text text)
{
	hw_page_text(page, text);
	fputc('\n', page->out);
}

void hw_page_named(struct hw_page *page, struct hw_text value, struct hw_text name)
{
	hw_page_text(page, value);
	if (!name.n)
		return;
	fputs(" (", page->out);
	hw_page_text(page, name);
	fputc(')', page->out);
}

void hw_page_cell(struct hw_table *t, size_t column, struct hw_text text)
{
	hw_table_set(t, column, text, HW_TABLE_PLAIN);
}
