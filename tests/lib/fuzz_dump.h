/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_FUZZ_DUMP_H
#define HWALIAS_TESTS_LIB_FUZZ_DUMP_H

/* A hostile dump given to readers of one family, then scanned as a machine. */
#include <stdlib.h>

#include "data/forms/internal.h"
#include "data/reports/reports.h"
#include "data/sysfs/sysfs.h"
#include "data/tools/tools.h"

static inline void fuzz_scan(struct hw_root *root)
{
	const struct hw_scan want = {.depth = HW_SCAN_EVERYTHING};
	struct hw_arena arena = {0};
	struct hw_device_list list;

	if (hw_sysfs_scan(root, &want, &arena, NULL, &list) == 0)
		for (size_t i = 0; i < list.n; i++)
			if (!list.v[i].id.s || !list.v[i].syspath.s)
				abort();
	/* nothing may be told of but these */
	for (const char *const *name = (const char *const[]){"etc/shadow", "evil", NULL};
	     *name; name++)
		if (hw_root_exists(root, *name))
			abort();
	hw_arena_done(&arena);
}

/* Each reader is given the text, as it is in a text of several formats. */
static inline void fuzz_dump(const struct hw_dump_format *const *formats, size_t n,
			     const unsigned char *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_warnings warnings = {0};
	struct hw_dump *dump;
	struct hw_root *root;

	if (hw_dump_new(&warnings, &dump) < 0)
		abort();
	dump->name = HW_TEXT("fuzz");
	for (size_t i = 0; i < n; i++) {
		dump->line = 0;
		dump->touched_count = 0;
		formats[i]->read(dump, text);
	}
	if (hw_dump_emit(dump) == 0) {
		struct hw_tree *tree = dump->tree;

		dump->tree = NULL;
		if (hw_tree_open(tree, "fuzz", &root) == 0) {
			fuzz_scan(root);
			hw_root_close(root);
		}
	}
	hw_dump_free(dump);
	hw_warnings_done(&warnings);
}

#endif
