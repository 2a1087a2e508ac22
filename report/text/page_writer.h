/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_PAGE_WRITER_H
#define HWALIAS_REPORT_TEXT_PAGE_WRITER_H

#include "report/text/page.h"
#include "report/writer.h"

/*
 * What writers have in common that print a page a record: all of struct hw_writer but
 * record(). Their `self` is this.
 */
struct hw_page_writer {
	struct hw_page page;
	/* printed so far */
	size_t records;
	/* of the alias tables; absent when there are none */
	struct hw_text directory;
	/* the devices are this machine's own */
	bool live;
};

int hw_page_writer_open(FILE *out, const struct hw_write_options *options,
			struct hw_arena *arena, void **ret_self,
			struct hw_text *ret_error);
int hw_page_writer_begin(void *self, const struct hw_report_head *head);
int hw_page_writer_end(void *self, const struct hw_report_tail *tail);
void hw_page_writer_close(void *self);

#endif
