// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of formats. ADD A FORMAT HERE: a row, and a file that defines it. */
#include "report/document/internal.h"

const struct hw_document_writer *const hw_document_formats[] = {
	&hw_document_markdown,
	&hw_document_plain,
	&hw_document_html,
	NULL,
};

const struct hw_document_writer *hw_document_format(const char *name)
{
	size_t i = 0;

	while (hw_document_formats[i] && strcmp(hw_document_formats[i]->name, name) != 0)
		i++;
	return hw_document_formats[i];
}

const char *hw_document_format_name(const struct hw_document_writer *format)
{
	return format->name;
}
