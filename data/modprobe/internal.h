/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_INTERNAL_H
#define HWALIAS_DATA_MODPROBE_INTERNAL_H

#include <stdint.h>

#include "data/modprobe/modprobe.h"

/*
 * What the files of data/modprobe share:
 *
 *	config.c	finds and maps the files; the public look-ups
 *	parse.c		a file of modprobe.d -> directives
 *	cmdline.c	the kernel command line -> directives
 *	block.c		which directives block a module
 */

/* A list of directives that grows. */
struct hw_directives {
	/* holds texts that are no slices of a file */
	struct hw_arena arena;
	struct hw_warnings *warnings;
	struct hw_directive *v;
	size_t n;
	size_t room;
};

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
	/* a file or directory exists and could not be read */
	bool is_partial;
	/* content of proc/cmdline */
	struct hw_text cmdline;
	/* indices in the list: of alias_count aliases, then of block_count directives
	 * that can block a module */
	uint32_t *index;
	size_t alias_count;
	size_t block_count;
	/* see hw_modprobe_blocks_needed() */
	bool blocks_needed;
};

/* parse.c. Errors: -ENOMEM. */
int hw_directives_add(struct hw_directives *list, const struct hw_directive *directive);

/*
 * The name or pattern with '_' for each '-' outside brackets. Lifetime: that of `name` if
 * it has no '-', else the list's. Errors: out of memory, the absent text.
 */
struct hw_text hw_directives_normalize(struct hw_directives *list, struct hw_text name);

/* parse.c: adds the directives of a file. Lifetime: `text` must outlive the list. Errors:
 * -ENOMEM. */
int hw_modprobe_parse_file(struct hw_directives *list, struct hw_text path,
			   struct hw_text text);

/* cmdline.c: adds the directives of the kernel command line. Lifetime, errors: as above.
 */
int hw_modprobe_parse_cmdline(struct hw_directives *list, struct hw_text text);

#endif
