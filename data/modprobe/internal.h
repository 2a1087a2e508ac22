/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_INTERNAL_H
#define HWALIAS_DATA_MODPROBE_INTERNAL_H

#include <stdint.h>

#include "data/modprobe/modprobe.h"

/* What the files of data/modprobe*.c share; internal to data/. */

struct hw_directives {
	/* texts that are not slices of a file */
	struct hw_arena arena;
	struct hw_warnings *warnings;
	struct hw_directive *v;
	size_t n;
	size_t room;
};

/* A file of the configuration. */
struct hw_modprobe_file {
	struct hw_text name;
	/* below its root, NUL-terminated */
	struct hw_text path;
	struct hw_map map;
};

struct hw_modprobe {
	struct hw_directives list;
	struct hw_modprobe_file *files;
	size_t file_count;
	size_t file_room;
	/* a file or directory was there and could not be read */
	bool is_partial;
	/* proc/cmdline */
	struct hw_text cmdline;
	/* numbers in the list: of the aliases, then of what may block a module */
	uint32_t *index;
	size_t alias_count;
	size_t block_count;
	/* one of these is not a blacklist */
	bool blocks_needed;
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
