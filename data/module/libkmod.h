/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_LIBKMOD_H
#define HWALIAS_DATA_MODULE_LIBKMOD_H

#include "data/root/root.h"

/*
 * The .modinfo section of a module's file, through libkmod: it reads ELF of each class
 * and byte order, the compressions, and the signature at the file's end.
 *
 * libkmod is not linked but loaded at the first call of hw_modinfo_read(): it loads
 * libcrypto, whose start takes as long as a whole report.
 */
struct hw_modinfo;

struct hw_modinfo_pair {
	struct hw_text key;
	struct hw_text value;
};

struct hw_modinfo_pairs {
	const struct hw_modinfo_pair *v;
	size_t n;
};

/* Does not load the library yet. Errors: -ENOTSUP: built without libkmod; -ENOMEM. */
int hw_modinfo_open(struct hw_modinfo **ret);

/* NULL is fine. */
void hw_modinfo_close(struct hw_modinfo *modinfo);

/*
 * The pairs of the file `path` below `root` (e1000e.ko, e1000e.ko.xz …) in the order of
 * the section; then, if the file is signed, "sig_id", "signer" and others.
 * Lifetime: the arena's.
 * Errors: -ENOTSUP: libkmod is not installed, or `modinfo` is NULL; -ENOEXEC: the file is
 * not a module, or so damaged that libkmod crashes on it; -ENODATA: it is empty, as in a
 * recorded machine; -errno of hw_root_map(), of hw_child_run(); -ENOMEM.
 */
int hw_modinfo_read(struct hw_modinfo *modinfo, struct hw_root *root, const char *path,
		    struct hw_arena *arena, struct hw_modinfo_pairs *ret);

#endif
