/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_INTERNAL_H
#define HWALIAS_DATA_MODULE_INTERNAL_H

#include <stdint.h>

#include "data/root/root.h"

/*
 * A text that names a module a line, searched by name; internal to data/module/modules.c.
 * The lines are drawn at the top of data/module/table.c. Names compare with '-' and '_'
 * alike.
 *
 * Life: zeroed, open, find ..., close.
 */
struct hw_module_slot {
	/* offset of the line plus one; 0 = free */
	uint32_t line;
	/* of the name: others are not compared with */
	uint32_t hash;
};

struct hw_module_table {
	/* what ends the path that a line begins with */
	char end;
	/* the file was there and could be read */
	bool known;
	struct hw_map map;
	/* a power of two of them */
	struct hw_module_slot *slots;
	size_t mask;
};

/* Errors: -errno of hw_root_map(), -EFBIG, -ENOMEM: the table knows nothing then. */
int hw_module_table_open(struct hw_module_table *table, struct hw_root *root,
			 const char *path, char end);

void hw_module_table_close(struct hw_module_table *table);

/* The path in the first line of the module, or the absent text. Lifetime: the table's. */
struct hw_text hw_module_table_find(const struct hw_module_table *table,
				    struct hw_text name);

/* What is behind the end of the path in that line, or the absent text. Lifetime: as
 * above. */
struct hw_text hw_module_table_rest(const struct hw_module_table *table,
				    struct hw_text name);

#endif
