/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_READ_H
#define HWALIAS_DATA_MODPROBE_READ_H

#include "data/modprobe.h"

/* The readers behind data/modprobe.c; internal to data/. */

struct hw_directives {
	/* texts that are not slices of a file */
	struct hw_arena arena;
	struct hw_warnings *warnings;
	struct hw_directive *v;
	size_t n;
	size_t room;
};

/* Errors: -ENOMEM. */
int hw_directives_add(struct hw_directives *list, const struct hw_directive *directive);

/* The name with '_' for '-'; a copy only if it has one. Absent without memory. */
struct hw_text hw_directives_normal(struct hw_directives *list, struct hw_text name);

/* A file of modprobe.d; the texts live as long as `text`. Errors: -ENOMEM. */
int hw_modprobe_read_file(struct hw_directives *list, struct hw_text path,
			  struct hw_text text);

/* proc/cmdline. Errors: -ENOMEM. */
int hw_modprobe_read_cmdline(struct hw_directives *list, struct hw_text text);

#endif
