/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_INFO_H
#define HWALIAS_DATA_MODULE_INFO_H

#include "data/module/libkmod.h"
#include "data/module/modules.h"

/*
 * What a module says of itself: MODULE_DESCRIPTION() and its kin of linux/module.h. Most
 * may be said several times, where a module is made of several files.
 */
struct hw_texts {
	const struct hw_text *v;
	size_t n;
};

struct hw_module_param {
	struct hw_text name;
	/* "int", "bool", "array of int"; absent when not told */
	struct hw_text type;
	struct hw_text description;
};

struct hw_module_info {
	struct hw_texts descriptions;
	struct hw_texts licenses;
	struct hw_texts authors;
	struct hw_texts versions;
	/* names of modules, '-' or '_' as the file has them */
	struct hw_texts depends;
	/* as request_firmware() takes them: "iwlwifi-7260-17.ucode" */
	struct hw_texts firmware;
	struct hw_texts aliases;
	struct hw_module_param *params;
	size_t param_count;
	/* absent of built-in code */
	struct hw_text vermagic;
	/* whose signature is on the file; absent: not signed, or not told by the file */
	struct hw_text signer;
	bool is_signed;
	/* no: built outside the kernel's tree, or built in, where none is marked */
	bool is_intree;
};

/* Sorts the pairs into *ret. Lifetime: the pairs' and the arena's. Errors: -ENOMEM. */
int hw_module_info_of_pairs(const struct hw_modinfo_pairs *pairs, struct hw_arena *arena,
			    struct hw_module_info *ret);

/* As hw_modinfo_read(), of which it has the errors. */
int hw_module_info_of_file(struct hw_modinfo *modinfo, struct hw_root *root,
			   const char *path, struct hw_arena *arena,
			   struct hw_module_info *ret);

/*
 * Of built-in code, by modules.builtin.modinfo in the modules directory `dir` below
 * `root`; '-' and '_' are alike in `name`.
 * Errors: -ENOENT: it does not tell of this name; -errno of hw_root_map(); -ENOMEM.
 */
int hw_module_info_of_builtin(struct hw_root *root, const char *dir, struct hw_text name,
			      struct hw_arena *arena, struct hw_module_info *ret);

/*
 * The module's file below the root of modules.dep, "lib/modules/RELEASE/kernel/…",
 * whether it is there or not; the absent text when modules.dep has none. Lifetime: the
 * arena's.
 */
struct hw_text hw_module_file(struct hw_modules *modules, const char *dir,
			      struct hw_text name, struct hw_arena *arena);

/*
 * The module by its name, built-in code first as in hw_modules_is_builtin(). `modinfo`
 * may be NULL.
 * Errors: -ENOENT: neither modules.builtin.modinfo nor modules.dep has it, or its file
 * is not there; others as above.
 */
int hw_module_info_of_name(struct hw_modinfo *modinfo, struct hw_modules *modules,
			   struct hw_root *root, const char *dir, struct hw_text name,
			   struct hw_arena *arena, struct hw_module_info *ret);

/* All of a list, "; " between; the absent text for none. Lifetime: the arena's. */
struct hw_text hw_texts_join(struct hw_texts texts, struct hw_arena *arena);

#endif
