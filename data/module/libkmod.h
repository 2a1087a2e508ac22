/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_LIBKMOD_H
#define HWALIAS_DATA_MODULE_LIBKMOD_H

#include "data/root/root.h"

/*
 * The information section of a module's file, through libkmod: it knows ELF of either
 * width and order, the compressions, and the signature behind the file.
 *
 * libkmod is not linked to but opened at the first question: it draws in libcrypto, whose
 * start takes as long as a whole report.
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

/* Loads nothing yet. Errors: -ENOTSUP when built without libkmod; -ENOMEM. */
int hw_modinfo_open(struct hw_modinfo **ret);

/* NULL is fine. */
void hw_modinfo_close(struct hw_modinfo *modinfo);

/*
 * The pairs of the file `path` below `root` (e1000e.ko, e1000e.ko.xz …) in the order of
 * the section; of a signed one then "sig_id", "signer" and their like.
 * Lifetime: the arena's.
 * Errors: -ENOTSUP: no libkmod on this machine, or `modinfo` is NULL; -ENOEXEC: the file
 * is no module; -ENODATA: it is empty, as recordings have it; -errno of hw_root_map();
 * -ENOMEM.
 */
int hw_modinfo_read(struct hw_modinfo *modinfo, struct hw_root *root, const char *path,
		    struct hw_arena *arena, struct hw_modinfo_pairs *ret);

#endif
