/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODPROBE_INTERNAL_H
#define HWALIAS_DATA_MODPROBE_INTERNAL_H

#include <stdint.h>

#include "data/base/text_index.h"
#include "data/modprobe/modprobe.h"

/*
 * What the files of data/modprobe share:
 *
 *	config.c	finds and maps the files; the public look-ups
 *	parse.c		a file of modprobe.d -> directives
 *	cmdline.c	the kernel command line -> directives
 *	names.c		which directives may be about a module, by its name
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
	/* what a recording tells of it: its place in the order, from 1, 0: none; whether
	 * its name is another one */
	size_t place;
	bool hides_name;
};

/*
 * The directives that decide whether a module is loaded, by the module's name:
 * blacklists, `install` lines, and where there are any of those, softdeps.
 *
 *	names:  "pcspkr" -> link -> link ...	directives of exactly this name, in order
 *	others: [3] [7] ...			likewise, of names that are patterns
 */
struct hw_modprobe_names {
	struct hw_text_index names;
	struct hw_modprobe_link *links;
	size_t link_count;
	size_t link_room;
	uint32_t *others;
	size_t other_count;
	size_t other_room;
};

/* Both are indices, `next` that of a link plus 1; 0: the last one. */
struct hw_modprobe_link {
	uint32_t directive;
	uint32_t next;
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
	/* indices of the aliases in the list */
	uint32_t *aliases;
	size_t alias_count;
	struct hw_modprobe_names names;
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

/* names.c. Errors: -ENOMEM. */
int hw_modprobe_names_make(struct hw_modprobe *modprobe);

void hw_modprobe_names_done(struct hw_modprobe_names *names);

/* An iteration over the directives that are about a module, in their order. */
struct hw_modprobe_about {
	const struct hw_modprobe *modprobe;
	struct hw_text module;
	/* of a link plus 1; 0: none is left */
	uint32_t link;
	size_t other;
};

/* `modprobe` may be NULL: there are none. */
struct hw_modprobe_about hw_modprobe_about(const struct hw_modprobe *modprobe,
					   struct hw_text module);

/* The next one; NULL: none is left. */
const struct hw_directive *hw_modprobe_about_next(struct hw_modprobe_about *about);

#endif
