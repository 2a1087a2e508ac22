/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_MODULE_H
#define HWALIAS_DATA_MODULE_MODULE_H

#include "data/base/nearest.h"
#include "data/module/list_state.h"
#include "data/root/root.h"

// clang-format off
/*
 * The modules of a machine and of one of its kernels, by name (data/module/name.h):
 *
 *	is it ...	source						function
 *	loaded		proc/modules; sys/module/NAME/initstate		hw_modules_is_loaded()
 *	built in	modules.builtin					hw_modules_is_builtin()
 *	listed, where	modules.dep					hw_modules_path()
 *	the kernel's	modules.order					hw_modules_own_path()
 *	on disk		the file					hw_modules_is_available()
 *
 * A source is read when a function needs it for the first time. Other headers of this
 * folder: what a module says about itself (info.h, through libkmod.h), and the firmware
 * files it asks for (firmware.h).
 */
// clang-format on
struct hw_modules;

enum hw_tristate {
	HW_NO,
	HW_YES,
	/* the source is absent or cannot be read */
	HW_UNKNOWN,
};

/*
 * `machine` has proc and sys of the machine, NULL without one (a bare string). `dir` is a
 * modules directory below `root`, "lib/modules/RELEASE", NULL without one. Lifetime: both
 * roots and the warnings must outlive the result. Errors: -ENOMEM.
 */
int hw_modules_open(struct hw_root *machine, struct hw_root *root, const char *dir,
		    struct hw_warnings *warnings, struct hw_modules **ret);

/* NULL is fine. */
void hw_modules_close(struct hw_modules *modules);

enum hw_tristate hw_modules_is_loaded(struct hw_modules *modules, struct hw_text name);
enum hw_tristate hw_modules_is_builtin(struct hw_modules *modules, struct hw_text name);

/* Whether there is proc/modules: the kernel loads modules. */
bool hw_modules_are_listed(struct hw_modules *modules);

/* Of modules.dep and modules.builtin. */
enum hw_list_state hw_modules_dep_state(struct hw_modules *modules);
enum hw_list_state hw_modules_builtin_state(struct hw_modules *modules);

/* The module's file as modules.dep has it ("kernel/drivers/…/e1000e.ko"), or the absent
 * text. Lifetime: the modules'. */
struct hw_text hw_modules_path(struct hw_modules *modules, struct hw_text name);

/*
 * The module's file as the kernel's build has it, whatever modules.dep prefers to it,
 * without the suffix of a compression: "kernel/drivers/…/e1000e.ko". Absent: it is not of
 * the kernel's tree, or that is not told. Source: modules.order, kmod's
 * "modules.{order,builtin}", which the kernel installs (scripts/Makefile.modinst).
 * Lifetime: the modules'.
 */
struct hw_text hw_modules_own_path(struct hw_modules *modules, struct hw_text name);

/* The results of the functions above and below. */
struct hw_module_facts {
	enum hw_tristate loaded;
	enum hw_tristate builtin;
	enum hw_tristate available;
	struct hw_text path;
};

/* All of them; faster than one after the other, as the module is looked up once. Lifetime
 * of the path: as above. */
struct hw_module_facts hw_modules_facts(struct hw_modules *modules, struct hw_text name);

/*
 * Finds the facts of these modules, so that hw_modules_facts() has them, in the order in
 * which depmod's index has the names: one after the other as a report needs them, it
 * would read most pages of the index twice. Sorts the names.
 */
void hw_modules_prepare(struct hw_modules *modules, struct hw_text *names, size_t n);

/*
 * The files of all modules that the module needs, directly or not, as modules.dep has
 * them, separated by blanks. Absent if modules.dep does not list the module. Lifetime:
 * the modules'.
 */
struct hw_text hw_modules_depends(struct hw_modules *modules, struct hw_text name);

/*
 * Whether modules.dep lists the module and its file exists. Unknown without modules.dep,
 * for a missing file if the directory has no "kernel", as only the index files were
 * recorded then, and for a file that this user may not access.
 */
enum hw_tristate hw_modules_is_available(struct hw_modules *modules, struct hw_text name);

/* Whether the module is certainly neither built in nor on disk. */
bool hw_modules_is_missing(struct hw_modules *modules, struct hw_text name);

/* Whether a module that it needs is missing in this sense: it cannot be loaded then. */
bool hw_modules_needs_missing(struct hw_modules *modules, struct hw_text name);

/* Tries the names of the modules, of the builtin and of the loaded ones, which live as
 * long as `modules`. */
void hw_modules_nearest(struct hw_modules *modules, struct hw_nearest *near);

/* Calls `fn` with the name of each module that modules.builtin lists, as its file is
 * called, until it returns false; nothing without the file. Returns whether all were
 * called. */
typedef bool hw_module_name_fn(void *arg, struct hw_text name);
bool hw_modules_each_builtin(struct hw_modules *modules, hw_module_name_fn *fn,
			     void *arg);

#endif
