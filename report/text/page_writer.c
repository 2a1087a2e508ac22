// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/text/page_writer.h"

#include <errno.h>
#include <stdlib.h>

int hw_page_writer_open(FILE *out, const struct hw_write_options *options,
			struct hw_arena *arena, void **ret_self,
			struct hw_text *ret_error)
{
	struct hw_page_writer *w = calloc(1, sizeof(*w));

	(void)arena;
	(void)ret_error;
	if (!w)
		return -ENOMEM;
	w->page.out = out;
	w->page.options = *options;
	*ret_self = w;
	return 0;
}

int hw_page_writer_begin(void *self, const struct hw_report_head *head)
{
	struct hw_page_writer *w = self;

	w->directory = head->modules_directory;
	w->live = strcmp(head->source_kind, "live") == 0;
	return 0;
}

int hw_page_writer_end(void *self, const struct hw_report_tail *tail)
{
	(void)self;
	(void)tail;
	return 0;
}

void hw_page_writer_close(void *self)
{
	struct hw_page_writer *w = self;

	if (w)
		hw_arena_done(&w->page.arena);
	free(w);
}
