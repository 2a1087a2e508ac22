/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_INFO_H
#define HWALIAS_DATA_MODULE_INFO_H

#include "data/module/libkmod.h"
#include "data/module/module.h"

/*
 * What a module says about itself: MODULE_DESCRIPTION() and the like of linux/module.h. A
 * module made of several files may have several of most.
 */
struct hw_texts {
	const struct hw_text *v;
	size_t n;
};

struct hw_module_param {
	struct hw_text name;
	/* "int", "bool", "array of int"; may be absent */
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
	/* absent for built-in code */
	struct hw_text vermagic;
	/* who signed the file; absent: not signed, or the signature has no name */
	struct hw_text signer;
	bool is_signed;
	/* false: built outside the kernel's tree; also for built-in code, which has no
	 * such mark */
	bool is_intree;
	/* what modinfo(8) printed, without the lines that the kernel's build adds: these
	 * marks are not known */
	bool is_cut;
};

/* The pairs as a struct. Lifetime: the pairs' and the arena's. Errors: -ENOMEM. */
int hw_module_info_of_pairs(const struct hw_modinfo_pairs *pairs, struct hw_arena *arena,
			    struct hw_module_info *ret);

/* From a module's file. Lifetime, errors: as of hw_modinfo_read(). */
int hw_module_info_of_file(struct hw_modinfo *modinfo, struct hw_root *root,
			   const char *path, struct hw_arena *arena,
			   struct hw_module_info *ret);

/*
 * Of built-in code, from modules.builtin.modinfo in the modules directory `dir` below
 * `root`. Lifetime: the arena's.
 * Errors: -ENOENT: the file does not have this name; -errno of hw_root_map(); -ENOMEM.
 */
int hw_module_info_of_builtin(struct hw_root *root, const char *dir, struct hw_text name,
			      struct hw_arena *arena, struct hw_module_info *ret);

/*
 * As modinfo(8) printed it, which a dump has in the file hwalias/modinfo/NAME: `name`
 * with '_' or '-' throughout. *ret_file is "(builtin)", or the file that was asked.
 * Lifetime: the arena's. Errors: -errno of hw_root_read(); -ENOMEM.
 */
int hw_module_info_of_dump(struct hw_root *root, struct hw_text name,
			   struct hw_arena *arena, struct hw_text *ret_file,
			   struct hw_module_info *ret);

/*
 * The path of the module's file below its root, "lib/modules/RELEASE/kernel/…", whether
 * it exists or not; the absent text if modules.dep does not list the module. Lifetime:
 * the arena's.
 */
struct hw_text hw_module_file(struct hw_modules *modules, const char *dir,
			      struct hw_text name, struct hw_arena *arena);

/*
 * Of the module `name`: of built-in code if hw_modules_is_builtin(), else of its file.
 * `modinfo` may be NULL. Lifetime: the arena's.
 * Errors: -ENOENT: neither modules.builtin.modinfo nor modules.dep has it, or its file
 * does not exist; others as above.
 */
int hw_module_info_of_name(struct hw_modinfo *modinfo, struct hw_modules *modules,
			   struct hw_root *root, const char *dir, struct hw_text name,
			   struct hw_arena *arena, struct hw_module_info *ret);

/* The texts with "; " between them; absent for an empty list. Lifetime: the arena's, or
 * that of a single text. */
struct hw_text hw_texts_join(struct hw_texts texts, struct hw_arena *arena);

#endif
