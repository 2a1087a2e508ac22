/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_SHOWN_FILES_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_SHOWN_FILES_H

#include "data/base/arena.h"

/*
 * What files of modprobe.d are called where their names are private: no two of them the
 * same, so that a recording has both, and a file of the same name in another directory
 * still hides the other one.
 *
 *	web1.conf	withheld.conf
 *	alice.conf	withheld-2.conf
 *	kvm.conf	kvm.conf
 */
struct hw_shown_file {
	struct hw_text name;
	struct hw_text shown;
};

/* Sorted by name. A zeroed struct has none. */
struct hw_shown_files {
	struct hw_shown_file *v;
	size_t n;
};

/*
 * All names, each once, in the order in which they are read; `told` has each without what
 * is private. Lifetime: that of the texts, and the arena's. Errors: -ENOMEM, and *files
 * is empty.
 */
int hw_shown_files_fill(struct hw_shown_files *files, const struct hw_text *names,
			const struct hw_text *told, size_t count, struct hw_arena *arena);

/* What the file is called; absent: it is none of these. `files` may be NULL. */
struct hw_text hw_shown_files_find(const struct hw_shown_files *files,
				   struct hw_text name);

#endif
