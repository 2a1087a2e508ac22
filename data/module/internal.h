/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_INTERNAL_H
#define HWALIAS_DATA_MODULE_INTERNAL_H

#include <stdint.h>

#include "data/base/text_index.h"
#include "data/module/depmod_index.h"
#include "data/module/module.h"
#include "data/root/root.h"

/*
 * table.c: an index by name of a file that has a module a line. The lines of the four
 * files that modules.c reads are drawn at the top of table.c.
 *
 *	slots, by hash of the name		the file, mapped
 *	+------+------+				kernel/drivers/net/a.ko:\n
 *	| line | hash | ------------------->	kernel/drivers/net/e1000e.ko: ...\n
 *	+------+------+				kernel/...
 *
 * or, of modules.dep, depmod's own index by the same names, whose values are the lines:
 * modules.dep.bin, if it is not older and the root does not record.
 *
 * Life: zeroed, open, find ..., close.
 */
struct hw_module_slot {
	/* offset of the line plus one; 0 = free */
	uint32_t line;
	/* of the name: spares most comparisons */
	uint32_t hash;
};

struct hw_module_table {
	/* the byte that ends the path at the start of a line */
	char end;
	/* the file could be read */
	bool known;
	struct hw_map map;
	/* that records its lines; NULL: it is recorded whole */
	struct hw_root *root;
	/* depmod's index instead of slots, until it is found to be damaged */
	struct hw_depmod_pages tree;
	/* of the tree: the lines that were found, in the arena, by name */
	struct hw_arena arena;
	struct hw_text_index places;
	struct hw_text *lines;
	size_t line_count;
	size_t line_room;
	/* their number is a power of two */
	struct hw_module_slot *slots;
	size_t mask;
};

/* Errors: -errno of hw_root_map(), -EFBIG, -ENOMEM; the table finds nothing then. */
int hw_module_table_open(struct hw_module_table *table, struct hw_root *root,
			 const char *path, char end);

void hw_module_table_close(struct hw_module_table *table);

/* The path in the first line of the module, or the absent text. Lifetime: the table's. */
struct hw_text hw_module_table_find(struct hw_module_table *table, struct hw_text name);

/* Whether it has the module, of which a recording needs no line. */
bool hw_module_table_has(struct hw_module_table *table, struct hw_text name);

/* The rest of that line, after the byte that ends the path, or the absent text. Lifetime:
 * the table's. */
struct hw_text hw_module_table_rest(struct hw_module_table *table, struct hw_text name);

/* Tries the names of all its modules, of the table's lifetime. */
void hw_module_table_nearest(const struct hw_module_table *table,
			     struct hw_nearest *near);

/* Calls `fn` with the names of all its modules, until it returns false; returns whether
 * all were called. */
bool hw_module_table_each(const struct hw_module_table *table, hw_module_name_fn *fn,
			  void *arg);

/*
 * modules.c: adds a warning, once a module, that its file `path` below the root cannot be
 * read; not if it is absent or empty, as those of a recorded machine are.
 */
void hw_modules_warn_file(struct hw_modules *modules, struct hw_text name,
			  const char *path, int error);

#endif
