/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_MODULES_H
#define HWALIAS_DATA_MODULE_MODULES_H

#include "data/root/root.h"

/*
 * What is known of modules by name: loaded, built in, on disk. Names compare with '-'
 * and '_' alike, as everywhere in kmod.
 *
 * Sources: proc/modules, or sys/module/NAME/initstate (only loadable modules have it)
 * where the former is absent; modules.builtin; modules.dep. Each is read at the first
 * question that needs it.
 */
struct hw_modules;

enum hw_tristate {
	HW_NO,
	HW_YES,
	/* the source that would tell is absent */
	HW_UNKNOWN,
};

/*
 * `machine` holds proc and sys of the machine reported on, NULL when there is none
 * (a bare string). `dir` is a modules directory below `root` ("lib/modules/RELEASE"),
 * NULL when there is none. Both roots must outlive the modules. Errors: -ENOMEM.
 */
int hw_modules_open(struct hw_root *machine, struct hw_root *root, const char *dir,
		    struct hw_warnings *warnings, struct hw_modules **ret);

void hw_modules_close(struct hw_modules *modules);

enum hw_tristate hw_modules_is_loaded(struct hw_modules *modules, struct hw_text name);
enum hw_tristate hw_modules_is_builtin(struct hw_modules *modules, struct hw_text name);

/* Its file as modules.dep names it ("kernel/drivers/…/e1000e.ko"), or the absent text.
 * Lifetime: the modules'. */
struct hw_text hw_modules_path(struct hw_modules *modules, struct hw_text name);

/* All of these at once. */
struct hw_module_facts {
	enum hw_tristate loaded;
	enum hw_tristate builtin;
	enum hw_tristate available;
	struct hw_text path;
};

/* Quicker than one question after the other: the module is looked for once. Lifetime of
 * the path: as above. */
struct hw_module_facts hw_modules_ask(struct hw_modules *modules, struct hw_text name);

/*
 * The files of all modules that it needs, as modules.dep names them, with blanks between
 * them: depmod writes what these need in turn into the same line. Absent when
 * modules.dep does not list the module. Lifetime: the modules'.
 */
struct hw_text hw_modules_depends(struct hw_modules *modules, struct hw_text name);

/*
 * Whether modules.dep lists it and the file is there. Unknown without modules.dep, and
 * for a file that is not there in a directory that holds no "kernel" at all: then only
 * the index files were recorded; nor is it known of a file that may not be looked at.
 */
enum hw_tristate hw_modules_is_available(struct hw_modules *modules, struct hw_text name);

/* Whether it is certain that the module is neither built in nor on disk. */
bool hw_modules_is_missing(struct hw_modules *modules, struct hw_text name);

/* Whether that is so of one of the modules that it needs: it cannot be loaded then. */
bool hw_modules_needs_missing(struct hw_modules *modules, struct hw_text name);

#endif
