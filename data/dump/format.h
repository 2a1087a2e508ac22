/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_DUMP_FORMAT_H
#define HWALIAS_DATA_DUMP_FORMAT_H

#include "data/dump/collector.h"

/*
 * A format: one reader a file. The format of which a text has the most lines by `is_line`
 * reads it, and in a text of several formats all that have some do. Errors of `read`:
 * -ENOMEM and those of hw_root_open_any() in data/forms/forms.h.
 */
struct hw_dump_format {
	/* as a person would call it */
	const char *name;
	/* whether this line, without its end, is one that only this format has */
	bool (*is_line)(struct hw_text line);
	int (*read)(struct hw_dump *dump, struct hw_text text);
	/* the fact it is about */
	size_t fact;
	/* a list of devices, of which people send parts, and reports are made */
	bool is_list;
};

#endif
