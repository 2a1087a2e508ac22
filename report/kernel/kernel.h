/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_KERNEL_KERNEL_H
#define HWALIAS_REPORT_KERNEL_KERNEL_H

#include "data/alias/alias.h"
#include "data/module/list_state.h"

/*
 * Which kernel's module tables a report uses, and where they are.
 */
struct hw_kernel_options {
	/* -S: the release, or NULL = that of the machine */
	const char *release;
	/*
	 * --modules-dir, or NULL. Taken as people have it at hand: the directory of one
	 * release, the directory that holds the releases (lib/modules), or a root above.
	 */
	const char *directory;
};

struct hw_kernel {
	/* where the tables are: `path` below `root`; NULL when there are none */
	struct hw_root *root;
	struct hw_text path;
	struct hw_text release;
	/* as the user would name the directory */
	struct hw_text directory;
	struct hw_aliases *aliases;
	/* of modules.alias: depmod ends each line, and heads the file with a comment */
	enum hw_list_state table_state;
	bool owns_root;
};

/*
 * Finds and opens the tables. `machine` is the machine's root and `machine_release` its
 * release (absent if not told); `live` is "/", where an explicit release is looked for
 * last. No tables without being asked for one is no error: a warning "modules-missing",
 * *ret zeroed, 0. Nor are the machine's own when they cannot be read: a warning
 * "aliases-unreadable", `aliases` NULL, 0.
 * Errors: -ENOENT and others with a sentence in *ret_error when a release or directory
 * that the user named is not there or not clear. Lifetime: texts are the arena's.
 */
int hw_kernel_open(const struct hw_kernel_options *options, struct hw_root *machine,
		   struct hw_root *live, struct hw_text machine_release,
		   struct hw_arena *arena, struct hw_warnings *warnings,
		   struct hw_kernel *ret, struct hw_text *ret_error);

void hw_kernel_close(struct hw_kernel *kernel);

#endif
